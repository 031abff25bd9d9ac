// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runlog/IntegerGroup.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "engine/runlog/Fields.h"
#include "engine/runlog/FileReading.h"
#include "engine/runlog/H5Attribute.h"
#include "engine/runlog/Records.h"
#include "engine/runlog/RunFile.h"

namespace dyadic::runlog {
namespace {

namespace fs = std::filesystem;

Error replaceError(const std::string& path, const std::string& reason) {
  return failure(DYADIC_TR("engine", "the integer program in %1 cannot be written: %2. The file is as it was."),
                 {path, reason});
}

/// What a process that dies now leaves on the disk is the whole file or folder.
void sync(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool synced = descriptor >= 0 && (fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS);
  const int problem = errno;
  if (descriptor >= 0) {
    ::close(descriptor);
  }
  if (!synced) {
    throw h5::Failure(std::strerror(problem));
  }
}

/// A copy of a file beside it that can take its place; removed again otherwise.
class Copy {
 public:
  explicit Copy(const std::string& path) : path_(path), copy_(temporaryName(path)) {
    std::error_code error;
    if (!fs::copy_file(path_, copy_, error)) {
      fs::remove(copy_, error);
      throw h5::Failure("it cannot be copied" + (error ? ": " + error.message() : std::string()));
    }
  }
  ~Copy() {
    std::error_code ignored;
    fs::remove(copy_, ignored);
  }
  Copy(const Copy&) = delete;
  Copy& operator=(const Copy&) = delete;

  [[nodiscard]] const std::string& name() const { return copy_; }
  void takePlace() const {
    sync(copy_);
    fs::rename(copy_, path_);
    sync(fs::path(path_).parent_path().string());
  }

 private:
  std::string path_;
  std::string copy_;
};

void replaceIn(const std::string& path, const IntegerDeployment& deployment) {
  h5::Handle file = h5::openFile(path, true, h5::Room::Tight);
  try {
    const bool sameProgram = deployment.report && deployment.refused.empty() && h5::exists(file, "integer") &&
                             readInteger(file).program == deployment.program;
    if (sameProgram) {
      writeIntegerReport(file, deployment);
    } else {
      writeInteger(file, deployment);
    }
    h5::flush(file);
  } catch (...) {
    h5::abandon(std::move(file));
    throw;
  }
}

}  // namespace

Expected<std::optional<IntegerDeployment>> readInteger(const std::string& path) {
  return makeOfFile<std::optional<IntegerDeployment>>(
      path, [](hid_t file, const FileLock&) -> std::optional<IntegerDeployment> {
        if (!h5::hasAttribute(file, "format") || h5::text(file, "format") != fields::kIntegerFormat) {
          checkFormat(file, fields::kRunFormat);
        }
        if (!h5::exists(file, "integer")) {
          return std::nullopt;
        }
        return readInteger(file);
      });
}

Status replaceInteger(const std::string& path, const IntegerDeployment& deployment) {
  RunState state = RunState::Failed;
  const auto look = [&](hid_t file, const FileLock& lock) {
    checkFormat(file, fields::kRunFormat);
    state = readState(file, lock);
    if (lock.holder(FileLock::Byte::Writer) == FileLock::Holder::Somebody) {
      state = RunState::Running;
    }
  };
  if (Status readable = readFile(path, look); !readable) {
    return readable;
  }
  if (state == RunState::Running || state == RunState::Paused) {
    return failure(DYADIC_TR("engine", "%1 is being written. Wait until its run has finished."), {path});
  }
  if (state != RunState::Finished) {
    return failure(DYADIC_TR("engine", "%1 holds a run that has not finished."), {path});
  }
  try {
    const Copy copy(fs::canonical(path).string());
    replaceIn(copy.name(), deployment);
    copy.takePlace();
    return {};
  } catch (const std::exception& error) {
    return replaceError(path, error.what());
  }
}

Status writeIntegerFile(const std::string& path, const IntegerDeployment& deployment, bool force) {
  if (Status possible = checkOutput(path, force); !possible) {
    return possible;
  }
  try {
    h5::prepareThread();
    NewFile created(path, force, h5::Room::Tight);
    writeFormat(created.id(), fields::kIntegerFormat);
    writeInteger(created.id(), deployment);
    const h5::Handle complete = created.publish();
    return {};
  } catch (const std::exception& error) {
    return failure(DYADIC_TR("engine", "%1 cannot be created: %2."), {path, error.what()});
  }
}

}  // namespace dyadic::runlog
