// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/math/ScaledCodebook.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

#include "engine/math/TensorSearch.h"

namespace dyadic::math {
namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();
constexpr int kMaxAlternations = 50;  // it ends by itself much earlier

/// One group's parameters.
struct Scale {
  float scale = 0;
  float threshold = kInfinity;
};

/// Blocks of one filter: `width` channels of `positions` elements each, from element `start` and group `group` on.
struct Slab {
  std::int64_t start;
  std::int64_t group;
  std::int64_t width;
};

/// Calls body(slab) for each block of each filter. Slabs share no element and no group.
template <class Body>
void forSlabs(const ScaleGroups& groups, Executor& executor, const Body& body) {
  const std::int64_t blocks = groups.blocks();
  const std::int64_t slabs = groups.filters * blocks;
  const std::int64_t perPiece =
      std::max<std::int64_t>(1, kChunk / std::max<std::int64_t>(groups.block * groups.positions, 1));
  const auto piece = [&](std::int64_t index) {
    const std::int64_t end = std::min(slabs, (index + 1) * perPiece);
    for (std::int64_t i = index * perPiece; i < end; ++i) {
      const std::int64_t filter = i / blocks;
      const std::int64_t first = i % blocks * groups.block;
      body(Slab{(filter * groups.channels + first) * groups.positions, i * groups.positions,
                std::min(groups.block, groups.channels - first)});
    }
  };
  const std::int64_t pieces = (slabs + perPiece - 1) / perPiece;
  if (pieces == 1) return piece(0);
  executor.run(pieces, piece);
}

/// Rank of a magnitude among 0, 1, 2, 4 ... times the scale; the middle of two goes to the larger. 1.5 * 2^k * scale is
/// exact in float64.
int rankOf(float magnitude, const Scale& group, int ranks) {
  if (!(magnitude >= group.threshold)) return 0;
  int rank = 1;
  double middle = 1.5 * static_cast<double>(group.scale);
  for (; rank < ranks && static_cast<double>(magnitude) >= middle; middle *= 2) ++rank;
  return rank;
}

/// Of the alphabet, by rank.
constexpr std::array<float, kMaxScaledPowers + 2> kMagnitudes = {0, 1, 2, 4, 8, 16, 32, 64};

float magnitudeOf(int rank, float scale) { return kMagnitudes[static_cast<std::size_t>(rank)] * scale; }

float valueOf(float x, const Scale& group, int ranks) {
  const float magnitude = magnitudeOf(rankOf(std::abs(x), group, ranks), group.scale);
  return x < 0 && magnitude > 0 ? -magnitude : magnitude;
}

/// The least float above `limit`: |w| >= it exactly where |w| > limit.
float leastAbove(double limit) {
  const auto nearest = static_cast<float>(limit);
  return static_cast<double>(nearest) > limit ? nearest : std::nextafter(nearest, kInfinity);
}

double meanOf(std::span<const float> magnitudes) {
  double sum = 0;
  for (const float m : magnitudes) sum += static_cast<double>(m);
  return sum / static_cast<double>(magnitudes.size());
}

Scale withMiddle(double scale) {
  const auto rounded = static_cast<float>(scale);
  return rounded > 0 ? Scale{rounded, std::max(rounded / 2, std::numeric_limits<float>::denorm_min())} : Scale{};
}

Scale fitThreshold(std::span<const float> magnitudes, double factor) {
  const float threshold = leastAbove(factor * meanOf(magnitudes));
  double sum = 0;
  std::int64_t count = 0;
  for (const float m : magnitudes) {
    sum += m >= threshold ? static_cast<double>(m) : 0;
    count += m >= threshold ? 1 : 0;
  }
  if (count == 0) return {};
  return {static_cast<float>(sum / static_cast<double>(count)), threshold};
}

/// Sorts the magnitudes.
Scale fitExact(std::span<float> magnitudes) {
  std::sort(magnitudes.begin(), magnitudes.end(), std::greater<>());
  double sum = 0;
  double best = 0;
  double scale = 0;
  for (std::size_t i = 0; i < magnitudes.size(); ++i) {
    sum += static_cast<double>(magnitudes[i]);
    const auto k = static_cast<double>(i + 1);
    if (sum * sum / k <= best) continue;
    best = sum * sum / k;
    scale = sum / k;
  }
  return withMiddle(scale);
}

Scale fitAlternating(std::span<const float> magnitudes, int ranks) {
  Scale group = withMiddle(meanOf(magnitudes));
  for (int i = 0; i < kMaxAlternations && group.scale > 0; ++i) {
    double product = 0;
    double square = 0;
    for (const float m : magnitudes) {
      const int rank = rankOf(m, group, ranks);
      const auto level = static_cast<double>(magnitudeOf(rank, 1));
      product += level * static_cast<double>(m);
      square += level * level;
    }
    const Scale next = square > 0 ? withMiddle(product / square) : Scale{};
    if (next.scale == group.scale) break;
    group = next;
  }
  return group;
}

/// May change the order of the magnitudes.
Scale fitGroup(std::span<float> magnitudes, const ScaledFormat& format) {
  switch (format.alphabet) {
    case Alphabet::Binary:
      return {static_cast<float>(meanOf(magnitudes)), 0};
    case Alphabet::Ternary:
      return format.ternary == TernaryFit::Exact ? fitExact(magnitudes) : fitThreshold(magnitudes, format.factor);
    case Alphabet::Powers:
      return fitAlternating(magnitudes, format.ranks());
  }
  return {};
}

/// Rounds the scales to integers with one exponent; the middles follow.
void roundScales(ScaledGrid& grid, Executor& executor) {
  const IntSeFormat format{grid.format.scaleBits};
  const auto choice = searchExponent(grid.scales, format, {}, executor);
  (void)quantize(grid.scales, IntSeGrid{format, choice.exponent}, grid.scales, executor);
  if (grid.format.alphabet == Alphabet::Binary) return;
  const bool middles = grid.format.alphabet == Alphabet::Powers || grid.format.ternary == TernaryFit::Exact;
  for (std::size_t i = 0; i < grid.scales.size(); ++i) {
    if (grid.scales[i] == 0) grid.thresholds[i] = kInfinity;
    if (grid.scales[i] != 0 && middles) grid.thresholds[i] = grid.scales[i] / 2;
  }
}

Scale groupOf(const ScaledGrid& grid, std::int64_t group) {
  const auto at = static_cast<std::size_t>(group);
  return {grid.scales[at], grid.thresholds[at]};
}

/// From here on, in units of the scale, a magnitude lies outside the grid: the largest level and half the step below.
double clipFactor(const ScaledFormat& format) {
  switch (format.alphabet) {
    case Alphabet::Binary:
      return 2;
    case Alphabet::Ternary:
      return 1.5;
    case Alphabet::Powers:
      return std::ldexp(1.25, format.powers);
  }
  return 1;
}

/// Calls body(element, its group's parameters) for the elements of a slab.
template <class Body>
void forElements(const Slab& slab, const ScaledGrid& grid, const Body& body) {
  const std::int64_t positions = grid.groups.positions;
  for (std::int64_t p = 0; p < positions; ++p) {
    const Scale group = groupOf(grid, slab.group + p);
    for (std::int64_t c = 0; c < slab.width; ++c) body(static_cast<std::size_t>(slab.start + c * positions + p), group);
  }
}

}  // namespace

