// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runtime/EngineTasks.h"

#include <cmath>
#include <string>
#include <utility>

namespace dyadic::runtime {
namespace {

/// The first quantized layer where all are exact.
int worstLayer(const std::vector<session::WhatIfLayer>& layers) {
  int worst = -1;
  for (std::size_t i = 0; i < layers.size(); ++i) {
    if (layers[i].record.bits == 0 || std::isnan(layers[i].record.sqnrDb)) continue;
    if (worst < 0 || layers[i].record.sqnrDb < layers[static_cast<std::size_t>(worst)].record.sqnrDb)
      worst = static_cast<int>(i);
  }
  return worst;
}

/// Everything about all layers, with the histogram of the one that was looked at, else of the worst.
Expected<std::shared_ptr<const WhatIfResult>> compute(const session::WhatIf& model, const WhatIfLook& look) {
  auto result = std::make_shared<WhatIfResult>();
  result->model = look.model;
  result->setting = look.setting;
  auto layers = model.compute(look.setting);
  if (!layers) return layers.error();
  result->layers = std::move(*layers);
  result->layer = look.layer;
  if (look.layer >= 0) {
    result->histogram = look.detail.histogram;
  } else if (const int worst = worstLayer(result->layers); worst >= 0) {
    auto detail = model.look(look.setting, worst);
    if (!detail) return detail.error();
    result->layer = worst;
    result->histogram = std::move(detail->histogram);
  }
  return std::shared_ptr<const WhatIfResult>(std::move(result));
}

}  // namespace

struct EngineTasks::OpenModel {
  std::string path;
  std::string architecture;
  DataConfig data;
  std::shared_ptr<const session::WhatIf> weights;
  std::shared_ptr<const ModelInfo> info;

  [[nodiscard]] bool holds(const RunConfig& config) const {
    return weights && path == config.model.path && architecture == config.model.architecture &&
           data.input == config.data.input && (!info->inputOfData || data == config.data);
  }
  /// Reads the config's model if it is another one.
  [[nodiscard]] Status hold(
      const RunConfig& config,
      const std::function<Expected<std::shared_ptr<const session::WhatIf>>(const RunConfig&)>& open) {
    if (holds(config)) return {};
    auto opened = open(config);
    *this = OpenModel();
    if (!opened) return opened.error();
    info = std::make_shared<const ModelInfo>((*opened)->model());
    path = config.model.path;
    architecture = config.model.architecture;
    data = config.data;
    weights = std::move(*opened);
    return {};
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
  if (asking_)
    waiting_ = question;
  else
    ask(question);
}

bool EngineTasks::isOutdated(const WhatIfQuestion& question) const {
  return waiting_ && (waiting_->config.model.path != question.config.model.path ||
                      waiting_->config.model.architecture != question.config.model.architecture);
}

void EngineTasks::answered() {
  asking_ = false;
  if (const auto next = std::exchange(waiting_, std::nullopt)) ask(*next);
}

void EngineTasks::ask(const WhatIfQuestion& question) {
  asking_ = true;
  whatIf_.submit([this, open = engine_.openWhatIf, model = openModel_, question]() -> TaskLane::Answer {
    if (const Status opened = model->hold(question.config, open); !opened) {
      return [this, question, error = opened.error()] {
        if (!isOutdated(question)) Q_EMIT modelFailed(error);
        answered();
      };
    }
    auto look = std::make_shared<WhatIfLook>();
    look->model = model->info;
    look->setting = settingOf(question.config);
    look->setting.portion = question.portion;
    if (question.layer >= 0 && question.layer < std::ssize(model->info->layers)) {
      auto detail = model->weights->look(look->setting, question.layer);
      if (!detail) {
        return [this, question, info = model->info, error = detail.error()] {
          if (!isOutdated(question)) {
            Q_EMIT modelRead(info);
            Q_EMIT whatIfFailed(error);
          }
          answered();
        };
      }
      look->layer = question.layer;
      look->detail = std::move(*detail);
    }
    return [this, question, look = std::shared_ptr<const WhatIfLook>(std::move(look))] {
      if (look->layer >= 0 && !isOutdated(question)) Q_EMIT layerReady(look);
      askTable(question, look);
    };
  });
}

void EngineTasks::askTable(const WhatIfQuestion& question, const std::shared_ptr<const WhatIfLook>& look) {
  whatIf_.submit([this, question, model = openModel_, look]() -> TaskLane::Answer {
    // The model was forgotten in between: it has changed, and a question about the new one follows.
    if (model->info != look->model) return [this] { answered(); };
    auto result = compute(*model->weights, *look);
    return [this, question, look, result = std::move(result)] {
      if (isOutdated(question)) return answered();
      if (result) {
        Q_EMIT whatIfReady(*result);
      } else {
        Q_EMIT modelRead(look->model);
        Q_EMIT whatIfFailed(result.error());
      }
      answered();
    };
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
