// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include "engine/methods/ioiq/IoiqOptions.h"
#include "engine/training/Partitioner.h"
#include "engine/training/Recipe.h"

namespace dyadic::methods::ioiq {

/// IOIQ as a composition: INT-SE on weights, feature maps, biases and batch norms; magnitude or random partition with
/// monotone masks; straight-through gradients; batch norms learned, then locked; moving averages of feature-map
/// exponents and a calibration at the end.
class IoiqRecipe : public training::Recipe {
 public:
  /// REQUIRES: a complete and checked config.
  explicit IoiqRecipe(const RunConfig& config);

  [[nodiscard]] Expected<quantizers::QuantPlan> plan(const nets::Graph& graph) override;
  [[nodiscard]] std::vector<training::Stage> schedule() const override;
  [[nodiscard]] torch::Tensor firstMask(const nets::Node& node, double portion) const override;
  void beginStage(training::TrainContext& context) override;
  void beginEpoch(training::TrainContext& context) override;
  void endStep(training::TrainContext& context) override;
  void finalize(training::TrainContext& context) override;

 private:
  struct Bits {
    int weight;
    int bias;
    int activation;
    bool quantize;
  };

  [[nodiscard]] Bits bitsOf(const std::string& name) const;
  [[nodiscard]] quantizers::QuantSite site(quantizers::SiteKind kind, int node, int bits) const;
  void addLayer(quantizers::QuantPlan& plan, const nets::Node& node, const Bits& bits) const;
  void drawMasks(training::TrainContext& context, const std::string& moment) const;
  struct MaskRequest {
    double portion;
    torch::Tensor previous;  ///< entries that stay; undefined: none
    std::string moment;      ///< names the random draw
  };
  [[nodiscard]] torch::Tensor maskOf(const nets::Node& node, const MaskRequest& request) const;
  void lock(training::TrainContext& context) const;
  [[nodiscard]] int lockStage(const training::TrainContext& context) const;

  RunConfig config_;
  IoiqOptions options_;
  std::unique_ptr<training::Partitioner> partitioner_;
};

}  // namespace dyadic::methods::ioiq
