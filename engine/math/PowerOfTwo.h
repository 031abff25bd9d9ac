// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/math/Executor.h"
#include "engine/math/HistogramBuilder.h"
#include "engine/math/Metrics.h"

/// Zero and signed powers of two (INQ, sections 2 and 3): P = {0, +-2^n2, ..., +-2^n1}, n2 = n1 + 1 - 2^(b-2). One of
/// the b bits tells zero from the rest, the others index the 2^(b-1) signed powers.
///
/// Every function may be called from any thread and gives the same bits with every executor.
namespace dyadic::math {

inline constexpr int kMinPowerBits = 2;
inline constexpr int kMaxPowerBits = 8;

/// What |x| >= 1.5 * 2^n1 becomes: nothing there has a level of its own.
enum class BeyondTop {
  Saturate,  ///< +-2^n1
  Zero,      ///< 0, INQ's equation 4 read literally
};

struct PowerOfTwoGrid {
  int bits = 5;           ///< 2 to 8
  int top = 0;            ///< n1, -126 to 127
  bool tiesDown = false;  ///< the middle of two levels becomes the smaller one; else, as in the paper, the larger one
  BeyondTop beyond = BeyondTop::Saturate;

  /// n2, and no less than what a normal float32 holds.
  [[nodiscard]] constexpr int bottom() const {
    const int n2 = top + 1 - (1 << (bits - 2));
    return n2 < -126 ? -126 : n2;
  }
  /// Powers above zero: 2^(b-2), but for the limit of bottom().
  [[nodiscard]] constexpr int powers() const { return top - bottom() + 1; }
  /// 2^(b-1) + 1, zero included.
  [[nodiscard]] constexpr int levels() const { return 2 * powers() + 1; }
};

/// n1 = floor(log2(4 m / 3)) of m = max|x|, computed exactly: 2^n1 is the power of two nearest to m. 0 where m is 0 or
/// not finite.
[[nodiscard]] int topExponent(double maxAbs);

/// The grid's values, ascending. A code is a position in it; zero is code powers().
[[nodiscard]] std::vector<float> codebook(const PowerOfTwoGrid& grid);
[[nodiscard]] GridOutline outlineOf(const PowerOfTwoGrid& grid);

/// The nearest level of each element, where `out` may be `x`. NaN stays NaN, zeros are positive. Returns how many
/// elements lie beyond the top: |x| >= 1.5 * 2^n1. REQUIRES: out.size() == x.size().
std::int64_t quantize(std::span<const float> x, const PowerOfTwoGrid& grid, std::span<float> out, Executor& executor);

/// Codes instead of values; NaN gets that of zero. REQUIRES: out.size() == x.size().
void encode(std::span<const float> x, const PowerOfTwoGrid& grid, std::span<std::int32_t> out, Executor& executor);

/// What the grid with the top that fits x would do to it; one candidate, n1. `grid.top` is not used.
[[nodiscard]] WhatIfOutput whatIf(std::span<const float> x, PowerOfTwoGrid grid, Executor& executor);

}  // namespace dyadic::math
