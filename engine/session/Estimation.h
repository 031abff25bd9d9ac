// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/session/ExploreNetwork.h"

namespace dyadic::session {

/// Classes of validation images in the one order of all estimates, as far as they are known. A pass gives a batch at a
/// time, so that there may be a few more than were asked for.
struct Answers {
  std::vector<std::int32_t> classes;
  std::vector<std::int32_t> labels;

  /// What gives them: `hooks` null: the float network.
  struct Giver {
    const Calibration::Place& place;
    data::DataSource& source;
    std::int64_t batch;  ///< of the source
    nets::Hooks* hooks;
  };
  /// Goes on until `count` images are answered or there are no more. False: cancelled. Throws c10::Error.
  bool upTo(std::int64_t count, const Giver& giver, const Cancelled& cancelled);
};

/// The grids of feature maps that an estimate has calibrated, and the batch norms that it has taken anew.
struct Calibrated {
  QuantSetting setting;
  std::vector<std::vector<double>> averages;  ///< Observer::state() of each feature map
  std::vector<torch::Tensor> statistics;  ///< of batch norms, as statisticsOf() lists them; empty: the float network's
};

/// One setting's accuracy, over more and more images. See Explore::estimate(). Throws c10::Error.
struct EstimateTask {
  ExploreNetwork& network;
  Answers& floatAnswers;  ///< kept from task to task
  const QuantSetting& setting;
  const EstimateOptions& options;
  const Explore::EstimateObserver& observer;
  const Cancelled& cancelled;
  const std::function<void(Calibrated)>& calibrated;  ///< told of each calibration
};
[[nodiscard]] Expected<AccuracyEstimate> runEstimate(const EstimateTask& task);

/// Both networks on one validation image; `known` may be null, or of another setting. Throws c10::Error.
struct LookTask {
  ExploreNetwork& network;
  const QuantSetting& setting;
  std::int64_t image;
  const Calibrated* known;
};
[[nodiscard]] Expected<ImageLook> runLook(const LookTask& task);

}  // namespace dyadic::session
