// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <optional>
#include <string>

namespace dyadic::cli {

/// How far a run is, as one program tells it another: a line of stderr that begins with the character RS and holds a
/// JSON object (RFC 7464). Free functions.
struct ProgressRecord {
  double fraction = 0;                ///< 0..1
  double secondsLeft = std::nan("");  ///< NaN: not known
  std::string activity;
};

[[nodiscard]] std::string formatProgress(const ProgressRecord& record);
/// Nothing where the line is an ordinary one.
[[nodiscard]] std::optional<ProgressRecord> parseProgress(const std::string& line);

}  // namespace dyadic::cli
