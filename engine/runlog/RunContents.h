// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/runlog/H5.h"
#include "engine/runlog/Records.h"
#include "engine/runlog/RunData.h"
#include "engine/runlog/RunWriter.h"

/// A run file as values. One that this process has not written is never changed: libhdf5 1.10 trusts the structures
/// that it changes as it trusts those that it reads. It is read, and a new file is written.
namespace dyadic::runlog {

/// All that a run file holds. Of the writer it names the process that writes it next.
struct RunContents {
  CreateOptions start;                 ///< what was known at the start; path and force mean nothing here
  std::string started;                 ///< ISO 8601, UTC; likewise `ended`
  std::string ended{};                 ///< empty while it runs
  RunState state = RunState::Running;  ///< and why it ended
  std::string reason{};
  std::optional<Evaluation> baseline{};
  std::vector<std::shared_ptr<const StageRecord>> stages{};
  TrainSeries train{};
  ValidationSeries validation{};
  ExponentSeries exponents{};
  Checkpoint checkpoint{};
  RunExtent extent{};  ///< how far the run had come at the checkpoint
  std::vector<QuantizedLayer> quantized{};
  Predictions predictions{};
  std::optional<IntegerDeployment> integer{};
};

/// All of it. Throws h5::Failure; blocks on the file, any thread.
[[nodiscard]] RunContents readContents(const std::string& path);
/// As it was at its checkpoint, or at its start where it has none: nothing that came later, and no results.
[[nodiscard]] RunContents readAtCheckpoint(const std::string& path);
/// Into an empty file. Throws h5::Failure.
void writeContents(hid_t file, const RunContents& contents);

}  // namespace dyadic::runlog
