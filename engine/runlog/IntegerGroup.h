// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "engine/types/Expected.h"
#include "engine/types/IntegerProgram.h"
#include "engine/types/RunRecord.h"

/// The group /integer of run files (fields: engine/runlog/README.md). Free functions that block on the file; any
/// thread. RunWriter::setInteger writes it at the end of a run.
namespace dyadic::runlog {

/// Program and report. Empty where the file has no /integer. Files are untrusted: sizes are checked before memory is
/// taken; whether the program is a sound one is for integer::checkProgram.
[[nodiscard]] Expected<std::optional<IntegerDeployment>> readInteger(const std::string& path);

/// Puts `deployment` in place of the /integer of a finished run, as it was read before, by copy and rename: the file is
/// the old one or the new one at any moment. Fails where the run is being written or has not finished, and where
/// another one has its path by now.
[[nodiscard]] Status replaceInteger(const RunSnapshot& run, const IntegerDeployment& deployment);

/// A file with the group /integer alone. Refuses to overwrite unless `force`.
[[nodiscard]] Status writeIntegerFile(const std::string& path, const IntegerDeployment& deployment, bool force);

}  // namespace dyadic::runlog
