// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/integer/fast/Plan.h"

namespace dyadic::integer::fast {

/// Fills in groups, weights and the accumulators' start of a convolution or linear layer whose place in memory is set.
/// A group of a grouped convolution that is narrower than a block of 16 channels is computed with its neighbours and
/// weights of zero between them. Throws std::bad_alloc.
void packWeights(const IntegerOperation& operation, const Kernels& kernels, Step& step, AlignedMemory& constants);

}  // namespace dyadic::integer::fast
