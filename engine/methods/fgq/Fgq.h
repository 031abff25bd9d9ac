// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/methods/Registry.h"

/// FGQ, ternary networks with fine-grained quantization: Mellempudi, Kundu, Mudigere, Das, Kaul, Dubey, 2017 (arXiv
/// 1705.01462).
namespace dyadic::methods::fgq {

[[nodiscard]] Method method();

}  // namespace dyadic::methods::fgq
