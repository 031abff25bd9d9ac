// SPDX-License-Identifier: GPL-3.0-or-later
// Read first by clang-tidy 14, which takes the constexpr vector of libstdc++ 12 for a reason to instantiate vectors of
// LibTorch's types before they are complete. Nothing that is built includes this.
#include <bits/c++config.h>
#include <string>
#undef _GLIBCXX20_CONSTEXPR
#define _GLIBCXX20_CONSTEXPR
#define __fill_a1 __fill_a1_of_bits
#include <vector>
#undef __fill_a1
#undef _GLIBCXX20_CONSTEXPR
#define _GLIBCXX20_CONSTEXPR constexpr
