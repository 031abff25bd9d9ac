// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/Arithmetic.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

namespace dyadic::widgets {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;
using testing::Pair;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInf = std::numeric_limits<double>::infinity();

TEST(Arithmetic, FitRangeIgnoresWhatIsNotFiniteAndPads) {
  const Range r = fitRange({kNan, 92.0, kInf, 93.0, -kInf}, {.padding = 0.1});
  EXPECT_DOUBLE_EQ(r.low, 91.9);
  EXPECT_DOUBLE_EQ(r.high, 93.1);
}

TEST(Arithmetic, FitRangeOfNothingIsZeroToOne) {
  for (const auto& values : {std::vector<double>{}, std::vector<double>{kNan}, std::vector<double>{kInf, -kInf}}) {
    EXPECT_EQ(fitRange(values).low, 0);
    EXPECT_EQ(fitRange(values).high, 1);
  }
}

TEST(Arithmetic, FitRangeIsNeverEmptyAndKeepsItsLimits) {
  std::mt19937 random(1);
  std::uniform_real_distribution<double> exponent(-30, 30);
  for (int i = 0; i < 2000; ++i) {
    const double a = std::pow(10, exponent(random));
    const double b = i % 3 == 0 ? a : std::pow(10, exponent(random));
    const Range r = fitRange({a, b}, {.floor = 0});
    EXPECT_GT(r.span(), 0) << a << ' ' << b;
    EXPECT_LE(r.low, std::min(a, b));
    EXPECT_GE(r.high, std::max(a, b));
    EXPECT_GE(r.low, 0);
  }
}

TEST(Arithmetic, FitRangeKeepsMinimumSpanAtTheCeiling) {
  const Range r = fitRange({100}, {.minimumSpan = 0.2, .floor = 0, .ceiling = 100});
  EXPECT_DOUBLE_EQ(r.high, 100);
  EXPECT_NEAR(r.span(), 0.2, 1e-12);
}

TEST(Arithmetic, FitLogRangeEndsAtPowersOfTenAroundTheValues) {
  const Range r = fitLogRange({0.003, 0, -1, kNan, 40, kInf});
  EXPECT_NEAR(r.low, 0.001, 1e-15);
  EXPECT_NEAR(r.high, 100, 1e-9);
  EXPECT_GT(fitLogRange({1000}).high, 1000);
  EXPECT_GT(fitLogRange({0, -3}).low, 0);
}

TEST(Arithmetic, NiceTicksAreRoundInsideAndAboutAsManyAsAsked) {
  EXPECT_THAT(niceTicks({0, 100}, 5), ElementsAre(0, 20, 40, 60, 80, 100));
  EXPECT_THAT(niceTicks({91.88, 92.93}, 4), ElementsAre(DoubleNear(92, 1e-9), DoubleNear(92.5, 1e-9)));
  std::mt19937 random(2);
  std::uniform_real_distribution<double> value(-1000, 1000);
  for (int i = 0; i < 3000; ++i) {
    const double low = value(random);
    const Range range{low, low + std::pow(10, value(random) / 200)};
    const auto ticks = niceTicks(range, 5);
    ASSERT_GE(ticks.size(), 2U);
    ASSERT_LE(ticks.size(), 12U);
    const double step = ticks[1] - ticks[0];
    const double mantissa = step / std::pow(10, std::floor(std::log10(step) + 1e-9));
    EXPECT_TRUE(std::abs(mantissa - 1) < 1e-3 || std::abs(mantissa - 10) < 1e-3 || std::abs(mantissa - 2) < 1e-3 ||
                std::abs(mantissa - 2.5) < 1e-3 || std::abs(mantissa - 5) < 1e-3)
        << mantissa;
    EXPECT_GE(ticks.front(), range.low - step * 1e-6);
    EXPECT_LE(ticks.back(), range.high + step * 1e-6);
  }
}

TEST(Arithmetic, NiceTicksOfABadRangeAreNone) {
  EXPECT_TRUE(niceTicks({1, 1}, 5).empty());
  EXPECT_TRUE(niceTicks({2, 1}, 5).empty());
  EXPECT_TRUE(niceTicks({kNan, 1}, 5).empty());
  EXPECT_TRUE(niceTicks({0, kInf}, 5).empty());
}

TEST(Arithmetic, TickDecimalsTellNeighboursApart) {
  EXPECT_EQ(tickDecimals({0, 20}), 0);
  EXPECT_EQ(tickDecimals({0, 0.25}), 2);
  EXPECT_EQ(tickDecimals({92.0, 92.5}), 1);
}

TEST(Arithmetic, AllLevelsAreDrawnWhereThereIsRoom) {
  const std::vector<double> levels = {-2, -1, 0, 1};
  const LevelMarks marks = levelsToDraw(levels, {{-2.5, 1.5}, 400, 3});
  EXPECT_EQ(marks.stride, 1);
  EXPECT_EQ(marks.positions, levels);
  EXPECT_THAT(levelsToDraw(levels, {{-1.5, 0.5}, 400, 3}).positions, ElementsAre(-1, 0));
}

TEST(Arithmetic, DenseLevelsAreThinnedAndZeroStays) {
  std::vector<double> levels;
  for (int d = -128; d <= 127; ++d) levels.push_back(d / 256.0);
  const LevelMarks marks = levelsToDraw(levels, {{-0.5, 0.5}, 200, 4});
  EXPECT_EQ(marks.stride, 8);  // 256 levels on 200 pixels are 0.78 apart: 8 of them are more than 4 pixels, 4 are not
  EXPECT_THAT(marks.positions, testing::Contains(0.0));
  for (const double position : marks.positions) EXPECT_DOUBLE_EQ(std::fmod(position * 256, 8), 0);
}

TEST(Arithmetic, NoLevelsWithoutRoom) {
  EXPECT_TRUE(levelsToDraw({0, 1}, {{0, 1}, 0, 3}).positions.empty());
  EXPECT_TRUE(levelsToDraw({0, 1}, {{5, 6}, 100, 3}).positions.empty());
  EXPECT_TRUE(levelsToDraw({}, {{0, 1}, 100, 3}).positions.empty());
}

TEST(Arithmetic, StepOutlineEnclosesTheHistogramsArea) {
  const std::vector<double> edges = {-1, -0.5, 0.25, 0.5, 2};
  const std::vector<double> counts = {3, 0, 7, 7};
  const auto outline = stepOutline(edges, counts);
  double area = 0;
  for (std::size_t i = 1; i < outline.size(); ++i) {
    area += (outline[i].first - outline[i - 1].first) * outline[i].second;
    EXPECT_TRUE(outline[i].first == outline[i - 1].first || outline[i].second == outline[i - 1].second);
  }
  double expected = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    expected += (edges[i + 1] - edges[i]) * counts[i];
  }
  EXPECT_DOUBLE_EQ(area, expected);
  EXPECT_THAT(outline.front(), Pair(-1, 0));
  EXPECT_THAT(outline.back(), Pair(2, 0));
  EXPECT_TRUE(stepOutline({0, 1}, {1, 2}).empty());
  EXPECT_TRUE(stepOutline({}, {}).empty());
}

