// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/types/IntegerProgram.h"

namespace dyadic::integer::fast {

/// Indices of operations that run as one step, in order: each but the first reads the one before it alone, or, an Add,
/// another tensor as well. The step takes place where the last one stands.
using Unit = std::vector<int>;

/// The units of a program, in the order in which they run. Fused are ScaleShift, Clamp and Add behind whatever ends in
/// a requantization, and PadChannels behind Subsample2d, where nobody else reads the tensor in between. Without `fuse`
/// every operation is a unit.
[[nodiscard]] std::vector<Unit> unitsOf(const IntegerProgram& program, bool fuse);

}  // namespace dyadic::integer::fast
