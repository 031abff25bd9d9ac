// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runlog/FileReading.h"

#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <new>

#include "engine/runlog/DescriptorDriver.h"
#include "engine/runlog/H5Attribute.h"

namespace dyadic::runlog {
namespace {

constexpr int kAttempts = 5;  // at a file that is replaced while it is read

/// Turns away what HDF5 need not see.
void checkHead(int descriptor) {
  struct stat status {};
  if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
    throw h5::Failure("it is no file");
  }
  constexpr std::array<char, 8> kMagic = {'\x89', 'H', 'D', 'F', '\r', '\n', '\x1a', '\n'};
  std::array<char, 8> head{};
  if (pread(descriptor, head.data(), head.size(), 0) != static_cast<ssize_t>(head.size()) || head != kMagic) {
    throw h5::Failure("it is no HDF5 file");
  }
}

enum class Outcome {
  Read,
  Replaced,  ///< read, but there is a newer version
  Changed,   ///< not read: it changed while it was looked at
};

Outcome readOnce(const Reading& reading) {
  const auto lock = FileLock::open(reading.path, false);
  if (lock == nullptr) {
    throw h5::Failure(std::strerror(errno));
  }
  checkHead(lock->descriptor());
  if (!requireSound(lock->descriptor(), reading.part)) {
    return Outcome::Changed;
  }
  reading.read(h5::openDescriptor(lock->descriptor()), *lock);
  // A version that was replaced meanwhile has no writer: that says nothing about the run.
  const bool newest = lock->isAt(reading.path) || lock->holder() == FileLock::Holder::Somebody;
  return newest ? Outcome::Read : Outcome::Replaced;
}

}  // namespace

Error readError(const std::string& path, const std::string& reason) {
  return failure(DYADIC_TR("engine", "%1 cannot be read as a run file: %2."), {path, reason});
}

std::string reasonOf(const Error& error) { return error.arguments.size() > 1 ? error.arguments[1] : error.message(); }

Status readFile(const Reading& reading) {
  try {
    h5::prepareThread();
    Outcome outcome = Outcome::Changed;
    for (int attempt = 0; attempt < kAttempts && outcome != Outcome::Read; ++attempt) {
      outcome = readOnce(reading);
    }
    return outcome == Outcome::Changed ? Status(readError(reading.path, "it changes while it is read")) : Status();
  } catch (const std::bad_alloc&) {
    return readError(reading.path, "it takes more memory than there is");
  } catch (const std::exception& error) {
    return readError(reading.path, error.what());
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
