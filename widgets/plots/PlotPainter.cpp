// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/PlotPainter.h"

#include <algorithm>
#include <cmath>

namespace dyadic::widgets {
namespace {

/// An item that draws itself and is never hit.
class PaintedItem : public QCPAbstractItem {
 public:
  PaintedItem(QCustomPlot* plot, const PlotStyle& style) : QCPAbstractItem(plot), style_(style) {}
  double selectTest(const QPointF&, bool, QVariant*) const override { return -1; }

 protected:
  PlotStyle style_;
};

/// Marks of the representable values: ticks at the foot of the axes, and faint lines where there is room.
class LevelItem : public PaintedItem {
 public:
  LevelItem(QCustomPlot* plot, const PlotStyle& style, std::vector<double> levels)
      : PaintedItem(plot, style), levels_(std::move(levels)) {}

 protected:
  void draw(QCPPainter* painter) override {
    const QCPAxis& x = *mParentPlot->xAxis;
    const Range range{x.range().lower, x.range().upper};
    const QRect area = mParentPlot->axisRect()->rect();
    const double pixels = area.width() / style_.unit;
    const bool lines = levelsToDraw(levels_, {range, pixels, 10}).stride == 1;
    for (const double level : levelsToDraw(levels_, {range, pixels, 3}).positions) {
      const double at = x.coordToPixel(level);
      if (lines) {
        painter->setPen(QPen(faded(style_.colors.level, 0.10), style_.line * 0.5));
        painter->drawLine(QLineF(at, area.top(), at, area.bottom()));
      }
      painter->setPen(QPen(faded(style_.colors.level, 0.55), style_.line * 0.5));
      painter->drawLine(QLineF(at, area.bottom() - style_.px(5), at, area.bottom()));
    }
  }

 private:
  std::vector<double> levels_;
};

/// A shaded area from bottom to top, cut off at the axes by itself: SVG knows no clipping.
class ZoneItem : public PaintedItem {
 public:
  ZoneItem(QCustomPlot* plot, const PlotStyle& style, const Zone& zone) : PaintedItem(plot, style), zone_(zone) {
    setLayer(QStringLiteral("grid"));
  }

 protected:
  void draw(QCPPainter* painter) override {
    const QCPAxis& x = *mParentPlot->xAxis;
    const QRectF area = mParentPlot->axisRect()->rect();
    const double left = std::clamp(x.coordToPixel(zone_.x.low), area.left(), area.right());
    const double right = std::clamp(x.coordToPixel(zone_.x.high), area.left(), area.right());
    painter->setPen(Qt::NoPen);
    painter->setBrush(colorOf(zone_.ink, style_.colors));
    painter->drawRect(QRectF(left, area.top(), right - left, area.height()));
  }

 private:
  Zone zone_;
};

/// Cells as filled rectangles.
class HeatItem : public PaintedItem {
 public:
  HeatItem(QCustomPlot* plot, const PlotStyle& style, std::vector<std::vector<double>> rows, const Range& range)
      : PaintedItem(plot, style), rows_(std::move(rows)), range_(range) {}

 protected:
  void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(false); }
  void draw(QCPPainter* painter) override {
    const QCPAxis& x = *mParentPlot->xAxis;
    const QCPAxis& y = *mParentPlot->yAxis;
    painter->setAntialiasing(false);
    painter->setPen(Qt::NoPen);
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const double left = x.coordToPixel(static_cast<double>(i) + 0.5);
      const double right = x.coordToPixel(static_cast<double>(i) + 1.5);
      for (std::size_t j = 0; j < rows_[i].size(); ++j) {
        if (!std::isfinite(rows_[i][j])) continue;
        const QPointF top(left, y.coordToPixel(static_cast<double>(j) - 0.5));
        const QPointF bottom(right, y.coordToPixel(static_cast<double>(j) + 0.5));
        painter->setBrush(viridis((rows_[i][j] - range_.low) / range_.span()));
        painter->drawRect(QRectF(top, bottom).normalized());
      }
    }
  }

 private:
  std::vector<std::vector<double>> rows_;
  Range range_;
};

/// The colours from the bottom to the top of an axis rectangle.
class ScaleItem : public PaintedItem {
 public:
  ScaleItem(QCustomPlot* plot, const PlotStyle& style, QCPAxisRect* bar) : PaintedItem(plot, style), bar_(bar) {
    setClipAxisRect(bar);
  }

 protected:
  void draw(QCPPainter* painter) override {
    constexpr int kSlices = 64;
    const QRectF area = bar_->rect();
    painter->setAntialiasing(false);
    painter->setPen(Qt::NoPen);
    for (int i = 0; i < kSlices; ++i) {
      painter->setBrush(viridis((i + 0.5) / kSlices));
      painter->drawRect(QRectF(area.left(), area.bottom() - area.height() * (i + 1) / kSlices, area.width(),
                               area.height() / kSlices));
    }
  }

 private:
  QCPAxisRect* bar_;
};

