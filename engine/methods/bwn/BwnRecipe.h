// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/methods/bwn/BwnOptions.h"
#include "engine/training/Recipe.h"

namespace dyadic::methods::bwn {

/// BWN as a composition: binary codebooks on the weights between the ends, fitted at every step, all of them from the
/// first one; the paper's gradient gate; float weights centred and limited before every step; one stage. Some weights
/// change their sign at every step, which running averages are too slow for: at the end statistics are taken anew.
class BwnRecipe : public training::Recipe {
 public:
  /// REQUIRES: a complete and checked config.
  explicit BwnRecipe(const RunConfig& config) : config_(config), options_(readOptions(config.method.parameters)) {}

  /// Fails where no layer is between the ends.
  [[nodiscard]] Expected<quantizers::QuantPlan> plan(const nets::Graph& graph) override;
  [[nodiscard]] std::vector<training::Stage> schedule() const override;
  void beginStage(training::TrainContext& context) override;
  void endStep(training::TrainContext& context) override;
  void finalize(training::TrainContext& context) override;

 private:
  void tidyWeights(training::TrainContext& context) const;

  RunConfig config_;
  BwnOptions options_;
};

}  // namespace dyadic::methods::bwn
