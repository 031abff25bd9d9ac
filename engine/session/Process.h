// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace dyadic::session {

/// What a bug report needs to know of the engine, as name and value, in order: commit, LibTorch, HDF5, compiler,
/// processor, instructions used. Any thread.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> versions();

}  // namespace dyadic::session
