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

TEST(Torchvision, LogitsAreThoseItComputes) {
  std::ifstream file(DYADIC_SOURCE_DIR "/tests/data/torchvision-logits.json");
  const auto recorded = nlohmann::json::parse(file);
  const std::int64_t side = recorded["side"];
  const int classes = recorded["classes"];
  const torch::NoGradGuard noGrad;
  const auto pixels = torch::sin(0.05 * torch::arange(3 * side * side, torch::kFloat64)).to(torch::kFloat32);
  for (const auto& [id, logits] : recorded["logits"].items()) {
    SCOPED_TRACE(id);
    const auto graph = buildArchitecture(id, {.input = {3, side, side}, .classes = classes, .initialize = false});
    ASSERT_TRUE(graph) << graph.error().message();
    for (const NamedTensor& parameter : graph->state()) fill(parameter);
    const auto y = run(*graph, pixels.reshape({1, 3, side, side}))[0].contiguous();
    const float* ours = y.data_ptr<float>();
    const double scale = y.abs().max().item<double>();
    const std::size_t step = static_cast<std::size_t>(classes) / logits.size();
    for (std::size_t i = 0; i < logits.size(); ++i)
      EXPECT_NEAR(ours[i * step], logits[i].get<double>(), 1e-4 * scale) << "class " << i * step;
  }
}

}  // namespace
}  // namespace dyadic::nets
