// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

/// Small files of every format the readers know, made on the spot.
namespace dyadic::data::test {

using Bytes = std::vector<std::uint8_t>;

/// An empty folder that is removed with everything in it.
class TempFolder {
 public:
  TempFolder();
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  /// Path below the folder.
  [[nodiscard]] std::string operator/(const std::string& name) const { return (path_ / name).string(); }
  [[nodiscard]] std::string path() const { return path_.string(); }
  /// Writes a file, making its folders, and returns its path.
  std::string write(const std::string& name, const Bytes& bytes) const;

 private:
  std::filesystem::path path_;
};

struct Size {
  std::uint32_t channels = 1;
  std::uint32_t height = 0;
  std::uint32_t width = 0;
};

void appendBigEndian(Bytes& bytes, std::uint32_t value);
/// Magic 0x00000803, count, height, width, pixels.
[[nodiscard]] Bytes idxImages(std::uint32_t count, const Size& size, const Bytes& pixels);
[[nodiscard]] Bytes idxLabels(const Bytes& labels);
[[nodiscard]] Bytes gzip(const Bytes& bytes);

/// Interleaved pixels (height x width x channels); 1, 2 (gray and alpha), 3 or 4 channels; 8 or 16 bits.
[[nodiscard]] Bytes png(const Size& size, const Bytes& pixels, int bits = 8);
/// A palette of three colours: black, red, (10, 20, 30).
[[nodiscard]] Bytes palettePng(const Size& size, const Bytes& indexes);
/// Interleaved pixels of 1 or 3 channels, quality 100 without chroma subsampling.
[[nodiscard]] Bytes jpeg(const Size& size, const Bytes& pixels, bool progressive = false);

/// `size` reproducible bytes.
[[nodiscard]] Bytes noise(std::size_t size, std::uint32_t seed = 1);
/// Planes of interleaved pixels, written the slow way.
[[nodiscard]] Bytes planes(const Size& size, const Bytes& interleaved);

}  // namespace dyadic::data::test
