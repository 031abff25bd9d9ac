// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>
#include <memory>
#include <vector>

#include "widgets/panels/compare/CompareData.h"

class QPainter;

namespace dyadic::widgets {

/// Runs as rows: what came of them, and the settings in which they differ, or all settings. Runs that differ by seed
/// can be one row, mean and standard deviation. Badges mark the two runs that are looked at closely. Sorted by any
/// column; unknown values come last. Window thread only.
class CompareTable : public QWidget {
  Q_OBJECT
 public:
  explicit CompareTable(QWidget* parent = nullptr);
  ~CompareTable() override;

  /// Keeps order, selection and scroll position. `stage`: whose hard accuracy is shown, -1 for each run's last.
  void setRuns(const std::vector<CompareRun>& runs, int stage);
  /// Runs that are not faded, by index; empty: all.
  void setLit(const std::vector<bool>& lit);
  /// Paths; empty for none.
  void setBadges(const QString& first, const QString& second);
  /// Emits nothing.
  void setSelected(const QString& path);
  [[nodiscard]] QString selected() const;
  [[nodiscard]] bool groupsSeeds() const;
  void setGroupsSeeds(bool on);

 Q_SIGNALS:
  void selectionChanged(const QString& path);
  void openRequested(const QString& path);  ///< double click or Enter
  void hideRequested(const QStringList& paths);
  /// The run is to have badge A (0) or B (1).
  void badgeRequested(const QString& path, int badge);
  void groupingChanged(bool on);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void showMenu(const QPoint& at);
  void refill();

  struct Private;
  std::unique_ptr<Private> d_;
};

/// The badge A (0) or B (1), in its colour.
void paintBadge(QPainter& painter, const QRect& box, int badge);

}  // namespace dyadic::widgets
