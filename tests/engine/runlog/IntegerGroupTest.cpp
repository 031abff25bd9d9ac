// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runlog/IntegerGroup.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <cmath>
#include <filesystem>
#include <limits>
#include <thread>
#include <tuple>

#include "engine/runlog/RunReader.h"
#include "tests/engine/integer/RandomProgram.h"
#include "tests/engine/runlog/SyntheticRun.h"

namespace dyadic::runlog {
namespace {

using synthetic::Folder;
using testing::HasSubstr;

void expectSame(const IntegerReport& a, const IntegerReport& b) {
  EXPECT_EQ(a.images, b.images);
  EXPECT_EQ(a.bitExact, b.bitExact);
  EXPECT_EQ(a.otherClasses, b.otherClasses);
  EXPECT_EQ(std::tie(a.tolerance, a.largestDifference, a.differingValues, a.comparedValues),
            std::tie(b.tolerance, b.largestDifference, b.differingValues, b.comparedValues));
  EXPECT_EQ(std::tie(a.top1, a.top5, a.hardTop1), std::tie(b.top1, b.top5, b.hardTop1));
  EXPECT_EQ(a.referenceImagesPerSecond, b.referenceImagesPerSecond);
  EXPECT_EQ(a.fastImagesPerSecond, b.fastImagesPerSecond);
  EXPECT_EQ(a.simulationImagesPerSecond, b.simulationImagesPerSecond);
  ASSERT_EQ(a.firstDifference.has_value(), b.firstDifference.has_value());
  if (a.firstDifference) {
    EXPECT_EQ(a.firstDifference->image, b.firstDifference->image);
    EXPECT_EQ(a.firstDifference->layer, b.firstDifference->layer);
    EXPECT_EQ(a.firstDifference->index, b.firstDifference->index);
    EXPECT_EQ(a.firstDifference->executions, b.firstDifference->executions);
    EXPECT_EQ(a.firstDifference->expected, b.firstDifference->expected);
    EXPECT_EQ(a.firstDifference->found, b.firstDifference->found);
  }
  ASSERT_EQ(a.operations.size(), b.operations.size());
  for (std::size_t i = 0; i < a.operations.size(); ++i) {
    EXPECT_EQ(a.operations[i].largestAccumulator, b.operations[i].largestAccumulator);
    EXPECT_EQ(a.operations[i].headroomBits, b.operations[i].headroomBits);
    EXPECT_EQ(a.operations[i].saturated, b.operations[i].saturated);
    EXPECT_EQ(a.operations[i].outputs, b.operations[i].outputs);
  }
}

IntegerDeployment readBack(const std::string& path) {
  auto read = readInteger(path);
  EXPECT_TRUE(read.ok()) << (read ? "" : read.error().message());
  return read && *read ? **read : IntegerDeployment();
}

/// A finished run with an integer program.
std::string finishedRun(const Folder& folder, const IntegerDeployment& deployment) {
  const std::string path = folder.file("run.h5");
  auto writer = RunWriter::create(synthetic::options(path));
  EXPECT_TRUE(writer.ok());
  (*writer)->setInteger(deployment);
  EXPECT_TRUE(synthetic::writeRun(**writer).ok());
  return path;
}

Status replace(const std::string& path, const IntegerDeployment& deployment) {
  const auto run = readRun(path);
  return run ? replaceInteger(**run, deployment) : Status(run.error());
}

TEST(IntegerGroup, ProgramsOfEveryWidthComeBackAsTheyWere) {
  const Folder folder;
  for (int bits = 2; bits <= 16; ++bits) {
    for (const std::int64_t channels : {4, 64}) {  // stored in the header, and packed
      const IntegerProgram written = synthetic::integerProgram(bits, channels);
      const std::string path = folder.file("program.h5");
      ASSERT_TRUE(writeIntegerFile(path, {written, "", {}}, true).ok()) << bits;
      const IntegerDeployment read = readBack(path);
      EXPECT_EQ(read.program, written) << bits << " bits, " << channels << " channels";
      EXPECT_FALSE(read.report.has_value());
    }
  }
}

TEST(IntegerGroup, ScalesZeroPointsAndFixedPointMultipliersComeBackAsTheyWere) {
  const Folder folder;
  const std::string path = folder.file("program.h5");
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    integer::RandomProgramOptions options;
    options.mostBits = 8;
    options.extremes = false;
    options.affine = true;
    const IntegerProgram written = integer::randomProgram(seed, options);
    ASSERT_TRUE(hasScales(written));
    ASSERT_TRUE(writeIntegerFile(path, {written, "", {}}, true).ok());
    EXPECT_EQ(readBack(path).program, written) << seed;
  }
}

TEST(IntegerGroup, ReportComesBackAsItWas) {
  const Folder folder;
  IntegerDeployment written{synthetic::integerProgram(8), "", synthetic::integerReport(4)};
  written.report->tolerance = 1;
  written.report->largestDifference = 1;
  written.report->differingValues = 12;
  written.report->comparedValues = 3456789;
  const std::string path = folder.file("program.h5");
  ASSERT_TRUE(writeIntegerFile(path, written, false).ok());
  expectSame(*readBack(path).report, *written.report);
  EXPECT_FALSE(writeIntegerFile(path, written, false).ok()) << "overwritten without force";

  written.report->firstDifference.reset();
  written.report->hardTop1 = std::numeric_limits<double>::quiet_NaN();
  ASSERT_TRUE(writeIntegerFile(path, written, true).ok());
  EXPECT_FALSE(readBack(path).report->firstDifference.has_value());
  EXPECT_TRUE(std::isnan(readBack(path).report->hardTop1));
  written.report->operations.pop_back();
  EXPECT_FALSE(writeIntegerFile(path, written, true).ok()) << "a report of another program";
  EXPECT_EQ(folder.entries(), 1U);
}

TEST(IntegerGroup, ARunHoldsItsProgramOrWhyItHasNone) {
  const Folder folder;
  const std::string path = finishedRun(folder, {synthetic::integerProgram(6), "", {}});
  EXPECT_EQ(readBack(path).program, synthetic::integerProgram(6));
  ASSERT_TRUE(replace(path, {{}, "layer conv1 stays float", {}}).ok());
  EXPECT_EQ(readBack(path).refused, "layer conv1 stays float");
  EXPECT_TRUE(readBack(path).program.operations.empty());

  const std::string bare = folder.file("bare.h5");
  auto writer = RunWriter::create(synthetic::options(bare));
  ASSERT_TRUE(writer.ok() && synthetic::writeRun(**writer).ok());
  const auto none = readInteger(bare);
  ASSERT_TRUE(none.ok());
  EXPECT_FALSE(none->has_value());
}

TEST(IntegerGroup, IntegersThatDoNotFitTheirBitsAreRefused) {
  const Folder folder;
  IntegerProgram wide = synthetic::integerProgram(4);
  wide.operations[1].weight.data[3] = 8;
  const Status status = writeIntegerFile(folder.file("wide.h5"), {wide, "", {}}, false);
  ASSERT_FALSE(status.ok());
  EXPECT_THAT(status.error().message(), HasSubstr("conv_1.bn.scale"));
  EXPECT_EQ(folder.entries(), 0U);
}

TEST(IntegerGroup, ReplacingKeepsTheRunAndTheFileDoesNotGrow) {
  const Folder folder;
  IntegerDeployment deployment{synthetic::integerProgram(8, 256), "", {}};
  const std::string path = finishedRun(folder, deployment);
  deployment.report = synthetic::integerReport(4);
  ASSERT_TRUE(replace(path, deployment).ok());
  const auto size = std::filesystem::file_size(path);
  for (int i = 0; i < 5; ++i) {
    deployment.report->top1 += 0.001;
    ASSERT_TRUE(replace(path, deployment).ok());
  }
  EXPECT_LE(std::filesystem::file_size(path), size + 5 * 512);
  expectSame(*readBack(path).report, *deployment.report);
  EXPECT_EQ(readBack(path).program, deployment.program);
  EXPECT_EQ(folder.entries(), 1U) << "a copy was left behind";
  const auto run = readRun(path);
  ASSERT_TRUE(run.ok());
  EXPECT_EQ((*run)->state, RunState::Finished);
  EXPECT_EQ((*run)->stages.size(), 4U);
  EXPECT_EQ(*readPredictions(path), synthetic::predictions());
}

TEST(IntegerGroup, ReadersSeeTheOldFileOrTheNewOne) {
  const Folder folder;
  IntegerDeployment deployment{synthetic::integerProgram(8), "", synthetic::integerReport(4)};
  const std::string path = finishedRun(folder, deployment);
  std::atomic<bool> done = false;
  std::atomic<int> failures = 0;
  std::thread reader([&] {
    while (!done) {
      const auto read = readInteger(path);
      failures += read && *read && (*read)->program == deployment.program ? 0 : 1;
    }
  });
  for (int i = 0; i < 20; ++i) {
    deployment.report->images = i;
    ASSERT_TRUE(replace(path, deployment).ok());
  }
  done = true;
  reader.join();
  EXPECT_EQ(failures, 0);
}

TEST(IntegerGroup, OnlyFinishedRunsAreChanged) {
  const Folder folder;
  const std::string path = folder.file("run.h5");
  const IntegerDeployment deployment{synthetic::integerProgram(8), "", synthetic::integerReport(4)};
  auto writer = RunWriter::create(synthetic::options(path));
  ASSERT_TRUE(writer.ok());
  Status status = replace(path, deployment);
  ASSERT_FALSE(status.ok());
  EXPECT_THAT(status.error().message(), HasSubstr("another process is writing it"));
  (*writer)->stop();
  status = replace(path, deployment);
  ASSERT_FALSE(status.ok());
  EXPECT_THAT(status.error().message(), HasSubstr("has not finished"));
  const std::string exported = folder.file("program.h5");
  ASSERT_TRUE(writeIntegerFile(exported, deployment, false).ok());
  RunSnapshot none;
  none.path = exported;
  EXPECT_FALSE(replaceInteger(none, deployment).ok()) << "no run file";
  EXPECT_EQ(folder.entries(), 2U);
}

TEST(IntegerGroup, AnotherRunUnderTheSameNameIsLeftAlone) {
  const Folder folder;
  const std::string path = finishedRun(folder, {synthetic::integerProgram(8), "", {}});
  const auto verified = readRun(path);
  ASSERT_TRUE(verified.ok());
  auto options = synthetic::options(path);
  options.force = true;
  auto writer = RunWriter::create(options);
  ASSERT_TRUE(writer.ok());
  synthetic::writeStage(**writer, 0);
  (*writer)->setInteger({synthetic::integerProgram(4), "", {}});
  ASSERT_TRUE((*writer)->finish(RunState::Finished).ok());
  const std::string before = synthetic::contentOf(path);
  const Status status = replaceInteger(**verified, {synthetic::integerProgram(8), "", synthetic::integerReport(4)});
  ASSERT_FALSE(status.ok());
  EXPECT_THAT(status.error().message(), HasSubstr("another run has taken its name"));
  EXPECT_EQ(synthetic::contentOf(path), before);
}

/// A 4-bit network takes about an eighth of its float weights, an 8-bit one a quarter.
TEST(IntegerGroup, FilesTakeTheBitsTheySay) {
  const Folder folder;
  for (const int bits : {2, 4, 6, 8, 12, 16}) {
    IntegerProgram large = synthetic::integerProgram(bits, 256);
    large.operations[0].weight = synthetic::integerConstant({256, 64, 3, 3}, bits, 9);
    const double values = 256 * 64 * 9 + 7 * 40 + 3 * 256 + 512;
    const std::string path = folder.file("program.h5");
    ASSERT_TRUE(writeIntegerFile(path, {large, "", {}}, true).ok());
    EXPECT_EQ(readBack(path).program, large);
    const auto size = static_cast<double>(std::filesystem::file_size(path));
    EXPECT_GT(size, values * bits / 8) << bits;
    EXPECT_LT(size, values * bits / 8 + 12000) << bits;  // names, shapes and the rest, whatever the bits
    EXPECT_LT(size / (4 * values), bits / 32.0 + 0.021) << bits;
  }
}

}  // namespace
}  // namespace dyadic::runlog
