// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/math/ScaledCodebook.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "engine/math/Random.h"

namespace dyadic::math {
namespace {

constexpr ScaledFormat kBinary{Alphabet::Binary};
constexpr ScaledFormat kExact{Alphabet::Ternary};
constexpr ScaledFormat threshold(double factor) { return {Alphabet::Ternary, 1, TernaryFit::Threshold, factor}; }
constexpr ScaledFormat powers(int n) { return {Alphabet::Powers, n}; }

ScaleGroups oneGroup(std::size_t size) {
  const auto n = static_cast<std::int64_t>(size);
  return {1, n, 1, n};
}

ScaledGrid fitted(const std::vector<float>& x, const ScaledFormat& format, const ScaleGroups& groups) {
  ScaledGrid grid(format, groups);
  EXPECT_TRUE(fit(x, grid, serialExecutor()));
  return grid;
}

std::vector<float> quantized(const std::vector<float>& x, const ScaledGrid& grid) {
  std::vector<float> out(x.size());
  (void)quantize(x, grid, out, serialExecutor());
  return out;
}

double squaredError(const std::vector<float>& x, const std::vector<float>& q) {
  double sum = 0;
  for (std::size_t i = 0; i < x.size(); ++i) sum += std::pow(static_cast<double>(x[i]) - static_cast<double>(q[i]), 2);
  return sum;
}

/// Distance of w to the nearest value of alpha times the alphabet.
double distance(double w, double alpha, const std::vector<float>& alphabet) {
  double best = std::numeric_limits<double>::infinity();
  for (const float c : alphabet) best = std::min(best, std::abs(w - alpha * static_cast<double>(c)));
  return best;
}

std::vector<float> weights(std::size_t size, std::uint64_t seed = 1) {
  RandomStream random(seed, "weights");
  std::vector<float> x(size);
  for (float& each : x) each = static_cast<float>(0.1 * random.normal());
  return x;
}

const std::vector<float> kPublished = {.9F, -.8F, .1F, .05F, -.3F, .4F, -.02F, .6F};

TEST(ScaledCodebook, PublishedVectors) {
  const auto twn = fitted(kPublished, threshold(0.7), oneGroup(8));
  EXPECT_NEAR(twn.thresholds[0], .277375, 1e-7);
  EXPECT_FLOAT_EQ(twn.scales[0], .6F);
  const auto q = quantized(kPublished, twn);
  EXPECT_EQ(q, (std::vector<float>{.6F, -.6F, 0, 0, -.6F, .6F, 0, .6F}));
  EXPECT_NEAR(squaredError(kPublished, q), .2729, 1e-6);

  const auto exact = fitted(kPublished, kExact, oneGroup(8));
  EXPECT_FLOAT_EQ(exact.scales[0], .675F);
  EXPECT_FLOAT_EQ(exact.thresholds[0], .3375F);
  const auto best = quantized(kPublished, exact);
  EXPECT_EQ(best, (std::vector<float>{.675F, -.675F, 0, 0, 0, .675F, 0, .675F}));
  EXPECT_NEAR(squaredError(kPublished, best), .2504, 5e-5);

  EXPECT_FLOAT_EQ(fitted(kPublished, kBinary, oneGroup(8)).scales[0], .39625F);
}

TEST(ScaledCodebook, Alphabets) {
  EXPECT_EQ(kBinary.alphabetValues(), (std::vector<float>{-1, 1}));
  EXPECT_EQ(kExact.alphabetValues(), (std::vector<float>{-1, 0, 1}));
  EXPECT_EQ(powers(2).alphabetValues(), (std::vector<float>{-4, -2, -1, 0, 1, 2, 4}));
  for (const auto& format : {kBinary, kExact, powers(1), powers(2), powers(3), powers(6)})
    EXPECT_EQ(format.alphabetValues().size(), static_cast<std::size_t>(format.levels()));
  EXPECT_EQ(kBinary.bits(), 1);
  EXPECT_EQ(kExact.bits(), 2);
  EXPECT_EQ(powers(1).bits(), 3);
  EXPECT_EQ(powers(2).bits(), 3);
  EXPECT_EQ(powers(3).bits(), 4);
}

TEST(ScaledCodebook, TakesTheNearestValueOfItsGroup) {
  const auto x = weights(4096);
  for (const auto& format : {kBinary, kExact, powers(1), powers(2), powers(4)}) {
    const auto grid = fitted(x, format, oneGroup(x.size()));
    const auto q = quantized(x, grid);
    for (std::size_t i = 0; i < x.size(); ++i) {
      const double d = distance(x[i], grid.scales[0], format.alphabetValues());
      ASSERT_NEAR(std::abs(static_cast<double>(x[i]) - static_cast<double>(q[i])), d, 1e-12) << x[i];
    }
  }
}

TEST(ScaledCodebook, NoOtherScaleIsBetter) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const auto x = weights(300, seed);
    for (const auto& format : {kBinary, kExact}) {
      const auto grid = fitted(x, format, oneGroup(x.size()));
      const double error = squaredError(x, quantized(x, grid));
      for (double alpha = 0.001; alpha < 0.5; alpha += 0.0007) {
        double other = 0;
        for (const float w : x) other += std::pow(distance(w, alpha, format.alphabetValues()), 2);
        ASSERT_GE(other, error * (1 - 1e-6)) << alpha << " instead of " << grid.scales[0];
      }
    }
    // The alternation ends where the scale is the best for the assignment and the assignment for the scale.
    const auto grid = fitted(x, powers(2), oneGroup(x.size()));
    const auto q = quantized(x, grid);
    double product = 0;
    double square = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
      product += static_cast<double>(x[i]) * static_cast<double>(q[i]);
      square += std::pow(static_cast<double>(q[i]), 2);
    }
    EXPECT_NEAR(product / square, 1, 1e-6);
    EXPECT_LT(squaredError(x, q), squaredError(x, quantized(x, fitted(x, kExact, oneGroup(x.size())))));
  }
}

