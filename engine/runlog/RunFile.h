// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/runlog/FileLock.h"
#include "engine/runlog/H5.h"
#include "engine/runlog/Records.h"
#include "engine/runlog/RunWriter.h"

namespace dyadic::runlog {

/// 2026-11-21T10:03:10Z
[[nodiscard]] std::string utcNow();
[[nodiscard]] const char* stateName(RunState state);
/// A name beside `path` that nothing else in this process or another one uses.
[[nodiscard]] std::string temporaryName(const std::string& path);

/// A new HDF5 file under a temporary name that takes its place when it is complete. Everything throws h5::Failure.
class NewFile {
 public:
  NewFile(std::string path, bool force, h5::Room room = h5::Room::Generous);
  /// Removes the temporary file unless it has taken its place.
  ~NewFile();
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  [[nodiscard]] hid_t id() const { return file_; }
  [[nodiscard]] const std::string& temporary() const { return temporary_; }
  /// Flushes and renames; then hands out the open file.
  [[nodiscard]] h5::Handle publish();

 private:
  std::string path_;
  bool force_;
  std::string temporary_;
  h5::Handle file_;
};

/// The run file as its log thread sees it: every call goes to the file and throws h5::Failure. Used by one thread at a
/// time.
class RunFile {
 public:
  [[nodiscard]] static std::unique_ptr<RunFile> create(const CreateOptions& options);
  [[nodiscard]] static std::unique_ptr<RunFile> reopen(const std::string& path);
  /// As abandon().
  ~RunFile();
  RunFile(const RunFile&) = delete;
  RunFile& operator=(const RunFile&) = delete;

  void setBaseline(const Evaluation& baseline);
  void appendStage(const StageRecord& stage);
  void appendTrain(const TrainSeries& rows);
  void appendValidation(const ValidationSeries& rows);
  void appendExponents(double epoch, const std::vector<double>& meanExponents);
  void setQuantized(const std::vector<QuantizedLayer>& layers);
  void setPredictions(const Predictions& predictions);
  void setInteger(const IntegerDeployment& deployment);
  /// Flushes twice: the new checkpoint, then that it counts.
  void setCheckpoint(const Checkpoint& checkpoint);
  /// An end (anything but running and paused) is dated.
  void setState(RunState state, const std::string& reason);

  /// Brings the file on disk up to date.
  void flush();
  /// flush(), then close.
  void close();
  /// Closes the file as it was at the last flush.
  void abandon() noexcept;

 private:
  RunFile(h5::Handle file, std::unique_ptr<FileLock> lock);

  h5::Handle file_;
  std::unique_ptr<FileLock> lock_;
};

}  // namespace dyadic::runlog
