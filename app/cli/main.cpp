// SPDX-License-Identifier: GPL-3.0-or-later
#include <unistd.h>

#include <csignal>
#include <iostream>

#include "app/cli/Cli.h"
#include "engine/session/IdleThreads.h"

DYADIC_LET_IDLE_THREADS_SLEEP

int main(int argc, char** argv) {
  std::signal(SIGXFSZ, SIG_IGN);  // a limit on the size of files is an error like a full disk
  const dyadic::cli::Console::Streams streams{std::cout, std::cerr, isatty(STDERR_FILENO) != 0};
  return dyadic::cli::runCli({argv + 1, argv + argc}, streams);
}
