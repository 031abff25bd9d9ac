// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "engine/math/Executor.h"
#include "engine/math/IntSe.h"
#include "engine/types/Histogram.h"

/// Histograms whose bins are exact: the width is a power of two, edges lie at (i - 1/2) width, and a value on an edge
/// belongs to the bin above it. There are at most kMaxBins bins over the range of the data united with the grid's; far
/// outliers make the bins wider, nothing is left out but NaN and infinity. With a grid 2^s they are 2^s wide at 8 and
/// more bits and narrower below, so that the grid spans 256 of them; as long as they are not wider than 2^s, every
/// level stands in the middle of its own bin. Any thread; same counts with every executor.
namespace dyadic::math {

inline constexpr int kMaxBins = 512;

/// What a histogram shows of a grid of any kind.
struct GridOutline {
  std::vector<double> levels;  ///< representable values, ascending; none above Histogram::kMaxLevels
  double low = 0;              ///< the least of them
  double high = 0;             ///< the largest
  double clipLow = 0;          ///< values below saturate
  double clipHigh = 0;         ///< values above saturate
  int finest = 0;              ///< bins are 2^finest wide at least
};
[[nodiscard]] GridOutline outlineOf(const IntSeGrid& grid);

/// x against its quantization on `grid`.
[[nodiscard]] Histogram exactHistogram(std::span<const float> x, const IntSeGrid& grid, Executor& executor);

/// x against what took its place, for example composite weights; `grid` gives levels, clip limits and bin width.
/// REQUIRES: quantized.size() == x.size().
[[nodiscard]] Histogram exactHistogram(std::span<const float> x, std::span<const float> quantized,
                                       const GridOutline& grid, Executor& executor);

/// Float data without a grid: both counts are the data's, no levels, clip limits at the outer edges.
[[nodiscard]] Histogram exactHistogram(std::span<const float> x, Executor& executor);

}  // namespace dyadic::math
