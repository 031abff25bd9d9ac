// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "engine/methods/Registry.h"

/// What tests that run over all registered methods have in common.
namespace dyadic::tests {

class EveryMethod : public ::testing::TestWithParam<std::size_t> {
 protected:
  [[nodiscard]] const methods::Method& method() const { return methods::registeredMethods()[GetParam()]; }
};

inline auto everyMethod() { return ::testing::Range(std::size_t{0}, methods::registeredMethods().size()); }

inline std::string methodName(const ::testing::TestParamInfo<std::size_t>& each) {
  std::string name = methods::registeredMethods()[each.param].info.id;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

/// The method's defaults, with enough epochs in all for the tiny network to learn its task, however many stages there
/// are.
inline RunConfig configOf(const methods::Method& method) {
  RunConfig config;
  config.method.id = method.info.id;
  config.training = method.info.training;
  for (const auto& spec : method.info.parameters) config.method.parameters[spec.key] = spec.defaultValue;
  config.training.learningRate = std::max(0.02, method.info.training.learningRate);
  constexpr std::size_t kEpochs = 8;
  config.training.epochsPerStage = {1};
  const auto stages = method.create(config)->schedule().size();
  config.training.epochsPerStage = {static_cast<int>(std::max<std::size_t>(kEpochs / stages, 1))};
  return config;
}

}  // namespace dyadic::tests
