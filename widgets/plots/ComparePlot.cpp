// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/ComparePlot.h"

#include <algorithm>
#include <cmath>

#include "widgets/plots/PlotParts.h"

namespace dyadic::widgets {
namespace {

constexpr std::size_t kTipRows = 16;

std::vector<double> portionsOf(const ComparedRuns::Run& run) {
  std::vector<double> portions;
  for (const auto& stage : run.stages) portions.push_back(stage->portion);
  return portions;
}

/// The values of a run or a group, beside what they are drawn at.
DataTable tableOf(const QString& name, const std::vector<double>& x, const std::vector<double>& portions) {
  DataTable table;
  table.name = name;
  table.columns.emplace_back(QStringLiteral("stage"), [&] {
    std::vector<double> stages;
    for (std::size_t i = 0; i < portions.size(); ++i) stages.push_back(static_cast<double>(i));
    return stages;
  }());
  table.columns.emplace_back(QStringLiteral("position"), x);
  table.columns.emplace_back(QStringLiteral("portion"), portions);
  return table;
}

}  // namespace

ComparePlot::ComparePlot(QWidget* parent) : Plot(parent) {
  setEmptyText(tr("The accuracy of several runs appears here, stage by stage.\nSelect runs to compare."));
  setAccessibleName(tr("Accuracy of several runs"));
}

void ComparePlot::setRuns(std::vector<ComparedRuns> groups) {
  for (ComparedRuns& group : groups) {
    for (auto& run : group.runs) std::erase(run.stages, nullptr);
    std::erase_if(group.runs, [](const auto& run) { return run.stages.empty(); });
  }
  std::erase_if(groups, [](const ComparedRuns& group) { return group.runs.empty(); });
  groups_ = std::move(groups);
  refresh();
}

void ComparePlot::setNetwork(Network network) {
  network_ = network;
  refresh();
}

double ComparePlot::top1(const StageRecord& stage) const {
  return network_ == Network::Hard ? stage.hard.top1 : stage.trained.top1;
}

QString ComparePlot::column() const {
  return network_ == Network::Hard ? QStringLiteral("hard_top1") : QStringLiteral("top1");
}

ComparePlot::Curve ComparePlot::curveOf(const ComparedRuns& group) const {
  std::size_t stages = group.runs.front().stages.size();
  for (const auto& run : group.runs) stages = std::min(stages, run.stages.size());
  Curve curve;
  for (std::size_t stage = 0; stage < stages; ++stage) {
    double sum = 0;
    double low = INFINITY;
    double high = -INFINITY;
    for (const auto& run : group.runs) {
      const double value = top1(*run.stages[stage]);
      sum += value;
      low = std::min(low, value);
      high = std::max(high, value);
    }
    curve.mean.push_back(sum / static_cast<double>(group.runs.size()));
    curve.low.push_back(low);
    curve.high.push_back(high);
  }
  return curve;
}

/// Beside a group's mean, the runs it is made of.
void ComparePlot::addRunTables(PlotData& shown) const {
  for (const ComparedRuns& group : groups_) {
    if (group.runs.size() < 2) continue;
    for (const auto& run : group.runs) {
      std::vector<double> values;
      for (const auto& stage : run.stages) values.push_back(top1(*stage));
      DataTable table = tableOf(run.name, {}, portionsOf(run));
      table.columns.emplace_back(column(), std::move(values));
      shown.tables.push_back(std::move(table));
    }
  }
}

bool ComparePlot::hasData() const { return !groups_.empty(); }

std::vector<double> ComparePlot::portions() const {
  std::vector<double> longest;
  for (const ComparedRuns& group : groups_) {
    for (const auto& run : group.runs) {
      if (run.stages.size() > longest.size()) longest = portionsOf(run);
    }
  }
  for (const ComparedRuns& group : groups_) {
    for (const auto& run : group.runs) {
      const std::vector<double> own = portionsOf(run);  // a run under way has the first ones
      if (!std::equal(own.begin(), own.end(), longest.begin())) return {};
    }
  }
  return longest;
}

PlotData ComparePlot::describe(Medium) const {
  const std::vector<double> shared = portions();
  PlotData shown;
  std::vector<double> accuracies;
  std::vector<double> baselines;
  constexpr std::size_t kPosition = 1;
  constexpr std::size_t kFirst = 3;
  const auto positionsOf = [&](const std::vector<double>& shares) {
    std::vector<double> x;
    for (std::size_t i = 0; i < shares.size(); ++i)
      x.push_back(shared.empty() ? shares[i] * 100 : static_cast<double>(i));
    return x;
  };
  constexpr std::size_t kNamed = 10;  // a longer legend would leave no room for the curves
  const auto bright = std::count_if(groups_.begin(), groups_.end(), [](const auto& group) { return group.lit; });
  const bool named = static_cast<std::size_t>(bright) <= kNamed;
  std::vector<Series> curves;
  int index = 0;
  for (const ComparedRuns& group : groups_) {
    const Curve curve = curveOf(group);
    std::vector<double> shares = portionsOf(group.runs.front());
    shares.resize(curve.mean.size());
    DataTable table = tableOf(group.name, positionsOf(shares), shares);
    table.columns.emplace_back(column(), curve.mean);
    const Ink ink{Ink::Role::Run, group.lit ? 1 : 0.15, group.color};
    Series line{.name = named && group.lit ? group.name : QString(),
                .ink = ink,
                .table = shown.tables.size(),
                .x = kPosition,
                .y = kFirst,
                .scale = 100,
                .marker = runMarker(index++)};
    if (group.runs.size() > 1) {
      if (!line.name.isEmpty())
        line.name = tr("%1 (%n runs)", nullptr, static_cast<int>(group.runs.size())).arg(group.name);
      table.columns.emplace_back(column() + QStringLiteral("_low"), curve.low);
      table.columns.emplace_back(column() + QStringLiteral("_high"), curve.high);
      Series band = line;
      band.name.clear();
      band.shape = Series::Shape::Band;
      band.y = kFirst + 1;
      band.yEnd = kFirst + 2;
      band.width = 0;
      band.fill = group.lit ? 0.2 : 0.04;
      shown.series.push_back(band);
    }
    curves.push_back(line);
    shown.tables.push_back(std::move(table));
    for (const auto* values : {&curve.low, &curve.high}) {
      for (const double value : *values) accuracies.push_back(value * 100);
    }
    for (const auto& run : group.runs) {
      if (run.baseline && std::isfinite(*run.baseline)) baselines.push_back(*run.baseline);
    }
  }
  shown.series.insert(shown.series.end(), curves.begin(), curves.end());
  addRunTables(shown);
  std::sort(baselines.begin(), baselines.end());
  baselines.erase(std::unique(baselines.begin(), baselines.end()), baselines.end());
  for (const double top1 : baselines) {
    accuracies.push_back(top1 * 100);
    shown.references.push_back({tr("Float %1").arg(fromUtf8(percentText(top1))), top1 * 100, {Ink::Role::Float}});
  }
  shown.x = {.label = tr("Share of weights quantized"), .unit = QStringLiteral("%"), .range = {-2, 102}, .grid = false};
  if (!shared.empty()) {
    const auto [names, areShares] = stageNames(shared);
    shown.x.label = areShares ? tr("Share of weights quantized, stage by stage") : tr("Stage");
    shown.x.unit.clear();
    shown.x.range = {-0.5, static_cast<double>(shared.size()) - 0.5};
    shown.x.categories = names;
  }
  shown.y = {.label = network_ == Network::Hard ? tr("Top-1 accuracy, hard") : tr("Top-1 accuracy, as trained"),
             .unit = QStringLiteral("%"),
             .range = fitRange(accuracies, {.padding = 0.12, .minimumSpan = 0.2, .floor = 0, .ceiling = 100}),
             .numbers = Axis::Numbers::Hundredths};
  return shown;
}

QString ComparePlot::readout(const QCustomPlot& canvas, const QPointF& pixel) const {
  if (!hasData() || !canvas.axisRect()->rect().contains(pixel.toPoint())) return {};
  const std::vector<double> shared = portions();
  const double x = canvas.xAxis->pixelToCoord(pixel.x());
  std::vector<std::pair<QString, QString>> rows;
  for (const ComparedRuns& group : groups_) {
    if (!group.lit || rows.size() >= kTipRows) continue;
    const Curve curve = curveOf(group);
    const auto& stages = group.runs.front().stages;
    std::size_t nearest = 0;
    const auto distance = [&](std::size_t i) {
      return std::abs((shared.empty() ? stages[i]->portion * 100 : static_cast<double>(i)) - x);
    };
    for (std::size_t i = 1; i < curve.mean.size(); ++i) {
      if (distance(i) < distance(nearest)) nearest = i;
    }
    QString text = fromUtf8(percentText(curve.mean[nearest]));
    if (group.runs.size() > 1)
      text = tr("%1 (%2 to %3)")
                 .arg(text, fromUtf8(percentText(curve.low[nearest])), fromUtf8(percentText(curve.high[nearest])));
    rows.emplace_back(group.name, text);
  }
  return tipText(network_ == Network::Hard ? tr("Hard accuracy") : tr("Accuracy as trained"), rows);
}

}  // namespace dyadic::widgets
