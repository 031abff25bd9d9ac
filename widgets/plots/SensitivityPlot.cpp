// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/SensitivityPlot.h"

#include <QMenu>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "widgets/plots/PlotParts.h"

namespace dyadic::widgets {
namespace {

constexpr int kMostDrawn = 40;

/// The columns of the table, of which each metric has one a kind of network.
enum Column : std::size_t { Name, Bits, Only, AllBut = Only + 3, Accumulated = AllBut + 3, Position = Accumulated + 3 };

std::size_t columnOf(OutputMetric metric) {
  return metric == OutputMetric::Drop ? 0 : metric == OutputMetric::SqnrDb ? 1 : 2;
}

/// Drops are fractions in tables.
double scaleOf(OutputMetric metric) { return metric == OutputMetric::Drop ? 100 : 1; }

}  // namespace

double outputValue(const OutputError& error, OutputMetric metric) {
  return metric == OutputMetric::Drop ? error.drop * 100 : metric == OutputMetric::SqnrDb ? error.sqnrDb : error.mse;
}

QString outputText(const OutputError& error, OutputMetric metric) {
  const double value = outputValue(error, metric);
  if (std::isnan(value)) return QStringLiteral("\u2013");
  if (std::isinf(value)) return QStringLiteral("\u221e");
  const QString text = metric == OutputMetric::Mse
                           ? fromUtf8(numberText(value, 3))
                           : QString::number(value + 0.0, 'f', metric == OutputMetric::Drop ? 2 : 1);
  return text.startsWith(QLatin1Char('-')) ? QChar(0x2212) + text.mid(1) : text;
}

int compareBadness(double a, double b, OutputMetric metric) {
  const bool aWorse = metric == OutputMetric::SqnrDb ? a < b : a > b;
  const bool bWorse = metric == OutputMetric::SqnrDb ? b < a : b > a;
  return aWorse ? 1 : bWorse ? -1 : 0;
}

std::vector<int> mostSensitive(const SensitivityRecord& record, OutputMetric metric) {
  std::vector<int> order;
  for (std::size_t i = 0; i < record.layers.size(); ++i) {
    if (record.layers[i].bits > 0 && !std::isnan(record.layers[i].only.sqnrDb)) order.push_back(static_cast<int>(i));
  }
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
    const OutputError& left = record.layers[static_cast<std::size_t>(a)].only;
    const OutputError& right = record.layers[static_cast<std::size_t>(b)].only;
    const int worse = compareBadness(outputValue(left, metric), outputValue(right, metric), metric);
    return worse != 0 ? worse > 0 : left.sqnrDb < right.sqnrDb;
  });
  return order;
}

SensitivityPlot::SensitivityPlot(QWidget* parent) : Plot(parent) {
  setEmptyText(tr("What each layer does to the network's output appears here."));
  setAccessibleName(tr("Sensitivity of layers"));
}

void SensitivityPlot::setLayers(const std::vector<LayerInfo>& layers) {
  names_.clear();
  for (const LayerInfo& layer : layers) names_.push_back(layer.name);
  arrange();
}

void SensitivityPlot::setRecord(std::shared_ptr<const SensitivityRecord> record) {
  record_ = std::move(record);
  arrange();
}

void SensitivityPlot::setMetric(OutputMetric metric) {
  if (metric == metric_) return;
  metric_ = metric;
  arrange();
  Q_EMIT metricChanged(metric);
}

void SensitivityPlot::setSelectedLayer(int layer) {
  if (layer == selected_) return;
  selected_ = layer;
  refresh();
}

void SensitivityPlot::arrange() {
  rows_ = record_ && record_->layers.size() == names_.size() ? mostSensitive(*record_, metric_) : std::vector<int>();
  refresh();
}

int SensitivityPlot::drawn() const {
  const auto count = static_cast<int>(rows_.size());
  return allDrawn_ ? count : std::min(count, kMostDrawn);
}

DataTable SensitivityPlot::table(const QStringList& names) const {
  std::vector<double> bits;
  std::vector<double> position;
  std::vector<double> values[9];
  for (const int layer : rows_) {
    const Sensitivity& s = at(layer);
    bits.push_back(s.bits);
    position.push_back(static_cast<double>(position.size()));
    std::size_t column = 0;
    for (const OutputError* error : {&s.only, &s.allBut, &s.accumulated}) {
      for (const double value : {error->drop, error->sqnrDb, error->mse}) values[column++].push_back(value);
    }
  }
  DataTable table;
  table.columns.emplace_back(QStringLiteral("layer"), names);
  table.columns.emplace_back(QStringLiteral("bits"), std::move(bits));
  std::size_t column = 0;
  for (const char* kind : {"only", "all_but", "accumulated"}) {
    for (const char* what : {"drop", "sqnr_db", "mse"})
      table.columns.emplace_back(QStringLiteral("%1_%2").arg(QLatin1String(kind), QLatin1String(what)),
                                 std::move(values[column++]));
  }
  table.columns.emplace_back(QStringLiteral("position"), std::move(position));
  return table;
}

Axis SensitivityPlot::valueAxis() const {
  std::vector<double> values{outputValue(record_->whole, metric_)};
  for (int row = 0; row < drawn(); ++row) {
    const Sensitivity& s = at(rows_[static_cast<std::size_t>(row)]);
    for (const OutputError* error : {&s.only, &s.allBut}) values.push_back(outputValue(*error, metric_));
  }
  if (metric_ == OutputMetric::Mse) {
    return {.label = tr("MSE of the output, less is better"), .range = fitLogRange(values), .logarithmic = true};
  }
  const bool drop = metric_ == OutputMetric::Drop;
  const Range fitted = fitRange(values, {.padding = 0.08, .minimumSpan = drop ? 0.2 : 1});
  Range range{std::min(0.0, fitted.low), std::max(fitted.high, drop ? 0.1 : 1.0)};
  const double whole = outputValue(record_->whole, metric_);  // a text stands to the right of its line
  if (std::isfinite(whole)) range.high = std::max(range.high, whole + 0.22 * range.span());
  return {.label = drop ? tr("Accuracy lost (points), less is better") : tr("SQNR of the output (dB), more is better"),
          .range = range};
}

