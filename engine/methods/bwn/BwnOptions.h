// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/quantizers/ScaledCodebook.h"
#include "engine/types/MethodInfo.h"
#include "engine/types/RunConfig.h"

namespace dyadic::methods::bwn {

/// The method's parameters as values. Meaning and defaults: schema().
struct BwnOptions {
  quantizers::Granularity granularity = quantizers::Granularity::Filter;
  quantizers::ScaledGradient gradient = quantizers::ScaledGradient::Bwn;
  bool centre = true;
  bool clamp = true;
  int batchNormBatches = 50;
  bool quantizeFirst = false;
  bool quantizeLast = false;
};

/// REQUIRES: parameters complete and checked against the schema.
[[nodiscard]] BwnOptions readOptions(const ParameterMap& parameters);

[[nodiscard]] std::vector<ParameterSpec> schema();
[[nodiscard]] std::vector<ParameterPreset> presets();

}  // namespace dyadic::methods::bwn
