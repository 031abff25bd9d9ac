// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ProgressBar.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <sstream>

namespace dyadic::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// A bar whose clock is moved by hand.
struct Bar {
  explicit Bar(bool terminal) : console({results, messages, terminal}), bar(console, [this] { return now; }) {}
  void at(double seconds, double fraction, std::optional<double> left = std::nullopt) {
    now = ProgressBar::Clock::time_point(
        std::chrono::duration_cast<ProgressBar::Clock::duration>(std::chrono::duration<double>(seconds)));
    bar.update(fraction, "Training", left);
  }
  std::ptrdiff_t lineCount() const {
    const std::string text = messages.str();
    return std::count(text.begin(), text.end(), console.terminal() ? '\r' : '\n');
  }

  std::ostringstream results;
  std::ostringstream messages;
  ProgressBar::Clock::time_point now{};
  Console console;
  ProgressBar bar;
};

TEST(ProgressBar, WithoutATerminalALineAtOnceAndThenOneEveryFiveSeconds) {
  Bar bar(false);
  bar.at(0, 0);
  EXPECT_EQ(bar.lineCount(), 1);
  for (int i = 1; i <= 100; ++i) {
    bar.at(0.1 * i, 0.01 * i);
  }
  EXPECT_EQ(bar.lineCount(), 3);
  EXPECT_THAT(bar.messages.str(), Not(HasSubstr("\r")));
}

TEST(ProgressBar, OnATerminalOneLineRedrawnTenTimesASecond) {
  Bar bar(true);
  for (int i = 0; i < 1000; ++i) {
    bar.at(0.001 * i, 0.001 * i);
  }
  EXPECT_EQ(bar.lineCount(), 10);
  EXPECT_THAT(bar.messages.str(), Not(HasSubstr("\n")));
}

TEST(ProgressBar, TimeLeftFollowsFromTheTimeTakenOrIsGiven) {
  Bar bar(false);
  bar.at(0, 0);
  bar.at(30, 0.25);
  EXPECT_THAT(bar.messages.str(), HasSubstr("[######..................]  25 %  1 min 30 s left  Training\n"));
  bar.at(60, 0.5, 7.0);
  EXPECT_THAT(bar.messages.str(), HasSubstr("50 %  7 s left"));
}

TEST(ProgressBar, OddFractionsDoNoHarm) {
  Bar bar(false);
  bar.at(0, std::nan(""));
  bar.at(10, -1);
  bar.at(20, 7);
  EXPECT_THAT(bar.messages.str(), HasSubstr("[########################] 100 %"));
}

}  // namespace
}  // namespace dyadic::cli
