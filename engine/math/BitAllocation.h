// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

/// Which bits each layer gets: a multiple-choice knapsack, solved exactly by dynamic programming over the images lost.
namespace dyadic::math {

/// One width of one layer.
struct BitChoice {
  std::int64_t size = 0;  ///< bits that the layer takes
  std::int64_t lost = 0;  ///< images that the network loses by it, at least 0
  double noise = 0;       ///< decides ties
};
/// The choices of each layer, at least one.
using BitTable = std::vector<std::vector<BitChoice>>;

/// An index into each layer's choices. Of all with the least sum of sizes whose lost images sum to at most `maxLost`,
/// the one with the least sum of noise; nothing where there is none. Memory: layers x (maxLost + 1) x 8 bytes.
/// REQUIRES: at most 256 choices a layer.
[[nodiscard]] std::optional<std::vector<int>> smallestWithin(const BitTable& layers, std::int64_t maxLost);

/// Of all whose sizes sum to at most `maxSize` the one that loses the fewest images, then takes the fewest bits, then
/// has the least noise; nothing where even the smallest choices are too large. Beyond `mostLost` images all are counted
/// as equally bad.
[[nodiscard]] std::optional<std::vector<int>> leastLostWithin(const BitTable& layers, std::int64_t maxSize,
                                                              std::int64_t mostLost);

}  // namespace dyadic::math
