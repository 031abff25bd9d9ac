// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/math/PowerOfTwo.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/math/TensorSearch.h"

namespace dyadic::math {
namespace {

constexpr std::uint32_t kSign = 0x80000000;
constexpr std::uint32_t kInfinity = 0x7f800000;
constexpr std::uint32_t kHalfMantissa = 0x00400000;

std::uint32_t bitsOf(double value) { return std::bit_cast<std::uint32_t>(static_cast<float>(value)); }

/// The grid as bit patterns of magnitudes, whose order is that of the values. Adding half a mantissa and clearing the
/// mantissa rounds to the nearest power of two.
struct Bounds {
  explicit Bounds(const PowerOfTwoGrid& grid)
      : half(grid.tiesDown ? kHalfMantissa - 1 : kHalfMantissa),
        zeroBelow(bitsOf(std::ldexp(1.0, grid.bottom() - 1)) + (grid.tiesDown ? 1 : 0)),
        low(bitsOf(std::ldexp(1.0, grid.bottom()))),
        high(bitsOf(std::ldexp(1.0, grid.top))),
        beyond(bitsOf(std::ldexp(1.5, grid.top))),
        above(grid.beyond == BeyondTop::Saturate ? high : 0) {}

  std::uint32_t half;
  std::uint32_t zeroBelow;  ///< magnitudes below it become 0
  std::uint32_t low;
  std::uint32_t high;
  std::uint32_t beyond;  ///< magnitudes from here on lie beyond the top
  std::uint32_t above;   ///< what they become
};

std::int64_t quantizeChunk(const float* x, std::int64_t n, const Bounds& bounds, float* out) {
  std::int64_t beyond = 0;
  for (std::int64_t i = 0; i < n; ++i) {
    const auto all = std::bit_cast<std::uint32_t>(x[i]);
    const std::uint32_t magnitude = all & ~kSign;
    const std::uint32_t rounded = (magnitude + bounds.half) & kInfinity;
    std::uint32_t level = std::clamp(rounded, bounds.low, bounds.high);
    level = magnitude >= bounds.beyond ? bounds.above : level;
    level = magnitude < bounds.zeroBelow ? 0 : level;
    const std::uint32_t value = level == 0 ? 0 : level | (all & kSign);
    beyond += magnitude >= bounds.beyond && magnitude <= kInfinity ? 1 : 0;
    out[i] = magnitude > kInfinity ? x[i] : std::bit_cast<float>(value);
  }
  return beyond;
}

double largestMagnitude(std::span<const float> x, Executor& executor) {
  std::vector<std::uint32_t> parts(x.size() / kChunk + 1);
  forChunks(static_cast<std::int64_t>(x.size()), executor, [&](std::int64_t chunk, std::int64_t start, std::int64_t n) {
    std::uint32_t most = 0;
    for (std::int64_t i = start; i < start + n; ++i)
      most = std::max(most, std::bit_cast<std::uint32_t>(x[static_cast<std::size_t>(i)]) & ~kSign);
    parts[static_cast<std::size_t>(chunk)] = most;
  });
  return static_cast<double>(std::bit_cast<float>(*std::max_element(parts.begin(), parts.end())));
}

}  // namespace

int topExponent(double maxAbs) {
  if (maxAbs == 0 || !std::isfinite(maxAbs)) return 0;
  int e = 0;
  const double fraction = std::frexp(std::abs(maxAbs), &e);  // m = fraction 2^e, fraction in [0.5, 1)
  return std::clamp(fraction >= 0.75 ? e : e - 1, -126, 127);
}

std::vector<float> codebook(const PowerOfTwoGrid& grid) {
  std::vector<float> out;
  for (int k = grid.top; k >= grid.bottom(); --k) out.push_back(-std::ldexp(1.0F, k));
  out.push_back(0);
  for (int k = grid.bottom(); k <= grid.top; ++k) out.push_back(std::ldexp(1.0F, k));
  return out;
}

GridOutline outlineOf(const PowerOfTwoGrid& grid) {
  constexpr int kBinsToTop = 7;  // at least 2^7 bins from zero to the largest level
  const auto values = codebook(grid);
  const double clip = std::ldexp(1.5, grid.top);
  return {{values.begin(), values.end()}, values.front(), values.back(), -clip, clip, grid.top - kBinsToTop};
}

std::int64_t quantize(std::span<const float> x, const PowerOfTwoGrid& grid, std::span<float> out, Executor& executor) {
  const Bounds bounds(grid);
  std::vector<std::int64_t> beyond(x.size() / kChunk + 1);
  forChunks(static_cast<std::int64_t>(x.size()), executor, [&](std::int64_t chunk, std::int64_t start, std::int64_t n) {
    beyond[static_cast<std::size_t>(chunk)] = quantizeChunk(x.data() + start, n, bounds, out.data() + start);
  });
  return std::accumulate(beyond.begin(), beyond.end(), std::int64_t{0});
}

void encode(std::span<const float> x, const PowerOfTwoGrid& grid, std::span<std::int32_t> out, Executor& executor) {
  constexpr int kExponentBias = 127;
  constexpr int kMantissaBits = 23;
  const Bounds bounds(grid);
  const int zero = grid.powers();
  const int bottom = grid.bottom();
  forChunks(static_cast<std::int64_t>(x.size()), executor, [&](std::int64_t, std::int64_t start, std::int64_t n) {
    std::vector<float> values(static_cast<std::size_t>(n));
    (void)quantizeChunk(x.data() + start, n, bounds, values.data());
    for (std::int64_t i = 0; i < n; ++i) {
      const auto all = std::bit_cast<std::uint32_t>(values[static_cast<std::size_t>(i)]);
      const std::uint32_t magnitude = all & ~kSign;
      const int rank = static_cast<int>(magnitude >> kMantissaBits) - kExponentBias - bottom + 1;
      const bool none = magnitude == 0 || magnitude > kInfinity;
      out[static_cast<std::size_t>(start + i)] = none ? zero : (all & kSign) != 0 ? zero - rank : zero + rank;
    }
  });
}

WhatIfOutput whatIf(std::span<const float> x, PowerOfTwoGrid grid, Executor& executor) {
  WhatIfOutput out;
  out.choice.maxAbs = x.empty() ? 0 : largestMagnitude(x, executor);
  out.choice.finite = std::isfinite(out.choice.maxAbs);
  grid.top = topExponent(out.choice.maxAbs);
  out.choice.exponent = grid.top;
  out.choice.exponents = {grid.top};
  if (!out.choice.finite) {
    out.choice.maxAbs = std::numeric_limits<double>::infinity();
    out.choice.mse = {std::numeric_limits<double>::quiet_NaN()};
    out.errors.count = static_cast<std::int64_t>(x.size());
    out.errors.error = out.errors.signal = out.errors.cross = std::numeric_limits<double>::quiet_NaN();
    return out;
  }
  const Bounds bounds(grid);
  std::vector<ErrorSums> parts(x.size() / kChunk + 1);
  std::vector<std::int64_t> beyond(parts.size());
  forChunks(static_cast<std::int64_t>(x.size()), executor, [&](std::int64_t chunk, std::int64_t start, std::int64_t n) {
    std::vector<float> q(static_cast<std::size_t>(n));
    const auto at = static_cast<std::size_t>(chunk);
    beyond[at] = quantizeChunk(x.data() + start, n, bounds, q.data());
    parts[at] = errorSums(x.subspan(static_cast<std::size_t>(start), q.size()), q, serialExecutor());
  });
  for (const ErrorSums& part : parts) {
    out.errors.count += part.count;
    out.errors.signal += part.signal;
    out.errors.error += part.error;
    out.errors.cross += part.cross;
  }
  out.saturated = std::accumulate(beyond.begin(), beyond.end(), std::int64_t{0});
  out.choice.mse = {out.errors.mse()};
  out.choice.meanSquare = x.empty() ? 0 : out.errors.signal / static_cast<double>(x.size());
  return out;
}

}  // namespace dyadic::math
