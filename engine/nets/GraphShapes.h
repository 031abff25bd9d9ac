// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

#include "engine/nets/Graph.h"

/// What the files that build graphs share.
namespace dyadic::nets {

// Far above any real network, far below what would overflow an int64 product of two of them.
inline constexpr std::int64_t kMaxDimension = std::int64_t{1} << 24;
inline constexpr std::int64_t kMaxElements = std::int64_t{1} << 31;

/// "3x32x32"
[[nodiscard]] std::string shapeText(const Shape& shape);
/// Elements, or -1 where a dimension is not positive or there are too many.
[[nodiscard]] std::int64_t elements(const Shape& shape);

}  // namespace dyadic::nets
