// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/LossPlot.h"

#include <QMenu>
#include <algorithm>
#include <cmath>

#include "widgets/plots/PlotParts.h"

namespace dyadic::widgets {
namespace {

constexpr std::size_t kBuckets = 1500;  // more pieces than a screen has pixels for a plot

/// A line through long series, thinned to what can be seen.
QCPGraph* addLine(QCPAxis* y, const std::vector<double>& x, const std::vector<double>& values) {
  QVector<double> keys;
  QVector<double> kept;
  for (const std::size_t i : thinned(values, kBuckets)) {
    keys << x[i];
    kept << values[i];
  }
  QCPGraph* graph = y->parentPlot()->addGraph(y->parentPlot()->xAxis, y);
  graph->setData(keys, kept, true);
  return graph;
}

bool isSound(const TrainSeries& s) {
  return s.epoch.size() == s.loss.size() && s.stage.size() == s.loss.size() && s.step.size() == s.loss.size() &&
         s.learningRate.size() == s.loss.size();
}

bool isSound(const ValidationSeries& s) { return s.epoch.size() == s.loss.size(); }

}  // namespace

LossPlot::LossPlot(QWidget* parent) : Plot(parent) {
  setEmptyText(tr("Loss and learning rate appear here while a run trains.\nStart a run, or open a run file."));
  setAccessibleName(tr("Loss"));
}

void LossPlot::setSeries(std::shared_ptr<const TrainSeries> train, std::shared_ptr<const ValidationSeries> validation) {
  train_ = std::move(train);
  validation_ = std::move(validation);
  if (train_ && !isSound(*train_)) train_.reset();
  if (validation_ && !isSound(*validation_)) validation_.reset();
  smoothed_ = train_ ? smoothed(train_->loss, smoothing_) : std::vector<double>();
  refresh();
}

void LossPlot::setLearningRateShown(bool on) {
  learningRateShown_ = on;
  refresh();
}

void LossPlot::setSmoothing(double smoothing) {
  smoothing_ = smoothing;
  setSeries(train_, validation_);
}

void LossPlot::clear() { setSeries({}, {}); }

bool LossPlot::hasData() const { return train_ && !train_->loss.empty(); }

void LossPlot::draw(QCustomPlot& canvas, const PlotStyle& style) const {
  const TrainSeries& t = *train_;
  std::vector<LegendRow::Entry> legend;
  if (smoothing_ > 0) {
    addLine(canvas.yAxis, t.epoch, t.loss)->setPen(style.pen(faded(style.colors.quantized, 0.18), 0.5));
    legend.push_back({tr("Training, smoothed"), style.colors.quantized});
  } else {
    legend.push_back({tr("Training"), style.colors.quantized});
  }
  addLine(canvas.yAxis, t.epoch, smoothed_)->setPen(style.pen(style.colors.quantized));

  std::vector<double> fitted = smoothed_;
  fitted.push_back(quantile(t.loss, 0.99));
  fitted.push_back(quantile(t.loss, 0.01));
  if (validation_ && !validation_->loss.empty()) {
    QCPGraph* graph = addLine(canvas.yAxis, validation_->epoch, validation_->loss);
    graph->setPen(style.pen(style.colors.trained, 0.8));
    graph->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, style.colors.trained, style.px(6)));
    fitted.insert(fitted.end(), validation_->loss.begin(), validation_->loss.end());
    legend.push_back({tr("Validation"), style.colors.trained, LegendRow::Shape::Marker});
  }
  setRange(*canvas.yAxis, fitRange(fitted, {.padding = 0.08, .floor = 0}));
  setRange(*canvas.xAxis, fitRange(t.epoch, {.padding = 0.01, .minimumSpan = 1e-3}));
  canvas.xAxis->setLabel(tr("Epoch"));
  canvas.yAxis->setLabel(tr("Loss (nats)"));
  if (learningRateShown_) {
    canvas.yAxis2->setVisible(true);
    canvas.yAxis2->grid()->setVisible(false);
    canvas.yAxis2->setLabel(tr("Learning rate"));
    canvas.yAxis2->setTicker(QSharedPointer<QCPAxisTicker>(new NiceTicker(
        4, [](double tick, int) { return fromUtf8(numberText(std::abs(tick) < 1e-12 ? 0 : tick, 3)); })));
    addLine(canvas.yAxis2, t.epoch, t.learningRate)->setPen(style.dashed(style.colors.floatData, 0.6));
    setRange(*canvas.yAxis2, {0, fitRange(t.learningRate, {.padding = 0.1, .floor = 0}).high});
    legend.push_back({tr("Learning rate"), style.colors.floatData, LegendRow::Shape::Dashes});
  }
  drawStageBorders(canvas, style);
  setLegend(canvas, std::move(legend), style);
  allowZoom(canvas);
}

