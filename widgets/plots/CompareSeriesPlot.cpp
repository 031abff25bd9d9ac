// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/CompareSeriesPlot.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "widgets/plots/PlotParts.h"

namespace dyadic::widgets {
namespace {

constexpr std::size_t kPieces = 240;  // more than a curve needs to look smooth
constexpr std::size_t kNamed = 10;    // a longer legend would leave no room for the curves

bool hasSteps(const std::shared_ptr<const TrainSeries>& series) {
  return series && !series->epoch.empty() && series->loss.size() == series->epoch.size() &&
         series->learningRate.size() == series->epoch.size() && std::isfinite(series->epoch.back());
}

}  // namespace

CompareSeriesPlot::CompareSeriesPlot(Quantity quantity, QWidget* parent) : Plot(parent), quantity_(quantity) {
  setEmptyText(tr("Loss and learning rate over epochs appear here.\nCompare runs that were trained."));
  setAccessibleName(quantity == Quantity::Loss ? tr("Loss of several runs") : tr("Learning rate of several runs"));
}

QString CompareSeriesPlot::kind() const {
  return quantity_ == Quantity::Loss ? QStringLiteral("losses") : QStringLiteral("learning-rates");
}

std::vector<double> CompareSeriesPlot::piecesOf(const TrainSeries& series) const {
  std::vector<double> sums(centres_.size(), 0);
  std::vector<double> counts(centres_.size(), 0);
  const std::vector<double>& values = quantity_ == Quantity::Loss ? series.loss : series.learningRate;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double piece = series.epoch[i] / epochs_ * static_cast<double>(centres_.size());
    if (!std::isfinite(values[i]) || !(piece >= 0)) continue;
    const std::size_t at = std::min(static_cast<std::size_t>(piece), centres_.size() - 1);
    sums[at] += values[i];
    counts[at] += 1;
  }
  for (std::size_t i = 0; i < sums.size(); ++i) sums[i] = counts[i] > 0 ? sums[i] / counts[i] : kNotMeasured;
  return sums;
}

void CompareSeriesPlot::setGroups(std::vector<Group> groups) {
  curves_.clear();
  centres_.clear();
  epochs_ = 0;
  std::size_t steps = 0;
  for (Group& group : groups) {
    std::erase_if(group.runs, [](const auto& series) { return !hasSteps(series); });
    for (const auto& series : group.runs) {
      epochs_ = std::max(epochs_, series->epoch.back());
      steps = std::max(steps, series->epoch.size());
    }
  }
  const std::size_t pieces = epochs_ > 0 ? std::clamp<std::size_t>(steps / 4, 1, kPieces) : 0;
  for (std::size_t i = 0; i < pieces; ++i)
    centres_.push_back((static_cast<double>(i) + 0.5) * epochs_ / static_cast<double>(pieces));
  for (const Group& group : groups) {
    if (group.runs.empty() || pieces == 0) continue;
    Curve curve{group.name, group.color, group.lit, group.runs.size(), {}, {}, {}};
    std::vector<std::vector<double>> runs;
    for (const auto& series : group.runs) runs.push_back(piecesOf(*series));
    for (std::size_t i = 0; i < pieces; ++i) {
      double sum = 0;
      double count = 0;
      double low = INFINITY;
      double high = -INFINITY;
      for (const auto& run : runs) {
        if (!std::isfinite(run[i])) continue;
        sum += run[i];
        count += 1;
        low = std::min(low, run[i]);
        high = std::max(high, run[i]);
      }
      curve.mean.push_back(count > 0 ? sum / count : kNotMeasured);
      curve.low.push_back(count > 0 ? low : kNotMeasured);
      curve.high.push_back(count > 0 ? high : kNotMeasured);
    }
    curves_.push_back(std::move(curve));
  }
  refresh();
}

PlotData CompareSeriesPlot::describe(Medium) const {
  PlotData shown;
  const QString value = quantity_ == Quantity::Loss ? QStringLiteral("loss") : QStringLiteral("learning_rate");
  const bool named = static_cast<std::size_t>(std::count_if(curves_.begin(), curves_.end(),
                                                            [](const Curve& curve) { return curve.lit; })) <= kNamed;
  std::vector<Series> lines;
  std::vector<double> all;
  for (const Curve& curve : curves_) {
    DataTable table;
    table.name = curve.name;
    table.columns.emplace_back(QStringLiteral("epoch"), centres_);
    table.columns.emplace_back(value, curve.mean);
    Series line{.name = named && curve.lit ? curve.name : QString(),
                .ink = {Ink::Role::Run, curve.lit ? 1 : 0.15, curve.color},
                .table = shown.tables.size(),
                .x = 0,
                .y = 1,
                .width = curve.lit ? 1 : 0.6};
    // Gaps of a run with few steps are bridged.
    for (std::size_t i = 0; i < curve.mean.size(); ++i)
      if (std::isfinite(curve.mean[i])) line.rows.push_back(static_cast<int>(i));
    if (curve.runs > 1) {
      if (!line.name.isEmpty()) line.name = tr("%1 (%n runs)", nullptr, static_cast<int>(curve.runs)).arg(curve.name);
      table.columns.emplace_back(value + QStringLiteral("_low"), curve.low);
      table.columns.emplace_back(value + QStringLiteral("_high"), curve.high);
      Series band = line;
      band.name.clear();
      band.shape = Series::Shape::Band;
      band.y = 2;
      band.yEnd = 3;
      band.width = 0;
      band.fill = curve.lit ? 0.2 : 0.04;
      shown.series.push_back(band);
      all.insert(all.end(), curve.low.begin(), curve.low.end());
      all.insert(all.end(), curve.high.begin(), curve.high.end());
    }
    all.insert(all.end(), curve.mean.begin(), curve.mean.end());
    lines.push_back(std::move(line));
    shown.tables.push_back(std::move(table));
  }
  shown.series.insert(shown.series.end(), lines.begin(), lines.end());
  shown.x = {.label = tr("Epoch"), .range = {0, epochs_}, .grid = false, .ticks = 6, .numbers = Axis::Numbers::Short};
  shown.y = {.label = quantity_ == Quantity::Loss ? tr("Training loss") : tr("Learning rate"),
             .range = fitRange(all, {.padding = 0.06, .floor = 0}),
             .numbers = quantity_ == Quantity::Loss ? Axis::Numbers::Aligned : Axis::Numbers::Short};
  return shown;
}

QString CompareSeriesPlot::readout(const QCustomPlot& canvas, const QPointF& pixel) const {
  constexpr std::size_t kRows = 16;
  if (!hasData() || !canvas.axisRect()->rect().contains(pixel.toPoint())) return {};
  const double epoch = canvas.xAxis->pixelToCoord(pixel.x());
  const double piece = std::floor(epoch / epochs_ * static_cast<double>(centres_.size()));
  if (piece < 0 || piece >= static_cast<double>(centres_.size())) return {};
  std::vector<std::pair<QString, QString>> rows;
  for (const Curve& curve : curves_)
    if (curve.lit && rows.size() < kRows)
      rows.emplace_back(curve.name, fromUtf8(numberText(curve.mean[static_cast<std::size_t>(piece)])));
  return tipText(tr("Epoch %1").arg(fromUtf8(numberText(epoch, 3))), rows);
}

}  // namespace dyadic::widgets
