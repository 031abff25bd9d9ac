// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/LossPlot.h"

#include <QMenu>
#include <algorithm>
#include <cmath>

#include "widgets/plots/PlotParts.h"

namespace dyadic::widgets {
namespace {

constexpr double kRoomForWords = 0.16;  ///< of the axis, from one stage's beginning to the next one's

bool isSound(const TrainSeries& s) {
  return s.epoch.size() == s.loss.size() && s.stage.size() == s.loss.size() && s.step.size() == s.loss.size() &&
         s.learningRate.size() == s.loss.size();
}

bool isSound(const ValidationSeries& s) {
  return s.epoch.size() == s.loss.size() && s.stage.size() == s.loss.size() && s.top1.size() == s.loss.size() &&
         s.hardTop1.size() == s.loss.size();
}

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

PlotData LossPlot::describe(Medium) const {
  const TrainSeries& t = *train_;
  PlotData shown;
  shown.tables.push_back({QStringLiteral("training"),
                          {Column::view(QStringLiteral("step"), t.step), Column::view(QStringLiteral("epoch"), t.epoch),
                           Column::view(QStringLiteral("stage"), t.stage), Column::view(QStringLiteral("loss"), t.loss),
                           Column::view(QStringLiteral("loss_smoothed"), smoothed_),
                           Column::view(QStringLiteral("learning_rate"), t.learningRate)}});
  constexpr std::size_t kEpoch = 1;
  constexpr std::size_t kLoss = 3;
  constexpr std::size_t kSmoothed = 4;
  constexpr std::size_t kRate = 5;
  if (smoothing_ > 0)
    shown.series.push_back({.ink = {Ink::Role::Quantized, 0.18}, .x = kEpoch, .y = kLoss, .width = 0.5});
  shown.series.push_back({.name = smoothing_ > 0 ? tr("Training, smoothed") : tr("Training"),
                          .ink = {Ink::Role::Quantized},
                          .x = kEpoch,
                          .y = kSmoothed});
  std::vector<double> fitted = smoothed_;
  fitted.push_back(quantile(t.loss, 0.99));
  fitted.push_back(quantile(t.loss, 0.01));
  if (validation_ && !validation_->loss.empty()) {
    const ValidationSeries& v = *validation_;
    shown.tables.push_back(
        {QStringLiteral("validation"),
         {Column::view(QStringLiteral("epoch"), v.epoch), Column::view(QStringLiteral("stage"), v.stage),
          Column::view(QStringLiteral("loss"), v.loss), Column::view(QStringLiteral("top1"), v.top1),
          Column::view(QStringLiteral("hard_top1"), v.hardTop1)}});
    shown.series.push_back({.name = tr("Validation"),
                            .ink = {Ink::Role::Trained},
                            .table = 1,
                            .x = 0,
                            .y = 2,
                            .marker = Marker::Disc,
                            .width = 0.8});
    fitted.insert(fitted.end(), v.loss.begin(), v.loss.end());
  }
  shown.x = {.label = tr("Epoch"), .range = fitRange(t.epoch, {.padding = 0.01, .minimumSpan = 1e-3})};
  shown.y = {.label = tr("Loss"), .unit = tr("nats"), .range = fitRange(fitted, {.padding = 0.08, .floor = 0})};
  if (learningRateShown_) {
    shown.right = {.label = tr("Learning rate"),
                   .range = {0, fitRange(t.learningRate, {.padding = 0.1, .floor = 0}).high},
                   .grid = false,
                   .ticks = 4,
                   .numbers = Axis::Numbers::Short};
    shown.series.push_back({.name = tr("Learning rate"),
                            .shape = Series::Shape::Dashes,
                            .ink = {Ink::Role::Float},
                            .x = kEpoch,
                            .y = kRate,
                            .width = 0.6,
                            .right = true});
  }
  addStages(shown);
  return shown;
}

/// "stage 2", or "2" where words would cover each other.
void LossPlot::addStages(PlotData& shown) const {
  const TrainSeries& t = *train_;
  std::vector<std::size_t> begins;
  for (std::size_t i = 1; i < t.stage.size(); ++i)
    if (t.stage[i] != t.stage[i - 1]) begins.push_back(i);
  double narrowest = shown.x.range.span();
  for (std::size_t k = 0; k < begins.size(); ++k) {
    const double end = k + 1 < begins.size() ? t.epoch[begins[k + 1]] : shown.x.range.high;
    narrowest = std::min(narrowest, end - t.epoch[begins[k]]);
  }
  const bool words = narrowest >= kRoomForWords * shown.x.range.span();
  for (const std::size_t i : begins) {
    const int stage = t.stage[i] + 1;
    shown.dividers.push_back({t.epoch[i], words ? tr("stage %1").arg(stage) : QString::number(stage)});
  }
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
