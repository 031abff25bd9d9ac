// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "engine/data/ImageSet.h"
#include "engine/types/Expected.h"

/// JPEG and PNG files as 8-bit pixels. Free functions without shared state, callable from any thread. The bytes are
/// untrusted: sizes are checked before memory is taken, and a damaged file is an error, never a crash. A JPEG that
/// ends early is damaged as well; its missing part is not filled with gray.
namespace dyadic::data {

/// Largest image that is decoded, per side and in all; larger ones are refused before memory is taken.
inline constexpr int kMaxImageSide = 16384;
inline constexpr std::int64_t kMaxImagePixels = std::int64_t{1} << 26;

/// Decodes a JPEG or PNG held in memory, told apart by its first bytes; errors name `source`. `channels` is 1 or 3 for
/// that many, 0 for what the image has. A gray image becomes a coloured one with three equal channels; a coloured one
/// is never made gray: that is an error. Palettes and CMYK become colours, alpha is dropped (all as Pillow's
/// convert("RGB") does it), 16 bits become 8 (the high byte).
[[nodiscard]] Expected<Image> decodeImage(std::span<const std::uint8_t> bytes, const std::string& source,
                                          int channels = 0);

/// The shape from the header alone, without decoding. Checked against the limits above as decodeImage does.
[[nodiscard]] Expected<ImageShape> imageShape(std::span<const std::uint8_t> bytes, const std::string& source);

/// The same for files.
[[nodiscard]] Expected<Image> readImageFile(const std::string& path, int channels = 0);
[[nodiscard]] Expected<ImageShape> readImageFileShape(const std::string& path);

}  // namespace dyadic::data
