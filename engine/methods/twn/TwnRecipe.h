// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/methods/twn/TwnOptions.h"
#include "engine/training/Recipe.h"

namespace dyadic::methods::twn {

/// TWN as a composition: ternary codebooks on weights, fitted at every step, all of them from the first one; straight-
/// through gradients; one stage.
class TwnRecipe : public training::Recipe {
 public:
  /// REQUIRES: a complete and checked config.
  explicit TwnRecipe(const RunConfig& config) : config_(config), options_(readOptions(config.method.parameters)) {}

  [[nodiscard]] Expected<quantizers::QuantPlan> plan(const nets::Graph& graph) override;
  [[nodiscard]] std::vector<training::Stage> schedule() const override;
  void beginStage(training::TrainContext& context) override;

 private:
  RunConfig config_;
  TwnOptions options_;
};

}  // namespace dyadic::methods::twn
