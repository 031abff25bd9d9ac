// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace dyadic::math {

/// Instruction sets that the kernels exist for. All give the same bits; they differ in speed alone.
enum class DispatchLevel { Plain, Avx2, Avx512 };

/// The best that this processor has.
[[nodiscard]] DispatchLevel bestDispatchLevel();
/// The one in use: the best, unless forced.
[[nodiscard]] DispatchLevel dispatchLevel();
/// For tests and benchmarks: use this level from now on, on all threads. A level that the processor does not have is
/// refused (false) and changes nothing.
bool forceDispatchLevel(DispatchLevel level);
[[nodiscard]] std::string_view dispatchLevelName(DispatchLevel level);

}  // namespace dyadic::math
