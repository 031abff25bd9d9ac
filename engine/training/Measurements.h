// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "engine/data/BatchSource.h"
#include "engine/quantizers/QuantPlan.h"
#include "engine/training/Recipe.h"
#include "engine/types/RunRecord.h"

namespace dyadic::training {

/// Records of every layer (weights against their quantized form, batch norms by their scale k) with histograms, as
/// things stand now. A few milliseconds for a small network. Fills layers, histograms, index, portion, portionRealized.
[[nodiscard]] StageRecord measureWeights(const TrainContext& context);

/// Fills edges from what quantizers saw last; edgeHistograms stay empty.
void readEdges(const TrainContext& context, StageRecord& record);

/// Runs one batch of the calibration source through the network as a hard pass, and fills edges and edgeHistograms from
/// each feature map before and after quantization.
void measureEdges(const TrainContext& context, StageRecord& record);

}  // namespace dyadic::training
