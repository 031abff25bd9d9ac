// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "app/cli/Console.h"

namespace dyadic::cli {

/// The whole program: reads the arguments (without the program's name), runs the command they name and returns the exit
/// code: 0, 2 for a mistake in arguments or config, 1 for everything else.
int runCli(const std::vector<std::string>& arguments, const Console::Streams& streams);

}  // namespace dyadic::cli
