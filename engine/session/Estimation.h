// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/session/ExploreNetwork.h"

namespace dyadic::session {

/// Classes of validation images in the one order of all estimates, as far as they are known. A pass gives a batch at a
/// time, so that there may be a few more than were asked for.
struct Answers {
  std::vector<std::int32_t> classes;
  std::vector<std::int32_t> labels;

  /// Goes on until `count` images are answered or there are no more; `hooks` null: the float network. False: cancelled.
  /// Throws c10::Error.
  bool upTo(std::int64_t count, const ExploreNetwork& network, data::DataSource& source, nets::Hooks* hooks,
            const Cancelled& cancelled);
};

/// The grids of feature maps that an estimate has calibrated.
struct Calibrated {
  QuantSetting setting;
  std::vector<std::vector<double>> grids;  ///< Quantizer::state() of each
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
