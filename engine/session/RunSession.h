// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/types/Expected.h"
#include "engine/types/RunRecord.h"

namespace dyadic::session {

struct RunRequest {
  RunConfig config;           ///< complete, as readConfig or defaultConfig return it; config.output names the run file
  std::string resume;         ///< not empty: continue this run file instead; config is then ignored
  bool force = false;         ///< overwrite an existing run file
  bool awaitWritten = false;  ///< do not end while the run file cannot be written: somebody is there to make room
  std::vector<std::string> elsewhere;  ///< otherwise: folders of which the first that can takes the file at the end
  std::string commandLine;             ///< for /provenance
};

/// One quantization run on a thread of its own. All functions may be called from any thread and never block on the
/// engine, except wait() and the destructor.
///
/// The observer is called on the run thread, never concurrently with itself: first with state Opening, then at most
/// about 20 times a second while Running or Paused, once at every end of a stage, and last, exactly once, with
/// Finished, Stopped or Failed (nothing after that). Keep it short: post the pointer and return.
class RunSession {
 public:
  using Observer = std::function<void(std::shared_ptr<const RunSnapshot>)>;

  /// Checks the config and that the output can be written (an existing file only with `force`), then starts the thread.
  /// Everything slower, such as reading model and data, happens there and ends in state Failed with the reason.
  [[nodiscard]] static Expected<std::unique_ptr<RunSession>> start(RunRequest request, Observer observer);

  /// Stops the run as stop() does and waits for its thread.
  virtual ~RunSession() = default;

  /// Takes effect before the next batch: state Paused is observed and the file's state becomes paused, with a
  /// checkpoint. No effect unless running.
  virtual void pause() = 0;
  /// State Running is observed. No effect unless paused.
  virtual void resume() = 0;
  /// Ends the run before the next batch: what was finished is in the file, with a checkpoint; state Stopped is
  /// observed.
  virtual void stop() = 0;
  /// While the run file cannot be written (RunSnapshot::unwritten): goes on in another one, with all that was recorded.
  /// A file that exists and a folder that is not there are errors; whether it worked, snapshots tell.
  [[nodiscard]] virtual Status moveTo(const std::string& path) = 0;
  /// Blocks until the thread has ended and the file is closed.
  virtual void wait() = 0;
  /// Seconds that checkpoints and the run file have taken on the run's thread and, once the run has ended, the log
  /// thread.
  [[nodiscard]] virtual double secondsLogging() const = 0;
  /// The latest picture; never null.
  [[nodiscard]] virtual std::shared_ptr<const RunSnapshot> snapshot() const = 0;
};

/// Reads a run file, finished or not. A file whose writer is gone without an end has state Interrupted.
[[nodiscard]] Expected<std::shared_ptr<const RunSnapshot>> openRun(const std::string& path);
/// The same for lists and comparisons: as much of it as is needed. A summary takes a tenth of the time and less.
[[nodiscard]] Expected<std::shared_ptr<const RunSnapshot>> openRun(const std::string& path, RunDetail detail);

/// runs/DATE-TIME-method-bits.h5 in the current folder, made unique.
[[nodiscard]] std::string defaultOutput(const RunConfig& config);

}  // namespace dyadic::session
