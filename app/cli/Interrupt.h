// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace dyadic::cli {

/// Ctrl-C while this object lives: the first SIGINT (or SIGTERM) only sets requested(), so that the work can end
/// cleanly; the second leaves the program at once. At most one object at a time.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  [[nodiscard]] static bool requested();
};

}  // namespace dyadic::cli
