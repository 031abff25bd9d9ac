// SPDX-License-Identifier: GPL-3.0-or-later
#if defined(__x86_64__)
#include <immintrin.h>

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "engine/integer/fast/Kernels.h"

// Everything from here on is compiled for AVX2; what the standard headers above define is not.
#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx2")
#endif

#include "engine/integer/fast/KernelLoops.h"

namespace dyadic::integer::fast {
namespace {

/// Sixteen int32 as two registers.
struct Avx2 {
  using Element = std::int16_t;
  static constexpr int kZero = 0;
  static constexpr int kPerWord = 2;
  static constexpr int kPixels = 4;
  static constexpr int kTogether = 4;
  static constexpr bool kShorts = false;

  struct V {
    __m256i a, b;
  };

  static V set(std::int32_t value) { return {_mm256_set1_epi32(value), _mm256_set1_epi32(value)}; }
  static V load(const std::int32_t* from) {
    return {_mm256_loadu_si256(reinterpret_cast<const __m256i*>(from)),
            _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from + 8))};
  }
  static void store(std::int32_t* to, V v) {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), v.a);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(to + 8), v.b);
  }
  static V add(V x, V y) { return {_mm256_add_epi32(x.a, y.a), _mm256_add_epi32(x.b, y.b)}; }
  static V sub(V x, V y) { return {_mm256_sub_epi32(x.a, y.a), _mm256_sub_epi32(x.b, y.b)}; }
  static V mul(V x, V y) { return {_mm256_mullo_epi32(x.a, y.a), _mm256_mullo_epi32(x.b, y.b)}; }
  static V min(V x, V y) { return {_mm256_min_epi32(x.a, y.a), _mm256_min_epi32(x.b, y.b)}; }
  static V max(V x, V y) { return {_mm256_max_epi32(x.a, y.a), _mm256_max_epi32(x.b, y.b)}; }
  static V bitAnd(V x, V y) { return {_mm256_and_si256(x.a, y.a), _mm256_and_si256(x.b, y.b)}; }
  static V shiftLeft(V x, int places) {
    const __m128i count = _mm_cvtsi32_si128(places);
    return {_mm256_sll_epi32(x.a, count), _mm256_sll_epi32(x.b, count)};
  }
  static V shiftRight(V x, int places) {
    const __m128i count = _mm_cvtsi32_si128(places);
    return {_mm256_sra_epi32(x.a, count), _mm256_sra_epi32(x.b, count)};
  }
  /// Adds two products of int16 to each sum. Four times 2^28 is all that could overflow, and wraps.
  static V dot(V sums, V d, V w) {
    return {_mm256_add_epi32(sums.a, _mm256_madd_epi16(d.a, w.a)),
            _mm256_add_epi32(sums.b, _mm256_madd_epi16(d.b, w.b))};
  }
  static V loadElements(const Element* from) {
    return {_mm256_cvtepi16_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(from))),
            _mm256_cvtepi16_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(from + 8)))};
  }
  static void storeElements(Element* to, V v) {
    const __m256i packed = _mm256_permute4x64_epi64(_mm256_packs_epi32(v.a, v.b), 0xd8);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), packed);
  }
};

}  // namespace

extern const Kernels kAvx2Kernels;
constinit const Kernels kAvx2Kernels = makeKernels<Avx2>();

}  // namespace dyadic::integer::fast

#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif
#endif
