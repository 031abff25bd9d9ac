// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdio>
#include <memory>

#include "engine/types/Expected.h"

namespace dyadic::bench {

/// torch_step.py as a process that waits for its turn. Ends it when destroyed.
class TorchProcess {
 public:
  [[nodiscard]] static Expected<std::unique_ptr<TorchProcess>> start();
  ~TorchProcess();
  TorchProcess(const TorchProcess&) = delete;
  TorchProcess& operator=(const TorchProcess&) = delete;

  /// Seconds a step, over `steps` of them.
  [[nodiscard]] Expected<double> run(int steps);

 private:
  TorchProcess() = default;
  int process_ = -1;
  std::FILE* toProcess_ = nullptr;
  std::FILE* fromProcess_ = nullptr;
};

}  // namespace dyadic::bench
