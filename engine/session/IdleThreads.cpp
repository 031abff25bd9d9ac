// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/IdleThreads.h"

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace dyadic::session {
namespace {

constexpr int kMostVariables = 4096;
constexpr int kLongestPath = 4096;

/// Not strncmp: nothing is initialized yet, the tools that watch memory included.
[[gnu::no_sanitize("address", "thread", "undefined")]] bool sets(const char* entry, const char* variable) {
  for (; *variable != '\0'; ++entry, ++variable)
    if (*entry != *variable) return false;
  return *entry == '=';
}

}  // namespace

[[gnu::no_sanitize("address", "thread", "undefined")]] void letIdleThreadsSleep(int /*argc*/, char** argv,
                                                                                char** environment) {
  static const char* changed[kMostVariables + 2];
  int count = 0;
  char** spare = nullptr;
  for (; environment[count] != nullptr; ++count) {
    if (count == kMostVariables || sets(environment[count], "OMP_WAIT_POLICY") ||
        sets(environment[count], "GOMP_SPINCOUNT"))
      return;
    if (sets(environment[count], "_")) spare = &environment[count];
    changed[count] = environment[count];
  }
  static char policy[] = "OMP_WAIT_POLICY=PASSIVE";
  if (spare != nullptr) {
    *spare = policy;
    return;
  }
  changed[count] = policy;
  static char path[kLongestPath + 1];  // by its own name, which process lists show
  if (syscall(SYS_readlinkat, AT_FDCWD, "/proc/self/exe", path, kLongestPath) <= 0) return;
  syscall(SYS_execve, path, argv, changed);  // returns only where it fails; then the program goes on as it is
}

}  // namespace dyadic::session
