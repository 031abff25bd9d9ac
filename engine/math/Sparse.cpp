// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/math/Sparse.h"

namespace dyadic::math {

std::int64_t sparseEntries(std::span<const float> x, int indexBits) {
  const std::int64_t farthest = std::int64_t{1} << indexBits;
  std::int64_t entries = 0;
  std::int64_t last = -1;
  for (std::int64_t i = 0; i < std::ssize(x); ++i) {
    if (x[static_cast<std::size_t>(i)] == 0) continue;
    entries += (i - last + farthest - 1) / farthest;
    last = i;
  }
  return entries;
}

}  // namespace dyadic::math
