// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/window/Clock.h"

#include <QEvent>
#include <QMetaEnum>
#include <QThread>

namespace dyadic::bench {
namespace {

QString describe(const QString& type, const char* receiver) {
  return QStringLiteral("%1 of %2").arg(type, QString::fromLatin1(receiver));
}

}  // namespace

bool TimedApplication::notify(QObject* receiver, QEvent* event) {
  if (QThread::currentThread() != thread()) return QApplication::notify(receiver, event);
  // The receiver may be gone afterwards, and the event changed.
  const char* name = receiver->metaObject()->className();
  const QEvent::Type type = event->type();
  const QString during = during_;
  QElapsedTimer timer;
  timer.start();
  ++depth_;
  const bool result = QApplication::notify(receiver, event);
  --depth_;
  if (depth_ > 0) return result;
  const double ms = static_cast<double>(timer.nsecsElapsed()) / 1e6;
  if (!during.isEmpty()) {
    const char* key = QMetaEnum::fromType<QEvent::Type>().valueToKey(type);
    times_.push_back({ms, describe(key != nullptr ? QString::fromLatin1(key) : QString::number(type), name),
                      during_.isEmpty() ? during : during_});
  }
  if (after) after(receiver, event);
  return result;
}

}  // namespace dyadic::bench
