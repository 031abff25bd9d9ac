// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/math/HistogramBuilder.h"

#include <gtest/gtest.h>

#include <limits>
#include <numeric>

#include "tests/engine/math/Reference.h"

namespace dyadic::math {
namespace {

using reference::Family;

std::int64_t sum(const std::vector<std::int64_t>& counts) {
  return std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
}

/// Counts by search in the edges themselves.
std::vector<std::int64_t> count(const std::vector<double>& values, const std::vector<double>& edges) {
  std::vector<std::int64_t> counts(edges.size() - 1);
  for (const double value : values) {
    const auto above = std::upper_bound(edges.begin(), edges.end(), value);
    EXPECT_NE(above, edges.begin());
    EXPECT_NE(above, edges.end());
    ++counts[static_cast<std::size_t>(above - edges.begin() - 1)];
  }
  return counts;
}

void check(const std::vector<float>& x, const IntSeGrid& grid) {
  const Histogram histogram = exactHistogram(x, grid, serialExecutor());
  const std::size_t bins = histogram.floatCounts.size();
  ASSERT_LE(bins, static_cast<std::size_t>(kMaxBins));
  ASSERT_EQ(histogram.edges.size(), bins + 1);
  ASSERT_EQ(histogram.quantizedCounts.size(), bins);
  const double width = histogram.edges[1] - histogram.edges[0];
  int exponent = 0;
  EXPECT_EQ(std::frexp(width, &exponent), 0.5);
  for (std::size_t i = 0; i < bins; ++i) ASSERT_EQ(histogram.edges[i + 1] - histogram.edges[i], width);
  std::vector<double> before;
  std::vector<double> after;
  for (const float value : x) {
    before.push_back(value);
    after.push_back(reference::quantized(value, grid));
  }
  EXPECT_EQ(histogram.floatCounts, count(before, histogram.edges));
  EXPECT_EQ(histogram.quantizedCounts, count(after, histogram.edges));
  EXPECT_EQ(histogram.clipLow, std::ldexp(static_cast<double>(grid.format.minimum()) - 0.5, grid.exponent));
  EXPECT_EQ(histogram.clipHigh, std::ldexp(static_cast<double>(grid.format.maximum()) + 0.5, grid.exponent));
  if (width > std::ldexp(1.0, grid.exponent)) return;
  for (const double level : histogram.levels) {  // in the middle of its own bin
    const double bin = (level - histogram.edges[0]) / width;
    ASSERT_EQ(bin - std::floor(bin), 0.5);
  }
}

TEST(HistogramBuilder, CountsAreExact) {
  for (const Family family : reference::kFamilies) {
    for (const std::int64_t size : {0, 1, 17, 1000, 100003}) {
      const auto x = reference::tensor(family, size, 3);
      for (const int bits : {2, 3, 4, 8, 9, 12, 16}) {
        for (const Rounding rounding : {Rounding::HalfAway, Rounding::Floor}) {
          const ExponentSearch search{.rounding = rounding};
          check(x, {{bits}, searchExponent(x, {bits}, search, serialExecutor()).exponent, rounding});
        }
      }
    }
  }
}

TEST(HistogramBuilder, EightBitsHaveABinALevel) {
  const auto x = reference::tensor(Family::Gaussian, 10000, 1);
  const int s = searchExponent(x, {8}, {.offsets = {0}}, serialExecutor()).exponent;
  const Histogram histogram = exactHistogram(x, {{8}, s}, serialExecutor());
  ASSERT_EQ(histogram.levels.size(), 256U);
  ASSERT_EQ(histogram.floatCounts.size(), 256U);
  EXPECT_EQ(histogram.levels.front(), std::ldexp(-128.0, s));
  EXPECT_EQ(histogram.levels.back(), std::ldexp(127.0, s));
  for (std::size_t i = 0; i < 256; ++i) {
    EXPECT_EQ(histogram.edges[i], histogram.levels[i] - std::ldexp(0.5, s));
  }
  EXPECT_EQ(exactHistogram(x, {{8, true}, s}, serialExecutor()).levels.size(), 255U);
}

TEST(HistogramBuilder, GridsWithTooManyLevelsCarryNone) {
  const std::vector<float> x = {0.5F, -1};
  EXPECT_EQ(exactHistogram(x, {{12}, -11}, serialExecutor()).levels.size(), 4096U);
  EXPECT_TRUE(exactHistogram(x, {{13}, -12}, serialExecutor()).levels.empty());
}

TEST(HistogramBuilder, FarOutliersWidenTheBins) {
  auto x = reference::tensor(Family::Gaussian, 1000, 1);
  for (const float outlier : {1e3F, -1e6F, 3e38F, -3e38F}) {
    x[3] = outlier;
    check(x, {{8}, -5});
  }
}

TEST(HistogramBuilder, TinyAndHugeTensors) {
  for (const double scale : {0x1p-148, 0x1p-133, 0x1p120}) {
    const auto x = reference::tensor(Family::Gaussian, 1000, 7, scale);
    for (const int bits : {2, 8}) check(x, {{bits}, searchExponent(x, {bits}, {}, serialExecutor()).exponent});
  }
}

TEST(HistogramBuilder, LeavesOutWhatIsNotFinite) {
  const float infinity = std::numeric_limits<float>::infinity();
  const std::vector<float> x = {1, infinity, -infinity, std::numeric_limits<float>::quiet_NaN(), 2};
  const Histogram histogram = exactHistogram(x, {{8}, -5}, serialExecutor());
  EXPECT_EQ(sum(histogram.floatCounts), 2);
  EXPECT_EQ(sum(histogram.quantizedCounts), 2);
  EXPECT_EQ(sum(exactHistogram(x, serialExecutor()).floatCounts), 2);
}

TEST(HistogramBuilder, CompositeWeights) {
  const auto x = reference::tensor(Family::Laplace, 70001, 9);
  const IntSeGrid grid{{6}, -3};
  std::vector<float> composite(x.size());
  quantize(x, grid, composite, serialExecutor());
  const auto pool = threadExecutor(2);
  EXPECT_EQ(exactHistogram(x, composite, outlineOf(grid), *pool).quantizedCounts,
            exactHistogram(x, grid, *pool).quantizedCounts);
  for (std::size_t i = 0; i < x.size(); i += 2) composite[i] = x[i];
  const Histogram histogram = exactHistogram(x, composite, outlineOf(grid), *pool);
  EXPECT_EQ(histogram.quantizedCounts, count({composite.begin(), composite.end()}, histogram.edges));
  EXPECT_EQ(sum(histogram.quantizedCounts), 70001);
}

TEST(HistogramBuilder, FloatDataAlone) {
  for (const Family family : reference::kFamilies) {
    for (const std::int64_t size : {0, 1, 2, 1000}) {
      const auto x = reference::tensor(family, size, 13);
      const Histogram histogram = exactHistogram(x, serialExecutor());
      EXPECT_EQ(histogram.floatCounts, count({x.begin(), x.end()}, histogram.edges));
      EXPECT_EQ(histogram.quantizedCounts, histogram.floatCounts);
      EXPECT_LE(histogram.floatCounts.size(), static_cast<std::size_t>(kMaxBins));
      EXPECT_GT(histogram.floatCounts.size(), size == 1000 ? static_cast<std::size_t>(kMaxBins) / 4 : 0);
      EXPECT_TRUE(histogram.levels.empty());
    }
  }
}

TEST(HistogramBuilder, ConstantAndNearlyConstantData) {
  for (const float value : {0.0F, 1.0F, -7.5e8F, 1e-44F}) {
    const std::vector<float> x = {value, value, std::nextafterf(value, 1e9F)};
    const Histogram histogram = exactHistogram(x, serialExecutor());
    EXPECT_EQ(sum(histogram.floatCounts), 3);
    EXPECT_EQ(histogram.floatCounts, count({x.begin(), x.end()}, histogram.edges));
  }
}

}  // namespace
}  // namespace dyadic::math
