// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <ostream>
#include <string>

#include "engine/types/Expected.h"

/// Files that engine and command line make, run files apart, which engine/runlog writes. Any thread.
namespace dyadic {

/// Whether `path` can be written, asked before work is done that would be lost: its folder is there and takes new
/// files, it is no folder or device, and nothing is there unless `force`.
[[nodiscard]] Status checkOutput(const std::string& path, bool force);

/// Writes `path` whole or not at all: under a name of its own beside it, brought to the disk, then renamed. Where the
/// disk is full, `write` throws or leaves the stream failed, or `path` exists without `force`, the error names the file
/// and what was there is as it was. A file that is replaced leaves its rights to the new
/// one; a link is replaced itself, and what it points to is never touched.
[[nodiscard]] Status writeOutput(const std::string& path, bool force, const std::function<void(std::ostream&)>& write);

}  // namespace dyadic
