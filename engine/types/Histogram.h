// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace dyadic {

/// Counts of a tensor before and after quantization over the same bins. Bin i is [edges[i], edges[i+1]); edges are
/// dyadic rationals tied to the quantization grid, so that every comparison is exact and bins never need rebinning.
/// Every finite value of the tensor is in a bin: the sums of both count vectors are the tensor's size.
struct Histogram {
  std::vector<double> edges;                  ///< length bins+1, ascending
  std::vector<std::int64_t> floatCounts;      ///< length bins: the values before quantization
  std::vector<std::int64_t> quantizedCounts;  ///< length bins: the values after quantization
  std::vector<double> levels;                 ///< the grid's representable values, ascending; empty above kMaxLevels
  double clipLow = 0;                         ///< below this, values saturate
  double clipHigh = 0;                        ///< above this, values saturate

  static constexpr int kMaxLevels = 4096;  ///< grids with more levels carry none (they would be a solid area)
};

}  // namespace dyadic
