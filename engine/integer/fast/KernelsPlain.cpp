// SPDX-License-Identifier: GPL-3.0-or-later
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "engine/integer/fast/KernelLoops.h"

namespace dyadic::integer::fast {
namespace {

using Ints = std::int32_t __attribute__((vector_size(16)));
using Unsigned = std::uint32_t __attribute__((vector_size(16)));
using Shorts = std::int16_t __attribute__((vector_size(8)));

/// Four vectors of what every x86-64 (SSE2) and most other processors have.
struct Plain {
  using Element = std::int16_t;
  static constexpr int kZero = 0;
  static constexpr int kPerWord = 2;
  static constexpr int kPixels = 2;
  static constexpr int kTogether = 1;
  static constexpr bool kShorts = false;

  struct V {
    Ints part[4];
  };

  template <class F>
  static V map(F&& each) {
    return {{each(0), each(1), each(2), each(3)}};
  }
  static V set(std::int32_t value) {
    return map([=](int) { return Ints{value, value, value, value}; });
  }
  static V load(const std::int32_t* from) {
    V result;
    std::memcpy(result.part, from, sizeof result.part);
    return result;
  }
  static void store(std::int32_t* to, const V& v) { std::memcpy(to, v.part, sizeof v.part); }
  static V add(const V& a, const V& b) {
    return map([&](int i) { return Ints(Unsigned(a.part[i]) + Unsigned(b.part[i])); });
  }
  static V sub(const V& a, const V& b) {
    return map([&](int i) { return Ints(Unsigned(a.part[i]) - Unsigned(b.part[i])); });
  }
  static V mul(const V& a, const V& b) {
    return map([&](int i) { return Ints(Unsigned(a.part[i]) * Unsigned(b.part[i])); });
  }
  static V min(const V& a, const V& b) {
    return map([&](int i) { return a.part[i] < b.part[i] ? a.part[i] : b.part[i]; });
  }
  static V max(const V& a, const V& b) {
    return map([&](int i) { return a.part[i] > b.part[i] ? a.part[i] : b.part[i]; });
  }
  static V bitAnd(const V& a, const V& b) {
    return map([&](int i) { return a.part[i] & b.part[i]; });
  }
  static V shiftLeft(const V& a, int places) {
    return map([&](int i) { return Ints(Unsigned(a.part[i]) << places); });
  }
  static V shiftRight(const V& a, int places) {
    return map([&](int i) { return a.part[i] >> places; });
  }
  /// Adds two products of int16 to each sum.
  static V dot(const V& sums, const V& d, const V& w) {
    return map([&](int i) {
#if defined(__SSE2__)
      const auto products = Ints(_mm_madd_epi16(__m128i(d.part[i]), __m128i(w.part[i])));
      return Ints(Unsigned(sums.part[i]) + Unsigned(products));
#else
      const Unsigned high = Unsigned(d.part[i] >> 16) * Unsigned(w.part[i] >> 16);
      const Unsigned low =
          Unsigned(Ints(Unsigned(d.part[i]) << 16) >> 16) * Unsigned(Ints(Unsigned(w.part[i]) << 16) >> 16);
      return Ints(Unsigned(sums.part[i]) + high + low);
#endif
    });
  }
  static V loadElements(const Element* from) {
    return map([&](std::ptrdiff_t i) {
      Shorts part;
      std::memcpy(&part, from + 4 * i, sizeof part);
      return __builtin_convertvector(part, Ints);
    });
  }
  static void storeElements(Element* to, const V& v) {
    for (std::ptrdiff_t i = 0; i < 4; ++i) {
      const Shorts part = __builtin_convertvector(v.part[i], Shorts);
      std::memcpy(to + 4 * i, &part, sizeof part);
    }
  }
};

}  // namespace

constinit const Kernels kPlainKernels = makeKernels<Plain>();

}  // namespace dyadic::integer::fast