/// Ticks of a description; computed anew when the user zooms.
class DescribedTicker : public QCPAxisTicker {
 public:
  explicit DescribedTicker(Axis axis) : axis_(std::move(axis)) {}

 protected:
  QVector<double> createTickVector(double, const QCPRange& range) override {
    const std::vector<double> ticks = niceTicks({range.lower, range.upper}, axis_.ticks);
    decimals_ = tickDecimals(ticks);
    return {ticks.begin(), ticks.end()};
  }
  QString getTickLabel(double tick, const QLocale&, QChar, int) override { return axis_.tickText(tick, decimals_); }
  QVector<double> createSubTickVector(int, const QVector<double>&) override { return {}; }

 private:
  Axis axis_;
  int decimals_ = 0;
};

/// Powers of ten; where there are fewer than two, their multiples by 2 and 5 too, as plain numbers.
class LogTicker : public QCPAxisTicker {
 protected:
  QVector<double> createTickVector(double, const QCPRange& range) override {
    constexpr int kMost = 6;
    const int first = static_cast<int>(std::ceil(std::log10(range.lower) - 1e-9));
    const int last = static_cast<int>(std::floor(std::log10(range.upper) + 1e-9));
    plain_ = last - first < 1;
    QVector<double> ticks;
    if (!plain_) {
      const int stride = (last - first) / kMost + 1;
      for (int power = first; power <= last; power += stride) ticks.append(std::pow(10.0, power));
      return ticks;
    }
    for (int power = first - 1; power <= last + 1; ++power) {
      for (const double factor : {1.0, 2.0, 5.0}) {
        const double tick = factor * std::pow(10.0, power);
        if (range.contains(tick)) ticks.append(tick);
      }
    }
    return ticks;
  }
  QString getTickLabel(double tick, const QLocale& locale, QChar format, int precision) override {
    return plain_ ? fromUtf8(numberText(tick)) : QCPAxisTicker::getTickLabel(tick, locale, format, precision);
  }
  QVector<double> createSubTickVector(int, const QVector<double>&) override { return {}; }

 private:
  bool plain_ = false;
};

void setUp(QCPAxis& axis, const Axis& from, const PlotStyle& style) {
  axis.setVisible(from.shown);
  axis.setLabel(from.title());
  axis.setRange(from.range.low, from.range.high);
  axis.setRangeReversed(from.reversed);
  axis.grid()->setVisible(from.grid && style.grid);
  if (from.logarithmic) {
    axis.setScaleType(QCPAxis::stLogarithmic);
    axis.setTicker(QSharedPointer<QCPAxisTicker>(new LogTicker));
    axis.setNumberFormat(QStringLiteral("eb"));  // powers of ten with superscripts
    axis.setNumberPrecision(0);
  } else if (from.categories.isEmpty()) {
    axis.setTicker(QSharedPointer<QCPAxisTicker>(new DescribedTicker(from)));
  } else {
    const bool lying = axis.orientation() == Qt::Horizontal;
    const QSize room = axis.parentPlot()->viewport().size();
    const double length = lying ? room.width() * 0.85 : room.height() - 4.0 * QFontMetrics(style.font).height();
    const AxisTicks ticks = ticksOf(from, length, style, axis.orientation());
    const auto ticker = QSharedPointer<QCPAxisTickerText>::create();
    for (std::size_t i = 0; i < ticks.positions.size(); ++i)
      ticker->addTick(ticks.positions[i], ticks.labels[static_cast<qsizetype>(i)]);
    axis.setTicker(ticker);
    if (!lying) axis.setTickLengthOut(0);
  }
}

void addDivider(QCustomPlot& canvas, const Divider& divider, const PlotStyle& style) {
  auto* line = new QCPItemStraightLine(&canvas);
  line->setLayer(QStringLiteral("grid"));
  line->setPen(QPen(style.colors.plotAxis, style.line * 0.5));
  line->point1->setCoords(divider.x, 0);
  line->point2->setCoords(divider.x, 1);
  auto* label = new QCPItemText(&canvas);
  label->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
  label->position->setCoords(divider.x, 0);
  label->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
  label->setPadding(QMargins(style.px(4), style.px(1), style.px(2), style.px(1)));
  label->setFont(style.font);
  label->setColor(style.colors.textMuted);
  label->setBrush(faded(style.colors.surface, 0.75));
  label->setText(divider.text);
}

void addNote(QCustomPlot& canvas, const Note& note, const PlotStyle& style) {
  auto* label = new QCPItemText(&canvas);
  label->position->setCoords(note.x, note.y);
  label->setPositionAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  label->setPadding(QMargins(style.px(5), 0, style.px(2), 0));
  label->setFont(style.font);
  label->setColor(note.ink ? colorOf(*note.ink, style.colors) : style.colors.textMuted);
  label->setBrush(faded(style.colors.surface, 0.75));
  label->setText(note.text);
}

void addReference(QCustomPlot& canvas, const Reference& reference, const PlotStyle& style) {
  auto* line = new QCPItemStraightLine(&canvas);
  line->setPen(style.dashed(colorOf(reference.ink, style.colors), 0.8));
  line->point1->setCoords(0, reference.y);
  line->point2->setCoords(1, reference.y);
}

