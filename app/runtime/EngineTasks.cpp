// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runtime/EngineTasks.h"

#include <cmath>
#include <string>
#include <utility>

namespace dyadic::runtime {
namespace {

int worstLayer(const std::vector<session::WhatIfLayer>& layers) {
  int worst = -1;
  for (std::size_t i = 0; i < layers.size(); ++i) {
    if (layers[i].record.bits == 0 || !std::isfinite(layers[i].record.sqnrDb)) continue;
    if (worst < 0 || layers[i].record.sqnrDb < layers[static_cast<std::size_t>(worst)].record.sqnrDb)
      worst = static_cast<int>(i);
  }
  return worst;
}

/// Fills in what follows from the weights; `result` comes with its model.
Expected<std::shared_ptr<const WhatIfResult>> compute(const session::WhatIf& model, const WhatIfQuestion& question,
                                                      std::shared_ptr<WhatIfResult> result) {
  result->setting = settingOf(question.config);
  result->setting.portion = question.portion;
  auto layers = model.compute(result->setting);
  if (!layers) return layers.error();
  result->layers = std::move(*layers);
  const auto count = static_cast<int>(result->layers.size());
  result->layer = question.layer >= 0 && question.layer < count ? question.layer : worstLayer(result->layers);
  if (result->layer >= 0) {
    auto histogram = model.histogram(result->setting, result->layer);
    if (!histogram) return histogram.error();
    result->histogram = std::move(*histogram);
  }
  return std::shared_ptr<const WhatIfResult>(std::move(result));
}

}  // namespace

struct EngineTasks::OpenModel {
  std::string path;
  std::string architecture;
  std::string input;
  std::shared_ptr<const session::WhatIf> weights;
  std::shared_ptr<const ModelInfo> info;

  [[nodiscard]] bool holds(const RunConfig& config) const {
    return weights && path == config.model.path && architecture == config.model.architecture &&
           input == config.data.input;
  }
};

EngineTasks::EngineTasks(Engine engine, QObject* parent)
    : QObject(parent),
      engine_(std::move(engine)),
      openModel_(std::make_shared<OpenModel>()),
      timeCancelled_(std::make_shared<std::atomic<bool>>(false)) {}

EngineTasks::~EngineTasks() { timeCancelled_->store(true); }

void EngineTasks::inspectData(const RunConfig& config) {
  data_.submit([this, inspect = engine_.inspectData, config]() -> TaskLane::Answer {
    auto info = inspect(config);
    if (!info) return [this, error = info.error()] { Q_EMIT dataFailed(error); };
    return [this, info = std::move(*info)] { Q_EMIT dataInspected(info); };
  });
}

void EngineTasks::whatIf(const WhatIfQuestion& question) {
  whatIf_.submit([this, open = engine_.openWhatIf, model = openModel_, question]() -> TaskLane::Answer {
    const RunConfig& config = question.config;
    if (!model->holds(config)) {
      auto weights = open(config);
      if (!weights) {
        *model = OpenModel();
        return [this, error = weights.error()] { Q_EMIT modelFailed(error); };
      }
      auto info = std::make_shared<const ModelInfo>((*weights)->model());
      *model = OpenModel{config.model.path, config.model.architecture, config.data.input, std::move(*weights),
                         std::move(info)};
    }
    auto fresh = std::make_shared<WhatIfResult>();
    fresh->model = model->info;
    auto result = compute(*model->weights, question, std::move(fresh));
    if (!result)
      return [this, info = model->info, error = result.error()] {
        Q_EMIT modelRead(info);
        Q_EMIT whatIfFailed(error);
      };
    return [this, result = std::move(*result)] { Q_EMIT whatIfReady(result); };
  });
}

void EngineTasks::estimateTime(const RunConfig& config) {
  cancelTime();
  timeCancelled_ = std::make_shared<std::atomic<bool>>(false);
  time_.submit([this, estimate = engine_.estimateRunTime, cancelled = timeCancelled_, config]() -> TaskLane::Answer {
    auto time = estimate(config, [cancelled] { return cancelled->load(); });
    if (!time) return [this, error = time.error()] { Q_EMIT timeFailed(error); };
    return [this, time = *time] { Q_EMIT timeEstimated(time); };
  });
}

void EngineTasks::cancelTime() {
  timeCancelled_->store(true);
  time_.cancel();
}

void EngineTasks::forgetModel() { openModel_ = std::make_shared<OpenModel>(); }

}  // namespace dyadic::runtime
