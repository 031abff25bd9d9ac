// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "engine/types/IntegerProgram.h"

/// Arithmetic on bounds of sums, which saturates at 2^63 - 1. Internal to the folder.
namespace dyadic::integer {

[[nodiscard]] std::int64_t boundPlus(std::int64_t a, std::int64_t b);
[[nodiscard]] std::int64_t boundTimes(std::int64_t a, std::int64_t b);
/// a 2^shift. REQUIRES: shift >= 0.
[[nodiscard]] std::int64_t boundLifted(std::int64_t a, int shift);
/// The largest |q - Z| of a feature map.
[[nodiscard]] std::int64_t magnitude(const IntegerTensor& tensor);

}  // namespace dyadic::integer
