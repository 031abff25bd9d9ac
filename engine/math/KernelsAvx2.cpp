// SPDX-License-Identifier: GPL-3.0-or-later
#if defined(__x86_64__)
#include <immintrin.h>

#include <cstdint>
#include <cstring>

#include "engine/math/Kernels.h"

// Everything from here on is compiled for AVX2; what the standard headers above define is not.
#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2,popcnt"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx2,popcnt")
#endif

#include "engine/math/KernelLoops.h"

namespace dyadic::math {
namespace {

/// Sixteen floats as two registers.
struct Avx2 {
  static constexpr int kTogether = 4;

  __m256 a, b;

  struct Bits {
    __m256i a, b;
  };

  static Avx2 set(float value) { return {_mm256_set1_ps(value), _mm256_set1_ps(value)}; }
  static Avx2 load(const float* from) { return {_mm256_loadu_ps(from), _mm256_loadu_ps(from + 8)}; }
  void store(float* to) const {
    _mm256_storeu_ps(to, a);
    _mm256_storeu_ps(to + 8, b);
  }

  static Avx2 add(Avx2 x, Avx2 y) { return {_mm256_add_ps(x.a, y.a), _mm256_add_ps(x.b, y.b)}; }
  static Avx2 sub(Avx2 x, Avx2 y) { return {_mm256_sub_ps(x.a, y.a), _mm256_sub_ps(x.b, y.b)}; }
  static Avx2 mul(Avx2 x, Avx2 y) { return {_mm256_mul_ps(x.a, y.a), _mm256_mul_ps(x.b, y.b)}; }
  static Avx2 min(Avx2 x, Avx2 y) { return {_mm256_min_ps(x.a, y.a), _mm256_min_ps(x.b, y.b)}; }
  static Avx2 max(Avx2 x, Avx2 y) { return {_mm256_max_ps(x.a, y.a), _mm256_max_ps(x.b, y.b)}; }
  static Avx2 truncate(Avx2 v) {
    constexpr int kMode = _MM_FROUND_TO_ZERO | _MM_FROUND_NO_EXC;
    return {_mm256_round_ps(v.a, kMode), _mm256_round_ps(v.b, kMode)};
  }
  static Avx2 floor(Avx2 v) {
    constexpr int kMode = _MM_FROUND_TO_NEG_INF | _MM_FROUND_NO_EXC;
    return {_mm256_round_ps(v.a, kMode), _mm256_round_ps(v.b, kMode)};
  }
  static Avx2 roundEven(Avx2 v) {
    constexpr int kMode = _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC;
    return {_mm256_round_ps(v.a, kMode), _mm256_round_ps(v.b, kMode)};
  }
  static Avx2 fraction(Avx2 v) { return sub(v, roundEven(v)); }
  static Avx2 copySign(Avx2 magnitude, Avx2 sign) {
    const __m256 bit = _mm256_set1_ps(-0.0F);
    return {_mm256_or_ps(magnitude.a, _mm256_and_ps(sign.a, bit)),
            _mm256_or_ps(magnitude.b, _mm256_and_ps(sign.b, bit))};
  }
  static Avx2 addOneWhereLess(Avx2 x, Avx2 y, Avx2 v) {
    const __m256 one = _mm256_set1_ps(1);
    return {_mm256_add_ps(v.a, _mm256_and_ps(_mm256_cmp_ps(x.a, y.a, _CMP_LT_OQ), one)),
            _mm256_add_ps(v.b, _mm256_and_ps(_mm256_cmp_ps(x.b, y.b, _CMP_LT_OQ), one))};
  }
  static __m256 minusOneWhereNegative(__m256 x) {
    const __m256 negative = _mm256_cmp_ps(x, _mm256_setzero_ps(), _CMP_LT_OQ);
    return _mm256_blendv_ps(_mm256_set1_ps(__builtin_inff()), _mm256_set1_ps(-1), negative);
  }
  static Avx2 minusOneWhereNegative(Avx2 x) { return {minusOneWhereNegative(x.a), minusOneWhereNegative(x.b)}; }
  static std::uint64_t lessMask(Avx2 x, Avx2 y) {
    const auto low = static_cast<unsigned>(_mm256_movemask_ps(_mm256_cmp_ps(x.a, y.a, _CMP_LT_OQ)));
    const auto high = static_cast<unsigned>(_mm256_movemask_ps(_mm256_cmp_ps(x.b, y.b, _CMP_LT_OQ)));
    return low | std::uint64_t{high} << 8;
  }

  static Bits zeroBits() { return {_mm256_setzero_si256(), _mm256_setzero_si256()}; }
  static Bits absBits(Avx2 v) {
    const __m256i mask = _mm256_set1_epi32(INT32_MAX);
    return {_mm256_and_si256(_mm256_castps_si256(v.a), mask), _mm256_and_si256(_mm256_castps_si256(v.b), mask)};
  }
  static Bits maxBits(Bits x, Bits y) { return {_mm256_max_epi32(x.a, y.a), _mm256_max_epi32(x.b, y.b)}; }
  static void storeBits(Bits bits, std::uint32_t* to) {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), bits.a);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(to + 8), bits.b);
  }
};

}  // namespace

extern const Kernels kAvx2Kernels;
const Kernels kAvx2Kernels = makeKernels<Avx2>();

}  // namespace dyadic::math

#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif
#endif
