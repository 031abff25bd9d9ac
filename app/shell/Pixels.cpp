// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/Pixels.h"

#include <cstddef>

namespace dyadic::shell {

QImage imageOf(const session::ImagePixels& from) {
  const auto size = static_cast<std::size_t>(from.height) * static_cast<std::size_t>(from.width);
  if (size == 0 || (from.channels != 1 && from.channels != 3) ||
      from.pixels.size() != size * static_cast<std::size_t>(from.channels))
    return {};
  QImage image(from.width, from.height, from.channels == 1 ? QImage::Format_Grayscale8 : QImage::Format_RGB888);
  for (int y = 0; y < from.height; ++y) {
    uchar* line = image.scanLine(y);
    for (int x = 0; x < from.width; ++x)
      for (int c = 0; c < from.channels; ++c)
        *line++ = from.pixels[static_cast<std::size_t>(c) * size + static_cast<std::size_t>(y * from.width + x)];
  }
  return image;
}

}  // namespace dyadic::shell
