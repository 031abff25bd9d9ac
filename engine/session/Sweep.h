// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "engine/types/Expected.h"
#include "engine/types/RunConfig.h"

/// Many runs of one config: its `sweep` section names values for keys, and every combination is a run. Free functions
/// that block on files; any thread.
namespace dyadic::session {

/// One combination.
struct SweepRun {
  std::string name;   ///< of the run file, without its ending: "bits=6_seed=2"
  std::string label;  ///< for people: "method.parameters.bits=6, seed=2"
  RunConfig config;   ///< complete and checked; output is FOLDER/NAME.h5
};

struct Sweep {
  std::string folder;          ///< where the run files go: the config's `output`, else runs/NAME OF THE CONFIG FILE
  std::vector<SweepRun> runs;  ///< the keys as they are written, the first one slowest; seeds fastest
};

/// Reads a config with a `sweep` section: dotted path -> list of JSON values, which may be whole objects ("method"). A
/// value of a longer path is set within one of a shorter path. "together" lists objects of values by dotted path, each
/// of them set at once: what belongs together, as a method and its learning rate. Each combination is checked as a
/// config of its own; an error names the combination, and a mistyped key the nearest known one. `overrides` as for
/// readConfig(); "sweep.seed=[1,2]" replaces a list, and a key that is swept cannot be set otherwise.
[[nodiscard]] Expected<Sweep> readSweep(const std::string& path, const std::vector<std::string>& overrides = {});
/// The same for a text, as parseConfig().
[[nodiscard]] Expected<Sweep> parseSweep(const std::string& json, const std::string& folder, const std::string& source,
                                         const std::vector<std::string>& overrides = {});

/// Whether a run of one config is a run of the other: equal but for the file, and the number of threads.
[[nodiscard]] bool sameExperiment(const RunConfig& a, const RunConfig& b);

/// What the folder holds of a run.
enum class SweepPlace {
  Missing,
  Finished,
  Stopped,   ///< stopped, interrupted or paused, and nobody writes it: can be gone on with
  Damaged,   ///< failed or unreadable: has to be done again
  Underway,  ///< another program is writing it
  Occupied,  ///< its file is there and holds another config
};
struct SweepFile {
  SweepPlace place = SweepPlace::Missing;
  std::string path;    ///< of the file; FOLDER/NAME.h5 unless the same experiment lies there under another name
  std::string reason;  ///< of Damaged: why
};
/// One for each run of the sweep. Run files are recognized by their /config alone, whatever they are called.
[[nodiscard]] std::vector<SweepFile> findSweepFiles(const Sweep& sweep);

/// Notes in FOLDER/sweep.json what is to be run, so that a table of the folder can say what is missing.
[[nodiscard]] Status writeSweepPlan(const Sweep& sweep);
/// The same back. Fails where there is none or it cannot be read.
[[nodiscard]] Expected<Sweep> readSweepPlan(const std::string& folder);

}  // namespace dyadic::session
