// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace dyadic::session {

/// What opening data left out since the last call (images that do not decode), a line each, every one once in the life
/// of the process. At most a hundred are kept, the last of them saying how many more there were. Any thread.
[[nodiscard]] std::vector<std::string> takeWarnings();

/// Internal to the folder: hands `warnings` to takeWarnings().
void addWarnings(const std::vector<std::string>& warnings);

}  // namespace dyadic::session
