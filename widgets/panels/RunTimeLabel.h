// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

#include "engine/types/ExploreRecord.h"

namespace dyadic::widgets {

/// A line that says how long a run will take, for beside the button that starts it; hidden while it has nothing to say.
class RunTimeLabel : public QLabel {
  Q_OBJECT
 public:
  explicit RunTimeLabel(QWidget* parent = nullptr);

  void clearTime();
  void showMeasuring();
  /// `threads`: that the run will use.
  void showEstimate(const TimeEstimate& estimate, int threads);
  void showProblem(const QString& text);

 private:
  void say(const QString& text, const QString& tip);
};

}  // namespace dyadic::widgets
