// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/types/Expected.h"
#include "engine/types/IntegerProgram.h"

namespace dyadic::integer {

/// All that one image leaves behind: the integers of every tensor, row-major, and what each operation did.
struct Trace {
  std::vector<std::vector<std::int32_t>> tensors;
  std::vector<OperationRecord> operations;
};

/// Runs the program on one image, in plain loops to be held against the paper (IOIQ, sections 9 and 10). Sums are made
/// in int64 and every partial sum is held against the accumulator's width: one that does not fit is an error that names
/// the operation, never a wrapped number.
///
/// `image` holds the pixels as channels x height x width. `trace` is filled anew; its memory is reused. Safe from any
/// thread. REQUIRES: checkProgram(program); image.size() is that of tensor 0; accumulators fit by accumulatorBound.
[[nodiscard]] Status runReference(const IntegerProgram& program, std::span<const std::uint8_t> image, Trace& trace);

}  // namespace dyadic::integer
