// SPDX-License-Identifier: GPL-3.0-or-later
#if defined(__x86_64__)
#if !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"  // GCC 12 takes its own _mm512_undefined_ps() for a mistake
#endif
#include <immintrin.h>

#include <cstdint>
#include <cstring>

#include "engine/math/Kernels.h"

// Everything from here on is compiled for AVX-512; what the standard headers above define is not.
#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,popcnt"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx512f,avx512dq,avx512bw,avx512vl,popcnt,prefer-vector-width=512")
#endif

#include "engine/math/KernelLoops.h"

namespace dyadic::math {
namespace {

/// Sixteen floats as one register.
struct Avx512 {
  static constexpr int kTogether = 4;

  __m512 v;

  struct Bits {
    __m512i v;
  };

  static Avx512 set(float value) { return {_mm512_set1_ps(value)}; }
  static Avx512 load(const float* from) { return {_mm512_loadu_ps(from)}; }
  void store(float* to) const { _mm512_storeu_ps(to, v); }

  static Avx512 add(Avx512 x, Avx512 y) { return {_mm512_add_ps(x.v, y.v)}; }
  static Avx512 sub(Avx512 x, Avx512 y) { return {_mm512_sub_ps(x.v, y.v)}; }
  static Avx512 mul(Avx512 x, Avx512 y) { return {_mm512_mul_ps(x.v, y.v)}; }
  static Avx512 min(Avx512 x, Avx512 y) { return {_mm512_min_ps(x.v, y.v)}; }
  static Avx512 max(Avx512 x, Avx512 y) { return {_mm512_max_ps(x.v, y.v)}; }
  static Avx512 truncate(Avx512 x) { return {_mm512_roundscale_ps(x.v, _MM_FROUND_TO_ZERO | _MM_FROUND_NO_EXC)}; }
  static Avx512 floor(Avx512 x) { return {_mm512_roundscale_ps(x.v, _MM_FROUND_TO_NEG_INF | _MM_FROUND_NO_EXC)}; }
  static Avx512 roundEven(Avx512 x) {
    return {_mm512_roundscale_ps(x.v, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC)};
  }
  static Avx512 fraction(Avx512 x) { return {_mm512_reduce_ps(x.v, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC)}; }
  static Avx512 copySign(Avx512 magnitude, Avx512 sign) {
    constexpr int kOrAnd = 0xf8;  // a | (b & c)
    const __m512i bits = _mm512_ternarylogic_epi32(_mm512_castps_si512(magnitude.v), _mm512_castps_si512(sign.v),
                                                   _mm512_set1_epi32(INT32_MIN), kOrAnd);
    return {_mm512_castsi512_ps(bits)};
  }
  static Avx512 addOneWhereLess(Avx512 x, Avx512 y, Avx512 to) {
    return {_mm512_mask_add_ps(to.v, _mm512_cmp_ps_mask(x.v, y.v, _CMP_LT_OQ), to.v, _mm512_set1_ps(1))};
  }
  static Avx512 minusOneWhereNegative(Avx512 x) {
    const __mmask16 negative = _mm512_cmp_ps_mask(x.v, _mm512_setzero_ps(), _CMP_LT_OQ);
    return {_mm512_mask_mov_ps(_mm512_set1_ps(__builtin_inff()), negative, _mm512_set1_ps(-1))};
  }
  static std::uint64_t lessMask(Avx512 x, Avx512 y) { return _mm512_cmp_ps_mask(x.v, y.v, _CMP_LT_OQ); }

  static Bits zeroBits() { return {_mm512_setzero_si512()}; }
  static Bits absBits(Avx512 x) { return {_mm512_and_si512(_mm512_castps_si512(x.v), _mm512_set1_epi32(INT32_MAX))}; }
  static Bits maxBits(Bits x, Bits y) { return {_mm512_max_epi32(x.v, y.v)}; }
  static void storeBits(Bits bits, std::uint32_t* to) { _mm512_storeu_si512(to, bits.v); }
};

}  // namespace

extern const Kernels kAvx512Kernels;
const Kernels kAvx512Kernels = makeKernels<Avx512>();

}  // namespace dyadic::math

#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif
#endif
