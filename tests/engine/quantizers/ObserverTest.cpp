// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/quantizers/Observer.h"

#include <gtest/gtest.h>

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
  b.restore(a.state());
  observe(a, -3);
  observe(b, -3);
  EXPECT_EQ(a.value(), b.value());
}
