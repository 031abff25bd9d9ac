// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/ParetoPlot.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "widgets/plots/PlotParts.h"

namespace dyadic::widgets {
namespace {

/// The front as a staircase: what can be had for so many bits.
Coordinates staircase(const std::vector<std::pair<double, double>>& points) {
  Coordinates stairs;
  for (const std::size_t i : paretoFront(points)) {
    if (!stairs.empty()) stairs.emplace_back(points[i].first, stairs.back().second);
    stairs.push_back(points[i]);
  }
  return stairs;
}

}  // namespace

std::vector<std::size_t> paretoFront(const std::vector<std::pair<double, double>>& points) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (std::isfinite(points[i].first) && std::isfinite(points[i].second)) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return points[a].first != points[b].first ? points[a].first < points[b].first : points[a].second > points[b].second;
  });
  std::vector<std::size_t> front;
  for (const std::size_t i : order) {
    if (front.empty() || points[i].second > points[front.back()].second) front.push_back(i);
  }
  return front;
}

ParetoPlot::ParetoPlot(QWidget* parent) : Plot(parent) {
  setEmptyText(tr("Accuracy against bits appears here, a point a run.\nSelect runs to compare."));
  setAccessibleName(tr("Accuracy against bits"));
}

void ParetoPlot::setRuns(std::vector<Run> runs) {
  std::erase_if(runs, [](const Run& run) { return !std::isfinite(run.bits) || !std::isfinite(run.top1); });
  runs_ = std::move(runs);
  refresh();
}

/// Runs with colours of their own: a series a colour, faded ones first.
void ParetoPlot::addOwnPoints(PlotData& shown) const {
  for (const bool lit : {false, true}) {
    std::map<int, std::vector<int>> rows;
    for (std::size_t i = 0; i < runs_.size(); ++i)
      if (runs_[i].color >= 0 && runs_[i].lit == lit) rows[runs_[i].color].push_back(static_cast<int>(i));
    for (const auto& [color, members] : rows) {
      shown.series.push_back({.shape = Series::Shape::Points,
                              .ink = {Ink::Role::Run, lit ? 1 : 0.15, color},
                              .x = 2,
                              .y = 3,
                              .scale = 100,
                              .marker = Marker::Disc,
                              .rows = members});
    }
  }
}

/// Round the selected one.
void ParetoPlot::addRing(PlotData& shown) const {
  for (std::size_t i = 0; i < runs_.size(); ++i) {
    if (!runs_[i].selected) continue;
    shown.series.push_back({.shape = Series::Shape::Points,
                            .ink = {Ink::Role::Run, 1, std::max(0, runs_[i].color)},
                            .x = 2,
                            .y = 3,
                            .scale = 100,
                            .marker = Marker::Circle,
                            .rows = {static_cast<int>(i)}});
  }
}

PlotData ParetoPlot::describe(Medium medium) const {
  PlotData shown;
  DataTable table;
  table.name = QStringLiteral("runs");
  QStringList names;
  QStringList groups;
  std::vector<double> bits;
  std::vector<double> top1;
  std::vector<double> accuracies;
  std::vector<double> baselines;
  Coordinates points;
  for (const Run& run : runs_) {
    names << run.name;
    groups << run.group;
    bits.push_back(run.bits);
    top1.push_back(run.top1);
    points.emplace_back(run.bits, run.top1);
    accuracies.push_back(run.top1 * 100);
    if (run.baseline && std::isfinite(*run.baseline)) baselines.push_back(*run.baseline);
  }
  std::vector<double> stairBits;
  std::vector<double> stairTop1;
  for (const auto& [x, y] : staircase(points)) {
    stairBits.push_back(x);
    stairTop1.push_back(y);
  }
  shown.x = {.label = tr("Average bits of the weights"), .range = fitRange(bits, {.padding = 0.1, .minimumSpan = 1})};
  table.columns = {{QStringLiteral("run"), names},
                   {QStringLiteral("group"), groups},
                   {QStringLiteral("average_bits"), std::move(bits)},
                   {QStringLiteral("hard_top1"), std::move(top1)}};
  shown.tables.push_back(std::move(table));
  shown.tables.push_back(
      {QStringLiteral("front"),
       {{QStringLiteral("average_bits"), std::move(stairBits)}, {QStringLiteral("hard_top1"), std::move(stairTop1)}}});
  shown.series.push_back({.name = tr("Front"),
                          .shape = Series::Shape::Dashes,
                          .ink = {Ink::Role::Float},
                          .table = 1,
                          .x = 0,
                          .y = 1,
                          .scale = 100,
                          .width = 0.7});
  QStringList kinds = groups;
  kinds.removeDuplicates();
  addOwnPoints(shown);
  for (int kind = 0; kind < kinds.size(); ++kind) {
    Series points_{.name = kinds[kind],
                   .shape = Series::Shape::Points,
                   .ink = {Ink::Role::Run, 1, kind},
                   .x = 2,
                   .y = 3,
                   .scale = 100,
                   .marker = runMarker(kind)};
    for (int i = 0; i < groups.size(); ++i) {
      if (groups[i] == kinds[kind] && runs_[static_cast<std::size_t>(i)].color < 0) points_.rows.push_back(i);
    }
    if (points_.rows.empty()) continue;
    shown.series.push_back(std::move(points_));
  }
  std::sort(baselines.begin(), baselines.end());
  baselines.erase(std::unique(baselines.begin(), baselines.end()), baselines.end());
  for (const double value : baselines) {
    accuracies.push_back(value * 100);
    shown.references.push_back(
        {tr("Float %1").arg(fromUtf8(percentText(value))), value * 100, {Ink::Role::Float, 0.6}});
  }
  shown.y = {.label = tr("Top-1 accuracy, hard"),
             .unit = QStringLiteral("%"),
             .range = fitRange(accuracies, {.padding = 0.12, .minimumSpan = 0.2, .floor = 0, .ceiling = 100}),
             .numbers = Axis::Numbers::Hundredths};
  if (medium == Medium::Screen) addRing(shown);
  return shown;
}

const ParetoPlot::Run* ParetoPlot::runAt(const QCustomPlot& canvas, const QPointF& pixel) const {
  constexpr double kReach = 10;
  const Run* nearest = nullptr;
  double least = kReach;
  for (const Run& run : runs_) {
    const QPointF at(canvas.xAxis->coordToPixel(run.bits), canvas.yAxis->coordToPixel(run.top1 * 100));
    const double distance = std::hypot(at.x() - pixel.x(), at.y() - pixel.y());
    if (distance >= least) continue;
    least = distance;
    nearest = &run;
  }
  return nearest;
}

QString ParetoPlot::readout(const QCustomPlot& canvas, const QPointF& pixel) const {
  const Run* run = runAt(canvas, pixel);
  if (!run) return {};
  return tipText(run->name, {{tr("Settings"), run->group},
                             {tr("Average bits"), QString::number(run->bits, 'f', 2)},
                             {tr("Hard"), fromUtf8(percentText(run->top1))}});
}

void ParetoPlot::clicked(const QCustomPlot& canvas, const QPointF& pixel) {
  if (const Run* run = runAt(canvas, pixel)) Q_EMIT runSelected(run->name);
}

}  // namespace dyadic::widgets
