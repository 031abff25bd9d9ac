// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/Schedule.h"

#include <gtest/gtest.h>

using dyadic::training::learningRateFactor;

TEST(Schedule, CosineFallsFromOneToZero) {
  EXPECT_DOUBLE_EQ(learningRateFactor("cosine", 0), 1);
  EXPECT_NEAR(learningRateFactor("cosine", 0.5), 0.5, 1e-12);
  EXPECT_NEAR(learningRateFactor("cosine", 1), 0, 1e-12);
}

TEST(Schedule, OneCycleRisesThenFalls) {
  EXPECT_NEAR(learningRateFactor("onecycle", 0), 0.04, 1e-12);
  EXPECT_NEAR(learningRateFactor("onecycle", 0.3), 1, 1e-12);
  EXPECT_NEAR(learningRateFactor("onecycle", 0.65), 0.5, 1e-12);
  EXPECT_NEAR(learningRateFactor("onecycle", 1), 0, 1e-12);
}

TEST(Schedule, StepDropsTwice) {
  EXPECT_EQ(learningRateFactor("step", 0.49), 1);
  EXPECT_EQ(learningRateFactor("step", 0.5), 0.1);
  EXPECT_EQ(learningRateFactor("step", 0.75), 0.01);
  EXPECT_EQ(learningRateFactor("constant", 0.75), 1);
}
