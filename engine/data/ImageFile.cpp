// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/ImageFile.h"

#include <png.h>

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstdio>
#include <cstring>

#include <jpeglib.h>

#include <jerror.h>

#include "engine/data/Files.h"

namespace dyadic::data {

namespace {

using Bytes = std::span<const std::uint8_t>;

constexpr std::uint64_t kLargestFile = std::uint64_t{1} << 28;
constexpr int kMostScans = 100;  // a progressive JPEG has about 10; more are made to keep a reader busy

Status checkSize(std::uint64_t height, std::uint64_t width, const std::string& source) {
  constexpr auto kSide = static_cast<std::uint64_t>(kMaxImageSide);
  if (height == 0 || width == 0 || height > kSide || width > kSide ||
      height * width > static_cast<std::uint64_t>(kMaxImagePixels)) {
    return failure(
        DYADIC_TR("engine", "%1 is an image of %2 x %3 pixels; at most %4 on a side and %5 in all are read."),
        {source, std::to_string(width), std::to_string(height), std::to_string(kMaxImageSide),
         std::to_string(kMaxImagePixels)});
  }
  return {};
}

Error damaged(const std::string& source, const std::string& reason) {
  return failure(DYADIC_TR("engine", "%1 is a damaged image: %2."), {source, reason});
}

/// One JPEG or PNG being read. Both libraries report errors by longjmp; every method that calls them does so between
/// a setjmp of its own and its return, with no local that has a destructor.
class Decoder {
 public:
  virtual ~Decoder() = default;
  /// Fills height, width and channels; false: reason().
  virtual bool readHeader() = 0;
  /// Fills rows of width x stored() bytes each; false: reason(). REQUIRES: readHeader() was true.
  virtual bool readRows(std::uint8_t** rows) = 0;

  std::uint64_t height = 0;
  std::uint64_t width = 0;
  int channels = 0;    ///< of the image: 1 or 3
  bool inked = false;  ///< rows are cyan, magenta, yellow and black, inverted as Adobe writes them
  [[nodiscard]] int stored() const { return inked ? 4 : channels; }  ///< bytes of a pixel in a row
  [[nodiscard]] const char* reason() const { return reason_.data(); }

 protected:
  std::array<char, 256> reason_{};
  std::jmp_buf jump_{};
};

class JpegDecoder final : public Decoder {
 public:
  explicit JpegDecoder(Bytes bytes) : bytes_(bytes) {
    jpeg_.err = jpeg_std_error(&errors_);
    errors_.error_exit = [](j_common_ptr jpeg) { fail(jpeg); };
    errors_.emit_message = [](j_common_ptr jpeg, int level) {
      const int code = jpeg->err->msg_code;
      if (level < 0 && code != JWRN_EXTRANEOUS_DATA && code != JWRN_ADOBE_XFORM) {
        fail(jpeg);  // the library would go on and fill the missing part with gray
      }
    };
    errors_.output_message = [](j_common_ptr) {};
    progress_.progress_monitor = [](j_common_ptr jpeg) {
      if (reinterpret_cast<j_decompress_ptr>(jpeg)->input_scan_number > kMostScans) {
        static_cast<JpegDecoder*>(jpeg->client_data)->stop("it has too many scans");
      }
    };
    jpeg_.client_data = this;
  }
  ~JpegDecoder() override { jpeg_destroy_decompress(&jpeg_); }
  JpegDecoder(const JpegDecoder&) = delete;
  JpegDecoder& operator=(const JpegDecoder&) = delete;

  bool readHeader() override {
    if (setjmp(jump_) != 0) {
      return false;
    }
    jpeg_create_decompress(&jpeg_);
    jpeg_.client_data = this;
    jpeg_.progress = &progress_;
    jpeg_mem_src(&jpeg_, bytes_.data(), static_cast<unsigned long>(bytes_.size()));
    jpeg_read_header(&jpeg_, TRUE);
    height = jpeg_.image_height;
    width = jpeg_.image_width;
    inked = jpeg_.num_components == 4;
    channels = inked ? 3 : jpeg_.num_components;
    if (channels != 1 && channels != 3) {
      stop("it is neither gray, RGB nor CMYK; convert it");
    }
    return true;
  }

