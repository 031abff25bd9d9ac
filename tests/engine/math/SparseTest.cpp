// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/math/Sparse.h"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "engine/math/Random.h"

using namespace dyadic;

namespace {

/// The code itself: pairs of distance and value.
std::vector<std::pair<int, float>> encoded(const std::vector<float>& x, int indexBits) {
  std::vector<std::pair<int, float>> out;
  int distance = 0;
  for (const float value : x) {
    ++distance;
    if (value == 0 && distance < (1 << indexBits)) continue;
    out.emplace_back(distance, value);
    distance = 0;
  }
  while (!out.empty() && out.back().second == 0) out.pop_back();
  return out;
}

}  // namespace

TEST(Sparse, FillersBridgeLongGaps) {
  const std::vector<float> x = {0, 0, 5, 0, 0, 0, 0, 7, 0, 0};
  EXPECT_EQ(math::sparseEntries(x, 3), 2);
  EXPECT_EQ(math::sparseEntries(x, 2), 3);  // 5 positions are one filler of 4 and 1
  EXPECT_EQ(math::sparseEntries(x, 1), 5);  // 3 = 2 + 1, 5 = 2 + 2 + 1
  EXPECT_EQ(math::sparseEntries(std::vector<float>(100), 4), 0);
  EXPECT_EQ(math::sparseEntries({}, 4), 0);
}

TEST(Sparse, CountsWhatAnEncoderWrites) {
  math::RandomStream random(1, "sparse");
  for (int round = 0; round < 200; ++round) {
    std::vector<float> x(1 + random.below(300));
    const double density = random.uniform();
    for (float& value : x) value = random.uniform() < density * density ? 1.0F : 0.0F;
    const int bits = 1 + static_cast<int>(random.below(8));
    ASSERT_EQ(math::sparseEntries(x, bits), std::ssize(encoded(x, bits))) << round;
  }
}
