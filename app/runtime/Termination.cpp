// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runtime/Termination.h"

#include <fcntl.h>
#include <unistd.h>

#include <QSocketNotifier>
#include <array>
#include <atomic>
#include <csignal>

namespace dyadic::runtime {
namespace {

// All that a handler may touch. A handler may do next to nothing, so it wakes the event loop through a pipe.
std::atomic<int> requests{0};
std::atomic<int> wakeEnd{-1};
static_assert(std::atomic<int>::is_always_lock_free);

void onSignal(int signal) {
  if (++requests > 1) _exit(128 + signal);
  const char byte = 0;
  [[maybe_unused]] const ssize_t written = write(wakeEnd, &byte, 1);
}

void handle(void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

}  // namespace

Termination::Termination(QObject* parent) : QObject(parent) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0) return;  // then signals end the program as they always did
  wakeEnd = ends[1];
  requests = 0;
  notifier_ = std::make_unique<QSocketNotifier>(ends[0], QSocketNotifier::Read);
  connect(notifier_.get(), &QSocketNotifier::activated, this, [this] {
    notifier_->setEnabled(false);
    Q_EMIT requested();
  });
  handle(onSignal);
}

Termination::~Termination() {
  if (!notifier_) return;
  handle(SIG_DFL);
  close(wakeEnd.exchange(-1));
  close(static_cast<int>(notifier_->socket()));
}

}  // namespace dyadic::runtime
