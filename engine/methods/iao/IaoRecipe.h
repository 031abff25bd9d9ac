// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/methods/iao/IaoOptions.h"
#include "engine/training/Recipe.h"

namespace dyadic::methods::iao {

/// IAO as a composition: affine quantizers on weights with their batch norm folded in, on feature maps as their
/// activation function leaves them, and, at the end, on biases; moving averages of ranges. One stage; feature maps
/// become active and statistics freeze at moments within it.
class IaoRecipe : public training::Recipe {
 public:
  /// REQUIRES: a complete and checked config.
  explicit IaoRecipe(const RunConfig& config);

  /// Also fails for a network without batch norm, and for a batch norm that does not stand alone behind a convolution.
  [[nodiscard]] Expected<quantizers::QuantPlan> plan(const nets::Graph& graph) override;
  [[nodiscard]] std::vector<training::Stage> schedule() const override;
  void beginStage(training::TrainContext& context) override;
  void endStep(training::TrainContext& context) override;
  void finalize(training::TrainContext& context) override;

 private:
  /// For each node: the batch norm that is folded into it, or -1.
  [[nodiscard]] Expected<std::vector<int>> foldedInto(const nets::Graph& graph) const;
  void addLayer(quantizers::QuantPlan& plan, const nets::Node& node, int folded) const;
  void addMap(quantizers::QuantPlan& plan, const nets::Graph& graph, int node) const;
  /// Begins what is due at context.step.
  void keepUp(training::TrainContext& context) const;
  [[nodiscard]] bool reached(double moment, const training::TrainContext& context) const;

  RunConfig config_;
  IaoOptions options_;
};

}  // namespace dyadic::methods::iao
