// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

/// Multiplication by a real number in integer arithmetic (IAO, section 2.2): M = M0 * 2^-31 * 2^-n with the int32 M0 in
/// [2^30, 2^31). Both steps round, as processors do it that have an instruction for the first one. Pure functions, safe
/// from any thread.
namespace dyadic::math {

struct FixedPointMultiplier {
  std::int32_t multiplier = std::int32_t{1} << 30;  ///< M0, 2^30 to 2^31 - 1
  int shift = 0;                                    ///< n: right; negative: left

  [[nodiscard]] double value() const;
};

/// The nearest one to `m`: 0.00724742734 has M0 = 1992157658, n = 7. REQUIRES: m > 0, finite, and its n from -62
/// to 62.
[[nodiscard]] FixedPointMultiplier quantizeMultiplier(double m);

/// SQRDMULH: a b / 2^31, halves rounded up; the one product that overflows, of two times -2^31, saturates.
[[nodiscard]] std::int32_t saturatingRoundingDoublingHighMultiply(std::int32_t a, std::int32_t b);

/// x / 2^n, halves rounded away from 0: -12 / 8 becomes -2, not -1. Rounding them up biases networks measurably (IAO,
/// appendix B). n from 0 to 62.
[[nodiscard]] std::int32_t roundingDivideByPowerOfTwo(std::int32_t x, int n);

/// M x in the two steps above: first a saturating left shift where n is negative, then the high multiply, then the
/// rounding right shift.
[[nodiscard]] std::int32_t multiply(std::int32_t x, const FixedPointMultiplier& m);

}  // namespace dyadic::math
