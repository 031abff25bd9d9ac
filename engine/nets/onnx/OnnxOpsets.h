// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace dyadic::nets {

/// The versions of ONNX's default operator set that are read.
inline constexpr std::int64_t kOldestOpset = 7;
inline constexpr std::int64_t kNewestOpset = 21;

}  // namespace dyadic::nets
