// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>

namespace dyadic::math {

/// How many entries a sparse code of x stores: every value that is not zero, with the distance to the entry before it
/// in `indexBits` bits (1 to 2^indexBits; before the first comes position -1), and a filler zero at each full distance
/// within a longer gap. Zeros behind the last value are not stored. Han, Mao, Dally: Deep Compression (ICLR 2016),
/// section 2. A size is then entries * (bits of a value + indexBits). REQUIRES: indexBits from 1 to 30.
[[nodiscard]] std::int64_t sparseEntries(std::span<const float> x, int indexBits);

}  // namespace dyadic::math
