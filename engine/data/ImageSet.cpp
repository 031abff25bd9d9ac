// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/ImageSet.h"

namespace dyadic::data {

std::string formatShape(const ImageShape& shape) {
  return std::to_string(shape.channels) + "x" + std::to_string(shape.height) + "x" + std::to_string(shape.width);
}

ImageSet slice(const ImageSet& set, std::int64_t begin, std::int64_t end) {
  ImageSet out;
  out.count = end - begin;
  out.shape = set.shape;
  out.pixels = std::shared_ptr<const std::uint8_t[]>(set.pixels, set.image(begin));
  out.labels.assign(set.labels.begin() + begin, set.labels.begin() + end);
  if (!set.files.empty()) {
    out.files.assign(set.files.begin() + begin, set.files.begin() + end);
  }
  out.warnings = set.warnings;
  return out;
}

}  // namespace dyadic::data
