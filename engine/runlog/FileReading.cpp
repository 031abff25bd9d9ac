// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runlog/FileReading.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "engine/runlog/H5Attribute.h"

namespace dyadic::runlog {
namespace {

constexpr int kAttempts = 5;  // at a file that is replaced while it is read

/// Turns away what HDF5 need not see.
void checkFile(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) {
    throw h5::Failure(error ? error.message() : "it is no file");
  }
  constexpr std::array<char, 8> kMagic = {'\x89', 'H', 'D', 'F', '\r', '\n', '\x1a', '\n'};
  std::array<char, 8> head{};
  std::ifstream stream(path, std::ios::binary);
  if (!stream) {
    throw h5::Failure(std::strerror(errno));
  }
  if (!stream.read(head.data(), head.size()) || head != kMagic) {
    throw h5::Failure("it is no HDF5 file");
  }
}

}  // namespace

Error readError(const std::string& path, const std::string& reason) {
  return failure(DYADIC_TR("engine", "%1 cannot be read as a run file: %2."), {path, reason});
}

Status readFile(const std::string& path, const std::function<void(hid_t, const FileLock&)>& read) {
  try {
    h5::prepareThread();
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
      checkFile(path);
      const auto lock = FileLock::open(path, false);
      if (lock == nullptr) {
        return readError(path, std::strerror(errno));
      }
      read(h5::openFile(path, false), *lock);
      // A version that was replaced meanwhile has no writer: that says nothing about the run.
      if (lock->isAt(path) || lock->holder() == FileLock::Holder::Somebody) {
        break;
      }
    }
    return {};
  } catch (const std::exception& error) {
    return readError(path, error.what());
  }
}

RunState readState(hid_t file, const FileLock& lock) {
  const std::string state = h5::text(file, "state");
  for (const RunState end : {RunState::Finished, RunState::Stopped, RunState::Failed}) {
    if (state == (end == RunState::Finished ? "finished" : end == RunState::Stopped ? "stopped" : "failed")) {
      return end;
    }
  }
  if (state != "running" && state != "paused") {
    throw h5::Failure("its state '" + state + "' is unknown");
  }
  const WriterIdentity writer = {h5::text(file, "writer_host"), h5::text(file, "writer_boot_id"),
                                 h5::integer(file, "writer_pid")};
  if (!isAlive(writer, lock)) {
    return RunState::Interrupted;
  }
  return state == "paused" ? RunState::Paused : RunState::Running;
}

}  // namespace dyadic::runlog
