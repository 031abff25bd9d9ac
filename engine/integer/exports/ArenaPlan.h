// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "engine/types/IntegerProgram.h"

namespace dyadic::integer {

/// Where each feature map lies in one block of memory that all share. A feature map keeps its place from the operation
/// that writes it to the last one that reads it; the logits to the end.
struct ArenaPlan {
  std::vector<std::int64_t> offsets;  ///< one a tensor, in elements
  std::int64_t elements = 0;          ///< size of the block
};

/// First fit, the largest first. Clamp, ScaleShift and Add write over an input that nobody reads afterwards, and the
/// output of Flatten is its input. REQUIRES: checkProgram(program).
[[nodiscard]] ArenaPlan planArena(const IntegerProgram& program);

/// Elements of a feature map.
[[nodiscard]] std::int64_t elementsOf(const IntegerTensor& tensor);

}  // namespace dyadic::integer
