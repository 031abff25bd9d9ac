// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/data/TestFiles.h"

#include <png.h>
#include <stdlib.h>
#include <zlib.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <random>
#include <stdexcept>

#include <jpeglib.h>

namespace dyadic::data::test {

namespace fs = std::filesystem;

TempFolder::TempFolder() {
  std::string name = (fs::temp_directory_path() / "dyadic-data-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) {
    throw std::runtime_error("no temporary folder");
  }
  path_ = name;
}

TempFolder::~TempFolder() {
  std::error_code code;
  fs::remove_all(path_, code);
}

std::string TempFolder::write(const std::string& name, const Bytes& bytes) const {
  const fs::path path = path_ / name;
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary)
      .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  return path.string();
}

void appendBigEndian(Bytes& bytes, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) {
    bytes.push_back(static_cast<std::uint8_t>(value >> shift));
  }
}

Bytes idxImages(std::uint32_t count, const Size& size, const Bytes& pixels) {
  Bytes bytes;
  appendBigEndian(bytes, 0x0803);
  appendBigEndian(bytes, count);
  appendBigEndian(bytes, size.height);
  appendBigEndian(bytes, size.width);
  bytes.insert(bytes.end(), pixels.begin(), pixels.end());
  return bytes;
}

Bytes idxLabels(const Bytes& labels) {
  Bytes bytes;
  appendBigEndian(bytes, 0x0801);
  appendBigEndian(bytes, static_cast<std::uint32_t>(labels.size()));
  bytes.insert(bytes.end(), labels.begin(), labels.end());
  return bytes;
}

Bytes gzip(const Bytes& bytes) {
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY);
  Bytes out(deflateBound(&stream, bytes.size()) + 64);
  stream.next_in = const_cast<Bytef*>(bytes.data());
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = out.data();
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

namespace {

struct PngFormat {
  int colorType;
  int bits;
  int bytesPerPixel;
};

Bytes writePng(const Size& size, const Bytes& pixels, const PngFormat& format) {
  Bytes out;
  png_structp writer = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png_create_info_struct(writer);
  png_set_write_fn(
      writer, &out,
      [](png_structp self, png_bytep data, png_size_t count) {
        auto* bytes = static_cast<Bytes*>(png_get_io_ptr(self));
        bytes->insert(bytes->end(), data, data + count);
      },
      nullptr);
  png_set_IHDR(writer, info, size.width, size.height, format.bits, format.colorType, PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  if (format.colorType == PNG_COLOR_TYPE_PALETTE) {
    const png_color palette[3] = {{0, 0, 0}, {255, 0, 0}, {10, 20, 30}};
    png_set_PLTE(writer, info, palette, 3);
  }
  png_write_info(writer, info);
  for (std::uint32_t y = 0; y < size.height; ++y) {
    png_write_row(writer, pixels.data() + std::size_t{y} * size.width * static_cast<std::size_t>(format.bytesPerPixel));
  }
  png_write_end(writer, nullptr);
  png_destroy_write_struct(&writer, &info);
  return out;
}

}  // namespace

Bytes png(const Size& size, const Bytes& pixels, int bits) {
  const int types[5] = {0, PNG_COLOR_TYPE_GRAY, PNG_COLOR_TYPE_GRAY_ALPHA, PNG_COLOR_TYPE_RGB,
                        PNG_COLOR_TYPE_RGB_ALPHA};
  return writePng(size, pixels, {types[size.channels], bits, static_cast<int>(size.channels) * bits / 8});
}

Bytes palettePng(const Size& size, const Bytes& indexes) {
  return writePng(size, indexes, {PNG_COLOR_TYPE_PALETTE, 8, 1});
}

Bytes jpeg(const Size& size, const Bytes& pixels, bool progressive) {
  jpeg_compress_struct writer{};
  jpeg_error_mgr errors{};
  writer.err = jpeg_std_error(&errors);
  jpeg_create_compress(&writer);
  unsigned char* memory = nullptr;
  unsigned long length = 0;
  jpeg_mem_dest(&writer, &memory, &length);
  writer.image_width = size.width;
  writer.image_height = size.height;
  writer.input_components = static_cast<int>(size.channels);
  writer.in_color_space = size.channels == 1 ? JCS_GRAYSCALE : size.channels == 3 ? JCS_RGB : JCS_CMYK;
  jpeg_set_defaults(&writer);
  jpeg_set_quality(&writer, 100, TRUE);
  for (int i = 0; i < writer.num_components; ++i) {
    writer.comp_info[i].h_samp_factor = 1;
    writer.comp_info[i].v_samp_factor = 1;
  }
  if (progressive) {
    jpeg_simple_progression(&writer);
  }
  jpeg_start_compress(&writer, TRUE);
  while (writer.next_scanline < writer.image_height) {
    auto* row =
        const_cast<std::uint8_t*>(pixels.data()) + std::size_t{writer.next_scanline} * size.width * size.channels;
    jpeg_write_scanlines(&writer, &row, 1);
  }
  jpeg_finish_compress(&writer);
  Bytes out(memory, memory + length);
  jpeg_destroy_compress(&writer);
  std::free(memory);
  return out;
}

Bytes noise(std::size_t size, std::uint32_t seed) {
  std::mt19937 random(seed);
  Bytes out(size);
  for (std::uint8_t& byte : out) {
    byte = static_cast<std::uint8_t>(random());
  }
  return out;
}

Bytes planes(const Size& size, const Bytes& interleaved) {
  Bytes out;
  for (std::uint32_t c = 0; c < size.channels; ++c) {
    for (std::uint32_t y = 0; y < size.height; ++y) {
      for (std::uint32_t x = 0; x < size.width; ++x) {
        out.push_back(interleaved[(y * size.width + x) * size.channels + c]);
      }
    }
  }
  return out;
}

}  // namespace dyadic::data::test
