// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runlog/IntegerGroup.h"

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "engine/runlog/Fields.h"
#include "engine/runlog/FileReading.h"
#include "engine/runlog/H5Attribute.h"
#include "engine/runlog/Records.h"
#include "engine/runlog/RunWriter.h"
#include "engine/runlog/WorkFile.h"

namespace dyadic::runlog {
namespace {

Error replaceError(const std::string& path, const std::string& reason) {
  return failure(DYADIC_TR("engine", "the integer program in %1 cannot be written: %2. The file is as it was."),
                 {path, reason});
}

void replaceIn(const std::string& path, const IntegerDeployment& deployment) {
  std::shared_ptr<FileLock> lock = FileLock::open(path, true);
  if (lock == nullptr) {
    throw h5::Failure(std::strerror(errno));
  }
  if (!lock->take() || !lock->isAt(path)) {
    throw h5::Failure("another process is writing it");
  }
  removeLeftovers(path);
  WorkFile work = WorkFile::copyOf(*lock, path, h5::Room::Tight);
  const bool sameProgram = deployment.report && deployment.refused.empty() && h5::exists(work.id(), "integer") &&
                           readInteger(work.id()).program == deployment.program;
  if (sameProgram) {
    writeIntegerReport(work.id(), deployment);
  } else {
    writeInteger(work.id(), deployment);
  }
  work.publish(lock->isAt(path), lock);  // a new run may have taken the name
}

}  // namespace

Expected<std::optional<IntegerDeployment>> readInteger(const std::string& path) {
  return makeOfFile<std::optional<IntegerDeployment>>(
      path, Part::Integer, [](hid_t file, const FileLock&) -> std::optional<IntegerDeployment> {
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
    if (lock.holder() == FileLock::Holder::Somebody) {
      state = RunState::Running;
    }
  };
  if (Status readable = readFile({path, Part::Run, look}); !readable) {
    return readable;
  }
  if (state == RunState::Running || state == RunState::Paused) {
    return failure(DYADIC_TR("engine", "%1 is being written. Wait until its run has finished."), {path});
  }
  if (state != RunState::Finished) {
    return failure(DYADIC_TR("engine", "%1 holds a run that has not finished."), {path});
  }
  try {
    replaceIn(std::filesystem::canonical(path).string(), deployment);
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
    WorkFile created = WorkFile::create(path, h5::Room::Tight);
    writeFormat(created.id(), fields::kIntegerFormat);
    writeInteger(created.id(), deployment);
    std::shared_ptr<FileLock> lock;
    created.publish(force, lock);
    return {};
  } catch (const std::exception& error) {
    return failure(DYADIC_TR("engine", "%1 cannot be created: %2."), {path, error.what()});
  }
}

}  // namespace dyadic::runlog
