// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "widgets/plots/Arithmetic.h"

/// The arithmetic of parallel coordinates, without Qt. Free functions without state.
namespace dyadic::widgets {

/// One quantity of several things: numbers on a scale, or words, one above the other.
struct ParallelAxis {
  std::string key;                 ///< names it in tables
  std::string title;               ///< for people, with its unit
  std::vector<std::string> texts;  ///< one a thing, as shown
  std::vector<double> values;      ///< likewise; for words the index into `words`; NaN where it has none
  std::vector<std::string> words;  ///< ascending; empty for numbers
  Range range;                     ///< of the values; not empty

  /// 0 at the foot, 1 at the head; NaN where the thing has no value.
  [[nodiscard]] double position(std::size_t thing) const;
};

/// Numbers where every text is one or is empty, else words.
[[nodiscard]] ParallelAxis axisOfTexts(std::string key, std::string title, std::vector<std::string> texts);
/// `scale` makes the texts, with `decimals`: 100 shows shares in percent.
struct NumberFormat {
  double scale = 1;
  int decimals = 2;
};
[[nodiscard]] ParallelAxis axisOfNumbers(std::string key, std::string title, std::vector<double> values,
                                         const NumberFormat& format);

/// Axis -> the part of it, in positions, that a thing must lie in.
using Brushes = std::map<std::size_t, Range>;
/// Things inside every brush. Without brushes all are.
[[nodiscard]] std::vector<bool> brushed(const std::vector<ParallelAxis>& axes, std::size_t things,
                                        const Brushes& brushes);

}  // namespace dyadic::widgets
