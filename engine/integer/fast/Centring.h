// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/types/IntegerProgram.h"

namespace dyadic::integer::fast {

/// The same program on D - Z: every integer is less by its zero point, which needs one bit more where that is not 0,
/// and 0 is the real number 0 everywhere.
[[nodiscard]] IntegerProgram centred(IntegerProgram program);

}  // namespace dyadic::integer::fast
