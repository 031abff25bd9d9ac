// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <cstring>

#include "engine/math/Kernels.h"

/// The inner loops, written once over V, sixteen floats in registers of some instruction set. Included by one source
/// file an instruction set, after that file switched it on: hence no standard-library template may be instantiated here
/// (the linker could keep that copy for processors that cannot run it), and everything has internal linkage.
///
/// Why no fused multiply-add: plain x86-64 has none, and the sums must be the same bits everywhere.
namespace dyadic::math {
namespace {

constexpr int kLanes = 16;
constexpr std::int64_t kStep = 64;  // four vectors: independent sums hide the latency, and 64 mask bits are a word

/// Pads what is left of a tensor with zeros, which add nothing to any sum and saturate nowhere.
inline std::int64_t padBlock(const float* x, std::int64_t n, float* block) {
  const std::int64_t padded = (n + kStep - 1) / kStep * kStep;
  std::memcpy(block, x, static_cast<std::size_t>(n) * sizeof(float));
  std::memset(block + n, 0, static_cast<std::size_t>(padded - n) * sizeof(float));
  return padded;
}

inline void prescale(float* block, std::int64_t n, float factor) {
  if (factor == 1) return;
  for (std::int64_t i = 0; i < n; ++i) {
    const float scaled = block[i] * factor;
    block[i] = scaled == 0 && block[i] < 0 ? -__FLT_MIN__ : scaled;  // keeps the sign for Floor
  }
}

/// v rounded to an integer, where |v| < 2^22. `x` has the sign of the value that v stands for: v may have underflowed
/// to zero, which matters to Floor alone.
template <class V, Rounding R>
inline V roundTo(V v, V x) {
  if constexpr (R == Rounding::HalfAway) {
    // 0.5 - 2^-25, the float below 0.5: the sum rounds up to the next integer exactly from |v| = n + 0.5 on.
    return V::truncate(V::add(v, V::copySign(V::set(0.49999997F), v)));
  } else if constexpr (R == Rounding::HalfUp) {
    const V down = V::floor(v);  // v - down is exact, or far from one half
    return V::addOneWhereLess(V::set(0.49999997F), V::sub(v, down), down);
  } else if constexpr (R == Rounding::HalfEven) {
    return V::roundEven(v);
  } else {
    return V::min(V::minusOneWhereNegative(x), V::floor(v));
  }
}

template <class V>
inline V clamp(V v, V low, V high) {
  return V::max(low, V::min(high, v));  // in this order NaN passes through
}

template <class V>
inline std::uint64_t outside(V v, V low, V high) {
  return V::lessMask(v, low) | V::lessMask(high, v);
}

inline void addLanes(double* into, const float* lanes) {
  for (int i = 0; i < kLanes; ++i) into[i] += static_cast<double>(lanes[i]);
}

inline double sumLanes(const double* lanes) {
  double sum = 0;
  for (int i = 0; i < kLanes; ++i) sum += lanes[i];
  return sum;
}

template <class V>
inline void addVectors(double* into, const V* sums) {
  alignas(64) float lanes[kLanes];
  V::add(V::add(sums[0], sums[1]), V::add(sums[2], sums[3])).store(lanes);
  addLanes(into, lanes);
}

/// Sums over a block, each in 64 lanes.
template <class V>
struct BlockSums {
  V error[4];
  V cross[4];
  V saturated[4];
};

/// Calls term(x, i) for all elements, where term adds to sum i of some sums, as many vectors at a time as the registers
/// hold. A lane sums the same elements in the same order either way.
template <class V, class Term>
inline void accumulate(const float* x, std::int64_t n, BlockSums<V>& sums, const Term& term) {
  for (int group = 0; group < 4; group += V::kTogether) {
    BlockSums<V> partial;
    for (int k = 0; k < V::kTogether; ++k) partial.error[k] = partial.cross[k] = partial.saturated[k] = V::set(0);
    for (std::int64_t i = group * kLanes; i < n; i += kStep) {
      for (int k = 0; k < V::kTogether; ++k) term(V::load(x + i + k * kLanes), partial, k);
    }
    for (int k = 0; k < V::kTogether; ++k) {
      sums.error[group + k] = partial.error[k];
      sums.cross[group + k] = partial.cross[k];
      sums.saturated[group + k] = partial.saturated[k];
    }
  }
}

template <class V>
void blockSignal(const float* x, std::int64_t n, float unit, double* signal) {
  const V scale = V::set(unit);
  BlockSums<V> sums;
  accumulate(x, n, sums, [=](V source, BlockSums<V>& into, int k) {
    const V v = V::mul(source, scale);
    into.error[k] = V::add(into.error[k], V::mul(v, v));
  });
  addVectors(signal, sums.error);
}

/// Squared error of one candidate over a block. The direction of ties does not matter to it, so every nearest mode
/// takes the hardware's HalfEven.
template <class V, Rounding R, bool Clips>
void blockError(const float* x, std::int64_t n, const SearchPlan& plan, int candidate, double* error) {
  const V scale = V::set(plan.candidates[candidate].scale);
  const V low = V::set(plan.low);
  const V high = V::set(plan.high);
  BlockSums<V> sums;
  accumulate(x, n, sums, [=](V source, BlockSums<V>& into, int k) {
    const V v = V::mul(source, scale);
    V e;
    if constexpr (Clips) {
      e = V::sub(v, roundTo<V, R>(clamp(v, low, high), source));
    } else if constexpr (R == Rounding::HalfEven) {
      e = V::fraction(v);
    } else {
      e = V::sub(v, roundTo<V, R>(v, source));
    }
    into.error[k] = V::add(into.error[k], V::mul(e, e));
  });
  addVectors(error, sums.error);
}

struct LeaderSums {
  alignas(64) double cross[kLanes] = {};
  alignas(64) double saturated[kLanes] = {};
};

/// As blockError, with the sums that only one candidate needs; here ties go where the rounding sends them.
template <class V, Rounding R, bool Clips>
void blockLeader(const float* x, std::int64_t n, const SearchPlan& plan, double* error, LeaderSums& leader) {
  const V scale = V::set(plan.candidates[plan.leader].scale);
  const V low = V::set(plan.low);
  const V high = V::set(plan.high);
  const V outerLow = V::set(plan.low - 0.5F);
  const V outerHigh = V::set(plan.high + 0.5F);
  BlockSums<V> sums;
  accumulate(x, n, sums, [=](V source, BlockSums<V>& into, int k) {
    const V v = V::mul(source, scale);
    const V e = V::sub(v, roundTo<V, R>(Clips ? clamp(v, low, high) : v, source));
    into.error[k] = V::add(into.error[k], V::mul(e, e));
    into.cross[k] = V::add(into.cross[k], V::mul(v, e));
    if constexpr (Clips) {
      into.saturated[k] = V::addOneWhereLess(v, outerLow, V::addOneWhereLess(outerHigh, v, into.saturated[k]));
    }
  });
  addVectors(error, sums.error);
  addVectors(leader.cross, sums.cross);
  if constexpr (Clips) addVectors(leader.saturated, sums.saturated);
}

template <class V, Rounding R>
void leaderRounded(const float* x, std::int64_t n, const SearchPlan& plan, bool clips, double* error,
                   LeaderSums& leader) {
  if (clips) return blockLeader<V, R, true>(x, n, plan, error, leader);
  return blockLeader<V, R, false>(x, n, plan, error, leader);
}

template <class V>
void leaderError(const float* x, std::int64_t n, const SearchPlan& plan, bool clips, double* error,
                 LeaderSums& leader) {
  switch (plan.rounding) {
    case Rounding::HalfAway:
      return leaderRounded<V, Rounding::HalfAway>(x, n, plan, clips, error, leader);
    case Rounding::HalfUp:
      return leaderRounded<V, Rounding::HalfUp>(x, n, plan, clips, error, leader);
    case Rounding::HalfEven:
      return leaderRounded<V, Rounding::HalfEven>(x, n, plan, clips, error, leader);
    case Rounding::Floor:
      return leaderRounded<V, Rounding::Floor>(x, n, plan, clips, error, leader);
  }
}

template <class V>
void candidateError(const float* x, std::int64_t n, const SearchPlan& plan, int candidate, bool clips, double* error) {
  if (plan.rounding == Rounding::Floor) {
    if (clips) return blockError<V, Rounding::Floor, true>(x, n, plan, candidate, error);
    return blockError<V, Rounding::Floor, false>(x, n, plan, candidate, error);
  }
  if (clips) return blockError<V, Rounding::HalfEven, true>(x, n, plan, candidate, error);
  return blockError<V, Rounding::HalfEven, false>(x, n, plan, candidate, error);
}

/// All candidates over one block while it is in the first-level cache, group after group of candidates where there are
/// more than the sums' space holds.
template <class V>
void searchChunk(const float* x, std::int64_t n, const SearchPlan& plan, const std::uint32_t* maxima,
                 SearchSums& sums) {
  constexpr int kGroup = 8;
  alignas(64) float buffer[kBlock];
  for (int from = 0; from < plan.count; from += kGroup) {
    const int to = from + kGroup < plan.count ? from + kGroup : plan.count;
    alignas(64) double error[kGroup][kLanes] = {};
    alignas(64) double signal[kLanes] = {};
    LeaderSums leader;
    for (std::int64_t start = 0; start < n; start += kBlock) {
      std::int64_t size = n - start < kBlock ? n - start : kBlock;
      const float* block = x + start;
      if (size % kStep != 0 || plan.prescale != 1) {
        size = padBlock(block, size, buffer);
        prescale(buffer, size, plan.prescale);
        block = buffer;
      }
      float maximum = 0;
      std::memcpy(&maximum, maxima + start / kBlock, sizeof maximum);
      if (from == 0) blockSignal<V>(block, size, plan.unit, signal);
      for (int c = from; c < to; ++c) {
        const bool clips = !(maximum <= plan.candidates[c].unclipped);
        if (c == plan.leader) {
          leaderError<V>(block, size, plan, clips, error[c - from], leader);
        } else {
          candidateError<V>(block, size, plan, c, clips, error[c - from]);
        }
      }
    }
    for (int c = from; c < to; ++c) sums.error[c] = sumLanes(error[c - from]);
    if (from == 0) sums.signal = sumLanes(signal);
    if (plan.leader < from || plan.leader >= to) continue;
    sums.cross = sumLanes(leader.cross);
    sums.saturated = static_cast<std::int64_t>(sumLanes(leader.saturated));
  }
}

template <class V>
void blockMaxima(const float* x, std::int64_t n, std::uint32_t* maxima) {
  alignas(64) float buffer[kBlock];
  for (std::int64_t start = 0; start < n; start += kBlock) {
    std::int64_t size = n - start < kBlock ? n - start : kBlock;
    const float* block = x + start;
    if (size % kStep != 0) {
      size = padBlock(block, size, buffer);
      block = buffer;
    }
    typename V::Bits sums[4] = {V::zeroBits(), V::zeroBits(), V::zeroBits(), V::zeroBits()};
    for (std::int64_t i = 0; i < size; i += kStep) {
      for (int k = 0; k < 4; ++k) sums[k] = V::maxBits(sums[k], V::absBits(V::load(block + i + k * kLanes)));
    }
    alignas(64) std::uint32_t lanes[kLanes];
    V::storeBits(V::maxBits(V::maxBits(sums[0], sums[1]), V::maxBits(sums[2], sums[3])), lanes);
    std::uint32_t maximum = 0;
    for (int i = 0; i < kLanes; ++i) maximum = lanes[i] > maximum ? lanes[i] : maximum;
    *maxima++ = maximum;
  }
}

/// 64 elements to integers as floats; returns the mask of saturated ones.
template <class V, Rounding R, bool Clips>
inline std::uint64_t roundStep(const float* x, const QuantizePlan& plan, V* d) {
  const V inverse = V::set(plan.inverse);
  std::uint64_t mask = 0;
  for (int k = 0; k < 4; ++k) {
    const V source = V::load(x + k * kLanes);
    V v = V::mul(source, inverse);
    if constexpr (Clips) {
      mask |= outside(v, V::set(plan.low - 0.5F), V::set(plan.high + 0.5F)) << (k * kLanes);
      v = clamp(v, V::set(plan.low), V::set(plan.high));
    }
    d[k] = V::add(roundTo<V, R>(v, source), V::set(0));  // turns -0 to +0
  }
  return mask;
}

template <class V, Rounding R, bool Clips>
std::int64_t quantizeSteps(const float* x, std::int64_t n, const QuantizePlan& plan, float* out,
                           std::uint64_t* saturation) {
  const V scale = V::set(plan.scale);
  std::int64_t saturated = 0;
  alignas(64) float buffer[kStep];
  for (std::int64_t i = 0; i < n; i += kStep) {
    const bool whole = n - i >= kStep;
    const float* source = x + i;
    if (!whole) {
      padBlock(source, n - i, buffer);
      source = buffer;
    }
    V d[4];
    const std::uint64_t mask = roundStep<V, R, Clips>(source, plan, d);
    float* target = whole ? out + i : buffer;
    for (int k = 0; k < 4; ++k) V::mul(d[k], scale).store(target + k * kLanes);
    if (!whole) std::memcpy(out + i, buffer, static_cast<std::size_t>(n - i) * sizeof(float));
    if (mask != 0) saturated += __builtin_popcountll(mask);
    if (saturation != nullptr) saturation[i / kStep] = mask;
  }
  return saturated;
}

template <class V, Rounding R>
std::int64_t encodeSteps(const float* x, std::int64_t n, const QuantizePlan& plan, std::int32_t* out) {
  std::int64_t saturated = 0;
  alignas(64) float buffer[kStep];
  for (std::int64_t i = 0; i < n; i += kStep) {
    const std::int64_t size = n - i < kStep ? n - i : kStep;
    const float* source = x + i;
    if (size < kStep) {
      padBlock(source, size, buffer);
      source = buffer;
    }
    V d[4];
    const std::uint64_t mask = roundStep<V, R, true>(source, plan, d);
    for (int k = 0; k < 4; ++k) d[k].store(buffer + k * kLanes);
    for (std::int64_t j = 0; j < size; ++j) {
      out[i + j] = buffer[j] == buffer[j] ? static_cast<std::int32_t>(buffer[j]) : 0;
    }
    if (mask != 0) saturated += __builtin_popcountll(mask);
  }
  return saturated;
}

template <class V, Rounding R>
std::int64_t quantizeRounded(const float* x, std::int64_t n, const QuantizePlan& plan, float* out,
                             std::uint64_t* saturation) {
  if (plan.clips) return quantizeSteps<V, R, true>(x, n, plan, out, saturation);
  return quantizeSteps<V, R, false>(x, n, plan, out, saturation);
}

template <class V>
std::int64_t quantizeChunk(const float* x, std::int64_t n, const QuantizePlan& plan, float* out,
                           std::uint64_t* saturation) {
  switch (plan.rounding) {
    case Rounding::HalfAway:
      return quantizeRounded<V, Rounding::HalfAway>(x, n, plan, out, saturation);
    case Rounding::HalfUp:
      return quantizeRounded<V, Rounding::HalfUp>(x, n, plan, out, saturation);
    case Rounding::HalfEven:
      return quantizeRounded<V, Rounding::HalfEven>(x, n, plan, out, saturation);
    case Rounding::Floor:
      return quantizeRounded<V, Rounding::Floor>(x, n, plan, out, saturation);
  }
  return 0;
}

template <class V>
std::int64_t encodeChunk(const float* x, std::int64_t n, const QuantizePlan& plan, std::int32_t* out) {
  switch (plan.rounding) {
    case Rounding::HalfAway:
      return encodeSteps<V, Rounding::HalfAway>(x, n, plan, out);
    case Rounding::HalfUp:
      return encodeSteps<V, Rounding::HalfUp>(x, n, plan, out);
    case Rounding::HalfEven:
      return encodeSteps<V, Rounding::HalfEven>(x, n, plan, out);
    case Rounding::Floor:
      return encodeSteps<V, Rounding::Floor>(x, n, plan, out);
  }
  return 0;
}

inline void errorsChunk(const float* x, const float* q, std::int64_t n, ErrorChunk& sums) {
  alignas(64) double signal[kLanes] = {};
  alignas(64) double error[kLanes] = {};
  alignas(64) double cross[kLanes] = {};
  for (std::int64_t i = 0; i < n; i += kLanes) {
    const std::int64_t size = n - i < kLanes ? n - i : kLanes;
    alignas(64) float xs[kLanes] = {};
    alignas(64) float qs[kLanes] = {};
    std::memcpy(xs, x + i, static_cast<std::size_t>(size) * sizeof(float));
    std::memcpy(qs, q + i, static_cast<std::size_t>(size) * sizeof(float));
    for (int k = 0; k < kLanes; ++k) {
      const double value = xs[k];
      const double e = value - static_cast<double>(qs[k]);
      signal[k] += value * value;
      error[k] += e * e;
      cross[k] += value * e;
    }
  }
  sums = {sumLanes(signal), sumLanes(error), sumLanes(cross)};
}

/// The bin of x is floor(x / width + 1/2) - first, which is HalfUp. Two sets of counts, because equal neighbours would
/// wait for each other's store.
template <class V>
void countChunk(const float* x, std::int64_t n, const HistogramPlan& plan) {
  const V inverse = V::set(plan.inverse);
  alignas(64) float buffer[kStep];
  for (std::int64_t i = 0; i < n; i += kStep) {
    const std::int64_t size = n - i < kStep ? n - i : kStep;
    const float* source = x + i;
    if (size < kStep) {
      padBlock(source, size, buffer);
      source = buffer;
    }
    V bins[4];
    for (int k = 0; k < 4; ++k) {
      const V v = V::mul(V::load(source + k * kLanes), inverse);
      bins[k] = roundTo<V, Rounding::HalfUp>(v, v);
    }
    for (int k = 0; k < 4; ++k) bins[k].store(buffer + k * kLanes);
    for (std::int64_t j = 0; j < size; ++j) {
      const float magnitude = buffer[j] < 0 ? -buffer[j] : buffer[j];
      if (magnitude < 0x1p22F)
        ++plan.counts[static_cast<std::int32_t>(buffer[j]) - plan.first];  // neither NaN nor infinite
    }
  }
}

template <class V>
constexpr Kernels makeKernels() {
  return {blockMaxima<V>, searchChunk<V>, quantizeChunk<V>, encodeChunk<V>, errorsChunk, countChunk<V>};
}

}  // namespace
}  // namespace dyadic::math
