// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "engine/math/IntSe.h"
#include "engine/types/Rounding.h"

/// Integer arithmetic of the INT-SE pipeline, the same for simulation, reference and fast executors (IOIQ, sections 7,
/// 9 and 10). Pure functions, safe from any thread.
namespace dyadic::math {

/// R(t, p): p > 0 rounds t 2^-p to an integer, p = 0 is the identity, p < 0 shifts left by -p and saturates to int64.
/// p is clamped to [-62, 62]; nothing overflows.
[[nodiscard]] std::int64_t roundShift(std::int64_t t, int p, Rounding rounding);

/// clip(v, Dmin, Dmax).
[[nodiscard]] std::int64_t saturate(std::int64_t v, IntSeFormat format);

/// Exponent of a bias (IOIQ, section 7): the one it would get alone, `reference`, limited to
/// [accumulator, accumulator + bits - 1], so that it joins the accumulator by a lossless left shift.
[[nodiscard]] int biasExponent(int reference, int accumulator, int bits);

/// A positive real as code * 2^exponent.
struct DyadicConstant {
  std::int64_t code = 0;
  int exponent = 0;

  [[nodiscard]] double value() const;
};

/// 1/n as a `bits`-bit INT-SE constant with the smallest exponent that does not clip, ties rounded up (IOIQ, section
/// 10): 1/49 with 16 bits is 21400 * 2^-20. A power of two is exact. REQUIRES: 1 <= n <= 2^40.
[[nodiscard]] DyadicConstant reciprocal(std::int64_t n, int bits = 16);

}  // namespace dyadic::math
