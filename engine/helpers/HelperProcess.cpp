// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/helpers/HelperProcess.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <filesystem>

namespace dyadic::helpers {
namespace {

using Clock = std::chrono::steady_clock;
using End = HelperResult::End;

std::string beside(const std::string& program) {
  std::error_code code;
  const auto own = std::filesystem::read_symlink("/proc/self/exe", code);
  return code ? program : (own.parent_path() / program).string();
}

/// Starts the program with its output on `output`; 0: it could not be.
pid_t start(const std::string& path, const HelperOptions& options, int output) {
  std::vector<char*> argv = {const_cast<char*>(path.c_str())};
  for (const std::string& argument : options.arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  if (options.input < 0) {
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  } else {
    posix_spawn_file_actions_adddup2(&actions, options.input, STDIN_FILENO);
  }
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  pid_t process = 0;
  if (::posix_spawn(&process, path.c_str(), &actions, nullptr, argv.data(), environ) != 0) process = 0;
  posix_spawn_file_actions_destroy(&actions);
  return process;
}

/// Reads until the other side closes, or a limit is met.
End readAll(int file, const HelperOptions& options, std::string& out) {
  std::vector<char> step(std::clamp<std::uint64_t>(options.mostBytes, 1, 1U << 20U));
  const auto end = Clock::now() + options.time;
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
    if (left <= 0) return End::TimedOut;
    pollfd waiting{file, POLLIN, 0};
    const int ready = ::poll(&waiting, 1, static_cast<int>(std::min<std::int64_t>(left, 1000)));
    if (ready == 0 || (ready < 0 && errno == EINTR)) continue;
    if (ready < 0) return End::Died;
    const ssize_t got = ::read(file, step.data(), step.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return End::Died;
    if (got == 0) return End::Finished;
    if (out.size() + static_cast<std::size_t>(got) > options.mostBytes) return End::TooMuch;
    out.append(step.data(), static_cast<std::size_t>(got));
  }
}

}  // namespace

HelperResult runHelper(const HelperOptions& options) {
  HelperResult out;
  out.output.reserve(options.likelyBytes);  // may throw, so before there is a process
  const std::string path = beside(options.program);
  if (::access(path.c_str(), X_OK) != 0) return out;
  int ends[2] = {-1, -1};
  if (::pipe2(ends, O_CLOEXEC) != 0) return out;
  const pid_t process = start(path, options, ends[1]);
  ::close(ends[1]);
  if (process != 0) {
    try {
      out.end = readAll(ends[0], options, out.output);
    } catch (const std::bad_alloc&) {
      out.end = End::TooMuch;
    }
    if (out.end != End::Finished) ::kill(process, SIGKILL);
  }
  ::close(ends[0]);
  if (process == 0) return out;
  int status = 0;
  while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  if (out.end != End::Finished) return out;
  if (WIFSIGNALED(status)) out.end = End::Died;
  out.status = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
  return out;
}

}  // namespace dyadic::helpers
