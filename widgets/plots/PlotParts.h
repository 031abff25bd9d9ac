// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

#include "widgets/plots/Arithmetic.h"
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
  bool legend = true;
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

/// `color` with another opacity, 0 to 1.
[[nodiscard]] QColor faded(QColor color, double opacity);

/// Legend above the axes, flowing from the left and wrapping.
class LegendRow : public QCPLayoutElement {
 public:
  enum class Shape { Line, Dashes, Box, Marker };
  struct Entry {
    QString text;
    QColor color;
    Shape shape = Shape::Line;
  };

  explicit LegendRow(QCustomPlot* plot);
  void setEntries(std::vector<Entry> entries, const PlotStyle& style);
  [[nodiscard]] QSize minimumOuterSizeHint() const override;
  [[nodiscard]] QSize maximumOuterSizeHint() const override;

 protected:
  void draw(QCPPainter* painter) override;
  void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(true); }

 private:
  /// Top left corner of each entry in a row of this width, and the height of all.
  [[nodiscard]] int arrange(int width, std::vector<QPoint>* corners) const;

  std::vector<Entry> entries_;
  PlotStyle style_;
};

/// Ticks of Arithmetic.h with a text of our own.
class NiceTicker : public QCPAxisTicker {
 public:
  using Text = std::function<QString(double value, int decimals)>;
  explicit NiceTicker(int target, Text text = {});

 protected:
  QVector<double> createTickVector(double tickStep, const QCPRange& range) override;
  QString getTickLabel(double tick, const QLocale& locale, QChar formatChar, int precision) override;
  QVector<double> createSubTickVector(int subTickCount, const QVector<double>& ticks) override;

 private:
  int target_;
  Text text_;
  int decimals_ = 0;
};

/// Marks of the representable values: ticks at the foot of the axes, and faint lines where there is room.
class LevelItem : public QCPAbstractItem {
 public:
  LevelItem(QCustomPlot* plot, std::vector<double> levels, const PlotStyle& style);
  double selectTest(const QPointF&, bool, QVariant*) const override { return -1; }

 protected:
  void draw(QCPPainter* painter) override;

 private:
  std::vector<double> levels_;
  PlotStyle style_;
};

/// Once for a new canvas: the legend's row, layers, no interaction.
void prepareCanvas(QCustomPlot& canvas);
/// Takes everything drawn away and puts fonts, pens, axes and margins in the style.
void resetCanvas(QCustomPlot& canvas, const PlotStyle& style);
/// Fonts, pens and paddings; linear, with nice ticks.
void styleAxis(QCPAxis& axis, const PlotStyle& style, bool shown);
void setLegend(QCustomPlot& canvas, std::vector<LegendRow::Entry> entries, const PlotStyle& style);
void setRange(QCPAxis& axis, const Range& range);
[[nodiscard]] Range rangeOf(const QCPAxis& axis);
/// Horizontal zoom and drag on the screen.
void allowZoom(QCustomPlot& canvas);
/// Labels at whole numbers, thinned to what `room` pixels hold at `needed` pixels each.
void setCategoryTicks(QCPAxis& axis, const QStringList& labels, double room, double needed);
/// Powers of ten with superscripts.
void setLogScale(QCPAxis& axis);
/// A shaded area over the full height between two x.
void addBand(QCustomPlot& canvas, const Range& x, const QColor& color);

/// Rows of a tool tip: a bold title, then name and value.
[[nodiscard]] QString tipText(const QString& title, const std::vector<std::pair<QString, QString>>& rows);
[[nodiscard]] QString fromUtf8(const std::string& text);
/// A number for CSV: 9 significant digits, empty for NaN.
[[nodiscard]] QString csvNumber(double value);

}  // namespace dyadic::widgets
