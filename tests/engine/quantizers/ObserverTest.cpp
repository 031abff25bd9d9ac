// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/quantizers/Observer.h"

#include <gtest/gtest.h>

#include <limits>

#include "engine/quantizers/Affine.h"
#include "engine/quantizers/IntSe.h"

using namespace dyadic::quantizers;

namespace {
void observe(EmaExponent& average, int exponent) {
  IntSe fitted({});
  fitted.setExponent(exponent);
  average.observe(fitted);
}
}  // namespace

TEST(EmaExponent, FirstBatchInitializesAndLaterOnesAreWeighed) {
  EmaExponent average(0.9);
  EXPECT_FALSE(average.hasValue());
  observe(average, -4);
  EXPECT_DOUBLE_EQ(average.value(), -4);
  observe(average, -6);
  EXPECT_DOUBLE_EQ(average.value(), 0.9 * -4 + 0.1 * -6);
}

TEST(EmaExponent, TiesRoundTowardsTheLargerExponent) {
  EmaExponent average(0.5);
  observe(average, -4);
  observe(average, -5);  // -4.5
  EXPECT_EQ(average.exponent(), -4);
  observe(average, -5);  // -4.75
  EXPECT_EQ(average.exponent(), -5);
}

TEST(EmaExponent, CalibrationIsAPlainMean) {
  EmaExponent average(0.99);
  observe(average, 100);
  average.restartAsMean();
  EXPECT_FALSE(average.hasValue());
  for (int exponent : {-4, -5, -6, -9}) observe(average, exponent);
  EXPECT_DOUBLE_EQ(average.value(), -6);
}

TEST(EmaExponent, StateRestoresExactly) {
  EmaExponent a(0.9);
  for (int exponent : {-4, -5, -7}) observe(a, exponent);
  EmaExponent b(0.9);
  ASSERT_TRUE(b.restore(a.state()));
  observe(a, -3);
  observe(b, -3);
  EXPECT_EQ(a.value(), b.value());
}

namespace {
void observe(EmaRange& average, float low, float high) {
  Affine fitted{AffineOptions()};
  fitted.fit(torch::tensor({low, high}));
  average.observe(fitted);
}
}  // namespace

TEST(EmaRange, TheFirstBatchInitializesAndLaterOnesAreWeighed) {
  EmaRange average(0.75);
  EXPECT_FALSE(average.hasValue());
  observe(average, 2, 8);  // ranges do not start at 0
  EXPECT_EQ(average.low(), 2);
  EXPECT_EQ(average.high(), 8);
  observe(average, -2, 4);
  EXPECT_EQ(average.low(), 1);
  EXPECT_EQ(average.high(), 7);
  Affine applied{AffineOptions()};
  average.apply(applied);
  EXPECT_EQ(applied.range()->high, 7);
  EXPECT_DOUBLE_EQ(applied.grid().scale, 7 / 255.0);  // widened to hold 0
  EXPECT_EQ(applied.zeroPoint(), -128);
}

TEST(EmaRange, WhatIsNotFiniteDoesNotCount) {
  EmaRange average(0.75);
  observe(average, 0, 1);
  observe(average, 0, std::numeric_limits<float>::infinity());
  EXPECT_EQ(average.high(), 1);
}

TEST(EmaRange, CalibrationIsAPlainMeanAndStateRestoresExactly) {
  EmaRange average(0.99);
  observe(average, -100, 100);
  average.restartAsMean();
  EXPECT_FALSE(average.hasValue());
  for (float high : {1.0F, 2.0F, 6.0F}) observe(average, -high, high);
  EXPECT_DOUBLE_EQ(average.high(), 3);
  EmaRange same(0.99);
  ASSERT_TRUE(same.restore(average.state()));
  observe(average, -4, 5);
  observe(same, -4, 5);
  EXPECT_EQ(same.state(), average.state());
}
