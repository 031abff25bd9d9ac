// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/types/ConfigDifferences.h"
#include "engine/types/RunRecord.h"
#include "engine/types/Spread.h"
#include "widgets/plots/ParallelAxes.h"

/// The arithmetic of comparing runs, without Qt. Free functions without state, any thread.
namespace dyadic::widgets {

/// A run as the comparison needs it.
struct CompareRun {
  std::string path;  ///< identifies the run
  std::string name;  ///< for people
  int color = 0;     ///< as everywhere in the window: runColor()
  ConfigValues config;
  std::shared_ptr<const RunSnapshot> run;  ///< a summary is enough; never null, has an outline
  double averageBits = kNotMeasured;       ///< of the weights
  double bytes = kNotMeasured;             ///< of all parameters as they are stored

  /// After a stage, or after its last one if that is -1 or it has not come so far; NaN without one.
  [[nodiscard]] double hardTop1(int stage = -1) const;
  [[nodiscard]] double floatTop1() const;
  [[nodiscard]] double change(int stage = -1) const { return hardTop1(stage) - floatTop1(); }
};

/// Keys in which the runs differ, or all; the method's parameters first, each group by name. Where the result goes, on
/// how many threads and on what device a run was made is left out of the differences.
[[nodiscard]] std::vector<std::string> comparedKeys(const std::vector<CompareRun>& runs, bool all);

/// Runs that are shown as one.
struct RunGroup {
  std::string name;
  int color = 0;                  ///< of its first run
  std::vector<std::size_t> runs;  ///< indices, ascending; at least one
};
/// Runs that differ by seed alone, in the order of their first one. A group of several is named by what tells it from
/// the others ("bits 6, partition random"; nothing where there are no others), a run alone by its name. Without
/// `bySeed`, each run for itself.
[[nodiscard]] std::vector<RunGroup> groupRuns(const std::vector<CompareRun>& runs, bool bySeed);

/// Pruning-inspired against random partition: runs of one setting that differ by partition and seed alone.
struct PartitionStudy {
  struct Stage {
    double portion = 0;
    Spread pruning;     ///< hard top-1
    Spread random;      ///< likewise
    Spread difference;  ///< pruning minus random, seed by seed; without a pair count is 0
  };
  std::string setting;                ///< what tells it from other studies: "bits 6"; empty if it is the only one
  std::vector<std::size_t> pruning;   ///< runs, ascending
  std::vector<std::size_t> random;    ///< likewise
  std::vector<std::uint64_t> paired;  ///< seeds that both kinds have
  std::vector<Stage> stages;          ///< that all of them have finished
};
/// Those of the runs, most pairs first.
[[nodiscard]] std::vector<PartitionStudy> partitionStudies(const std::vector<CompareRun>& runs);
/// Runs that stand ready for a study but for the other kind: "pruning" or "random" that is missing, and how many of the
/// first kind there are.
struct MissingPartition {
  std::string have;
  std::string missing;
  std::vector<std::size_t> runs;
};
/// The largest set of runs with one kind alone; no runs where none has a partition.
[[nodiscard]] MissingPartition missingPartition(const std::vector<CompareRun>& runs);

/// One axis a setting in which the runs differ, equal ones once, then average_bits, bytes and hard_top1, whose
/// titles are their keys.
[[nodiscard]] std::vector<ParallelAxis> parallelAxes(const std::vector<CompareRun>& runs, int stage = -1);

}  // namespace dyadic::widgets
