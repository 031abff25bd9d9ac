// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace dyadic::integer {

/// Part of an arena, which feature maps share: whatever is needed from step `first` to step `last`, both included, has
/// it for itself.
struct ArenaBlock {
  std::int64_t size = 0;  ///< elements
  int first = 0;
  int last = -1;  ///< before `first`: it has no memory
  std::int64_t offset = 0;
};

/// Gives every block its offset: first fit, the largest first. Returns the size of the arena in elements.
std::int64_t placeBlocks(std::vector<ArenaBlock>& blocks);

}  // namespace dyadic::integer
