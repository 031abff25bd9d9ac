// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>
#include <malloc.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <thread>

#include "engine/runlog/H5.h"
#include "engine/runlog/H5Attribute.h"
#include "engine/runlog/IntegerGroup.h"
#include "engine/runlog/RunReader.h"
#include "engine/session/Config.h"
#include "engine/session/RunSession.h"
#include "tests/engine/nets/onnx/OnnxBuilder.h"

/// Many runs in one process: no memory is kept, and no order of what a user may do hangs. The suite Large (./dev test
/// --large) does as much of it as a long day; here is a little.
namespace dyadic::session {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

std::string bigEndian(std::uint32_t value) {
  return {static_cast<char>(value >> 24U), static_cast<char>(value >> 16U), static_cast<char>(value >> 8U),
          static_cast<char>(value)};
}

/// A folder with a data set of noise in ten classes and the runs made of it.
class Soak : public testing::TestWithParam<int> {
 protected:
  Soak() : folder_(fs::temp_directory_path() / ("dyadic-soak-" + std::to_string(getpid()))) {
    fs::create_directories(folder_);
    write("train", 128);
    write("t10k", 64);
    auto config = parseConfig(R"({"model": {"path": "builtin:resnet8-fashion"}, "data": {"path": ")" +
                                  folder_.string() + R"("}, "method": {"id": "ioiq", "parameters":
                                  {"portions": [0.5, 1], "calibration_batches": 1}},
                                  "training": {"epochs_per_stage": 1, "batch": 64}, "threads": 1})",
                              folder_.string(), "soak.json");
    EXPECT_TRUE(config) << config.error().message();
    config_ = *config;
  }
  ~Soak() override { fs::remove_all(folder_); }

  void write(const std::string& part, std::uint32_t count) {
    std::mt19937 random(count);
    std::string pixels(static_cast<std::size_t>(count) * 28 * 28, '\0');
    for (char& pixel : pixels) pixel = static_cast<char>(random());
    std::string labels(count, '\0');
    for (std::uint32_t i = 0; i < count; ++i) labels[i] = static_cast<char>(i % 10);
    std::ofstream(folder_ / (part + "-images-idx3-ubyte"), std::ios::binary)
        << bigEndian(2051) << bigEndian(count) << bigEndian(28) << bigEndian(28) << pixels;
    std::ofstream(folder_ / (part + "-labels-idx1-ubyte"), std::ios::binary)
        << bigEndian(2049) << bigEndian(count) << labels;
  }
  [[nodiscard]] std::string runFile(int i) const { return (folder_ / (std::to_string(i) + ".h5")).string(); }
  std::unique_ptr<RunSession> start(int i, bool resume = false) {
    RunRequest request;
    request.config = config_;
    request.config.output = runFile(i);
    request.config.seed = static_cast<std::uint64_t>(i);
    if (resume) request.resume = runFile(i);
    request.force = true;
    auto session =
        RunSession::start(std::move(request), [this](const std::shared_ptr<const RunSnapshot>&) { ++seen_; });
    EXPECT_TRUE(session) << session.error().message();
    return session ? std::move(*session) : nullptr;
  }

  fs::path folder_;
  RunConfig config_;
  std::atomic<int> seen_ = 0;
};

using Resume = Soak;

TEST_P(Resume, OtherImagesThanAtTheBeginningAreRefused) {
  auto session = start(1);
  for (const bool again : {false, true}) {
    if (again) session = start(1, true);
    session->pause();
    while (session->snapshot()->state != RunState::Paused) std::this_thread::sleep_for(1ms);
    session->stop();
    session->wait();
    EXPECT_EQ(session->snapshot()->state, RunState::Stopped) << session->snapshot()->reason;
  }
  write("t10k", 63);
  session = start(1, true);
  session->wait();
  EXPECT_EQ(session->snapshot()->state, RunState::Failed);
  EXPECT_NE(session->snapshot()->reason.find("images have changed"), std::string::npos) << session->snapshot()->reason;
  EXPECT_TRUE(openRun(runFile(1))) << "and the file stays as it was";
}

