// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/StagesPlot.h"

#include <cmath>

#include "widgets/plots/PlotParts.h"

namespace dyadic::widgets {
StagesPlot::StagesPlot(QWidget* parent) : Plot(parent) {
  setEmptyText(tr("Accuracy after each stage appears here.\nStart a run, or open a run file."));
  setAccessibleName(tr("Accuracy per stage"));
}

void StagesPlot::setPortions(const std::vector<double>& portions) {
  planned_ = portions;
  refresh();
}

void StagesPlot::setStages(const std::vector<std::shared_ptr<const StageRecord>>& stages) {
  stages_.clear();
  for (const auto& stage : stages) {
    if (stage) stages_.push_back(stage);
  }
  refresh();
}

void StagesPlot::setBaseline(std::optional<double> top1) {
  baseline_ = top1 && std::isfinite(*top1) ? top1 : std::nullopt;
  refresh();
}

void StagesPlot::setSelectedStage(int stage) {
  if (stage == selected_) return;
  selected_ = stage;
  refresh();
}

void StagesPlot::clear() {
  planned_.clear();
  stages_.clear();
  baseline_.reset();
  selected_ = -1;
  refresh();
}

bool StagesPlot::hasData() const { return !stages_.empty() || (baseline_ && !planned_.empty()); }

std::vector<double> StagesPlot::portions() const {
  std::vector<double> portions = planned_;
  for (std::size_t i = portions.size(); i < stages_.size(); ++i) portions.push_back(stages_[i]->portion);
  return portions;
}

PlotData StagesPlot::describe(Medium medium) const {
  const std::vector<double> shares = portions();
  std::vector<double> columns[10];
  std::vector<double> accuracies;
  for (const auto& s : stages_) {
    const double values[] = {s->portion,      s->portionRealized, s->trained.top1,
                             s->trained.top5, s->trained.loss,    s->hard.top1,
                             s->hard.top5,    s->hard.loss,       baseline_.value_or(kNotMeasured),
                             s->seconds};
    for (std::size_t i = 0; i < std::size(values); ++i) columns[i].push_back(values[i]);
    accuracies.insert(accuracies.end(), {s->hard.top1 * 100, s->trained.top1 * 100});
  }
  constexpr const char* kNames[] = {"portion",   "portion_realized", "top1",      "top5",       "loss",
                                    "hard_top1", "hard_top5",        "hard_loss", "float_top1", "seconds"};
  PlotData shown;
  DataTable table;
  std::vector<double> index;
  for (std::size_t i = 0; i < stages_.size(); ++i) index.push_back(static_cast<double>(i));
  table.columns.emplace_back(QStringLiteral("stage"), std::move(index));
  for (std::size_t i = 0; i < std::size(kNames); ++i)
    table.columns.emplace_back(QLatin1String(kNames[i]), std::move(columns[i]));
  shown.tables.push_back(std::move(table));

  constexpr std::size_t kTrained = 3;
  constexpr std::size_t kHard = 6;
  if (!stages_.empty()) {
    shown.series.push_back(
        {.name = tr("As trained"), .ink = {Ink::Role::Trained}, .y = kTrained, .scale = 100, .marker = Marker::Circle});
    shown.series.push_back({.name = tr("Hard, as exported"),
                            .ink = {Ink::Role::Quantized},
                            .y = kHard,
                            .scale = 100,
                            .marker = Marker::Disc});
  }
  if (baseline_) {
    accuracies.push_back(*baseline_ * 100);
    shown.references.push_back(
        {tr("Float %1").arg(fromUtf8(percentText(*baseline_))), *baseline_ * 100, {Ink::Role::Float}});
  }
  if (medium == Medium::Screen && selected_ >= 0 && selected_ < std::ssize(shares))
    shown.zones.push_back({{}, {selected_ - 0.4, selected_ + 0.4}, {Ink::Role::Quantized, 0.08}});
  const auto [names, areShares] = stageNames(shares);
  shown.x.label = areShares ? tr("Share of weights quantized, stage by stage") : tr("Stage");
  shown.x.range = {-0.5, static_cast<double>(shares.size()) - 0.5};
  shown.x.grid = false;
  shown.x.categories = names;
  shown.y = {.label = tr("Top-1 accuracy"),
             .unit = QStringLiteral("%"),
             .range = fitRange(accuracies, {.padding = 0.12, .minimumSpan = 0.2, .floor = 0, .ceiling = 100}),
             .numbers = Axis::Numbers::Hundredths};
  return shown;
}

QString StagesPlot::readout(const QCustomPlot& canvas, const QPointF& pixel) const {
  const auto index = std::lround(canvas.xAxis->pixelToCoord(pixel.x()));
  if (!canvas.axisRect()->rect().contains(pixel.toPoint()) || index < 0 || index >= std::ssize(stages_)) return {};
  const StageRecord& stage = *stages_[static_cast<std::size_t>(index)];
  std::vector<std::pair<QString, QString>> rows = {
      {tr("Quantized"), fromUtf8(percentText(stage.portionRealized))},
      {tr("Hard"), fromUtf8(percentText(stage.hard.top1))},
      {tr("As trained"), fromUtf8(percentText(stage.trained.top1))},
  };
  if (baseline_) {
    rows.emplace_back(tr("Hard against float"),
                      tr("%1 points").arg(fromUtf8(pointsText(stage.hard.top1 - *baseline_))));
  }
  rows.emplace_back(tr("Time"), fromUtf8(durationText(stage.seconds)));
  return tipText(tr("Stage %1").arg(index + 1), rows);
}

void StagesPlot::clicked(const QCustomPlot& canvas, const QPointF& pixel) {
  const auto index = static_cast<int>(std::lround(canvas.xAxis->pixelToCoord(pixel.x())));
  if (canvas.axisRect()->rect().contains(pixel.toPoint()) && index >= 0 && index < std::ssize(stages_)) {
    Q_EMIT stageSelected(index);
  }
}

}  // namespace dyadic::widgets
