// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/types.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/types/Expected.h"

namespace dyadic::cli {

/// Another program at work, its output coming back through pipes. It is in a process group of its own, so that Ctrl-C
/// reaches it only by interrupt(), and it is interrupted should this process end. One thread.
class ChildProcess {
 public:
  using Line = std::function<void(const std::string&)>;

  /// `onMessage` is called for every line of its stderr, within read().
  [[nodiscard]] static Expected<std::unique_ptr<ChildProcess>> start(const std::vector<std::string>& command,
                                                                     Line onMessage);
  /// Kills it if it has not ended.
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  /// Takes what it has written. Does not block.
  void read();
  /// Whether it has ended and all it wrote is read. Does not block.
  [[nodiscard]] bool ended();
  /// As Ctrl-C does.
  void interrupt() const;
  /// All of its stdout so far.
  [[nodiscard]] const std::string& output() const { return output_; }
  /// REQUIRES: ended(). Exit code; -signal where a signal ended it.
  [[nodiscard]] int code() const { return code_; }

  /// Blocks until one of them has written something or ended, at most so long.
  static void wait(const std::vector<ChildProcess*>& children, int milliseconds);

 private:
  ChildProcess() = default;

  pid_t pid_ = -1;
  int out_ = -1;
  int messages_ = -1;
  bool reaped_ = false;
  int code_ = 0;
  std::string output_;
  std::string line_;  ///< of stderr, not yet ended
  Line onMessage_;
};

}  // namespace dyadic::cli