TEST_P(Resume, OtherExternalDataThanAtTheBeginningAreRefused) {
  const std::string weights = (folder_ / "weights.bin").string();
  {
    nets::test::OnnxBuilder model;
    model.input("image", {1, 1, 28, 28}).random("conv.weight", {8, 1, 3, 3}).random("linear.weight", {10, 8}, 2);
    auto* tensor = model.graph().mutable_initializer(0);
    std::ofstream(weights, std::ios::binary) << tensor->raw_data();
    tensor->clear_raw_data();
    tensor->set_data_location(dyadic_onnx::TensorProto::EXTERNAL);
    auto* location = tensor->add_external_data();
    location->set_key("location");
    location->set_value("weights.bin");
    model.node("Conv", {"image", "conv.weight"}, {"features"}).node("Relu", {"features"}, {"positive"});
    model.node("GlobalAveragePool", {"positive"}, {"pooled"}).node("Flatten", {"pooled"}, {"flat"});
    model.node("Gemm", {"flat", "linear.weight"}, {"logits"}, {{"transB", std::int64_t{1}}}).output("logits");
    config_.model.path = (folder_ / "net.onnx").string();
    std::ofstream(config_.model.path, std::ios::binary) << model.bytes();
  }
  const auto stopped = [this](bool resume) {
    auto session = start(1, resume);
    session->pause();
    while (session->snapshot()->state == RunState::Opening || session->snapshot()->state == RunState::Running) {
      std::this_thread::sleep_for(1ms);
    }
    session->stop();
    session->wait();
    return session->snapshot();
  };
  ASSERT_EQ(stopped(false)->state, RunState::Stopped) << openRun(runFile(1)).value()->reason;
  ASSERT_EQ(stopped(true)->state, RunState::Stopped);
  {
    std::fstream file(weights, std::ios::binary | std::ios::in | std::ios::out);
    file.seekp(3) << '\x3e';  // the exponent of the first weight
  }
  const auto refused = stopped(true);
  EXPECT_EQ(refused->state, RunState::Failed);
  EXPECT_NE(refused->reason.find("model's file has changed"), std::string::npos) << refused->reason;
}

