// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QThreadPool>
#include <functional>

namespace dyadic::runtime {

/// Work of one kind on a worker thread, one job at a time, of which only the newest matters: a job that has not begun
/// when the next one comes never runs, and the answer of one that was overtaken is dropped. Belongs to the thread that
/// made it, which needs an event loop.
class TaskLane : public QObject {
  Q_OBJECT
 public:
  /// What a job hands back: it is called on the lane's own thread, unless the job was overtaken or cancelled.
  using Answer = std::function<void()>;
  /// Runs on a worker thread; may not touch objects of another one.
  using Job = std::function<Answer()>;

  explicit TaskLane(QObject* parent = nullptr);
  /// Waits for the job that runs; its answer is dropped.
  ~TaskLane() override;

  void submit(Job job);
  /// Drops the job that waits and the answer of the one that runs.
  void cancel();
  /// Blocks until no job runs; one that waits does not begin. For an object's end.
  void wait();
  /// A job runs or waits.
  [[nodiscard]] bool isBusy() const { return running_; }

 Q_SIGNALS:
  /// For this class alone: emitted on the worker thread, received on the lane's own.
  void done(quint64 ticket, dyadic::runtime::TaskLane::Answer answer, QPrivateSignal);

 private:
  void begin();
  void finish(quint64 ticket, const Answer& answer);

  QThreadPool pool_;
  Job next_;
  quint64 ticket_ = 0;
  bool running_ = false;
};

}  // namespace dyadic::runtime
