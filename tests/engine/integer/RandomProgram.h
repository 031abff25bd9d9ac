// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/types/IntegerProgram.h"

namespace dyadic::integer {

/// What randomProgram() may draw from. The defaults are everything that the types allow, in sizes that run fast.
struct RandomProgramOptions {
  int leastBits = 2;
  int mostBits = 16;
  int mostOperations = 12;
  bool extremes = true;              ///< shifts up to +-62, multipliers up to 2^31-1, biases at the accumulator's end
  std::optional<Rounding> rounding;  ///< else one of the four
  bool affine = false;  ///< scales, zero points, 32-bit biases and fixed-point multipliers; with at most 8 bits,
                        ///< without extremes and halves rounded away from zero
};

/// A program that passes checkProgram(), the same one for the same seed and options: every operation, odd sizes,
/// groups, strides, dilation, padding, mixed bits, tensors with several consumers, and the chains that executors fuse.
/// Exponents agree with shifts.
[[nodiscard]] IntegerProgram randomProgram(std::uint64_t seed, const RandomProgramOptions& options = {});

/// `count` images for it: random pixels, and some that are all 0, all 255 or a mixture of the two.
[[nodiscard]] std::vector<std::uint8_t> randomImages(const IntegerProgram& program, std::int64_t count,
                                                     std::uint64_t seed);

}  // namespace dyadic::integer
