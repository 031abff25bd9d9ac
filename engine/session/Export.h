// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/runlog/RunData.h"
#include "engine/training/Recipe.h"

namespace dyadic::session {

/// The integers of every quantized layer, with the parameters that the last hard pass used. Layers that stay float are
/// left out.
[[nodiscard]] std::vector<runlog::QuantizedLayer> exportLayers(const training::TrainContext& context);

}  // namespace dyadic::session
