// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/ErrorPlot.h"

#include <QMenu>
#include <algorithm>
#include <cmath>

#include "widgets/plots/PlotParts.h"

namespace dyadic::widgets {

ErrorPlot::ErrorPlot(QWidget* parent) : Plot(parent) {
  setEmptyText(tr("The quantization error of each layer appears here.\nStart a run, or open a run file."));
  setAccessibleName(tr("Error per layer"));
}

void ErrorPlot::setLayers(const std::vector<LayerInfo>& layers) {
  maps_ = false;
  names_.clear();
  for (const LayerInfo& layer : layers) names_.push_back(layer.name);
  arrange();
}

void ErrorPlot::setEdges(const std::vector<EdgeInfo>& edges) {
  maps_ = true;
  names_.clear();
  for (const EdgeInfo& edge : edges) names_.push_back(edge.name);
  arrange();
}

void ErrorPlot::setRecords(std::shared_ptr<const StageRecord> stage) {
  stage_ = std::move(stage);
  arrange();
}

void ErrorPlot::setMetric(Metric metric) {
  if (metric == metric_) return;
  metric_ = metric;
  arrange();
  Q_EMIT metricChanged(metric);
}

void ErrorPlot::setOrder(Order order) {
  order_ = order;
  arrange();
}

void ErrorPlot::setSelectedLayer(int layer) {
  if (layer == selected_) return;
  selected_ = layer;
  refresh();
}

void ErrorPlot::clear() {
  stage_.reset();
  arrange();
}

LayerRecord ErrorPlot::recordOf(int layer) const {
  const auto i = static_cast<std::size_t>(layer);
  if (!maps_) return stage_->layers[i];
  const EdgeRecord& edge = stage_->edges[i];
  LayerRecord record;
  record.bits = edge.bits;
  record.exponent = edge.exponent;
  record.mse = edge.mse;
  record.sqnrDb = edge.sqnrDb;
  record.saturatedFraction = edge.saturatedFraction;
  record.cosine = record.kl = record.quantizedFraction = kNotMeasured;
  return record;
}

double ErrorPlot::valueOf(int layer) const {
  const LayerRecord record = recordOf(layer);
  return metric_ == Metric::SqnrDb ? record.sqnrDb : record.mse;
}

int ErrorPlot::compareBadness(int a, int b) const {
  const double sign = metric_ == Metric::SqnrDb ? -1 : 1;
  const double difference = sign * (valueOf(a) - valueOf(b));
  return difference > 0 ? 1 : (difference < 0 ? -1 : 0);
}

void ErrorPlot::arrange() {
  rows_.clear();
  const auto recorded = stage_ ? (maps_ ? stage_->edges.size() : stage_->layers.size()) : 0;
  const auto count = std::min(names_.size(), recorded);
  for (std::size_t i = 0; i < count; ++i) {
    const auto layer = static_cast<int>(i);
    if (recordOf(layer).bits > 0 && !std::isnan(valueOf(layer))) rows_.push_back(layer);
  }
  if (order_ == Order::WorstFirst) {
    std::stable_sort(rows_.begin(), rows_.end(), [this](int a, int b) { return compareBadness(a, b) > 0; });
  }
  refresh();
}

bool ErrorPlot::hasData() const { return !rows_.empty(); }

void ErrorPlot::draw(QCustomPlot& canvas, const PlotStyle& style) const {
  const bool sqnr = metric_ == Metric::SqnrDb;
  std::vector<double> values;
  for (const int layer : rows_) values.push_back(valueOf(layer));
  const Range x = sqnr ? fitRange(values, {.padding = 0.08, .minimumSpan = 1}) : fitLogRange(values);
  const Range shown = sqnr ? Range{std::min(0.0, x.low), std::max(x.high, 1.0)} : x;
  setRange(*canvas.xAxis, shown);
  if (!sqnr) setLogScale(*canvas.xAxis);
  canvas.xAxis->setLabel(sqnr ? tr("SQNR (dB), more is better") : tr("Mean squared error, less is better"));
  canvas.yAxis->setRangeReversed(true);
  canvas.yAxis->grid()->setVisible(false);
  canvas.yAxis->setTickLengthOut(0);
  setRange(*canvas.yAxis, {-0.6, static_cast<double>(rows_.size()) - 0.4});

  const int worst =
      *std::max_element(rows_.begin(), rows_.end(), [this](int a, int b) { return compareBadness(a, b) < 0; });
  // What happens to be selected is no part of a figure.
  const int marked = style.paper ? -1 : selected_;
  const bool selected = std::find(rows_.begin(), rows_.end(), marked) != rows_.end();
  const auto addBars = [&](const QColor& color, auto&& wanted) {
    auto* bars = new QCPBars(canvas.yAxis, canvas.xAxis);
    bars->setWidth(0.68);
    bars->setPen(Qt::NoPen);
    bars->setBrush(color);
    bars->setBaseValue(sqnr ? 0 : shown.low);
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      if (!wanted(rows_[row])) continue;
      // No error at all: to the end of the axis, infinitely many decibels, or nothing of an error.
      const double value = std::isinf(values[row]) ? shown.high : values[row];
      bars->addData(static_cast<double>(row), value);
    }
  };
  const QColor base = style.colors.quantized;
  addBars(faded(base, selected ? 0.45 : 0.7), [&](int layer) { return layer != worst && layer != marked; });
  addBars(faded(style.colors.bad, 0.85), [&](int layer) { return layer == worst && layer != marked; });
  if (selected) addBars(marked == worst ? style.colors.bad : base, [&](int layer) { return layer == marked; });

