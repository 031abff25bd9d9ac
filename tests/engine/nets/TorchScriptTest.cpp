// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/TorchScript.h"

#include <gmock/gmock.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <random>

#include "engine/nets/Executor.h"
#include "tests/engine/nets/Support.h"

namespace dyadic::nets {
namespace {

using testing::Contains;
using testing::HasSubstr;

/// Of tests/data/make_torchscript_files.py.
std::string pathOf(const std::string& name) { return DYADIC_SOURCE_DIR "/tests/data/torchscript/" + name + ".pt"; }

const Shape kImage = {3, 12, 12};

std::string errorOf(const std::string& path, const Shape& input = kImage) {
  const Expected<LoadedModel> model = openModel({.path = path, .input = input});
  if (model) return "";
  EXPECT_THAT(model.error().message(), HasSubstr(path));
  return model.error().message();
}

std::vector<std::string> layersOf(const ModelInfo& info) {
  std::vector<std::string> out;
  for (const LayerInfo& layer : info.layers) out.push_back(layer.name);
  return out;
}

class TorchScript : public testing::TestWithParam<const char*> {};

TEST_P(TorchScript, ComputesWhatPyTorchComputes) {
  std::ifstream file(DYADIC_SOURCE_DIR "/tests/data/torchscript/expected.json");
  const auto expected = nlohmann::json::parse(file)[GetParam()].get<std::vector<double>>();
  const Expected<LoadedModel> model = openModel({.path = pathOf(GetParam()), .input = kImage});
  ASSERT_TRUE(model) << model.error().message();
  EXPECT_EQ(model->info.format, "TorchScript");
  EXPECT_EQ(model->info.architecture, "");
  const torch::NoGradGuard noGrad;
  const auto pixels = torch::sin(0.05 * torch::arange(3 * 12 * 12, torch::kFloat64)).to(torch::kFloat32);
  const auto y = run(model->graph, pixels.reshape({1, 3, 12, 12}))[0].contiguous();
  ASSERT_EQ(y.numel(), std::ssize(expected));
  for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_NEAR(y.data_ptr<float>()[i], expected[i], 1e-5) << i;
}

INSTANTIATE_TEST_SUITE_P(Files, TorchScript,
                         testing::Values("response-scripted", "response-traced", "mixed-scripted", "mixed-traced",
                                         "mixed-frozen", "mixed-training"),
                         [](const auto& file) {
                           std::string name = file.param;
                           std::erase(name, '-');
                           return name;
                         });

TEST(TorchScriptFile, KeepsTheNamesOfLayers) {
  for (const char* name : {"mixed-scripted", "mixed-traced"}) {
    const Expected<LoadedModel> model = openModel({.path = pathOf(name), .input = kImage});
    ASSERT_TRUE(model) << model.error().message();
    const auto layers = layersOf(model->info);
    for (const char* layer : {"stem", "bn", "blocks.0", "blocks.2"}) EXPECT_THAT(layers, Contains(layer)) << name;
  }
}

TEST(TorchScriptFile, TriesUsualSizesAndSaysSo) {
  const Expected<LoadedModel> model = openModel({.path = pathOf("response-scripted")});
  ASSERT_TRUE(model) << model.error().message();
  EXPECT_EQ(model->info.input, (Shape{3, 224, 224}));
  EXPECT_THAT(model->info.notes, Contains(HasSubstr("usual size")));
}

TEST(TorchScriptFile, RefusesByOperatorAndLine) {
  EXPECT_THAT(errorOf(pathOf("unknown")), HasSubstr("uses aten::gelu (make_torchscript_files.py:"));
  EXPECT_THAT(errorOf(pathOf("unknown")), HasSubstr("aten::fft_fft (make_torchscript_files.py:"));
  EXPECT_THAT(errorOf(pathOf("writes")), HasSubstr("aten::from_file"));
  EXPECT_FALSE(std::filesystem::exists("/tmp/dyadic-was-here"));
  EXPECT_THAT(errorOf(pathOf("stale")), HasSubstr("in place"));
  EXPECT_THAT(errorOf(pathOf("mixed-scripted"), {1, 12, 12}), HasSubstr("another number of channels"));
}

TEST(TorchScriptFile, EndsProgramsThatDoNotEnd) {
  EXPECT_THAT(errorOf(pathOf("endless")), HasSubstr("more than 200000 steps"));
  EXPECT_THAT(errorOf(pathOf("large")), HasSubstr("aten::extend"));
}

// Each round starts a process, so that these are samples and no sweep.
TEST(TorchScriptFile, EndsInAnErrorForDamagedArchives) {
  const test::TemporaryFolder folder;
  const std::string path = folder.file("net.pt");
  const std::string bytes = test::readBytes(pathOf("response-traced"));
  for (std::size_t part = 0; part < 6; ++part) {
    test::writeBytes(path, bytes.substr(0, bytes.size() * part / 6));
    EXPECT_NE(errorOf(path), "") << part;
  }
  std::mt19937 random(5);
  for (int round = 0; round < 12; ++round) {
    std::string damaged = bytes;
    for (int i = 0; i < 1 + round; ++i) damaged[random() % damaged.size()] = static_cast<char>(random());
    test::writeBytes(path, damaged);
    (void)errorOf(path);
  }
}

}  // namespace
}  // namespace dyadic::nets
