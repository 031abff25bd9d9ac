// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/types/MethodInfo.h"
#include "engine/types/RunConfig.h"

namespace dyadic::methods::fgq {

/// What becomes of the first or last layer.
enum class End { Integer, Ternary, Float };

/// The method's parameters as values. Meaning and defaults: schema().
struct FgqOptions {
  int group = 4;
  int scaleBits = 8;  ///< 0: float
  bool quantizeActivations = true;
  int activationBits = 8;
  End first = End::Integer;
  End last = End::Ternary;
  int endBits = 8;
  int batchNormBatches = 50;
  int calibrationBatches = 50;
};

/// REQUIRES: parameters complete and checked against the schema.
[[nodiscard]] FgqOptions readOptions(const ParameterMap& parameters);

[[nodiscard]] std::vector<ParameterSpec> schema();
[[nodiscard]] std::vector<ParameterPreset> presets();

}  // namespace dyadic::methods::fgq
