// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QElapsedTimer>
#include <QString>
#include <functional>
#include <vector>

namespace dyadic::bench {

/// How long the window's thread was busy with one event, from its delivery to its end; events that were delivered
/// inside of it are part of it.
struct EventTime {
  double ms = 0;
  QString what;    ///< event and receiver
  QString during;  ///< what the user did then
};

/// An application that times every event of its own thread.
class TimedApplication : public QApplication {
 public:
  using QApplication::QApplication;
  bool notify(QObject* receiver, QEvent* event) override;

  /// From now on times are kept, under this name; empty: not kept.
  void record(const QString& name) { during_ = name; }
  [[nodiscard]] const std::vector<EventTime>& times() const { return times_; }
  /// Called after each outermost event, on the window's thread.
  std::function<void(const QObject* receiver, const QEvent* event)> after;

 private:
  std::vector<EventTime> times_;
  QString during_;
  int depth_ = 0;
};

}  // namespace dyadic::bench
