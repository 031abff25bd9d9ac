// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/math/FixedPoint.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "engine/math/IntegerArithmetic.h"
#include "engine/math/Random.h"

namespace dyadic::math {
namespace {

constexpr std::int32_t kMost = std::numeric_limits<std::int32_t>::max();
constexpr std::int32_t kLeast = std::numeric_limits<std::int32_t>::min();

TEST(FixedPoint, PublishedMultiplier) {  // IAO: M = 0.007247427 has M0 = 0.9276707, q31 1992157658, and n = 7
  const FixedPointMultiplier published{1992157658, 7};
  EXPECT_NEAR(published.value(), 0.007247427, 5e-10);
  EXPECT_NEAR(published.value() * 128, 0.9276707, 5e-8);
  const auto m = quantizeMultiplier(published.value());
  EXPECT_EQ(m.multiplier, published.multiplier);
  EXPECT_EQ(m.shift, published.shift);
  EXPECT_EQ(quantizeMultiplier(0.007247427).shift, 7);
  EXPECT_EQ(multiply(100000, m), 725);  // 724.74
}

TEST(FixedPoint, EveryMultiplierIsTheNearestOfItsForm) {
  RandomStream random(3, "multiplier");
  for (int i = 0; i < 20000; ++i) {
    const double m = std::ldexp(0.5 + random.uniform() / 2, static_cast<int>(random.below(60)) - 40);
    const auto q = quantizeMultiplier(m);
    ASSERT_GE(q.multiplier, std::int32_t{1} << 30);
    ASSERT_LE(std::abs(q.value() - m), std::ldexp(m, -31));
  }
  // What rounds up to 1 takes the next power of two.
  const auto one = quantizeMultiplier(1 - 0x1p-40);
  EXPECT_EQ(one.multiplier, std::int32_t{1} << 30);
  EXPECT_EQ(one.shift, -1);
  EXPECT_EQ(one.value(), 1);
  for (int k = -30; k <= 30; ++k) EXPECT_EQ(quantizeMultiplier(std::ldexp(1.0, k)).value(), std::ldexp(1.0, k));
}

TEST(FixedPoint, HighMultiplySaturatesAndRoundsHalvesUp) {
  EXPECT_EQ(saturatingRoundingDoublingHighMultiply(kLeast, kLeast), kMost);
  EXPECT_EQ(saturatingRoundingDoublingHighMultiply(kLeast, kMost), -kMost);
  EXPECT_EQ(saturatingRoundingDoublingHighMultiply(kMost, kMost), kMost - 1);
  EXPECT_EQ(saturatingRoundingDoublingHighMultiply(1, std::int32_t{1} << 30), 1);   // 1/2
  EXPECT_EQ(saturatingRoundingDoublingHighMultiply(-1, std::int32_t{1} << 30), 0);  // -1/2
  EXPECT_EQ(saturatingRoundingDoublingHighMultiply(-3, std::int32_t{1} << 30), -1);
  RandomStream random(4, "products");
  for (int i = 0; i < 100000; ++i) {
    const auto a = static_cast<std::int32_t>(random.next() >> random.below(32) >> 32);
    const auto b = static_cast<std::int32_t>(random.next() >> random.below(32) >> 32);
    const auto exact = static_cast<long double>(a) * static_cast<long double>(b) / 2147483648.0L;
    if (a != kLeast || b != kLeast) {
      ASSERT_EQ(saturatingRoundingDoublingHighMultiply(a, b), std::floor(exact + 0.5L)) << a << " " << b;
    }
  }
}

TEST(FixedPoint, RightShiftRoundsTiesAwayFromZero) {
  EXPECT_EQ(roundingDivideByPowerOfTwo(-12, 3), -2);  // IAO, appendix B
  EXPECT_EQ(roundingDivideByPowerOfTwo(12, 3), 2);
  EXPECT_EQ(roundingDivideByPowerOfTwo(-11, 3), -1);
  EXPECT_EQ(roundingDivideByPowerOfTwo(kLeast, 31), -1);
  EXPECT_EQ(roundingDivideByPowerOfTwo(kLeast, 33), 0);
  EXPECT_EQ(roundingDivideByPowerOfTwo(7, 0), 7);
}

TEST(FixedPoint, ProductsAreWithinOneOfTheRealOnes) {
  RandomStream random(5, "multiply");
  for (int i = 0; i < 100000; ++i) {
    const double real = std::ldexp(0.5 + random.uniform() / 2, static_cast<int>(random.below(16)) - 15);
    const auto x = static_cast<std::int32_t>(random.next() >> 32) >> random.below(30);
    const auto m = quantizeMultiplier(real);
    // Half from the last step, at most a quarter from the first where one follows, and what M0 lacks in digits.
    const double digits = std::abs(x) * std::ldexp(real, -31);
    ASSERT_LE(std::abs(multiply(x, m) - real * x), (m.shift > 0 ? 0.75 : 0.5) + digits) << real << " " << x;
  }
  EXPECT_EQ(multiply(1 << 20, quantizeMultiplier(4096.0)), std::int32_t{1} << 30);  // the left shift saturates
  EXPECT_EQ(multiply(3, quantizeMultiplier(4096.0)), 3 * 4096);
}

TEST(FixedPoint, APowerOfTwoIsARightShiftButForTiesThatTheFirstStepMakes) {
  // Why lowering keeps a plain shift where the ratio of scales is a power of two: 3/8 becomes 2/4, which becomes 1.
  EXPECT_EQ(multiply(3, quantizeMultiplier(0.125)), 1);
  EXPECT_EQ(roundShift(3, 3, Rounding::HalfAway), 0);
  for (int p = 1; p <= 12; ++p) {
    const auto m = quantizeMultiplier(std::ldexp(1.0, -p));
    EXPECT_EQ(m.multiplier, std::int32_t{1} << 30);
    EXPECT_EQ(m.shift, p - 1);
    for (std::int32_t t = -5000; t <= 5000; ++t) {
      const std::int64_t exact = roundShift(t, p, Rounding::HalfAway);
      if (t % 2 == 0) {
        ASSERT_EQ(multiply(t, m), exact) << t << " by " << p;
      } else {
        ASSERT_LE(std::abs(multiply(t, m) - exact), 1) << t << " by " << p;
      }
    }
  }
}

}  // namespace
}  // namespace dyadic::math
