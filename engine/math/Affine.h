// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>

#include "engine/math/Executor.h"
#include "engine/math/HistogramBuilder.h"
#include "engine/math/Metrics.h"

/// Affine quantization (IAO, section 2): r = S (q - Z) with a real scale S > 0 and the zero point Z, an integer of the
/// type of q, so that the real number 0 is represented exactly. Integers q are signed here; where the paper's are
/// unsigned, both q and Z are larger by 2^(b-1).
///
/// Every function may be called from any thread and gives the same bits with every executor.
namespace dyadic::math {

/// Range of the integers q.
struct AffineFormat {
  int bits = 8;         ///< 2 to 16, or 32 for biases, whose zero point is always 0
  bool narrow = false;  ///< leave out the lowest value, as weights do: [-127, 127] at 8 bits

  [[nodiscard]] constexpr std::int64_t maximum() const { return (std::int64_t{1} << (bits - 1)) - 1; }
  [[nodiscard]] constexpr std::int64_t minimum() const { return narrow ? -maximum() : -maximum() - 1; }
  /// n, 2^b or one less.
  [[nodiscard]] constexpr std::int64_t levels() const { return maximum() - minimum() + 1; }
};

struct AffineGrid {
  AffineFormat format;
  double scale = 1;            ///< S
  std::int64_t zeroPoint = 0;  ///< Z, from format.minimum() to format.maximum()

  /// The least and the largest representable value, a and b after nudging.
  [[nodiscard]] constexpr double low() const { return static_cast<double>(format.minimum() - zeroPoint) * scale; }
  [[nodiscard]] constexpr double high() const { return static_cast<double>(format.maximum() - zeroPoint) * scale; }
};

/// What the values of a tensor lie in.
struct ValueRange {
  double low = 0;
  double high = 0;
  bool finite = true;  ///< false: some are NaN or infinite; the range is that of the others
};
/// Of an empty tensor [0, 0].
[[nodiscard]] ValueRange rangeOf(std::span<const float> x, Executor& executor);

/// The grid for values in [low, high]: the range is widened to hold 0, S = (high - low) / (n - 1), and both ends are
/// shifted by less than S so that 0 is a level: Z = qmin + clamp(round(-low / S), 0, n - 1) (IAO, section 3). Above 16
/// bits the range is widened to be symmetric instead. [0, 0] and ranges that are not finite give S = 1, Z = 0 or the
/// end of the integers next to it.
[[nodiscard]] AffineGrid nudgedGrid(double low, double high, AffineFormat format);

/// out = S (q - Z), q = clamp(round(x / S) + Z, qmin, qmax), where `out` may be `x`; halves are rounded away from 0.
/// Infinity saturates, NaN stays NaN, zeros are positive. Returns how many elements lie more than S/2 outside of the
/// levels. REQUIRES: out.size() == x.size().
std::int64_t quantize(std::span<const float> x, const AffineGrid& grid, std::span<float> out, Executor& executor);
/// The integers q themselves; NaN becomes Z. REQUIRES: out.size() == x.size().
std::int64_t encode(std::span<const float> x, const AffineGrid& grid, std::span<std::int32_t> out, Executor& executor);

/// Bins of a histogram are not wider than S and hold at most one level each, not always in the middle.
[[nodiscard]] GridOutline outlineOf(const AffineGrid& grid);

/// What the grid that fits x would do to it; one candidate, whose "exponent" is that of the power of two at or below S.
[[nodiscard]] WhatIfOutput whatIf(std::span<const float> x, AffineFormat format, Executor& executor);

}  // namespace dyadic::math
