// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>
#include <vector>

#include "engine/types/Histogram.h"
#include "widgets/plots/ColorScale.h"
#include "widgets/plots/FigureStyle.h"
#include "widgets/plots/PlotData.h"
#include "widgets/plots/QCustomPlot.h"
#include "widgets/theme/Theme.h"

/// What the plots are put together from; the only header of widgets/ that shows QCustomPlot. Private to plots/.
namespace dyadic::widgets {

/// How to draw: on the screen `unit` is 1 and a text is its pixels; on paper a unit of the canvas is 1/720 inch, and
/// `unit` says how many of them stand for a pixel of the screen, so that one drawing code serves both.
struct PlotStyle {
  Colors colors;
  QFont font;       ///< with a pixel size in canvas units
  double unit = 1;  ///< canvas units per design pixel
  double line = 2;  ///< width of a curve in canvas units
  LegendPlace legend = LegendPlace::Above;
  bool grid = true;
  bool paper = false;

  [[nodiscard]] int px(double designPixels) const { return std::max(1, qRound(designPixels * unit)); }
  [[nodiscard]] QPen pen(const QColor& color, double share = 1) const {
    return QPen(color, line * share, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
  }
  [[nodiscard]] QPen dashed(const QColor& color, double share = 1) const {
    QPen result(color, line * share, Qt::CustomDashLine, Qt::FlatCap);
    result.setDashPattern({4, 3});
    return result;
  }
};

[[nodiscard]] PlotStyle screenStyle();
/// Canvas units of an inch on paper: a tenth of a point, as font sizes are whole numbers of units.
inline constexpr int kUnitsPerInch = 720;
inline constexpr double kMmPerInch = 25.4;
[[nodiscard]] PlotStyle paperStyle(const FigureStyle& figure);

/// `color` with another opacity, 0 to 1.
[[nodiscard]] QColor faded(QColor color, double opacity);
[[nodiscard]] QColor colorOf(const Ink& ink, const Colors& colors);

struct LegendEntry {
  enum class Shape { Line, Dashes, Box, Points };
  QString text;
  QColor color;
  Shape shape = Shape::Line;
  Marker marker = Marker::None;
};
/// What the legend of a plot says, in the order in which it is drawn.
[[nodiscard]] std::vector<LegendEntry> legendOf(const PlotData& data, const Colors& colors);

/// A legend: in a row that starts where the axes do, or left of them if it then fits, and else wraps; or below
/// each other.
class Legend : public QCPLayoutElement {
 public:
  enum class Flow { Row, Column };
  Legend(QCustomPlot* plot, Flow flow);
  void setEntries(std::vector<LegendEntry> entries, const PlotStyle& style);
  [[nodiscard]] QSize minimumOuterSizeHint() const override;
  [[nodiscard]] QSize maximumOuterSizeHint() const override;
  /// Entries of the longest line.
  [[nodiscard]] int columns() const;
  /// How far to the left of the axes it begins, in canvas units.
  [[nodiscard]] int overhang() const { return -arrange().left; }

 protected:
  int calculateAutoMargin(QCP::MarginSide) override { return 0; }
  void draw(QCPPainter* painter) override;
  void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(true); }

 private:
  struct Arrangement {
    std::vector<QPoint> corners;  ///< top left of each entry
    QSize size;
    int left = 0;  ///< x of a line's first entry
  };
  [[nodiscard]] Arrangement arrange() const;
  void drawEntry(QCPPainter* painter, const LegendEntry& entry, const QPoint& corner) const;

  Flow flow_;
  std::vector<LegendEntry> entries_;
  PlotStyle style_;
};

/// Once for a new canvas: places for the legend, layers, no interaction.
void prepareCanvas(QCustomPlot& canvas);
/// Takes everything drawn away and puts fonts, pens, axes and margins in the style.
void resetCanvas(QCustomPlot& canvas, const PlotStyle& style);
/// Fonts, pens and paddings.
void styleAxis(QCPAxis& axis, const PlotStyle& style, bool shown);
/// The legend goes to the place that the style says; returns the one that is used.
Legend& setLegend(QCustomPlot& canvas, std::vector<LegendEntry> entries, const PlotStyle& style);

[[nodiscard]] QCPScatterStyle scatterOf(Marker marker, const QColor& color, const PlotStyle& style);

/// Labels that stand on an axis of that length in canvas units, with their positions; of a linear or a category axis.
struct AxisTicks {
  std::vector<double> positions;
  QStringList labels;
};
[[nodiscard]] AxisTicks ticksOf(const Axis& axis, double length, const PlotStyle& style, Qt::Orientation orientation);

/// Edges and counts that fit together; files are not to be trusted.
[[nodiscard]] bool isSound(const Histogram& histogram);
/// What of a histogram is interesting: the bins that hold something, and the grid unless it is far wider than they are.
[[nodiscard]] Range interestingRange(const Histogram& histogram);

/// Rows of a tool tip: a bold title, then name and value.
[[nodiscard]] QString tipText(const QString& title, const std::vector<std::pair<QString, QString>>& rows);
[[nodiscard]] QString fromUtf8(const std::string& text);
/// Stages by their shares of quantized weights, "75 %"; by their numbers where two have the same share.
struct StageNames {
  QStringList names;
  bool shares = true;
};
[[nodiscard]] StageNames stageNames(const std::vector<double>& shares);

}  // namespace dyadic::widgets