  bool readRows(std::uint8_t** rows) override {
    if (setjmp(jump_) != 0) {
      return false;
    }
    jpeg_.out_color_space = inked ? JCS_CMYK : channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_start_decompress(&jpeg_);
    while (jpeg_.output_scanline < jpeg_.output_height) {
      jpeg_read_scanlines(&jpeg_, rows + jpeg_.output_scanline, jpeg_.output_height - jpeg_.output_scanline);
    }
    jpeg_finish_decompress(&jpeg_);
    return true;
  }

 private:
  [[noreturn]] static void fail(j_common_ptr jpeg) {
    std::array<char, JMSG_LENGTH_MAX> text{};
    jpeg->err->format_message(jpeg, text.data());
    static_cast<JpegDecoder*>(jpeg->client_data)->stop(text.data());
  }
  [[noreturn]] void stop(const char* text) {
    std::snprintf(reason_.data(), reason_.size(), "%s", text);
    std::longjmp(jump_, 1);
  }

  Bytes bytes_;
  jpeg_decompress_struct jpeg_{};
  jpeg_error_mgr errors_{};
  jpeg_progress_mgr progress_{};
};

class PngDecoder final : public Decoder {
 public:
  explicit PngDecoder(Bytes bytes) : bytes_(bytes) {}
  ~PngDecoder() override { png_destroy_read_struct(&png_, &info_, nullptr); }
  PngDecoder(const PngDecoder&) = delete;
  PngDecoder& operator=(const PngDecoder&) = delete;

  bool readHeader() override {
    if (setjmp(jump_) != 0) {
      return false;
    }
    png_ = png_create_read_struct(PNG_LIBPNG_VER_STRING, this, &fail, [](png_structp, png_const_charp) {});
    info_ = png_ != nullptr ? png_create_info_struct(png_) : nullptr;
    if (info_ == nullptr) {
      stop("libpng could not be started");
    }
    constexpr png_uint_32 kSide = 0x7fffffff;  // checkSize has the last word, with a better message
    constexpr png_alloc_size_t kLargestChunk = 1 << 22;
    png_set_user_limits(png_, kSide, kSide);
    png_set_chunk_malloc_max(png_, kLargestChunk);
    png_set_read_fn(png_, this, &readFrom);
    png_read_info(png_, info_);
    height = png_get_image_height(png_, info_);
    width = png_get_image_width(png_, info_);
    channels = (png_get_color_type(png_, info_) & PNG_COLOR_MASK_COLOR) != 0 ? 3 : 1;
    return true;
  }

  bool readRows(std::uint8_t** rows) override {
    if (setjmp(jump_) != 0) {
      return false;
    }
    png_set_expand(png_);
    png_set_strip_16(png_);
    png_set_strip_alpha(png_);
    png_set_interlace_handling(png_);
    png_read_update_info(png_, info_);
    if (png_get_rowbytes(png_, info_) != width * static_cast<std::uint64_t>(channels)) {
      stop("its rows have an unexpected length");
    }
    png_read_image(png_, rows);
    png_read_end(png_, nullptr);
    return true;
  }

 private:
  [[noreturn]] static void fail(png_structp png, png_const_charp text) {
    static_cast<PngDecoder*>(png_get_error_ptr(png))->stop(text);
  }
  static void readFrom(png_structp png, png_bytep out, png_size_t size) {
    auto* self = static_cast<PngDecoder*>(png_get_io_ptr(png));
    if (size > self->bytes_.size()) {
      self->stop("it ends too early");
    }
    std::memcpy(out, self->bytes_.data(), size);
    self->bytes_ = self->bytes_.subspan(size);
  }
  [[noreturn]] void stop(const char* text) {
    std::snprintf(reason_.data(), reason_.size(), "%s", text);
    std::longjmp(jump_, 1);
  }

