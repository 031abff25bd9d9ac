// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/runlog/RunData.h"
#include "engine/types/Expected.h"
#include "engine/types/IntegerProgram.h"
#include "engine/types/RunRecord.h"

namespace dyadic::runlog {

struct CreateOptions {
  std::string path;        ///< of the run file; its folder must exist
  bool force = false;      ///< replace an existing file, once the new one has been created
  RunOutline outline;      ///< model, data and portions; its config is not read, configJson is
  std::string configJson;  ///< the complete config as text, kept as it is in /config
  Provenance provenance;
  std::string method;  ///< id; empty for a float training run
  std::uint64_t seed = 0;
};

/// Whether a run file can be created at `path`: as of every output file, and no run is writing it. Touches nothing.
[[nodiscard]] Status checkOutput(const std::string& path, bool force);

/// Writes a run file (fields: engine/runlog/README.md) on a thread of its own.
///
/// All functions may be called from any thread; calls of one thread reach the file in their order. A call that appends
/// or sets puts its values into a bounded queue and returns: it waits only while the queue is full, never for the file.
/// Nothing is ever called back.
///
/// The run file is replaced by a newer version, whole and brought to the disk, after each stage with the checkpoint
/// behind it, at each change of state, and otherwise once a second, or less often where that would take more than 2 %
/// of the time. Nothing else changes it: what a crash leaves is the last version.
///
/// Where a version cannot be written (disk full, folder gone), status() says why, the file stays as it was, and what is
/// to be written is kept in memory and tried again every few seconds, or at once at another place after moveTo(). When
/// too many rows of series wait, the writer gives up.
class RunWriter {
 public:
  /// Creates the file under a temporary name beside `path`, writes everything known at the start, renames it to `path`
  /// (an existing file is only replaced then, and only with `force`) and starts the thread. State: running.
  [[nodiscard]] static Expected<std::unique_ptr<RunWriter>> create(const CreateOptions& options);

  /// Opens an unfinished run to continue it and takes the file back to the moment of its checkpoint: later stages and
  /// series rows are removed (all of them if it has no checkpoint). State: running. Fails for a finished run and while
  /// another process holds the file's lock; where a shared folder has no locks, the caller knows that its writer is
  /// gone. `note`: what is to be said about it in /provenance, beside the date.
  [[nodiscard]] static Expected<std::unique_ptr<RunWriter>> reopen(const std::string& path,
                                                                   const std::string& note = {});

  /// Calls stop().
  ~RunWriter();
  RunWriter(const RunWriter&) = delete;
  RunWriter& operator=(const RunWriter&) = delete;

  /// /baseline
  void setBaseline(const Evaluation& baseline);
  /// /stages/NNN, NNN = stage->index. Appears in the file all at once. REQUIRES: stage != nullptr.
  void appendStage(std::shared_ptr<const StageRecord> stage);
  /// /series/train. Columns of equal length, any number of rows.
  void appendTrain(TrainSeries rows);
  /// /series/validation. Likewise.
  void appendValidation(ValidationSeries rows);
  /// /series/exponents: one row, an entry an edge.
  void appendExponents(double epoch, std::vector<double> meanExponents);
  /// /quantized; replaces an earlier one.
  void setQuantized(std::vector<QuantizedLayer> layers);
  /// /predictions; replaces earlier ones.
  void setPredictions(Predictions predictions);
  /// /integer; replaces an earlier one.
  void setInteger(IntegerDeployment deployment);
  /// /checkpoint. Replaces the earlier one.
  void setCheckpoint(Checkpoint checkpoint);
  /// Running or Paused, in between. The end of a run goes through finish().
  void setState(RunState state, std::string reason = {});

  /// Why the file cannot be written just now; fine again once it could. Cheap.
  [[nodiscard]] Status status() const;
  /// Waits until all that was handed over before is in the file, or could not be written; then as status().
  [[nodiscard]] Status settle();
  /// Whether writing has failed for so long that nothing more is kept: it makes no sense to go on. Cheap; poll it
  /// between batches.
  [[nodiscard]] bool gaveUp() const;
  /// Goes on in another file, with all that was and is to be written; the file there was keeps its last version.
  /// Returns at once: an existing file or a folder that is not there are errors, anything later is told by status(),
  /// and path() is the new one when it is written. Only while status() is an error.
  [[nodiscard]] Status moveTo(const std::string& path);
  /// Seconds that the log thread has spent on the file so far.
  [[nodiscard]] double secondsWriting() const;
  [[nodiscard]] std::string path() const;

  /// Writes what is queued, then the end: `state` (Finished, Stopped or Failed) and `reason`. Tries a last time where
  /// that fails, closes the file, ends the thread and returns status(). A second call, or one after stop(), changes
  /// nothing and returns the same.
  Status finish(RunState state, const std::string& reason = {});

  /// finish(Stopped, "closed before the end") unless finish() came first. Safe to call twice.
  void stop();

 private:
  class Impl;
  explicit RunWriter(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace dyadic::runlog