PlotData SensitivityPlot::describe(Medium medium) const {
  PlotData shown;
  QStringList names;
  for (const int layer : rows_) names << fromUtf8(names_[static_cast<std::size_t>(layer)]);
  shown.tables.push_back(table(names));
  shown.x = valueAxis();
  shown.y.range = {-0.6, drawn() - 0.4};
  shown.y.reversed = true;
  shown.y.grid = false;
  shown.y.categories = names.mid(0, drawn());
  if (drawn() < std::ssize(rows_)) shown.y.label = tr("Worst %1 of %2 layers").arg(drawn()).arg(rows_.size());

  std::vector<int> all(static_cast<std::size_t>(drawn()));
  std::iota(all.begin(), all.end(), 0);
  const auto chosen = std::find(rows_.begin(), rows_.begin() + drawn(), selected_) - rows_.begin();
  const bool marked = medium == Medium::Screen && chosen < drawn();
  const std::size_t column = columnOf(metric_);
  Series bars{.name = tr("Only this layer quantized"),
              .shape = Series::Shape::Bars,
              .ink = {Ink::Role::Quantized, marked ? 0.45 : 0.75},
              .x = Only + column,
              .y = Position,
              .scale = scaleOf(metric_),
              .rows = all};
  if (marked) std::erase(bars.rows, static_cast<int>(chosen));
  if (!bars.rows.empty()) shown.series.push_back(bars);
  if (marked) {
    bars.ink.opacity = 1;
    if (!bars.rows.empty()) bars.name.clear();
    bars.rows = {static_cast<int>(chosen)};
    shown.series.push_back(bars);
  }
  std::erase_if(all, [this](int row) {
    return !std::isfinite(outputValue(at(rows_[static_cast<std::size_t>(row)]).allBut, metric_));
  });
  if (!all.empty()) {
    shown.series.push_back({.name = tr("All but this layer"),
                            .shape = Series::Shape::Points,
                            .ink = {Ink::Role::Trained},
                            .x = AllBut + column,
                            .y = Position,
                            .xScale = scaleOf(metric_),
                            .marker = Marker::Diamond,
                            .rows = all});
  }
  const double whole = outputValue(record_->whole, metric_);
  if (std::isfinite(whole) && (metric_ != OutputMetric::Mse || whole > 0))
    shown.dividers.push_back({whole, tr("all layers")});
  return shown;
}

int SensitivityPlot::layerAt(const QCustomPlot& canvas, const QPointF& pixel) const {
  const QRect area = canvas.axisRect()->rect();
  if (pixel.y() < area.top() || pixel.y() > area.bottom() || pixel.x() > area.right()) return -1;
  const auto row = std::lround(canvas.yAxis->pixelToCoord(pixel.y()));
  return row >= 0 && row < drawn() ? rows_[static_cast<std::size_t>(row)] : -1;
}

QString SensitivityPlot::readout(const QCustomPlot& canvas, const QPointF& pixel) const {
  const int layer = layerAt(canvas, pixel);
  if (layer < 0) return {};
  const Sensitivity& s = at(layer);
  const QString unit = metric_ == OutputMetric::Drop     ? tr("%1 points lost")
                       : metric_ == OutputMetric::SqnrDb ? tr("%1 dB")
                                                         : QStringLiteral("%1");
  const auto text = [&](const OutputError& error) { return unit.arg(outputText(error, metric_)); };
  return tipText(fromUtf8(names_[static_cast<std::size_t>(layer)]), {{tr("Bits"), QString::number(s.bits)},
                                                                     {tr("Only this layer"), text(s.only)},
                                                                     {tr("All but this layer"), text(s.allBut)},
                                                                     {tr("Accumulated here"), text(s.accumulated)},
                                                                     {tr("All layers"), text(record_->whole)}});
}

void SensitivityPlot::clicked(const QCustomPlot& canvas, const QPointF& pixel) {
  const int layer = layerAt(canvas, pixel);
  if (layer < 0) return;
  setSelectedLayer(layer);
  Q_EMIT layerSelected(layer);
}

void SensitivityPlot::fillMenu(QMenu& menu) {
  const auto add = [&](const QString& text, bool on) {
    QAction* action = menu.addAction(text);
    action->setCheckable(true);
    action->setChecked(on);
    return action;
  };
  const std::pair<QString, OutputMetric> metrics[] = {{tr("&Lost accuracy"), OutputMetric::Drop},
                                                      {tr("&SQNR of the output"), OutputMetric::SqnrDb},
                                                      {tr("&MSE of the output"), OutputMetric::Mse}};
  for (const auto& [text, metric] : metrics)
    connect(add(text, metric == metric_), &QAction::triggered, this, [this, metric = metric] { setMetric(metric); });
  menu.addSeparator();
  QAction* every = add(tr("Draw &all layers"), allDrawn_);
  every->setEnabled(std::ssize(rows_) > kMostDrawn);
  connect(every, &QAction::triggered, this, [this](bool on) {
    allDrawn_ = on;
    refresh();
  });
}

}  // namespace dyadic::widgets
