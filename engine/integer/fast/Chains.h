// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <cstring>

#include "engine/integer/fast/Kernels.h"

/// From sums to stored integers (IOIQ, section 9, and what is fused behind it), over an instruction set I:
///   I::Element, I::kZero        how an element stores D, and D = 0
///   I::V                        16 int32 in registers
///   I::kPerWord                 elements that dot() takes from each 32 bits
///   I::kPixels                  pixels whose sums fit the registers
///   I::kTogether                pixels that go through a chain at a time
///   I::load ... I::storeElements
///   I::kShorts                  whether it has I::Shorts, 4 pixels of int16 in registers, for chains in 16 bits
/// For the rules of such files see KernelLoops.h. Unsigned arithmetic wherever the lanes that fill up a block, which
/// hold anything, could overflow.
namespace dyadic::integer::fast {
namespace {

inline constexpr int kSpan = 16;

/// Neighbouring pixels of one block, at most kSpan.
struct PixelSpan {
  std::int64_t block;
  std::int64_t y;
  std::int64_t x;
  int pixels;
};

/// R(t, p) where t + half fits; half = 2^(p-1).
template <class I>
inline typename I::V rounded(typename I::V t, const Stage& stage) {
  using V = typename I::V;
  const int p = stage.shift;
  const V half = I::set(p > 0 ? std::int32_t{1} << (p - 1) : 0);
  switch (stage.round) {
    case Round::None:
      return t;
    case Round::Left:
      return I::shiftLeft(t, p);
    case Round::HalfAway:
      return I::shiftRight(I::add(I::add(t, half), I::shiftRight(t, 31)), p);
    case Round::HalfUp:
      return I::shiftRight(I::add(t, half), p);
    case Round::HalfEven: {
      const V odd = I::bitAnd(I::shiftRight(t, p), I::set(1));
      return I::shiftRight(I::add(I::add(t, I::sub(half, I::set(1))), odd), p);
    }
    case Round::Floor:
      return I::shiftRight(t, p);
  }
  return t;
}

template <class I>
inline typename I::V saturated(typename I::V t, const Stage& stage) {
  return I::min(I::max(rounded<I>(t, stage), I::set(stage.low)), I::set(stage.high));
}

/// N neighbouring pixels, in registers from sum to store.
template <class I, int N>
inline void finishPixels(const Chain& chain, typename I::Element* arena, const PixelSpan& at,
                         const std::int32_t* sums) {
  using V = typename I::V;
  V v[N];
#pragma GCC unroll 4
  for (int i = 0; i < N; ++i) v[i] = I::load(sums + i * kLanes);
  for (const Stage* stage = chain.stages; stage != chain.stages + chain.count; ++stage) {
    if (stage->source == Source::ScaleShift) {
      const V scale = I::load(stage->scale + at.block * kLanes);
      const V offset = I::load(stage->offset + at.block * kLanes);
#pragma GCC unroll 4
      for (int i = 0; i < N; ++i) v[i] = I::add(I::mul(v[i], scale), offset);
    } else if (stage->source == Source::Add) {
      const typename I::Element* other = arena + stage->other.at(at.block, at.y, at.x);
#pragma GCC unroll 4
      for (int i = 0; i < N; ++i) {
        const V d = I::loadElements(other + i * kLanes);
        v[i] = I::add(I::shiftLeft(v[i], stage->shifts[0]), I::shiftLeft(d, stage->shifts[1]));
      }
    }
    if (stage->multiplier != 1) {
#pragma GCC unroll 4
      for (int i = 0; i < N; ++i) v[i] = I::mul(v[i], I::set(stage->multiplier));
    }
#pragma GCC unroll 4
    for (int i = 0; i < N; ++i) v[i] = saturated<I>(v[i], *stage);
  }
  typename I::Element* out = arena + chain.out.at(at.block, at.y, at.x);
#pragma GCC unroll 4
  for (int i = 0; i < N; ++i) I::storeElements(out + i * kLanes, v[i]);
}

/// R(t, p) in 16 bits: where t or t + half saturates, so does the range.
template <class S>
inline S roundedShorts(S t, const Stage& stage) {
  const int p = stage.shift;
  const S half = S::set(p > 0 ? static_cast<std::int16_t>(1 << (p - 1)) : 0);
  switch (stage.round) {
    case Round::None:
      return t;
    case Round::Left:
      return S::shiftLeft(t, p);
    case Round::HalfAway:
      return S::shiftRight(S::add(S::add(t, S::shiftRight(t, 15)), half), p);
    case Round::HalfUp:
      return S::shiftRight(S::add(t, half), p);
    case Round::HalfEven: {
      const S odd = S::bitAnd(S::shiftRight(t, p), S::set(1));
      return S::shiftRight(S::add(S::add(t, S::sub(half, S::set(1))), odd), p);
    }
    case Round::Floor:
      return S::shiftRight(t, p);
  }
  return t;
}

/// Four neighbouring pixels: the first stage in 32 bits, the others in 16.
template <class I>
inline void finishShorts(const Chain& chain, typename I::Element* arena, const PixelSpan& at,
                         const std::int32_t* sums) {
  using V = typename I::V;
  using S = typename I::Shorts;
  const Stage* stage = chain.stages;
  V v[4];
#pragma GCC unroll 4
  for (int i = 0; i < 4; ++i) v[i] = I::load(sums + i * kLanes);
  if (stage->multiplier != 1) {
#pragma GCC unroll 4
    for (int i = 0; i < 4; ++i) v[i] = I::mul(v[i], I::set(stage->multiplier));
  }
#pragma GCC unroll 4
  for (int i = 0; i < 4; ++i) v[i] = rounded<I>(v[i], *stage);
  S d = S::pack(v);
  d = S::min(S::max(d, S::set(stage->low)), S::set(stage->high));
  for (++stage; stage != chain.stages + chain.count; ++stage) {
    if (stage->source == Source::ScaleShift) {
      const S scale = S::spread(I::load(stage->scale + at.block * kLanes));
      const S offset = S::spread(I::load(stage->offset + at.block * kLanes));
      d = S::add(S::mul(d, scale), offset);
    } else {
      const S other = S::load(arena + stage->other.at(at.block, at.y, at.x));
      d = S::add(S::shiftLeft(d, stage->shifts[0]), S::shiftLeft(other, stage->shifts[1]));
    }
    d = S::min(S::max(roundedShorts(d, *stage), S::set(stage->low)), S::set(stage->high));
  }
  S::store(arena + chain.out.at(at.block, at.y, at.x), d);
}

/// R(t, p) of math::roundShift, then saturation to [low, high], lane by lane.
template <Round R>
inline void roundWide(std::int64_t* t, const Stage& stage) {
  const int p = stage.shift;
  const std::int64_t half = p > 0 ? std::int64_t{1} << (p - 1) : 0;
  const std::int64_t mask = p > 0 ? 2 * half - 1 : 0;
  const std::int64_t most = INT64_MAX >> p;
  for (int lane = 0; lane < kLanes; ++lane) {
    std::int64_t d = t[lane];
    const std::int64_t down = d >> p;
    const std::int64_t rest = d & mask;
    if constexpr (R == Round::Left) {  // what leaves 63 bits saturates to the range, which has 16
      d = d > most ? most : d;
      d = (d < -most ? -most : d) * (std::int64_t{1} << p);
    } else if constexpr (R == Round::HalfAway) {
      d = down + ((rest > half) | ((rest == half) & (d >= 0)));
    } else if constexpr (R == Round::HalfUp) {
      d = down + (rest >= half);
    } else if constexpr (R == Round::HalfEven) {
      d = down + ((rest > half) | ((rest == half) & (down & 1)));
    } else if constexpr (R == Round::Floor) {
      d = down;
    }
    d = d < stage.low ? stage.low : d;
    t[lane] = d > stage.high ? stage.high : d;
  }
}

inline void roundWide(std::int64_t* t, const Stage& stage) {
  switch (stage.round) {
    case Round::None:
      return roundWide<Round::None>(t, stage);
    case Round::Left:
      return roundWide<Round::Left>(t, stage);
    case Round::HalfAway:
      return roundWide<Round::HalfAway>(t, stage);
    case Round::HalfUp:
      return roundWide<Round::HalfUp>(t, stage);
    case Round::HalfEven:
      return roundWide<Round::HalfEven>(t, stage);
    case Round::Floor:
      return roundWide<Round::Floor>(t, stage);
  }
}

inline std::int64_t timesWrapping(std::int64_t a, std::int64_t b) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) * static_cast<std::uint64_t>(b));
}
inline std::int64_t plusWrapping(std::int64_t a, std::int64_t b) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
}

