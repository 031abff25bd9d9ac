// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/training/Evaluation.h"
#include "engine/training/Recipe.h"
#include "engine/types/Expected.h"

namespace dyadic::training {

/// Where training stands between two batches.
struct Position {
  int stage = 0;
  int epoch = 0;             ///< within the stage
  std::int64_t batch = 0;    ///< of the epoch, already done
  std::int64_t step = 0;     ///< batches done in all
  int runEpoch = 0;          ///< epochs done in all; decides the order of the images
  bool stageBegun = false;   ///< beginStage() has run for this stage
  bool unevaluated = false;  ///< an epoch has ended and its evaluation has not
  double stageSeconds = 0;   ///< spent on this stage so far
};

struct StepReport {
  Position position;
  std::int64_t batchesPerEpoch = 0;
  double loss = 0;
  double learningRate = 0;
  double seconds = 0;  ///< of this step
  std::int64_t images = 0;
};

struct EpochReport {
  Position position;  ///< after it
  EvaluationResult trained;
  EvaluationResult hard;  ///< without a plan: the same as trained
};

/// Named moments of the loop, for logs, views and checkpoints. All are called on the thread of Trainer::run().
class TrainHooks {
 public:
  virtual ~TrainHooks() = default;
  virtual void baseline(const EvaluationResult&) {}
  virtual void stageBegan(const TrainContext&) {}
  virtual void stepEnded(const TrainContext&, const StepReport&) {}
  /// After each epoch, with both evaluations.
  virtual void epochEnded(const TrainContext&, const EpochReport&) {}
  /// After the last epoch of a stage (and after finalize in the last one); `seconds` of the stage, evaluations
  /// included.
  virtual void stageEnded(const TrainContext&, const EpochReport&, double /*seconds*/) {}
  /// Right behind it, with the trainer at the next stage: a state() of now makes none again.
  virtual void stageLeft() {}
  /// Evaluation and calibration report here, 0 to 1.
  virtual void working(const char* /*activity*/, double /*fraction*/) {}
  /// Asked before every batch, also of evaluations; may block for a pause. True ends the run.
  virtual bool shouldStop() { return false; }
};

class Optimizer;

struct TrainerOptions {
  RunConfig config;  ///< training, seed
  torch::Device device = torch::kCPU;
  bool evaluateBaseline = true;  ///< the float network first
};

/// The one training loop: SGD (or extragradient) over the latent parameters of a graph, quantized as a recipe's plan
/// says. One thread at a time; refers to everything it is given.
class Trainer {
 public:
  struct Sources {
    data::DataSource& train;
    data::DataSource& validation;  ///< without shuffle
    data::DataSource& calibration;
  };

  Trainer(nets::Graph& graph, Recipe& recipe, Sources sources, TrainerOptions options);
  ~Trainer();

  /// Makes plan, schedule and optimizer. Call once, before restore() and run().
  [[nodiscard]] Status prepare();

  enum class End { Finished, Stopped };
  /// Trains from position() to the end. Fails where the loss is no longer finite. Throws c10::Error and std::bad_alloc.
  [[nodiscard]] Expected<End> run(TrainHooks& hooks);

  [[nodiscard]] const Position& position() const { return position_; }
  [[nodiscard]] const TrainContext& context() const { return *context_; }
  [[nodiscard]] quantizers::QuantPlan& plan() { return plan_; }
  [[nodiscard]] const std::vector<Stage>& stages() const { return context_->stages; }
  /// Batches that the whole run trains on.
  [[nodiscard]] std::int64_t totalSteps() const;

  /// Named tensors that hold all that changes: parameters, running statistics, momentum, masks, averages. Taken between
  /// batches; restore() into a trainer of the same config, graph and data continues exactly.
  using State = std::vector<std::pair<std::string, torch::Tensor>>;
  [[nodiscard]] State state() const;
  [[nodiscard]] Status restore(const State& state);

 private:
  Expected<bool> runStage(TrainHooks& hooks);
  Expected<bool> runEpoch(TrainHooks& hooks);
  Expected<bool> step(TrainHooks& hooks, data::Batch& batch);
  /// Leaves the gradients of the loss on a batch, and returns it. `pass`: of the step, from 0.
  Expected<double> backward(const data::Batch& batch, int pass);
  [[nodiscard]] std::optional<EpochReport> evaluateBoth(TrainHooks& hooks);
  /// Calls the recipe where it may take its time, as it does to calibrate. Until that has come to its end the state is
  /// that of before. False: cancelled, perhaps half-way.
  template <class Call>
  bool whole(const Call& call);
  [[nodiscard]] EvaluationResult evaluateOne(TrainHooks& hooks, bool hard, bool useFloat = false);
  [[nodiscard]] double learningRate() const;

  nets::Graph& graph_;
  Recipe& recipe_;
  Sources sources_;
  TrainerOptions options_;
  quantizers::QuantPlan plan_;
  std::unique_ptr<TrainContext> context_;
  std::vector<std::unique_ptr<LossTerm>> losses_;
  std::unique_ptr<Optimizer> optimizer_;
  Position position_;
  std::optional<State> before_;  ///< of a call of whole() that has not come to its end
};

}  // namespace dyadic::training
