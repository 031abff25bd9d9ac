// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/training/Recipe.h"

namespace dyadic::training {

/// Runs `batches` of the calibration source through the network with everything quantized and each feature map fitted
/// to the batch; the observers forget what they had and take the plain mean. Gives up where the run is cancelled.
void calibrate(TrainContext& context, int batches);

/// Takes the running statistics of all batch norms anew: the mean over `batches` calibration batches of the means and
/// (unbiased) variances within the network with everything quantized, each feature map fitted to the batch. Dropout
/// does nothing meanwhile. 0 batches: no change. Gives up where the run is cancelled.
void reestimateBatchNorms(TrainContext& context, int batches);

}  // namespace dyadic::training
