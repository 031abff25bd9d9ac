// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <vector>

namespace dyadic::integer {

/// A part of model.c: types and functions that operations are called with. In the text $T is the accumulator's type and
/// $N its width; a part that has them is written once for each width that is used.
struct CFunction {
  std::string name;               ///< "conv2d"
  std::vector<std::string> uses;  ///< parts that must stand before it
  std::string text;
};

/// All parts, in an order in which they can be written.
[[nodiscard]] std::span<const CFunction> cFunctions();

}  // namespace dyadic::integer
