// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/math/LoopBasics.h"
#include "engine/math/SearchLoops.h"

/// The loops over elements, and the set of all kernels; LoopBasics.h says under what rules.
namespace dyadic::math {
namespace {

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
  return {searchChunk<V>, quantizeChunk<V>, encodeChunk<V>, errorsChunk, countChunk<V>};
}

}  // namespace
}  // namespace dyadic::math
