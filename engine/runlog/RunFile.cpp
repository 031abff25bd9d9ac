// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runlog/RunFile.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <ctime>

#include "engine/runlog/CheckpointStore.h"
#include "engine/runlog/Fields.h"
#include "engine/runlog/H5Attribute.h"
#include "engine/runlog/H5Dataset.h"

namespace dyadic::runlog {
namespace {

/// How long a flush waits for readers of other processes. After that it goes on: they notice and read again.
constexpr std::chrono::milliseconds kFlushPatience{500};

[[noreturn]] void failWithErrno(const std::string& what) { throw h5::Failure(what + ": " + std::strerror(errno)); }

void requireLength(std::size_t have, std::size_t want, const char* what) {
  if (have != 0 && have != want) {
    throw h5::Failure(std::string("a stage has ") + std::to_string(have) + " " + what + " instead of " +
                      std::to_string(want));
  }
}

/// An end is dated.
void writeState(hid_t file, RunState state, const std::string& reason) {
  h5::setText(file, "reason", reason);
  h5::setText(file, "ended", state == RunState::Running || state == RunState::Paused ? "" : utcNow());
  h5::setText(file, "state", stateName(state));
}

/// This process writes the file from now on.
void signIn(hid_t file) {
  const WriterIdentity writer = thisProcess();
  h5::setText(file, "writer_host", writer.host);
  h5::setText(file, "writer_boot_id", writer.bootId);
  h5::setInteger(file, "writer_pid", writer.pid);
  h5::setText(file, "last_write", utcNow());
  writeState(file, RunState::Running, "");
}

std::size_t tableLength(hid_t file, const char* table) { return h5::Array(h5::openGroup(file, table), "name").size(); }

}  // namespace

std::string temporaryName(const std::string& path) {
  static std::atomic<int> number = 0;
  return path + ".new-" + std::to_string(getpid()) + "-" + std::to_string(number++);
}

std::string utcNow() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[32];
  std::strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

const char* stateName(RunState state) {
  switch (state) {
    case RunState::Opening:
    case RunState::Running:
    case RunState::Interrupted:
      return "running";
    case RunState::Paused:
      return "paused";
    case RunState::Finished:
      return "finished";
    case RunState::Stopped:
      return "stopped";
    case RunState::Failed:
      break;
  }
  return "failed";
}

NewFile::NewFile(std::string path, bool force, h5::Room room)
    : path_(std::move(path)), force_(force), temporary_(temporaryName(path_)) {
  file_ = h5::createFile(temporary_, room);
}

NewFile::~NewFile() {
  if (file_ >= 0) {
    h5::abandon(std::move(file_));
    ::unlink(temporary_.c_str());
  }
}

h5::Handle NewFile::publish() {
  h5::flush(file_);
  const unsigned flags = force_ ? 0 : RENAME_NOREPLACE;
  if (renameat2(AT_FDCWD, temporary_.c_str(), AT_FDCWD, path_.c_str(), flags) != 0) {
    // Some file systems cannot rename without replacing; there the check made before has to do.
    const bool unsupported = errno == EINVAL || errno == ENOSYS;
    if (!unsupported || access(path_.c_str(), F_OK) == 0 || rename(temporary_.c_str(), path_.c_str()) != 0) {
      failWithErrno("cannot give the file its name");
    }
  }
  return std::move(file_);
}

RunFile::RunFile(h5::Handle file, std::unique_ptr<FileLock> lock) : file_(std::move(file)), lock_(std::move(lock)) {}

RunFile::~RunFile() { abandon(); }

std::unique_ptr<RunFile> RunFile::create(const CreateOptions& options) {
  NewFile created(options.path, options.force);
  const hid_t file = created.id();
  writeFormat(file, fields::kRunFormat);
  h5::setText(file, "method", options.method);
  h5::setUnsigned(file, "seed", options.seed);
  h5::setText(file, "started", utcNow());
  h5::writeText(file, fields::kConfig, options.configJson);
  const h5::Handle provenance = h5::createGroup(file, "provenance");
  for (const auto& [key, value] : options.provenance) {
    h5::setText(provenance, key.c_str(), value);
  }
  writeModel(file, options.outline.model);
  writeData(file, options.outline.data);
  const h5::Handle stages = h5::createGroup(file, "stages");
  h5::setText(stages, "description", "one group a finished stage; portions: the shares that all stages ask for");
  h5::setReals(stages, "portions", options.outline.portions);
  createSeries(file, options.outline.model.edges.size());
  createCheckpoint(file);

  auto lock = FileLock::open(created.temporary(), true);
  if (lock == nullptr) {
    failWithErrno("cannot lock the file");
  }
  lock->take(FileLock::Byte::Writer, true, {});
  signIn(file);
  return std::unique_ptr<RunFile>(new RunFile(created.publish(), std::move(lock)));
}

std::unique_ptr<RunFile> RunFile::reopen(const std::string& path) {
  auto lock = FileLock::open(path, true);
  if (lock == nullptr) {
    failWithErrno("cannot open the file");
  }
  if (!lock->take(FileLock::Byte::Writer, true, {})) {
    throw h5::Failure("another process is writing it");
  }
  std::unique_ptr<RunFile> run(new RunFile(h5::openFile(path, true), std::move(lock)));
  const hid_t file = run->file_;
  checkFormat(file, fields::kRunFormat);
  if (h5::text(file, "state") == stateName(RunState::Finished)) {
    throw h5::Failure("the run is finished");
  }
  truncateTo(file, checkpointExtent(file));
  h5::unlink(file, "quantized");
  h5::unlink(file, "predictions");
  h5::unlink(file, "integer");
  signIn(file);
  run->flush();
  return run;
}

void RunFile::setBaseline(const Evaluation& baseline) {
  const h5::Handle group = h5::newGroup(file_);
  h5::setText(group, "description", "the float network; top1, top5: accuracy 0 to 1; loss: nats");
  writeEvaluation(group, "", baseline);
  h5::link(group, file_, "baseline");
}

void RunFile::appendStage(const StageRecord& stage) {
  const std::size_t layers = tableLength(file_, "layers");
  const std::size_t edges = tableLength(file_, "edges");
  requireLength(stage.layers.size(), layers, "layer records");
  requireLength(stage.histograms.size(), layers, "layer histograms");
  requireLength(stage.edges.size(), edges, "edge records");
  requireLength(stage.edgeHistograms.size(), edges, "edge histograms");
  writeStage(h5::openGroup(file_, "stages"), stage);
}

void RunFile::appendTrain(const TrainSeries& rows) { runlog::appendTrain(h5::openGroup(file_, "series"), rows); }

void RunFile::appendValidation(const ValidationSeries& rows) {
  runlog::appendValidation(h5::openGroup(file_, "series"), rows);
}

void RunFile::appendExponents(double epoch, const std::vector<double>& meanExponents) {
  runlog::appendExponents(h5::openGroup(file_, "series"), epoch, meanExponents);
}

void RunFile::setQuantized(const std::vector<QuantizedLayer>& layers) { writeQuantized(file_, layers); }

void RunFile::setPredictions(const Predictions& predictions) { writePredictions(file_, predictions); }

void RunFile::setInteger(const IntegerDeployment& deployment) { writeInteger(file_, deployment); }

void RunFile::setCheckpoint(const Checkpoint& checkpoint) {
  const int slot = writeCheckpoint(file_, checkpoint, extentOf(file_));
  flush();
  commitCheckpoint(file_, slot);
  flush();
}

void RunFile::setState(RunState state, const std::string& reason) { writeState(file_, state, reason); }

void RunFile::flush() {
  h5::setText(file_, "last_write", utcNow());
  const bool alone = lock_->take(FileLock::Byte::Flush, true, kFlushPatience);
  try {
    h5::flush(file_);
  } catch (...) {
    lock_->release(FileLock::Byte::Flush);
    throw;
  }
  if (alone) {
    lock_->release(FileLock::Byte::Flush);
  }
}

void RunFile::close() {
  flush();
  file_.reset();
  lock_.reset();
}

void RunFile::abandon() noexcept {
  if (file_ >= 0) {
    h5::abandon(std::move(file_));
  }
  lock_.reset();
}

}  // namespace dyadic::runlog
