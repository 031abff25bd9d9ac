// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "engine/types/Expected.h"
#include "engine/types/RunRecord.h"

namespace dyadic::bench {

/// Writes the run's file once more, without the waiting, and returns the seconds that took. `run` is what the file at
/// `path` holds, or the same with another config.
[[nodiscard]] Expected<double> replay(const std::string& path, const RunSnapshot& run, const std::string& copy);

}  // namespace dyadic::bench
