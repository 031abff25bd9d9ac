// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/HistogramsPlot.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "widgets/plots/PlotParts.h"

namespace dyadic::widgets {
namespace {

const Histogram* histogramOf(const HistogramsPlot::Entry& entry) {
  if (!entry.stage || entry.layer < 0 || entry.layer >= std::ssize(entry.stage->histograms)) return nullptr;
  const Histogram* histogram = &entry.stage->histograms[static_cast<std::size_t>(entry.layer)];
  return isSound(*histogram) ? histogram : nullptr;
}

double sumOf(const std::vector<std::int64_t>& counts) {
  return static_cast<double>(std::accumulate(counts.begin(), counts.end(), std::int64_t{0}));
}

std::vector<double> densityOf(const Histogram& h) {
  const double all = std::max(sumOf(h.quantizedCounts), 1.0);
  std::vector<double> density;
  for (std::size_t i = 0; i < h.quantizedCounts.size(); ++i)
    density.push_back(static_cast<double>(h.quantizedCounts[i]) / all / (h.edges[i + 1] - h.edges[i]));
  return density;
}

}  // namespace

HistogramsPlot::HistogramsPlot(QWidget* parent) : Plot(parent) {
  setEmptyText(tr("One layer's quantized values in several runs appear here.\nSelect runs to compare."));
  setAccessibleName(tr("Histograms of one layer in several runs"));
}

void HistogramsPlot::setEntries(std::vector<Entry> entries, const QString& title) {
  std::erase_if(entries, [](const Entry& entry) { return histogramOf(entry) == nullptr; });
  entries_ = std::move(entries);
  title_ = title;
  refresh();
}

PlotData HistogramsPlot::describe(Medium) const {
  PlotData shown;
  Range x{INFINITY, -INFINITY};
  double highest = 0;
  for (const Entry& entry : entries_) {
    const Histogram& h = *histogramOf(entry);
    const Range own = interestingRange(h);
    x = {std::min(x.low, own.low), std::max(x.high, own.high)};
    std::vector<double> density = densityOf(h);
    highest = std::max(highest, *std::max_element(density.begin(), density.end()));
    shown.series.push_back({.name = entry.name,
                            .shape = Series::Shape::Steps,
                            .ink = {entry.ink.value_or(Ink::Role::Run), 1, entry.color},
                            .table = shown.tables.size(),
                            .y = 4,
                            .width = 0.6,
                            .fill = 0.25});
    shown.tables.push_back({entry.name,
                            {{QStringLiteral("bin_low"), std::vector<double>(h.edges.begin(), h.edges.end() - 1)},
                             {QStringLiteral("bin_high"), std::vector<double>(h.edges.begin() + 1, h.edges.end())},
                             Column::view(QStringLiteral("float"), h.floatCounts),
                             Column::view(QStringLiteral("quantized"), h.quantizedCounts),
                             {QStringLiteral("quantized_density"), std::move(density)}}});
  }
  shown.x = {.label = title_.isEmpty() ? tr("Value") : title_, .range = x, .grid = false, .ticks = 6};
  shown.y = {.label = tr("Density of quantized values"),
             .range = {0, highest > 0 ? highest * 1.06 : 1},
             .ticks = 4,
             .numbers = Axis::Numbers::Short};
  return shown;
}

QString HistogramsPlot::readout(const QCustomPlot& canvas, const QPointF& pixel) const {
  if (!hasData() || !canvas.axisRect()->rect().contains(pixel.toPoint())) return {};
  const double x = canvas.xAxis->pixelToCoord(pixel.x());
  std::vector<std::pair<QString, QString>> rows;
  for (const Entry& entry : entries_) {
    const Histogram& h = *histogramOf(entry);
    const int bin = binOf(h.edges, x);
    const double count = bin < 0 ? 0 : static_cast<double>(h.quantizedCounts[static_cast<std::size_t>(bin)]);
    rows.emplace_back(entry.name, fromUtf8(percentText(count / std::max(sumOf(h.quantizedCounts), 1.0))));
  }
  return tipText(fromUtf8(numberText(x)), rows);
}

}  // namespace dyadic::widgets
