// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/types/Expected.h"
#include "engine/types/IntegerProgram.h"

namespace dyadic::integer {

/// Fails for a program with scales and zero points, which exports to C and ONNX have no form for.
[[nodiscard]] Status checkShiftsOnly(const IntegerProgram& program);

}  // namespace dyadic::integer
