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

/// The config, but for the run file and the number of threads: equal texts are the same experiment.
[[nodiscard]] std::string experimentText(RunConfig config);

}  // namespace dyadic::session
