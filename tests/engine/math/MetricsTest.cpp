// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/math/Metrics.h"

#include <gtest/gtest.h>

#include <limits>

#include "engine/math/HistogramBuilder.h"
#include "tests/engine/math/Reference.h"

namespace dyadic::math {
namespace {

using reference::Family;

struct Definition {
  double mse, sqnr, cosine;
};

/// The textbook formulas in extended precision.
Definition define(std::span<const float> x, std::span<const float> q) {
  long double xx = 0, ee = 0, xq = 0, qq = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const long double a = x[i], b = q[i];
    xx += a * a;
    ee += (a - b) * (a - b);
    xq += a * b;
    qq += b * b;
  }
  return {static_cast<double>(ee / static_cast<long double>(x.size())), static_cast<double>(10 * std::log10(xx / ee)),
          static_cast<double>(xq / std::sqrt(xx * qq))};
}

TEST(Metrics, ErrorSumsByHand) {
  const std::vector<float> x = {3, 4};
  const std::vector<float> q = {4, 3};
  const ErrorSums sums = errorSums(x, q, serialExecutor());
  EXPECT_DOUBLE_EQ(sums.mse(), 1);
  EXPECT_DOUBLE_EQ(sums.sqnrDb(), 10 * std::log10(12.5));
  EXPECT_DOUBLE_EQ(sums.cosine(), 24.0 / 25);
}

TEST(Metrics, ErrorSumsAgainstTheTextbook) {
  const auto pool = threadExecutor(2);
  for (const Family family : reference::kFamilies) {
    for (const int bits : {2, 4, 8, 16}) {
      const auto x = reference::tensor(family, 100003, 17);
      std::vector<float> q(x.size());
      const auto result = searchAndQuantize(x, {bits}, {}, q, *pool);
      const ErrorSums sums = errorSums(x, q, *pool);
      const Definition expected = define(x, q);
      EXPECT_NEAR(sums.mse(), expected.mse, 1e-12 * expected.mse);
      EXPECT_TRUE(std::abs(sums.sqnrDb() - expected.sqnr) < 1e-10 || expected.mse == 0);
      EXPECT_NEAR(1 - sums.cosine(), 1 - expected.cosine, 1e-12 + 1e-9 * (1 - expected.cosine));
      EXPECT_LE(sums.cosine(), 1);
      const double found = result.choice.mse[static_cast<std::size_t>(result.choice.chosen)];
      EXPECT_NEAR(found, expected.mse, 2e-6 * expected.mse);
    }
  }
}

TEST(Metrics, SpecialTensors) {
  const std::vector<float> zero(5);
  const std::vector<float> x = {1, -2, 3, 0, 1};
  const std::vector<float> opposite = {-1, 2, -3, 0, -1};
  const ErrorSums empty = errorSums({}, {}, serialExecutor());
  EXPECT_EQ(empty.mse(), 0);
  EXPECT_EQ(empty.cosine(), 1);
  EXPECT_TRUE(std::isinf(errorSums(x, x, serialExecutor()).sqnrDb()));
  EXPECT_EQ(errorSums(x, x, serialExecutor()).cosine(), 1);
  EXPECT_EQ(errorSums(zero, zero, serialExecutor()).cosine(), 1);
  EXPECT_EQ(errorSums(x, zero, serialExecutor()).cosine(), 0);
  EXPECT_EQ(errorSums(zero, x, serialExecutor()).cosine(), 0);
  EXPECT_EQ(errorSums(x, opposite, serialExecutor()).cosine(), -1);
}

TEST(WhatIf, SaysWhatQuantizingWouldDo) {
  const auto pool = threadExecutor(2);
  std::vector<std::vector<float>> tensors;
  for (const std::int64_t size : {1, 0, 64, 9408, 300000, 2048, 77}) {
    for (const Family family : reference::kFamilies) tensors.push_back(reference::tensor(family, size, 5, 0.02));
  }
  tensors.push_back(std::vector<float>(99));
  for (const Rounding rounding : reference::kRoundings) {
    for (const int bits : {2, 4, 8, 16}) {
      const ExponentSearch search{.offsets = {-3, -2, -1, 0, 1}, .rounding = rounding};
      std::vector<WhatIfInput> inputs;
      for (const auto& x : tensors) inputs.push_back({x, {bits}});
      const std::vector<WhatIfOutput> outputs = whatIf(inputs, search, *pool);
      ASSERT_EQ(outputs.size(), tensors.size());
      for (std::size_t i = 0; i < tensors.size(); ++i) {
        const auto& x = tensors[i];
        const ExponentChoice alone = searchExponent(x, {bits}, search, serialExecutor());
        EXPECT_EQ(outputs[i].choice.exponent, alone.exponent);
        EXPECT_EQ(outputs[i].choice.mse, alone.mse);
        std::vector<float> q(x.size());
        const auto counted = quantize(x, {{bits}, alone.exponent, rounding}, q, serialExecutor());
        EXPECT_EQ(outputs[i].saturated, counted.saturated);
        const ErrorSums sums = errorSums(x, q, serialExecutor());
        EXPECT_EQ(outputs[i].errors.count, sums.count);
        EXPECT_NEAR(outputs[i].errors.signal, sums.signal, 2e-6 * sums.signal);
        EXPECT_NEAR(outputs[i].errors.error, sums.error, 2e-6 * sums.error);
        EXPECT_NEAR(outputs[i].errors.cross, sums.cross, 2e-6 * std::sqrt(sums.signal * sums.error));
        if (sums.signal == 0) continue;
        EXPECT_NEAR(1 - outputs[i].errors.cosine(), 1 - sums.cosine(), 1e-15 + 2e-6 * sums.error / sums.signal) << i;
      }
    }
  }
}

TEST(WhatIf, ReportsWhatIsNotFinite) {
  const std::vector<float> bad = {1, std::numeric_limits<float>::infinity()};
  const std::vector<float> good = {1, 0.5F};
  const std::vector<WhatIfInput> inputs = {{bad, {8}}, {good, {8}}};
  const auto outputs = whatIf(inputs, {}, serialExecutor());
  EXPECT_FALSE(outputs[0].choice.finite);
  EXPECT_TRUE(std::isnan(outputs[0].errors.mse()));
  EXPECT_TRUE(outputs[1].choice.finite);
  EXPECT_EQ(outputs[1].errors.mse(), 0);
}

Histogram pair(std::vector<std::int64_t> p, std::vector<std::int64_t> q) {
  Histogram histogram;
  for (std::size_t i = 0; i <= p.size(); ++i) histogram.edges.push_back(static_cast<double>(i));
  histogram.floatCounts = std::move(p);
  histogram.quantizedCounts = std::move(q);
  return histogram;
}

TEST(KlDivergence, ByHand) {
  // Half a count each: P = (3.5, 1.5)/5, Q = (1.5, 3.5)/5.
  EXPECT_NEAR(klDivergence(pair({3, 1}, {1, 3})), 0.7 * std::log(7.0 / 3) + 0.3 * std::log(3.0 / 7), 1e-15);
  EXPECT_EQ(klDivergence(pair({5, 0, 9}, {5, 0, 9})), 0);
  EXPECT_GT(klDivergence(pair({100, 0}, {0, 100})), 3);
  EXPECT_TRUE(std::isfinite(klDivergence(pair({0, 0}, {0, 0}))));
}

TEST(KlDivergence, SpreadsLevelsOverTheBinsOfTheirCell) {
  // A uniform tensor at two bits: a level stands for a cell of many bins, and the float counts fill it evenly.
  std::vector<float> x;
  for (int i = 0; i < 4 * 4096; ++i) x.push_back(static_cast<float>(-2.5 + (i + 0.5) / 4096));
  const Histogram histogram = exactHistogram(x, {{2}, 0}, serialExecutor());
  ASSERT_GT(histogram.floatCounts.size(), 100U);
  EXPECT_LT(klDivergence(histogram), 3e-3);
}

TEST(KlDivergence, FallsWithMoreBitsAndSeesClipping) {
  const auto x = reference::tensor(Family::Gaussian, 100003, 23);
  const auto divergence = [&](int bits, int offset) {
    const int s =
        initialExponent(searchExponent(x, {bits}, {}, serialExecutor()).maxAbs, bits, InitialExponent::NoClip);
    return klDivergence(exactHistogram(x, {{bits}, s + offset}, serialExecutor()));
  };
  EXPECT_GT(divergence(3, 0), divergence(5, 0));
  EXPECT_GT(divergence(8, -4), 10 * divergence(8, 0));
}

}  // namespace
}  // namespace dyadic::math
