// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QDateTime>
#include <QString>
#include <QWidget>
#include <memory>
#include <vector>

#include "engine/types/RunRecord.h"

namespace dyadic::widgets {

/// One row of the run list.
struct RunItem {
  QString path;  ///< identifies the run
  QString name;
  QString method;  ///< for example "IOIQ · 8 bits"
  RunState state = RunState::Finished;
  double hardTop1 = kNotMeasured;  ///< fraction, of the last finished stage
  double progress = 0;             ///< 0 to 1, shown while it runs
  QColor color;
  QDateTime started;
};

/// The runs that are there, newest first, with name filter and context menu.
class RunList : public QWidget {
  Q_OBJECT
 public:
  explicit RunList(QWidget* parent = nullptr);
  ~RunList() override;

  /// Keeps selection and scroll position.
  void setRuns(const std::vector<RunItem>& runs);
  /// Adds the run, or changes the one with the same path.
  void updateRun(const RunItem& run);
  /// The run that the views show; empty for none. Emits nothing.
  void setCurrent(const QString& path);
  [[nodiscard]] QString current() const;

 Q_SIGNALS:
  void opened(const QString& path);           ///< click or Enter
  void openFileRequested();                   ///< the "open a run file" button
  void resumeRequested(const QString& path);  ///< offered for paused, stopped and interrupted runs
  void reuseRequested(const QString& path);   ///< take its settings into the set-up
  void revealRequested(const QString& path);  ///< show the file in its folder
  void removeRequested(const QString& path);

 private:
  void showMenu(const QPoint& at);

  struct Private;
  std::unique_ptr<Private> d_;
};

/// Name of a state for people, translated.
[[nodiscard]] QString stateText(RunState state);
/// Colour of a state in the theme in force.
[[nodiscard]] QColor stateColor(RunState state);

}  // namespace dyadic::widgets
