// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <cstdlib>

#include "engine/runlog/IntegerGroup.h"
#include "engine/runlog/RunReader.h"
#include "tests/engine/runlog/SyntheticRun.h"

/// Run files of earlier programs (tests/data/runs), made by the synthetic run of commit 3ac07396, which had neither
/// real scales nor sizes of a method's own code, and wrote checkpoints in two slots.
namespace dyadic::runlog {
namespace {

using synthetic::Folder;

std::string unpacked(const Folder& folder, const std::string& name) {
  const std::string path = folder.file("run.h5");
  const std::string command = "gzip -dc '" DYADIC_SOURCE_DIR "/tests/data/runs/" + name + "' > '" + path + "'";
  EXPECT_EQ(std::system(command.c_str()), 0);
  return path;
}

void expectStages(const RunSnapshot& run, std::size_t count) {
  ASSERT_EQ(run.stages.size(), count);
  for (std::size_t i = 0; i < count; ++i) {
    const StageRecord& stage = *run.stages[i];
    const auto wanted = synthetic::stage(static_cast<int>(i));
    EXPECT_EQ(stage.trained.top1, wanted->trained.top1);
    EXPECT_EQ(stage.hard.top1, wanted->hard.top1);
    ASSERT_EQ(stage.layers.size(), wanted->layers.size());
    for (std::size_t l = 0; l < stage.layers.size(); ++l) {
      EXPECT_EQ(stage.layers[l].bits, wanted->layers[l].bits);
      EXPECT_EQ(stage.layers[l].mse, wanted->layers[l].mse);
      EXPECT_EQ(stage.histograms[l].quantizedCounts, wanted->histograms[l].quantizedCounts);
    }
  }
  EXPECT_EQ(run.train->step.size(), 100 * count);
}

TEST(OldFiles, AFinishedRunOfTheFirstVersionOpens) {
  const Folder folder;
  const std::string path = unpacked(folder, "version1-finished.h5.gz");
  const auto run = readRun(path);
  ASSERT_TRUE(run.ok()) << run.error().message();
  EXPECT_EQ((*run)->state, RunState::Finished);
  expectStages(**run, synthetic::kStages);
  EXPECT_TRUE(readQuantized(path).ok()) << readQuantized(path).error().message();
  EXPECT_TRUE(readPredictions(path).ok());
  EXPECT_TRUE(readInteger(path).ok());
  EXPECT_TRUE(readProvenance(path).ok());
}

TEST(OldFiles, AStoppedRunOfTheFirstVersionGoesOn) {
  const Folder folder;
  const std::string path = unpacked(folder, "version1-stopped.h5.gz");
  ASSERT_TRUE(readRun(path).ok());
  EXPECT_EQ((*readRun(path))->state, RunState::Stopped);
  EXPECT_EQ(*readCheckpoint(path), synthetic::checkpoint(2));
  auto writer = RunWriter::reopen(path);
  ASSERT_TRUE(writer.ok()) << writer.error().message();
  expectStages(**readRun(path), 3);
  synthetic::writeStage(**writer, 3);
  ASSERT_TRUE((*writer)->finish(RunState::Finished).ok());
  expectStages(**readRun(path), 4);
  EXPECT_EQ(*readCheckpoint(path), synthetic::checkpoint(3));
}

}  // namespace
}  // namespace dyadic::runlog
