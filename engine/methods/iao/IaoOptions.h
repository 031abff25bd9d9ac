// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/types/MethodInfo.h"
#include "engine/types/RunConfig.h"

namespace dyadic::methods::iao {

/// What a moment of the training is counted in.
enum class Unit { Share, Epochs, Steps };

/// The method's parameters as values. Meaning and defaults: schema().
struct IaoOptions {
  int bits = 8;
  int activationBits = 8;
  bool foldBatchNorm = true;
  Unit unit = Unit::Share;
  double activationDelay = 0;
  double freezeStatistics = 1;
  double emaMomentum = 0.999;
  double statisticsMomentum = 0.99;
  bool clipActivationGradient = true;
};

/// REQUIRES: parameters complete and checked against the schema.
[[nodiscard]] IaoOptions readOptions(const ParameterMap& parameters);

[[nodiscard]] std::vector<ParameterSpec> schema();
[[nodiscard]] std::vector<ParameterPreset> presets();

}  // namespace dyadic::methods::iao
