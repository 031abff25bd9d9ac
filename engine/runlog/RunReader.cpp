// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runlog/RunReader.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <thread>

#include "engine/runlog/CheckpointStore.h"
#include "engine/runlog/Fields.h"
#include "engine/runlog/FileLock.h"
#include "engine/runlog/H5Attribute.h"
#include "engine/runlog/H5Dataset.h"
#include "engine/runlog/Records.h"

namespace dyadic::runlog {
namespace {

constexpr std::chrono::milliseconds kPatience{2000};  // with a writer that is changing the file
constexpr std::chrono::milliseconds kPause{100};      // between attempts at a file that is being written
constexpr int kAttempts = 10;

Error readError(const std::string& path, const std::string& reason) {
  return failure(DYADIC_TR("engine", "%1 cannot be read as a run file: %2."), {path, reason});
}

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

/// Reads while no writer of another process changes the file; where one does so nevertheless, reads again.
template <class T>
Expected<T> withFile(const std::string& path, const std::function<T(hid_t, const FileLock&)>& read) {
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
        return read(h5::openFile(path, false), *lock);
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

std::string configText(hid_t file) {
  const auto texts = h5::Array(file, fields::kConfig.name).readTexts();
  if (texts.size() != 1) {
    throw h5::Failure("config is not a single text");
  }
  return texts.front();
}

struct RunContent {
  std::shared_ptr<RunSnapshot> snapshot;
  std::shared_ptr<RunOutline> outline;
  std::string configJson;
};

RunContent readContent(hid_t file, const FileLock& lock) {
  checkFormat(file, fields::kRunFormat);
  RunContent content{std::make_shared<RunSnapshot>(), std::make_shared<RunOutline>(), configText(file)};
  RunSnapshot& run = *content.snapshot;
  run.state = readState(file, lock);
  run.reason = h5::text(file, "reason");
  run.started = h5::text(file, "started");
  run.ended = h5::text(file, "ended");
  content.outline->model = readModel(file);
  content.outline->data = readData(file);
  const h5::Handle stages = h5::openGroup(file, "stages");
  content.outline->portions = h5::reals(stages, "portions");
  if (h5::exists(file, "baseline")) {
    run.baseline = readEvaluation(h5::openGroup(file, "baseline"), "");
  }
  const std::size_t count = h5::linkCount(stages);
  for (std::size_t i = 0; i < count; ++i) {
    run.stages.push_back(std::make_shared<StageRecord>(readStage(stages, i, content.outline->model)));
    run.progress.seconds += run.stages.back()->seconds;
  }
  run.progress.stage = static_cast<int>(count);
  const h5::Handle series = h5::openGroup(file, "series");
  run.train = std::make_shared<TrainSeries>(readTrain(series));
  run.validation = std::make_shared<ValidationSeries>(readValidation(series));
  run.exponents = std::make_shared<ExponentSeries>(readExponents(series));
  return content;
}

template <class T>
Expected<T> readPart(const std::string& path, T (*read)(hid_t)) {
  return withFile<T>(path, [read](hid_t file, const FileLock&) {
    checkFormat(file, fields::kRunFormat);
    return read(file);
  });
}

Provenance provenanceOf(hid_t file) {
  const h5::Handle group = h5::openGroup(file, "provenance");
  Provenance provenance;
  for (const std::string& key : h5::attributeNames(group)) {
    provenance[key] = h5::text(group, key.c_str());
  }
  return provenance;
}

}  // namespace

Expected<std::shared_ptr<const RunSnapshot>> readRun(const std::string& path, const ConfigParser& parser) {
  auto content = withFile<RunContent>(path, readContent);
  if (!content) {
    return content.error();
  }
  if (parser) {
    auto config = parser(content->configJson);
    if (!config) {
      return config.error();
    }
    content->outline->config = std::move(*config);
  }
  content->snapshot->path = path;
  content->snapshot->outline = content->outline;
  return std::shared_ptr<const RunSnapshot>(content->snapshot);
}

Expected<std::string> readConfigJson(const std::string& path) { return readPart(path, configText); }
Expected<std::vector<QuantizedLayer>> readQuantized(const std::string& path) {
  return readPart<std::vector<QuantizedLayer>>(path, readQuantized);
}
Expected<Predictions> readPredictions(const std::string& path) { return readPart<Predictions>(path, readPredictions); }
Expected<Checkpoint> readCheckpoint(const std::string& path) { return readPart<Checkpoint>(path, readCheckpoint); }
Expected<Provenance> readProvenance(const std::string& path) { return readPart(path, provenanceOf); }

}  // namespace dyadic::runlog
