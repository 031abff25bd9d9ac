// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/math/IntegerArithmetic.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "engine/math/Random.h"

namespace dyadic::math {
namespace {

constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kMin = std::numeric_limits<std::int64_t>::min();
__extension__ using Wide = __int128;

/// The definition on exact rationals: the integer nearest to t / 2^p.
std::int64_t reference(std::int64_t t, int p, Rounding rounding) {
  const Wide divisor = Wide{1} << p;
  Wide quotient = t / divisor;  // towards zero
  Wide rest = t % divisor;
  if (rest < 0) {
    --quotient;
    rest += divisor;
  }
  const Wide twice = 2 * rest;
  bool up = twice > divisor;
  if (twice == divisor) {
    if (rounding == Rounding::HalfAway) up = t > 0;
    if (rounding == Rounding::HalfUp) up = true;
    if (rounding == Rounding::HalfEven) up = quotient % 2 != 0;
  }
  if (rounding == Rounding::Floor) up = false;
  return static_cast<std::int64_t>(quotient + (up ? 1 : 0));
}

const std::vector<Rounding> kRoundings = {Rounding::HalfAway, Rounding::HalfUp, Rounding::HalfEven, Rounding::Floor};

TEST(RoundShift, SmallValuesExhaustively) {
  for (const Rounding rounding : kRoundings) {
    for (int p = 1; p <= 10; ++p) {
      for (std::int64_t t = -3000; t <= 3000; ++t) ASSERT_EQ(roundShift(t, p, rounding), reference(t, p, rounding));
    }
  }
}

TEST(RoundShift, RandomValuesOfEverySize) {
  RandomStream random(1, "shift");
  for (int i = 0; i < 200000; ++i) {
    const auto t = static_cast<std::int64_t>(random.next()) >> random.below(63);
    const int p = 1 + static_cast<int>(random.below(62));
    for (const Rounding rounding : kRoundings) ASSERT_EQ(roundShift(t, p, rounding), reference(t, p, rounding));
  }
}

TEST(RoundShift, Limits) {
  for (const Rounding rounding : kRoundings) {
    for (const std::int64_t t : {kMin, kMin + 1, kMax, kMax - 1, std::int64_t{1} << 62, -(std::int64_t{1} << 62)}) {
      EXPECT_EQ(roundShift(t, 0, rounding), t);
      for (const int p : {1, 2, 31, 32, 33, 61, 62}) EXPECT_EQ(roundShift(t, p, rounding), reference(t, p, rounding));
      EXPECT_EQ(roundShift(t, 63, rounding), reference(t, 62, rounding));
      EXPECT_EQ(roundShift(t, 1000, rounding), reference(t, 62, rounding));
      EXPECT_EQ(roundShift(t, -2, rounding), t > 0 ? kMax : kMin);
    }
    EXPECT_EQ(roundShift(3, -4, rounding), 48);
    EXPECT_EQ(roundShift(-3, -4, rounding), -48);
    EXPECT_EQ(roundShift(1, -62, rounding), std::int64_t{1} << 62);
    EXPECT_EQ(roundShift(1, -100, rounding), std::int64_t{1} << 62);
    EXPECT_EQ(roundShift(2, -62, rounding), kMax);
    EXPECT_EQ(roundShift(-2, -62, rounding), kMin);
    EXPECT_EQ(roundShift(0, -62, rounding), 0);
  }
}

TEST(RoundShift, FormulasOfTheRoundingEnum) {
  for (int p = 1; p <= 20; ++p) {
    const std::int64_t half = std::int64_t{1} << (p - 1);
    for (std::int64_t t = -5000; t <= 5000; ++t) {
      ASSERT_EQ(roundShift(t, p, Rounding::HalfAway), (t + half - (t < 0 ? 1 : 0)) >> p);
      ASSERT_EQ(roundShift(t, p, Rounding::HalfUp), (t + half) >> p);
      ASSERT_EQ(roundShift(t, p, Rounding::Floor), t >> p);
      ASSERT_EQ(roundShift(-t, p, Rounding::HalfAway), -roundShift(t, p, Rounding::HalfAway));
    }
  }
}

TEST(IntegerArithmetic, WorkedLayer) {  // IOIQ, section 9
  const std::vector<std::int64_t> in = {12, -7, 100, 3};
  const std::vector<std::int64_t> weight = {-50, 33, 90, -128};
  const std::int64_t sum = std::inner_product(in.begin(), in.end(), weight.begin(), std::int64_t{0});
  EXPECT_EQ(sum, 7785);
  const int accumulator = -6 + -9;
  const int reference = initialExponent(0.21, 8, InitialExponent::NoClip);
  EXPECT_EQ(reference, -9);
  const int s = biasExponent(reference, accumulator, 8);
  EXPECT_EQ(s, -9);
  std::vector<std::int32_t> bias(1);
  encode(std::vector<float>{0.21F}, {{8}, s}, bias, serialExecutor());
  EXPECT_EQ(bias[0], 108);
  const std::int64_t total = sum + roundShift(bias[0], accumulator - s, Rounding::HalfAway);
  EXPECT_EQ(total, 14697);
  EXPECT_EQ(saturate(roundShift(total, -5 - accumulator, Rounding::HalfAway), {8}), 14);
}

TEST(IntegerArithmetic, WorkedResidual) {  // IOIQ, section 10
  const int common = std::min(-6, -4);
  const std::int64_t t =
      roundShift(100, common - -6, Rounding::HalfAway) + roundShift(-77, common - -4, Rounding::HalfAway);
  EXPECT_EQ(t, -208);
  EXPECT_EQ(saturate(roundShift(t, -4 - common, Rounding::HalfAway), {8}), -52);
}

TEST(IntegerArithmetic, Saturate) {
  EXPECT_EQ(saturate(200, {8}), 127);
  EXPECT_EQ(saturate(-200, {8}), -128);
  EXPECT_EQ(saturate(-128, {8, true}), -127);
  EXPECT_EQ(saturate(kMax, {16}), 32767);
  EXPECT_EQ(saturate(-2, {2}), -2);
  EXPECT_EQ(saturate(-3, {2}), -2);
}

TEST(IntegerArithmetic, BiasExponentStaysInItsRange) {  // IOIQ, section 7: [s, s+7] at 8 bits
  EXPECT_EQ(biasExponent(-20, -15, 8), -15);
  EXPECT_EQ(biasExponent(-15, -15, 8), -15);
  EXPECT_EQ(biasExponent(-9, -15, 8), -9);
  EXPECT_EQ(biasExponent(-8, -15, 8), -8);
  EXPECT_EQ(biasExponent(0, -15, 8), -8);
  EXPECT_EQ(biasExponent(0, -15, 4), -12);
}

TEST(Reciprocal, PublishedConstants) {  // IOIQ, section 10
  const auto check = [](int bits, std::int64_t code, int exponent, double percent) {
    const DyadicConstant constant = reciprocal(49, bits);
    EXPECT_EQ(constant.code, code);
    EXPECT_EQ(constant.exponent, exponent);
    EXPECT_NEAR(100 * (constant.value() * 49 - 1), percent, 0.005);
  };
  check(8, 84, -12, 0.49);
  check(12, 1337, -16, -0.035);
  check(16, 21400, -20, 0.002);
}

TEST(Reciprocal, EveryDivisorFitsAndIsNearest) {
  for (std::int64_t n = 1; n <= 20000; ++n) {
    for (const int bits : {8, 16}) {
      const DyadicConstant constant = reciprocal(n, bits);
      const std::int64_t highest = IntSeFormat{bits}.maximum();
      ASSERT_LE(constant.code, highest);
      ASSERT_GE(2 * constant.code + 1, highest);
      ASSERT_EQ(constant.code, std::round(std::ldexp(1.0, -constant.exponent) / static_cast<double>(n)));
    }
  }
  for (int k = 0; k <= 40; ++k) EXPECT_EQ(reciprocal(std::int64_t{1} << k).value(), std::ldexp(1.0, -k));
}

}  // namespace
}  // namespace dyadic::math
