// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runlog/RunWriter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <thread>

#include "engine/runlog/RunReader.h"
#include "tests/engine/runlog/SyntheticRun.h"

namespace dyadic::runlog {
namespace {

using synthetic::Folder;
using testing::HasSubstr;
using testing::NanSensitiveDoubleEq;
using testing::Pointwise;

std::unique_ptr<RunWriter> create(const std::string& path) {
  auto writer = RunWriter::create(synthetic::options(path));
  EXPECT_TRUE(writer.ok()) << writer.error().message();
  return std::move(*writer);
}

std::shared_ptr<const RunSnapshot> read(const std::string& path) {
  auto run = readRun(path);
  EXPECT_TRUE(run.ok()) << run.error().message();
  return run.ok() ? *run : std::make_shared<const RunSnapshot>();
}

std::string contentOf(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

void expectStages(const RunSnapshot& run, int count) {
  ASSERT_EQ(run.stages.size(), static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    EXPECT_THAT(synthetic::numbers(*run.stages[static_cast<std::size_t>(i)]),
                Pointwise(NanSensitiveDoubleEq(), synthetic::numbers(*synthetic::stage(i))))
        << "stage " << i;
  }
}

TEST(RunWriter, RunReadsBackAsWritten) {
  const Folder folder;
  const std::string path = folder.file("run.h5");
  auto writer = create(path);
  ASSERT_TRUE(synthetic::writeRun(*writer).ok()) << writer->status().error().message();
  EXPECT_EQ(folder.entries(), 1u) << "temporary files are left";

  const auto run = read(path);
  EXPECT_EQ(run->path, path);
  EXPECT_EQ(run->state, RunState::Finished);
  EXPECT_EQ(run->reason, "");
  EXPECT_THAT(run->started, testing::MatchesRegex("20[0-9-]+T[0-9:]+Z"));
  EXPECT_GE(run->ended, run->started);
  ASSERT_TRUE(run->baseline.has_value());
  EXPECT_EQ(synthetic::numbers(*run->baseline), synthetic::numbers(synthetic::baseline()));
  expectStages(*run, synthetic::kStages);
  EXPECT_EQ(run->current, nullptr);
  EXPECT_EQ(run->train->step.size(), 400u);
  EXPECT_EQ(run->train->step[399], 399);
  EXPECT_EQ(run->train->stage[250], 2);
  EXPECT_EQ(run->train->epoch[250], 5.0);
  EXPECT_EQ(run->train->loss[250], 2.0 / 251);
  EXPECT_EQ(run->train->learningRate[399], 0.01);
  EXPECT_THAT(run->validation->epoch, testing::ElementsAre(1, 2, 3, 4, 5, 6, 7, 8));
  EXPECT_THAT(run->validation->stage, testing::ElementsAre(0, 0, 1, 1, 2, 2, 3, 3));
  EXPECT_TRUE(std::isnan(run->validation->hardTop1[6]));
  EXPECT_EQ(run->validation->hardTop1[7], 0.85);
  EXPECT_EQ(run->validation->top1[7], 0.9);
  EXPECT_EQ(run->validation->loss[7], 0.4);
  EXPECT_THAT(run->exponents->epoch, testing::ElementsAre(2, 4, 6, 8));
  ASSERT_EQ(run->exponents->meanExponent.size(), 4u);
  EXPECT_EQ(run->exponents->meanExponent[3], synthetic::exponents(3));
}

TEST(RunWriter, OutlineReadsBackAsWritten) {
  const Folder folder;
  const std::string path = folder.file("run.h5");
  create(path)->stop();
  const RunOutline want = synthetic::outline();
  auto run = readRun(path, [](const std::string& json) -> Expected<RunConfig> {
    EXPECT_EQ(json, synthetic::kConfigJson);
    RunConfig config;
    config.seed = 7;
    return config;
  });
  ASSERT_TRUE(run.ok());
  const RunOutline& have = *(*run)->outline;
  EXPECT_EQ(have.config.seed, 7u);
  EXPECT_EQ(have.portions, want.portions);
  EXPECT_EQ(have.model.path, want.model.path);
  EXPECT_EQ(have.model.architecture, want.model.architecture);
  EXPECT_EQ(have.model.input, want.model.input);
  EXPECT_EQ(have.model.classes, 10);
  EXPECT_EQ(have.model.parameters, want.model.parameters);
  EXPECT_EQ(have.model.macs, want.model.macs);
  EXPECT_EQ(have.model.classNames, want.model.classNames);
  EXPECT_EQ(have.model.mean, want.model.mean);
  EXPECT_TRUE(have.model.deviation.empty());
  ASSERT_EQ(have.model.layers.size(), want.model.layers.size());
  for (std::size_t i = 0; i < want.model.layers.size(); ++i) {
    const LayerInfo& a = have.model.layers[i];
    const LayerInfo& b = want.model.layers[i];
    EXPECT_EQ(std::tie(a.name, a.op, a.shape, a.output, a.parameters, a.macs, a.quantizable, a.reason),
              std::tie(b.name, b.op, b.shape, b.output, b.parameters, b.macs, b.quantizable, b.reason));
  }
  ASSERT_EQ(have.model.edges.size(), want.model.edges.size());
  for (std::size_t i = 0; i < want.model.edges.size(); ++i) {
    EXPECT_EQ(have.model.edges[i].name, want.model.edges[i].name);
    EXPECT_EQ(have.model.edges[i].shape, want.model.edges[i].shape);
  }
  EXPECT_EQ(have.data.path, "data");
  EXPECT_EQ(have.data.format, "idx");
  EXPECT_EQ(have.data.deviation, want.data.deviation);
  EXPECT_EQ(have.data.normalizationSource, "model");
  EXPECT_EQ(have.data.trainImages, 60000);
  EXPECT_EQ(have.data.validationImages, 10000);
  EXPECT_EQ(have.data.calibrationImages, 512);
}

TEST(RunWriter, ResultsAndCheckpointReadBackAsWritten) {
  const Folder folder;
  const std::string path = folder.file("run.h5");
  ASSERT_TRUE(synthetic::writeRun(*create(path)).ok());
  EXPECT_EQ(readQuantized(path).value(), synthetic::quantized());
  EXPECT_EQ(readPredictions(path).value(), synthetic::predictions());
  EXPECT_EQ(readCheckpoint(path).value(), synthetic::checkpoint(synthetic::kStages - 1));
  EXPECT_EQ(readProvenance(path).value(), synthetic::options(path).provenance);
  EXPECT_EQ(readConfigJson(path).value(), synthetic::kConfigJson);
}

TEST(RunWriter, WhatIsNotThereYetIsEmpty) {
  const Folder folder;
  const std::string path = folder.file("run.h5");
  auto writer = create(path);
  const auto run = read(path);
  EXPECT_EQ(run->state, RunState::Running);
  EXPECT_EQ(run->ended, "");
  EXPECT_FALSE(run->baseline.has_value());
  EXPECT_TRUE(run->stages.empty());
  EXPECT_TRUE(run->train->step.empty());
  EXPECT_TRUE(run->exponents->meanExponent.empty());
  EXPECT_TRUE(readQuantized(path).value().empty());
  EXPECT_TRUE(readPredictions(path).value().label.empty());
  EXPECT_TRUE(readCheckpoint(path).value().empty());
}

TEST(RunWriter, EndIsWrittenOnce) {
  const Folder folder;
  auto writer = create(folder.file("run.h5"));
  writer->setState(RunState::Paused);
  EXPECT_TRUE(writer->finish(RunState::Failed, "loss is NaN").ok());
  EXPECT_TRUE(writer->finish(RunState::Finished, "").ok());
  writer->stop();
  writer->stop();
  writer->setBaseline(synthetic::baseline());
  const auto run = read(folder.file("run.h5"));
  EXPECT_EQ(run->state, RunState::Failed);
  EXPECT_EQ(run->reason, "loss is NaN");
  EXPECT_NE(run->ended, "");
  EXPECT_FALSE(run->baseline.has_value());
}

TEST(RunWriter, ClosingWithoutAnEndSaysSo) {
  const Folder folder;
  { auto writer = create(folder.file("run.h5")); }
  const auto run = read(folder.file("run.h5"));
  EXPECT_EQ(run->state, RunState::Stopped);
  EXPECT_EQ(run->reason, "closed before the end");
}

TEST(RunWriter, ExistingFileIsRefusedUntouched) {
  const Folder folder;
  const std::string path = folder.file("run.h5");
  std::ofstream(path) << "precious";
  const auto writer = RunWriter::create(synthetic::options(path));
  ASSERT_FALSE(writer.ok());
  EXPECT_EQ(writer.error().kind, ErrorKind::Usage);
  EXPECT_THAT(writer.error().message(), HasSubstr(path));
  EXPECT_THAT(writer.error().message(), HasSubstr("--force"));
  EXPECT_EQ(contentOf(path), "precious");
  EXPECT_EQ(folder.entries(), 1u);
}

TEST(RunWriter, ForceReplacesOnlyBySuccess) {
  const Folder folder;
  const std::string path = folder.file("run.h5");
  std::ofstream(path) << "precious";
  CreateOptions bad = synthetic::options(path);
  bad.force = true;
  bad.provenance[""] = "an attribute needs a name";
  ASSERT_FALSE(RunWriter::create(bad).ok());
  EXPECT_EQ(contentOf(path), "precious");
  EXPECT_EQ(folder.entries(), 1u);

  CreateOptions good = synthetic::options(path);
  good.force = true;
  auto writer = RunWriter::create(good);
  ASSERT_TRUE(writer.ok());
  ASSERT_TRUE(synthetic::writeRun(**writer).ok());
  expectStages(*read(path), synthetic::kStages);
  EXPECT_EQ(folder.entries(), 1u);
}

TEST(RunWriter, FileOfALiveRunIsNeitherReplacedNorContinued) {
  const Folder folder;
  const std::string path = folder.file("run.h5");
  auto writer = create(path);
  CreateOptions again = synthetic::options(path);
  again.force = true;
  const auto second = RunWriter::create(again);
  ASSERT_FALSE(second.ok());
  EXPECT_THAT(second.error().message(), HasSubstr("being written"));
  const auto third = RunWriter::reopen(path);
  ASSERT_FALSE(third.ok());
  EXPECT_THAT(third.error().message(), HasSubstr("another process is writing it"));
  EXPECT_TRUE(synthetic::writeRun(*writer).ok());
}

TEST(RunWriter, PlacesThatTakeNoFileAreNamed) {
  const Folder folder;
  std::ofstream(folder.file("plain")) << "x";
  for (const std::string& path :
       {folder.file("nowhere/run.h5"), folder.file("plain/run.h5"), std::string("/proc/run.h5")}) {
    const auto writer = RunWriter::create(synthetic::options(path));
    ASSERT_FALSE(writer.ok()) << path;
    EXPECT_THAT(writer.error().message(), HasSubstr(path));
  }
  for (const std::string& path : {folder.file(""), folder.file("."), std::string()}) {
    EXPECT_FALSE(RunWriter::create(synthetic::options(path)).ok()) << path;
  }
}

TEST(RunWriter, OnlyWhatAKilledWriterLeftIsRemoved) {
  const Folder folder;
  const std::string path = folder.file("run.h5");
  auto writer = RunWriter::create(synthetic::options(path));
  ASSERT_TRUE(writer.ok());
  (*writer)->stop();
  const std::vector<std::string> own = {".new-baseline.h5", ".new-12", ".new-12-", ".new-12-3.h5", ".new-a-3", ".new-"};
  for (const std::string& name : own) synthetic::write(path + name, "mine");
  for (const char* name : {".new-12-3", ".new-4194304-0"}) synthetic::write(path + name, "left");
  ASSERT_TRUE(RunWriter::reopen(path).ok());
  for (const std::string& name : own) EXPECT_TRUE(std::filesystem::exists(path + name)) << name;
  EXPECT_EQ(folder.entries(), 1 + own.size());
}

TEST(RunWriter, FolderWithoutWritePermissionIsNamed) {
  if (geteuid() == 0) {
    GTEST_SKIP() << "permissions do not bind root";
  }
  const Folder folder;
  const std::string locked = folder.file("locked");
  std::filesystem::create_directory(locked);
  std::filesystem::permissions(locked, std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
  const auto writer = RunWriter::create(synthetic::options(locked + "/run.h5"));
  ASSERT_FALSE(writer.ok());
  EXPECT_THAT(writer.error().message(), HasSubstr("takes no new files"));
}

TEST(RunWriter, ReopenReturnsToTheCheckpoint) {
  const Folder folder;
  const std::string path = folder.file("run.h5");
  {
    auto writer = create(path);
    writer->setBaseline(synthetic::baseline());
    synthetic::writeStage(*writer, 0);
    synthetic::writeStage(*writer, 1);
    writer->appendTrain(synthetic::train(2));  // behind the checkpoint: done again
    writer->appendStage(synthetic::stage(2));
    writer->setQuantized(synthetic::quantized());
    ASSERT_TRUE(writer->finish(RunState::Stopped, "by the user").ok());
  }
  {
    auto writer = RunWriter::reopen(path);
    ASSERT_TRUE(writer.ok()) << writer.error().message();
    const auto run = read(path);
    EXPECT_EQ(run->state, RunState::Running);
    EXPECT_EQ(run->reason, "");
    EXPECT_EQ(run->ended, "");
    expectStages(*run, 2);
    EXPECT_EQ(run->train->step.size(), 200u);
    EXPECT_TRUE(readQuantized(path).value().empty());
    EXPECT_EQ(readCheckpoint(path).value(), synthetic::checkpoint(1));
    synthetic::writeStage(**writer, 2);
    synthetic::writeStage(**writer, 3);
    ASSERT_TRUE((*writer)->finish(RunState::Finished).ok());
  }
  const auto run = read(path);
  expectStages(*run, 4);
  EXPECT_EQ(run->train->step.size(), 400u);
  EXPECT_EQ(run->train->step[200], 200);
  EXPECT_EQ(run->exponents->epoch.size(), 4u);
  const auto finished = RunWriter::reopen(path);
  ASSERT_FALSE(finished.ok());
  EXPECT_THAT(finished.error().message(), HasSubstr("finished"));
}

TEST(RunWriter, ReopenWithoutCheckpointStartsOver) {
  const Folder folder;
  const std::string path = folder.file("run.h5");
  {
    auto writer = create(path);
    writer->appendTrain(synthetic::train(0));
  }
  auto writer = RunWriter::reopen(path);
  ASSERT_TRUE(writer.ok()) << writer.error().message();
  EXPECT_TRUE(read(path)->train->step.empty());
}

TEST(RunWriter, CheckpointsDoNotMakeTheFileGrow) {
  const Folder folder;
  const std::string path = folder.file("run.h5");
  auto writer = create(path);
  writer->setCheckpoint(synthetic::checkpoint(0));
  writer->setCheckpoint(synthetic::checkpoint(1));
  writer->setState(RunState::Running);
  const auto size = [&] { return readCheckpoint(path).ok() ? std::filesystem::file_size(path) : 0; };
  while (readCheckpoint(path).value() != synthetic::checkpoint(1)) {
  }
  const auto before = size();
  for (int i = 0; i < 50; ++i) {
    writer->setCheckpoint(synthetic::checkpoint(i));
  }
  ASSERT_TRUE(writer->finish(RunState::Stopped).ok());
  EXPECT_LE(size(), before + 16 * 1024);
  EXPECT_EQ(readCheckpoint(path).value(), synthetic::checkpoint(49));
}

TEST(RunWriter, CheckpointMayChangeItsLayout) {
  const Folder folder;
  const std::string path = folder.file("run.h5");
  auto writer = create(path);
  for (int i = 0; i < 4; ++i) {
    writer->setCheckpoint(synthetic::checkpoint(i));
  }
  Checkpoint other = synthetic::checkpoint(5);
  other.erase("rng");
  other["step"].shape = {1};
  writer->setCheckpoint(other);
  ASSERT_TRUE(writer->finish(RunState::Stopped).ok());
  EXPECT_EQ(readCheckpoint(path).value(), other);
}

TEST(RunWriter, WhatDoesNotFitEndsWriting) {
  const auto statusAfter = [](const std::function<void(RunWriter&)>& act) {
    const Folder folder;
    auto writer = create(folder.file("run.h5"));
    synthetic::writeStage(*writer, 0);
    act(*writer);
    const Status status = writer->finish(RunState::Finished);
    const auto run = read(folder.file("run.h5"));
    expectStages(*run, 1);
    EXPECT_EQ(run->state, RunState::Interrupted);
    return status.ok() ? std::string("no failure") : status.error().message();
  };
  EXPECT_THAT(statusAfter([](RunWriter& writer) {
                writer.appendExponents(1, {1, 2});
              }),
              HasSubstr("2 entries instead of 4"));
  EXPECT_THAT(statusAfter([](RunWriter& writer) {
                auto stage = *synthetic::stage(1);
                stage.layers.pop_back();
                writer.appendStage(std::make_shared<StageRecord>(stage));
              }),
              HasSubstr("2 layer records instead of 3"));
  EXPECT_THAT(statusAfter([](RunWriter& writer) {
                auto layers = synthetic::quantized();
                layers[0].weight->data[0] = 128;
                writer.setQuantized(layers);
              }),
              HasSubstr("do not fit 8 bits"));
  EXPECT_THAT(statusAfter([](RunWriter& writer) { writer.setCheckpoint({{"a/b", {}}}); }), HasSubstr("a/b"));
}

TEST(RunWriter, ManyThreadsMayWriteAndReadAtOnce) {
  const Folder folder;
  const std::string path = folder.file("run.h5");
  auto writer = create(path);
  std::vector<std::thread> threads;
  for (int t = 0; t < 3; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 40; ++i) {
        writer->appendTrain(synthetic::train(i));
        writer->setCheckpoint(synthetic::checkpoint(i));
        EXPECT_TRUE(writer->status().ok());
        EXPECT_GE(writer->secondsWriting(), 0);
      }
    });
  }
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(read(path)->state, RunState::Running);
  }
  for (auto& thread : threads) {
    thread.join();
  }
  std::vector<std::thread> enders;
  for (int t = 0; t < 3; ++t) {
    enders.emplace_back([&] { EXPECT_TRUE(writer->finish(RunState::Finished).ok()); });
  }
  for (auto& thread : enders) {
    thread.join();
  }
  EXPECT_EQ(read(path)->train->step.size(), 3u * 40 * 100);
}

}  // namespace
}  // namespace dyadic::runlog
