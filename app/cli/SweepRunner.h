// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "app/cli/Console.h"
#include "engine/session/SweepFolder.h"
#include "engine/types/RunRecord.h"

namespace dyadic::cli {

struct SweepOptions {
  session::Sweep sweep;
  int jobs = 1;
  bool resume = false;  ///< keep what is finished, go on with what was stopped, do again what failed
  bool force = false;   ///< do everything again
  std::string program;  ///< dyadic-cli
};

/// What came of one run.
struct SweepOutcome {
  enum class State { Finished, AlreadyThere, Failed, Stopped, NotRun };
  State state = State::NotRun;
  std::string path;    ///< of the run file, wherever it lies now
  std::string reason;  ///< of Failed and Stopped
  double floatTop1 = kNotMeasured;
  double hardTop1 = kNotMeasured;
  double seconds = kNotMeasured;
};

/// "finished", "there already", "failed", "stopped" and "not run".
[[nodiscard]] const char* nameOf(SweepOutcome::State state);

/// Makes the runs, `jobs` at once, each a process `program quantize`; one outcome a run of the sweep. A run without
/// threads of its own gets its share of the processors. What failed is moved to FOLDER/failed with its config and a log
/// that begins with the reason, and the others go on. Ctrl-C stops and saves all of them. Fails before anything runs if
/// the folder holds what would be overwritten or cannot be read, or another sweep is at work in it. Main thread.
[[nodiscard]] Expected<std::vector<SweepOutcome>> runSweep(const SweepOptions& options, Console& console);

}  // namespace dyadic::cli
