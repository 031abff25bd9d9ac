// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/types/IntegerProgram.h"

namespace dyadic::integer {

/// All that one image leaves behind: the integers of every tensor, row-major, and what each operation did.
struct Trace {
  std::vector<std::vector<std::int32_t>> tensors;
  std::vector<OperationRecord> operations;
};

/// Runs the program on one image, in plain loops to be held against the paper (IOIQ, sections 9 and 10). Accumulators
/// are int32 or int64 as each operation says; that none of their partial sums can overflow, whatever the image, is what
/// checkProgram() has shown.
///
/// `image` holds the pixels as channels x height x width. `trace` is filled anew; its memory is reused. Safe from any
/// thread. REQUIRES: checkProgram(program); image.size() is that of tensor 0.
void runReference(const IntegerProgram& program, std::span<const std::uint8_t> image, Trace& trace);

}  // namespace dyadic::integer
