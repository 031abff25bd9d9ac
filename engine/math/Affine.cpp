// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/math/Affine.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "engine/math/TensorSearch.h"

namespace dyadic::math {
namespace {

constexpr int kMostBitsWithZeroPoint = 16;

/// A grid as the loops want it.
struct Limits {
  explicit Limits(const AffineGrid& grid)
      : scale(grid.scale),
        least(static_cast<double>(grid.format.minimum() - grid.zeroPoint)),
        most(static_cast<double>(grid.format.maximum() - grid.zeroPoint)) {}

  double scale;
  double least;  ///< qmin - Z
  double most;
};

/// round(v) - halves away from 0 - for |v| < 2^31. Adding a plain half would round the largest number below it up.
std::int32_t rounded(double v) {
  constexpr double kHalf = 0.49999999999999994;
  return static_cast<std::int32_t>(v < 0 ? v - kHalf : v + kHalf);
}

/// q - Z of each element, 0 for NaN. Returns how many are outside.
std::int64_t encodeChunk(std::span<const float> x, const Limits& limits, std::int32_t* out) {
  std::int64_t outside = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    double v = static_cast<double>(x[i]) / limits.scale;
    outside += v < limits.least - 0.5 || v > limits.most + 0.5 ? 1 : 0;
    v = v < limits.least ? limits.least : v;
    v = v > limits.most ? limits.most : v;
    out[i] = rounded(std::isnan(v) ? 0 : v);
  }
  return outside;
}

std::int64_t quantizeChunk(std::span<const float> x, const Limits& limits, float* out) {
  std::vector<std::int32_t> codes(x.size());
  const std::int64_t outside = encodeChunk(x, limits, codes.data());
  for (std::size_t i = 0; i < x.size(); ++i) {
    out[i] = std::isnan(x[i]) ? x[i] : static_cast<float>(codes[i] * limits.scale);
  }
  return outside;
}

/// Sums body(start, chunk of x) over all chunks.
template <class Body>
std::int64_t overChunks(std::span<const float> x, Executor& executor, const Body& body) {
  std::vector<std::int64_t> parts(x.size() / kChunk + 1);
  forChunks(static_cast<std::int64_t>(x.size()), executor, [&](std::int64_t chunk, std::int64_t start, std::int64_t n) {
    const auto from = static_cast<std::size_t>(start);
    parts[static_cast<std::size_t>(chunk)] = body(from, x.subspan(from, static_cast<std::size_t>(n)));
  });
  return std::accumulate(parts.begin(), parts.end(), std::int64_t{0});
}

}  // namespace

ValueRange rangeOf(std::span<const float> x, Executor& executor) {
  std::vector<ValueRange> parts(x.size() / kChunk + 1);
  (void)overChunks(x, executor, [&](std::size_t start, std::span<const float> chunk) {
    float low = std::numeric_limits<float>::infinity();
    float high = -low;
    bool finite = true;
    for (const float v : chunk) {
      const bool counts = std::isfinite(v);
      finite = finite && counts;
      low = counts && v < low ? v : low;
      high = counts && v > high ? v : high;
    }
    parts[start / kChunk] = {low, high, finite};
    return std::int64_t{0};
  });
  ValueRange all{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity(), true};
  for (std::size_t i = 0; i * kChunk < x.size(); ++i) {
    all.low = std::min(all.low, parts[i].low);
    all.high = std::max(all.high, parts[i].high);
    all.finite = all.finite && parts[i].finite;
  }
  if (all.low > all.high) all.low = all.high = 0;
  return all;
}

AffineGrid nudgedGrid(double low, double high, AffineFormat format) {
  AffineGrid grid{format, 1, 0};
  low = std::min(low, 0.0);
  high = std::max(high, 0.0);
  if (format.bits > kMostBitsWithZeroPoint) {
    const double most = std::max(-low, high);
    if (most > 0 && std::isfinite(most)) grid.scale = most / static_cast<double>(format.maximum());
    return grid;
  }
  const auto steps = static_cast<double>(format.levels() - 1);
  const double scale = (high - low) / steps;
  if (!(scale >= std::numeric_limits<double>::min()) || !std::isfinite(scale)) return grid;
  grid.scale = scale;
  grid.zeroPoint = format.minimum() + static_cast<std::int64_t>(std::clamp(std::round(-low / scale), 0.0, steps));
  return grid;
}

std::int64_t quantize(std::span<const float> x, const AffineGrid& grid, std::span<float> out, Executor& executor) {
  const Limits limits(grid);
  return overChunks(x, executor, [&](std::size_t start, std::span<const float> chunk) {
    return quantizeChunk(chunk, limits, out.data() + start);
  });
}

std::int64_t encode(std::span<const float> x, const AffineGrid& grid, std::span<std::int32_t> out, Executor& executor) {
  const Limits limits(grid);
  const auto zero = static_cast<std::int32_t>(grid.zeroPoint);
  return overChunks(x, executor, [&](std::size_t start, std::span<const float> chunk) {
    const std::int64_t outside = encodeChunk(chunk, limits, out.data() + start);
    for (std::size_t i = 0; i < chunk.size(); ++i) out[start + i] += zero;
    return outside;
  });
}

GridOutline outlineOf(const AffineGrid& grid) {
  GridOutline outline{
      {}, grid.low(), grid.high(), grid.low() - grid.scale / 2, grid.high() + grid.scale / 2, std::ilogb(grid.scale)};
  if (grid.format.levels() > Histogram::kMaxLevels) return outline;
  for (std::int64_t q = grid.format.minimum(); q <= grid.format.maximum(); ++q) {
    outline.levels.push_back(static_cast<double>(q - grid.zeroPoint) * grid.scale);
  }
  return outline;
}

WhatIfOutput whatIf(std::span<const float> x, AffineFormat format, Executor& executor) {
  WhatIfOutput out;
  const ValueRange range = rangeOf(x, executor);
  const AffineGrid grid = nudgedGrid(range.low, range.high, format);
  out.choice.finite = range.finite;
  out.choice.maxAbs = range.finite ? std::max(-range.low, range.high) : std::numeric_limits<double>::infinity();
  out.choice.exponent = std::ilogb(grid.scale);
  out.choice.exponents = {out.choice.exponent};
  if (!range.finite) {
    out.choice.mse = {std::numeric_limits<double>::quiet_NaN()};
    out.errors.count = static_cast<std::int64_t>(x.size());
    out.errors.error = out.errors.signal = out.errors.cross = std::numeric_limits<double>::quiet_NaN();
    return out;
  }
  std::vector<float> q(x.size());
  out.saturated = quantize(x, grid, q, executor);
  out.errors = errorSums(x, q, executor);
  out.choice.mse = {out.errors.mse()};
  out.choice.meanSquare = x.empty() ? 0 : out.errors.signal / static_cast<double>(x.size());
  return out;
}

}  // namespace dyadic::math
