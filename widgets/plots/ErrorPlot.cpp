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
  if (edge.scale == 0) record.exponent = edge.exponent;
  record.scale = edge.scale;
  record.scales = edge.scale > 0 ? 1 : 0;
  record.zeroPoint = edge.zeroPoint;
  record.mse = edge.mse;
  record.sqnrDb = edge.sqnrDb;
  record.saturatedFraction = edge.saturatedFraction;
  record.quantizedFraction = kNotMeasured;
  return record;
}

double ErrorPlot::valueOf(int layer) const {
  const LayerRecord record = recordOf(layer);
  return metric_ == Metric::SqnrDb ? record.sqnrDb : record.mse;
}

bool ErrorPlot::isExact(int layer) const {
  const double value = valueOf(layer);
  return metric_ == Metric::SqnrDb ? std::isinf(value) && value > 0 : value == 0;
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

PlotData ErrorPlot::describe(Medium medium) const {
  const bool sqnr = metric_ == Metric::SqnrDb;
  PlotData shown;
  QStringList names;
  std::vector<double> columns[9];
  std::vector<double> position;
  std::vector<double> values;
  for (const int layer : rows_) {
    const LayerRecord r = recordOf(layer);
    const double cells[] = {static_cast<double>(r.bits),
                            r.exponent ? static_cast<double>(*r.exponent) : kNotMeasured,
                            r.mse,
                            r.sqnrDb,
                            r.cosine,
                            r.kl,
                            r.quantizedFraction,
                            r.saturatedFraction,
                            r.scales > 0 ? r.scale : kNotMeasured};
    for (std::size_t i = 0; i < std::size(cells); ++i) columns[i].push_back(cells[i]);
    position.push_back(static_cast<double>(names.size()));
    names << fromUtf8(names_[static_cast<std::size_t>(layer)]);
    values.push_back(valueOf(layer));
  }
  constexpr const char* kNames[] = {
      "bits", "exponent", "mse", "sqnr_db", "cosine", "kl", "quantized_fraction", "saturated_fraction", "scale"};
  DataTable table;
  table.columns.emplace_back(QStringLiteral("layer"), names);
  for (std::size_t i = 0; i < std::size(kNames); ++i)
    table.columns.emplace_back(QLatin1String(kNames[i]), std::move(columns[i]));
  table.columns.emplace_back(QStringLiteral("position"), std::move(position));
  const std::size_t value = sqnr ? 4 : 3;
  const std::size_t place = table.columns.size() - 1;
  shown.tables.push_back(std::move(table));

  const Range fitted = sqnr ? fitRange(values, {.padding = 0.08, .minimumSpan = 1}) : fitLogRange(values);
  shown.x = {.label = sqnr ? tr("SQNR (dB), more is better") : tr("Mean squared error, less is better"),
             .range = sqnr ? Range{std::min(0.0, fitted.low), std::max(fitted.high, 1.0)} : fitted,
             .logarithmic = !sqnr};
  shown.y.range = {-0.6, static_cast<double>(rows_.size()) - 0.4};
  shown.y.reversed = true;
  shown.y.grid = false;
  shown.y.categories = names;

  auto worst = std::max_element(rows_.begin(), rows_.end(), [this](int a, int b) { return compareBadness(a, b) < 0; });
  if (isExact(*worst)) worst = rows_.end();
  const auto selected = medium == Medium::Screen ? std::find(rows_.begin(), rows_.end(), selected_) : rows_.end();
  const auto addBars = [&](const QString& name, const Ink& ink, std::vector<int> rows) {
    if (!rows.empty())
      shown.series.push_back(
          {.name = name, .shape = Series::Shape::Bars, .ink = ink, .x = value, .y = place, .rows = std::move(rows)});
  };
  std::vector<int> others;
  const double foot = barFoot(shown.x);
  for (auto row = rows_.begin(); row != rows_.end(); ++row) {
    const auto index = static_cast<int>(row - rows_.begin());
    if (isExact(*row))
      shown.notes.push_back(
          {foot, static_cast<double>(index), tr("exact"), row == selected ? std::optional<Ink>(Ink()) : std::nullopt});
    else if (row != worst && row != selected)
      others.push_back(index);
  }
  const bool marked = selected != rows_.end();
  addBars(maps_ ? tr("Feature map") : tr("Layer"), {Ink::Role::Quantized, marked ? 0.45 : 0.7}, std::move(others));
  if (worst != rows_.end())
    addBars(selected == worst ? tr("Worst, selected") : tr("Worst"), {Ink::Role::Bad, selected == worst ? 1 : 0.85},
            {static_cast<int>(worst - rows_.begin())});
  if (marked && selected != worst && !isExact(*selected))
    addBars(tr("Selected"), {Ink::Role::Quantized}, {static_cast<int>(selected - rows_.begin())});
  return shown;
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
  const QString format = r.exponent      ? tr("%1 bits · 2^%2").arg(r.bits).arg(*r.exponent)
                         : r.scales > 1  ? tr("%1 bits · %2 scales").arg(r.bits).arg(r.scales)
                         : r.scales == 1 ? tr("%1 bits · scale %2").arg(r.bits).arg(r.scale, 0, 'g', 3)
                                         : tr("%1 bits").arg(r.bits);
  const QString sqnr = isExact(layer) ? tr("exact") : tr("%1 dB").arg(fromUtf8(numberText(r.sqnrDb)));
  std::vector<std::pair<QString, QString>> rows = {
      {tr("Format"), format}, {tr("SQNR"), sqnr}, {tr("MSE"), fromUtf8(numberText(r.mse))}};
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
