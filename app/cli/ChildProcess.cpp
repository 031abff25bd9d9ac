// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ChildProcess.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <utility>

namespace dyadic::cli {

namespace {

constexpr int kCannotStart = 127;  ///< exit code, as a shell has it

struct Pipe {
  int read = -1;
  int write = -1;
};

Expected<Pipe> makePipe() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) {
    return failure(DYADIC_TR("engine", "No process can be started: %1."), {std::strerror(errno)});
  }
  fcntl(ends[0], F_SETFL, O_NONBLOCK);
  return Pipe{ends[0], ends[1]};
}

void closeOnce(int& file) {
  if (file >= 0) {
    close(file);
  }
  file = -1;
}

/// In the new process, between fork and exec: nothing but system calls.
[[noreturn]] void become(char* const* arguments, const Pipe& out, const Pipe& messages, pid_t parent) {
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGINT);
  if (getppid() != parent) {
    _exit(kCannotStart);
  }
  const int nothing = open("/dev/null", O_RDONLY);
  dup2(nothing, STDIN_FILENO);
  dup2(out.write, STDOUT_FILENO);
  dup2(messages.write, STDERR_FILENO);
  signal(SIGINT, SIG_DFL);
  signal(SIGTERM, SIG_DFL);
  execv(arguments[0], arguments);
  _exit(kCannotStart);
}

/// Everything that is there to read; closes the file at its end.
std::string drain(int& file) {
  std::string text;
  std::array<char, 4096> buffer{};
  while (file >= 0) {
    const ssize_t got = ::read(file, buffer.data(), buffer.size());
    if (got > 0) {
      text.append(buffer.data(), static_cast<std::size_t>(got));
    } else if (got == 0 || (errno != EAGAIN && errno != EINTR)) {
      closeOnce(file);
    } else if (errno == EAGAIN) {
      break;
    }
  }
  return text;
}

}  // namespace

Expected<std::unique_ptr<ChildProcess>> ChildProcess::start(const std::vector<std::string>& command, Line onMessage) {
  auto out = makePipe();
  if (!out) {
    return out.error();
  }
  auto messages = makePipe();
  if (!messages) {
    close(out->read);
    close(out->write);
    return messages.error();
  }
  std::vector<std::string> words = command;
  std::vector<char*> arguments;
  for (std::string& word : words) {
    arguments.push_back(word.data());
  }
  arguments.push_back(nullptr);
  const pid_t parent = getpid();
  const pid_t pid = fork();
  if (pid == 0) {
    become(arguments.data(), *out, *messages, parent);
  }
  close(out->write);
  close(messages->write);
  if (pid < 0) {
    close(out->read);
    close(messages->read);
    return failure(DYADIC_TR("engine", "No process can be started: %1."), {std::strerror(errno)});
  }
  std::unique_ptr<ChildProcess> child(new ChildProcess);
  child->pid_ = pid;
  child->out_ = out->read;
  child->messages_ = messages->read;
  child->onMessage_ = std::move(onMessage);
  return child;
}

ChildProcess::~ChildProcess() {
  if (!reaped_) {
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }
  closeOnce(out_);
  closeOnce(messages_);
}

void ChildProcess::read() {
  output_ += drain(out_);
  line_ += drain(messages_);
  for (std::size_t end = 0; (end = line_.find('\n')) != std::string::npos;) {
    const std::string line = line_.substr(0, end);
    line_.erase(0, end + 1);
    onMessage_(line);
  }
}

bool ChildProcess::ended() {
  int status = 0;
  if (!reaped_ && waitpid(pid_, &status, WNOHANG) == pid_) {
    reaped_ = true;
    code_ = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    read();
    if (!line_.empty()) {
      onMessage_(std::exchange(line_, {}));
    }
  }
  return reaped_;
}

void ChildProcess::interrupt() const {
  if (!reaped_) {
    kill(pid_, SIGINT);
  }
}

void ChildProcess::wait(const std::vector<ChildProcess*>& children, int milliseconds) {
  std::vector<pollfd> files;
  for (const ChildProcess* child : children) {
    for (const int file : {child->out_, child->messages_}) {
      if (file >= 0) {
        files.push_back({file, POLLIN, 0});
      }
    }
  }
  poll(files.data(), files.size(), milliseconds);
}

}  // namespace dyadic::cli
