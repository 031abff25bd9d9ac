// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/math/PowerOfTwo.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "engine/math/Random.h"

namespace dyadic::math {
namespace {

std::vector<float> quantized(const std::vector<float>& x, const PowerOfTwoGrid& grid) {
  std::vector<float> out(x.size());
  (void)quantize(x, grid, out, serialExecutor());
  return out;
}

/// The nearest level by trying all of them in float64; ties as the grid says.
float nearest(float x, const PowerOfTwoGrid& grid) {
  if (std::abs(static_cast<double>(x)) >= std::ldexp(1.5, grid.top)) {
    return grid.beyond == BeyondTop::Zero ? 0 : std::copysign(std::ldexp(1.0F, grid.top), x);
  }
  double best = 0;
  double distance = std::numeric_limits<double>::infinity();
  for (const float level : codebook(grid)) {
    const double d = std::abs(static_cast<double>(x) - static_cast<double>(level));
    const bool larger = std::abs(level) > std::abs(best);
    if (d < distance || (d == distance && larger != grid.tiesDown)) {
      distance = d;
      best = level;
    }
  }
  return static_cast<float>(best);
}

const std::vector<float> kPublished = {0.70F, -0.40F, 0.374F, 0.30F, -0.19F, 0.13F, -0.124F, 0.06F, 0, 0.375F};

TEST(PowerOfTwo, PublishedVectors) {  // INQ, section 3
  const int top = topExponent(static_cast<double>(0.70F));
  EXPECT_EQ(top, -1);
  const std::vector<float> many = {.5, -.5, .25, .25, -.25, .125, -.125, .0625, 0, .5};
  EXPECT_EQ(quantized(kPublished, {5, top}), many);
  EXPECT_EQ(quantized(kPublished, {4, top}), many);
  EXPECT_EQ(quantized(kPublished, {3, top}), (std::vector<float>{.5, -.5, .25, .25, -.25, .25, 0, 0, 0, .5}));
  EXPECT_EQ(quantized(kPublished, {2, top}), (std::vector<float>{.5, -.5, .5, .5, 0, 0, 0, 0, 0, .5}));
}

TEST(PowerOfTwo, SetsOfLevels) {  // INQ, section 2
  const auto check = [](int bits, int levels, int bottom) {
    const PowerOfTwoGrid grid{bits, -1};
    EXPECT_EQ(grid.levels(), levels);
    EXPECT_EQ(grid.bottom(), -1 + bottom);
    const auto book = codebook(grid);
    EXPECT_EQ(book.size(), static_cast<std::size_t>(levels));
    EXPECT_TRUE(std::is_sorted(book.begin(), book.end()));
    EXPECT_EQ(book[static_cast<std::size_t>(grid.powers())], 0);
  };
  check(5, 17, -7);
  check(4, 9, -3);
  check(3, 5, -1);
  check(2, 3, 0);
  check(8, 129, -63);
}

TEST(PowerOfTwo, TopIsTheNearestPowerOfTheLargestWeight) {
  EXPECT_EQ(topExponent(0.75), 0);
  EXPECT_EQ(topExponent(std::nextafter(0.75, 0.0)), -1);
  EXPECT_EQ(topExponent(1.0), 0);
  EXPECT_EQ(topExponent(1.5), 1);
  EXPECT_EQ(topExponent(std::nextafter(1.5, 0.0)), 0);
  EXPECT_EQ(topExponent(0), 0);
  EXPECT_EQ(topExponent(std::numeric_limits<double>::infinity()), 0);
  for (double m = 1e-6; m < 1e6; m *= 1.37) {
    EXPECT_LE(std::ldexp(0.75, topExponent(m)), m);
    EXPECT_GT(std::ldexp(1.5, topExponent(m)), m);
  }
}

TEST(PowerOfTwo, IsTheNearestLevelOfRandomWeights) {
  RandomStream random(3, "weights");
  std::vector<float> x(200000);
  for (float& each : x) each = static_cast<float>(0.2 * random.normal());
  for (int bits : {2, 3, 4, 5, 8}) {
    const auto output = whatIf(x, {bits, 0}, serialExecutor());
    const PowerOfTwoGrid grid{bits, output.choice.exponent};
    const auto q = quantized(x, grid);
    double error = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
      ASSERT_EQ(q[i], nearest(x[i], grid)) << x[i] << ", " << bits << " bits";
      error += std::pow(static_cast<double>(x[i]) - static_cast<double>(q[i]), 2);
    }
    EXPECT_NEAR(output.choice.mse.front(), error / static_cast<double>(x.size()), 1e-12);
    EXPECT_EQ(output.saturated, 0) << "the grid is fitted to these weights";
  }
}

TEST(PowerOfTwo, TiesAndWhatLiesBeyondAsAsked) {
  std::vector<float> x;
  for (int k = -10; k <= 3; ++k) {
    for (const double middle : {0.5, 0.75, 1.0, 1.5}) {
      const auto value = static_cast<float>(std::ldexp(middle, k));
      for (float near : {value, std::nextafter(value, 9.0F), std::nextafter(value, 0.0F)})
        x.insert(x.end(), {near, -near});
    }
  }
  for (bool down : {false, true}) {
    for (auto beyond : {BeyondTop::Saturate, BeyondTop::Zero}) {
      const PowerOfTwoGrid grid{5, -1, down, beyond};
      const auto q = quantized(x, grid);
      for (std::size_t i = 0; i < x.size(); ++i) EXPECT_EQ(q[i], nearest(x[i], grid)) << x[i] << " down " << down;
    }
  }
}

TEST(PowerOfTwo, AnyBitPatternEndsOnALevelOrStaysNaN) {
  std::vector<float> x;
  for (std::uint64_t bits = 0; bits <= 0xffffffff; bits += 65521) {
    x.push_back(std::bit_cast<float>(static_cast<std::uint32_t>(bits)));
  }
  x.push_back(std::numeric_limits<float>::infinity());
  const auto pool = threadExecutor(3);
  for (const PowerOfTwoGrid grid : {PowerOfTwoGrid{5, -1}, {8, -100}, {8, 127}, {2, -126}}) {
    const auto q = quantized(x, grid);
    std::vector<float> parallel(x.size());
    (void)quantize(x, grid, parallel, *pool);
    std::vector<std::int32_t> codes(x.size());
    encode(x, grid, codes, *pool);
    const auto book = codebook(grid);
    for (std::size_t i = 0; i < x.size(); ++i) {
      ASSERT_GE(codes[i], 0);
      ASSERT_LT(codes[i], grid.levels());
      if (std::isnan(x[i])) {
        EXPECT_TRUE(std::isnan(q[i]));
        continue;
      }
      ASSERT_EQ(q[i], nearest(x[i], grid)) << x[i] << ", top " << grid.top;
      ASSERT_EQ(q[i], parallel[i]);
      ASSERT_EQ(book[static_cast<std::size_t>(codes[i])], q[i]);
      ASSERT_FALSE(q[i] == 0 && std::signbit(q[i]));
    }
  }
}

TEST(PowerOfTwo, HistogramShowsItsLevels) {
  std::vector<float> x(kPublished);
  const PowerOfTwoGrid grid{3, -1};
  const auto q = quantized(x, grid);
  const Histogram histogram = exactHistogram(x, q, outlineOf(grid), serialExecutor());
  EXPECT_EQ(histogram.levels, (std::vector<double>{-.5, -.25, 0, .25, .5}));
  EXPECT_EQ(histogram.clipHigh, 0.75);
  for (const double level : histogram.levels) {
    const auto bin = static_cast<std::size_t>(std::upper_bound(histogram.edges.begin(), histogram.edges.end(), level) -
                                              histogram.edges.begin() - 1);
    EXPECT_EQ(histogram.quantizedCounts[bin], std::count(q.begin(), q.end(), static_cast<float>(level))) << level;
  }
  EXPECT_GT(klDivergence(histogram), 0);
}

}  // namespace
}  // namespace dyadic::math
