// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <chrono>

#include "engine/methods/Registry.h"
#include "engine/nets/Executor.h"
#include "engine/session/Config.h"
#include "engine/session/Explore.h"
#include "engine/session/ExploreNetwork.h"
#include "engine/session/Opening.h"
#include "engine/training/Trainer.h"

namespace dyadic::session {
namespace {

constexpr int kWarmUp = 2;             ///< batches before the measured ones
constexpr int kEvaluationBatches = 3;  ///< of each kind of evaluation

using Clock = std::chrono::steady_clock;
double secondsSince(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

class StepTimes : public training::TrainHooks {
 public:
  StepTimes(int batches, const Cancelled& cancelled) : batches_(batches + kWarmUp), cancelled_(cancelled) {}

  void stepEnded(const training::TrainContext&, const training::StepReport& step) override {
    seconds_.push_back(step.seconds);
  }
  bool shouldStop() override {
    cancelledNow_ = cancelledNow_ || asked(cancelled_);
    return cancelledNow_ || static_cast<int>(seconds_.size()) >= batches_;
  }

  [[nodiscard]] bool cancelled() const { return cancelledNow_; }
  [[nodiscard]] double median() const {
    auto measured = seconds_;
    if (measured.size() > kWarmUp) measured.erase(measured.begin(), measured.begin() + kWarmUp);
    if (measured.empty()) return 0;
    std::sort(measured.begin(), measured.end());
    return measured[measured.size() / 2];
  }

 private:
  int batches_;
  const Cancelled& cancelled_;
  std::vector<double> seconds_;
  bool cancelledNow_ = false;
};

struct Measurement {
  training::Trainer& trainer;
  nets::Graph& graph;
  data::DataSource& validation;
  data::DataSource& calibration;
  torch::Device device;
};

/// Of the whole validation set, from its first batches.
double evaluationSeconds(const Measurement& m, quantizers::QuantPlan* plan, quantizers::PassKind kind) {
  int left = kEvaluationBatches;
  training::EvaluationOptions options;
  options.plan = plan;
  options.kind = kind;
  options.device = m.device;
  options.progress = [&left](double) { return --left > 0; };
  const auto result = training::evaluate(m.graph, m.validation, options);
  return static_cast<double>(m.validation.images()) / result.evaluation.imagesPerSecond;
}

double calibrationSeconds(const Measurement& m) {
  const torch::NoGradGuard noGradient;
  quantizers::QuantizedPass pass(m.graph, m.trainer.plan(), quantizers::PassKind::Calibration);
  const auto begin = Clock::now();
  m.calibration.reset(0);
  if (data::Batch batch; m.calibration.next(batch)) {
    (void)nets::run(m.graph, batch.images.to(m.device), {false, &pass});
  }
  return secondsSince(begin);
}

Expected<TimeEstimate> measure(const RunConfig& config, int batches, const Cancelled& cancelled) {
  auto device = openDevice(config);
  if (!device) return device.error();
  auto model = openModel(config);
  if (!model) return model.error();
  auto data = openData(config, &model->info, {data::Part::Train, data::Part::Validation, data::Part::Calibration});
  if (!data) return data.error();
  auto train = trainSource(config, *data);
  if (!train) return train.error();
  auto validation = validationSource(config, *data);
  if (!validation) return validation.error();
  auto calibration = calibrationSource(config, *data);
  if (!calibration) return calibration.error();
  if (auto moved = model->graph.to(*device); !moved) return moved.error();
  const auto* method = methods::findMethod(config.method.id);

  TimeEstimate out;
  for (const auto& stage : method->create(config)->schedule()) {
    out.steps += stage.epochs * (*train)->batches();
    out.evaluations += std::max(stage.epochs, 1);
  }
  // One epoch would be enough; the first stage may have none.
  RunConfig once = config;
  once.training.epochsPerStage = {1};
  const auto recipe = method->create(once);
  training::Trainer trainer(model->graph, *recipe, {**train, **validation, **calibration}, {once, *device, false});
  if (auto prepared = trainer.prepare(); !prepared) return prepared.error();
  StepTimes times(batches, cancelled);
  if (auto end = trainer.run(times); !end) return end.error();
  if (times.cancelled()) return cancelledError();
  const Measurement m{trainer, model->graph, **validation, **calibration, *device};
  out.secondsPerStep = times.median();
  out.secondsPerEvaluation = evaluationSeconds(m, &trainer.plan(), quantizers::PassKind::Trained) +
                             evaluationSeconds(m, &trainer.plan(), quantizers::PassKind::Hard);
  const double baseline = evaluationSeconds(m, nullptr, quantizers::PassKind::Trained);
  const int calibrated = ExploreNetwork::calibrationBatches(settingOf(config));
  out.seconds = static_cast<double>(out.steps) * out.secondsPerStep +
                static_cast<double>(out.evaluations) * out.secondsPerEvaluation + baseline +
                calibrated * calibrationSeconds(m);
  return out;
}

}  // namespace

Expected<TimeEstimate> estimateRunTime(const RunConfig& config, int batches, const Cancelled& cancelled) {
  if (config.method.id.empty()) return noMethod();
  if (auto checked = checkConfig(config); !checked) return checked.error();
  prepareLibTorch(config);
  return guarded("time estimate", [&] { return measure(config, std::max(batches, 1), cancelled); });
}

}  // namespace dyadic::session
