// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/Snapshots.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/FakeEngine.h"

namespace dyadic::shell {
namespace {

using support::fakeConfig;
using support::FakeProgress;
using support::fakeRun;

LayerRecord record(int bits, double sqnrDb) {
  LayerRecord layer;
  layer.bits = bits;
  layer.sqnrDb = sqnrDb;
  return layer;
}

TEST(Snapshots, WorstLayerIsTheQuantizedOneWithTheLowestSqnr) {
  EXPECT_EQ(worstLayer({record(8, 40), record(0, 0), record(4, 18), record(8, 30)}), 2);
  EXPECT_EQ(worstLayer({record(0, 0), record(8, INFINITY)}), 1);
  EXPECT_EQ(worstLayer({record(0, 0), record(8, INFINITY), record(8, 50)}), 2);
  EXPECT_EQ(worstLayer({}), -1);
}

TEST(Snapshots, SummaryCountsFrozenWeightsOffTheGrid) {
  const auto run = fakeRun("run.h5");
  StageRecord stage = *run->stages.back();
  EXPECT_TRUE(std::isnan(summaryOf(*run, &stage).offGrid)) << "this method freezes nothing";
  for (LayerRecord& layer : stage.layers) {
    layer.bits = 5;
    layer.storedBits = 4;
    layer.offGrid = 0;
  }
  EXPECT_EQ(summaryOf(*run, &stage).offGrid, 0);
  stage.layers.front().offGrid = 3;
  EXPECT_EQ(summaryOf(*run, &stage).offGrid, 3);
}

TEST(Snapshots, FractionsFollowEpochsAndSteps) {
  FakeProgress progress(fakeConfig(), "run.h5");
  EXPECT_EQ(stageFraction(*progress.snapshot(RunState::Opening)), 0);
  for (int i = 0; i < 13; ++i) progress.advance();
  const auto snapshot = progress.snapshot(RunState::Running);
  EXPECT_NEAR(stageFraction(*snapshot), 0.3, 1e-9);
  EXPECT_NEAR(runFraction(*snapshot), 13.0 / 40, 1e-9);
  EXPECT_EQ(runFraction(*fakeRun("run.h5")), 1);
}

TEST(Snapshots, SummaryTakesAccuraciesFromTheLastFinishedStage) {
  FakeProgress progress(fakeConfig(), "run.h5");
  for (int i = 0; i < 25; ++i) progress.advance();
  const auto snapshot = progress.snapshot(RunState::Running);
  ASSERT_TRUE(snapshot->current);
  const auto live = summaryOf(*snapshot, snapshot->current.get());
  EXPECT_DOUBLE_EQ(live.hardTop1, snapshot->stages[1]->hard.top1);
  EXPECT_DOUBLE_EQ(live.quantizedFraction, 0.875);
  EXPECT_EQ(live.bits, 8);
  const auto past = summaryOf(*snapshot, snapshot->stages[0].get());
  EXPECT_DOUBLE_EQ(past.hardTop1, snapshot->stages[0]->hard.top1);
  EXPECT_DOUBLE_EQ(past.quantizedFraction, 0.5);
  EXPECT_DOUBLE_EQ(past.baselineTop1, snapshot->baseline->top1);
}

}  // namespace
}  // namespace dyadic::shell