TEST(ScaledCodebook, TwnsThresholdIsNearTheOptimum) {
  const auto x = weights(20000);
  const double exact = squaredError(x, quantized(x, fitted(x, kExact, oneGroup(x.size()))));
  for (double factor : {0.7, 0.75}) {
    const double twn = squaredError(x, quantized(x, fitted(x, threshold(factor), oneGroup(x.size()))));
    EXPECT_GE(twn, exact);
    EXPECT_LT(twn, 1.02 * exact);
  }
}

TEST(ScaledCodebook, GroupsAreFittedEachForItself) {
  // 3 filters, 10 channels in blocks of 4 (4, 4, 2), 9 positions.
  const ScaleGroups groups{3, 10, 9, 4};
  ASSERT_EQ(groups.count(), 81);
  const auto x = weights(270);
  for (const auto& format : {kBinary, kExact, threshold(0.75), powers(1)}) {
    const auto grid = fitted(x, format, groups);
    const auto q = quantized(x, grid);
    std::vector<std::int32_t> codes(x.size());
    encode(x, grid, codes, serialExecutor());
    std::vector<float> decoded(x.size());
    decode(codes, grid, decoded, serialExecutor());
    EXPECT_EQ(decoded, q);
    EXPECT_EQ(quantized(q, grid), q);
    for (std::size_t f = 0; f < 3; ++f) {
      for (std::size_t b = 0; b < 3; ++b) {
        for (std::size_t p = 0; p < 9; ++p) {
          std::vector<float> alone;
          std::vector<float> values;
          for (std::size_t c = 4 * b; c < std::min<std::size_t>(4 * b + 4, 10); ++c) {
            alone.push_back(x[(f * 10 + c) * 9 + p]);
            values.push_back(q[(f * 10 + c) * 9 + p]);
          }
          const auto single = fitted(alone, format, oneGroup(alone.size()));
          EXPECT_EQ(grid.scales[(f * 3 + b) * 9 + p], single.scales[0]);
          EXPECT_EQ(values, quantized(alone, single));
        }
      }
    }
  }
}

TEST(ScaledCodebook, SmallerGroupsFitBetter) {
  const auto x = weights(64 * 64 * 9);
  double last = std::numeric_limits<double>::infinity();
  for (std::int64_t block : {64, 16, 4, 1}) {
    const double error = squaredError(x, quantized(x, fitted(x, kExact, {64, 64, 9, block})));
    EXPECT_LT(error, last);
    last = error;
  }
  EXPECT_EQ(last, 0) << "a scale a weight is exact";
}

TEST(ScaledCodebook, ExecutorsDoNotMatter) {
  const auto x = weights(200000);
  const auto pool = threadExecutor(3);
  for (const ScaleGroups& groups :
       {ScaleGroups{1, 200000, 1, 200000}, ScaleGroups{400, 500, 1, 500}, ScaleGroups{400, 100, 5, 4}}) {
    ScaledGrid serial = fitted(x, kExact, groups);
    ScaledGrid parallel(kExact, groups);
    ASSERT_TRUE(fit(x, parallel, *pool));
    EXPECT_EQ(serial.scales, parallel.scales);
    std::vector<float> q(x.size());
    const auto outside = quantize(x, parallel, q, *pool);
    std::vector<float> again(x.size());
    EXPECT_EQ(outside, quantize(x, serial, again, serialExecutor()));
    EXPECT_EQ(q, again);
  }
}

