// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/math/ScaledCodebook.h"
#include "engine/quantizers/ScaledCodebook.h"
#include "engine/types/MethodInfo.h"
#include "engine/types/RunConfig.h"

namespace dyadic::methods::admm {

/// The method's parameters as values. Meaning and defaults: schema().
struct AdmmOptions {
  math::ScaledFormat format;
  quantizers::Granularity granularity = quantizers::Granularity::Layer;
  double rho = 0.1;
  double rhoGrowth = 1;
  int iterations = 6;
  int batchNormBatches = 50;
  bool quantizeFirst = false;
  bool quantizeLast = false;
};

/// REQUIRES: parameters complete and checked against the schema.
[[nodiscard]] AdmmOptions readOptions(const ParameterMap& parameters);

[[nodiscard]] std::vector<ParameterSpec> schema();
[[nodiscard]] std::vector<ParameterPreset> presets();

}  // namespace dyadic::methods::admm