int ScaledFormat::bits() const {
  return alphabet == Alphabet::Binary ? 1 : std::bit_width(static_cast<unsigned>(levels() - 1));
}

std::vector<float> ScaledFormat::alphabetValues() const {
  std::vector<float> out;
  for (int rank = ranks(); rank > 0; --rank) out.push_back(-magnitudeOf(rank, 1));
  if (alphabet != Alphabet::Binary) out.push_back(0);
  for (int rank = 1; rank <= ranks(); ++rank) out.push_back(magnitudeOf(rank, 1));
  return out;
}

ScaledGrid::ScaledGrid(ScaledFormat scaledFormat, ScaleGroups scaleGroups)
    : format(scaledFormat),
      groups(scaleGroups),
      scales(static_cast<std::size_t>(scaleGroups.count())),
      thresholds(scales.size(), scaledFormat.alphabet == Alphabet::Binary ? 0 : kInfinity) {}

float ScaledGrid::largest() const { return scales.empty() ? 0 : *std::max_element(scales.begin(), scales.end()); }

bool fit(std::span<const float> x, ScaledGrid& grid, Executor& executor) {
  const std::int64_t positions = grid.groups.positions;
  std::atomic<bool> finite = true;
  forSlabs(grid.groups, executor, [&](const Slab& slab) {
    std::vector<float> magnitudes(static_cast<std::size_t>(slab.width));
    for (std::int64_t p = 0; p < positions; ++p) {
      bool whole = true;
      for (std::int64_t c = 0; c < slab.width; ++c) {
        const float m = std::abs(x[static_cast<std::size_t>(slab.start + c * positions + p)]);
        magnitudes[static_cast<std::size_t>(c)] = m;
        whole = whole && std::isfinite(m);
      }
      if (!whole) {
        finite = false;
        return;
      }
      const Scale group = fitGroup(magnitudes, grid.format);
      grid.scales[static_cast<std::size_t>(slab.group + p)] = group.scale;
      grid.thresholds[static_cast<std::size_t>(slab.group + p)] = group.threshold;
    }
  });
  if (!finite) {
    grid = ScaledGrid(grid.format, grid.groups);
  } else if (grid.format.scaleBits > 0) {
    roundScales(grid, executor);
  }
  return finite;
}

