// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/math/Proportion.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

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

TEST(Proportion, ChiSquareTailIsThatOfTables) {
  // Critical values of one degree of freedom, as every textbook prints them.
  EXPECT_NEAR(chiSquareTail(2.705543), 0.10, 1e-7);
  EXPECT_NEAR(chiSquareTail(3.841459), 0.05, 1e-7);
  EXPECT_NEAR(chiSquareTail(6.634897), 0.01, 1e-7);
  EXPECT_NEAR(chiSquareTail(10.827566), 0.001, 1e-8);
  EXPECT_EQ(chiSquareTail(0), 1);
  // The density integrated by Simpson's rule from x on, with x = t^2: 2 phi(t) dt.
  const auto integrated = [](double x) {
    const double from = std::sqrt(x);
    constexpr int kSteps = 20000;
    const double step = (from + 12 - from) / kSteps;
    double sum = 0;
    for (int i = 0; i <= kSteps; ++i) {
      const double t = from + i * step;
      sum += (i == 0 || i == kSteps ? 1 : i % 2 ? 4 : 2) * std::exp(-t * t / 2);
    }
    return 2 / std::sqrt(2 * std::numbers::pi) * sum * step / 3;
  };
  for (const double x : {0.1, 1.0, 4.0, 17.36, 30.0}) EXPECT_NEAR(chiSquareTail(x) / integrated(x), 1, 1e-9) << x;
}

TEST(Proportion, McNemarIsExactForFewAndChiSquareForMany) {
  const McNemar few = mcNemar(11, 1);
  EXPECT_TRUE(few.exact);
  EXPECT_TRUE(std::isnan(few.chiSquare));
  EXPECT_NEAR(few.p, 26.0 / 4096, 1e-12);     // 2 (1 + 12) / 2^12
  const McNemar published = mcNemar(25, 15);  // S. Raschka's mlxtend, its example: 2.025, p 0.154728923485
  EXPECT_FALSE(published.exact);
  EXPECT_NEAR(published.chiSquare, 2.025, 1e-12);
  EXPECT_NEAR(published.p, 0.154728923485, 1e-11);
  const McNemar approval = mcNemar(150, 86);  // A. Agresti, Categorical Data Analysis, table 10.1
  EXPECT_NEAR(approval.chiSquare, 63.0 * 63 / 236, 1e-12);
  EXPECT_NEAR(mcNemar(86, 150).p, approval.p, 0);
  EXPECT_EQ(mcNemar(100, 100).p, 1);
  EXPECT_EQ(mcNemar(100, 101).p, 1) << "the correction takes no more than there is";
  EXPECT_EQ(mcNemar(0, 0).p, 1);
  EXPECT_TRUE(mcNemar(12, 12).exact);
  EXPECT_FALSE(mcNemar(12, 13).exact);
  for (std::int64_t b = 150; b <= 250; b += 10)  // both tests agree where there is much to count
    EXPECT_NEAR(mcNemar(b, 200).p, mcNemarP(b, 200), 0.01) << b;
}

}  // namespace
}  // namespace dyadic::math
