// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/integer/Arena.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace dyadic::integer {

std::int64_t placeBlocks(std::vector<ArenaBlock>& blocks) {
  std::vector<std::size_t> order(blocks.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return blocks[a].size > blocks[b].size; });
  std::vector<const ArenaBlock*> placed;  // by offset
  std::int64_t end = 0;
  for (const std::size_t index : order) {
    ArenaBlock& block = blocks[index];
    if (block.last < block.first) continue;
    block.offset = 0;
    for (const ArenaBlock* other : placed) {
      if (other->last < block.first || block.last < other->first) continue;
      if (block.offset + block.size <= other->offset) break;
      block.offset = std::max(block.offset, other->offset + other->size);
    }
    const auto after = std::find_if(placed.begin(), placed.end(),
                                    [&](const ArenaBlock* other) { return other->offset > block.offset; });
    placed.insert(after, &block);
    end = std::max(end, block.offset + block.size);
  }
  return end;
}

}  // namespace dyadic::integer
