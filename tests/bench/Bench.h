// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/types/Expected.h"

namespace dyadic::bench {

/// What ours took and what it is compared with took, in the same unit; ratio = ours / other.
struct Measurement {
  double ours = 0;
  double other = 0;
  std::string unit = "ms";
  std::string note;  ///< what was run on what
};

/// One promise about speed. Both sides are measured in one run, by turns.
struct Target {
  std::string name;
  std::string versus;           ///< the other side
  std::optional<double> limit;  ///< ratio to stay below or at; none: reported only
  std::function<Expected<Measurement>()> measure;
};

/// What-if of a 25-million-weight model against a copy of the weights.
[[nodiscard]] std::vector<Target> whatIfTargets();
/// A training step against the same step in Python; an IOIQ step, and making a batch, against a float step.
[[nodiscard]] std::vector<Target> stepTargets();
/// What writing the run file costs a run.
[[nodiscard]] std::vector<Target> runFileTargets();
/// Integer programs against the float network and PyTorch's 8 bits.
[[nodiscard]] std::vector<Target> integerTargets();
/// Model files of ResNet-50's size: time and memory.
[[nodiscard]] std::vector<Target> importTargets();
/// What the process of such a measurement does: prints milliseconds and peak bytes of opening the file, as JSON.
void printImport(const std::string& file);
/// What a person at the window waits for.
[[nodiscard]] std::vector<Target> windowTargets();
/// All of them, in the order they are reported. A new file of targets gets its line here.
[[nodiscard]] std::vector<Target> allTargets();

inline constexpr int kThreads = 2;  ///< of every measurement

[[nodiscard]] double median(std::vector<double> values);
/// Seconds that `body` takes.
[[nodiscard]] double seconds(const std::function<void()>& body);
/// Medians in milliseconds of `rounds` runs of each side, by turns, after one of each that does not count.
[[nodiscard]] Measurement interleave(int rounds, const std::function<void()>& ours, const std::function<void()>& other);

/// Something that may fail, `times` times: seconds of one.
using Side = std::function<Expected<double>(int times)>;
struct Turns {
  int rounds = 11;
  int times = 3;  ///< of one side before the other has its turn
};
/// Medians in milliseconds of both, by turns, after one turn of each that does not count. A pause between the turns
/// lets the threads of the side that is done go to sleep.
[[nodiscard]] Expected<Measurement> takeTurns(const Turns& turns, const Side& ours, const Side& other);

}  // namespace dyadic::bench
