// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/session/Report.h"
#include "engine/types/ConfigDifferences.h"
#include "engine/types/Expected.h"
#include "engine/types/ReportTable.h"
#include "engine/types/RunRecord.h"
#include "engine/types/Spread.h"

/// Many runs as a table: a row a configuration, mean and deviation over its seeds, and which of two is better on the
/// same images. Free functions; any thread. Those that read files block.
namespace dyadic::session {

/// A run that its configuration lacks.
struct MissingRun {
  std::uint64_t seed = 0;
  std::string state;   ///< "failed", "stopped", "interrupted", "running", "paused", "not run"
  std::string reason;  ///< of a failed one
};

struct FinishedRun {
  std::uint64_t seed = 0;
  std::string path;
  std::string name;  ///< the file's, without folder and ending
};

/// Runs that differ by seed alone. Only finished ones are in the numbers; accuracies are fractions, hard ones those of
/// the last stage.
struct Configuration {
  std::string label;  ///< what tells it from the others: "bits 6, partition random"; its method where nothing does
  ConfigValues values;
  std::string method;                 ///< id
  std::vector<FinishedRun> runs;      ///< by seed, each seed once
  std::vector<std::string> repeated;  ///< finished runs of a seed that is there already: left out, by path
  std::vector<MissingRun> missing;    ///< by seed
  BitRange weights;                   ///< between the first layer and the last one
  BitRange first;                     ///< weights of the first convolution or linear layer
  BitRange last;
  BitRange activations;     ///< feature maps between the network's input and its output
  std::int64_t images = 0;  ///< validation images of each run; 0: not of one number
  Spread floatTop1;
  Spread hardTop1;
  Spread change;       ///< hard minus float
  Spread averageBits;  ///< averageWeightBits()
  Spread bytes;        ///< storedSize()
  Spread compression;  ///< float bytes / bytes
  Spread seconds;
};

struct SeedReport {
  std::vector<Configuration> configurations;
  std::vector<std::string> keys;   ///< of values: in which the configurations differ, the seed and the method left out
  std::vector<std::string> notes;  ///< what a reader of the table has to know, a sentence each, in English
};

/// A run that a sweep was to make, in its order.
struct PlannedRun {
  RunConfig config;
  std::string state;  ///< where there is no run file: "failed" or "not run"
  std::string reason;
};
struct PlannedRuns {
  std::vector<PlannedRun> runs;
  std::vector<std::pair<std::string, Error>> unreadable;  ///< plans that are there and cannot be read
};
/// Of every folder of `paths` that holds the plan of a sweep; nothing for the others.
[[nodiscard]] PlannedRuns plannedRuns(const std::vector<std::string>& paths);

/// In the order of the plan, what is not planned behind it in the order of the runs. The runs have all their detail.
[[nodiscard]] SeedReport seedReport(const std::vector<std::shared_ptr<const RunSnapshot>>& runs,
                                    const std::vector<PlannedRun>& planned = {});

/// Two networks on the same images: McNemar's test.
struct PairedCount {
  std::uint64_t seed = 0;
  std::int64_t images = 0;
  std::int64_t onlyFirst = 0;   ///< b: the first alone is right
  std::int64_t onlySecond = 0;  ///< c: the second alone is right
  bool exact = true;            ///< binomial test, else chi-square with continuity correction
  double chiSquare = kNotMeasured;
  double p = kNotMeasured;  ///< two-sided
};

struct PairedComparison {
  std::string first;   ///< label
  std::string second;  ///< label, or "float"
  std::vector<PairedCount> seeds;
  /// Sums over the seeds. Its p is not measured: every image is counted once a seed, and such counts are not
  /// independent.
  PairedCount pooled;
  Spread difference;                    ///< accuracy of the first minus the second's, over the seeds
  std::vector<std::uint64_t> unpaired;  ///< seeds that only one of them has
};

/// Hard predictions of both, seed by seed; without `second` of the first against its own float network. Fails where no
/// seed is shared, where predictions are missing, and where validation images differ: says which.
[[nodiscard]] Expected<PairedComparison> comparePaired(const Configuration& first, const Configuration* second);

/// The configuration that a user means: its row, counted from 1, its label, or the name or path of one of its runs.
[[nodiscard]] Expected<const Configuration*> findConfiguration(const SeedReport& report, const std::string& word);

[[nodiscard]] ReportTable configurationTable(const SeedReport& report);
[[nodiscard]] ReportTable pairedTable(const std::vector<PairedComparison>& comparisons);

}  // namespace dyadic::session
