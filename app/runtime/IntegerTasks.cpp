// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runtime/IntegerTasks.h"

#include <QElapsedTimer>
#include <utility>

namespace dyadic::runtime {
namespace {

constexpr qint64 kProgressInterval = 33;  // ms

}  // namespace

IntegerTasks::IntegerTasks(const Engine& engine, QObject* parent)
    : QObject(parent), engine_(engine), giveUp_(std::make_shared<std::atomic<bool>>(false)) {
  connect(
      this, &IntegerTasks::progressed, this,
      [this](qint64 images, qint64 of) {
        if (!verifying_.isEmpty()) Q_EMIT progress(verifying_, images, of);
      },
      Qt::QueuedConnection);
}

IntegerTasks::~IntegerTasks() { cancelVerify(); }

void IntegerTasks::open(const QString& run) {
  opening_.submit([this, open = engine_.openInteger, run]() -> TaskLane::Answer {
    auto deployment = open(run.toStdString());
    if (!deployment) return [this, run, error = deployment.error()] { Q_EMIT openFailed(run, error); };
    auto shared = std::make_shared<const IntegerDeployment>(std::move(*deployment));
    return [this, run, shared = std::move(shared)] { Q_EMIT opened(run, shared); };
  });
}

void IntegerTasks::verify(const QString& run) {
  if (!verifying_.isEmpty()) return;
  verifying_ = run;
  giveUp_ = std::make_shared<std::atomic<bool>>(false);
  verification_.submit(verification(run));
}

TaskLane::Job IntegerTasks::verification(const QString& run) {
  return [this, verify = engine_.verifyInteger, run, giveUp = giveUp_]() -> TaskLane::Answer {
    QElapsedTimer sinceLast;
    const auto report = verify({run.toStdString(), {}, 0, 0}, [&](const session::VerifyProgress& p) {
      if (!sinceLast.isValid() || sinceLast.elapsed() >= kProgressInterval) {
        sinceLast.start();
        Q_EMIT progressed(p.images, p.of, QPrivateSignal());
      }
      return !giveUp->load();
    });
    // A report that was done when the user gave up is a report all the same: the file has it.
    return [this, run, report, giveUp] {
      verifying_.clear();
      if (report)
        Q_EMIT verified(run, *report);
      else if (giveUp->load())
        Q_EMIT cancelled(run);
      else
        Q_EMIT verifyFailed(run, report.error());
    };
  };
}

void IntegerTasks::cancelVerify() { giveUp_->store(true); }

void IntegerTasks::exportProgram(const session::ExportRequest& request) {
  if (isExporting()) return;
  exporting_.submit([this, write = engine_.exportInteger, request]() -> TaskLane::Answer {
    const Status status = write(request);
    if (!status) return [this, request, error = status.error()] { Q_EMIT exportFailed(request, error); };
    return [this, request] { Q_EMIT exported(request); };
  });
}

}  // namespace dyadic::runtime
