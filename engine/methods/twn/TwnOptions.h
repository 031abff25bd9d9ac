// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/math/ScaledCodebook.h"
#include "engine/quantizers/ScaledCodebook.h"
#include "engine/types/MethodInfo.h"
#include "engine/types/RunConfig.h"

namespace dyadic::methods::twn {

/// The method's parameters as values. Meaning and defaults: schema().
struct TwnOptions {
  math::ScaledFormat format;
  quantizers::Granularity granularity = quantizers::Granularity::Layer;
  bool quantizeFirst = true;
  bool quantizeLast = true;
};

/// REQUIRES: parameters complete and checked against the schema.
[[nodiscard]] TwnOptions readOptions(const ParameterMap& parameters);

[[nodiscard]] std::vector<ParameterSpec> schema();
[[nodiscard]] std::vector<ParameterPreset> presets();

}  // namespace dyadic::methods::twn
