// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "engine/nets/Executor.h"
#include "engine/nets/ModelReader.h"
#include "engine/nets/architectures/Architectures.h"
#include "engine/nets/weights/Safetensors.h"
#include "tests/engine/nets/Support.h"

namespace dyadic::nets {
namespace {

/// The formula of tests/data/make_torchvision_logits.py.
void fill(const NamedTensor& parameter) {
  const auto& name = parameter.name;
  float* values = parameter.tensor.data_ptr<float>();
  const std::int64_t count = parameter.tensor.numel();
  for (std::int64_t at = 0; at < count; ++at) {
    const auto i = static_cast<double>(at);
    const double wave = std::sin(0.7 * i + 0.013 * std::sqrt(i) * i + static_cast<double>(name.size()));
    double value = wave * std::sqrt(2.0 / static_cast<double>(count / parameter.tensor.size(0)));
    if (parameter.kind == TensorKind::RunningVar)
      value = 1 + 0.2 * wave;
    else if (parameter.kind == TensorKind::RunningMean)
      value = 0.05 * wave;
    else if (parameter.tensor.dim() == 1)
      value = (name.ends_with("weight") ? 1 : 0) + 0.1 * wave;
    values[at] = static_cast<float>(value);
  }
}

/// What torchvision computed: see tests/data/make_torchvision_logits.py.
struct Recorded {
  std::int64_t side = 0;
  int classes = 0;
  std::vector<double> logits;  ///< of every so many-th class

  explicit Recorded(const std::string& network) {
    std::ifstream file(DYADIC_SOURCE_DIR "/tests/data/torchvision-logits.json");
    const auto all = nlohmann::json::parse(file);
    classes = all["classes"];
    side = all["networks"][network]["side"];
    logits = all["networks"][network]["logits"].get<std::vector<double>>();
  }

  void expect(const Graph& graph) const {
    const torch::NoGradGuard noGrad;
    const auto pixels = torch::sin(0.05 * torch::arange(3 * side * side, torch::kFloat64)).to(torch::kFloat32);
    const auto y = run(graph, pixels.reshape({1, 3, side, side}))[0].contiguous();
    const float* ours = y.data_ptr<float>();
    const double scale = y.abs().max().item<double>();
    EXPECT_GT(scale, 1e-3);
    ASSERT_EQ(y.numel(), classes);
    const std::size_t step = static_cast<std::size_t>(classes) / logits.size();
    for (std::size_t i = 0; i < logits.size(); ++i)
      EXPECT_NEAR(ours[i * step], logits[i], 1e-4 * scale) << "class " << i * step;
  }
};

Graph filled(const std::string& network, const Recorded& recorded) {
  auto graph = buildArchitecture(
      network, {.input = {3, recorded.side, recorded.side}, .classes = recorded.classes, .initialize = false});
  EXPECT_TRUE(graph) << graph.error().message();
  const torch::NoGradGuard noGrad;
  for (const NamedTensor& parameter : graph->state()) fill(parameter);
  return std::move(*graph);
}

class Torchvision : public testing::TestWithParam<std::string> {
 protected:
  /// Opens the file as a user does, who names no architecture, and compares.
  [[nodiscard]] Expected<LoadedModel> expectFrom(const std::string& path, const std::string& architecture,
                                                 const std::string& format) const {
    auto model = openModel({.path = path, .input = {3, recorded_.side, recorded_.side}});
    EXPECT_TRUE(model) << model.error().message();
    if (!model) return model;
    EXPECT_EQ(model->info.architecture, architecture);
    EXPECT_EQ(model->info.format, format);
    recorded_.expect(model->graph);
    return model;
  }

  /// Makes a file with Debian's PyTorch; empty where that is not there.
  [[nodiscard]] std::string made(const std::string& form) const {
    const std::string path = folder_.file("model");
    const std::string command = "cd " DYADIC_SOURCE_DIR
                                "/tests/data && /usr/bin/python3 -B make_torchvision_model.py " +
                                GetParam() + " " + form + " " + path + " 2>/dev/null";
    const int status = std::system(command.c_str());
    if (WEXITSTATUS(status) == 3 || WEXITSTATUS(status) == 127) return "";
    EXPECT_EQ(status, 0) << command;
    return path;
  }

  Recorded recorded_{GetParam()};
  test::TemporaryFolder folder_;
};

TEST_P(Torchvision, LogitsAreThoseItComputes) { recorded_.expect(filled(GetParam(), recorded_)); }

TEST_P(Torchvision, LogitsComeFromASafetensorsFile) {
  const Graph graph = filled(GetParam(), recorded_);
  const std::string path = folder_.file("net.safetensors");
  std::vector<SafetensorsTensor> tensors;
  const std::vector<float> counter = {5};
  const auto state = graph.state();
  for (const NamedTensor& tensor : state) {
    tensors.push_back({tensor.name,
                       tensor.tensor.sizes().vec(),
                       {tensor.tensor.data_ptr<float>(), static_cast<std::size_t>(tensor.tensor.numel())}});
    if (tensor.kind == TensorKind::RunningVar) {
      tensors.push_back({tensor.name.substr(0, tensor.name.rfind('.')) + ".num_batches_tracked", {}, counter});
    }
  }
  ASSERT_TRUE(writeSafetensors(path, tensors, {}, false));
  (void)expectFrom(path, GetParam(), "safetensors");
}

TEST_P(Torchvision, LogitsComeFromAStateDict) {
  for (const char* form : {"state", "old"}) {
    const std::string path = made(form);
    if (path.empty()) GTEST_SKIP() << "python3-torch and python3-torchvision are not installed";
    (void)expectFrom(path, GetParam(), "PyTorch weights");
  }
}

TEST_P(Torchvision, LogitsComeFromTorchScript) {
  for (const char* form : {"traced", "scripted"}) {
    const std::string path = made(form);
    if (path.empty()) GTEST_SKIP() << "python3-torch and python3-torchvision are not installed";
    const auto model = expectFrom(path, "", "TorchScript");
    ASSERT_TRUE(model);
    const Graph graph = filled(GetParam(), recorded_);
    for (const Layer& layer : graph.layers()) EXPECT_TRUE(model->graph.find(layer.info.name)) << layer.info.name;
    EXPECT_EQ(model->info.layers.size(), graph.layers().size());
    EXPECT_EQ(model->info.parameters, graph.parameterCount());
  }
}

TEST_P(Torchvision, LogitsComeFromAnOnnxFile) {
  const std::string path = made("onnx");
  if (path.empty()) GTEST_SKIP() << "python3-torch and python3-torchvision are not installed";
  (void)expectFrom(path, "", "ONNX");
}

std::string testName(const testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  std::erase_if(name, [](char c) { return c == '-' || c == '.'; });
  return name;
}
INSTANTIATE_TEST_SUITE_P(Networks, Torchvision,
                         testing::Values("googlenet", "mobilenet-v2", "resnet18", "resnet34", "resnet50",
                                         "squeezenet1.1"),
                         testName);
// More than 100 MB of weights each: ctest's label "large".
INSTANTIATE_TEST_SUITE_P(Large, Torchvision, testing::Values("alexnet", "vgg16", "vgg16-bn"), testName);

}  // namespace
}  // namespace dyadic::nets
