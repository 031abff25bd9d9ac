// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>
#include <vector>

namespace dyadic::widgets {

/// How a plot looks on paper. Sizes are real: 8 point text is 8 point in the PDF.
struct FigureStyle {
  QString preset = "ieee-column";  ///< id it was made from
  double widthMm = 88.9;
  double heightMm = 58;
  QString fontFamily;      ///< empty: Helvetica, or what the system has in its place
  double pointSize = 8;    ///< of all text; the resolution is 0.1 point
  double lineWidthPt = 1;  ///< of curves; axes are half of it
  bool legend = true;
  bool dark = false;  ///< the dark palette on a dark background instead of black on white
  int dpi = 300;      ///< of PNG

  /// ieee-column (88.9 mm), ieee-page (181 mm), springer-column (84 mm), slide (254 x 142.9 mm); nothing for another
  /// id.
  [[nodiscard]] static std::optional<FigureStyle> fromPreset(const QString& id);
  [[nodiscard]] static std::vector<QString> presets();
};

}  // namespace dyadic::widgets
