// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <atomic>
#include <memory>

#include "app/runtime/Engine.h"
#include "app/runtime/TaskLane.h"

namespace dyadic::runtime {

/// The integer programs of run files, opened, verified and exported on worker threads. All signals are emitted on this
/// object's thread; each names the run it is about.
class IntegerTasks : public QObject {
  Q_OBJECT
 public:
  explicit IntegerTasks(const Engine& engine, QObject* parent = nullptr);
  /// Gives a verification up and waits until it has noticed: a batch of images at most.
  ~IntegerTasks() override;

  /// Answered by opened() or openFailed(), unless a newer open() overtakes it.
  void open(const QString& run);
  /// One at a time; no effect while one is on. progress() as it goes, at most 30 times a second; then verified(),
  /// verifyFailed() or cancelled(), and nothing after it.
  void verify(const QString& run);
  void cancelVerify();
  /// The run that is being verified; empty for none.
  [[nodiscard]] QString verifying() const { return verifying_; }
  /// One at a time; no effect while one is on. Answered by exported() or exportFailed().
  void exportProgram(const session::ExportRequest& request);
  [[nodiscard]] bool isExporting() const { return exporting_.isBusy(); }

 Q_SIGNALS:
  void opened(const QString& run, std::shared_ptr<const dyadic::IntegerDeployment> deployment);
  void openFailed(const QString& run, const dyadic::Error& error);
  void progress(const QString& run, qint64 images, qint64 of);
  void verified(const QString& run, const dyadic::IntegerReport& report);
  void verifyFailed(const QString& run, const dyadic::Error& error);
  void cancelled(const QString& run);
  void exported(const dyadic::session::ExportRequest& request);
  void exportFailed(const dyadic::session::ExportRequest& request, const dyadic::Error& error);

  /// For this class alone: emitted on the worker thread, received on the object's own.
  void progressed(qint64 images, qint64 of, QPrivateSignal);

 private:
  [[nodiscard]] TaskLane::Job verification(const QString& run);

  Engine engine_;
  QString verifying_;
  std::shared_ptr<std::atomic<bool>> giveUp_;  ///< of the verification that is on
  TaskLane opening_;
  TaskLane verification_;
  TaskLane exporting_;
};

}  // namespace dyadic::runtime
