// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>

#include "engine/runlog/FileLock.h"
#include "engine/runlog/H5.h"
#include "engine/runlog/SoundFiles.h"
#include "engine/types/Expected.h"
#include "engine/types/RunRecord.h"

/// How the folder opens files that are there, its own or damaged ones. Any thread.
namespace dyadic::runlog {

/// "PATH cannot be read as a run file: REASON."
[[nodiscard]] Error readError(const std::string& path, const std::string& reason);

/// REASON of a readError().
[[nodiscard]] std::string reasonOf(const Error& error);

/// What is opened, what is wanted of it, and what reads it: one version of the file, which no writer changes. `read` is
/// called again where that version was replaced while it was read.
struct Reading {
  std::string path;
  Part part = Part::Run;
  std::function<void(hid_t, const FileLock&)> read;
};

/// Opens the file where that part of it was found to be sound, and calls `read`. Nothing is thrown.
[[nodiscard]] Status readFile(const Reading& reading);

/// The same for something that is made of the file.
template <class T>
[[nodiscard]] Expected<T> makeOfFile(const std::string& path, Part part,
                                     const std::function<T(hid_t, const FileLock&)>& make) {
  T made{};
  const auto read = [&](hid_t file, const FileLock& lock) { made = make(file, lock); };
  if (Status status = readFile({path, part, read}); !status) {
    return status.error();
  }
  return made;
}

/// Of a run file; Interrupted where it says running and its writer is gone. Throws h5::Failure.
[[nodiscard]] RunState readState(hid_t file, const FileLock& lock);

}  // namespace dyadic::runlog
