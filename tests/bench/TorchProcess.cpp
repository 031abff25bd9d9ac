// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/TorchProcess.h"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

namespace dyadic::bench {
namespace {

constexpr const char* kPython = "/usr/bin/python3";
constexpr const char* kFolder = DYADIC_SOURCE_DIR "/tests/bench/";

}  // namespace

Expected<std::unique_ptr<TorchProcess>> TorchProcess::start(const std::string& script) {
  std::signal(SIGPIPE, SIG_IGN);
  int in[2];
  int out[2];
  if (pipe(in) != 0 || pipe(out) != 0) return failure("no pipe to Python");
  auto result = std::unique_ptr<TorchProcess>(new TorchProcess);
  result->script_ = kFolder + script;
  result->process_ = fork();
  if (result->process_ < 0) return failure("no process for Python");
  if (result->process_ == 0) {
    dup2(in[0], STDIN_FILENO);
    dup2(out[1], STDOUT_FILENO);
    for (const int end : {in[0], in[1], out[0], out[1]}) close(end);
    execl(kPython, kPython, result->script_.c_str(), nullptr);
    _exit(127);
  }
  close(in[0]);
  close(out[1]);
  result->toProcess_ = fdopen(in[1], "w");
  result->fromProcess_ = fdopen(out[0], "r");
  return result;
}

TorchProcess::~TorchProcess() {
  if (toProcess_ != nullptr) std::fclose(toProcess_);  // the end of its input ends it
  if (fromProcess_ != nullptr) std::fclose(fromProcess_);
  if (process_ > 0) waitpid(process_, nullptr, 0);
}

Expected<double> TorchProcess::run(int times) {
  double seconds = 0;
  if (std::fprintf(toProcess_, "%d\n", times) < 0 || std::fflush(toProcess_) != 0 ||
      std::fscanf(fromProcess_, "%lf", &seconds) != 1) {
    return failure("%1 %2 failed; it needs Debian's python3-torch", {kPython, script_});
  }
  return seconds;
}

}  // namespace dyadic::bench
