// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runtime/Thumbnail.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace dyadic::runtime {

session::ImagePixels thumbnailOf(session::ImagePixels image, int side) {
  const int longer = std::max(image.height, image.width);
  if (side <= 0 || longer <= side) return image;
  const auto scaled = [&](int length) { return std::max(1, (length * side + longer / 2) / longer); };
  session::ImagePixels small{image.channels, scaled(image.height), scaled(image.width), {}};
  small.pixels.reserve(static_cast<std::size_t>(small.channels) * static_cast<std::size_t>(small.height) *
                       static_cast<std::size_t>(small.width));
  const auto begins = [](int i, int of, int length) { return static_cast<int>(std::int64_t{i} * length / of); };
  for (int c = 0; c < image.channels; ++c) {
    const std::uint8_t* plane = image.pixels.data() + static_cast<std::ptrdiff_t>(c) * image.height * image.width;
    for (int y = 0; y < small.height; ++y) {
      const int top = begins(y, small.height, image.height);
      const int bottom = std::max(top + 1, begins(y + 1, small.height, image.height));
      for (int x = 0; x < small.width; ++x) {
        const int left = begins(x, small.width, image.width);
        const int right = std::max(left + 1, begins(x + 1, small.width, image.width));
        int sum = 0;
        for (int row = top; row < bottom; ++row)
          for (int column = left; column < right; ++column) sum += plane[row * image.width + column];
        const int count = (bottom - top) * (right - left);
        small.pixels.push_back(static_cast<std::uint8_t>((sum + count / 2) / count));
      }
    }
  }
  return small;
}

}  // namespace dyadic::runtime
