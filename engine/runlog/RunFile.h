// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/runlog/Records.h"
#include "engine/runlog/RunWriter.h"
#include "engine/runlog/WorkFile.h"

namespace dyadic::runlog {

/// 2026-11-21T10:03:10Z
[[nodiscard]] std::string utcNow();
[[nodiscard]] const char* stateName(RunState state);

/// The run file as its log thread sees it: calls change a work file, publish() replaces the run file by a copy of it.
/// Everything throws h5::Failure; after that only the last published version counts: see continued(). Used by one
/// thread at a time.
class RunFile {
 public:
  [[nodiscard]] static std::unique_ptr<RunFile> create(const CreateOptions& options);
  [[nodiscard]] static std::unique_ptr<RunFile> reopen(const std::string& path, const std::string& note);
  /// What has not been published is lost.
  ~RunFile();
  RunFile(const RunFile&) = delete;
  RunFile& operator=(const RunFile&) = delete;

  /// The last published version, to go on from there at `path`, which may be another place than before; nothing is
  /// published yet. The file of this object can be gone: it is kept open.
  [[nodiscard]] std::unique_ptr<RunFile> continued(const std::string& path) const;

  void setBaseline(const Evaluation& baseline);
  void appendStage(const StageRecord& stage);
  void appendTrain(const TrainSeries& rows);
  void appendValidation(const ValidationSeries& rows);
  void appendExponents(double epoch, const std::vector<double>& meanExponents);
  void setQuantized(const std::vector<QuantizedLayer>& layers);
  void setPredictions(const Predictions& predictions);
  void setInteger(const IntegerDeployment& deployment);
  void setCheckpoint(const Checkpoint& checkpoint);
  /// An end (anything but running and paused) is dated.
  void setState(RunState state, const std::string& reason);

  /// What others see from now on. Without `replace` a file that is there is an error, as is always one that has taken
  /// the name of this one.
  void publish(bool replace = true);

  /// Those on machines that cannot see the lock tell from the time of the last change that the writer lives.
  void sayAlive() const;

  /// Frees what the work file occupies, after a failure. Only continued() may follow.
  void dropWork() { work_.reset(); }

 private:
  RunFile(WorkFile work, std::shared_ptr<FileLock> published);

  std::optional<WorkFile> work_;
  std::shared_ptr<FileLock> published_;  ///< the version that others see; null before the first
};

}  // namespace dyadic::runlog
