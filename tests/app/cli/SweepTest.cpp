// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "app/cli/ChildProcess.h"
#include "app/cli/ProgressRecord.h"
#include "app/cli/SweepRunner.h"
#include "engine/session/Config.h"
#include "tests/app/cli/CliRun.h"

namespace dyadic::cli {
namespace {

using nlohmann::json;
using State = SweepOutcome::State;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

TEST(ProgressRecord, ReadsBackAndLeavesOtherLinesAlone) {
  const auto record = parseProgress(formatProgress({0.25, 61, "Training \"1\""}));
  ASSERT_TRUE(record);
  EXPECT_EQ(record->fraction, 0.25);
  EXPECT_EQ(record->secondsLeft, 61);
  EXPECT_EQ(record->activity, "Training \"1\"");
  EXPECT_TRUE(std::isnan(parseProgress(formatProgress({0, std::nan(""), ""}))->secondsLeft));
  EXPECT_FALSE(parseProgress("dyadic-cli: no"));
  EXPECT_FALSE(parseProgress(""));
  EXPECT_TRUE(parseProgress("\x1e{broken"));
}

std::unique_ptr<ChildProcess> shell(const std::string& script, std::string& messages) {
  auto child = ChildProcess::start({"/bin/sh", "-c", script}, [&](const std::string& line) { messages += line + "|"; });
  EXPECT_TRUE(child);
  return std::move(*child);
}

void finish(ChildProcess& child) {
  for (int i = 0; i < 600 && !child.ended(); ++i) {
    ChildProcess::wait({&child}, 100);
    child.read();
  }
}

TEST(ChildProcess, GivesOutputMessagesAndCode) {
  std::string messages;
  const auto child = shell("echo result; echo one >&2; printf two >&2; exit 3", messages);
  finish(*child);
  EXPECT_EQ(child->code(), 3);
  EXPECT_EQ(child->output(), "result\n");
  EXPECT_EQ(messages, "one|two|");
}

TEST(ChildProcess, IsInterruptedAndSignalsAreTold) {
  std::string messages;
  const auto child = shell("trap 'echo stopped; exit 1' INT; echo ready >&2; while :; do sleep 0.05; done", messages);
  for (int i = 0; i < 100 && messages.empty(); ++i) {
    ChildProcess::wait({child.get()}, 100);
    child->read();
  }
  child->interrupt();
  finish(*child);
  EXPECT_EQ(child->output(), "stopped\n");
  EXPECT_EQ(child->code(), 1);
  const auto killed = shell("kill -9 $$", messages);
  finish(*killed);
  EXPECT_EQ(killed->code(), -SIGKILL);
  std::string none;
  auto absent = ChildProcess::start({"/no/such/program"}, [](const std::string&) {});
  ASSERT_TRUE(absent);
  finish(**absent);
  EXPECT_EQ((*absent)->code(), 127);
}

/// A program that behaves as `dyadic-cli quantize` towards the sweep and does what a test wants.
class SweepRuns : public testing::Test {
 protected:
  void SetUp() override { std::filesystem::create_directories(folder.file("out")); }

  std::string program(const std::string& script) const {
    const std::string path = folder.write("program", "#!/bin/sh\n" + script);
    chmod(path.c_str(), 0755);
    return path;
  }
  SweepOptions options(const std::string& script, int jobs = 1) const {
    SweepOptions options;
    options.jobs = jobs;
    options.program = program(script);
    options.sweep.folder = folder.file("out");
    for (const char* name : {"seed=1", "seed=2", "seed=3"}) {
      session::SweepRun run;
      run.name = run.label = name;
      run.config = session::defaultConfig("ioiq");
      run.config.seed = static_cast<std::uint64_t>(name[5] - '0');
      run.config.output = options.sweep.folder + "/" + name + ".h5";
      options.sweep.runs.push_back(run);
    }
    return options;
  }
  std::vector<SweepOutcome> make(const SweepOptions& made) {
    auto outcomes = runSweep(made, console);
    EXPECT_TRUE(outcomes) << outcomes.error().message();
    return outcomes ? *outcomes : std::vector<SweepOutcome>(3);
  }
  std::string out(const std::string& name) const { return folder.file("out/" + name); }

