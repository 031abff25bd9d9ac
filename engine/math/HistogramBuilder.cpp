// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/math/HistogramBuilder.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <mutex>
#include <vector>

#include "engine/math/TensorSearch.h"

namespace dyadic::math {
namespace {

struct Range {
  double low = std::numeric_limits<double>::infinity();
  double high = -std::numeric_limits<double>::infinity();

  void include(double value) {
    low = std::min(low, value);
    high = std::max(high, value);
  }
};

/// Range of the finite values.
Range dataRange(std::span<const float> x, Executor& executor) {
  Range range;
  std::mutex mutex;
  forChunks(static_cast<std::int64_t>(x.size()), executor, [&](std::int64_t, std::int64_t start, std::int64_t n) {
    float low = std::numeric_limits<float>::infinity();
    float high = -low;
    for (std::int64_t i = start; i < start + n; ++i) {
      const float value = x[static_cast<std::size_t>(i)];
      const bool finite = std::isfinite(value);
      low = finite && value < low ? value : low;
      high = finite && value > high ? value : high;
    }
    if (low > high) return;
    const std::scoped_lock lock(mutex);
    range.include(low);
    range.include(high);
  });
  return range;
}

/// Bins of width 2^exponent, the lowest around first * width.
struct Bins {
  int exponent = 0;
  std::int64_t first = 0;
  std::int64_t count = 1;
};

std::int64_t binIndex(double value, int exponent) {
  return static_cast<std::int64_t>(std::floor(std::ldexp(value, -exponent) + 0.5));
}

/// The narrowest bins, but not below 2^narrowest.
Bins chooseBins(const Range& range, int narrowest) {
  if (range.low > range.high) return {};
  constexpr std::int64_t kFarthest = std::int64_t{1} << 20;  // keeps bin numbers exact in float32
  const double span = std::max(range.high - range.low, std::max(std::abs(range.low), std::abs(range.high)) * 0x1p-10);
  if (span == 0) return {};
  Bins bins;
  bins.exponent = std::max(std::ilogb(span / kMaxBins), narrowest);
  for (;; ++bins.exponent) {
    bins.first = binIndex(range.low, bins.exponent);
    const std::int64_t last = binIndex(range.high, bins.exponent);
    bins.count = last - bins.first + 1;
    if (bins.count <= kMaxBins && std::max(std::abs(bins.first), std::abs(last)) <= kFarthest) return bins;
  }
}

void countWide(const float* x, std::int64_t n, const Bins& bins, std::int64_t* counts) {
  for (std::int64_t i = 0; i < n; ++i) {
    if (std::isfinite(x[i])) ++counts[binIndex(x[i], bins.exponent) - bins.first];
  }
}

/// Counts x, or its quantization where there is a grid, which is made block by block.
std::vector<std::int64_t> countBins(std::span<const float> x, const Bins& bins, const IntSeGrid* grid,
                                    Executor& executor) {
  const auto size = static_cast<std::size_t>(bins.count);
  std::vector<std::int64_t> total(size);
  std::mutex mutex;
  const Kernels& kernel = kernels();
  forChunks(static_cast<std::int64_t>(x.size()), executor, [&](std::int64_t, std::int64_t start, std::int64_t n) {
    std::vector<std::int64_t> counts(size);
    const HistogramPlan plan{std::ldexp(1.0F, -bins.exponent), static_cast<std::int32_t>(bins.first), counts.data()};
    std::vector<float> quantized(kBlock);
    for (std::int64_t block = start; block < start + n; block += kBlock) {
      const std::int64_t length = std::min(kBlock, start + n - block);
      const float* values = x.data() + block;
      if (grid != nullptr) {
        const auto from = static_cast<std::size_t>(block);
        const std::span<float> out(quantized.data(), static_cast<std::size_t>(length));
        quantize(x.subspan(from, out.size()), *grid, out, serialExecutor());
        for (std::size_t i = 0; i < out.size(); ++i) {
          if (!std::isfinite(x[from + i])) out[i] = x[from + i];  // infinity, left out of both counts
        }
        values = quantized.data();
      }
      if (inFloatRange(bins.exponent)) {
        kernel.count(values, length, plan);
      } else {
        countWide(values, length, bins, counts.data());
      }
    }
    const std::scoped_lock lock(mutex);
    for (std::size_t i = 0; i < size; ++i) total[i] += counts[i];
  });
  return total;
}

double gridValue(double d, const IntSeGrid& grid) { return std::ldexp(d, grid.exponent); }

Histogram emptyHistogram(const Bins& bins) {
  Histogram histogram;
  for (std::int64_t i = 0; i <= bins.count; ++i) {
    histogram.edges.push_back(std::ldexp(static_cast<double>(bins.first + i) - 0.5, bins.exponent));
  }
  histogram.clipLow = histogram.edges.front();
  histogram.clipHigh = histogram.edges.back();
  return histogram;
}

Bins gridBins(Range range, const GridOutline& grid) {
  range.include(grid.low);
  range.include(grid.high);
  return chooseBins(range, grid.finest);
}

Histogram gridHistogram(const Bins& bins, const GridOutline& grid) {
  Histogram histogram = emptyHistogram(bins);
  histogram.clipLow = grid.clipLow;
  histogram.clipHigh = grid.clipHigh;
  histogram.levels = grid.levels;
  return histogram;
}

}  // namespace

GridOutline outlineOf(const IntSeGrid& grid) {
  const std::int64_t low = grid.format.minimum();
  const std::int64_t high = grid.format.maximum();
  const auto value = [&](double d) { return gridValue(d, grid); };
  GridOutline out;
  out.low = value(static_cast<double>(low));
  out.high = value(static_cast<double>(high));
  out.clipLow = value(static_cast<double>(low) - 0.5);
  out.clipHigh = value(static_cast<double>(high) + 0.5);
  out.finest = grid.exponent - std::max(0, 8 - grid.format.bits);  // 256 over the grid
  if (high - low + 1 > Histogram::kMaxLevels) return out;
  for (std::int64_t d = low; d <= high; ++d) out.levels.push_back(value(static_cast<double>(d)));
  return out;
}

Histogram exactHistogram(std::span<const float> x, const IntSeGrid& grid, Executor& executor) {
  const GridOutline outline = outlineOf(grid);
  const Bins bins = gridBins(dataRange(x, executor), outline);
  Histogram histogram = gridHistogram(bins, outline);
  histogram.floatCounts = countBins(x, bins, nullptr, executor);
  histogram.quantizedCounts = countBins(x, bins, &grid, executor);
  return histogram;
}

Histogram exactHistogram(std::span<const float> x, std::span<const float> quantized, const GridOutline& grid,
                         Executor& executor) {
  Range range = dataRange(x, executor);
  const Range other = dataRange(quantized, executor);
  range.low = std::min(range.low, other.low);
  range.high = std::max(range.high, other.high);
  const Bins bins = gridBins(range, grid);
  Histogram histogram = gridHistogram(bins, grid);
  histogram.floatCounts = countBins(x, bins, nullptr, executor);
  histogram.quantizedCounts = countBins(quantized, bins, nullptr, executor);
  return histogram;
}

Histogram exactHistogram(std::span<const float> x, Executor& executor) {
  const Bins bins = chooseBins(dataRange(x, executor), -149);  // every float is a multiple of 2^-149
  Histogram histogram = emptyHistogram(bins);
  histogram.floatCounts = countBins(x, bins, nullptr, executor);
  histogram.quantizedCounts = histogram.floatCounts;
  return histogram;
}

}  // namespace dyadic::math
