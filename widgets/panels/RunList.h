// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QDateTime>
#include <QString>
#include <QStringList>
#include <QWidget>
#include <memory>
#include <vector>

#include "engine/types/RunRecord.h"

class QMenu;

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
  QStringList tags = {};
  QString note = {};
  QString problem = {};   ///< why the file cannot be read; the row stays
  bool hidden = false;    ///< left out of comparisons
  bool archived = false;  ///< not listed, unless archived runs are shown
};

/// The runs that are there, newest first, with a filter for text and tags, an eye a row that takes the run out of
/// comparisons, and a context menu. A click opens a run; with Ctrl or Shift several are selected, for which the menu is
/// then meant. F2 renames in place, Space is the eye, Delete deletes. Sends intents; what comes of them the owner says.
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
  /// Paths, from top to bottom; hidden by a filter they do not count.
  [[nodiscard]] QStringList selected() const;
  /// Starts to rename a run in its row.
  void rename(const QString& path);

 Q_SIGNALS:
  void opened(const QString& path);           ///< click or Enter
  void openFileRequested();                   ///< the "open a run file" button
  void resumeRequested(const QString& path);  ///< offered for paused, stopped and interrupted runs
  void reuseRequested(const QString& path);   ///< take its settings into the set-up
  void revealRequested(const QString& path);  ///< show the file in its folder
  void removeRequested(const QStringList& paths);
  void selectionChanged(const QStringList& paths);
  void renamed(const QString& path, const QString& name);  ///< empty: the file's name again
  void noteChanged(const QString& path, const QString& note);
  void colorChosen(const QStringList& paths, int color);  ///< of runColor()
  void tagChanged(const QStringList& paths, const QString& tag, bool on);
  void hiddenChanged(const QStringList& paths, bool hidden);
  void archivedChanged(const QStringList& paths, bool archived);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void makeHead();
  void connectView();
  void showMenu(const QPoint& at);
  void fillMenu(QMenu& menu, const QStringList& paths);
  void fillLooks(QMenu& menu, const QStringList& paths);
  void askForTag(const QStringList& paths);
  void askForNote(const QString& path);
  void toggleHidden(const QStringList& paths);
  [[nodiscard]] bool handleKey(int key);
  void updateTags();
  void open(const QString& path);

  struct Private;
  std::unique_ptr<Private> d_;
};

/// Name of a state for people, translated.
[[nodiscard]] QString stateText(RunState state);
/// Colour of a state in the theme in force.
[[nodiscard]] QColor stateColor(RunState state);

}  // namespace dyadic::widgets
