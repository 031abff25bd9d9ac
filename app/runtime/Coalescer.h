// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <chrono>

namespace dyadic::runtime {

/// Thins out a burst of triggers: the first one fires at once, those within the interval after a firing fire once
/// together at its end. So nothing fires more often than the interval allows, and the last trigger is never lost.
/// Belongs to one thread, which needs an event loop.
class Coalescer : public QObject {
  Q_OBJECT
 public:
  explicit Coalescer(std::chrono::milliseconds interval, QObject* parent = nullptr);

  /// Emits fired() now, or at the end of the interval that runs.
  void trigger();
  /// Emits fired() now if a trigger waits. For the last event, which should not be late.
  void flush();
  /// Forgets a trigger that waits.
  void cancel();

 Q_SIGNALS:
  void fired();

 private:
  void elapsed();

  QTimer timer_;
  bool waiting_ = false;
};

}  // namespace dyadic::runtime
