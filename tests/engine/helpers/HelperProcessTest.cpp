// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/helpers/HelperProcess.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <vector>

#include "engine/helpers/Rights.h"

namespace dyadic::helpers {
namespace {

using End = HelperResult::End;

TEST(HelperProcess, TellsHowAProgramEnded) {
  EXPECT_EQ(runHelper({.program = "no-such-program"}).end, End::NotFound);
  EXPECT_EQ(runHelper({.program = "/bin/sh", .arguments = {"-c", "exit 3"}, .mostBytes = 10}).status, 3);
  const HelperResult died = runHelper({.program = "/bin/sh", .arguments = {"-c", "kill -SEGV $$"}, .mostBytes = 10});
  EXPECT_EQ(died.end, End::Died);
  EXPECT_EQ(died.status, SIGSEGV);
  const HelperResult said =
      runHelper({.program = "/bin/sh", .arguments = {"-c", "printf hello; cat"}, .mostBytes = 10});
  EXPECT_EQ(said.end, End::Finished);
  EXPECT_EQ(said.output, "hello");
  EXPECT_EQ(runHelper({.program = "/bin/sh", .arguments = {"-c", "yes"}, .mostBytes = 100}).end, End::TooMuch);
  EXPECT_EQ(
      runHelper(
          {.program = "/bin/sh", .arguments = {"-c", "sleep 60"}, .mostBytes = 10, .time = std::chrono::seconds(1)})
          .end,
      End::TimedOut);
}

TEST(HelperProcess, GivesAnOpenFileAsInput) {
  std::FILE* file = std::tmpfile();
  std::fputs("from the file", file);
  std::rewind(file);
  const HelperResult said =
      runHelper({.program = "/bin/sh", .arguments = {"-c", "cat"}, .input = fileno(file), .mostBytes = 100});
  EXPECT_EQ(said.output, "from the file");
  std::fclose(file);
}

/// Exit code of what a child does after it gave up its rights; -1 where it died.
template <class Act>
int afterGivingUp(const Rights& rights, Act act) {
  const pid_t child = fork();
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    giveUpRights(rights);
    _exit(act());
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(Rights, NeitherFilesNorOpenDescriptorsNorTimeAreLeft) {
  const std::string path = testing::TempDir() + "dyadic-rights";
  std::ofstream(path) << "as it was";
  const int open = ::open(path.c_str(), O_RDWR);
  EXPECT_EQ(afterGivingUp({}, [&] { return ::write(open, "x", 1) < 0 ? 7 : 0; }), 7) << "an inherited file";
  EXPECT_EQ(afterGivingUp({},
                          [&] {
                            const int again = ::open(path.c_str(), O_WRONLY);
                            return again < 0 || ::write(again, "x", 1) < 0 ? 7 : 0;
                          }),
            7);
  ::close(open);
  std::string content;
  std::getline(std::ifstream(path), content);
  EXPECT_EQ(content, "as it was");
  std::remove(path.c_str());
  EXPECT_EQ(afterGivingUp({.seconds = 1},
                          [] {
                            for (volatile bool on = true; on;) {
                            }
                            return 0;
                          }),
            -1);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  EXPECT_EQ(
      afterGivingUp({.memory = 1ULL << 30U}, [] { return std::malloc(std::size_t{2} << 30U) == nullptr ? 7 : 0; }), 7);
#endif
}

}  // namespace
}  // namespace dyadic::helpers
