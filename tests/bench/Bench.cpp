// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/Bench.h"

#include <algorithm>
#include <chrono>
#include <thread>

namespace dyadic::bench {

std::vector<Target> allTargets() {
  std::vector<Target> all;
  for (auto targets :
       {whatIfTargets(), stepTargets(), runFileTargets(), integerTargets(), importTargets(), windowTargets()}) {
    all.insert(all.end(), targets.begin(), targets.end());
  }
  return all;
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

double seconds(const std::function<void()>& body) {
  const auto begin = std::chrono::steady_clock::now();
  body();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

Measurement interleave(int rounds, const std::function<void()>& ours, const std::function<void()>& other) {
  ours();
  other();
  std::vector<double> oursTimes;
  std::vector<double> otherTimes;
  for (int round = 0; round < rounds; ++round) {
    oursTimes.push_back(1e3 * seconds(ours));
    otherTimes.push_back(1e3 * seconds(other));
  }
  Measurement result;
  result.ours = median(oursTimes);
  result.other = median(otherTimes);
  return result;
}

Expected<Measurement> takeTurns(const Turns& turns, const Side& ours, const Side& other) {
  std::vector<double> times[2];
  for (int round = 0; round <= turns.rounds; ++round) {
    for (int side = 0; side < 2; ++side) {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      auto seconds = side == 0 ? ours(turns.times) : other(turns.times);
      if (!seconds) return seconds.error();
      if (round > 0) times[side].push_back(1e3 * *seconds);
    }
  }
  Measurement result;
  result.ours = median(times[0]);
  result.other = median(times[1]);
  return result;
}

}  // namespace dyadic::bench
