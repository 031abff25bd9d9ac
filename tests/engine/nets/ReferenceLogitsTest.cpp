// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <jpeglib.h>

#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "engine/nets/Executor.h"
#include "engine/nets/ModelReader.h"
#include "tests/engine/nets/Support.h"

namespace dyadic::nets {
namespace {

/// An RGB image as [3, height, width], pixels 0 to 1. The file is one of the reference set's, so damage is not handled.
torch::Tensor decode(const std::string& path) {
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) return {};
  jpeg_decompress_struct info{};
  jpeg_error_mgr errors{};
  info.err = jpeg_std_error(&errors);
  jpeg_create_decompress(&info);
  jpeg_stdio_src(&info, file);
  jpeg_read_header(&info, TRUE);
  info.out_color_space = JCS_RGB;
  jpeg_start_decompress(&info);
  const std::int64_t height = info.output_height;
  const std::int64_t width = info.output_width;
  torch::Tensor pixels = torch::empty({height, width, 3}, torch::kUInt8);
  while (info.output_scanline < info.output_height) {
    JSAMPROW row = pixels.data_ptr<std::uint8_t>() + static_cast<std::int64_t>(info.output_scanline) * width * 3;
    jpeg_read_scanlines(&info, &row, 1);
  }
  jpeg_finish_decompress(&info);
  jpeg_destroy_decompress(&info);
  std::fclose(file);
  return pixels.permute({2, 0, 1}).to(torch::kFloat32) / 255;
}

/// The folder with the listed images: the unpacked data set if it is there, else they are unpacked into `folder`.
std::string imagesFolder(const std::string& data, const nlohmann::json& names, const test::TemporaryFolder& folder) {
  if (std::filesystem::is_directory(data + "/cifar10-jpeg/test")) return data + "/cifar10-jpeg";
  std::string list;
  for (const auto& [name, logits] : names.items()) list += name + "\n";
  test::writeBytes(folder.file("names"), list);
  const std::string command =
      "tar -xzf '" + data + "/cifar10-jpeg.tar.gz' -C '" + folder.file("") + "' -T '" + folder.file("names") + "'";
  return std::system(command.c_str()) == 0 ? folder.file("") : "";
}

// Logits computed once by PyTorch in float64, from the same weights and images.
TEST(ReferenceLogits, AgreeWithPyTorch) {
  const char* data = std::getenv("DYADIC_DATA");
  if (data == nullptr) GTEST_SKIP() << "DYADIC_DATA does not name the folder with the reference network and images";
  const std::string base = std::string(data) + "/resnet20-cifar10-jpeg";
  const auto reference = nlohmann::json::parse(test::readBytes(base + ".logits.json"));
  const nlohmann::json& expected = reference["logits"];
  ASSERT_EQ(expected.size(), 20U);
  const Expected<LoadedModel> model = openModel({.path = base + ".safetensors"});
  ASSERT_TRUE(model) << model.error().message();
  EXPECT_EQ(model->info.architecture, "resnet20-cifar");

  const test::TemporaryFolder folder;
  const std::string images = imagesFolder(data, expected, folder);
  ASSERT_FALSE(images.empty());
  const torch::Tensor mean = torch::tensor({0.485, 0.456, 0.406}, torch::kFloat32).reshape({3, 1, 1});
  const torch::Tensor deviation = torch::tensor({0.229, 0.224, 0.225}, torch::kFloat32).reshape({3, 1, 1});
  const torch::NoGradGuard noGrad;
  for (const auto& [name, logits] : expected.items()) {
    const torch::Tensor image = decode(images + "/" + name);
    ASSERT_TRUE(image.defined()) << name;
    const torch::Tensor found = run(model->graph, ((image - mean) / deviation).unsqueeze(0)).squeeze(0);
    const torch::Tensor wanted = torch::tensor(logits.get<std::vector<double>>(), torch::kFloat64);
    EXPECT_LT((found - wanted).abs().max().item<double>(), 1e-3) << name;
  }
}

}  // namespace
}  // namespace dyadic::nets
