// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runlog/FileReading.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <thread>

#include "engine/runlog/H5Attribute.h"

namespace dyadic::runlog {
namespace {

constexpr std::chrono::milliseconds kPatience{2000};  // with a writer that is changing the file
constexpr std::chrono::milliseconds kPause{100};      // between attempts at a file that is being written
constexpr int kAttempts = 10;

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
  std::string problem;
  try {
    h5::prepareThread();
    checkFile(path);
    const auto lock = FileLock::open(path, false);
    if (lock == nullptr) {
      return readError(path, std::strerror(errno));
    }
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
      lock->take(FileLock::Byte::Flush, false, kPatience);
      try {
        read(h5::openFile(path, false), *lock);
        return {};
      } catch (const h5::Failure& error) {
        problem = error.what();
      }
      lock->release(FileLock::Byte::Flush);
      if (lock->holder(FileLock::Byte::Writer) != FileLock::Holder::Somebody) {
        return readError(path, problem);
      }
      std::this_thread::sleep_for(kPause);
    }
    return failure(DYADIC_TR("engine", "%1 is being written and could not be read just now: %2. Try again."),
                   {path, problem});
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
