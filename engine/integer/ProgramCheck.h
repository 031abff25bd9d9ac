// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/types/Expected.h"
#include "engine/types/IntegerProgram.h"

/// What every reader, executor and exporter may rely on. Pure functions, safe from any thread.
namespace dyadic::integer {

/// Whether the program is one: indices in order, shapes as the operations make them, constants within their bits,
/// shifts within their ranges, every accumulator's true bound within its width (and that within
/// `accumulatorBound`), sizes that can be held in memory. Executors and exports REQUIRE a program that passes; whoever
/// reads one from a file calls this. The error names the operation.
[[nodiscard]] Status checkProgram(const IntegerProgram& program);

/// Of all feature maps of one image. REQUIRES: checkProgram(program).
[[nodiscard]] std::int64_t mapElements(const IntegerProgram& program);

/// The largest absolute value that any partial sum of the operation can take for any input within the ranges of its
/// input tensors, in any order of summation: max over outputs of sum |D_w| max|D_in| + |D_b << biasShift|. Saturates at
/// 2^63-1. 0 where there is no accumulator. REQUIRES: tensors and shapes are those of the operation.
[[nodiscard]] std::int64_t accumulatorBound(const IntegerProgram& program, const IntegerOperation& operation);

/// 32 where 8-bit arithmetic (inputs and constants of at most 8 bits) has a bound that fits, else 64 (IOIQ, section 9).
[[nodiscard]] int accumulatorBits(const IntegerProgram& program, const IntegerOperation& operation);

}  // namespace dyadic::integer
