// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <atomic>
#include <memory>
#include <optional>
#include <vector>

#include "app/runtime/Engine.h"
#include "app/runtime/TaskLane.h"

namespace dyadic::runtime {

/// What a config does to a model without training: the weights under its bits and candidates.
struct WhatIfResult {
  std::shared_ptr<const ModelInfo> model;  ///< the same object until the model changes
  QuantSetting setting;
  std::vector<session::WhatIfLayer> layers;  ///< one a layer of the model
  int layer = -1;                            ///< whose histogram this carries; -1: none
  std::optional<Histogram> histogram;
};

/// What a what-if asks: the weights of config.model under the config's method and layer rules.
struct WhatIfQuestion {
  RunConfig config;
  double portion = 1;  ///< share of the weights that is quantized now, 0 to 1
  int layer = -1;      ///< whose histogram is wanted; -1: the one with the lowest SQNR
};

/// One layer of a what-if, known before the rest.
struct WhatIfLook {
  std::shared_ptr<const ModelInfo> model;  ///< the same object as WhatIfResult's
  QuantSetting setting;
  int layer = -1;
  session::WhatIfDetail detail;
};

/// The engine's short questions, asked from the window without waiting: each runs on a worker thread, a newer question
/// of the same kind overtakes an older one, and only the newest one's answer is emitted, on this object's thread.
class EngineTasks : public QObject {
  Q_OBJECT
 public:
  explicit EngineTasks(Engine engine, QObject* parent = nullptr);
  ~EngineTasks() override;

  /// Answered by dataInspected() or dataFailed().
  void inspectData(const RunConfig& config);
  /// The model's file is read on the first question about it and again when its path, architecture or input changes.
  /// Answered by layerReady() where a layer is named and then by whatIfReady(), by modelFailed() if the file cannot be
  /// used, or by whatIfFailed() if the settings cannot. Of a burst the first question is answered, then the one that is
  /// the newest at that moment, and so on: while a slider moves there is always something to see.
  void whatIf(const WhatIfQuestion& question);
  /// Reads the model's file again on the next whatIf(), because it has changed.
  void forgetModel();
  /// Seconds that a run of a complete config will take, from ten batches of it. Answered by timeEstimated() or
  /// timeFailed(), unless cancelTime() or a newer question comes first, which end the work between two batches.
  void estimateTime(const RunConfig& config);
  void cancelTime();

 Q_SIGNALS:
  void dataInspected(const dyadic::DataInfo& info);
  void dataFailed(const dyadic::Error& error);
  void layerReady(std::shared_ptr<const dyadic::runtime::WhatIfLook> look);
  void whatIfReady(std::shared_ptr<const dyadic::runtime::WhatIfResult> result);
  void modelFailed(const dyadic::Error& error);
  /// The model was read, but whatIfFailed() follows.
  void modelRead(std::shared_ptr<const dyadic::ModelInfo> model);
  void whatIfFailed(const dyadic::Error& error);
  void timeEstimated(const dyadic::TimeEstimate& estimate);
  void timeFailed(const dyadic::Error& error);

 private:
  struct OpenModel;  ///< the weights a what-if works on; touched by the lane's jobs alone

  void ask(const WhatIfQuestion& question);
  void askTable(const WhatIfQuestion& question, const std::shared_ptr<const WhatIfLook>& look);
  /// The question is done with; the next one has its turn.
  void answered();
  /// A newer question about another model waits: what is known of this one is of no interest.
  [[nodiscard]] bool isOutdated(const WhatIfQuestion& question) const;

  Engine engine_;
  std::shared_ptr<OpenModel> openModel_;
  std::shared_ptr<std::atomic<bool>> timeCancelled_;  ///< shared with the newest job
  TaskLane data_;
  TaskLane whatIf_;
  std::optional<WhatIfQuestion> waiting_;  ///< the newest one, while another is answered
  bool asking_ = false;
  TaskLane time_;
};

}  // namespace dyadic::runtime
