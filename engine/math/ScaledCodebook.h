// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/math/Executor.h"
#include "engine/math/HistogramBuilder.h"
#include "engine/math/Metrics.h"

/// Scaled codebooks: q = alpha c with c among a few integers and one scale alpha >= 0 for each group of weights (BWN,
/// TWN, FGQ, ADMM: arXiv 1603.05279, 1605.04711, 1705.01462, 1707.09870). Scales minimize |W - alpha c|^2 in each
/// group, but for TWN's threshold.
///
/// Every function may be called from any thread and gives the same bits with every executor.
namespace dyadic::math {

enum class Alphabet {
  Binary,   ///< {-1, +1}; 0 becomes +1
  Ternary,  ///< {-1, 0, +1}
  Powers,   ///< {0, +-1, +-2, ..., +-2^N}
};

/// How the scale of a ternary group is found.
enum class TernaryFit {
  Exact,      ///< by sorting: the k largest magnitudes with the largest (their sum)^2 / k; alpha is their mean
  Threshold,  ///< TWN: those above delta = factor * mean|W|; alpha is their mean
};

inline constexpr int kMaxScaledPowers = 6;

struct ScaledFormat {
  Alphabet alphabet = Alphabet::Ternary;
  int powers = 1;  ///< Powers: N, 1 to kMaxScaledPowers
  TernaryFit ternary = TernaryFit::Exact;
  double factor = 0.75;  ///< of TernaryFit::Threshold, above 0 and below 1
  int scaleBits = 0;     ///< 0: scales are float32; else INT-SE integers of that width with one exponent a tensor

  [[nodiscard]] constexpr int ranks() const {
    return alphabet == Alphabet::Powers ? powers + 1 : 1;
  }  ///< magnitudes above 0
  [[nodiscard]] constexpr int levels() const { return 2 * ranks() + (alphabet == Alphabet::Binary ? 0 : 1); }
  /// Of a code: 1, 2, or what 2N + 3 levels take.
  [[nodiscard]] int bits() const;
  /// The alphabet, ascending. A code is a position in it.
  [[nodiscard]] std::vector<float> alphabetValues() const;
};

/// How the elements of a tensor share scales. In row-major order they are seen as [filters, channels, positions];
/// `block` adjacent channels of a filter share one at each position. The last block may hold fewer.
struct ScaleGroups {
  std::int64_t filters = 1;
  std::int64_t channels = 1;
  std::int64_t positions = 1;
  std::int64_t block = 1;

  [[nodiscard]] constexpr std::int64_t blocks() const { return (channels + block - 1) / block; }
  [[nodiscard]] constexpr std::int64_t size() const { return filters * channels * positions; }   ///< elements
  [[nodiscard]] constexpr std::int64_t count() const { return filters * blocks() * positions; }  ///< groups
  bool operator==(const ScaleGroups&) const = default;
};

/// Parameters of the map. The scale of element (f, c, p) is scales[(f * blocks + c / block) * positions + p].
struct ScaledGrid {
  ScaledFormat format;
  ScaleGroups groups;
  std::vector<float> scales;      ///< one a group; 0: the group is all zero
  std::vector<float> thresholds;  ///< likewise: the least magnitude that does not become 0; 0 for Binary

  /// All scales 0, as before the first fit.
  ScaledGrid(ScaledFormat scaledFormat, ScaleGroups scaleGroups);
  /// Largest scale.
  [[nodiscard]] float largest() const;
};

/// Finds scales and thresholds for x. Powers: alternating from alpha = mean|W| until nothing changes, which may end in
/// a local optimum. False where x holds NaN or infinity; scales are 0 then. REQUIRES: x.size() == groups.size().
bool fit(std::span<const float> x, ScaledGrid& grid, Executor& executor);

/// The value of each element, where `out` may be `x`: the nearest of its group, ties to the larger magnitude, but for
/// TernaryFit::Threshold. NaN stays NaN, zeros are positive. Returns how many elements lie outside the grid: beyond
/// the largest value of their group by more than half the step below it. REQUIRES: sizes equal groups.size().
std::int64_t quantize(std::span<const float> x, const ScaledGrid& grid, std::span<float> out, Executor& executor);

/// Codes instead of values; NaN gets that of zero, or of +1. REQUIRES: likewise.
void encode(std::span<const float> x, const ScaledGrid& grid, std::span<std::int32_t> out, Executor& executor);

/// Back to values. REQUIRES: likewise, and 0 <= code < format.levels().
void decode(std::span<const std::int32_t> codes, const ScaledGrid& grid, std::span<float> out, Executor& executor);

/// Levels: the values of all groups together, none above Histogram::kMaxLevels. Clip limits: where the group with the
/// largest scale saturates, so that what lies beyond saturates in every group.
[[nodiscard]] GridOutline outlineOf(const ScaledGrid& grid);

/// fit(), and what the grid then does to x. There is no candidate and no exponent in it.
[[nodiscard]] WhatIfOutput whatIf(std::span<const float> x, ScaledGrid& grid, Executor& executor);

}  // namespace dyadic::math
