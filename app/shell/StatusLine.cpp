// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/StatusLine.h"

#include <QFile>
#include <QStatusBar>
#include <QThread>

#include "widgets/theme/Theme.h"

namespace dyadic::shell {
namespace {

constexpr int kInterval = 2000;  // ms

/// Resident memory of this process in MiB; 0 where the system does not say.
qint64 residentMegabytes() {
  QFile file(QStringLiteral("/proc/self/statm"));
  if (!file.open(QIODevice::ReadOnly)) return 0;
  const QList<QByteArray> fields = file.readAll().split(' ');
  constexpr qint64 kPagesPerMebibyte = 256;  // of 4 KiB
  return fields.size() > 1 ? fields[1].toLongLong() / kPagesPerMebibyte : 0;
}

}  // namespace

StatusLine::StatusLine(QStatusBar& bar, QObject* parent)
    : QObject(parent), activity_(new QLabel), resources_(new QLabel) {
  activity_->setContentsMargins(widgets::kSpace, 0, 0, 0);
  bar.addWidget(activity_, 1);
  bar.addPermanentWidget(resources_);
  connect(&timer_, &QTimer::timeout, this, &StatusLine::updateResources);
  timer_.start(kInterval);
  updateResources();
}

void StatusLine::setThreads(int threads) {
  threads_ = threads;
  updateResources();
}

void StatusLine::updateResources() {
  const int processors = QThread::idealThreadCount();
  resources_->setText(tr("%1 of %2 threads  ·  %3 MB")
                          .arg(threads_ > 0 ? threads_ : processors)
                          .arg(processors)
                          .arg(residentMegabytes()));
}

}  // namespace dyadic::shell