TEST(ScaledCodebook, ScalesOfEightBits) {
  ScaledFormat format = kExact;
  format.scaleBits = 8;
  const auto x = weights(64 * 16);
  const ScaleGroups groups{64, 16, 1, 4};
  const auto grid = fitted(x, format, groups);
  const auto real = fitted(x, kExact, groups);
  const double unit = std::ldexp(1.0, std::ilogb(grid.largest()) - 6);  // the largest is at least 64 units
  std::set<float> different;
  for (std::size_t i = 0; i < grid.scales.size(); ++i) {
    const double steps = static_cast<double>(grid.scales[i]) / (unit / 4);
    EXPECT_EQ(steps, std::round(steps)) << "not a multiple of one power of two";
    EXPECT_NEAR(grid.scales[i], real.scales[i], unit);
    if (grid.scales[i] > 0) {
      EXPECT_EQ(grid.thresholds[i], grid.scales[i] / 2);
    }
    different.insert(grid.scales[i]);
  }
  EXPECT_LE(different.size(), 128U);
}

TEST(ScaledCodebook, ZerosTiesAndWhatIsNotFinite) {
  const float inf = std::numeric_limits<float>::infinity();
  const float nan = std::numeric_limits<float>::quiet_NaN();
  ScaledGrid binary(kBinary, oneGroup(5));
  binary.scales = {0.5F};
  const auto b = quantized({0, -0.0F, -1e-30F, inf, nan}, binary);
  EXPECT_EQ(b[0], 0.5F);
  EXPECT_EQ(b[1], 0.5F);
  EXPECT_EQ(b[2], -0.5F);
  EXPECT_EQ(b[3], 0.5F);
  EXPECT_TRUE(std::isnan(b[4]));

  ScaledGrid two(powers(1), oneGroup(6));
  two.scales = {1};
  two.thresholds = {0.5F};
  std::vector<float> x = {0.5F, -1.5F, std::nextafter(1.5F, 0.0F), 2.5F, std::nextafter(-2.5F, -9.0F), -inf};
  EXPECT_EQ(quantized(x, two), (std::vector<float>{1, -2, 1, 2, -2, -2}));
  std::vector<float> out(6);
  EXPECT_EQ(quantize(x, two, out, serialExecutor()), 2);

  const std::vector<float> nothing(7, 0.0F);
  for (const auto& format : {kBinary, kExact, threshold(0.7), powers(3)}) {
    const auto grid = fitted(nothing, format, oneGroup(7));
    EXPECT_EQ(grid.scales[0], 0);
    for (const float value : quantized(nothing, grid)) EXPECT_FALSE(value != 0 || std::signbit(value));
    const auto outline = outlineOf(grid);
    EXPECT_EQ(outline.levels, std::vector<double>{0});
    ScaledGrid broken(format, oneGroup(3));
    EXPECT_FALSE(fit(std::vector<float>{1, nan, 2}, broken, serialExecutor()));
    EXPECT_FALSE(fit(std::vector<float>{1, inf, 2}, broken, serialExecutor()));
    const auto output = whatIf(std::vector<float>{1, nan, 2}, broken, serialExecutor());
    EXPECT_FALSE(output.choice.finite);
    EXPECT_TRUE(std::isnan(output.errors.mse()));
  }
}

TEST(ScaledCodebook, OutlineAndWhatIf) {
  const std::vector<float> x = {1, -1, 3, 3};
  auto grid = fitted(x, kExact, {2, 2, 1, 2});
  EXPECT_EQ(outlineOf(grid).levels, (std::vector<double>{-3, -1, 0, 1, 3}));
  EXPECT_EQ(outlineOf(grid).high, 3);
  EXPECT_EQ(outlineOf(grid).clipHigh, 4.5);
  EXPECT_EQ(outlineOf(fitted(x, kBinary, {2, 2, 1, 2})).clipLow, -6);

  const auto many = weights(64 * 64);
  EXPECT_TRUE(outlineOf(fitted(many, kExact, {64, 64, 1, 1})).levels.empty()) << "thousands of levels are a solid area";
  EXPECT_EQ(outlineOf(fitted(many, kBinary, {64, 64, 1, 64})).levels.size(), 128U);

  ScaledGrid fresh(kExact, {64, 64, 1, 64});
  const auto output = whatIf(many, fresh, serialExecutor());
  EXPECT_NEAR(output.errors.error, squaredError(many, quantized(many, fresh)), 1e-9);
  EXPECT_GT(output.saturated, 0);
  EXPECT_LT(output.saturated, 400);
  EXPECT_TRUE(output.choice.exponents.empty());

  const Histogram histogram = exactHistogram(many, quantized(many, fresh), outlineOf(fresh), serialExecutor());
  EXPECT_GT(klDivergence(histogram), 0);
}

}  // namespace
}  // namespace dyadic::math
