// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/math/Affine.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "engine/math/Random.h"

namespace dyadic::math {
namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();
constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

std::vector<float> quantized(const std::vector<float>& x, const AffineGrid& grid) {
  std::vector<float> out(x.size());
  (void)quantize(x, grid, out, serialExecutor());
  return out;
}

std::vector<float> sample(std::size_t size, std::uint64_t seed = 1) {
  RandomStream random(seed, "affine");
  std::vector<float> x(size);
  for (auto& v : x) v = static_cast<float>(0.3 + random.normal());
  return x;
}

TEST(Affine, PublishedNudge) {  // IAO: a = -0.7, b = 2.3, n = 256
  const auto grid = nudgedGrid(-0.7, 2.3, {8});
  EXPECT_NEAR(grid.scale, 0.0117647, 5e-8);
  EXPECT_EQ(grid.zeroPoint + 128, 60);  // 59.5 rounds up; the paper's integers are unsigned
  EXPECT_NEAR(grid.low(), -0.705882, 5e-7);
  EXPECT_NEAR(grid.high(), 2.294118, 5e-7);
}

TEST(Affine, FakeQuantizationIsThePapersFormula) {
  // q(r) = round((clamp(r; a, b) - a) / s) s + a, n = 2^b, with a and b after nudging; ties aside.
  const auto x = sample(5000);
  for (int bits : {2, 4, 7, 8}) {
    const auto grid = nudgedGrid(-0.7, 2.3, {bits});
    const auto q = quantized(x, grid);
    const double s = (grid.high() - grid.low()) / (std::ldexp(1.0, bits) - 1);
    EXPECT_NEAR(s, grid.scale, 1e-12);
    for (std::size_t i = 0; i < x.size(); ++i) {
      const double v = std::clamp<double>(x[i], grid.low(), grid.high());
      ASSERT_NEAR(q[i], std::round((v - grid.low()) / s) * s + grid.low(), 1e-6) << bits << " bits, " << x[i];
    }
  }
}

TEST(Affine, ZeroIsALevelOfEveryRange) {
  RandomStream random(7, "ranges");
  for (int i = 0; i < 20000; ++i) {
    const int bits = 2 + static_cast<int>(random.below(7));
    const AffineFormat format{bits, random.below(2) == 0};
    double low = std::ldexp(random.normal(), static_cast<int>(random.below(20)) - 10);
    double high = std::ldexp(random.normal(), static_cast<int>(random.below(20)) - 10);
    if (low > high) std::swap(low, high);
    const auto grid = nudgedGrid(low, high, format);
    ASSERT_GE(grid.zeroPoint, format.minimum());
    ASSERT_LE(grid.zeroPoint, format.maximum());
    ASSERT_EQ(quantized({0.0F}, grid).front(), 0.0F);
    // Nudged by no more than half a step; only upwards where the range is all on one side.
    ASSERT_LE(std::abs(grid.low() - std::min(low, 0.0)), grid.scale * 0.5000001);
    ASSERT_LE(std::abs(grid.high() - std::max(high, 0.0)), grid.scale * 0.5000001);
  }
}

TEST(Affine, NarrowIntegersAreThoseOfWeights) {
  const auto grid = nudgedGrid(-1, 1, {8, true});
  EXPECT_EQ(grid.zeroPoint, 0);
  EXPECT_DOUBLE_EQ(grid.scale, 1 / 127.0);
  std::vector<std::int32_t> codes(4);
  encode(std::vector<float>{-1, 1, -5, 5}, grid, codes, serialExecutor());
  EXPECT_EQ(codes, (std::vector<std::int32_t>{-127, 127, -127, 127}));
}

TEST(Affine, QuantizeIsTheNearestLevelByBruteForce) {
  const auto x = sample(3000, 4);
  for (int bits : {2, 3, 5, 8}) {
    for (bool narrow : {false, true}) {
      const auto grid = nudgedGrid(-1.1, 1.7, {bits, narrow});
      const auto outline = outlineOf(grid);
      ASSERT_EQ(outline.levels.size(), static_cast<std::size_t>(grid.format.levels()));
      const auto q = quantized(x, grid);
      std::int64_t outside = 0;
      for (std::size_t i = 0; i < x.size(); ++i) {
        double distance = kInfinity;
        for (double level : outline.levels) distance = std::min(distance, std::abs(level - x[i]));
        ASSERT_NEAR(std::abs(static_cast<double>(q[i]) - x[i]), distance, 1e-6);
        outside += x[i] < outline.clipLow || x[i] > outline.clipHigh ? 1 : 0;
      }
      std::vector<float> out(x.size());
      EXPECT_EQ(quantize(x, grid, out, serialExecutor()), outside);
      EXPECT_GT(outside, 0);
    }
  }
}

TEST(Affine, PowerOfTwoScaleAndNoZeroPointIsIntSe) {
  auto x = sample(4000, 5);
  for (std::size_t i = 0; i < 500; ++i) x[i] = std::round(x[i] * 128) / 128;  // ties
  for (int bits : {2, 5, 8, 16}) {
    for (int exponent : {-9, -6, 0, 3}) {
      const AffineGrid grid{{bits}, std::ldexp(1.0, exponent), 0};
      const IntSeGrid same{{bits}, exponent};
      std::vector<float> expected(x.size());
      const auto result = quantize(x, same, expected, serialExecutor());
      EXPECT_EQ(quantized(x, grid), expected);
      std::vector<float> out(x.size());
      EXPECT_EQ(quantize(x, grid, out, serialExecutor()), result.saturated);
      std::vector<std::int32_t> codes(x.size());
      std::vector<std::int32_t> expectedCodes(x.size());
      encode(x, grid, codes, serialExecutor());
      encode(x, same, expectedCodes, serialExecutor());
      EXPECT_EQ(codes, expectedCodes);
    }
  }
}

TEST(Affine, BiasesHave32BitsAndNoZeroPoint) {
  const AffineGrid grid{{32}, 1e-5, 0};
  std::vector<std::int32_t> codes(3);
  EXPECT_EQ(encode(std::vector<float>{0.5F, -0.25F, 1e6F}, grid, codes, serialExecutor()), 1);
  EXPECT_EQ(codes, (std::vector<std::int32_t>{50000, -25000, std::numeric_limits<std::int32_t>::max()}));
  EXPECT_EQ(nudgedGrid(-1, 3, {32}).zeroPoint, 0);
  EXPECT_TRUE(outlineOf(grid).levels.empty());
}

TEST(Affine, NothingToFitAndWhatIsNotFinite) {
  EXPECT_EQ(nudgedGrid(0, 0, {8}).scale, 1);
  EXPECT_EQ(nudgedGrid(0, kInfinity, {8}).scale, 1);
  const std::vector<float> x = {1, kNan, -kInfinity, kInfinity, -0.0F};
  const auto range = rangeOf(x, serialExecutor());
  EXPECT_FALSE(range.finite);
  EXPECT_EQ(range.high, 1);
  EXPECT_EQ(rangeOf({}, serialExecutor()).high, 0);
  const auto grid = nudgedGrid(-1, 2, {8});
  const auto q = quantized(x, grid);
  EXPECT_TRUE(std::isnan(q[1]));
  EXPECT_EQ(q[2], static_cast<float>(grid.low()));
  EXPECT_EQ(q[3], static_cast<float>(grid.high()));
  EXPECT_FALSE(std::signbit(q[4]));
  std::vector<std::int32_t> codes(x.size());
  encode(x, grid, codes, serialExecutor());
  EXPECT_EQ(codes[1], grid.zeroPoint);
  EXPECT_FALSE(whatIf(x, {8}, serialExecutor()).choice.finite);
}

TEST(Affine, EveryExecutorGivesTheSame) {
  const auto x = sample(200000, 6);
  const auto pool = threadExecutor(3);
  const auto a = rangeOf(x, serialExecutor());
  const auto b = rangeOf(x, *pool);
  EXPECT_EQ(a.low, b.low);
  EXPECT_EQ(a.high, b.high);
  const auto one = whatIf(x, {8}, serialExecutor());
  const auto many = whatIf(x, {8}, *pool);
  EXPECT_EQ(one.errors.error, many.errors.error);
  EXPECT_EQ(one.saturated, many.saturated);
  // Uniform noise of a step: the error of 8 bits is near S^2 / 12.
  const auto grid = nudgedGrid(a.low, a.high, {8});
  EXPECT_NEAR(one.errors.mse() / (grid.scale * grid.scale / 12), 1, 0.02);
}

}  // namespace
}  // namespace dyadic::math