  QStringList labels;
  for (const int layer : rows_) labels << fromUtf8(names_[static_cast<std::size_t>(layer)]);
  const QFontMetrics metrics(style.font);
  const double room = canvas.viewport().height() - 4.0 * metrics.height();
  setCategoryTicks(*canvas.yAxis, labels, room, style.font.pixelSize());
  std::vector<LegendRow::Entry> legend = {
      {maps_ ? tr("Feature map") : tr("Layer"), faded(base, 0.7), LegendRow::Shape::Box},
      {marked == worst ? tr("Worst, selected") : tr("Worst"), style.colors.bad, LegendRow::Shape::Box}};
  if (selected && marked != worst) legend.push_back({tr("Selected"), base, LegendRow::Shape::Box});
  setLegend(canvas, std::move(legend), style);
}

Plot::Table ErrorPlot::table() const {
  Table table;
  table.header = {QStringLiteral("layer"),
                  QStringLiteral("bits"),
                  QStringLiteral("exponent"),
                  QStringLiteral("mse"),
                  QStringLiteral("sqnr_db"),
                  QStringLiteral("cosine"),
                  QStringLiteral("kl"),
                  QStringLiteral("quantized_fraction"),
                  QStringLiteral("saturated_fraction")};
  for (const int layer : rows_) {
    const LayerRecord r = recordOf(layer);
    table.rows.push_back({fromUtf8(names_[static_cast<std::size_t>(layer)]), QString::number(r.bits),
                          QString::number(r.exponent), csvNumber(r.mse), csvNumber(r.sqnrDb), csvNumber(r.cosine),
                          csvNumber(r.kl), csvNumber(r.quantizedFraction), csvNumber(r.saturatedFraction)});
  }
  return table;
}

int ErrorPlot::layerAt(const QCustomPlot& canvas, const QPointF& pixel) const {
  const QRect area = canvas.axisRect()->rect();
  // The names left of the axis belong to the bars.
  if (pixel.y() < area.top() || pixel.y() > area.bottom() || pixel.x() > area.right()) return -1;
  const auto row = std::lround(canvas.yAxis->pixelToCoord(pixel.y()));
  return row >= 0 && row < std::ssize(rows_) ? rows_[static_cast<std::size_t>(row)] : -1;
}

QString ErrorPlot::readout(const QCustomPlot& canvas, const QPointF& pixel) const {
  const int layer = layerAt(canvas, pixel);
  if (layer < 0) return {};
  const LayerRecord r = recordOf(layer);
  std::vector<std::pair<QString, QString>> rows = {{tr("Format"), tr("%1 bits · 2^%2").arg(r.bits).arg(r.exponent)},
                                                   {tr("SQNR"), tr("%1 dB").arg(fromUtf8(numberText(r.sqnrDb)))},
                                                   {tr("MSE"), fromUtf8(numberText(r.mse))}};
  if (!maps_) {
    rows.emplace_back(tr("Cosine"), fromUtf8(numberText(r.cosine, 6)));
    rows.emplace_back(tr("KL"), fromUtf8(numberText(r.kl)));
  }
  rows.emplace_back(tr("Saturated"), fromUtf8(percentText(r.saturatedFraction)));
  return tipText(fromUtf8(names_[static_cast<std::size_t>(layer)]), rows);
}

void ErrorPlot::clicked(const QCustomPlot& canvas, const QPointF& pixel) {
  const int layer = layerAt(canvas, pixel);
  if (layer < 0) return;
  setSelectedLayer(layer);
  Q_EMIT layerSelected(layer);
}

void ErrorPlot::fillMenu(QMenu& menu) {
  const auto add = [&menu](const QString& text, bool on) {
    QAction* action = menu.addAction(text);
    action->setCheckable(true);
    action->setChecked(on);
    return action;
  };
  connect(add(tr("&SQNR"), metric_ == Metric::SqnrDb), &QAction::triggered, this,
          [this] { setMetric(Metric::SqnrDb); });
  connect(add(tr("&Mean squared error"), metric_ == Metric::Mse), &QAction::triggered, this,
          [this] { setMetric(Metric::Mse); });
  menu.addSeparator();
  connect(add(tr("&Worst first"), order_ == Order::WorstFirst), &QAction::triggered, this,
          [this](bool on) { setOrder(on ? Order::WorstFirst : Order::Execution); });
}

}  // namespace dyadic::widgets
