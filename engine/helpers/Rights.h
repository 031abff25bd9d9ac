// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace dyadic::helpers {

/// What a program that reads an untrusted file keeps.
struct Rights {
  std::uint64_t memory = 1ULL << 30U;  ///< bytes of address space
  std::uint64_t seconds = 60;          ///< of CPU time; then the process dies of SIGXCPU
  std::uint64_t files = 64;            ///< open at once
};

/// For a helper's main(), before it looks at the file: from here on the process writes no file, has only its standard
/// streams open, gains no rights by starting another program, dies with the process that started it, and leaves no
/// core. Under the sanitizers, which need it all, memory is not limited. Cannot fail in a way that matters to an honest
/// file.
void giveUpRights(const Rights& rights);

}  // namespace dyadic::helpers
