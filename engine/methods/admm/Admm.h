// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/methods/Registry.h"

/// ADMM, extremely low bit networks by the alternating direction method of multipliers: Leng, Dou, Li, Zhu, Jin, AAAI
/// 2018 (arXiv 1707.09870). What the paper leaves open is said in the method's description.
namespace dyadic::methods::admm {

[[nodiscard]] Method method();

}  // namespace dyadic::methods::admm
