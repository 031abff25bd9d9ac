// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace dyadic::session {

/// Call first in main(). Idle threads of LibTorch's pool (OpenMP) are to sleep, not to spin: a pool that spins while
/// another thread or program wants the processor loses nine tenths of its speed, and the window stutters. The OpenMP
/// library reads its setting when it is loaded, so the program starts itself again, once, with OMP_WAIT_POLICY set;
/// where the user has set it (or GOMP_SPINCOUNT) nothing happens.
void letIdleThreadsSleep(char** argv);

}  // namespace dyadic::session