void addHeat(QCustomPlot& canvas, const PlotData& data, const PlotStyle& style) {
  const HeatMap& heat = *data.heat;
  const DataTable& table = data.tables[heat.table];
  std::vector<std::vector<double>> rows(table.rows());
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (std::size_t column = heat.first; column < table.columns.size(); ++column)
      rows[row].push_back(table.columns[column].number(row));
  }
  new HeatItem(&canvas, style, std::move(rows), heat.range);

  QCPLayoutGrid& grid = *canvas.plotLayout();
  QCPAxisRect* bar = grid.hasElement(1, 1) ? static_cast<QCPAxisRect*>(grid.element(1, 1)) : nullptr;
  if (!bar) {
    bar = new QCPAxisRect(&canvas, false);
    bar->addAxis(QCPAxis::atRight);
    grid.addElement(1, 1, bar);
    auto* ends = new QCPMarginGroup(&canvas);
    for (QCPAxisRect* rect : {canvas.axisRect(), bar}) rect->setMarginGroup(QCP::msTop | QCP::msBottom, ends);
    bar->setSizeConstraintRect(QCPLayoutElement::scrInnerRect);
  }
  bar->setMinimumMargins(QMargins());
  bar->setMinimumSize(style.px(10), 1);
  bar->setMaximumSize(style.px(10), QWIDGETSIZE_MAX);
  QCPAxis& axis = *bar->axis(QCPAxis::atRight);
  styleAxis(axis, style, true);
  setUp(axis, {.label = heat.label, .range = heat.range, .grid = false}, style);
  new ScaleItem(&canvas, style, bar);
}

/// A filled outline.
void addOutline(QCustomPlot& canvas, const Coordinates& corners, const Series& series, const PlotStyle& style) {
  auto* curve = new QCPCurve(canvas.xAxis, canvas.yAxis);
  QVector<QCPCurveData> data;
  data.reserve(static_cast<int>(corners.size()));
  for (const auto& [x, y] : corners) data.append({static_cast<double>(data.size()), x, y});
  curve->data()->set(data, true);
  const QColor color = colorOf(series.ink, style.colors);
  curve->setPen(series.width > 0 ? style.pen(color, series.width) : QPen(Qt::NoPen));
  if (series.fill > 0) curve->setBrush(faded(color, series.fill));
}

void addBars(QCustomPlot& canvas, const Coordinates& values, const PlotData& data, const QColor& color) {
  auto* bars = new QCPBars(canvas.yAxis, canvas.xAxis);
  bars->setWidth(0.68);
  bars->setPen(Qt::NoPen);
  bars->setBrush(color);
  bars->setBaseValue(barFoot(data.x));
  for (const auto& [value, position] : values) bars->addData(position, value);
}

void addCurve(QCustomPlot& canvas, const Coordinates& points, const Series& series, const PlotStyle& style) {
  // In the order given, not by x: a Pareto front's steps go straight up.
  auto* curve = new QCPCurve(canvas.xAxis, series.right ? canvas.yAxis2 : canvas.yAxis);
  QVector<QCPCurveData> data;
  for (const auto& [x, y] : points) data.append({static_cast<double>(data.size()), x, y});
  curve->data()->set(data, true);
  const QColor color = colorOf(series.ink, style.colors);
  curve->setPen(series.shape == Series::Shape::Dashes ? style.dashed(color, series.width)
                                                      : style.pen(color, series.width));
  if (series.shape == Series::Shape::Points) curve->setLineStyle(QCPCurve::lsNone);
  if (series.marker != Marker::None) curve->setScatterStyle(scatterOf(series.marker, color, style));
}

}  // namespace

Legend& paintPlot(QCustomPlot& canvas, const PlotData& data, const PlotStyle& style) {
  setUp(*canvas.xAxis, data.x, style);
  setUp(*canvas.yAxis, data.y, style);
  if (data.right) setUp(*canvas.yAxis2, *data.right, style);
  for (const Zone& zone : data.zones) new ZoneItem(&canvas, style, zone);
  for (const Divider& divider : data.dividers) addDivider(canvas, divider, style);
  if (data.heat) addHeat(canvas, data, style);
  for (const Reference& reference : data.references) addReference(canvas, reference, style);
  for (const Series& series : data.series) {
    const Coordinates points = pointsOf(data, series);
    switch (series.shape) {
      case Series::Shape::Steps:
      case Series::Shape::Band:
        addOutline(canvas, points, series, style);
        break;
      case Series::Shape::Bars:
        addBars(canvas, points, data, colorOf(series.ink, style.colors));
        break;
      default:
        addCurve(canvas, points, series, style);
    }
  }
  for (const Note& note : data.notes) addNote(canvas, note, style);
  if (data.levels && data.levels->positions) new LevelItem(&canvas, style, *data.levels->positions);
  return setLegend(canvas, legendOf(data, style.colors), style);
}

}  // namespace dyadic::widgets
