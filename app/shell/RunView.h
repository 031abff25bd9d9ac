// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <memory>
#include <vector>

#include "engine/types/RunRecord.h"

class QStackedWidget;

namespace dyadic::widgets {
class ExponentsPlot;
class LossPlot;
class Plot;
class StageStrip;
class StagesPlot;
class SummaryTiles;
}  // namespace dyadic::widgets

namespace dyadic::shell {

/// One run, alive or from its file: stages, figures at a glance, accuracy, loss and exponents. Decides which stage all
/// views show: the newest one, or a past one that the user picked, until followLive() or another run.
class RunView : public QWidget {
  Q_OBJECT
 public:
  explicit RunView(QWidget* parent = nullptr);

  /// No run yet: the axes of the run that `portions` would give.
  void showPlan(const std::vector<double>& portions);
  /// A newer picture of the same run (same path), or another run, which is followed from its newest stage on. `live`:
  /// it is being made here and now.
  void showRun(std::shared_ptr<const RunSnapshot> snapshot, bool live);

  [[nodiscard]] std::shared_ptr<const RunSnapshot> snapshot() const { return snapshot_; }
  /// The stage that is shown; null before the first.
  [[nodiscard]] std::shared_ptr<const StageRecord> stage() const { return stage_; }
  /// Looks at stage `index`; one that does not exist is ignored.
  void selectStage(int index);
  /// Goes `by` stages further.
  void moveStage(int by);
  void followLive();

  [[nodiscard]] widgets::StagesPlot& stagesPlot() const { return *stages_; }
  [[nodiscard]] widgets::LossPlot& lossPlot() const { return *loss_; }
  [[nodiscard]] widgets::ExponentsPlot& exponentsPlot() const { return *exponents_; }

 Q_SIGNALS:
  /// stage() is another object than before.
  void stageChanged();
  /// Space was pressed and no control in here had another use for it.
  void pauseOrResumeRequested();

 protected:
  void keyPressEvent(QKeyEvent* event) override;

 private:
  [[nodiscard]] QWidget* makeSeriesCard(const QString& title, widgets::Plot* plot);
  void updateStage();
  [[nodiscard]] int stageCount() const;

  widgets::StageStrip* strip_;
  widgets::SummaryTiles* tiles_;
  widgets::StagesPlot* stages_;
  widgets::LossPlot* loss_;
  widgets::ExponentsPlot* exponents_;
  QStackedWidget* series_;  ///< loss or exponents over the epochs
  std::shared_ptr<const RunSnapshot> snapshot_;
  std::shared_ptr<const StageRecord> stage_;
  bool live_ = false;
  int picked_ = -1;  ///< the past stage that is looked at; -1: follow
};

}  // namespace dyadic::shell