/// math::multiply(), lane by lane, for |t| < 2^31; lanes that fill up a block may hold more.
inline void scaleWide(std::int64_t* t, const FixedPoint& by) {
  constexpr int kFraction = 31;
  const std::int64_t left = by.shift < 0 ? std::int64_t{1} << -by.shift : 1;
  const int right = by.shift > 0 ? by.shift : 0;
  const std::int64_t half = right > 0 ? std::int64_t{1} << (right - 1) : 0;
  const std::int64_t mask = right > 0 ? 2 * half - 1 : 0;
  for (int lane = 0; lane < kLanes; ++lane) {
    std::int64_t d = timesWrapping(t[lane], left);
    if (left > 1) {
      d = d > INT32_MAX ? INT32_MAX : d;
      d = d < INT32_MIN ? INT32_MIN : d;
    }
    d = plusWrapping(timesWrapping(d, by.multiplier), std::int64_t{1} << (kFraction - 1)) >> kFraction;
    const std::int64_t rest = d & mask;
    t[lane] = (d >> right) + (right > 0 && ((rest > half) | ((rest == half) & (d >= 0))) ? 1 : 0);
  }
}

/// The chain in int64, any shift and multiplier: 16 lanes, of which `t` is overwritten.
template <class I>
void finishWide(const Chain& chain, typename I::Element* arena, const PixelSpan& at, std::int64_t* sums) {
  for (int p = 0; p < at.pixels; ++p) {
    std::int64_t* t = sums + p * kLanes;
    for (const Stage* stage = chain.stages; stage != chain.stages + chain.count; ++stage) {
      if (stage->source == Source::ScaleShift) {
        const std::int32_t* scale = stage->scale + at.block * kLanes;
        const std::int64_t* offset = stage->wideOffset + at.block * kLanes;
        for (int lane = 0; lane < kLanes; ++lane) t[lane] = t[lane] * scale[lane] + offset[lane];
      } else if (stage->source == Source::Add) {
        const typename I::Element* other = arena + stage->other.at(at.block, at.y, at.x + p);
        const std::int64_t left = std::int64_t{1} << stage->shifts[0];
        const std::int64_t right = std::int64_t{1} << stage->shifts[1];
        std::int64_t d[kLanes];
        for (int lane = 0; lane < kLanes; ++lane) {
          t[lane] = timesWrapping(t[lane], left);
          d[lane] = timesWrapping(std::int64_t{other[lane]} - I::kZero, right);
        }
        if (stage->scalings[0].multiplier != 0) scaleWide(t, stage->scalings[0]);
        if (stage->scalings[1].multiplier != 0) scaleWide(d, stage->scalings[1]);
        for (int lane = 0; lane < kLanes; ++lane) t[lane] = plusWrapping(t[lane], d[lane]);
      }
      if (stage->fixedPoint.multiplier != 0) {
        scaleWide(t, stage->fixedPoint);
      } else if (stage->multiplier != 1) {
        for (int lane = 0; lane < kLanes; ++lane) t[lane] = timesWrapping(t[lane], stage->multiplier);
      }
      roundWide(t, *stage);
    }
    typename I::Element* out = arena + chain.out.at(at.block, at.y, at.x + p);
    for (int lane = 0; lane < kLanes; ++lane) out[lane] = static_cast<typename I::Element>(t[lane] + I::kZero);
  }
}

/// sums[pixels][16] through the chain into the output.
template <class I>
void finish(const Chain& chain, typename I::Element* arena, PixelSpan at, const std::int32_t* sums) {
  if (chain.wide) {
    std::int64_t wide[kSpan * kLanes];
    for (std::int64_t i = 0; i < at.pixels * kLanes; ++i) wide[i] = sums[i];
    return finishWide<I>(chain, arena, at, wide);
  }
  if constexpr (I::kShorts) {
    if (chain.shorts) {
      for (; at.pixels >= 4; at.pixels -= 4, at.x += 4, sums += 4 * kLanes) finishShorts<I>(chain, arena, at, sums);
    }
  }
  constexpr int kTogether = I::kTogether;
  for (; at.pixels >= kTogether; at.pixels -= kTogether, at.x += kTogether, sums += kTogether * kLanes) {
    finishPixels<I, kTogether>(chain, arena, at, sums);
  }
  for (; at.pixels > 0; --at.pixels, ++at.x, sums += kLanes) finishPixels<I, 1>(chain, arena, at, sums);
}

}  // namespace
}  // namespace dyadic::integer::fast
