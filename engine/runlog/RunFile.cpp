// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runlog/RunFile.h"

#include <ctime>

#include "engine/runlog/CheckpointStore.h"
#include "engine/runlog/H5Attribute.h"
#include "engine/runlog/H5Dataset.h"
#include "engine/runlog/RunContents.h"
#include "engine/runlog/SoundFiles.h"

namespace dyadic::runlog {
namespace {

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

RunFile::RunFile(WorkFile work, std::shared_ptr<FileLock> published)
    : work_(std::move(work)), published_(std::move(published)) {}

RunFile::~RunFile() = default;

std::unique_ptr<RunFile> RunFile::create(const CreateOptions& options) {
  removeLeftovers(options.path);
  std::unique_ptr<RunFile> run(new RunFile(WorkFile::create(options.path), nullptr));
  writeContents(run->work_->id(), {.start = options, .started = utcNow()});
  run->publish(options.force);
  return run;
}

std::unique_ptr<RunFile> RunFile::reopen(const std::string& path, const std::string& note) {
  std::shared_ptr<FileLock> lock = lockForWriting(path);
  removeLeftovers(path);
  RunContents contents = readAtCheckpoint(path);
  if (contents.state == RunState::Finished) {
    throw h5::Failure("the run is finished");
  }
  std::string& resumed = contents.start.provenance["resumed"];
  resumed += (resumed.empty() ? "" : "\n") + utcNow() + (note.empty() ? "" : " " + note);
  contents.state = RunState::Running;
  contents.reason.clear();
  contents.ended.clear();
  WorkFile work = WorkFile::insteadOf(*lock, path);
  std::unique_ptr<RunFile> run(new RunFile(std::move(work), std::move(lock)));
  writeContents(run->work_->id(), contents);
  run->publish();
  return run;
}

std::unique_ptr<RunFile> RunFile::continued(const std::string& path) const {
  return std::unique_ptr<RunFile>(new RunFile(WorkFile::copyOf(*published_, path), published_));
}

void RunFile::setBaseline(const Evaluation& baseline) { writeBaseline(work_->id(), baseline); }

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

void RunFile::sayAlive() const {
  if (published_ == nullptr) return;
  published_->sayAlive();
  knowOwn(published_->descriptor());  // files are known by their times
}

}  // namespace dyadic::runlog