  TemporaryFolder folder;
  std::ostringstream results;
  std::ostringstream messages;
  Console console{{results, messages, false}};
};

constexpr const char* kGood =
    "echo '{\"state\":\"finished\",\"reason\":\"\",\"baseline\":{\"top1\":0.9},\"stages\":[{\"hard_top1\":0.89}]}'\n";

TEST_F(SweepRuns, AFailureIsKeptApartAndTheOthersGoOn) {
  const auto outcomes = make(options(
      "case $2 in *seed=2*) echo warning: hot >&2; echo 'dyadic-cli: no memory for a tensor.' >&2; exit 1;; esac\n" +
      std::string(kGood)));
  EXPECT_EQ(outcomes[0].state, State::Finished);
  EXPECT_EQ(outcomes[1].state, State::Failed);
  EXPECT_EQ(outcomes[2].state, State::Finished);
  EXPECT_EQ(outcomes[1].reason, "no memory for a tensor.");
  EXPECT_DOUBLE_EQ(outcomes[0].hardTop1, 0.89);
  EXPECT_DOUBLE_EQ(outcomes[0].floatTop1, 0.9);
  const std::string log = readText(out("failed/seed=2.log"));
  EXPECT_THAT(log, testing::StartsWith("reason: no memory for a tensor.\nexit code: 1\ncommand:"));
  EXPECT_THAT(log, HasSubstr("warning: hot"));
  EXPECT_EQ(json::parse(readText(out("failed/seed=2.json")))["seed"], 2) << "the config, to try by hand";
  EXPECT_FALSE(std::filesystem::exists(out(".work")));
  EXPECT_TRUE(std::filesystem::exists(out("sweep.json")));
  EXPECT_THAT(messages.str(), AllOf(HasSubstr("failed: seed=2"), HasSubstr("finished: seed=3  hard top-1 89.00 %")));

  auto again = options(kGood);
  again.resume = true;
  EXPECT_EQ(make(again)[1].state, State::Finished);
  EXPECT_FALSE(std::filesystem::exists(out("failed"))) << "nothing has failed any more";
}

TEST_F(SweepRuns, AKilledRunAndAProgramThatIsNotThereAreFailures) {
  const auto outcomes = make(options("kill -9 $$"));
  EXPECT_THAT(outcomes[0].reason, AllOf(HasSubstr("signal 9"), HasSubstr("memory")));
  auto absent = options("");
  absent.program = "/no/such/program";
  absent.resume = true;
  EXPECT_THAT(make(absent)[0].reason, HasSubstr("could not be started"));
}

TEST_F(SweepRuns, TheFileOfAKilledRunStaysWhereItIsGoneOnWith) {
  const auto leave = [this](const char* file) {
    return std::string("gzip -dc '" DYADIC_SOURCE_DIR "/tests/data/runs/version1-") + file + ".h5.gz' > '" +
           out("seed=1.h5") + "'; kill -9 $$";
  };
  const auto outcomes = make(options(leave("stopped")));
  EXPECT_EQ(outcomes[0].state, State::Failed);
  EXPECT_EQ(outcomes[0].path, out("seed=1.h5"));
  EXPECT_TRUE(std::filesystem::exists(out("seed=1.h5")));
  EXPECT_TRUE(std::filesystem::exists(out("failed/seed=1.log")));
  std::filesystem::remove(out("seed=1.h5"));

  auto again = options("echo nonsense > '" + out("seed=1.h5") + "'; kill -9 $$");
  again.resume = true;
  EXPECT_EQ(make(again)[0].path, out("seed=1.h5")) << "nobody knows whose it is";
}

TEST_F(SweepRuns, ARunThatFinishedUnderTheNameOfAFailedOneStays) {
  const auto outcomes = make(options("gzip -dc '" DYADIC_SOURCE_DIR "/tests/data/runs/version1-finished.h5.gz' > '" +
                                     out("seed=1.h5") + "'; exit 1"));
  EXPECT_EQ(outcomes[0].state, State::Failed);
  EXPECT_TRUE(std::filesystem::exists(out("seed=1.h5")));
  EXPECT_FALSE(std::filesystem::exists(out("failed/seed=1.h5")));
}

TEST_F(SweepRuns, OneSweepAtATimeIsAtWorkInAFolder) {
  const auto made = options("touch " + folder.file("begun") + "; sleep 1\n" + kGood);
  std::thread first([&] { make(made); });
  for (int i = 0; i < 600 && !std::filesystem::exists(folder.file("begun")); ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  auto second = made;
  second.resume = true;
  const auto refused = runSweep(second, console);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message(), HasSubstr("Another sweep is at work in"));
  first.join();
  EXPECT_FALSE(std::filesystem::exists(out(".lock")));
  std::ofstream(out(".lock")) << "of one that was killed";
  EXPECT_TRUE(runSweep(second, console));
}

TEST_F(SweepRuns, ProcessorsAreSharedAndRecorded) {
  auto two = options("cp $2 " + folder.file("seen-$(basename $2)") + "\n" + kGood, 2);
  two.sweep.runs[2].config.threads = 5;
  make(two);
  const int processors = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  EXPECT_EQ(json::parse(readText(folder.file("seen-seed=1.json")))["threads"], std::max(1, processors / 2));
  EXPECT_EQ(json::parse(readText(folder.file("seen-seed=3.json")))["threads"], 5) << "as the config says";
}

TEST_F(SweepRuns, SeveralRunAtOnce) {
  // Each waits for the other: alone it gives up.
  const std::string meet = "touch " + folder.file("here-$(basename $2)") + "\nfor i in $(seq 200); do [ $(ls " +
                           folder.file("") + " | grep -c here-) -ge 2 ] && break; sleep 0.05; done\n[ $(ls " +
                           folder.file("") + " | grep -c here-) -ge 2 ] || exit 1\n" + kGood;
  const auto outcomes = make(options(meet, 2));
  for (const auto& outcome : outcomes) EXPECT_EQ(outcome.state, State::Finished) << outcome.reason;
}

TEST_F(SweepRuns, CtrlCStopsTheRunsAndStartsNoOther) {
  const auto made = options(
      "trap 'echo \"{\\\"state\\\":\\\"stopped\\\",\\\"reason\\\":\\\"stopped by the user\\\"}\"; exit 1' INT\n"
      "touch " +
      folder.file("begun") + "\nwhile :; do sleep 0.05; done");
  std::thread user([this] {
    for (int i = 0; i < 600 && !std::filesystem::exists(folder.file("begun")); ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    kill(getpid(), SIGINT);
  });
  const auto outcomes = make(made);
  user.join();
  EXPECT_EQ(outcomes[0].state, State::Stopped);
  EXPECT_EQ(outcomes[0].reason, "stopped by the user");
  EXPECT_EQ(outcomes[1].state, State::NotRun);
  EXPECT_EQ(outcomes[2].state, State::NotRun);
  EXPECT_FALSE(std::filesystem::exists(out("failed")));
}

TEST_F(SweepRuns, ARunThatIsStoppedBeforeItBeganHasNotFailed) {
  const auto outcomes = make(options("kill -INT $$; sleep 5"));
  EXPECT_EQ(outcomes[0].state, State::Stopped);
  EXPECT_FALSE(std::filesystem::exists(out("failed")));
}

TEST_F(SweepRuns, WhatIsThereIsNotOverwritten) {
  std::ofstream(out("seed=2.h5")) << "of a later program";
  for (const bool resume : {false, true}) {
    auto made = options("touch " + folder.file("done"));
    made.resume = resume;
    const auto refused = runSweep(made, console);
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message(), AllOf(HasSubstr("seed=2.h5 cannot be read"), HasSubstr("--force")));
  }
  EXPECT_FALSE(std::filesystem::exists(folder.file("done")));
  EXPECT_EQ(readText(out("seed=2.h5")), "of a later program");
  auto forced = options(kGood);
  forced.force = true;
  EXPECT_EQ(make(forced)[1].state, State::Finished);
}

TEST_F(SweepRuns, RunsThatAreThereAreSaid) {
  const std::string unpack = "gzip -dc '" DYADIC_SOURCE_DIR "/tests/data/runs/version1-stopped.h5.gz' > '";
  ASSERT_EQ(std::system((unpack + out("seed=2.h5") + "'").c_str()), 0);
  const auto refused = runSweep(options(kGood), console);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::Usage);
}

TEST(SweepCommand, MistakesAreFoundBeforeAnythingRuns) {
  const TemporaryFolder folder;
  const std::string config = folder.write("grid.json", R"({"method": {"id": "ioiq"}, "output": "out",
      "sweep": {"method.parameters.bits": [8, 40], "seed": [1, 2]}})");
  const CliResult wrong = runCommand({"sweep", config});
  EXPECT_EQ(wrong.code, 2);
  EXPECT_THAT(wrong.messages, AllOf(HasSubstr("method.parameters.bits=40, seed=1"), HasSubstr("from 2 to 16")));
  EXPECT_FALSE(std::filesystem::exists(folder.file("out")));
  const CliResult listed = runCommand({"sweep", config, "--list", "--set", "sweep.method.parameters.bits=[8,4]"});
  EXPECT_EQ(listed.code, 0) << listed.messages;
  EXPECT_THAT(listed.out, HasSubstr(folder.file("out/bits=4_seed=2.h5")));
  EXPECT_FALSE(std::filesystem::exists(folder.file("out")));
  EXPECT_EQ(runCommand({"quantize", config}).code, 2);
  EXPECT_EQ(runCommand({"sweep", config, "--jobs", "0"}).code, 2);
  EXPECT_EQ(runCommand({"sweep", folder.file("none.json")}).code, 1);
}

