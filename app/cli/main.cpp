// SPDX-License-Identifier: GPL-3.0-or-later
#include <unistd.h>

#include <iostream>

#include "app/cli/Cli.h"
#include "engine/session/Process.h"

int main(int argc, char** argv) {
  dyadic::session::letIdleThreadsSleep(argv);
  const dyadic::cli::Console::Streams streams{std::cout, std::cerr, isatty(STDERR_FILENO) != 0};
  return dyadic::cli::runCli({argv + 1, argv + argc}, streams);
}
