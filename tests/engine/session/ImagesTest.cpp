// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/Images.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "engine/session/Config.h"

namespace dyadic::session {
namespace {

using testing::HasSubstr;

/// Image `index` of an idx file, read without the engine: 16 bytes of header, then the pixels.
std::vector<std::uint8_t> rawIdx(const std::string& path, std::size_t index) {
  std::vector<std::uint8_t> bytes(16 + (index + 1) * 28 * 28);
  FILE* stream = popen(("gzip -dcf " + path).c_str(), "r");
  if (stream == nullptr || std::fread(bytes.data(), 1, bytes.size(), stream) != bytes.size()) bytes.clear();
  if (stream != nullptr) pclose(stream);
  return bytes.empty() ? bytes : std::vector<std::uint8_t>(bytes.end() - 28 * 28, bytes.end());
}

TEST(Images, AreThoseOfFashionMnistInOrder) {
  const std::string folder = "/usr/share/datasets/fashion-mnist";
  const std::string file = folder + "/t10k-images-idx3-ubyte.gz";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "Fashion-MNIST is not installed";
  RunConfig config = defaultConfig("ioiq");
  config.data.path = folder;
  config.data.validation = "test[100:200]";
  const auto images = openValidationImages(config);
  ASSERT_TRUE(images.ok()) << images.error().message();
  ASSERT_EQ((*images)->count(), 100);
  const ImagePixels image = (*images)->image(7);
  EXPECT_EQ(image.channels, 1);
  EXPECT_EQ(image.height, 28);
  EXPECT_EQ(image.width, 28);
  ASSERT_EQ(image.pixels.size(), 28u * 28u);
  EXPECT_EQ(image.pixels, rawIdx(file, 107));
  EXPECT_GT(*std::max_element(image.pixels.begin(), image.pixels.end()), 200);  // not normalized
}

TEST(Images, AreColourWhereTheDataSetIs) {
  const char* data = std::getenv("DYADIC_DATA");
  const std::string archive = data ? std::string(data) + "/cifar10-jpeg.tar.gz" : std::string();
  if (archive.empty() || !std::filesystem::exists(archive)) GTEST_SKIP() << "DYADIC_DATA has no cifar10-jpeg.tar.gz";
  const std::string folder = testing::TempDir() + "dyadic-images-" + std::to_string(getpid());
  std::filesystem::create_directories(folder);
  ASSERT_EQ(std::system(("tar xzf " + archive + " -C " + folder).c_str()), 0);
  RunConfig config = defaultConfig("ioiq");
  config.data.path = folder;
  config.data.limit = 20;
  const auto images = openValidationImages(config);
  ASSERT_TRUE(images.ok()) << images.error().message();
  ASSERT_EQ((*images)->count(), 20);
  const ImagePixels image = (*images)->image(19);
  EXPECT_EQ(image.channels, 3);
  EXPECT_EQ(image.pixels.size(), 3u * 32u * 32u);
  std::filesystem::remove_all(folder);
}

TEST(Images, MissingDataAndFilesAreNamed) {
  RunConfig config = defaultConfig("ioiq");
  config.data.path = "/nowhere/at/all";
  EXPECT_THAT(openValidationImages(config).error().message(), HasSubstr("/nowhere/at/all"));
  EXPECT_THAT(readPredictions("/nowhere/run.h5").error().message(), HasSubstr("/nowhere/run.h5"));
}

}  // namespace
}  // namespace dyadic::session
