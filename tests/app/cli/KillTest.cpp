// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "tests/app/cli/CliRun.h"

/// What a run is worth whose process, disk or machine gives up.
namespace dyadic::cli {
namespace {

using ::testing::HasSubstr;

const std::string kPython = "/usr/bin/python3";
const std::string kScripts = DYADIC_SOURCE_DIR "/tests/app/cli/";
const std::string kProgram = DYADIC_BIN_DIR "/dyadic-cli";
constexpr const char* kStages = R"(import h5py,sys
with h5py.File(sys.argv[1]) as run:
  print(run.attrs["state"], len(run["stages"]), [s["layers/mse"][()].size for s in run["stages"].values()]))";

/// A command in another process and folder, that can be interrupted while it works.
class Process {
 public:
  Process(std::vector<std::string> arguments, const std::string& folder) {
    arguments.insert(arguments.begin(), kProgram);
    std::vector<char*> pointers;
    for (std::string& argument : arguments) {
      pointers.push_back(argument.data());
    }
    pointers.push_back(nullptr);
    pid_ = fork();
    if (pid_ == 0) {
      prctl(PR_SET_PDEATHSIG, SIGKILL);
      if (chdir(folder.c_str()) != 0) _exit(126);
      execv(pointers[0], pointers.data());
      _exit(127);
    }
  }
  void interrupt() const { kill(pid_, SIGINT); }
  int exitCode() const {
    int status = 0;
    waitpid(pid_, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  pid_t pid_ = -1;
};

class Kill : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists("/usr/share/datasets/fashion-mnist")) GTEST_SKIP() << "needs dataset-fashion-mnist";
  }
  [[nodiscard]] std::string config() const {
    return folder_.write("run.json", R"({
      "model": {"path": "builtin:resnet8-fashion"},
      "data": {"path": "builtin:fashion-mnist", "train_limit": 512, "limit": 256},
      "method": {"id": "ioiq"}, "training": {"epochs_per_stage": 1}, "threads": 1})");
  }
  TemporaryFolder folder_;
};

/// By hand, with 100 kills over all methods: tests/app/cli/kill_runs.py build/release/bin/dyadic-cli FOLDER
TEST_F(Kill, ARunKilledAtAnyMomentEndsAsIfNothingHadBeen) {
  const CliResult result = runProgram(
      {kPython, kScripts + "kill_runs.py", kProgram, folder_.file("."), "--kills", "4", "--methods", "ioiq,inq"});
  EXPECT_EQ(result.code, 0) << result.out;
  EXPECT_THAT(result.out, HasSubstr("0 lost a stage"));
}

TEST_F(Kill, AnInterruptedRunIsKeptAndResumedAsIfNothingHadBeen) {
  const std::string run = folder_.file("run.h5");
  const std::string whole = folder_.file("whole.h5");
  const auto arguments = [settings = config()](const std::string& out) -> std::vector<std::string> {
    return {
        "quantize", settings, "--out", out, "--set", "training.epochs_per_stage=2", "--set", "data.train_limit=768"};
  };
  const Process process(arguments(run), folder_.file("."));
  const std::string stages = R"(import h5py,sys; sys.exit(len(h5py.File(sys.argv[1])["stages"]) == 0))";
  bool begun = false;
  for (int i = 0; i < 900 && !begun; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    begun = std::filesystem::exists(run) &&
            runProgram({"env", "HDF5_USE_FILE_LOCKING=FALSE", kPython, "-c", stages, run}).code == 0;
  }
  ASSERT_TRUE(begun);
  process.interrupt();
  EXPECT_EQ(process.exitCode(), 1);
  const std::string state = R"(import h5py,sys; print(h5py.File(sys.argv[1]).attrs["state"]))";
  EXPECT_EQ(runProgram({kPython, "-c", state, run}).out, "stopped\n");

  const CliResult resumed = runCommand({"quantize", "--resume", run, "--json"});
  ASSERT_EQ(resumed.code, 0) << resumed.messages;
  EXPECT_EQ(nlohmann::json::parse(resumed.out).at("stages").size(), 4U);
  EXPECT_EQ(runProgram({kPython, "-c", state, run}).out, "finished\n");
  const std::string resumes = R"(import h5py,sys; print(h5py.File(sys.argv[1])["provenance"].attrs["resumed"]))";
  EXPECT_THAT(runProgram({kPython, "-c", resumes, run}).out, ::testing::MatchesRegex("20..-..-..T..:..:..Z\n"));
  ASSERT_EQ(runCommand(arguments(whole)).code, 0);
  const CliResult check = runProgram({kPython, kScripts + "check_quantized.py", run, "--same-as", whole});
  EXPECT_EQ(check.code, 0) << check.out;
}

