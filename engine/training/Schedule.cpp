// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/Schedule.h"

#include <cmath>
#include <numbers>

namespace dyadic::training {

double learningRateFactor(const std::string& schedule, double progress) {
  constexpr double kWarmUp = 0.3;
  constexpr double kStart = 1.0 / 25;
  const auto fall = [](double p) { return (1 + std::cos(std::numbers::pi * p)) / 2; };
  if (schedule == "cosine") return fall(progress);
  if (schedule == "step") return progress < 0.5 ? 1 : progress < 0.75 ? 0.1 : 0.01;
  if (schedule == "onecycle") {
    if (progress < kWarmUp) return kStart + (1 - kStart) * (1 - fall(progress / kWarmUp));
    return fall((progress - kWarmUp) / (1 - kWarmUp));
  }
  return 1;
}

}  // namespace dyadic::training