std::string contentOf(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST_P(Resume, ACheckpointThatDoesNotFitLeavesTheFileAsItWas) {
  auto session = start(1);
  session->pause();
  while (session->snapshot()->state != RunState::Paused) std::this_thread::sleep_for(1ms);
  session.reset();
  {
    const auto file = runlog::h5::openFile(runFile(1));
    runlog::h5::unlink(file, "checkpoint/0/graph.conv1.weight");
  }
  const std::string before = contentOf(runFile(1));
  session = start(1, true);
  session->wait();
  EXPECT_EQ(session->snapshot()->state, RunState::Failed);
  EXPECT_NE(session->snapshot()->reason.find("conv1.weight"), std::string::npos) << session->snapshot()->reason;
  EXPECT_NE(session->snapshot()->reason.find(runFile(1)), std::string::npos) << session->snapshot()->reason;
  EXPECT_EQ(contentOf(runFile(1)), before);
}

TEST_P(Resume, WhatWasKilledWhileItWroteItsResultsMakesThemAgain) {
  start(1)->wait();
  ASSERT_EQ(openRun(runFile(1)).value()->state, RunState::Finished);
  const auto quantized = runlog::readQuantized(runFile(1)).value();
  const auto predictions = runlog::readPredictions(runFile(1)).value();
  const auto integer = runlog::readInteger(runFile(1)).value();
  {
    const auto file = runlog::h5::openFile(runFile(1));
    runlog::h5::setText(file, "state", "stopped");
    for (const char* result : {"quantized", "predictions", "integer"}) runlog::h5::unlink(file, result);
  }
  const auto stages = openRun(runFile(1)).value()->stages.size();
  ASSERT_EQ(stages, 2U);
  int trained = 0;
  RunRequest request;
  request.resume = runFile(1);
  auto session = RunSession::start(
      std::move(request), [&](const std::shared_ptr<const RunSnapshot>& run) { trained += run->current ? 1 : 0; });
  ASSERT_TRUE(session);
  (*session)->wait();
  EXPECT_EQ(trained, 0) << "no stage is made again";
  const auto run = openRun(runFile(1)).value();
  EXPECT_EQ(run->state, RunState::Finished) << run->reason;
  EXPECT_EQ(run->stages.size(), stages);
  EXPECT_EQ(runlog::readQuantized(runFile(1)).value(), quantized);
  EXPECT_EQ(runlog::readPredictions(runFile(1)).value(), predictions);
  EXPECT_EQ(runlog::readInteger(runFile(1)).value()->program, integer->program);
}

double residentMegabytes() {
  malloc_trim(0);
  long pages = 0;
  std::ifstream("/proc/self/statm") >> pages >> pages;
  return static_cast<double>(pages) * static_cast<double>(sysconf(_SC_PAGESIZE)) / (1U << 20U);
}

int openFiles() {
  return static_cast<int>(std::distance(fs::directory_iterator("/proc/self/fd"), fs::directory_iterator()));
}

class Memory : public Soak {};

TEST_P(Memory, ShortRunsInOneProcessKeepNothing) {
  const int warm = std::max(5, GetParam() / 5);
  double before = 0;
  int files = 0;
  for (int i = 0; i < GetParam(); ++i) {
    auto session = start(0);
    ASSERT_NE(session, nullptr);
    session->wait();
    ASSERT_EQ(session->snapshot()->state, RunState::Finished) << session->snapshot()->reason;
    session.reset();
    if (i + 1 == warm) {
      before = residentMegabytes();
      files = openFiles();
    }
  }
  EXPECT_LT(residentMegabytes() - before, 8) << "MB more after " << GetParam() - warm << " runs, from " << before;
  EXPECT_EQ(openFiles(), files);
}

class Order : public Soak {};

/// ctest's time limit is the hang.
TEST_P(Order, StartPauseResumeStopAndCloseInAnyOrder) {
  std::mt19937 random(7);
  std::unique_ptr<RunSession> session;
  int runs = 0;
  int resumed = 0;
  for (int i = 0; i < GetParam(); ++i) {
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 20000));
    if (!session) {
      const bool again = runs > 0 && random() % 2 == 0;
      const auto last = again ? openRun(runFile(runs)) : openRun("/nowhere");
      const bool unfinished = last && (*last)->state != RunState::Finished;
      session = unfinished ? start(runs, true) : start(++runs);
      resumed += unfinished ? 1 : 0;
      ASSERT_NE(session, nullptr);
      continue;
    }
    switch (random() % 6) {
      case 0:
      case 1:
        session->pause();
        break;
      case 2:
      case 3:
        session->resume();
        break;
      case 4:
        session->stop();
        break;
      default:
        if (random() % 2 == 0) session->stop();
        session.reset();
    }
    if (session && random() % 8 == 0) {
      session->resume();
      session->wait();
      const auto end = session->snapshot()->state;
      EXPECT_TRUE(end == RunState::Finished || end == RunState::Stopped) << session->snapshot()->reason;
      session.reset();
    }
  }
  session.reset();
  EXPECT_GT(resumed, 0);
  for (int i = 1; i <= runs; ++i) {
    const auto run = openRun(runFile(i));
    if (!run && !fs::exists(runFile(i))) continue;  // stopped before it began
    ASSERT_TRUE(run) << run.error().message();
    EXPECT_TRUE((*run)->state == RunState::Finished || (*run)->state == RunState::Stopped) << i;
  }
  EXPECT_GT(seen_, 0);
}

INSTANTIATE_TEST_SUITE_P(Short, Resume, testing::Values(1));
INSTANTIATE_TEST_SUITE_P(Short, Memory, testing::Values(12));
INSTANTIATE_TEST_SUITE_P(Short, Order, testing::Values(80));
INSTANTIATE_TEST_SUITE_P(Large, Memory, testing::Values(200));
INSTANTIATE_TEST_SUITE_P(Large, Order, testing::Values(1000));

}  // namespace
}  // namespace dyadic::session
