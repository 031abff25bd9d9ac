// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <ostream>
#include <string>

#include "engine/types/Expected.h"

/// Files that the program makes, run files apart, which engine/runlog writes. Any thread.
namespace dyadic {

/// Whether `path` can be written, asked before work is done that would be lost: its folder is there and takes new
/// files, it is no folder or device, and it does not exist unless `force`.
[[nodiscard]] Status checkOutput(const std::string& path, bool force);

/// Writes `path` whole or not at all: under a name of its own beside it, brought to the disk, then renamed. Where the
/// disk is full, `write` throws or leaves the stream failed, or `path` exists without `force`, the error names the file
/// and what was there is as it was. Where `path` is a link, the file that it points to is replaced.
[[nodiscard]] Status writeOutput(const std::string& path, bool force, const std::function<void(std::ostream&)>& write);

}  // namespace dyadic