/// Real runs, cut to a few hundred images.
TEST(SweepCommand, MakesRunsThatTheReportTellsApart) {
  if (!std::filesystem::exists("/usr/share/datasets/fashion-mnist"))
    GTEST_SKIP() << "needs Debian's dataset-fashion-mnist";
  const TemporaryFolder folder;
  const std::string config = folder.write("grid.json", R"({
    "model": {"path": "builtin:resnet8-fashion"},
    "data": {"path": "builtin:fashion-mnist", "train_limit": 128, "limit": 200},
    "method": {"id": "ioiq", "parameters": {"portions": [1], "calibration_batches": 1}},
    "training": {"epochs_per_stage": 1}, "output": "out",
    "sweep": {"method.parameters.bits": [8, 3], "seed": [1, 2]}})");
  const CliResult made = runCommand({"sweep", config, "--jobs", "2", "--json", "--quiet"});
  ASSERT_EQ(made.code, 0) << made.messages << made.out;
  const json summary = json::parse(made.out);
  EXPECT_EQ(summary["finished"], 4);
  EXPECT_EQ(summary["failed"], 0);
  const json again = json::parse(runCommand({"sweep", config, "--resume", "--json", "--quiet"}).out);
  EXPECT_EQ(again["there_already"], 4);
  EXPECT_EQ(again["finished"], 0);
  EXPECT_EQ(runCommand({"sweep", config}).code, 2) << "nothing is overwritten";

  const json report = json::parse(runCommand({"report", folder.file("out"), "--json"}).out);
  ASSERT_EQ(report["configurations"].size(), 2U);
  const json& eight = report["configurations"][0];
  EXPECT_EQ(eight["differs"]["method.parameters.bits"], "8");
  EXPECT_EQ(eight["weight_bits"], 8);
  EXPECT_EQ(eight["images"], 200);
  EXPECT_EQ(eight["hard_top1"]["runs"], 2);
  const double mean =
      (summary["runs"][0]["hard_top1"].get<double>() + summary["runs"][1]["hard_top1"].get<double>()) / 2;
  EXPECT_NEAR(eight["hard_top1"]["mean"].get<double>(), mean, 1e-12);
  ASSERT_EQ(report["comparisons"].size(), 1U);
  const json& pair = report["comparisons"][0];
  EXPECT_EQ(pair["seeds"].size(), 2U);
  const double difference =
      pair["seeds"][0]["only_first"].get<double>() - pair["seeds"][0]["only_second"].get<double>();
  EXPECT_NEAR(difference / 200,
              summary["runs"][0]["hard_top1"].get<double>() - summary["runs"][2]["hard_top1"].get<double>(), 1e-9);

  std::filesystem::remove(folder.file("out/bits=3_seed=2.h5"));
  const CliResult table = runCommand({"report", folder.file("out")});
  EXPECT_THAT(table.out, AllOf(HasSubstr("1 of 2"), HasSubstr("2 not run"), HasSubstr("McNemar")));
  EXPECT_THAT(runCommand({"report", folder.file("out"), "--paired", "1", "float", "--format", "markdown"}).out,
              HasSubstr("| float |"));
  EXPECT_EQ(runCommand({"report", folder.file("out"), "--paired", "1", "9"}).code, 2);
  EXPECT_THAT(runCommand({"report", folder.file("out"), "--runs"}).out,
              AllOf(HasSubstr("seed=1"), Not(HasSubstr("±"))));
}

}  // namespace
}  // namespace dyadic::cli
