// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "app/cli/Program.h"

namespace dyadic::cli {

/// True for what `inspect` takes for a data set: a folder, builtin:fashion-mnist, an IDX or CIFAR file by its name.
[[nodiscard]] bool looksLikeData(const std::string& path);

/// Prints format, splits, sizes, classes, images of every class, and what was left out.
Status inspectData(const std::string& path, const CommonOptions& common, Console& console);

}  // namespace dyadic::cli
