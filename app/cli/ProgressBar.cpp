// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ProgressBar.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>

namespace dyadic::cli {

namespace {

constexpr int kBarWidth = 24;
constexpr std::chrono::milliseconds kRedraw{100};
constexpr std::chrono::seconds kLineEvery{5};

}  // namespace

std::string progressText(double fraction, const std::string& activity, double secondsLeft) {
  fraction = std::isfinite(fraction) ? std::clamp(fraction, 0.0, 1.0) : 0.0;
  const int filled = static_cast<int>(fraction * kBarWidth);
  char share[16];
  std::snprintf(share, sizeof share, "%3d %%", static_cast<int>(fraction * 100));
  std::string line = "[" + std::string(filled, '#') + std::string(kBarWidth - filled, '.') + "] " + share;
  if (!std::isnan(secondsLeft)) {
    line += "  " + duration(secondsLeft) + " left";
  }
  return line + "  " + activity;
}

ProgressBar::ProgressBar(Console& console, Now now) : console_(console), now_(std::move(now)), begin_(now_()) {}

ProgressBar::~ProgressBar() { console_.endProgress(); }

void ProgressBar::update(double fraction, const std::string& activity, std::optional<double> secondsLeft) {
  const Clock::time_point now = now_();
  const Clock::duration pause = console_.terminal() ? Clock::duration(kRedraw) : Clock::duration(kLineEvery);
  if (drawn_ && now - *drawn_ < pause) {
    return;
  }
  drawn_ = now;
  const double share = std::isfinite(fraction) ? std::clamp(fraction, 0.0, 1.0) : 0.0;
  const double elapsed = std::chrono::duration<double>(now - begin_).count();
  const double estimate = share > 0 && elapsed > 1 ? elapsed * (1 - share) / share : std::nan("");
  console_.progress(progressText(share, activity, secondsLeft.value_or(estimate)));
}

}  // namespace dyadic::cli
