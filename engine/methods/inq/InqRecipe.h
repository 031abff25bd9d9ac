// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/methods/inq/InqOptions.h"
#include "engine/training/Partitioner.h"
#include "engine/training/Recipe.h"

namespace dyadic::methods::inq {

/// INQ as a composition (INQ, sections 4 and 10): powers of two on weights alone, magnitude or random partition, masked
/// weights written as their levels and frozen. Each layer's largest power is found before the first stage and then
/// kept; what is free learns on, batch norms and biases too. Entries that are pruned when the first stage begins are
/// frozen at 0, and portions count the others.
class InqRecipe : public training::Recipe {
 public:
  /// What another method that ends as INQ sets.
  struct Use {
    int firstStage = 0;  ///< of INQ; before it weights stay as they are
    int indexBits = 0;   ///< of the sparse code that sizes are counted by; 0: variable length
  };
  /// REQUIRES: a complete and checked config.
  explicit InqRecipe(const RunConfig& config, Use use = {0, 0});

  [[nodiscard]] Expected<quantizers::QuantPlan> plan(const nets::Graph& graph) override;
  [[nodiscard]] std::vector<training::Stage> schedule() const override;
  [[nodiscard]] torch::Tensor firstMask(const nets::Node& node, double portion) const override;
  void beginStage(training::TrainContext& context) override;

 private:
  struct MaskRequest {
    double portion;
    torch::Tensor previous;  ///< entries that stay; undefined: none
    int stage;
  };
  [[nodiscard]] torch::Tensor maskOf(const nets::Node& node, const MaskRequest& request) const;
  void quantizePortion(const training::TrainContext& context, quantizers::QuantSite& site) const;

  RunConfig config_;
  InqOptions options_;
  Use use_;
  std::unique_ptr<training::Partitioner> partitioner_;
};

}  // namespace dyadic::methods::inq
