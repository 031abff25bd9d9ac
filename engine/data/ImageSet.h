// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace dyadic::data {

/// Size of an image: channels (1 gray, 3 red green blue), height and width in pixels.
struct ImageShape {
  int channels = 0;
  int height = 0;
  int width = 0;

  [[nodiscard]] std::size_t bytes() const {
    return static_cast<std::size_t>(channels) * static_cast<std::size_t>(height) * static_cast<std::size_t>(width);
  }
  friend bool operator==(const ImageShape&, const ImageShape&) = default;
};

/// "1x28x28"
[[nodiscard]] std::string formatShape(const ImageShape& shape);

/// One image: 8-bit pixels as channels x height x width.
struct Image {
  ImageShape shape;
  std::vector<std::uint8_t> pixels;
};

/// Labelled images of one size in plain memory: 8-bit pixels, count x channels x height x width, contiguous. Copies
/// and slices share the pixels, which never change once they were read; so sets may be used from several threads.
struct ImageSet {
  std::int64_t count = 0;
  ImageShape shape;
  std::shared_ptr<const std::uint8_t[]> pixels;
  std::vector<std::int32_t> labels;   ///< one an image, 0 or more
  std::vector<std::string> files;     ///< one an image, or none where images have no files of their own
  std::vector<std::string> warnings;  ///< what was left out, one line each: files that do not decode

  /// REQUIRES: 0 <= index < count.
  [[nodiscard]] const std::uint8_t* image(std::int64_t index) const {
    return pixels.get() + static_cast<std::size_t>(index) * shape.bytes();
  }
};

/// Images begin to end-1, sharing the pixels; keeps the warnings. REQUIRES: 0 <= begin <= end <= count.
[[nodiscard]] ImageSet slice(const ImageSet& set, std::int64_t begin, std::int64_t end);

}  // namespace dyadic::data
