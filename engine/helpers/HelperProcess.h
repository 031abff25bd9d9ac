// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace dyadic::helpers {

struct HelperOptions {
  std::string program{};                 ///< its name; it lies beside the program that runs
  std::vector<std::string> arguments{};  ///< without the program's name
  int input = -1;                        ///< an open file that it finds as its standard input; -1: nothing
  std::uint64_t mostBytes = 0;           ///< of output; more is a failure
  std::uint64_t likelyBytes = 0;         ///< of output; reserved, so that it is not copied while it grows
  std::chrono::seconds time{60};
};

struct HelperResult {
  enum class End { Finished, NotFound, Died, TimedOut, TooMuch };
  End end = End::NotFound;
  int status = 0;  ///< Finished: exit code. Died: signal
  std::string output;
};

/// Runs a program that reads an untrusted file, its output caught and its messages dropped. Blocks until it has ended,
/// and ends it at the limits. Any thread.
[[nodiscard]] HelperResult runHelper(const HelperOptions& options);

}  // namespace dyadic::helpers
