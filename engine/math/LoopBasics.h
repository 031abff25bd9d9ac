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

inline constexpr std::int64_t kLanes = 16;
inline constexpr std::int64_t kStep =
    64;  // four vectors: independent sums hide the latency, and 64 mask bits are a word

/// Pads what is left of a tensor with zeros, which add nothing to any sum and saturate nowhere.
inline std::int64_t padBlock(const float* x, std::int64_t n, float* block) {
  const std::int64_t padded = (n + kStep - 1) / kStep * kStep;
  std::memcpy(block, x, static_cast<std::size_t>(n) * sizeof(float));
  std::memset(block + n, 0, static_cast<std::size_t>(padded - n) * sizeof(float));
  return padded;
}

inline void prescale(float* block, std::int64_t n, float factor) {
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

}  // namespace
}  // namespace dyadic::math
