// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/FigureStyle.h"

#include "widgets/plots/PlotParts.h"

#include <utility>

namespace dyadic::widgets {

std::optional<FigureStyle> FigureStyle::fromPreset(const QString& id) {
  FigureStyle style;
  style.preset = id;
  if (id == QLatin1String("ieee-column")) return style;
  if (id == QLatin1String("ieee-page")) {
    style.widthMm = 181;
    style.heightMm = 75;
    return style;
  }
  if (id == QLatin1String("springer-column")) {
    style.widthMm = 84;
    style.heightMm = 56;
    return style;
  }
  if (id == QLatin1String("slide")) {
    style.widthMm = 254;
    style.heightMm = 142.9;
    style.pointSize = 18;
    style.lineWidthPt = 2.5;
    style.dpi = 192;
    return style;
  }
  return std::nullopt;
}

std::vector<QString> FigureStyle::presets() {
  return {QStringLiteral("ieee-column"), QStringLiteral("ieee-page"), QStringLiteral("springer-column"),
          QStringLiteral("slide")};
}

const std::vector<std::pair<QString, LegendPlace>>& legendPlaces() {
  static const std::vector<std::pair<QString, LegendPlace>> places = {
      {QStringLiteral("above"), LegendPlace::Above},
      {QStringLiteral("below"), LegendPlace::Below},
      {QStringLiteral("top-left"), LegendPlace::TopLeft},
      {QStringLiteral("top-right"), LegendPlace::TopRight},
      {QStringLiteral("bottom-left"), LegendPlace::BottomLeft},
      {QStringLiteral("bottom-right"), LegendPlace::BottomRight},
      {QStringLiteral("none"), LegendPlace::None}};
  return places;
}

const std::vector<std::pair<QString, FigurePalette>>& figurePalettes() {
  static const std::vector<std::pair<QString, FigurePalette>> palettes = {
      {QStringLiteral("okabe-ito"), FigurePalette::OkabeIto},
      {QStringLiteral("tol-bright"), FigurePalette::TolBright},
      {QStringLiteral("greys"), FigurePalette::Greys}};
  return palettes;
}

const std::vector<QString>& figureFormats() {
  static const std::vector<QString> formats = {QStringLiteral("pdf"), QStringLiteral("svg"), QStringLiteral("png"),
                                               QStringLiteral("csv"), QStringLiteral("tex")};
  return formats;
}

std::vector<std::pair<QColor, QColor>> darkCounterparts() {
  const Colors paper = paperStyle({}).colors;
  const Colors dark = colorsOf(Theme::Dark);
  std::vector<std::pair<QColor, QColor>> pairs = {{paper.surface, dark.surface},
                                                  {paper.text, dark.text},
                                                  {paper.textMuted, dark.textMuted},
                                                  {paper.plotAxis, dark.plotAxis},
                                                  {paper.plotGrid, dark.plotGrid},
                                                  {paper.level, dark.level},
                                                  {paper.floatData, dark.floatData},
                                                  {paper.quantized, dark.quantized},
                                                  {paper.trained, dark.trained},
                                                  {paper.clipped, dark.clipped},
                                                  {paper.bad, dark.bad}};
  for (std::size_t i = 0; i < paper.runs.size(); ++i) pairs.emplace_back(paper.runs[i], dark.runs[i]);
  return pairs;
}

}  // namespace dyadic::widgets
