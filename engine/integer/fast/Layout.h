// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/integer/fast/Kernels.h"
#include "engine/types/IntegerProgram.h"

namespace dyadic::integer::fast {

/// A feature map in the arena, from the unit that writes it to the last one that reads it.
struct Map {
  Place place;
  std::int64_t size = 0;  ///< elements
  int first = 0;
  int last = -1;  ///< before `first`: it has no memory
};

/// Everything of a place but its origin. Throws std::length_error where it is too large.
[[nodiscard]] Map mapOf(const IntegerTensor& tensor, const std::array<std::int64_t, 2>& border);

/// Gives every map its origin in one arena: first fit, the largest first. Returns the size of the arena in elements.
/// Throws std::length_error where it is too large.
std::int64_t placeMaps(std::vector<Map>& maps);

}  // namespace dyadic::integer::fast
