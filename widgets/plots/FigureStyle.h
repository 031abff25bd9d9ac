// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QString>
#include <optional>
#include <utility>
#include <vector>

namespace dyadic::widgets {

enum class LegendPlace { None, Above, Below, TopLeft, TopRight, BottomLeft, BottomRight };

/// Colours of curves. All keep apart for colour-blind readers; with Greys, markers and dashes do it.
enum class FigurePalette {
  OkabeIto,   ///< Okabe and Ito, as on the screen
  TolBright,  ///< Paul Tol's "bright"
  Greys,      ///< for print without colour
};

/// How a plot looks on paper: always dark on white. Sizes are real: 8 point text is 8 point in the PDF.
struct FigureStyle {
  QString preset = "ieee-column";  ///< id it was made from
  double widthMm = 88.9;
  double heightMm = 58;
  QString fontFamily;      ///< empty: Helvetica, or what the system has in its place
  double pointSize = 8;    ///< of all text; the resolution is 0.1 point
  double lineWidthPt = 1;  ///< of curves; axes are half of it
  LegendPlace legend = LegendPlace::Above;
  bool grid = true;
  FigurePalette palette = FigurePalette::OkabeIto;
  int dpi = 300;  ///< of PNG

  /// ieee-column (88.9 mm), ieee-page (181 mm), springer-column (84 mm), slide (254 x 142.9 mm); nothing for another
  /// id.
  [[nodiscard]] static std::optional<FigureStyle> fromPreset(const QString& id);
  [[nodiscard]] static std::vector<QString> presets();
};

/// Ids as the command line takes them: "above", "top-left", "none" ...; "okabe-ito" ...
[[nodiscard]] const std::vector<std::pair<QString, LegendPlace>>& legendPlaces();
[[nodiscard]] const std::vector<std::pair<QString, FigurePalette>>& figurePalettes();

/// Endings that a figure can be written with: pdf, svg, png, csv, tex.
[[nodiscard]] const std::vector<QString>& figureFormats();

/// Every colour of a figure in the default palette, with the one that stands for it on a dark page: what a style sheet
/// needs to show an SVG in both.
[[nodiscard]] std::vector<std::pair<QColor, QColor>> darkCounterparts();

}  // namespace dyadic::widgets
