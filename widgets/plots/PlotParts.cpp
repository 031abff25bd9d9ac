// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/PlotParts.h"

#include <cmath>

namespace dyadic::widgets {

PlotStyle screenStyle() {
  PlotStyle style;
  style.colors = colors();
  style.font = themeFont(FontRole::Small);
  return style;
}

QColor faded(QColor color, double opacity) {
  color.setAlphaF(static_cast<float>(opacity));
  return color;
}

LegendRow::LegendRow(QCustomPlot* plot) : QCPLayoutElement(plot) { setMargins(QMargins()); }

void LegendRow::setEntries(std::vector<Entry> entries, const PlotStyle& style) {
  entries_ = std::move(entries);
  style_ = style;
}

int LegendRow::arrange(int width, std::vector<QPoint>* corners) const {
  if (entries_.empty()) return 0;
  const QFontMetrics metrics(style_.font);
  QPoint at(0, 0);
  for (const Entry& entry : entries_) {
    const int size = style_.px(22) + metrics.horizontalAdvance(entry.text);
    if (at.x() > 0 && at.x() + size > width) at = QPoint(0, at.y() + metrics.height());
    if (corners) corners->push_back(at);
    at.rx() += size + style_.px(16);
  }
  return at.y() + metrics.height() + style_.px(4);
}

QSize LegendRow::minimumOuterSizeHint() const {
  return {0, arrange(mParentPlot->viewport().width() - style_.px(16), nullptr)};
}

QSize LegendRow::maximumOuterSizeHint() const { return {QWIDGETSIZE_MAX, minimumOuterSizeHint().height()}; }

void LegendRow::draw(QCPPainter* painter) {
  std::vector<QPoint> corners;
  static_cast<void>(arrange(mParentPlot->viewport().width() - style_.px(16), &corners));
  painter->setFont(style_.font);
  const QFontMetrics metrics(style_.font);
  for (std::size_t i = 0; i < corners.size(); ++i) {
    const Entry& entry = entries_[i];
    const QPoint corner = corners[i] + mRect.topLeft();
    const double middle = corner.y() + metrics.height() / 2.0;
    const double side = style_.px(9);
    if (entry.shape == Shape::Box) {
      painter->setPen(Qt::NoPen);
      painter->setBrush(entry.color);
      painter->drawRect(QRectF(corner.x() + style_.px(4), middle - side / 2, side, side));
    } else {
      painter->setPen(entry.shape == Shape::Dashes ? style_.dashed(entry.color) : style_.pen(entry.color));
      painter->drawLine(QLineF(corner.x(), middle, corner.x() + style_.px(16), middle));
      if (entry.shape == Shape::Marker) {
        painter->setBrush(entry.color);
        painter->setPen(Qt::NoPen);
        painter->drawEllipse(QPointF(corner.x() + style_.px(8), middle), style_.px(3), style_.px(3));
      }
    }
    painter->setPen(style_.colors.text);
    painter->drawText(QPointF(corner.x() + style_.px(22), corner.y() + metrics.ascent()), entry.text);
  }
}

NiceTicker::NiceTicker(int target, Text text) : target_(target), text_(std::move(text)) {}

QVector<double> NiceTicker::createTickVector(double, const QCPRange& range) {
  const std::vector<double> ticks = niceTicks({range.lower, range.upper}, target_);
  decimals_ = tickDecimals(ticks);
  return {ticks.begin(), ticks.end()};
}

QString NiceTicker::getTickLabel(double tick, const QLocale&, QChar, int) {
  if (text_) return text_(tick, decimals_);
  if (std::abs(tick) < 1e-12) tick = 0;
  const QString text =
      std::abs(tick) >= 1e5 || decimals_ > 5 ? fromUtf8(numberText(tick)) : QString::number(tick, 'f', decimals_);
  return text.startsWith(QLatin1Char('-')) ? QChar(0x2212) + text.mid(1) : text;
}

QVector<double> NiceTicker::createSubTickVector(int, const QVector<double>&) { return {}; }

LevelItem::LevelItem(QCustomPlot* plot, std::vector<double> levels, const PlotStyle& style)
    : QCPAbstractItem(plot), levels_(std::move(levels)), style_(style) {}

void LevelItem::draw(QCPPainter* painter) {
  const QCPAxis& x = *mParentPlot->xAxis;
  const QRect area = mParentPlot->axisRect()->rect();
  const double pixels = area.width() / style_.unit;
  const LevelMarks marks = levelsToDraw(levels_, {rangeOf(x), pixels, 3});
  const bool lines = levelsToDraw(levels_, {rangeOf(x), pixels, 10}).stride == 1;
  for (const double level : marks.positions) {
    const double at = x.coordToPixel(level);
    if (lines) {
      painter->setPen(QPen(faded(style_.colors.level, 0.10), style_.line * 0.5));
      painter->drawLine(QLineF(at, area.top(), at, area.bottom()));
    }
    painter->setPen(QPen(faded(style_.colors.level, 0.55), style_.line * 0.5));
    painter->drawLine(QLineF(at, area.bottom() - style_.px(5), at, area.bottom()));
  }
}

void prepareCanvas(QCustomPlot& canvas) {
  canvas.plotLayout()->insertRow(0);
  canvas.plotLayout()->addElement(0, 0, new LegendRow(&canvas));
  canvas.plotLayout()->setRowStretchFactor(0, 0.001);
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
  axis.setTicker(QSharedPointer<QCPAxisTicker>(new NiceTicker(5)));
  axis.setLabel({});
  axis.setTicks(true);
  axis.setTickLabels(true);
  axis.setNumberFormat(QStringLiteral("gb"));
  axis.setNumberPrecision(6);
  axis.grid()->setVisible(true);
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
  canvas.axisRect()->setMinimumMargins(QMargins(style.px(6), style.px(8), style.px(10), style.px(6)));
  styleAxis(*canvas.xAxis, style, true);
  styleAxis(*canvas.yAxis, style, true);
  styleAxis(*canvas.xAxis2, style, false);
  styleAxis(*canvas.yAxis2, style, false);
  setLegend(canvas, {}, style);
}

void setLegend(QCustomPlot& canvas, std::vector<LegendRow::Entry> entries, const PlotStyle& style) {
  if (!style.legend) entries.clear();
  static_cast<LegendRow*>(canvas.plotLayout()->element(0, 0))->setEntries(std::move(entries), style);
}

void setRange(QCPAxis& axis, const Range& range) { axis.setRange(range.low, range.high); }

Range rangeOf(const QCPAxis& axis) { return {axis.range().lower, axis.range().upper}; }

void allowZoom(QCustomPlot& canvas) {
  canvas.setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
  canvas.axisRect()->setRangeDrag(Qt::Horizontal);
  canvas.axisRect()->setRangeZoom(Qt::Horizontal);
}

void setCategoryTicks(QCPAxis& axis, const QStringList& labels, double room, double needed) {
  const auto ticker = QSharedPointer<QCPAxisTickerText>::create();
  const double fits = std::max(1.0, std::floor(room / std::max(needed, 1.0)));
  const int stride = std::max(1, static_cast<int>(std::ceil(static_cast<double>(labels.size()) / fits)));
  for (int i = 0; i < labels.size(); i += stride) ticker->addTick(i, labels[i]);
  axis.setTicker(ticker);
}

void setLogScale(QCPAxis& axis) {
  axis.setScaleType(QCPAxis::stLogarithmic);
  const auto ticker = QSharedPointer<QCPAxisTickerLog>::create();
  ticker->setSubTickCount(0);
  axis.setTicker(ticker);
  axis.setNumberFormat(QStringLiteral("eb"));
  axis.setNumberPrecision(0);
}

void addBand(QCustomPlot& canvas, const Range& x, const QColor& color) {
  auto* band = new QCPItemRect(&canvas);
  band->setLayer(QStringLiteral("grid"));
  band->setPen(Qt::NoPen);
  band->setBrush(color);
  for (QCPItemPosition* corner : {band->topLeft, band->bottomRight}) {
    corner->setTypeX(QCPItemPosition::ptPlotCoords);
    corner->setTypeY(QCPItemPosition::ptAxisRectRatio);
  }
  band->topLeft->setCoords(x.low, 0);
  band->bottomRight->setCoords(x.high, 1);
}

QString tipText(const QString& title, const std::vector<std::pair<QString, QString>>& rows) {
  QString text = QStringLiteral("<b>%1</b><table cellspacing='0'>").arg(title.toHtmlEscaped());
  for (const auto& [name, value] : rows) {
    text += QStringLiteral("<tr><td style='padding-right:12px'>%1</td><td align='right'>%2</td></tr>")
                .arg(name.toHtmlEscaped(), value.toHtmlEscaped());
  }
  return text + QStringLiteral("</table>");
}

QString fromUtf8(const std::string& text) { return QString::fromStdString(text); }

QString csvNumber(double value) { return std::isnan(value) ? QString() : QString::number(value, 'g', 9); }

}  // namespace dyadic::widgets
