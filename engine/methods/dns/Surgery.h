// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/training/Recipe.h"
#include "engine/types/MethodInfo.h"

namespace dyadic::methods::dns {

/// Dynamic network surgery (Guo, Yao, Chen, NIPS 2016): which weights are zero, decided again and again while all of
/// them go on learning, so that one that was pruned wrongly comes back.
///
///   t = max(mean|w| + rate * std|w|, 0) over the weights and biases of a layer that are not 0, once before training;
///   pruned where |w| <= 0.9 t, not pruned where |w| > 1.1 t, as before in between;
///   decided for a layer at iteration i < until * iterations with the probability (1 + gamma i)^(-power).
///
/// Nothing is kept here: masks and thresholds stand in the sites of the weights.
struct Surgery {
  double rate = 0;        ///< of convolutions
  double linearRate = 1;  ///< of linear layers
  double gamma = 1e-4;
  double power = 1;
  double until = 0.9;  ///< share of the first stage's iterations

  /// Thresholds, and the first decision, which is what a plan begins with. Nothing is pruned before it.
  void begin(const nets::Graph& graph, quantizers::QuantPlan& plan) const;
  /// After each step of the first stage.
  void step(training::TrainContext& context) const;
};

/// REQUIRES: parameters complete and checked against surgerySpecs().
[[nodiscard]] Surgery readSurgery(const ParameterMap& parameters);
[[nodiscard]] std::vector<ParameterSpec> surgerySpecs();
/// Bits of a relative index of the sparse code (key index_bits).
[[nodiscard]] ParameterSpec indexBitsSpec();

}  // namespace dyadic::methods::dns
