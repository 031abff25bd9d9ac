// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/math/LoopBasics.h"

/// The loops of the exponent search; LoopBasics.h says under what rules.
namespace dyadic::math {
namespace {

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

/// Largest bit pattern of |x| in a block, and the squares' sum on the way.
template <class V>
std::uint32_t measureBlock(const float* x, std::int64_t n, float unit, double* signal) {
  const V scale = V::set(unit);
  typename V::Bits bits[4] = {V::zeroBits(), V::zeroBits(), V::zeroBits(), V::zeroBits()};
  V sums[4] = {V::set(0), V::set(0), V::set(0), V::set(0)};
  for (std::int64_t i = 0; i < n; i += kStep) {
    for (int k = 0; k < 4; ++k) {
      const V source = V::load(x + i + k * kLanes);
      const V v = V::mul(source, scale);
      bits[k] = V::maxBits(bits[k], V::absBits(source));
      sums[k] = V::add(sums[k], V::mul(v, v));
    }
  }
  addVectors(signal, sums);
  alignas(64) std::uint32_t lanes[kLanes];
  V::storeBits(V::maxBits(V::maxBits(bits[0], bits[1]), V::maxBits(bits[2], bits[3])), lanes);
  std::uint32_t maximum = 0;
  for (int i = 0; i < kLanes; ++i) maximum = lanes[i] > maximum ? lanes[i] : maximum;
  return maximum;
}

/// Share `part` of `parts` of the next block on its way into the cache, while arithmetic is done on this one.
inline void fetch(const float* next, int part, int parts) {
  for (std::int64_t i = kBlock * part / parts; i < kBlock * (part + 1) / parts; i += kLanes) {
    __builtin_prefetch(next + i);
  }
}

/// The sums of up to kGroup candidates over a chunk.
inline constexpr int kGroup = 8;
struct ChunkSums {
  alignas(64) double error[kGroup][kLanes] = {};
  alignas(64) double signal[kLanes] = {};
  LeaderSums leader;
};

/// Candidates [from, to) over one block while it is in the first-level cache.
template <class V>
void searchBlock(const float* block, std::int64_t size, const SearchPlan& plan, int from, int to, float maximum,
                 const float* next, ChunkSums& sums) {
  for (int c = from; c < to; ++c) {
    if (next != nullptr) fetch(next, c - from, to - from);
    const bool clips = !(maximum <= plan.candidates[c].unclipped);
    if (c == plan.leader) {
      leaderError<V>(block, size, plan, clips, sums.error[c - from], sums.leader);
    } else {
      candidateError<V>(block, size, plan, c, clips, sums.error[c - from]);
    }
  }
}

template <class V>
void searchChunk(const float* x, std::int64_t n, const SearchPlan& plan, std::uint32_t* maxima, SearchSums& result) {
  alignas(64) float buffer[kBlock];
  int from = 0;
  do {
    const int to = from + kGroup < plan.count ? from + kGroup : plan.count;
    ChunkSums sums;
    for (std::int64_t start = 0; start < n; start += kBlock) {
      std::int64_t size = n - start < kBlock ? n - start : kBlock;
      const float* block = x + start;
      if (size % kStep != 0 || plan.prescale != 1) {
        size = padBlock(block, size, buffer);
        block = buffer;
      }
      std::uint32_t& bits = maxima[start / kBlock];
      if (plan.measure && from == 0) bits = measureBlock<V>(block, size, plan.unit, sums.signal);
      float maximum = 0;
      std::memcpy(&maximum, &bits, sizeof maximum);
      if (plan.prescale != 1) prescale(buffer, size, plan.prescale);
      searchBlock<V>(block, size, plan, from, to, maximum, n - start > kBlock ? x + start + kBlock : nullptr, sums);
    }
    for (int c = from; c < to; ++c) result.error[c] = sumLanes(sums.error[c - from]);
    if (from == 0) result.signal = sumLanes(sums.signal);
    if (plan.leader >= from && plan.leader < to) {
      result.cross = sumLanes(sums.leader.cross);
      result.saturated = static_cast<std::int64_t>(sumLanes(sums.leader.saturated));
    }
    from = to;
  } while (from < plan.count);
}

}  // namespace
}  // namespace dyadic::math
