// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include "engine/methods/admm/AdmmOptions.h"
#include "engine/training/Recipe.h"

namespace dyadic::methods::admm {

/// ADMM as a composition: scaled codebooks on weights, which train as floats with the augmented Lagrangian; a stage an
/// outer iteration, with projection and dual step at its beginning; in the last stage the projected weights, fixed.
/// Targets G and multipliers lambda stand in the plan.
class AdmmRecipe : public training::Recipe {
 public:
  /// REQUIRES: a complete and checked config.
  explicit AdmmRecipe(const RunConfig& config) : config_(config), options_(readOptions(config.method.parameters)) {}

  [[nodiscard]] Expected<quantizers::QuantPlan> plan(const nets::Graph& graph) override;
  [[nodiscard]] std::vector<training::Stage> schedule() const override;
  [[nodiscard]] std::vector<std::unique_ptr<training::LossTerm>> losses(const training::TrainContext& context) override;
  void beginStage(training::TrainContext& context) override;
  void finalize(training::TrainContext& context) override;

 private:
  RunConfig config_;
  AdmmOptions options_;
};

}  // namespace dyadic::methods::admm
