// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <memory>
#include <vector>

namespace dyadic::widgets {

/// The stages of a run as segments: done, running with its progress, still to come. A click, or the arrow keys, look at
/// a past stage; "Live" goes back to following a run that goes on.
class StageStrip : public QWidget {
  Q_OBJECT
 public:
  explicit StageStrip(QWidget* parent = nullptr);
  ~StageStrip() override;

  /// Share of weights after each stage, 0 to 1. Resets everything.
  void setPortions(const std::vector<double>& portions);
  /// Stages 0 to `finished`-1 are done; if `running`, stage `finished` is at `progress` (0 to 1).
  void setProgress(int finished, bool running, double progress);
  /// The run ended in the stage after the finished ones, which it marks.
  void setBroken(bool on);
  /// Whether the run goes on, so that there is something to follow; false at first.
  void setLive(bool on);
  /// The stage the views show; -1 for none. Emits nothing.
  void setShownStage(int stage);
  [[nodiscard]] int shownStage() const;
  /// Emits nothing.
  void setFollowingLive(bool on);
  [[nodiscard]] bool isFollowingLive() const;

  [[nodiscard]] QSize sizeHint() const override;

 Q_SIGNALS:
  void stageSelected(int stage);  ///< the user picked one; following is off then
  void followLiveRequested();

 private:
  struct Private;
  std::unique_ptr<Private> d_;
};

}  // namespace dyadic::widgets
