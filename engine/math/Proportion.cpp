// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/math/Proportion.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace dyadic::math {

Interval wilsonInterval(std::int64_t k, std::int64_t n) {
  if (n == 0) return {};
  constexpr double kZ = 1.959963984540054;
  const auto count = static_cast<double>(n);
  const double p = static_cast<double>(k) / count;
  const double centre = p + kZ * kZ / (2 * count);
  const double half = kZ * std::sqrt(p * (1 - p) / count + kZ * kZ / (4 * count * count));
  const double scale = 1 + kZ * kZ / count;
  // At both ends the formula is exact where float64 is not.
  return {k == 0 ? 0 : (centre - half) / scale, k == n ? 1 : (centre + half) / scale};
}

double mcNemarP(std::int64_t b, std::int64_t c) {
  const auto n = static_cast<double>(b + c);
  // Not lgamma(), which writes a global: log C(n, i) grows term by term.
  double logTerm = -n * std::numbers::ln2;
  double sum = std::exp(logTerm);
  const std::int64_t least = std::min(b, c);
  for (std::int64_t i = 1; i <= least; ++i) {
    logTerm += std::log((n - static_cast<double>(i) + 1) / static_cast<double>(i));
    sum += std::exp(logTerm);
  }
  return std::min(1.0, 2 * sum);
}

double chiSquareTail(double x) { return std::erfc(std::sqrt(x / 2)); }

McNemar mcNemar(std::int64_t b, std::int64_t c) {
  if (b + c < kExactBelow) return {true, std::numeric_limits<double>::quiet_NaN(), mcNemarP(b, c)};
  const double corrected = std::max(0.0, std::abs(static_cast<double>(b - c)) - 1);
  const double chiSquare = corrected * corrected / static_cast<double>(b + c);
  return {false, chiSquare, chiSquareTail(chiSquare)};
}

}  // namespace dyadic::math
