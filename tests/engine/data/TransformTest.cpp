// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/Transform.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "engine/data/IdxReader.h"
#include "engine/data/ImageFile.h"
#include "engine/data/TransformChoice.h"

namespace dyadic::data {
namespace {

using nlohmann::json;
using Bytes = std::vector<std::uint8_t>;

const json& recorded() {
  static const json all = [] {
    std::ifstream file(DYADIC_SOURCE_DIR "/tests/data/pillow-transforms.json");
    return json::parse(file);
  }();
  return all;
}

Bytes decodeBase64(const std::string& text) {
  const std::string digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  Bytes out;
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : text) {
    const std::size_t value = digits.find(c);
    if (value == std::string::npos) break;
    bits = bits << 6 | static_cast<std::uint32_t>(value);
    held += 6;
    if (held >= 8) {
      held -= 8;
      out.push_back(static_cast<std::uint8_t>(bits >> held));
    }
  }
  return out;
}

ImageShape shapeOf(const json& list) { return {list.at(0), list.at(1), list.at(2)}; }

/// The generator of tests/data/make_pillow_transforms.py.
Image noise(const ImageShape& shape, std::uint32_t seed) {
  Image image{shape, Bytes(shape.bytes())};
  for (std::uint8_t& pixel : image.pixels) {
    seed = 1664525 * seed + 1013904223;
    pixel = static_cast<std::uint8_t>(seed >> 24);
  }
  return image;
}

void expectRecorded(const Image& image, const json& expected) {
  ASSERT_EQ(image.shape, shapeOf(expected.at("shape"))) << formatShape(image.shape);
  ASSERT_EQ(image.pixels.size(), image.shape.bytes());
  if (expected.contains("pixels")) {
    EXPECT_EQ(image.pixels, decodeBase64(expected.at("pixels").get<std::string>()));
  } else {
    const auto sum = crc32(0, image.pixels.data(), static_cast<uInt>(image.pixels.size()));
    EXPECT_EQ(sum, expected.at("crc32").get<std::uint32_t>());
  }
}

TEST(Transform, ResizesRandomImagesAsPillowDoes) {
  for (const json& expected : recorded().at("resize")) {
    SCOPED_TRACE(expected.at("from").dump() + " to " + expected.at("shape").dump());
    const ImageShape to = shapeOf(expected.at("shape"));
    expectRecorded(resizeBilinear(noise(shapeOf(expected.at("from")), expected.at("seed")), to.height, to.width),
                   expected);
  }
}

TEST(Transform, ResizesFashionMnistAsPillowDoes) {
  const std::string file = "/usr/share/datasets/fashion-mnist/t10k-images-idx3-ubyte.gz";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "Debian's dataset-fashion-mnist is not installed";
  const auto set = readIdxImages(file);
  ASSERT_TRUE(set) << set.error().message();
  for (const json& expected : recorded().at("fashion")) {
    SCOPED_TRACE(expected.at("shape").dump());
    const std::uint8_t* first = set->image(expected.at("index"));
    const ImageShape to = shapeOf(expected.at("shape"));
    expectRecorded(resizeBilinear({set->shape, Bytes(first, first + set->shape.bytes())}, to.height, to.width),
                   expected);
  }
}

TEST(Transform, ResizesAndCropsAsTorchvisionDoes) {
  for (const json& expected : recorded().at("pipeline")) {
    SCOPED_TRACE(expected.at("from").dump() + " " + expected.at("resize").dump() + " " + expected.at("crop").dump());
    const ImageShape from = shapeOf(expected.at("from"));
    const auto resize = parseResize(expected.at("resize").get<std::string>());
    ASSERT_TRUE(resize);
    Transform transform = *resize;
    if (!expected.at("crop").is_null()) {
      transform.cropHeight = expected.at("crop").at(0);
      transform.cropWidth = expected.at("crop").at(1);
    }
    EXPECT_EQ(transformedShape(from, transform), shapeOf(expected.at("shape")));
    const auto image = transformed(noise(from, expected.at("seed")), transform, "noise");
    ASSERT_TRUE(image) << image.error().message();
    expectRecorded(*image, expected);
  }
}

TEST(Transform, FilesBecomeThePixelsThatTorchvisionsLoaderGives) {
  for (const json& expected : recorded().at("files")) {
    SCOPED_TRACE(expected.at("name").get<std::string>());
    auto image = decodeImage(decodeBase64(expected.at("file").get<std::string>()), "file", 3);
    ASSERT_TRUE(image) << image.error().message();
    const auto done = transformed(std::move(*image), {.shorterSide = 40, .cropHeight = 32, .cropWidth = 32}, "file");
    ASSERT_TRUE(done);
    expectRecorded(*done, expected);
  }
}

TEST(Transform, AnImageThatWouldBecomeHugeIsRefusedByName) {
  const Image strip{{1, 1, 4000}, Bytes(4000)};
  const auto done = transformed(strip, {.shorterSide = 256, .cropHeight = 224, .cropWidth = 224}, "strip.png");
  ASSERT_FALSE(done);
  EXPECT_NE(done.error().message().find("strip.png"), std::string::npos);
}

}  // namespace
}  // namespace dyadic::data
