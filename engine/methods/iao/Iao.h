// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/methods/Registry.h"

/// IAO, integer-arithmetic-only inference: Jacob, Kligys, Chen, Zhu, Tang, Howard, Adam, Kalenichenko, CVPR 2018 (arXiv
/// 1712.05877). Affine integers with real scales, batch norms folded into the weights while training, and a network on
/// integers whose layers are joined by fixed-point multipliers.
namespace dyadic::methods::iao {

[[nodiscard]] Method method();

}  // namespace dyadic::methods::iao
