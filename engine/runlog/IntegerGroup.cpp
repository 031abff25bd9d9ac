// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runlog/IntegerGroup.h"

#include <filesystem>

#include "engine/runlog/Fields.h"
#include "engine/runlog/FileReading.h"
#include "engine/runlog/H5Attribute.h"
#include "engine/runlog/Records.h"
#include "engine/runlog/RunContents.h"
#include "engine/runlog/RunWriter.h"
#include "engine/runlog/WorkFile.h"

namespace dyadic::runlog {
namespace {

Error replaceError(const std::string& path, const std::string& reason) {
  return failure(DYADIC_TR("engine", "the integer program in %1 cannot be written: %2. The file is as it was."),
                 {path, reason});
}

/// Two runs may have been at the same path one after the other.
bool isSame(const RunSnapshot& run, const RunContents& now) {
  const auto loss = [](const auto& stages) { return stages.empty() ? 0 : stages.back()->hard.loss; };
  return run.started == now.started && run.ended == now.ended && run.stages.size() == now.stages.size() &&
         loss(run.stages) == loss(now.stages);
}

void replaceIn(const std::string& path, const RunSnapshot& run, const IntegerDeployment& deployment) {
  std::shared_ptr<FileLock> lock = lockForWriting(path);
  removeLeftovers(path);
  RunContents contents = readContents(path);
  if (contents.state != RunState::Finished) throw h5::Failure("its run has not finished");
  if (!isSame(run, contents)) throw h5::Failure("another run has taken its name meanwhile");
  contents.integer = deployment;
  WorkFile work = WorkFile::insteadOf(*lock, path, h5::Room::Tight);
  writeContents(work.id(), contents);
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

Status replaceInteger(const RunSnapshot& run, const IntegerDeployment& deployment) {
  try {
    h5::prepareThread();
    replaceIn(std::filesystem::canonical(run.path).string(), run, deployment);
    return {};
  } catch (const std::exception& error) {
    return replaceError(run.path, error.what());
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
