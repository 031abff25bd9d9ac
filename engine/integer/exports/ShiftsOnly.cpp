// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/integer/exports/ShiftsOnly.h"

namespace dyadic::integer {

Status checkShiftsOnly(const IntegerProgram& program) {
  if (!hasScales(program)) return {};
  return failure(DYADIC_TR(
      "engine",
      "this integer program has real scales, zero points and fixed-point multipliers, which are written as h5 "
      "only: C and ONNX are for programs of shifts, such as those of ioiq."));
}

}  // namespace dyadic::integer
