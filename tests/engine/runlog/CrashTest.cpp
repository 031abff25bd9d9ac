// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstring>
#include <fstream>
#include <functional>
#include <random>
#include <thread>

#include "engine/runlog/FileLock.h"
#include "engine/runlog/H5.h"
#include "engine/runlog/H5Dataset.h"
#include "engine/runlog/RunReader.h"
#include "tests/engine/runlog/SyntheticRun.h"

/// What a run file is worth after its writer died, and while another process writes it.
namespace dyadic::runlog {
namespace {

using synthetic::Folder;
using testing::NanSensitiveDoubleEq;
using testing::Pointwise;

/// Runs `act` in a child that ends without cleaning up.
pid_t inChild(const std::function<int()>& act) {
  const pid_t child = fork();
  if (child == 0) {
    alarm(60);
    _exit(act());
  }
  return child;
}

int waitFor(pid_t child) {
  int status = 0;
  waitpid(child, &status, 0);
  return status;
}

std::unique_ptr<RunWriter> create(const std::string& path) {
  auto writer = RunWriter::create(synthetic::options(path));
  return writer.ok() ? std::move(*writer) : nullptr;
}

/// Waits until the file, read in this process, shows that many stages.
bool showsStages(const std::string& path, std::size_t stages) {
  for (int i = 0; i < 1000; ++i) {
    const auto run = readRun(path);
    if (run.ok() && (*run)->stages.size() >= stages) {
      return true;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return false;
}

void expectSound(const std::string& path) {
  const auto run = readRun(path);
  ASSERT_TRUE(run.ok()) << run.error().message();
  for (const auto& stage : (*run)->stages) {
    EXPECT_THAT(synthetic::numbers(*stage),
                Pointwise(NanSensitiveDoubleEq(), synthetic::numbers(*synthetic::stage(stage->index))));
  }
  const auto checkpoint = readCheckpoint(path);
  ASSERT_TRUE(checkpoint.ok()) << checkpoint.error().message();
  if (!checkpoint->empty()) {
    std::int64_t step = 0;
    std::memcpy(&step, checkpoint->at("step").bytes.data(), sizeof(step));
    EXPECT_EQ(*checkpoint, synthetic::checkpoint(static_cast<int>(step / 10))) << "checkpoint is a mixture";
  }
}

TEST(Crash, FinishedStagesAndCheckpointStay) {
  const Folder folder;
  const std::string path = folder.file("run.h5");
  const int status = waitFor(inChild([&] {
    auto writer = create(path);
    writer->setBaseline(synthetic::baseline());
    synthetic::writeStage(*writer, 0);
    synthetic::writeStage(*writer, 1);
    while (readCheckpoint(path).value() != synthetic::checkpoint(1)) {
    }
    writer->appendTrain(synthetic::train(2));
    static_cast<void>(writer.release());  // the process ends, nothing is closed
    return 17;
  }));
  ASSERT_EQ(WEXITSTATUS(status), 17);
  const auto run = readRun(path);
  ASSERT_TRUE(run.ok()) << run.error().message();
  EXPECT_EQ((*run)->state, RunState::Interrupted);
  EXPECT_EQ((*run)->stages.size(), 2u);
  EXPECT_GE((*run)->train->step.size(), 200u);
  expectSound(path);

  auto writer = RunWriter::reopen(path);
  ASSERT_TRUE(writer.ok()) << writer.error().message();
  synthetic::writeStage(**writer, 2);
  ASSERT_TRUE((*writer)->finish(RunState::Finished).ok());
  EXPECT_EQ(readRun(path).value()->stages.size(), 3u);
}

/// At any moment, also in the middle of writing: nothing waits for anything.
TEST(Crash, KilledAtAnyMomentTheFileIsSound) {
  constexpr int kMost = 10;  // stages: what is read below shall not grow with the time that reading takes
  std::mt19937 random(3);
  for (int round = 0; round < 20; ++round) {
    const Folder folder;
    const std::string path = folder.file("run.h5");
    const pid_t child = inChild([&] {
      auto writer = create(path);
      for (int i = 0;; ++i) {
        if (i < kMost) {
          writer->appendStage(synthetic::stage(i));
          writer->appendTrain(synthetic::train(i));
          writer->setCheckpoint(synthetic::checkpoint(i));
        } else {
          std::this_thread::sleep_for(std::chrono::milliseconds(1));  // quicker than a version is written
        }
        writer->setState(i % 2 == 0 ? RunState::Paused : RunState::Running);  // a version each
      }
      return 0;
    });
    ASSERT_TRUE(showsStages(path, 1));
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 30000));
    const std::size_t seen = readRun(path).value()->stages.size();
    kill(child, SIGKILL);
    waitFor(child);
    expectSound(path);
    const auto run = readRun(path).value();
    EXPECT_EQ(run->state, RunState::Interrupted);
    EXPECT_GE(run->stages.size(), seen) << "a stage was lost";
    EXPECT_LE(folder.entries(), 2u) << "at most what was being written";
    auto writer = RunWriter::reopen(path);
    ASSERT_TRUE(writer.ok()) << writer.error().message();
    EXPECT_EQ(folder.entries(), 1u) << "what the killed process left is removed";
    // The checkpoint comes with its stage: none has to be made again.
    EXPECT_EQ(readRun(path).value()->stages.size(), run->stages.size());
  }
}

TEST(Crash, AnotherProcessReadsWhileOneWrites) {
  const Folder folder;
  const std::string path = folder.file("run.h5");
  const pid_t child = inChild([&] {
    auto writer = create(path);
    for (int i = 0; i < 40; ++i) {
      synthetic::writeStage(*writer, i);
    }
    return writer->finish(RunState::Finished).ok() ? 0 : 1;
  });
  ASSERT_TRUE(showsStages(path, 1));
  std::size_t stages = 0;
  RunState state = RunState::Running;
  while (state == RunState::Running) {
    const auto run = readRun(path);
    ASSERT_TRUE(run.ok()) << run.error().message();
    EXPECT_GE((*run)->stages.size(), stages) << "stages were lost";
    stages = (*run)->stages.size();
    state = (*run)->state;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  EXPECT_EQ(WEXITSTATUS(waitFor(child)), 0);
  EXPECT_EQ(state, RunState::Finished);
  EXPECT_EQ(stages, 40u);
}

/// A file size limit stands for a full disk: writing past it fails.
class FullDisk {
 public:
  explicit FullDisk(std::uintmax_t bytes) {
    signal(SIGXFSZ, SIG_IGN);
    const rlimit limit = {bytes, RLIM_INFINITY};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  static void empty() {
    const rlimit limit = {RLIM_INFINITY, RLIM_INFINITY};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
};

TEST(Crash, FullDiskKeepsWhatWasThere) {
  const Folder folder;
  const std::string path = folder.file("run.h5");
  const int status = waitFor(inChild([&] {
    auto writer = create(path);
    synthetic::writeStage(*writer, 0);
    synthetic::writeStage(*writer, 1);
    if (!writer->settle().ok()) return 3;
    const FullDisk full(std::filesystem::file_size(path) + 40000);
    for (int i = 2; i < 100; ++i) {
      synthetic::writeStage(*writer, i);
    }
    if (writer->settle().ok()) return 4;
    const Status end = writer->finish(RunState::Finished);
    writer->stop();
    if (end.ok()) {
      return 1;
    }
    const std::string text = end.error().message();
    return text.find(path) != std::string::npos && text.find("File too large") != std::string::npos ? 0 : 2;
  }));
  EXPECT_TRUE(WIFEXITED(status)) << "killed by signal " << WTERMSIG(status);
  EXPECT_EQ(WEXITSTATUS(status), 0);
  expectSound(path);
  const auto run = readRun(path).value();
  EXPECT_EQ(run->state, RunState::Interrupted);
  EXPECT_GE(run->stages.size(), 2u);
  EXPECT_FALSE(readCheckpoint(path).value().empty());
  EXPECT_EQ(folder.entries(), 1u);
}

TEST(Crash, WhatDidNotFitIsWrittenWhenThereIsRoomAgain) {
  const Folder folder;
  const std::string path = folder.file("run.h5");
  const int status = waitFor(inChild([&] {
    auto writer = create(path);
    synthetic::writeStage(*writer, 0);
    if (!writer->settle().ok()) return 1;
    {
      const FullDisk full(std::filesystem::file_size(path));
      for (int i = 1; i < 20; ++i) synthetic::writeStage(*writer, i);
      if (writer->settle().ok()) return 2;
    }
    FullDisk::empty();
    for (int i = 20; i < 30; ++i) synthetic::writeStage(*writer, i);
    return writer->finish(RunState::Finished).ok() ? 0 : 3;
  }));
  ASSERT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status;
  expectSound(path);
  EXPECT_EQ(readRun(path).value()->stages.size(), 30u);
  EXPECT_EQ(readRun(path).value()->train->step.size(), 3000u);
}

/// A checkpoint of before a stage would have it made again.
TEST(Crash, NoVersionHoldsAStageWithoutTheCheckpointBehindIt) {
  const Folder folder;
  const std::string path = folder.file("run.h5");
  auto writer = create(path);
  for (int i = 0; i < 3; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1100));  // a version is due
    writer->appendStage(synthetic::stage(i));
    writer->appendTrain(synthetic::train(i));
    std::this_thread::sleep_for(std::chrono::milliseconds(200));  // what it takes to copy a large network's state
    EXPECT_EQ(readRun(path).value()->stages.size(), static_cast<std::size_t>(i));
    writer->setCheckpoint(synthetic::checkpoint(i));
    for (int k = 0; k < 100 && readCheckpoint(path).value() != synthetic::checkpoint(i); ++k)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    EXPECT_EQ(readRun(path).value()->stages.size(), static_cast<std::size_t>(i) + 1);
    EXPECT_EQ(readCheckpoint(path).value(), synthetic::checkpoint(i));
  }
}

/// Has written a stage into `folder`, which is gone.
std::unique_ptr<RunWriter> createAndLose(const std::string& folder) {
  std::filesystem::create_directory(folder);
  auto writer = create(folder + "/run.h5");
  synthetic::writeStage(*writer, 0);
  EXPECT_TRUE(writer->settle().ok());
  std::filesystem::remove_all(folder);
  return writer;
}

/// As many images; the suite Large has results of more than is kept of rows.
class Results : public testing::TestWithParam<std::size_t> {};

TEST_P(Results, WaitForAnotherPlaceWithAllElse) {
  const Folder folder;
  const std::string gone = folder.file("gone");
  auto writer = createAndLose(gone);
  synthetic::writeStage(*writer, 1);
  ASSERT_FALSE(writer->settle().ok());
  const std::vector<std::int32_t> classes(GetParam(), 7);
  writer->setPredictions({classes, classes, classes});
  synthetic::writeStage(*writer, 2);
  ASSERT_FALSE(writer->settle().ok());
  EXPECT_FALSE(writer->gaveUp());
  const std::string path = folder.file("here.h5");
  ASSERT_TRUE(writer->moveTo(path).ok());
  const Status end = writer->finish(RunState::Finished);
  ASSERT_TRUE(end.ok()) << end.error().message();
  expectSound(path);
  EXPECT_EQ(readRun(path).value()->stages.size(), 3U);
  EXPECT_EQ(readPredictions(path).value().hard.size(), GetParam());
}

INSTANTIATE_TEST_SUITE_P(Few, Results, testing::Values(100));
INSTANTIATE_TEST_SUITE_P(Large, Results, testing::Values(50'000'000));

TEST(Crash, AFolderThatIsGoneIsLeftForAnotherPlace) {
  const Folder folder;
  const std::string gone = folder.file("gone");
  auto writer = createAndLose(gone);
  for (int i = 1; i < 5; ++i) synthetic::writeStage(*writer, i);
  ASSERT_FALSE(writer->settle().ok());
  EXPECT_FALSE(writer->gaveUp());
  EXPECT_EQ(writer->moveTo(gone + "/run.h5").error().kind, ErrorKind::Failure) << "there is no such folder";
  const std::string path = folder.file("here.h5");
  ASSERT_TRUE(writer->moveTo(path).ok());
  synthetic::writeStage(*writer, 5);
  while (!writer->status().ok()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  EXPECT_EQ(writer->path(), path);
  ASSERT_TRUE(writer->finish(RunState::Finished).ok());
  expectSound(path);
  EXPECT_EQ(readRun(path).value()->stages.size(), 6u);
  EXPECT_EQ(readCheckpoint(path).value(), synthetic::checkpoint(5));
}

TEST(Crash, AFileThatHasTakenTheNameIsLeftAlone) {
  const Folder folder;
  const std::string path = folder.file("run.h5");
  auto first = create(path);
  synthetic::writeStage(*first, 0);
  ASSERT_TRUE(first->settle().ok());
  std::filesystem::remove(path);
  auto second = create(path);
  synthetic::writeStage(*second, 0);
  synthetic::writeStage(*second, 1);
  ASSERT_TRUE(second->finish(RunState::Finished).ok());
  synthetic::writeStage(*first, 1);
  ASSERT_FALSE(first->settle().ok());
  EXPECT_EQ(readRun(path).value()->state, RunState::Finished) << "the other run's";
  const std::string elsewhere = folder.file("elsewhere.h5");
  ASSERT_TRUE(first->moveTo(elsewhere).ok());
  while (!first->status().ok()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  ASSERT_TRUE(first->finish(RunState::Stopped).ok());
  EXPECT_EQ(readRun(elsewhere).value()->stages.size(), 2u);
  EXPECT_EQ(readRun(path).value()->state, RunState::Finished);
}

TEST(Crash, ARunGoesOnBehindASymbolicLink) {
  const Folder folder;
  const std::string path = folder.file("run.h5");
  const std::string link = folder.file("link.h5");
  {
    auto writer = create(path);
    synthetic::writeStage(*writer, 0);
  }
  std::filesystem::create_symlink(path, link);
  auto writer = RunWriter::reopen(link);
  ASSERT_TRUE(writer.ok()) << writer.error().message();
  EXPECT_EQ(readRun(path).value()->state, RunState::Running) << "nobody else can go on with it";
  synthetic::writeStage(**writer, 1);
  ASSERT_TRUE((*writer)->finish(RunState::Finished).ok());
  EXPECT_TRUE(std::filesystem::is_symlink(link));
  EXPECT_EQ(readRun(path).value()->stages.size(), 2u);
}

TEST(Crash, AWriterIsKnownByTheStartOfItsMachineWhateverThatIsCalled) {
  const Folder folder;
  const std::string path = folder.file("file");
  auto held = FileLock::create(path);
  ASSERT_NE(held, nullptr);
  const auto seen = FileLock::open(path, false);
  WriterIdentity writer = thisProcess();
  if (writer.bootId.empty()) GTEST_SKIP() << "the system does not say when it was started";
  writer.host = "another-name";
  EXPECT_TRUE(isAlive(writer, *seen));
  held.reset();
  EXPECT_FALSE(isAlive(writer, *seen));
  writer.bootId = "another start";
  const auto shared = FileLock::open("/proc/self/status", false);
  ASSERT_NE(shared, nullptr);
  EXPECT_FALSE(shared->isOnOwnDisk());
  EXPECT_TRUE(isAlive(writer, *shared)) << "another machine, in a folder that it may share: who knows";
  writer.host = thisProcess().host;
  EXPECT_FALSE(isAlive(writer, *shared));
  writer.host = "another-name";
  if (!seen->isOnOwnDisk()) GTEST_SKIP() << "the temporary folder may be a shared one";
  EXPECT_TRUE(isAlive(writer, *seen)) << "this disk may be lent to other machines";
  const auto past = std::filesystem::file_time_type::clock::now() - std::chrono::hours(2);
  std::filesystem::last_write_time(path, past);
  EXPECT_FALSE(isAlive(writer, *seen)) << "the file was brought from another machine";
  FileLock::open(path, true)->sayAlive();
  EXPECT_TRUE(isAlive(writer, *seen));
  std::filesystem::last_write_time(path, past);
  held = FileLock::open(path, true);
  ASSERT_TRUE(held->take());
  EXPECT_TRUE(isAlive(writer, *seen)) << "locks are known to some who lend their disk";
}

TEST(Crash, AnArrayThatHDF5StillHoldsInMemoryIsNotTakenForWritten) {
  const Folder folder;
  const std::string path = folder.file("file.h5");
  const int status = waitFor(inChild([&] {
    signal(SIGXFSZ, SIG_IGN);
    const h5::Handle file = h5::createFile(path);
    const rlimit limit = {std::filesystem::file_size(path), RLIM_INFINITY};
    setrlimit(RLIMIT_FSIZE, &limit);
    try {
      h5::writeColumn(file, {"array", "1", "value", "for a test"}, std::vector<float>(2500, 1));
      return 1;
    } catch (const h5::Failure&) {
      return 0;
    }
  }));
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status;
}

TEST(Crash, FullDiskAtTheStartLeavesNothing) {
  const Folder folder;
  const std::string path = folder.file("run.h5");
  std::ofstream(path) << "precious";
  const int status = waitFor(inChild([&] {
    signal(SIGXFSZ, SIG_IGN);
    const rlimit limit = {4096, RLIM_INFINITY};
    setrlimit(RLIMIT_FSIZE, &limit);
    CreateOptions options = synthetic::options(path);
    options.force = true;
    return RunWriter::create(options).ok() ? 1 : 0;
  }));
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status;
  EXPECT_EQ(folder.entries(), 1u);
  EXPECT_EQ(std::filesystem::file_size(path), 8u);
}

}  // namespace
}  // namespace dyadic::runlog
