// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/methods/Registry.h"

/// TWN, ternary weight networks: Li, Zhang, Liu, 2016 (arXiv 1605.04711; v3 of 2022 with Li, Liu, Wang, Zhang, Yan).
/// What the versions do differently are options.
namespace dyadic::methods::twn {

[[nodiscard]] Method method();

}  // namespace dyadic::methods::twn
