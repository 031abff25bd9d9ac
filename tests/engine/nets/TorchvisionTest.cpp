// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "engine/nets/Executor.h"
#include "engine/nets/architectures/Architectures.h"

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

class Torchvision : public testing::TestWithParam<std::string> {};

TEST_P(Torchvision, LogitsAreThoseItComputes) {
  std::ifstream file(DYADIC_SOURCE_DIR "/tests/data/torchvision-logits.json");
  const auto recorded = nlohmann::json::parse(file);
  const int classes = recorded["classes"];
  const auto& network = recorded["networks"][GetParam()];
  const std::int64_t side = network["side"];
  const torch::NoGradGuard noGrad;
  const auto graph = buildArchitecture(GetParam(), {.input = {3, side, side}, .classes = classes, .initialize = false});
  ASSERT_TRUE(graph) << graph.error().message();
  for (const NamedTensor& parameter : graph->state()) fill(parameter);
  const auto pixels = torch::sin(0.05 * torch::arange(3 * side * side, torch::kFloat64)).to(torch::kFloat32);
  const auto y = run(*graph, pixels.reshape({1, 3, side, side}))[0].contiguous();
  const float* ours = y.data_ptr<float>();
  const double scale = y.abs().max().item<double>();
  EXPECT_GT(scale, 1e-3);
  const auto& logits = network["logits"];
  const std::size_t step = static_cast<std::size_t>(classes) / logits.size();
  for (std::size_t i = 0; i < logits.size(); ++i)
    EXPECT_NEAR(ours[i * step], logits[i].get<double>(), 1e-4 * scale) << "class " << i * step;
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