void LossPlot::drawStageBorders(QCustomPlot& canvas, const PlotStyle& style) const {
  for (std::size_t i = 1; i < train_->stage.size(); ++i) {
    if (train_->stage[i] == train_->stage[i - 1]) continue;
    auto* line = new QCPItemStraightLine(&canvas);
    line->setLayer(QStringLiteral("grid"));
    line->setPen(QPen(style.colors.plotAxis, style.line * 0.5));
    line->point1->setCoords(train_->epoch[i], 0);
    line->point2->setCoords(train_->epoch[i], 1);
    auto* label = new QCPItemText(&canvas);
    label->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
    label->position->setCoords(train_->epoch[i], 0);
    label->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
    label->setPadding(QMargins(style.px(4), style.px(1), style.px(2), style.px(1)));
    label->setFont(style.font);
    label->setColor(style.colors.textMuted);
    label->setBrush(faded(style.colors.surface, 0.75));
    label->setText(tr("stage %1").arg(train_->stage[i] + 1));
  }
}

Plot::Table LossPlot::table() const {
  Table table;
  table.header = {QStringLiteral("step"), QStringLiteral("epoch"),         QStringLiteral("stage"),
                  QStringLiteral("loss"), QStringLiteral("loss_smoothed"), QStringLiteral("learning_rate")};
  const TrainSeries& t = *train_;
  for (std::size_t i = 0; i < t.loss.size(); ++i) {
    table.rows.push_back({QString::number(t.step[i]), csvNumber(t.epoch[i]), QString::number(t.stage[i]),
                          csvNumber(t.loss[i]), csvNumber(smoothed_[i]), csvNumber(t.learningRate[i])});
  }
  return table;
}

QString LossPlot::readout(const QCustomPlot& canvas, const QPointF& pixel) const {
  if (!hasData() || !canvas.axisRect()->rect().contains(pixel.toPoint())) return {};
  const TrainSeries& t = *train_;
  const double epoch = canvas.xAxis->pixelToCoord(pixel.x());
  const auto next = std::lower_bound(t.epoch.begin(), t.epoch.end(), epoch);
  const auto i =
      static_cast<std::size_t>(std::min<std::ptrdiff_t>(std::distance(t.epoch.begin(), next), std::ssize(t.epoch) - 1));
  return tipText(tr("Step %1").arg(fromUtf8(groupedText(t.step[i]))),
                 {{tr("Epoch"), QString::number(t.epoch[i], 'f', 2)},
                  {tr("Stage"), QString::number(t.stage[i] + 1)},
                  {tr("Loss"), fromUtf8(numberText(t.loss[i]))},
                  {tr("Smoothed"), fromUtf8(numberText(smoothed_[i]))},
                  {tr("Learning rate"), fromUtf8(numberText(t.learningRate[i]))}});
}

void LossPlot::fillMenu(QMenu& menu) {
  QAction* rate = menu.addAction(tr("&Learning rate"), this, &LossPlot::setLearningRateShown);
  rate->setCheckable(true);
  rate->setChecked(learningRateShown_);
  QAction* smooth = menu.addAction(tr("&Smoothing"), this, [this](bool on) { setSmoothing(on ? 0.95 : 0); });
  smooth->setCheckable(true);
  smooth->setChecked(smoothing_ > 0);
}

}  // namespace dyadic::widgets
