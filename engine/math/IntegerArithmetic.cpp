// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/math/IntegerArithmetic.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace dyadic::math {
namespace {

std::int64_t saturatingShiftLeft(std::int64_t t, int places) {
  constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
  constexpr std::int64_t kMin = std::numeric_limits<std::int64_t>::min();
  if (t > (kMax >> places)) return kMax;
  if (t < (kMin >> places)) return kMin;
  return t * (std::int64_t{1} << places);
}

}  // namespace

std::int64_t roundShift(std::int64_t t, int p, Rounding rounding) {
  p = std::clamp(p, -62, 62);
  if (p <= 0) return saturatingShiftLeft(t, -p);
  // Rounding.h's formulas without their sum t + half, which could overflow: floor and remainder.
  const std::int64_t down = t >> p;
  const std::int64_t half = std::int64_t{1} << (p - 1);
  const std::int64_t rest = t & (2 * half - 1);
  switch (rounding) {
    case Rounding::HalfAway:
      return down + (rest > half || (rest == half && t >= 0) ? 1 : 0);
    case Rounding::HalfUp:
      return down + (rest >= half ? 1 : 0);
    case Rounding::HalfEven:
      return down + (rest > half || (rest == half && (down & 1) != 0) ? 1 : 0);
    case Rounding::Floor:
      return down;
  }
  return down;
}

std::int64_t saturate(std::int64_t v, IntSeFormat format) { return std::clamp(v, format.minimum(), format.maximum()); }

int biasExponent(int reference, int accumulator, int bits) {
  return std::clamp(reference, accumulator, accumulator + bits - 1);
}

double DyadicConstant::value() const { return std::ldexp(static_cast<double>(code), exponent); }

DyadicConstant reciprocal(std::int64_t n, int bits) {
  // The largest k with 2^k / n <= 2^(b-1)-1; n is at most 2^40, so nothing overflows.
  const auto limit = static_cast<std::uint64_t>(n * IntSeFormat{bits}.maximum());
  int k = 0;
  while ((limit >> (k + 1)) != 0) ++k;
  return {((std::int64_t{2} << k) + n) / (2 * n), -k};
}

}  // namespace dyadic::math
