// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QObject>
#include <QTimer>

class QStatusBar;

namespace dyadic::shell {

/// The window's bottom line: what is going on, and what of the machine it takes. Window thread.
class StatusLine : public QObject {
  Q_OBJECT
 public:
  explicit StatusLine(QStatusBar& bar, QObject* parent = nullptr);

  void setActivity(const QString& text) { activity_->setText(text); }
  /// Threads that a run may use; 0: all.
  void setThreads(int threads);

 private:
  void updateResources();

  QLabel* activity_;
  QLabel* resources_;
  QTimer timer_;
  int threads_ = 0;
};

}  // namespace dyadic::shell