/// SIGXFSZ is the program's own affair: the shell leaves it as it is.
TEST_F(Kill, AFileSizeLimitLeavesAReadableFileAndAClearMessage) {
  const std::string run = folder_.file("run.h5");
  const std::string here = folder_.file("here");
  std::filesystem::create_directory(here);
  const std::string command = "ulimit -f 1600; exec " + kProgram + " quantize " + config() + " --out " + run;
  const CliResult result = runProgram({"env", "-C", here, "/bin/bash", "-c", command});
  EXPECT_EQ(result.code, 1) << result.out;
  EXPECT_THAT(result.out, HasSubstr(run + " cannot be written: "));
  EXPECT_THAT(result.out, HasSubstr("File too large"));
  EXPECT_THAT(result.out.substr(result.out.find("dyadic-cli: ")), HasSubstr(run)) << "the file that there is";
  EXPECT_THAT(result.out, HasSubstr("resume"));
  EXPECT_TRUE(std::filesystem::is_empty(here)) << "the limit holds there too";
  const CliResult read = runProgram({kPython, "-c", kStages, run});
  ASSERT_EQ(read.code, 0) << read.out;
  EXPECT_THAT(read.out, HasSubstr("running"));
  const CliResult resumed = runProgram({kProgram, "quantize", "--resume", run});
  EXPECT_EQ(resumed.code, 0) << resumed.out;
  EXPECT_THAT(runProgram({kPython, "-c", kStages, run}).out, HasSubstr("finished 4"));
}

TEST_F(Kill, AFullDiskLeavesAReadableFileAndAClearMessage) {
  const std::string disk = folder_.file("disk");
  std::filesystem::create_directory(disk);
  if (mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=20m") != 0) GTEST_SKIP() << "mounting is not allowed here";
  const std::string run = disk + "/run.h5";
  // Room for a version of the file and hardly more.
  const CliResult filled = runProgram({"/bin/dd", "if=/dev/zero", "of=" + disk + "/other", "bs=1M", "count=16"});
  EXPECT_EQ(filled.code, 0) << filled.out;
  const CliResult result = runProgram({"env", "-C", folder_.file("."), kProgram, "quantize", config(), "--out", run});
  EXPECT_EQ(result.code, 0) << result.out;
  EXPECT_THAT(result.out, HasSubstr(run + " cannot be written: "));
  EXPECT_THAT(result.out, HasSubstr("No space left on device"));
  EXPECT_THAT(runProgram({kPython, "-c", kStages, folder_.file("run.h5")}).out, HasSubstr("finished 4"));
  EXPECT_EQ(runProgram({kPython, "-c", kStages, run}).code, 0);
  std::filesystem::remove(disk + "/other");
  EXPECT_EQ(runProgram({kProgram, "quantize", "--resume", run}).code, 0);
  EXPECT_THAT(runProgram({kPython, "-c", kStages, run}).out, HasSubstr("finished 4"));
  EXPECT_EQ(umount(disk.c_str()), 0);
}

TEST_F(Kill, ARunWhoseFolderIsGoneEndsInTheCurrentOne) {
  const std::string gone = folder_.file("gone");
  std::filesystem::create_directory(gone);
  const std::string taken = folder_.write("run.h5", "another file");
  const Process process({"quantize", config(), "--out", gone + "/run.h5"}, folder_.file("."));
  for (int i = 0; i < 900 && !std::filesystem::exists(gone + "/run.h5"); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  std::filesystem::remove_all(gone);
  EXPECT_EQ(process.exitCode(), 0);
  EXPECT_THAT(runProgram({kPython, "-c", kStages, folder_.file("run-2.h5")}).out, HasSubstr("finished 4"));
  EXPECT_EQ(readText(taken), "another file");
  EXPECT_FALSE(std::filesystem::exists(gone));
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)  // they reserve more than any limit
TEST_F(Kill, MemoryThatRunsOutEndsTheRunWithItsReasonInTheFile) {
  const std::string run = folder_.file("run.h5");
  const std::string command = "ulimit -v 2500000; exec " + kProgram + " quantize " + config() + " --out " + run +
                              " --set data.train_limit=8192 --set training.batch=4096";
  const CliResult result = runProgram({"/bin/bash", "-c", command});
  EXPECT_EQ(result.code, 1) << result.out;
  EXPECT_THAT(result.out, HasSubstr("out of memory. Try a smaller training.batch"));
  const CliResult read = runProgram({kPython, "-c", kStages, run});
  ASSERT_EQ(read.code, 0) << read.out;
  EXPECT_THAT(read.out, HasSubstr("failed 0"));
}
#endif

}  // namespace
}  // namespace dyadic::cli
