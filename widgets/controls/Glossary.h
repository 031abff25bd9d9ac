// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

namespace dyadic::widgets {

/// The quantities of the window. What each one means stands here alone: tool tips of tiles, table headers and axes, and
/// the page in the Help menu, take it from here.
enum class Term {
  FloatTop1,
  HardTop1,
  TrainedTop1,
  Top1,
  Difference,
  Interval,
  Portion,
  Bits,
  MapBits,
  AverageBits,
  Compression,
  Exponent,
  MeanExponent,
  Candidates,
  Sqnr,
  Mse,
  Cosine,
  Kl,
  Saturated,
  Underflow,
  Density,
  Loss,
  LearningRate,
  Epoch,
  Macs,
  BitOperations,
  Sensitivity,
  TruncationPoint,
  Headroom,
};

struct TermText {
  QString name;        ///< "SQNR", as labels write it
  QString definition;  ///< a sentence or two, with its unit or formula
};

[[nodiscard]] TermText textOf(Term term);
/// The definition as a tool tip: the name in bold, the definition below.
[[nodiscard]] QString tipOf(Term term);
/// The tip of the term whose name the label of an axis contains, the longest one; empty for none.
[[nodiscard]] QString tipOfLabel(const QString& label);
/// All of them, in the order of the enum.
[[nodiscard]] const std::vector<Term>& allTerms();

}  // namespace dyadic::widgets
