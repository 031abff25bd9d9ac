// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/Process.h"

#include <unistd.h>

#include <cstdlib>

namespace dyadic::session {

void letIdleThreadsSleep(char** argv) {
  if (std::getenv("OMP_WAIT_POLICY") != nullptr || std::getenv("GOMP_SPINCOUNT") != nullptr) return;
  if (setenv("OMP_WAIT_POLICY", "PASSIVE", 1) != 0) return;
  execv("/proc/self/exe", argv);  // returns only where it fails; then the program goes on as it is
}

}  // namespace dyadic::session
