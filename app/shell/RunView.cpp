// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/RunView.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "app/shell/Snapshots.h"
#include "widgets/controls/Segmented.h"
#include "widgets/panels/PlotCard.h"
#include "widgets/panels/StageStrip.h"
#include "widgets/panels/SummaryTiles.h"
#include "widgets/plots/ExponentsPlot.h"
#include "widgets/plots/LossPlot.h"
#include "widgets/plots/StagesPlot.h"
#include "widgets/theme/Theme.h"

namespace dyadic::shell {
namespace {

constexpr int kMinimumPlot = 200;  // pixels

}  // namespace

RunView::RunView(QWidget* parent)
    : QWidget(parent),
      strip_(new widgets::StageStrip),
      tiles_(new widgets::SummaryTiles),
      stages_(new widgets::StagesPlot),
      loss_(new widgets::LossPlot),
      exponents_(new widgets::ExponentsPlot),
      series_(new QStackedWidget) {
  series_->addWidget(makeSeriesCard(tr("Loss"), loss_));
  series_->addWidget(makeSeriesCard(tr("Exponents"), exponents_));
  auto* plots = new QHBoxLayout;
  plots->setSpacing(widgets::kSpace);
  auto* accuracy = new widgets::PlotCard(tr("Accuracy per stage"), stages_);
  for (QWidget* half : std::initializer_list<QWidget*>{accuracy, series_}) {
    half->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    half->setMinimumWidth(kMinimumPlot);
    plots->addWidget(half, 1);
  }
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(widgets::kSpace);
  layout->addWidget(strip_);
  layout->addWidget(tiles_);
  layout->addLayout(plots, 1);
  connect(strip_, &widgets::StageStrip::stageSelected, this, &RunView::selectStage);
  connect(strip_, &widgets::StageStrip::followLiveRequested, this, &RunView::followLive);
  connect(stages_, &widgets::StagesPlot::stageSelected, this, &RunView::selectStage);
}

/// A card of the stack; the control in its title line turns to the other one.
QWidget* RunView::makeSeriesCard(const QString& title, widgets::Plot* plot) {
  auto* card = new widgets::PlotCard(title, plot);
  auto* choice = new widgets::Segmented({tr("Loss"), tr("Exponents")});
  card->addTool(choice);
  connect(choice, &widgets::Segmented::currentChanged, series_, &QStackedWidget::setCurrentIndex);
  connect(series_, &QStackedWidget::currentChanged, choice, &widgets::Segmented::setCurrent);
  return card;
}

void RunView::showPlan(const std::vector<double>& portions) {
  snapshot_.reset();
  live_ = false;
  picked_ = -1;
  strip_->setPortions(portions);
  stages_->clear();
  stages_->setPortions(portions);
  loss_->clear();
  exponents_->clear();
  tiles_->setSummary({});
  strip_->setBroken(false);
  updateStage();
}

void RunView::showRun(std::shared_ptr<const RunSnapshot> snapshot, bool live) {
  live_ = live;
  const std::shared_ptr<const RunSnapshot> old = std::exchange(snapshot_, std::move(snapshot));
  const bool other = !old || old->path != snapshot_->path || old->started != snapshot_->started;
  if (other) picked_ = -1;
  if (snapshot_->outline && (other || old->outline != snapshot_->outline)) {
    strip_->setPortions(snapshot_->outline->portions);
    stages_->setPortions(snapshot_->outline->portions);
  }
  if (other || old->stages.size() != snapshot_->stages.size()) stages_->setStages(snapshot_->stages);
  if (other || old->baseline.has_value() != snapshot_->baseline.has_value())
    stages_->setBaseline(snapshot_->baseline ? std::optional(snapshot_->baseline->top1) : std::nullopt);
  if (other || old->train != snapshot_->train || old->validation != snapshot_->validation)
    loss_->setSeries(snapshot_->train, snapshot_->validation);
  if (snapshot_->outline && (other || old->exponents != snapshot_->exponents))
    exponents_->setSeries(snapshot_->outline->model.edges, snapshot_->exponents);
  updateStage();
}

void RunView::selectStage(int index) {
  if (!snapshot_ || index < 0 || index >= stageCount()) return;
  picked_ = index == stageCount() - 1 && live_ ? -1 : index;
  updateStage();
}

void RunView::moveStage(int by) {
  if (stage_) selectStage(std::clamp(stage_->index + by, 0, stageCount() - 1));
}

void RunView::followLive() {
  picked_ = -1;
  updateStage();
}

void RunView::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Space && !event->isAutoRepeat())
    Q_EMIT pauseOrResumeRequested();
  else
    QWidget::keyPressEvent(event);
}

int RunView::stageCount() const {
  return snapshot_ ? static_cast<int>(snapshot_->stages.size()) + (snapshot_->current ? 1 : 0) : 0;
}

void RunView::updateStage() {
  std::shared_ptr<const StageRecord> shown;
  if (snapshot_) {
    const auto finished = static_cast<int>(snapshot_->stages.size());
    if (picked_ >= 0 && picked_ < finished)
      shown = snapshot_->stages[static_cast<std::size_t>(picked_)];
    else if (snapshot_->current)
      shown = snapshot_->current;
    else if (finished > 0)
      shown = snapshot_->stages.back();
    strip_->setProgress(finished, snapshot_->current != nullptr, stageFraction(*snapshot_));
    strip_->setBroken(snapshot_->state == RunState::Failed || snapshot_->state == RunState::Interrupted);
    tiles_->setSummary(summaryOf(*snapshot_, shown.get()));
  }
  const int index = shown ? shown->index : -1;
  strip_->setShownStage(index);
  strip_->setFollowingLive(picked_ < 0);
  strip_->setLive(live_);
  stages_->setSelectedStage(index);
  if (shown == stage_) return;
  stage_ = std::move(shown);
  Q_EMIT stageChanged();
}

}  // namespace dyadic::shell