TEST(Arithmetic, BinOfFindsHalfOpenBins) {
  const std::vector<double> edges = {-1, 0, 2};
  EXPECT_EQ(binOf(edges, -1), 0);
  EXPECT_EQ(binOf(edges, -1e-300), 0);
  EXPECT_EQ(binOf(edges, 0), 1);
  EXPECT_EQ(binOf(edges, 2), -1);
  EXPECT_EQ(binOf(edges, -1.1), -1);
  EXPECT_EQ(binOf(edges, kNan), -1);
  EXPECT_EQ(binOf({1}, 1), -1);
}

TEST(Arithmetic, SmoothedIsTheWeightedMeanOfThePast) {
  const std::vector<double> x = {3, -1, 4, 1, 5, 9};
  const double s = 0.8;
  const auto means = smoothed(x, s);
  for (std::size_t i = 0; i < x.size(); ++i) {
    double sum = 0;
    double weights = 0;
    for (std::size_t j = 0; j <= i; ++j) {
      const double weight = std::pow(s, static_cast<double>(i - j));
      sum += weight * x[j];
      weights += weight;
    }
    EXPECT_NEAR(means[i], sum / weights, 1e-12);
  }
  EXPECT_EQ(smoothed(x, 0), x);
  const auto gap = smoothed({kNan, 2, kNan, kInf}, 0.5);
  EXPECT_TRUE(std::isnan(gap[0]));
  EXPECT_THAT(std::vector<double>(gap.begin() + 1, gap.end()), ElementsAre(2, 2, 2));
}

TEST(Arithmetic, ThinnedKeepsEndsAndExtremesInOrder) {
  std::mt19937 random(5);
  std::normal_distribution<double> noise;
  std::vector<double> values(100000);
  for (double& v : values) v = noise(random);
  values[5] = kNan;
  values[54321] = 50;
  values[54322] = -50;
  const auto kept = thinned(values, 500);
  EXPECT_LE(kept.size(), 1002U);
  EXPECT_EQ(kept.front(), 0U);
  EXPECT_EQ(kept.back(), values.size() - 1);
  EXPECT_TRUE(std::is_sorted(kept.begin(), kept.end()));
  EXPECT_THAT(kept, testing::IsSupersetOf({54321U, 54322U}));
  EXPECT_EQ(thinned({1, 2, 3}, 10).size(), 3U);
  EXPECT_TRUE(thinned({}, 10).empty());
}

TEST(Arithmetic, QuantileIsAValueOfTheSample) {
  EXPECT_EQ(quantile({3, kNan, 1, 2}, 0), 1);
  EXPECT_EQ(quantile({3, kNan, 1, 2}, 0.5), 2);
  EXPECT_EQ(quantile({3, kInf, 1, 2}, 1), 3);
  EXPECT_TRUE(std::isnan(quantile({kNan}, 0.5)));
}

TEST(Arithmetic, NumbersForPeople) {
  EXPECT_EQ(percentText(0.92634), "92.63 %");
  EXPECT_EQ(percentText(1), "100.00 %");
  EXPECT_EQ(percentText(kNan), "\u2013");
  EXPECT_EQ(pointsText(-0.0008), "\u22120.08");
  EXPECT_EQ(pointsText(0.0012), "+0.12");
  EXPECT_EQ(pointsText(-0.000001), "0.00");
  EXPECT_EQ(numberText(1.23456e-7), "1.235e-07");
  EXPECT_EQ(numberText(-kInf), "\u2212\u221e");
  EXPECT_EQ(countText(987), "987");
  EXPECT_EQ(countText(999.7), "1.00 k");
  EXPECT_EQ(countText(77850), "77.8 k");
  EXPECT_EQ(countText(25557032), "25.6 M");
  EXPECT_EQ(groupedText(1234567), "1,234,567");
  EXPECT_EQ(groupedText(-123), "-123");
  EXPECT_EQ(groupedText(999), "999");
  EXPECT_EQ(durationText(42.4), "42 s");
  EXPECT_EQ(durationText(185), "3 min 05 s");
  EXPECT_EQ(durationText(7620), "2 h 07 min");
  EXPECT_EQ(durationText(kNan), "\u2013");
  EXPECT_EQ(shapeText({64, 3, 3}), "64\u00d73\u00d73");
}

}  // namespace
}  // namespace dyadic::widgets
