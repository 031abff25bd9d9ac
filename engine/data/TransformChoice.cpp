// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/TransformChoice.h"

#include <charconv>
#include <string_view>

#include "engine/data/ImageFile.h"

namespace dyadic::data {

namespace {

constexpr ImageShape kImageNet{3, 224, 224};
constexpr int kImageNetResize = 256;

bool isAuto(const std::string& text) { return text.empty() || text == "auto"; }

std::optional<int> takeSide(std::string_view& text) {
  int value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (code != std::errc() || value < 1 || value > kMaxImageSide) {
    return std::nullopt;
  }
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}

std::string sides(const ImageShape& shape) { return std::to_string(shape.height) + "x" + std::to_string(shape.width); }

bool sameSides(const ImageShape& a, const ImageShape& b) { return a.height == b.height && a.width == b.width; }

Error sizeError(const TransformRequest& request) {
  const ImageShape& wanted = *request.wanted;
  const std::string side = std::to_string(std::min(wanted.height, wanted.width));
  return failure(DYADIC_TR("engine",
                           "The images of %1 are %2, the network takes %3. Set data.resize to %4 to resize the shorter "
                           "side and cut out the center, or to %5 to resize both sides."),
                 {request.path, formatSizes(request.sizes), formatShape(wanted), side, sides(wanted)});
}

}  // namespace

Expected<Transform> parseResize(const std::string& text) {
  Transform transform;
  if (isAuto(text) || text == "none") {
    return transform;
  }
  std::string_view rest = text;
  const auto first = takeSide(rest);
  const bool both = first && rest.starts_with('x');
  rest.remove_prefix(both ? 1 : 0);
  const auto second = both ? takeSide(rest) : std::nullopt;
  if (!first || (both && !second) || !rest.empty()) {
    return usageError(
        DYADIC_TR("engine",
                  "data.resize is \"%1\" but must be auto, none, the length of the shorter side such as 256, or height "
                  "and width such as 224x224 (at most %2)."),
        {text, std::to_string(kMaxImageSide)});
  }
  if (second) {
    transform.height = *first;
    transform.width = *second;
  } else {
    transform.shorterSide = *first;
  }
  return transform;
}

std::string formatSizes(const SizeRange& sizes) {
  return sizes.uniform() ? formatShape(sizes.smallest)
                         : "from " + formatShape(sizes.smallest) + " to " + formatShape(sizes.largest);
}

Expected<Transform> chooseTransform(const TransformRequest& request) {
  auto parsed = parseResize(request.resize);
  if (!parsed) {
    return parsed;
  }
  Transform transform = *parsed;
  const bool center = request.crop == "center";
  const auto& wanted = request.wanted;
  if (!wanted) {
    if (center) {
      return usageError(
          DYADIC_TR("engine", "data.crop cuts images to the network's input: name a model or data.input."));
    }
    return transform;
  }
  const bool fits = request.sizes.uniform() && sameSides(request.sizes.smallest, *wanted);
  if (isAuto(request.resize) && isAuto(request.crop) && !fits) {
    if (*wanted != kImageNet) {
      return sizeError(request);
    }
    transform.shorterSide = kImageNetResize;
  }
  const bool exact =
      transform.resizes() ? transform.height == wanted->height && transform.width == wanted->width : fits;
  if (center || (isAuto(request.crop) && transform.resizes() && !exact)) {
    transform.cropHeight = wanted->height;
    transform.cropWidth = wanted->width;
  } else if (!exact) {
    const bool known = request.sizes.uniform() || transform.height > 0;
    const ImageShape out = transformedShape(request.sizes.smallest, transform);
    if (!known || !sameSides(out, *wanted)) {
      if (!transform.resizes()) {
        return sizeError(request);
      }
      return failure(DYADIC_TR("engine",
                               "The images of %1 (%2) do not become %3, which the network takes, by data.resize = %4. "
                               "Set data.crop to center."),
                     {request.path, formatSizes(request.sizes), formatShape(*wanted), request.resize});
    }
  }
  return transform;
}

}  // namespace dyadic::data
