// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "engine/data/ImageSet.h"
#include "engine/types/Expected.h"

/// What is done to an image before a network sees it: resize, then a crop at the center, as torchvision's Resize and
/// CenterCrop do on PIL images. The pixels are Pillow's bit for bit. Free functions without shared state, callable from
/// any thread.
namespace dyadic::data {

struct Transform {
  int shorterSide = 0;  ///< pixels that the shorter side becomes, the other one in proportion; 0: no such resize
  int height = 0;       ///< resized to height x width whatever its proportions are; 0: no such resize
  int width = 0;
  int cropHeight = 0;  ///< cut out at the center, padded with zeros where the image is smaller; 0: no crop
  int cropWidth = 0;

  [[nodiscard]] bool resizes() const { return shorterSide > 0 || height > 0; }
  [[nodiscard]] bool crops() const { return cropHeight > 0; }
  [[nodiscard]] bool changes() const { return resizes() || crops(); }
  friend bool operator==(const Transform&, const Transform&) = default;
};

/// "resize 256, center crop 224x224"; empty for a transform that does nothing.
[[nodiscard]] std::string formatTransform(const Transform& transform);

/// Size after the transform; the long side is cut off to whole pixels as torchvision does it.
[[nodiscard]] ImageShape transformedShape(const ImageShape& shape, const Transform& transform);

/// Size between resize and crop.
[[nodiscard]] ImageShape resizedShape(const ImageShape& shape, const Transform& transform);

/// Pillow's Image.resize((width, height), BILINEAR): antialiased by a triangle as wide as the scale, in two passes of
/// 8-bit results with 22-bit coefficients. REQUIRES: sides of at least 1.
[[nodiscard]] Image resizeBilinear(const Image& image, int height, int width);

/// torchvision's CenterCrop((height, width)). REQUIRES: sides of at least 1.
[[nodiscard]] Image cropCenter(const Image& image, int height, int width);

/// The whole transform. Fails where the resized image would be larger than ImageFile.h's limits (a strip a few pixels
/// wide); `source` names the image.
[[nodiscard]] Expected<Image> transformed(Image image, const Transform& transform, const std::string& source);

}  // namespace dyadic::data
