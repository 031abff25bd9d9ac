// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/math/Proportion.h"

#include <gtest/gtest.h>

#include <cmath>

namespace dyadic::math {
namespace {

// Newcombe, Statistics in Medicine 17 (1998), table I, method 3 (score without continuity correction).
TEST(Proportion, WilsonIntervalsArePublishedOnes) {
  struct Case {
    std::int64_t k, n;
    double low, high;
  };
  for (const Case& c :
       {Case{81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0.0, 0.1611}, {1, 29, 0.0061, 0.1718}}) {
    const Interval interval = wilsonInterval(c.k, c.n);
    EXPECT_NEAR(interval.low, c.low, 5e-5) << c.k << "/" << c.n;
    EXPECT_NEAR(interval.high, c.high, 5e-5) << c.k << "/" << c.n;
  }
}

TEST(Proportion, WilsonIntervalHoldsTheShareAndMirrors) {
  EXPECT_EQ(wilsonInterval(0, 0).low, 0);
  EXPECT_EQ(wilsonInterval(0, 0).high, 1);
  for (std::int64_t n : {1, 7, 200, 10000}) {
    for (std::int64_t k : {std::int64_t{0}, n / 3, n / 2, n}) {
      const auto interval = wilsonInterval(k, n);
      const auto mirrored = wilsonInterval(n - k, n);
      const double p = static_cast<double>(k) / static_cast<double>(n);
      EXPECT_LE(interval.low, p);
      EXPECT_GE(interval.high, p);
      EXPECT_NEAR(interval.low, 1 - mirrored.high, 1e-12);
    }
  }
}

TEST(Proportion, McNemarIsTheSignTest) {
  EXPECT_EQ(mcNemarP(0, 0), 1);
  EXPECT_EQ(mcNemarP(5, 5), 1);
  EXPECT_NEAR(mcNemarP(0, 6), 2.0 / 64, 1e-15);
  EXPECT_NEAR(mcNemarP(1, 9), 22.0 / 1024, 1e-15);  // 2 (1 + 10) / 2^10
  EXPECT_NEAR(mcNemarP(9, 1), mcNemarP(1, 9), 1e-15);
  // Against the sum itself in long double, for Agresti's approval ratings.
  const auto direct = [](int b, int c) {
    long double term = std::pow(0.5L, b + c);
    long double sum = term;
    for (int i = 1; i <= std::min(b, c); ++i) sum += term *= static_cast<long double>(b + c - i + 1) / i;
    return static_cast<double>(std::min(1.0L, 2 * sum));
  };
  EXPECT_NEAR(mcNemarP(86, 150) / direct(86, 150), 1, 1e-11);
  EXPECT_GE(mcNemarP(4000, 9000), 0);  // no underflow to NaN
  EXPECT_LT(mcNemarP(4000, 9000), 1e-100);
}

}  // namespace
}  // namespace dyadic::math