  Bytes bytes_;
  png_structp png_ = nullptr;
  png_infop info_ = nullptr;
};

Expected<std::unique_ptr<Decoder>> openDecoder(Bytes bytes, const std::string& source) {
  std::unique_ptr<Decoder> decoder;
  if (bytes.size() >= 3 && bytes[0] == 0xff && bytes[1] == 0xd8 && bytes[2] == 0xff) {
    decoder = std::make_unique<JpegDecoder>(bytes);
  } else if (bytes.size() >= 8 && png_sig_cmp(bytes.data(), 0, 8) == 0) {
    decoder = std::make_unique<PngDecoder>(bytes);
  } else {
    return failure(DYADIC_TR("engine", "%1 is neither a JPEG nor a PNG image."), {source});
  }
  if (!decoder->readHeader()) {
    return damaged(source, decoder->reason());
  }
  if (Status status = checkSize(decoder->height, decoder->width, source); !status) {
    return status.error();
  }
  return decoder;
}

ImageShape shapeOf(const Decoder& decoder) {
  return {decoder.channels, static_cast<int>(decoder.height), static_cast<int>(decoder.width)};
}

/// Four inks to three colours as Pillow's convert("RGB") does it, in place: the first three bytes of each pixel.
void mixInks(std::vector<std::uint8_t>& pixels) {
  for (std::size_t i = 0; i + 3 < pixels.size(); i += 4) {
    const int light = pixels[i + 3];
    for (std::size_t k = i; k < i + 3; ++k) {
      const int product = (255 - pixels[k]) * light + 128;
      pixels[k] = static_cast<std::uint8_t>(std::max(0, light - ((product >> 8) + product) / 256));
    }
  }
}

/// Rows of interleaved pixels to planes; one channel becomes as many as are wanted.
void toPlanes(const std::vector<std::uint8_t>& interleaved, int stored, Image& image) {
  const auto plane = static_cast<std::size_t>(image.shape.height) * static_cast<std::size_t>(image.shape.width);
  for (int channel = 0; channel < image.shape.channels; ++channel) {
    std::uint8_t* out = image.pixels.data() + static_cast<std::size_t>(channel) * plane;
    const std::uint8_t* in = interleaved.data() + std::min(channel, stored - 1);
    for (std::size_t i = 0; i < plane; ++i) {
      out[i] = in[i * static_cast<std::size_t>(stored)];
    }
  }
}

Expected<Image> decode(Decoder& decoder, const std::string& source, int channels) {
  if (channels == 1 && decoder.channels == 3) {
    return failure(DYADIC_TR("engine", "%1 is a coloured image, a gray one is needed. Convert it."), {source});
  }
  Image image;
  image.shape = shapeOf(decoder);
  const std::size_t rowBytes = decoder.width * static_cast<std::size_t>(decoder.stored());
  std::vector<std::uint8_t> interleaved(rowBytes * decoder.height);
  std::vector<std::uint8_t*> rows(decoder.height);
  for (std::size_t y = 0; y < rows.size(); ++y) {
    rows[y] = interleaved.data() + y * rowBytes;
  }
  if (!decoder.readRows(rows.data())) {
    return damaged(source, decoder.reason());
  }
  if (decoder.inked) {
    mixInks(interleaved);
  }
  image.shape.channels = channels == 0 ? decoder.channels : channels;
  image.pixels.resize(image.shape.bytes());
  toPlanes(interleaved, decoder.stored(), image);
  return image;
}

}  // namespace

Expected<Image> decodeImage(Bytes bytes, const std::string& source, int channels) {
  return guarded(source, [&]() -> Expected<Image> {
    auto decoder = openDecoder(bytes, source);
    if (!decoder) {
      return decoder.error();
    }
    return decode(**decoder, source, channels);
  });
}

Expected<ImageShape> imageShape(Bytes bytes, const std::string& source) {
  return guarded(source, [&]() -> Expected<ImageShape> {
    auto decoder = openDecoder(bytes, source);
    if (!decoder) {
      return decoder.error();
    }
    return shapeOf(**decoder);
  });
}

Expected<Image> readImageFile(const std::string& path, int channels) {
  return guarded(path, [&]() -> Expected<Image> {
    std::vector<std::uint8_t> bytes;
    if (Status status = readBytes(path, kLargestFile, bytes); !status) {
      return status.error();
    }
    return decodeImage(bytes, path, channels);
  });
}

Expected<ImageShape> readImageFileShape(const std::string& path) {
  return guarded(path, [&]() -> Expected<ImageShape> {
    std::vector<std::uint8_t> bytes;
    if (Status status = readBytes(path, kLargestFile, bytes); !status) {
      return status.error();
    }
    return imageShape(bytes, path);
  });
}

}  // namespace dyadic::data
