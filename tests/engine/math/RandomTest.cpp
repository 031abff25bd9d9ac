// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/math/Random.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace dyadic::math {
namespace {

TEST(Random, GeneratorIsXoshiro256StarStar) {
  // First outputs of the authors' C code (prng.di.unimi.it) for the state 1, 2, 3, 4.
  RandomStream random(0, "");
  random.restore({1, 2, 3, 4});
  for (const std::uint64_t expected : {11520ULL, 0ULL, 1509978240ULL, 1215971899390074240ULL, 1216172134540287360ULL,
                                       607988272756665600ULL, 16172922978634559625ULL, 8476171486693032832ULL}) {
    EXPECT_EQ(random.next(), expected);
  }
}

TEST(Random, StreamsAreFixedForAllTime) {  // a change here changes every seeded run; computed in Python
  RandomStream random(1, "shuffle");
  EXPECT_EQ(random.next(), 6667110897442627481U);
  EXPECT_EQ(RandomStream(1, "shuffle").normal(), -0x1.46aab548c45d3p+0);
}

TEST(Random, SeedsAndNamesGiveDifferentStreams) {
  std::set<std::uint64_t> first;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    for (const char* name : {"shuffle", "augment", "partition", ""}) first.insert(RandomStream(seed, name).next());
  }
  EXPECT_EQ(first.size(), 400U);
  EXPECT_EQ(RandomStream(7, "a").next(), RandomStream(7, "a").next());
}

TEST(Random, StateRestores) {
  RandomStream random(3, "x");
  random.normal();
  const RandomStream::State state = random.state();
  const double next = random.normal();
  random.restore(state);
  EXPECT_EQ(random.normal(), next);
}

TEST(Random, UniformMoments) {
  RandomStream random(5, "uniform");
  double sum = 0, square = 0;
  constexpr int kDraws = 200000;
  for (int i = 0; i < kDraws; ++i) {
    const double u = random.uniform();
    ASSERT_GE(u, 0);
    ASSERT_LT(u, 1);
    sum += u;
    square += u * u;
  }
  EXPECT_NEAR(sum / kDraws, 0.5, 5 * std::sqrt(1.0 / 12 / kDraws));
  EXPECT_NEAR(square / kDraws, 1.0 / 3, 0.004);
}

TEST(Random, NormalMomentsAndTails) {
  RandomStream random(5, "normal");
  double sums[4] = {};
  constexpr int kDraws = 400000;
  int beyondTwo = 0;
  for (int i = 0; i < kDraws; ++i) {
    const double z = random.normal();
    double power = 1;
    for (double& sum : sums) sum += power *= z;
    beyondTwo += std::abs(z) > 2 ? 1 : 0;
  }
  EXPECT_NEAR(sums[0] / kDraws, 0, 0.01);
  EXPECT_NEAR(sums[1] / kDraws, 1, 0.015);
  EXPECT_NEAR(sums[2] / kDraws, 0, 0.04);
  EXPECT_NEAR(sums[3] / kDraws, 3, 0.1);
  EXPECT_NEAR(beyondTwo / static_cast<double>(kDraws), std::erfc(std::sqrt(2.0)), 0.002);
}

TEST(Random, BelowIsUnbiased) {
  RandomStream random(6, "below");
  for (const std::uint64_t n : {1ULL, 2ULL, 3ULL, 7ULL, 10ULL}) {
    std::vector<int> counts(n);
    constexpr int kDraws = 70000;
    for (int i = 0; i < kDraws; ++i) ++counts[random.below(n)];
    const double expected = kDraws / static_cast<double>(n);
    for (const int count : counts) EXPECT_NEAR(count, expected, 5 * std::sqrt(expected));
  }
  for (int i = 0; i < 1000; ++i) EXPECT_LT(random.below((1ULL << 63) + 1), (1ULL << 63) + 1);
}

TEST(Random, PermutationsAreEquallyLikely) {
  RandomStream random(8, "permutation");
  std::vector<int> counts(24);
  constexpr int kDraws = 48000;
  for (int i = 0; i < kDraws; ++i) {
    const auto order = random.permutation(4);
    int rank = 0;
    for (std::size_t a = 0; a < 4; ++a) {
      int smaller = 0;
      for (std::size_t b = a + 1; b < 4; ++b) smaller += order[b] < order[a] ? 1 : 0;
      rank = rank * static_cast<int>(4 - a) + smaller;
    }
    ++counts[static_cast<std::size_t>(rank)];
  }
  for (const int count : counts) EXPECT_NEAR(count, 2000, 5 * std::sqrt(2000.0));
}

TEST(Random, SamplesAreSortedDistinctAndUniform) {
  RandomStream random(9, "sample");
  std::vector<int> counts(10);
  for (int i = 0; i < 20000; ++i) {
    const auto sample = random.sampleWithoutReplacement(10, 4);
    ASSERT_EQ(sample.size(), 4U);
    ASSERT_TRUE(std::is_sorted(sample.begin(), sample.end()));
    ASSERT_EQ(std::adjacent_find(sample.begin(), sample.end()), sample.end());
    for (const std::int64_t value : sample) ++counts[static_cast<std::size_t>(value)];
  }
  for (const int count : counts) EXPECT_NEAR(count, 8000, 5 * std::sqrt(8000.0));
  EXPECT_TRUE(random.sampleWithoutReplacement(5, 0).empty());
  EXPECT_EQ(random.sampleWithoutReplacement(5, 5), (std::vector<std::int64_t>{0, 1, 2, 3, 4}));
}

}  // namespace
}  // namespace dyadic::math
