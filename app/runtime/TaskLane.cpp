// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runtime/TaskLane.h"

#include <exception>
#include <utility>

namespace dyadic::runtime {

TaskLane::TaskLane(QObject* parent) : QObject(parent) {
  pool_.setMaxThreadCount(1);
  connect(this, &TaskLane::done, this, &TaskLane::finish, Qt::QueuedConnection);
}

TaskLane::~TaskLane() { pool_.waitForDone(); }

void TaskLane::submit(Job job) {
  ++ticket_;
  next_ = std::move(job);
  if (!running_) begin();
}

void TaskLane::cancel() {
  ++ticket_;
  next_ = {};
}

void TaskLane::wait() {
  cancel();
  pool_.waitForDone();
}

void TaskLane::begin() {
  running_ = true;
  pool_.start([this, job = std::exchange(next_, {}), ticket = ticket_] {
    Answer answer;
    try {
      answer = job();
    } catch (const std::exception& thrown) {  // of memory, most likely: the window lives on
      qWarning("A task could not be done: %s", thrown.what());
    }
    Q_EMIT done(ticket, answer, QPrivateSignal());
  });
}

void TaskLane::finish(quint64 ticket, const Answer& answer) {
  running_ = false;
  const bool current = ticket == ticket_;
  if (next_) begin();
  if (current && answer) answer();
}

}  // namespace dyadic::runtime
