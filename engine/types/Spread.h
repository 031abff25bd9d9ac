// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

namespace dyadic {

/// Mean and standard deviation of a sample (n - 1) of the finite values.
struct Spread {
  double mean = std::numeric_limits<double>::quiet_NaN();
  double deviation = std::numeric_limits<double>::quiet_NaN();  ///< NaN below two values
  std::size_t count = 0;
};

[[nodiscard]] inline Spread spreadOf(const std::vector<double>& values) {
  Spread spread;
  double first = 0;  // values are added as differences from it, so that equal ones have no deviation
  double sum = 0;
  for (const double value : values) {
    if (!std::isfinite(value)) continue;
    if (spread.count++ == 0) first = value;
    sum += value - first;
  }
  if (spread.count == 0) return spread;
  spread.mean = first + sum / static_cast<double>(spread.count);
  if (spread.count < 2) return spread;
  double squares = 0;
  for (const double value : values) {
    if (std::isfinite(value)) squares += (value - spread.mean) * (value - spread.mean);
  }
  spread.deviation = std::sqrt(squares / static_cast<double>(spread.count - 1));
  return spread;
}

}  // namespace dyadic
