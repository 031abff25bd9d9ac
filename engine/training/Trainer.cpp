// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/Trainer.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include "engine/math/Random.h"
#include "engine/nets/Executor.h"
#include "engine/training/Optimizer.h"

namespace dyadic::training {
namespace {

using quantizers::PassKind;
using quantizers::QuantPlan;
using quantizers::QuantSite;

double secondsSince(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

}  // namespace

Trainer::Trainer(nets::Graph& graph, Recipe& recipe, Sources sources, TrainerOptions options)
    : graph_(graph), recipe_(recipe), sources_(sources), options_(std::move(options)) {}

Trainer::~Trainer() = default;

Status Trainer::prepare() {
  auto plan = recipe_.plan(graph_);
  if (!plan) return plan.error();
  plan_ = std::move(*plan);
  context_ = std::make_unique<TrainContext>(TrainContext{graph_,
                                                         plan_,
                                                         sources_.calibration,
                                                         options_.config,
                                                         options_.device,
                                                         recipe_.schedule(),
                                                         0,
                                                         0,
                                                         {},
                                                         0,
                                                         sources_.train.batches()});
  losses_ = recipe_.losses(*context_);
  optimizer_ = std::make_unique<Optimizer>(graph_, plan_, options_.config.training);
  return {};
}

std::int64_t Trainer::totalSteps() const {
  std::int64_t epochs = 0;
  for (const auto& stage : stages()) epochs += stage.epochs;
  return epochs * sources_.train.batches();
}

double Trainer::learningRate() const {
  const auto& stage = stages()[static_cast<std::size_t>(position_.stage)];
  const auto perEpoch = static_cast<double>(std::max<std::int64_t>(sources_.train.batches(), 1));
  const double progress =
      (position_.epoch + static_cast<double>(position_.batch) / perEpoch) / std::max(stage.epochs, 1);
  return options_.config.training.learningRate * learningRateFactor(options_.config.training.schedule, progress);
}

EvaluationResult Trainer::evaluateOne(TrainHooks& hooks, bool hard, bool useFloat) {
  const char* activity =
      useFloat ? DYADIC_TR("engine", "Measuring the float network") : DYADIC_TR("engine", "Evaluating");
  EvaluationOptions options;
  options.plan = useFloat || plan_.sites().empty() ? nullptr : &plan_;
  options.kind = hard ? PassKind::Hard : PassKind::Trained;
  options.device = options_.device;
  options.progress = [&](double fraction) {
    hooks.working(activity, fraction);
    return !hooks.shouldStop();
  };
  return evaluate(graph_, sources_.validation, options);
}

std::optional<EpochReport> Trainer::evaluateBoth(TrainHooks& hooks) {
  EpochReport report;
  report.position = position_;
  report.trained = evaluateOne(hooks, false);
  if (report.trained.cancelled) return std::nullopt;
  report.hard = plan_.sites().empty() ? report.trained : evaluateOne(hooks, true);
  if (report.hard.cancelled) return std::nullopt;
  return report;
}

Expected<double> Trainer::backward(const data::Batch& batch, int pass) {
  quantizers::QuantizedPass quantized(graph_, plan_, PassKind::Training);
  math::RandomStream dropout(options_.config.seed,
                             "dropout/" + std::to_string(position_.step) + "/" + std::to_string(pass));
  const auto logits =
      nets::run(graph_, batch.images, {true, plan_.sites().empty() ? nullptr : &quantized, dropout.next()});
  torch::Tensor loss;
  for (const auto& term : losses_)
    loss = loss.defined() ? loss + term->value(batch, logits) : term->value(batch, logits);
  const double value = loss.item<double>();
  if (!std::isfinite(value)) {
    return failure(
        DYADIC_TR(
            "engine",
            "training diverged: the loss is no longer finite after %1 steps. Try a smaller training.learning_rate."),
        {std::to_string(position_.step)});
  }
  optimizer_->clearGradients();
  loss.backward();
  return value;
}

Expected<bool> Trainer::step(TrainHooks& hooks, data::Batch& batch) {
  const auto begin = std::chrono::steady_clock::now();
  batch.images = batch.images.to(options_.device);
  batch.labels = batch.labels.to(options_.device);
  const double rate = learningRate();
  const auto loss = backward(batch, 0);
  if (!loss) return loss.error();
  if (options_.config.training.optimizer == "extragradient") {
    const auto here = optimizer_->predict(rate);
    const auto ahead = backward(batch, 1);
    optimizer_->goBack(here);
    if (!ahead) return ahead.error();
  }
  optimizer_->step(rate);
  ++position_.step;
  ++position_.batch;
  context_->step = position_.step;
  recipe_.endStep(*context_);
  hooks.stepEnded(*context_,
                  {position_, sources_.train.batches(), *loss, rate, secondsSince(begin), batch.images.size(0)});
  return true;
}

template <class Call>
bool Trainer::whole(const Call& call) {
  State before = state();
  for (auto& [name, tensor] : before) tensor = tensor.clone();
  before_ = std::move(before);
  call();
  if (context_->cancelled()) return false;
  before_.reset();
  return true;
}

Expected<bool> Trainer::runEpoch(TrainHooks& hooks) {
  context_->epoch = position_.epoch;
  if (position_.batch == 0 && !whole([&] { recipe_.beginEpoch(*context_); })) return false;
  sources_.train.restore({position_.runEpoch, position_.batch});
  for (data::Batch batch; !hooks.shouldStop();) {
    if (!sources_.train.next(batch)) {
      position_.batch = 0;
      ++position_.epoch;
      ++position_.runEpoch;
      position_.unevaluated = true;
      return true;
    }
    if (auto done = step(hooks, batch); !done) return done;
  }
  return false;
}

Expected<bool> Trainer::runStage(TrainHooks& hooks) {
  auto begin = std::chrono::steady_clock::now();
  const auto elapsed = [&] { return std::exchange(begin, std::chrono::steady_clock::now()); };
  const auto addTime = [&] {
    const auto from = elapsed();
    position_.stageSeconds += std::chrono::duration<double>(begin - from).count();
  };
  context_->stage = position_.stage;
  context_->step = position_.step;
  if (!position_.stageBegun) {
    if (!whole([&] { recipe_.beginStage(*context_); })) return false;
    position_.stageBegun = true;
  }
  hooks.stageBegan(*context_);
  const auto& stage = stages()[static_cast<std::size_t>(position_.stage)];
  const bool last = position_.stage + 1 == static_cast<int>(stages().size());
  // A stage without epochs is evaluated all the same, once.
  for (bool ended = false; !ended;) {
    if (!position_.unevaluated && position_.epoch < stage.epochs) {
      auto done = runEpoch(hooks);
      addTime();
      if (!done || !*done) return done;
    }
    ended = position_.epoch >= stage.epochs;
    if (ended && last) {
      hooks.working(DYADIC_TR("engine", "Calibrating"), 0);
      if (!whole([&] { recipe_.finalize(*context_); })) return false;
    }
    const auto report = evaluateBoth(hooks);
    addTime();
    if (!report) return false;
    if (std::exchange(position_.unevaluated, false)) hooks.epochEnded(*context_, *report);
    if (ended) hooks.stageEnded(*context_, *report, position_.stageSeconds);
  }
  return true;
}

Expected<Trainer::End> Trainer::run(TrainHooks& hooks) {
  context_->cancelled = [&hooks] { return hooks.shouldStop(); };
  if (options_.evaluateBaseline && position_.stage == 0 && position_.step == 0 && !position_.stageBegun) {
    const auto baseline = evaluateOne(hooks, false, true);
    if (baseline.cancelled) return End::Stopped;
    hooks.baseline(baseline);
  }
  while (position_.stage < static_cast<int>(stages().size())) {
    auto done = runStage(hooks);
    if (!done) return done.error();
    if (!*done) return End::Stopped;
    position_ = {position_.stage + 1, 0, 0, position_.step, position_.runEpoch, false, false, 0};
    if (options_.config.training.resetOptimizer) optimizer_->clearMomentum();
    hooks.stageLeft();
  }
  return End::Finished;
}

}  // namespace dyadic::training
