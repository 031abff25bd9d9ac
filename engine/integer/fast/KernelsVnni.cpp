// SPDX-License-Identifier: GPL-3.0-or-later
#if defined(__x86_64__)
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"  // GCC 12 takes its own _mm512_undefined_epi32() for a mistake
#endif
#include <immintrin.h>

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "engine/integer/fast/Kernels.h"

// Everything from here on is compiled for AVX-512 with VNNI; what the standard headers above define is not.
#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,avx512vnni"))), \
                             apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx512f,avx512dq,avx512bw,avx512vl,avx512vnni")
#endif

#include "engine/integer/fast/KernelLoops.h"

namespace dyadic::integer::fast {
namespace {

struct Avx512 {
  static constexpr int kPixels = 16;
  static constexpr int kTogether = 4;

  using V = __m512i;

  static V set(std::int32_t value) { return _mm512_set1_epi32(value); }
  static V load(const std::int32_t* from) { return _mm512_loadu_si512(from); }
  static void store(std::int32_t* to, V v) { _mm512_storeu_si512(to, v); }
  static V add(V a, V b) { return _mm512_add_epi32(a, b); }
  static V sub(V a, V b) { return _mm512_sub_epi32(a, b); }
  static V mul(V a, V b) { return _mm512_mullo_epi32(a, b); }
  static V min(V a, V b) { return _mm512_min_epi32(a, b); }
  static V max(V a, V b) { return _mm512_max_epi32(a, b); }
  static V bitAnd(V a, V b) { return _mm512_and_si512(a, b); }
  static V shiftLeft(V a, int places) { return _mm512_sll_epi32(a, _mm_cvtsi32_si128(places)); }
  static V shiftRight(V a, int places) { return _mm512_sra_epi32(a, _mm_cvtsi32_si128(places)); }
};

/// Four pixels of 16 channels as int16, in the order in which 32-bit lanes are packed: of each four channels, pixels 0
/// and 1 in `a`, 2 and 3 in `b`.
struct ByteShorts {
  __m512i a, b;

  static ByteShorts set(std::int32_t value) {
    const __m512i all = _mm512_set1_epi16(static_cast<std::int16_t>(value));
    return {all, all};
  }
  static ByteShorts pack(const __m512i* v) { return {_mm512_packs_epi32(v[0], v[1]), _mm512_packs_epi32(v[2], v[3])}; }
  /// The same channels for each pixel.
  static ByteShorts spread(__m512i channels) {
    const __m512i packed = _mm512_packs_epi32(channels, channels);
    return {packed, packed};
  }
  /// 4 x 4 words: from pixel by pixel to channels by channels, and back.
  static __m512i transpose(__m512i words) {
    return _mm512_permutexvar_epi32(_mm512_setr_epi32(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15), words);
  }
  static ByteShorts load(const std::uint8_t* from) {
    const __m512i bytes = transpose(_mm512_loadu_si512(from));
    const __m512i zero = _mm512_setzero_si512();
    const __m512i excess = _mm512_set1_epi16(128);
    return {_mm512_sub_epi16(_mm512_unpacklo_epi8(bytes, zero), excess),
            _mm512_sub_epi16(_mm512_unpackhi_epi8(bytes, zero), excess)};
  }
  static void store(std::uint8_t* to, ByteShorts v) {
    const __m512i bytes = _mm512_xor_si512(_mm512_packs_epi16(v.a, v.b), _mm512_set1_epi8(-128));
    _mm512_storeu_si512(to, transpose(bytes));
  }
  static ByteShorts add(ByteShorts x, ByteShorts y) {
    return {_mm512_adds_epi16(x.a, y.a), _mm512_adds_epi16(x.b, y.b)};
  }
  static ByteShorts sub(ByteShorts x, ByteShorts y) {
    return {_mm512_subs_epi16(x.a, y.a), _mm512_subs_epi16(x.b, y.b)};
  }
  static ByteShorts mul(ByteShorts x, ByteShorts y) {
    return {_mm512_mullo_epi16(x.a, y.a), _mm512_mullo_epi16(x.b, y.b)};
  }
  static ByteShorts min(ByteShorts x, ByteShorts y) { return {_mm512_min_epi16(x.a, y.a), _mm512_min_epi16(x.b, y.b)}; }
  static ByteShorts max(ByteShorts x, ByteShorts y) { return {_mm512_max_epi16(x.a, y.a), _mm512_max_epi16(x.b, y.b)}; }
  static ByteShorts bitAnd(ByteShorts x, ByteShorts y) {
    return {_mm512_and_si512(x.a, y.a), _mm512_and_si512(x.b, y.b)};
  }
  static ByteShorts shiftLeft(ByteShorts x, int places) {
    const __m128i count = _mm_cvtsi32_si128(places);
    return {_mm512_sll_epi16(x.a, count), _mm512_sll_epi16(x.b, count)};
  }
  static ByteShorts shiftRight(ByteShorts x, int places) {
    const __m128i count = _mm_cvtsi32_si128(places);
    return {_mm512_sra_epi16(x.a, count), _mm512_sra_epi16(x.b, count)};
  }
};

/// Elements D + 128: four products of unsigned and signed bytes at a time. sum (D + 128) D_w is 128 sum D_w too large,
/// which the accumulator's start takes away; it may wrap on the way.
struct VnniByte : Avx512 {
  using Element = std::uint8_t;
  using Shorts = ByteShorts;
  static constexpr bool kShorts = true;
  static constexpr int kZero = 128;
  static constexpr int kPerWord = 4;

  static V dot(V sums, V d, V w) { return _mm512_dpbusd_epi32(sums, d, w); }
  static V loadElements(const Element* from) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
    return _mm512_sub_epi32(_mm512_cvtepu8_epi32(bytes), _mm512_set1_epi32(kZero));
  }
  static void storeElements(Element* to, V v) {
    const __m128i bytes = _mm512_cvtepi32_epi8(_mm512_add_epi32(v, _mm512_set1_epi32(kZero)));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(to), bytes);
  }
};

struct VnniShort : Avx512 {
  using Element = std::int16_t;
  static constexpr bool kShorts = false;
  static constexpr int kZero = 0;
  static constexpr int kPerWord = 2;

  static V dot(V sums, V d, V w) { return _mm512_dpwssd_epi32(sums, d, w); }
  static V loadElements(const Element* from) {
    return _mm512_cvtepi16_epi32(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(from)));
  }
  static void storeElements(Element* to, V v) {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), _mm512_cvtepi32_epi16(v));
  }
};

}  // namespace

extern const Kernels kVnniByteKernels;
extern const Kernels kVnniShortKernels;
constinit const Kernels kVnniByteKernels = makeKernels<VnniByte>();
constinit const Kernels kVnniShortKernels = makeKernels<VnniShort>();

}  // namespace dyadic::integer::fast

#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif
#endif
