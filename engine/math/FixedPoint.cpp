// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/math/FixedPoint.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/math/IntegerArithmetic.h"

namespace dyadic::math {
namespace {

constexpr int kFraction = 31;

std::int32_t saturated(std::int64_t v) {
  return static_cast<std::int32_t>(
      std::clamp<std::int64_t>(v, std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max()));
}

}  // namespace

double FixedPointMultiplier::value() const { return std::ldexp(static_cast<double>(multiplier), -kFraction - shift); }

FixedPointMultiplier quantizeMultiplier(double m) {
  int exponent = 0;
  const double fraction = std::frexp(m, &exponent);  // in [0.5, 1)
  auto code = static_cast<std::int64_t>(std::round(std::ldexp(fraction, kFraction)));
  if (code == std::int64_t{1} << kFraction) {  // rounded up to 1
    code /= 2;
    ++exponent;
  }
  return {static_cast<std::int32_t>(code), -exponent};
}

std::int32_t saturatingRoundingDoublingHighMultiply(std::int32_t a, std::int32_t b) {
  constexpr std::int64_t kHalf = std::int64_t{1} << (kFraction - 1);
  return saturated((std::int64_t{a} * b + kHalf) >> kFraction);
}

std::int32_t roundingDivideByPowerOfTwo(std::int32_t x, int n) {
  return static_cast<std::int32_t>(roundShift(x, n, Rounding::HalfAway));
}

std::int32_t multiply(std::int32_t x, const FixedPointMultiplier& m) {
  const std::int32_t lifted = m.shift < 0 ? saturated(roundShift(x, m.shift, Rounding::HalfAway)) : x;
  return roundingDivideByPowerOfTwo(saturatingRoundingDoublingHighMultiply(lifted, m.multiplier), std::max(m.shift, 0));
}

}  // namespace dyadic::math
