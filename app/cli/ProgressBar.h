// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "app/cli/Console.h"

namespace dyadic::cli {

/// "[######..........]  34 %  1 min 2 s left  Training"; without the time where it is not known. `fraction` is 0..1.
[[nodiscard]] std::string progressText(double fraction, const std::string& activity, double secondsLeft);

/// A share of work done and the time left: on a terminal one line redrawn ten times a second at most, otherwise a line
/// at once and then one every five seconds. Wiped when destroyed. One thread at a time.
class ProgressBar {
 public:
  using Clock = std::chrono::steady_clock;
  using Now = std::function<Clock::time_point()>;

  /// `console` must outlive the bar; `now` is replaced by tests.
  explicit ProgressBar(Console& console, Now now = Clock::now);
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  /// `fraction` is 0..1. Without `secondsLeft` it is estimated from the time the bar has lived.
  void update(double fraction, const std::string& activity, std::optional<double> secondsLeft = std::nullopt);

 private:
  Console& console_;
  Now now_;
  Clock::time_point begin_;
  std::optional<Clock::time_point> drawn_;
};

}  // namespace dyadic::cli