std::int64_t quantize(std::span<const float> x, const ScaledGrid& grid, std::span<float> out, Executor& executor) {
  const int ranks = grid.format.ranks();
  const double clip = clipFactor(grid.format);
  std::atomic<std::int64_t> outside = 0;
  forSlabs(grid.groups, executor, [&](const Slab& slab) {
    std::int64_t count = 0;
    forElements(slab, grid, [&](std::size_t i, const Scale& group) {
      const float value = x[i];
      const double limit =
          group.scale == 0 ? std::numeric_limits<double>::infinity() : clip * static_cast<double>(group.scale);
      count += static_cast<double>(std::abs(value)) > limit ? 1 : 0;
      out[i] = std::isnan(value) ? value : valueOf(value, group, ranks);
    });
    outside += count;
  });
  return outside;
}

void encode(std::span<const float> x, const ScaledGrid& grid, std::span<std::int32_t> out, Executor& executor) {
  const int ranks = grid.format.ranks();
  const bool binary = grid.format.alphabet == Alphabet::Binary;
  forSlabs(grid.groups, executor, [&](const Slab& slab) {
    forElements(slab, grid, [&](std::size_t i, const Scale& group) {
      const int rank = rankOf(std::abs(x[i]), group, ranks);
      out[i] = binary ? (x[i] < 0 ? 0 : 1) : ranks + (x[i] < 0 ? -rank : rank);
    });
  });
}

void decode(std::span<const std::int32_t> codes, const ScaledGrid& grid, std::span<float> out, Executor& executor) {
  const auto values = grid.format.alphabetValues();
  forSlabs(grid.groups, executor, [&](const Slab& slab) {
    forElements(slab, grid, [&](std::size_t i, const Scale& group) {
      out[i] = values[static_cast<std::size_t>(codes[i])] * group.scale + 0.0F;  // + 0: no negative zeros
    });
  });
}

GridOutline outlineOf(const ScaledGrid& grid) {
  constexpr int kBinsToTop = 7;  // at least 2^7 bins from zero to the largest level
  const float largest = grid.largest();
  GridOutline out;
  out.high = static_cast<double>(magnitudeOf(grid.format.ranks(), largest));
  out.low = -out.high;
  out.clipHigh = clipFactor(grid.format) * static_cast<double>(largest);
  out.clipLow = -out.clipHigh;
  out.finest = (out.high > 0 ? std::ilogb(out.high) : 0) - kBinsToTop;
  std::vector<float> scales = grid.scales;
  std::sort(scales.begin(), scales.end());
  scales.erase(std::unique(scales.begin(), scales.end()), scales.end());
  const auto alphabet = grid.format.alphabetValues();
  constexpr std::size_t kLimit = Histogram::kMaxLevels;
  if (scales.size() > kLimit) return out;
  for (const float scale : scales) {
    for (const float value : alphabet) out.levels.push_back(static_cast<double>(value * scale) + 0.0);
  }
  std::sort(out.levels.begin(), out.levels.end());
  out.levels.erase(std::unique(out.levels.begin(), out.levels.end()), out.levels.end());
  if (out.levels.size() > kLimit) out.levels.clear();
  return out;
}

WhatIfOutput whatIf(std::span<const float> x, ScaledGrid& grid, Executor& executor) {
  WhatIfOutput out;
  out.choice.finite = fit(x, grid, executor);
  for (const float value : x) out.choice.maxAbs = std::max(out.choice.maxAbs, std::abs(static_cast<double>(value)));
  if (!out.choice.finite) {
    out.choice.maxAbs = std::numeric_limits<double>::infinity();
    out.errors.count = static_cast<std::int64_t>(x.size());
    out.errors.error = out.errors.signal = out.errors.cross = std::numeric_limits<double>::quiet_NaN();
    return out;
  }
  std::vector<float> q(x.size());
  out.saturated = quantize(x, grid, q, executor);
  out.errors = errorSums(x, q, executor);
  out.choice.meanSquare = x.empty() ? 0 : out.errors.signal / static_cast<double>(x.size());
  return out;
}

}  // namespace dyadic::math
