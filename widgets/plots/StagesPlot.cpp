// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/StagesPlot.h"

#include <cmath>

#include "widgets/plots/PlotParts.h"

namespace dyadic::widgets {
namespace {

struct Curve {
  QString name;
  QColor color;
  bool filled = true;
};

void addCurve(QCustomPlot& canvas, const PlotStyle& style, const QVector<double>& values, const Curve& curve) {
  QVector<double> stages(values.size());
  for (int i = 0; i < stages.size(); ++i) stages[i] = i;
  QCPGraph* graph = canvas.addGraph();
  graph->setData(stages, values, true);
  graph->setPen(style.pen(curve.color));
  QCPScatterStyle marker(QCPScatterStyle::ssCircle, style.px(7));
  marker.setPen(style.pen(curve.color, 0.75));
  marker.setBrush(curve.filled ? curve.color : style.colors.surface);
  graph->setScatterStyle(marker);
}

}  // namespace

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

void StagesPlot::draw(QCustomPlot& canvas, const PlotStyle& style) const {
  const std::vector<double> shares = portions();
  std::vector<double> all;
  QVector<double> hard;
  QVector<double> trained;
  for (const auto& stage : stages_) {
    hard << stage->hard.top1 * 100;
    trained << stage->trained.top1 * 100;
    all.insert(all.end(), {hard.back(), trained.back()});
  }
  std::vector<LegendRow::Entry> legend;
  const double end = static_cast<double>(shares.size()) - 0.5;
  if (baseline_) {
    all.push_back(*baseline_ * 100);
    QCPGraph* line = canvas.addGraph();
    line->setData({-0.5, end}, {*baseline_ * 100, *baseline_ * 100}, true);
    line->setPen(style.dashed(style.colors.floatData, 0.8));
  }
  addCurve(canvas, style, trained, {tr("As trained"), style.colors.trained, false});
  addCurve(canvas, style, hard, {tr("Hard (integers)"), style.colors.quantized, true});
  if (!stages_.empty()) {
    legend.push_back({tr("Hard (integers)"), style.colors.quantized, LegendRow::Shape::Marker});
    legend.push_back({tr("As trained"), style.colors.trained, LegendRow::Shape::Marker});
  }
  if (baseline_) {
    legend.push_back(
        {tr("Float %1").arg(fromUtf8(percentText(*baseline_))), style.colors.floatData, LegendRow::Shape::Dashes});
  }
  if (!style.paper && selected_ >= 0 && selected_ < static_cast<int>(shares.size())) {
    addBand(canvas, {selected_ - 0.4, selected_ + 0.4}, faded(style.colors.accent, 0.08));
  }

  QStringList labels;
  for (const double share : shares) labels << fromUtf8(numberText(share * 100)) + QStringLiteral(" %");
  const QFontMetrics metrics(style.font);
  setCategoryTicks(*canvas.xAxis, labels, canvas.viewport().width() * 0.85, metrics.horizontalAdvance(tr("100.0 % ")));
  canvas.xAxis->setLabel(tr("Share of weights quantized, stage by stage"));
  canvas.xAxis->grid()->setVisible(false);
  setRange(*canvas.xAxis, {-0.5, end});
  canvas.yAxis->setLabel(tr("Top-1 accuracy (%)"));
  canvas.yAxis->setTicker(
      QSharedPointer<QCPAxisTicker>(new NiceTicker(5, [](double tick, int) { return QString::number(tick, 'f', 2); })));
  setRange(*canvas.yAxis, fitRange(all, {.padding = 0.12, .minimumSpan = 0.2, .floor = 0, .ceiling = 100}));
  setLegend(canvas, std::move(legend), style);
}

Plot::Table StagesPlot::table() const {
  Table table;
  table.header = {QStringLiteral("stage"),      QStringLiteral("portion"),   QStringLiteral("portion_realized"),
                  QStringLiteral("top1"),       QStringLiteral("top5"),      QStringLiteral("loss"),
                  QStringLiteral("hard_top1"),  QStringLiteral("hard_top5"), QStringLiteral("hard_loss"),
                  QStringLiteral("float_top1"), QStringLiteral("seconds")};
  for (const auto& s : stages_) {
    table.rows.push_back({QString::number(s->index), csvNumber(s->portion), csvNumber(s->portionRealized),
                          csvNumber(s->trained.top1), csvNumber(s->trained.top5), csvNumber(s->trained.loss),
                          csvNumber(s->hard.top1), csvNumber(s->hard.top5), csvNumber(s->hard.loss),
                          csvNumber(baseline_.value_or(kNotMeasured)), csvNumber(s->seconds)});
  }
  return table;
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
