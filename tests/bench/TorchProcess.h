// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdio>
#include <memory>
#include <string>

#include "engine/types/Expected.h"

namespace dyadic::bench {

/// A Python script of this folder as a process that waits for its turn: for each line "N" it runs N times and prints
/// the seconds of one. Ends it when destroyed.
class TorchProcess {
 public:
  /// `script`: a file name, torch_step.py.
  [[nodiscard]] static Expected<std::unique_ptr<TorchProcess>> start(const std::string& script);
  ~TorchProcess();
  TorchProcess(const TorchProcess&) = delete;
  TorchProcess& operator=(const TorchProcess&) = delete;

  /// Seconds a time, over `times` of them.
  [[nodiscard]] Expected<double> run(int times);

 private:
  TorchProcess() = default;
  std::string script_;
  int process_ = -1;
  std::FILE* toProcess_ = nullptr;
  std::FILE* fromProcess_ = nullptr;
};

}  // namespace dyadic::bench
