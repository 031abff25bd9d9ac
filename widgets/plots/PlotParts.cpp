// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/PlotParts.h"

#include <QLocale>
#include <algorithm>
#include <cmath>

namespace dyadic::widgets {
namespace {

constexpr double kSwatch = 22;  // design pixels from an entry's left end to its text

void usePalette(Colors& colors, FigurePalette palette) {
  if (palette == FigurePalette::TolBright) {
    colors.runs = {QColor(0x44, 0x77, 0xaa), QColor(0xee, 0x66, 0x77), QColor(0x22, 0x88, 0x33),
                   QColor(0xaa, 0x33, 0x77), QColor(0xcc, 0xbb, 0x44), QColor(0x66, 0xcc, 0xee),
                   QColor(0x88, 0x88, 0x88), QColor(0x33, 0x33, 0x33)};
    colors.quantized = colors.runs[0];
    colors.trained = colors.runs[4];
    colors.bad = colors.clipped = colors.runs[1];
  } else if (palette == FigurePalette::Greys) {
    colors.runs = {QColor(0x10, 0x10, 0x10), QColor(0x80, 0x80, 0x80), QColor(0x48, 0x48, 0x48),
                   QColor(0xa8, 0xa8, 0xa8), QColor(0x30, 0x30, 0x30), QColor(0x94, 0x94, 0x94),
                   QColor(0x60, 0x60, 0x60), QColor(0xb8, 0xb8, 0xb8)};
    colors.quantized = QColor(0x30, 0x30, 0x30);
    colors.trained = QColor(0x90, 0x90, 0x90);
    colors.floatData = QColor(0x70, 0x70, 0x70);
    colors.bad = Qt::black;
    colors.clipped = QColor(0x80, 0x80, 0x80);
  }
}

LegendEntry entryOf(const Series& series, const Colors& colors) {
  LegendEntry entry{series.name, colorOf(series.ink, colors), LegendEntry::Shape::Line, series.marker};
  switch (series.shape) {
    case Series::Shape::Steps:
    case Series::Shape::Band:
      entry.color = faded(entry.color, std::min(1.0, series.fill + 0.3));
      entry.shape = LegendEntry::Shape::Box;
      break;
    case Series::Shape::Bars:
      entry.shape = LegendEntry::Shape::Box;
      break;
    case Series::Shape::Dashes:
      entry.shape = LegendEntry::Shape::Dashes;
      break;
    case Series::Shape::Points:
      entry.shape = LegendEntry::Shape::Points;
      break;
    case Series::Shape::Line:
      break;
  }
  return entry;
}

}  // namespace

PlotStyle screenStyle() {
  PlotStyle style;
  style.colors = colors();
  style.font = themeFont(FontRole::Small);
  return style;
}

PlotStyle paperStyle(const FigureStyle& figure) {
  PlotStyle style;
  style.paper = true;
  style.legend = figure.legend;
  style.grid = figure.grid;
  style.colors = colorsOf(Theme::Light);
  style.colors.text = Qt::black;
  style.colors.plotAxis = QColor(0x50, 0x50, 0x50);
  style.colors.plotGrid = QColor(0xe0, 0xe0, 0xe0);
  usePalette(style.colors, figure.palette);
  const double units = figure.pointSize * kUnitsPerInch / 72;
  style.font = QFont(figure.fontFamily.isEmpty() ? QStringLiteral("Helvetica") : figure.fontFamily);
  style.font.setPixelSize(std::max(1, qRound(units)));
  style.font.setHintingPreference(QFont::PreferNoHinting);
  style.unit = units / 12;  // distances on the screen are made for a text of 12 pixels
  style.line = figure.lineWidthPt * kUnitsPerInch / 72;
  return style;
}

QColor faded(QColor color, double opacity) {
  color.setAlphaF(static_cast<float>(opacity));
  return color;
}

QColor colorOf(const Ink& ink, const Colors& colors) {
  const auto base = [&] {
    switch (ink.role) {
      case Ink::Role::Float:
        return colors.floatData;
      case Ink::Role::Quantized:
        return colors.quantized;
      case Ink::Role::Trained:
        return colors.trained;
      case Ink::Role::Level:
        return colors.level;
      case Ink::Role::Clipped:
        return colors.clipped;
      case Ink::Role::Bad:
        return colors.bad;
      case Ink::Role::Run:
        break;
    }
    return colors.runs[static_cast<std::size_t>(std::max(ink.run, 0)) % colors.runs.size()];
  };
  return ink.opacity < 1 ? faded(base(), ink.opacity) : base();
}

std::vector<LegendEntry> legendOf(const PlotData& data, const Colors& colors) {
  std::vector<LegendEntry> entries;
  for (const Series& series : data.series) {
    if (!series.name.isEmpty()) entries.push_back(entryOf(series, colors));
  }
  for (const Reference& reference : data.references) {
    if (!reference.name.isEmpty())
      entries.push_back({reference.name, colorOf(reference.ink, colors), LegendEntry::Shape::Dashes});
  }
  for (const Zone& zone : data.zones) {
    if (zone.name.isEmpty()) continue;
    const double opacity = std::min(1.0, zone.ink.opacity + 0.2);
    entries.push_back({zone.name, faded(colorOf(zone.ink, colors), opacity), LegendEntry::Shape::Box});
  }
  if (data.levels && !data.levels->name.isEmpty()) entries.push_back({data.levels->name, faded(colors.level, 0.7)});
  return entries;
}

Legend::Legend(QCustomPlot* plot, Flow flow) : QCPLayoutElement(plot), flow_(flow) { setMargins(QMargins()); }

void Legend::setEntries(std::vector<LegendEntry> entries, const PlotStyle& style) {
  entries_ = std::move(entries);
  style_ = style;
}

Legend::Arrangement Legend::arrange() const {
  Arrangement result;
  if (entries_.empty()) return result;
  const QFontMetrics metrics(style_.font);
  const auto widthOf = [&](const LegendEntry& entry) {
    return style_.px(kSwatch) + metrics.horizontalAdvance(entry.text);
  };
  const int gap = style_.px(14);
  const int room = mParentPlot->viewport().width() - style_.px(style_.paper ? 4 : 16) - margins().left();
  if (flow_ == Flow::Row) {
    int all = -gap;
    for (const LegendEntry& entry : entries_) all += widthOf(entry) + gap;
    if (all > room && all <= room + margins().left()) result.left = room - all;
  }
  QPoint at(result.left, 0);
  for (const LegendEntry& entry : entries_) {
    const int size = widthOf(entry);
    if (at.x() > result.left && (flow_ == Flow::Column || at.x() + size > room))
      at = QPoint(result.left, at.y() + metrics.height());
    result.corners.push_back(at);
    result.size = result.size.expandedTo({at.x() + size, at.y() + metrics.height() + style_.px(4)});
    at.rx() += size + gap;
  }
  return result;
}

int Legend::columns() const {
  const Arrangement all = arrange();
  int most = 0;
  int here = 0;
  for (std::size_t i = 0; i < all.corners.size(); ++i) {
    here = i > 0 && all.corners[i].y() == all.corners[i - 1].y() ? here + 1 : 1;
    most = std::max(most, here);
  }
  return most;
}

QSize Legend::minimumOuterSizeHint() const {
  const QSize size = arrange().size;
  return flow_ == Flow::Row ? QSize(0, size.height()) : size;
}

QSize Legend::maximumOuterSizeHint() const {
  return flow_ == Flow::Row ? QSize(QWIDGETSIZE_MAX, arrange().size.height()) : arrange().size;
}

void Legend::draw(QCPPainter* painter) {
  const Arrangement all = arrange();
  if (all.corners.empty()) return;
  if (flow_ == Flow::Column) {
    painter->setPen(Qt::NoPen);
    painter->setBrush(faded(style_.colors.surface, 0.85));
    painter->drawRect(mRect);
  }
  for (std::size_t i = 0; i < entries_.size(); ++i) drawEntry(painter, entries_[i], all.corners[i] + mRect.topLeft());
}

void Legend::drawEntry(QCPPainter* painter, const LegendEntry& entry, const QPoint& corner) const {
  const QFontMetrics metrics(style_.font);
  const double middle = corner.y() + metrics.height() / 2.0;
  const double side = style_.px(9);
  if (entry.shape == LegendEntry::Shape::Box) {
    painter->setPen(Qt::NoPen);
    painter->setBrush(entry.color);
    painter->drawRect(QRectF(corner.x() + style_.px(4), middle - side / 2, side, side));
  } else {
    painter->setPen(entry.shape == LegendEntry::Shape::Dashes ? style_.dashed(entry.color) : style_.pen(entry.color));
    if (entry.shape != LegendEntry::Shape::Points)
      painter->drawLine(QLineF(corner.x(), middle, corner.x() + style_.px(16), middle));
    if (entry.marker != Marker::None) {
      const QCPScatterStyle marker = scatterOf(entry.marker, entry.color, style_);
      marker.applyTo(painter, painter->pen());
      marker.drawShape(painter, corner.x() + style_.px(8), middle);
    }
  }
  painter->setFont(style_.font);
  painter->setPen(style_.colors.text);
  const int left = corner.x() + style_.px(kSwatch);
  const QString text = metrics.elidedText(entry.text, Qt::ElideMiddle, mParentPlot->viewport().right() - left);
  painter->drawText(QPointF(left, corner.y() + metrics.ascent()), text);
}

namespace {

constexpr int kAboveRow = 0;
constexpr int kBelowRow = 2;

Legend& legendAt(const QCustomPlot& canvas, int row) {
  return *static_cast<Legend*>(canvas.plotLayout()->element(row, 0));
}

Legend& insideLegend(const QCustomPlot& canvas) {
  return *static_cast<Legend*>(canvas.axisRect()->insetLayout()->elementAt(0));
}

Qt::Alignment alignmentOf(LegendPlace place) {
  const bool top = place == LegendPlace::TopLeft || place == LegendPlace::TopRight;
  const bool left = place == LegendPlace::TopLeft || place == LegendPlace::BottomLeft;
  return (top ? Qt::AlignTop : Qt::AlignBottom) | (left ? Qt::AlignLeft : Qt::AlignRight);
}

}  // namespace

void prepareCanvas(QCustomPlot& canvas) {
  canvas.setLocale(QLocale::c());  // it knows powers of ten by the small e, which some languages write large
  QCPLayoutGrid& grid = *canvas.plotLayout();
  grid.insertRow(kAboveRow);
  grid.addElement(kAboveRow, 0, new Legend(&canvas, Legend::Flow::Row));
  grid.addElement(kBelowRow, 0, new Legend(&canvas, Legend::Flow::Row));
  grid.setRowStretchFactor(kAboveRow, 0.001);
  grid.setRowStretchFactor(kBelowRow, 0.001);
  QCPLayoutInset& inset = *canvas.axisRect()->insetLayout();
  inset.clear();
  auto* inside = new Legend(&canvas, Legend::Flow::Column);
  inset.addElement(inside, Qt::AlignTop | Qt::AlignRight);
  inside->setLayer(QStringLiteral("legend"));
  // The legend begins where the axes do.
  auto* sides = new QCPMarginGroup(&canvas);
  canvas.axisRect()->setMarginGroup(QCP::msLeft, sides);
  for (const int row : {kAboveRow, kBelowRow}) {
    legendAt(canvas, row).setAutoMargins(QCP::msLeft);
    legendAt(canvas, row).setMarginGroup(QCP::msLeft, sides);
  }
  canvas.axisRect()->setupFullAxesBox(false);
  canvas.setAutoAddPlottableToLegend(false);
  canvas.setAntialiasedElements(QCP::aeAll);
  canvas.setNotAntialiasedElements(QCP::aeAxes | QCP::aeGrid | QCP::aeZeroLine);
}

void styleAxis(QCPAxis& axis, const PlotStyle& style, bool shown) {
  const QPen line(style.colors.plotAxis, std::max(style.line * 0.5, 1.0));
  axis.setVisible(shown);
  axis.setBasePen(line);
  axis.setTickPen(line);
  axis.setSubTicks(false);
  axis.setTickLengthOut(style.px(3));
  axis.setTickLengthIn(0);
  axis.setTickLabelFont(style.font);
  axis.setTickLabelColor(style.paper ? style.colors.text : style.colors.textMuted);
  axis.setTickLabelPadding(style.px(5));
  axis.setTickLabelRotation(0);
  axis.setLabelFont(style.font);
  axis.setLabelColor(style.paper ? style.colors.text : style.colors.textMuted);
  axis.setLabelPadding(style.px(4));
  axis.setPadding(style.px(2));
  axis.setRangeReversed(false);
  axis.setScaleType(QCPAxis::stLinear);
  axis.setLabel({});
  axis.setTicks(true);
  axis.setTickLabels(true);
  axis.setNumberFormat(QStringLiteral("gb"));
  axis.setNumberPrecision(6);
  axis.grid()->setVisible(style.grid);
  axis.grid()->setPen(QPen(style.colors.plotGrid, std::max(style.line * 0.5, 1.0)));
  axis.grid()->setSubGridVisible(false);
  axis.grid()->setZeroLinePen(QPen(style.colors.plotGrid, std::max(style.line * 0.5, 1.0)));
}

void resetCanvas(QCustomPlot& canvas, const PlotStyle& style) {
  canvas.clearPlottables();
  canvas.clearItems();
  canvas.setBackground(QBrush(style.colors.surface));
  canvas.setInteractions(QCP::Interactions());
  canvas.plotLayout()->setRowSpacing(0);
  canvas.plotLayout()->setMargins(QMargins(style.px(style.paper ? 2 : 8), style.px(style.paper ? 2 : 4),
                                           style.px(style.paper ? 2 : 8), style.px(2)));
  canvas.axisRect()->setMinimumSize(50,
                                    16);  // with the default of 50 a low window has no room for axes, and shows none
  canvas.axisRect()->setMinimumMargins(QMargins(style.px(6), style.px(8), style.px(10), style.px(6)));
  canvas.axisRect()->insetLayout()->setMargins(QMargins(style.px(8), style.px(4), style.px(8), style.px(4)));
  styleAxis(*canvas.xAxis, style, true);
  styleAxis(*canvas.yAxis, style, true);
  styleAxis(*canvas.xAxis2, style, false);
  styleAxis(*canvas.yAxis2, style, false);
}

Legend& setLegend(QCustomPlot& canvas, std::vector<LegendEntry> entries, const PlotStyle& style) {
  Legend& above = legendAt(canvas, kAboveRow);
  Legend& below = legendAt(canvas, kBelowRow);
  Legend& inside = insideLegend(canvas);
  for (Legend* legend : {&above, &below, &inside}) legend->setEntries({}, style);
  Legend& used = style.legend == LegendPlace::Below                                        ? below
                 : style.legend == LegendPlace::Above || style.legend == LegendPlace::None ? above
                                                                                           : inside;
  if (style.legend != LegendPlace::None) used.setEntries(std::move(entries), style);
  // On a small screen the data needs the room more; a figure has the legend that was asked for.
  if (!style.paper && used.minimumOuterSizeHint().height() > canvas.viewport().height() / 4) used.setEntries({}, style);
  canvas.axisRect()->insetLayout()->setInsetAlignment(0, alignmentOf(style.legend));
  return used;
}

QCPScatterStyle scatterOf(Marker marker, const QColor& color, const PlotStyle& style) {
  static const std::array<QCPScatterStyle::ScatterShape, 6> kShapes = {
      QCPScatterStyle::ssNone,   QCPScatterStyle::ssCircle,  QCPScatterStyle::ssCircle,
      QCPScatterStyle::ssSquare, QCPScatterStyle::ssDiamond, QCPScatterStyle::ssTriangle};
  const auto index = static_cast<std::size_t>(marker);
  QCPScatterStyle scatter(kShapes.at(index), style.px(7));
  scatter.setPen(style.pen(color, 0.75));
  scatter.setBrush(marker == Marker::Circle ? style.colors.surface : color);
  return scatter;
}

AxisTicks ticksOf(const Axis& axis, double length, const PlotStyle& style, Qt::Orientation orientation) {
  AxisTicks ticks;
  if (axis.categories.isEmpty()) {
    ticks.positions = niceTicks(axis.range, axis.ticks);
    const int decimals = tickDecimals(ticks.positions);
    for (const double position : ticks.positions) ticks.labels << axis.tickText(position, decimals);
    return ticks;
  }
  double needed = style.font.pixelSize();
  if (orientation == Qt::Horizontal) {
    const QFontMetrics metrics(style.font);
    for (const QString& label : axis.categories)
      needed = std::max(needed, static_cast<double>(metrics.horizontalAdvance(label) + style.px(6)));
  }
  const double fits = std::max(1.0, std::floor(length / std::max(needed, 1.0)));
  const int stride = std::max(1, static_cast<int>(std::ceil(static_cast<double>(axis.categories.size()) / fits)));
  for (int i = 0; i < axis.categories.size(); i += stride) {
    ticks.positions.push_back(i);
    ticks.labels << axis.categories[i];
  }
  return ticks;
}

bool isSound(const Histogram& h) {
  return !h.floatCounts.empty() && h.edges.size() == h.floatCounts.size() + 1 &&
         h.quantizedCounts.size() == h.floatCounts.size() && std::isfinite(h.edges.front()) &&
         std::isfinite(h.edges.back()) && h.edges.front() < h.edges.back();
}

Range interestingRange(const Histogram& h) {
  std::size_t first = 0;
  std::size_t last = h.floatCounts.size() - 1;
  const auto empty = [&](std::size_t i) { return h.floatCounts[i] == 0 && h.quantizedCounts[i] == 0; };
  while (first < last && empty(first)) ++first;
  while (last > first && empty(last)) --last;
  Range range{h.edges[first], h.edges[last + 1]};
  const Range grid{h.clipLow, h.clipHigh};
  if (std::isfinite(grid.span()) && grid.span() > 0 && grid.span() < 4 * range.span()) {
    range = {std::min(range.low, grid.low), std::max(range.high, grid.high)};
  }
  const double pad = range.span() * 0.03;
  return {range.low - pad, range.high + pad};
}

QString tipText(const QString& title, const std::vector<std::pair<QString, QString>>& rows) {
  QString text = QStringLiteral("<b>%1</b><table cellspacing='0'>").arg(title.toHtmlEscaped());
  for (const auto& [name, value] : rows) {
    text += QStringLiteral("<tr><td style='padding-right:12px'>%1</td><td align='right'>%2</td></tr>")
                .arg(name.toHtmlEscaped(), value.toHtmlEscaped());
  }
  return text + QStringLiteral("</table>");
}

StageNames stageNames(const std::vector<double>& shares) {
  std::vector<double> sorted = shares;
  std::sort(sorted.begin(), sorted.end());
  StageNames out;
  out.shares = std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end();
  for (std::size_t i = 0; i < shares.size(); ++i)
    out.names << (out.shares ? fromUtf8(numberText(shares[i] * 100)) + QStringLiteral(" %") : QString::number(i + 1));
  return out;
}

QString fromUtf8(const std::string& text) { return QString::fromStdString(text); }

}  // namespace dyadic::widgets
