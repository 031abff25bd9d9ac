// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/Transform.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

#include "engine/data/ImageFile.h"

namespace dyadic::data {

namespace {

constexpr int kPrecision = 32 - 8 - 2;  // bits behind the point of a coefficient
constexpr std::int32_t kHalf = 1 << (kPrecision - 1);

/// For each output pixel of one direction: the first input pixel and the weights from there on.
struct Taps {
  struct Window {
    int first = 0;
    int count = 0;
  };
  int stride = 0;
  std::vector<Window> windows;
  std::vector<std::int32_t> weights;  // stride for each output pixel

  [[nodiscard]] const std::int32_t* of(int out) const {
    return weights.data() + static_cast<std::ptrdiff_t>(out) * stride;
  }
};

/// In the order of Pillow's precompute_coeffs and normalize_coeffs_8bpc, since the doubles' rounding shows.
Taps makeTaps(int in, int out) {
  const double scale = static_cast<double>(in) / out;
  const double filterScale = std::max(scale, 1.0);
  const double support = filterScale;
  Taps taps;
  taps.stride = static_cast<int>(std::ceil(support)) * 2 + 1;
  taps.windows.resize(static_cast<std::size_t>(out));
  taps.weights.resize(static_cast<std::size_t>(out) * static_cast<std::size_t>(taps.stride));
  std::vector<double> weights(static_cast<std::size_t>(taps.stride));
  for (int x = 0; x < out; ++x) {
    const double center = (x + 0.5) * scale;
    const double inverse = 1.0 / filterScale;
    const int first = std::max(static_cast<int>(center - support + 0.5), 0);
    const int count = std::min(static_cast<int>(center + support + 0.5), in) - first;
    double sum = 0;
    for (int i = 0; i < count; ++i) {
      const double distance = std::abs((i + first - center + 0.5) * inverse);
      weights[static_cast<std::size_t>(i)] = distance < 1.0 ? 1.0 - distance : 0.0;
      sum += weights[static_cast<std::size_t>(i)];
    }
    std::int32_t* to = taps.weights.data() + static_cast<std::ptrdiff_t>(x) * taps.stride;
    for (int i = 0; i < count; ++i) {
      const double weight = weights[static_cast<std::size_t>(i)];
      to[i] = static_cast<std::int32_t>(0.5 + (sum != 0.0 ? weight / sum : weight) * (1 << kPrecision));
    }
    taps.windows[static_cast<std::size_t>(x)] = {first, count};
  }
  return taps;
}

std::uint8_t rounded(std::int32_t sum) { return static_cast<std::uint8_t>(std::clamp(sum >> kPrecision, 0, 255)); }

struct Rows {
  const std::uint8_t* pixels;
  int count;
  int width;
};

void resizeRows(const Rows& in, const Taps& taps, std::uint8_t* out) {
  for (int y = 0; y < in.count; ++y) {
    const std::uint8_t* row = in.pixels + static_cast<std::ptrdiff_t>(y) * in.width;
    for (std::size_t x = 0; x < taps.windows.size(); ++x) {
      const auto [first, count] = taps.windows[x];
      const std::int32_t* weights = taps.of(static_cast<int>(x));
      std::int32_t sum = kHalf;
      for (int i = 0; i < count; ++i) {
        sum += row[first + i] * weights[i];
      }
      *out++ = rounded(sum);
    }
  }
}

void resizeColumns(const Rows& in, const Taps& taps, std::uint8_t* out) {
  std::vector<std::int32_t> sums(static_cast<std::size_t>(in.width));
  for (std::size_t y = 0; y < taps.windows.size(); ++y) {
    const auto [first, count] = taps.windows[y];
    const std::int32_t* weights = taps.of(static_cast<int>(y));
    std::fill(sums.begin(), sums.end(), kHalf);
    for (int i = 0; i < count; ++i) {
      const std::uint8_t* row = in.pixels + static_cast<std::ptrdiff_t>(first + i) * in.width;
      const std::int32_t weight = weights[i];
      for (std::size_t x = 0; x < sums.size(); ++x) {
        sums[x] += row[x] * weight;
      }
    }
    out = std::transform(sums.begin(), sums.end(), out, rounded);
  }
}

/// Python's round() of a half: to the even neighbour.
int halfToEven(int twice) {
  const int below = twice >= 0 ? twice / 2 : (twice - 1) / 2;
  return twice % 2 == 0 || below % 2 == 0 ? below : below + 1;
}

/// Where a side of `in` pixels is cut or padded to `out`: output pixel i is input pixel i + offset.
int cropOffset(int in, int out) { return out > in ? -((out - in) / 2) : halfToEven(in - out); }

}  // namespace

std::string formatTransform(const Transform& transform) {
  std::string text;
  if (transform.shorterSide > 0) {
    text = "resize " + std::to_string(transform.shorterSide);
  } else if (transform.height > 0) {
    text = "resize " + std::to_string(transform.height) + "x" + std::to_string(transform.width);
  }
  if (transform.crops()) {
    text += text.empty() ? "" : ", ";
    text += "center crop " + std::to_string(transform.cropHeight) + "x" + std::to_string(transform.cropWidth);
  }
  return text;
}

ImageShape resizedShape(const ImageShape& shape, const Transform& transform) {
  if (transform.height > 0) {
    return {shape.channels, transform.height, transform.width};
  }
  if (transform.shorterSide == 0) {
    return shape;
  }
  const std::int64_t shorter = std::min(shape.height, shape.width);
  const std::int64_t longer = std::max(shape.height, shape.width);
  const auto side = static_cast<int>(transform.shorterSide * longer / shorter);
  return shape.width <= shape.height ? ImageShape{shape.channels, side, transform.shorterSide}
                                     : ImageShape{shape.channels, transform.shorterSide, side};
}

ImageShape transformedShape(const ImageShape& shape, const Transform& transform) {
  return transform.crops() ? ImageShape{shape.channels, transform.cropHeight, transform.cropWidth}
                           : resizedShape(shape, transform);
}

Image resizeBilinear(const Image& image, int height, int width) {
  const ImageShape& from = image.shape;
  const bool across = width != from.width;
  const bool down = height != from.height;
  if (!across && !down) {
    return image;
  }
  Image out;
  out.shape = {from.channels, height, width};
  out.pixels.resize(out.shape.bytes());
  const Taps horizontal = across ? makeTaps(from.width, width) : Taps();
  const Taps vertical = down ? makeTaps(from.height, height) : Taps();
  const ImageShape half{1, from.height, width};
  std::vector<std::uint8_t> between(across && down ? half.bytes() : 0);
  const ImageShape plane{1, from.height, from.width};
  for (std::size_t channel = 0; channel < static_cast<std::size_t>(from.channels); ++channel) {
    const std::uint8_t* in = image.pixels.data() + channel * plane.bytes();
    std::uint8_t* to = out.pixels.data() + channel * ImageShape{1, height, width}.bytes();
    if (across) {
      resizeRows({in, from.height, from.width}, horizontal, down ? between.data() : to);
    }
    if (down) {
      resizeColumns({across ? between.data() : in, from.height, width}, vertical, to);
    }
  }
  return out;
}

Image cropCenter(const Image& image, int height, int width) {
  const ImageShape& from = image.shape;
  if (from.height == height && from.width == width) {
    return image;
  }
  Image out;
  out.shape = {from.channels, height, width};
  out.pixels.assign(out.shape.bytes(), 0);
  const int top = cropOffset(from.height, height);
  const int left = cropOffset(from.width, width);
  const int firstX = std::max(-left, 0);
  const int lastX = std::min(from.width - left, width);
  for (int channel = 0; channel < from.channels; ++channel) {
    for (int y = std::max(-top, 0); y < std::min(from.height - top, height); ++y) {
      const auto in = (static_cast<std::ptrdiff_t>(channel) * from.height + y + top) * from.width + left + firstX;
      const auto to = (static_cast<std::ptrdiff_t>(channel) * height + y) * width + firstX;
      std::memcpy(out.pixels.data() + to, image.pixels.data() + in, static_cast<std::size_t>(lastX - firstX));
    }
  }
  return out;
}

Expected<Image> transformed(Image image, const Transform& transform, const std::string& source) {
  if (transform.resizes()) {
    const ImageShape size = resizedShape(image.shape, transform);
    const auto pixels = static_cast<std::int64_t>(size.height) * size.width;
    if (size.height > kMaxImageSide || size.width > kMaxImageSide || pixels > kMaxImagePixels) {
      return failure(DYADIC_TR("engine", "%1 would be %2 after data.resize, which is too large."),
                     {source, formatShape(size)});
    }
    image = resizeBilinear(image, size.height, size.width);
  }
  return transform.crops() ? cropCenter(image, transform.cropHeight, transform.cropWidth) : std::move(image);
}

}  // namespace dyadic::data
