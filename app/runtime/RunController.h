// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QThreadPool>
#include <memory>

#include "app/runtime/Coalescer.h"
#include "app/runtime/Engine.h"

namespace dyadic::runtime {

/// One quantization run at a time, as a QObject of the window's thread. No function blocks, except the destructor.
///
/// All signals are emitted on the thread that the controller lives in, in this order:
///   start()            activeChanged(true), then snapshotChanged with state Opening
///   while it runs      snapshotChanged, at most 30 times a second: of a burst the first and the last snapshot; those
///                      between are contained in the last one
///   pause(), resume()  snapshotChanged with state Paused or Running, once the engine has got there
///   at the end         snapshotChanged with Finished, Stopped or Failed, at once and never left out; then, when the
///                      run's thread has ended and its file is closed, activeChanged(false) and ended(). Only then may
///                      the next run start and the file be opened.
class RunController : public QObject {
  Q_OBJECT
 public:
  explicit RunController(Engine engine, QObject* parent = nullptr);
  /// Stops a run that is still active and waits until its file is closed. To end without a wait that is felt, call
  /// stop() and destroy after ended().
  ~RunController() override;

  /// Starts a run. Fails without a signal if one is active, or if the engine refuses the request.
  [[nodiscard]] Status start(session::RunRequest request);
  /// Each takes effect before the next batch; no effect without an active run.
  void pause();
  void resume();
  void stop();

  /// As session::RunSession::moveTo(). Fails without an active run.
  [[nodiscard]] Status moveTo(const QString& path);

  /// From a successful start() until ended().
  [[nodiscard]] bool isActive() const { return active_; }
  /// stop() was called, ended() is still to come.
  [[nodiscard]] bool isStopping() const { return stopping_; }
  /// The latest picture, also of a run that has ended; null before the first run.
  [[nodiscard]] std::shared_ptr<const RunSnapshot> snapshot() const { return latest_; }

 Q_SIGNALS:
  void activeChanged(bool active);
  void snapshotChanged(std::shared_ptr<const dyadic::RunSnapshot> snapshot);
  void ended(std::shared_ptr<const dyadic::RunSnapshot> snapshot);

  /// For this class alone: emitted on the run's thread and on a worker's, received on the controller's own.
  void posted(std::shared_ptr<const dyadic::RunSnapshot> snapshot, QPrivateSignal);
  void released(QPrivateSignal);

 private:
  void receive(std::shared_ptr<const RunSnapshot> snapshot);
  void release();
  void finish();

  Engine engine_;
  std::unique_ptr<session::RunSession> session_;
  std::shared_ptr<const RunSnapshot> latest_;
  Coalescer coalescer_;
  QThreadPool waiters_;  ///< where a session that has ended is waited for and destroyed
  bool active_ = false;
  bool stopping_ = false;
};

}  // namespace dyadic::runtime
