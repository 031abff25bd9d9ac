// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "engine/types/RunConfig.h"

namespace dyadic::training {

/// One stage of a schedule.
struct Stage {
  int epochs = 1;      ///< 0: only what beginStage does
  double portion = 0;  ///< accumulated share of weights to be quantized
  double penalty = 0;  ///< strength of a penalty method's pull: rho of an augmented Lagrangian
};

/// Learning rate of a step as a share of the peak. `progress` is the share of the stage that is done, 0 to 1.
///   constant  1
///   cosine    (1 + cos(pi p)) / 2
///   step      1, 0.1 from p = 1/2, 0.01 from p = 3/4
///   onecycle  cosine from 1/25 up to 1 at p = 0.3, cosine down to 0 at p = 1
[[nodiscard]] double learningRateFactor(const std::string& schedule, double progress);

}  // namespace dyadic::training
