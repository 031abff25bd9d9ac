// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runlog/RunFile.h"

#include <cerrno>
#include <cstring>
#include <ctime>

#include "engine/runlog/CheckpointStore.h"
#include "engine/runlog/Fields.h"
#include "engine/runlog/H5Attribute.h"
#include "engine/runlog/H5Dataset.h"

namespace dyadic::runlog {
namespace {

constexpr const char* kResumed = "resumed";

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

void takeBack(hid_t file) {
  truncateTo(file, checkpointExtent(file));
  h5::unlink(file, "quantized");
  h5::unlink(file, "predictions");
  h5::unlink(file, "integer");
  signIn(file);
}

RunFile::RunFile(WorkFile work, std::shared_ptr<FileLock> published)
    : work_(std::move(work)), published_(std::move(published)) {}

RunFile::~RunFile() = default;

std::unique_ptr<RunFile> RunFile::create(const CreateOptions& options) {
  removeLeftovers(options.path);
  std::unique_ptr<RunFile> run(new RunFile(WorkFile::create(options.path), nullptr));
  const hid_t file = run->work_->id();
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
  signIn(file);
  run->publish(options.force);
  return run;
}

std::unique_ptr<RunFile> RunFile::reopen(const std::string& path, const std::string& note) {
  std::shared_ptr<FileLock> lock = FileLock::open(path, true);
  if (lock == nullptr) {
    failWithErrno("cannot open the file");
  }
  // The second condition: between opening and locking it, its writer may have replaced it.
  if (!lock->take() || !lock->isAt(path)) {
    throw h5::Failure("another process is writing it");
  }
  removeLeftovers(path);
  WorkFile work = WorkFile::copyOf(*lock, path);
  std::unique_ptr<RunFile> run(new RunFile(std::move(work), std::move(lock)));
  const hid_t file = run->work_->id();
  checkFormat(file, fields::kRunFormat);
  if (h5::text(file, "state") == stateName(RunState::Finished)) {
    throw h5::Failure("the run is finished");
  }
  truncateTo(file, checkpointExtent(file));
  h5::unlink(file, "quantized");
  h5::unlink(file, "predictions");
  h5::unlink(file, "integer");
  const h5::Handle provenance = h5::openGroup(file, "provenance");
  const std::string earlier = h5::hasAttribute(provenance, kResumed) ? h5::text(provenance, kResumed) + "\n" : "";
  h5::setText(provenance, kResumed, earlier + utcNow() + (note.empty() ? "" : " " + note));
  signIn(file);
  run->publish();
  return run;
}

std::unique_ptr<RunFile> RunFile::continued(const std::string& path) const {
  return std::unique_ptr<RunFile>(new RunFile(WorkFile::copyOf(*published_, path), published_));
}

void RunFile::setBaseline(const Evaluation& baseline) {
  const h5::Handle group = h5::newGroup(work_->id());
  h5::setText(group, "description", "the float network; top1, top5: accuracy 0 to 1; loss: nats");
  writeEvaluation(group, "", baseline);
  h5::link(group, work_->id(), "baseline");
}

void RunFile::appendStage(const StageRecord& stage) {
  const std::size_t layers = tableLength(work_->id(), "layers");
  const std::size_t edges = tableLength(work_->id(), "edges");
  requireLength(stage.layers.size(), layers, "layer records");
  requireLength(stage.histograms.size(), layers, "layer histograms");
  requireLength(stage.edges.size(), edges, "edge records");
  requireLength(stage.edgeHistograms.size(), edges, "edge histograms");
  writeStage(h5::openGroup(work_->id(), "stages"), stage);
}

void RunFile::appendTrain(const TrainSeries& rows) { runlog::appendTrain(h5::openGroup(work_->id(), "series"), rows); }

void RunFile::appendValidation(const ValidationSeries& rows) {
  runlog::appendValidation(h5::openGroup(work_->id(), "series"), rows);
}

void RunFile::appendExponents(double epoch, const std::vector<double>& meanExponents) {
  runlog::appendExponents(h5::openGroup(work_->id(), "series"), epoch, meanExponents);
}

void RunFile::setQuantized(const std::vector<QuantizedLayer>& layers) { writeQuantized(work_->id(), layers); }

void RunFile::setPredictions(const Predictions& predictions) { writePredictions(work_->id(), predictions); }

void RunFile::setInteger(const IntegerDeployment& deployment) { writeInteger(work_->id(), deployment); }

void RunFile::setCheckpoint(const Checkpoint& checkpoint) {
  writeCheckpoint(work_->id(), checkpoint, extentOf(work_->id()));
}

void RunFile::setState(RunState state, const std::string& reason) { writeState(work_->id(), state, reason); }

void RunFile::publish(bool replace) {
  h5::setText(work_->id(), "last_write", utcNow());
  const bool ours = published_ == nullptr || published_->isAt(work_->path());
  work_->publish(replace && ours, published_);
}

}  // namespace dyadic::runlog
