// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/methods/LayerRules.h"
#include "engine/methods/fgq/FgqOptions.h"
#include "engine/training/Recipe.h"

namespace dyadic::methods::fgq {

/// FGQ as a composition: exact ternary codebooks on blocks of weights with integer alphas, INT-SE on the first layer
/// and on feature maps; one stage, by default without training; batch norms re-estimated and exponents averaged at the
/// end.
class FgqRecipe : public training::Recipe {
 public:
  /// REQUIRES: a complete and checked config.
  explicit FgqRecipe(const RunConfig& config) : config_(config), options_(readOptions(config.method.parameters)) {}

  [[nodiscard]] Expected<quantizers::QuantPlan> plan(const nets::Graph& graph) override;
  [[nodiscard]] std::vector<training::Stage> schedule() const override;
  void beginStage(training::TrainContext& context) override;
  void finalize(training::TrainContext& context) override;

 private:
  [[nodiscard]] std::unique_ptr<quantizers::Quantizer> weightQuantizer(const torch::Tensor& weight, End form) const;
  [[nodiscard]] quantizers::QuantSite featureMap(int node, int bits) const;

  RunConfig config_;
  FgqOptions options_;
};

}  // namespace dyadic::methods::fgq
