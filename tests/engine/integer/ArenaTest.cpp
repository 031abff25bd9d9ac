// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/integer/Arena.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "engine/math/Random.h"

namespace dyadic::integer {
namespace {

TEST(Arena, NoTwoBlocksOverlapWhileBothAreNeeded) {
  math::RandomStream random(7, "arena");
  const auto below = [&](std::uint64_t n) { return static_cast<int>(random.below(n)); };
  for (int round = 0; round < 200; ++round) {
    std::vector<ArenaBlock> blocks(static_cast<std::size_t>(below(20) + 1));
    for (ArenaBlock& block : blocks) {
      block.size = below(50) + 1;
      block.first = below(12);
      block.last = block.first + below(6) - 1;
    }
    const std::int64_t size = placeBlocks(blocks);
    std::int64_t most = 0;  // that any step needs
    for (int step = 0; step < 20; ++step) {
      std::vector<int> owners(static_cast<std::size_t>(size), 0);
      std::int64_t needed = 0;
      for (const ArenaBlock& block : blocks) {
        if (step < block.first || block.last < step) continue;
        ASSERT_GE(block.offset, 0);
        ASSERT_LE(block.offset + block.size, size);
        for (std::int64_t i = 0; i < block.size; ++i) ++owners[static_cast<std::size_t>(block.offset + i)];
        needed += block.size;
      }
      ASSERT_LE(std::count_if(owners.begin(), owners.end(), [](int count) { return count > 1; }), 0);
      most = std::max(most, needed);
    }
    ASSERT_GE(size, most);
  }
}

TEST(Arena, FillsAGapThatIsLargeEnoughAndSkipsWhatIsNeverNeeded) {
  // 60 throughout at 0, 30 early and 20 late share what follows, 10 comes behind the 20 once that has begun.
  std::vector<ArenaBlock> blocks{{10, 2, 3}, {60, 0, 3}, {30, 0, 1}, {20, 2, 3}, {500, 1, 0}};
  EXPECT_EQ(placeBlocks(blocks), 90);
  EXPECT_EQ(blocks[1].offset, 0);
  EXPECT_EQ(blocks[2].offset, 60);
  EXPECT_EQ(blocks[3].offset, 60);
  EXPECT_EQ(blocks[0].offset, 80);
}

}  // namespace
}  // namespace dyadic::integer
