// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runtime/RunController.h"

#include <utility>

namespace dyadic::runtime {
namespace {

constexpr std::chrono::milliseconds kFrame{33};  // 30 Hz

bool isEnd(RunState state) {
  return state == RunState::Finished || state == RunState::Stopped || state == RunState::Failed;
}

}  // namespace

RunController::RunController(Engine engine, QObject* parent)
    : QObject(parent), engine_(std::move(engine)), coalescer_(kFrame) {
  waiters_.setMaxThreadCount(1);
  connect(this, &RunController::posted, this, &RunController::receive, Qt::QueuedConnection);
  connect(this, &RunController::released, this, &RunController::finish, Qt::QueuedConnection);
  connect(&coalescer_, &Coalescer::fired, this, [this] { Q_EMIT snapshotChanged(latest_); });
}

RunController::~RunController() {
  session_.reset();
  waiters_.waitForDone();
}

Status RunController::start(session::RunRequest request) {
  if (active_) return failure(DYADIC_TR("engine", "A run is active. Stop it before starting another one."));
  // Called on the run's thread. The destructor ends the session first, so no observer outlives this object.
  auto session = engine_.startRun(std::move(request), [this](std::shared_ptr<const RunSnapshot> snapshot) {
    Q_EMIT posted(std::move(snapshot), QPrivateSignal());
  });
  if (!session) return session.error();
  session_ = std::move(*session);
  active_ = true;
  stopping_ = false;
  Q_EMIT activeChanged(true);
  return {};
}

void RunController::pause() {
  if (session_) session_->pause();
}

void RunController::resume() {
  if (session_) session_->resume();
}

void RunController::stop() {
  if (!session_) return;
  stopping_ = true;
  session_->stop();
}

Status RunController::moveTo(const QString& path) {
  if (!session_) return failure(DYADIC_TR("engine", "The run has ended."));
  return session_->moveTo(path.toStdString());
}

void RunController::receive(std::shared_ptr<const RunSnapshot> snapshot) {
  latest_ = std::move(snapshot);
  coalescer_.trigger();
  if (isEnd(latest_->state)) release();
}

void RunController::release() {
  coalescer_.flush();
  if (!session_) return;
  waiters_.start([this, session = std::shared_ptr<session::RunSession>(std::move(session_))]() mutable {
    session->wait();
    session.reset();
    Q_EMIT released(QPrivateSignal());
  });
}

void RunController::finish() {
  active_ = false;
  stopping_ = false;
  Q_EMIT activeChanged(false);
  Q_EMIT ended(latest_);
}

}  // namespace dyadic::runtime
