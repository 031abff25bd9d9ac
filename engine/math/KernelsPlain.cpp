// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/math/KernelLoops.h"

namespace dyadic::math {
namespace {

using Floats = float __attribute__((vector_size(16)));
using Ints = std::int32_t __attribute__((vector_size(16)));

/// Sixteen floats as four vectors of what every x86-64 (SSE2) and most other processors have.
struct Plain {
  static constexpr int kTogether = 1;

  Floats part[4];

  struct Bits {
    Ints part[4];
  };

  static Floats spread(float value) { return Floats{value, value, value, value}; }
  static Floats select(Ints where, Floats yes, Floats no) {
    return reinterpret_cast<Floats>((where & reinterpret_cast<Ints>(yes)) | (~where & reinterpret_cast<Ints>(no)));
  }
  template <class F>
  static Plain map(F&& each) {
    return {{each(0), each(1), each(2), each(3)}};
  }

  static Plain set(float value) {
    return map([=](int) { return spread(value); });
  }
  static Plain load(const float* from) {
    Plain result;
    std::memcpy(result.part, from, sizeof result.part);
    return result;
  }
  void store(float* to) const { std::memcpy(to, part, sizeof part); }

  static Plain add(const Plain& a, const Plain& b) {
    return map([&](int i) { return a.part[i] + b.part[i]; });
  }
  static Plain sub(const Plain& a, const Plain& b) {
    return map([&](int i) { return a.part[i] - b.part[i]; });
  }
  static Plain mul(const Plain& a, const Plain& b) {
    return map([&](int i) { return a.part[i] * b.part[i]; });
  }
  static Plain min(const Plain& a, const Plain& b) {
    return map([&](int i) { return a.part[i] < b.part[i] ? a.part[i] : b.part[i]; });
  }
  static Plain max(const Plain& a, const Plain& b) {
    return map([&](int i) { return a.part[i] > b.part[i] ? a.part[i] : b.part[i]; });
  }
  static Plain truncate(const Plain& v) {
    return map([&](int i) {
      const Floats whole = __builtin_convertvector(__builtin_convertvector(v.part[i], Ints), Floats);
      return whole + (v.part[i] - v.part[i]);  // lets NaN through
    });
  }
  static Plain floor(const Plain& v) {
    const Plain whole = truncate(v);
    return map([&](int i) { return whole.part[i] - select(whole.part[i] > v.part[i], spread(1), spread(0)); });
  }
  static Plain roundEven(const Plain& v) {
    const Floats magic = spread(12582912.0F);  // 1.5 * 2^23: the sum has no fraction bits left
    return map([&](int i) { return (v.part[i] + magic) - magic; });
  }
  static Plain fraction(const Plain& v) { return sub(v, roundEven(v)); }
  static Plain copySign(const Plain& magnitude, const Plain& sign) {
    return map([&](int i) {
      return reinterpret_cast<Floats>(reinterpret_cast<Ints>(magnitude.part[i]) |
                                      (reinterpret_cast<Ints>(sign.part[i]) & INT32_MIN));
    });
  }
  static Plain addOneWhereLess(const Plain& a, const Plain& b, const Plain& v) {
    return map([&](int i) { return v.part[i] + select(a.part[i] < b.part[i], spread(1), spread(0)); });
  }
  static Plain minusOneWhereNegative(const Plain& x) {
    return map([&](int i) { return select(x.part[i] < spread(0), spread(-1), spread(__builtin_inff())); });
  }
  static std::uint64_t lessMask(const Plain& a, const Plain& b) {
    std::uint64_t mask = 0;
    for (int i = 0; i < 4; ++i) {
#if defined(__SSE2__)
      const auto bits = static_cast<unsigned>(__builtin_ia32_movmskps(reinterpret_cast<Floats>(a.part[i] < b.part[i])));
      mask |= std::uint64_t{bits} << (4 * i);
#else
      const Ints less = a.part[i] < b.part[i];
      for (int k = 0; k < 4; ++k) mask |= static_cast<std::uint64_t>(less[k] & 1) << (4 * i + k);
#endif
    }
    return mask;
  }

  static Bits zeroBits() { return {}; }
  static Bits absBits(const Plain& v) {
    Bits bits;
    for (int i = 0; i < 4; ++i) bits.part[i] = reinterpret_cast<Ints>(v.part[i]) & INT32_MAX;
    return bits;
  }
  static Bits maxBits(const Bits& a, const Bits& b) {
    Bits bits;
    for (int i = 0; i < 4; ++i) bits.part[i] = a.part[i] > b.part[i] ? a.part[i] : b.part[i];
    return bits;
  }
  static void storeBits(const Bits& bits, std::uint32_t* to) { std::memcpy(to, bits.part, sizeof bits.part); }
};

}  // namespace

const Kernels kPlainKernels = makeKernels<Plain>();

}  // namespace dyadic::math
