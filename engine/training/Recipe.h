// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "engine/data/BatchSource.h"
#include "engine/nets/Graph.h"
#include "engine/quantizers/QuantPlan.h"
#include "engine/training/LossTerm.h"
#include "engine/training/Schedule.h"
#include "engine/types/Expected.h"
#include "engine/types/RunConfig.h"

namespace dyadic::training {

/// What a recipe works on. All of it belongs to the trainer and outlives the calls.
struct TrainContext {
  nets::Graph& graph;
  quantizers::QuantPlan& plan;
  data::DataSource& calibration;  ///< unaugmented training images, shuffled
  const RunConfig& config;
  torch::Device device;
  std::vector<Stage> stages;
  int stage = 0;                    ///< the one that runs
  int epoch = 0;                    ///< within it
  std::function<bool()> cancelled;  ///< asked in long work; true: give up, the run is ending
  std::int64_t step = 0;            ///< batches trained on in all, over the whole run
  std::int64_t stepsPerEpoch = 0;
};

/// A method: it composes quantizers, partitioners, schedules and losses, and has no loop of its own. The trainer calls
/// its functions in this order, all on the run thread:
///
///   plan, schedule, losses;  per stage: beginStage;  per epoch: beginEpoch, per batch endStep;
///   finalize once, before the last stage is evaluated.
///
/// Between calls a recipe keeps no state but its parameters: all that changes stands in the graph and the plan, so that
/// a checkpoint of both resumes every method exactly.
class Recipe {
 public:
  virtual ~Recipe() = default;

  /// Where quantizers sit. Fails where a layer rule matches nothing.
  [[nodiscard]] virtual Expected<quantizers::QuantPlan> plan(const nets::Graph& graph) = 0;
  [[nodiscard]] virtual std::vector<Stage> schedule() const = 0;
  /// The terms may keep the context, which outlives them. By default the cross-entropy alone.
  [[nodiscard]] virtual std::vector<std::unique_ptr<LossTerm>> losses(const TrainContext&);
  /// Which entries of a convolution's or linear layer's weight are quantized at a portion, as the first stage of a run
  /// draws them: bool, the weight's shape. Undefined where the method has no portions.
  [[nodiscard]] virtual torch::Tensor firstMask(const nets::Node&, double /*portion*/) const { return {}; }
  virtual void beginStage(TrainContext&) {}
  virtual void beginEpoch(TrainContext&) {}
  virtual void endStep(TrainContext&) {}
  /// Makes the network what is exported: hard assignments, locks, calibration.
  virtual void finalize(TrainContext&) {}
};

/// Float training: nothing is quantized. The stages of config.training.epochsPerStage, or one of its epochs.
class FloatRecipe : public Recipe {
 public:
  explicit FloatRecipe(const RunConfig& config);
  [[nodiscard]] Expected<quantizers::QuantPlan> plan(const nets::Graph&) override { return quantizers::QuantPlan(); }
  [[nodiscard]] std::vector<Stage> schedule() const override { return stages_; }

 private:
  std::vector<Stage> stages_;
};

}  // namespace dyadic::training
