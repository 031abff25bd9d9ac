// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Interrupt.h"

#include <unistd.h>

#include <atomic>
#include <csignal>

namespace dyadic::cli {

namespace {

// Lock-free, so a handler may touch it; atomic, because the signal may arrive on any thread.
std::atomic<int> interrupts{0};
static_assert(std::atomic<int>::is_always_lock_free);

void onSignal(int signal) {
  if (++interrupts > 1) {
    _exit(128 + signal);
  }
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

Interrupt::Interrupt() {
  interrupts = 0;
  handle(onSignal);
}

Interrupt::~Interrupt() { handle(SIG_DFL); }

bool Interrupt::requested() { return interrupts > 0; }

}  // namespace dyadic::cli
