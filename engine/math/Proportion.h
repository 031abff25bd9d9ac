// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

/// What a share counted on a sample says of the whole. Any thread.
namespace dyadic::math {

struct Interval {
  double low = 0;
  double high = 1;
};

/// Wilson's score interval (E. B. Wilson, J. Amer. Statist. Assoc. 22, 1927) at 95 %, z = 1.959964, p = k / n:
///   (p + z^2/2n -+ z sqrt(p (1-p)/n + z^2/4n^2)) / (1 + z^2/n)
/// [0, 1] for n = 0. REQUIRES: 0 <= k <= n.
[[nodiscard]] Interval wilsonInterval(std::int64_t k, std::int64_t n);

/// McNemar's exact test of two classifiers on the same images: p, two-sided, of b images on which only the first is
/// right and c on which only the second is, were both as good:
///   min(1, 2 sum_{i <= min(b,c)} C(b+c, i) / 2^(b+c))
/// 1 for b + c = 0. REQUIRES: b, c >= 0.
[[nodiscard]] double mcNemarP(std::int64_t b, std::int64_t c);

/// P(X > x) of a chi-square variable X of one degree of freedom. REQUIRES: x >= 0.
[[nodiscard]] double chiSquareTail(double x);

/// McNemar's test as it is reported: below kExactBelow discordant images mcNemarP(), else the chi-square of one degree
/// of freedom with Edwards' continuity correction, max(0, |b - c| - 1)^2 / (b + c).
struct McNemar {
  bool exact = true;
  double chiSquare = 0;  ///< NaN where exact
  double p = 1;          ///< two-sided
};
inline constexpr std::int64_t kExactBelow = 25;
[[nodiscard]] McNemar mcNemar(std::int64_t b, std::int64_t c);

}  // namespace dyadic::math
