// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace dyadic::session {

/// Idle threads of LibTorch's pool (OpenMP) are to sleep, not to spin: a pool that spins while another thread or
/// program wants the processor loses nine tenths of its speed, and the window stutters. The OpenMP library reads its
/// setting, OMP_WAIT_POLICY, when it is loaded; where the user has set it (or GOMP_SPINCOUNT) nothing happens. This
/// sets it before any library is initialized. The array of the environment cannot grow then, so the setting takes the
/// place of "_", the program's path as shells leave it there; started by something else than a shell, the program
/// starts itself again with one variable more, which takes a third of a second. A program asks for it in the file of
/// its main(), outside of any function: DYADIC_LET_IDLE_THREADS_SLEEP
void letIdleThreadsSleep(int argc, char** argv, char** environment);

}  // namespace dyadic::session

/// The dynamic loader calls what stands in this section of a program before the constructors of its libraries.
#define DYADIC_LET_IDLE_THREADS_SLEEP                                                                                \
  namespace {                                                                                                        \
  [[gnu::section(".preinit_array"),                                                                                  \
    gnu::used]] void (*const letIdleThreadsSleepFirst)(int, char**, char**) = &dyadic::session::letIdleThreadsSleep; \
  }
