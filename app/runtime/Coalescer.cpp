// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runtime/Coalescer.h"

namespace dyadic::runtime {

Coalescer::Coalescer(std::chrono::milliseconds interval, QObject* parent) : QObject(parent) {
  timer_.setSingleShot(true);
  timer_.setTimerType(Qt::PreciseTimer);
  timer_.setInterval(interval);
  connect(&timer_, &QTimer::timeout, this, &Coalescer::elapsed);
}

void Coalescer::trigger() {
  if (timer_.isActive()) {
    waiting_ = true;
    return;
  }
  timer_.start();
  Q_EMIT fired();
}

void Coalescer::flush() {
  if (waiting_) elapsed();
}

void Coalescer::cancel() { waiting_ = false; }

void Coalescer::elapsed() {
  if (!waiting_) return;
  waiting_ = false;
  timer_.start();
  Q_EMIT fired();
}

}  // namespace dyadic::runtime
