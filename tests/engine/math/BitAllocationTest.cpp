// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/math/BitAllocation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <tuple>

#include "engine/math/Random.h"

namespace dyadic::math {
namespace {

struct Sums {
  std::int64_t size = 0;
  std::int64_t lost = 0;
  double noise = 0;
};

Sums sumsOf(const BitTable& table, const std::vector<int>& choices) {
  Sums sums;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const BitChoice& choice = table[i][static_cast<std::size_t>(choices[i])];
    sums.size += choice.size;
    sums.lost += choice.lost;
    sums.noise += choice.noise;
  }
  return sums;
}

void forEveryCombination(const BitTable& table, const std::function<void(const Sums&)>& visit) {
  std::vector<int> choices(table.size(), 0);
  for (;;) {
    visit(sumsOf(table, choices));
    std::size_t i = 0;
    while (i < table.size() && ++choices[i] == static_cast<int>(table[i].size())) choices[i++] = 0;
    if (i == table.size()) return;
  }
}

BitTable randomTable(RandomStream& random) {
  BitTable table(1 + random.below(5));
  for (auto& layer : table) {
    layer.resize(1 + random.below(4));
    for (auto& choice : layer) {
      choice = {static_cast<std::int64_t>(random.below(20)), static_cast<std::int64_t>(random.below(8)),
                static_cast<double>(random.below(16)) / 16};
    }
  }
  return table;
}

TEST(BitAllocation, SmallestWithinIsTheBestOfAllCombinations) {
  RandomStream random(1, "allocation");
  for (int trial = 0; trial < 500; ++trial) {
    const BitTable table = randomTable(random);
    const auto maxLost = static_cast<std::int64_t>(random.below(20));
    auto best = std::make_tuple(std::numeric_limits<std::int64_t>::max(), 0.0);
    forEveryCombination(table, [&](const Sums& s) {
      if (s.lost <= maxLost) best = std::min(best, std::make_tuple(s.size, s.noise));
    });
    const auto found = smallestWithin(table, maxLost);
    ASSERT_EQ(found.has_value(), std::get<0>(best) != std::numeric_limits<std::int64_t>::max());
    if (!found) continue;
    const Sums sums = sumsOf(table, *found);
    EXPECT_LE(sums.lost, maxLost);
    EXPECT_EQ(std::make_tuple(sums.size, sums.noise), best);
    EXPECT_EQ(smallestWithin(table, maxLost), found);
  }
}

TEST(BitAllocation, LeastLostWithinIsTheBestOfAllCombinations) {
  RandomStream random(2, "allocation");
  for (int trial = 0; trial < 500; ++trial) {
    const BitTable table = randomTable(random);
    const auto maxSize = static_cast<std::int64_t>(random.below(60));
    const auto mostLost = static_cast<std::int64_t>(random.below(25));
    auto best = std::make_tuple(std::numeric_limits<std::int64_t>::max(), std::int64_t{0}, 0.0);
    forEveryCombination(table, [&](const Sums& s) {
      if (s.size <= maxSize) best = std::min(best, std::make_tuple(std::min(s.lost, mostLost), s.size, s.noise));
    });
    const auto found = leastLostWithin(table, maxSize, mostLost);
    ASSERT_EQ(found.has_value(), std::get<0>(best) != std::numeric_limits<std::int64_t>::max());
    if (!found) continue;
    const Sums sums = sumsOf(table, *found);
    EXPECT_EQ(std::make_tuple(std::min(sums.lost, mostLost), sums.size, sums.noise), best);
  }
}

TEST(BitAllocation, NothingToChooseIsAnEmptyAnswer) {
  EXPECT_EQ(smallestWithin({}, 0), std::vector<int>{});
  EXPECT_EQ(smallestWithin({{{1, 1, 0}}}, 0), std::nullopt);
  EXPECT_EQ(smallestWithin({{{1, 0, 0}}}, -1), std::nullopt);
  EXPECT_EQ(leastLostWithin({{{5, 0, 0}}}, 4, 10), std::nullopt);
}

}  // namespace
}  // namespace dyadic::math
