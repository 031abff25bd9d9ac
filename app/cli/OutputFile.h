// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "engine/types/Expected.h"

namespace dyadic::cli {

/// Fails if `path` exists and `force` is not given, before any work is done. An empty path is fine.
[[nodiscard]] Status checkOutput(const std::string& path, bool force);

/// Writes the whole text under another name and renames it, so that a failure leaves what was there.
[[nodiscard]] Status writeFile(const std::string& path, const std::string& text);

}  // namespace dyadic::cli
