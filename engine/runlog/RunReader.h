// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/runlog/RunData.h"
#include "engine/types/Expected.h"
#include "engine/types/RunRecord.h"

/// Reading run files, finished or being written, by this process or another. Free functions that block on the file;
/// callable from any thread. Files are untrusted: every size is checked before memory is taken, and whatever is
/// missing, damaged or of another format is an error that names the file and the field.
namespace dyadic::runlog {

/// Makes a RunConfig of the text in /config.
using ConfigParser = std::function<Expected<RunConfig>(const std::string& json)>;

/// All but predictions, quantized values and checkpoint. `parser` fills outline->config; without one it keeps its
/// defaults. The state is Interrupted where the file says running or paused and its writer is gone (it ran on this host
/// and its process has ended, or the host was started anew); a writer on another host is taken to be alive where the
/// folder is a shared one.
[[nodiscard]] Expected<std::shared_ptr<const RunSnapshot>> readRun(const std::string& path,
                                                                   const ConfigParser& parser = {},
                                                                   RunDetail detail = RunDetail::Full);

/// The text of /config.
[[nodiscard]] Expected<std::string> readConfigJson(const std::string& path);
/// Empty where the run has not come so far.
[[nodiscard]] Expected<std::vector<QuantizedLayer>> readQuantized(const std::string& path);
/// Empty where the run has not come so far.
[[nodiscard]] Expected<Predictions> readPredictions(const std::string& path);
/// The last complete checkpoint; empty if there is none.
[[nodiscard]] Expected<Checkpoint> readCheckpoint(const std::string& path);
[[nodiscard]] Expected<Provenance> readProvenance(const std::string& path);

}  // namespace dyadic::runlog
