// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

#include "engine/types/Rounding.h"

namespace dyadic {

/// The name in configs and files.
[[nodiscard]] constexpr std::string_view roundingName(Rounding rounding) {
  switch (rounding) {
    case Rounding::HalfAway:
      return "half_away";
    case Rounding::HalfUp:
      return "half_up";
    case Rounding::HalfEven:
      return "half_even";
    case Rounding::Floor:
      break;
  }
  return "floor";
}
[[nodiscard]] constexpr std::optional<Rounding> roundingOf(std::string_view name) {
  for (const Rounding rounding : {Rounding::HalfAway, Rounding::HalfUp, Rounding::HalfEven, Rounding::Floor}) {
    if (roundingName(rounding) == name) return rounding;
  }
  return std::nullopt;
}

}  // namespace dyadic
