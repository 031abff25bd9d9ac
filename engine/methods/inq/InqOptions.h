// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/math/PowerOfTwo.h"
#include "engine/types/MethodInfo.h"
#include "engine/types/RunConfig.h"

namespace dyadic::methods::inq {

enum class Partition { Pruning, Random };
/// When the largest power n1 of a layer is found.
enum class TopExponent { FirstStage, EveryStage };

/// The method's parameters as values. Meaning and defaults: schema().
struct InqOptions {
  math::PowerOfTwoGrid grid;  ///< its top is each layer's own
  std::vector<double> portions;
  Partition partition = Partition::Pruning;
  TopExponent topExponent = TopExponent::FirstStage;
  bool monotoneMasks = true;
};

/// REQUIRES: parameters complete and checked against the schema.
[[nodiscard]] InqOptions readOptions(const ParameterMap& parameters);

[[nodiscard]] std::vector<ParameterSpec> schema();
[[nodiscard]] std::vector<ParameterPreset> presets();

}  // namespace dyadic::methods::inq
