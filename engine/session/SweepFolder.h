// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/session/Sweep.h"

namespace dyadic::runlog {
class FileLock;
}

/// What lies in the folder of a sweep: its run files and its plan. Free functions that block on files; any thread.
namespace dyadic::session {

/// What the folder holds of a run.
enum class SweepPlace {
  Missing,
  Finished,
  Stopped,     ///< stopped, interrupted or paused, and nobody writes it: can be gone on with
  Failed,      ///< has to be done again
  Underway,    ///< another program is writing it
  Occupied,    ///< its file is there and holds another config
  Unreadable,  ///< its file is there: damaged, of a later program, no run at all
};
struct SweepFile {
  SweepPlace place = SweepPlace::Missing;
  std::string path;    ///< of the file; FOLDER/NAME.h5 unless the same experiment lies there under another name
  std::string reason;  ///< of Failed and Unreadable: why
};
/// One for each run of the sweep. Run files are recognized by their /config alone, whatever they are called.
[[nodiscard]] std::vector<SweepFile> findSweepFiles(const Sweep& sweep);

/// Held by the one sweep that is at work in a folder, which is made where there is none. The lock ends with the
/// process.
class SweepLock {
 public:
  /// Fails where another one holds it.
  [[nodiscard]] static Expected<std::unique_ptr<SweepLock>> take(const std::string& folder);
  ~SweepLock();
  SweepLock(const SweepLock&) = delete;
  SweepLock& operator=(const SweepLock&) = delete;

 private:
  SweepLock(std::string path, std::unique_ptr<runlog::FileLock> file);
  std::string path_;
  std::unique_ptr<runlog::FileLock> file_;
};

/// Notes in FOLDER/sweep.json what is to be run, so that a table of the folder can say what is missing.
[[nodiscard]] Status writeSweepPlan(const Sweep& sweep);
/// The same back. Fails where there is none or it cannot be read.
[[nodiscard]] Expected<Sweep> readSweepPlan(const std::string& folder);

}  // namespace dyadic::session
