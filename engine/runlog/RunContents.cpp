// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runlog/RunContents.h"

#include "engine/runlog/CheckpointStore.h"
#include "engine/runlog/Fields.h"
#include "engine/runlog/FileLock.h"
#include "engine/runlog/FileReading.h"
#include "engine/runlog/H5Attribute.h"
#include "engine/runlog/H5Dataset.h"
#include "engine/runlog/IntegerGroup.h"
#include "engine/runlog/PartReading.h"
#include "engine/runlog/RunFile.h"
#include "engine/runlog/RunReader.h"

namespace dyadic::runlog {
namespace {

template <class T>
T orThrow(Expected<T> read) {
  if (!read) throw h5::Failure(reasonOf(read.error()));
  return std::move(*read);
}

template <class... T>
void cut(std::int64_t rows, std::vector<T>&... columns) {
  const auto wanted = static_cast<std::size_t>(rows);
  if (rows < 0 || ((columns.size() < wanted) || ...)) {
    throw h5::Failure("its checkpoint comes after what the file holds");
  }
  (columns.resize(wanted), ...);
}

RunContents readStory(const std::string& path) {
  RunPart part = orThrow(readRunPart(path, RunDetail::Full));
  const RunSnapshot& run = *part.snapshot;
  RunContents contents;
  contents.start = {.path = path,
                    .outline = *part.outline,
                    .configJson = std::move(part.configJson),
                    .provenance = orThrow(readProvenance(path)),
                    .method = std::move(part.method),
                    .seed = part.seed};
  contents.started = run.started;
  contents.ended = run.ended;
  contents.state = run.state;
  contents.reason = run.reason;
  contents.baseline = run.baseline;
  contents.stages = run.stages;
  contents.train = *run.train;
  contents.validation = *run.validation;
  contents.exponents = *run.exponents;
  TrainingPart training = orThrow(readTrainingPart(path));
  contents.checkpoint = std::move(training.checkpoint);
  contents.extent = training.extent;
  return contents;
}

void writeSeries(hid_t file, const RunContents& contents) {
  createSeries(file, contents.start.outline.model.edges.size());
  const h5::Handle series = h5::openGroup(file, "series");
  appendTrain(series, contents.train);
  appendValidation(series, contents.validation);
  for (std::size_t row = 0; row < contents.exponents.epoch.size(); ++row) {
    appendExponents(series, contents.exponents.epoch[row], contents.exponents.meanExponent[row]);
  }
}

void writeResults(hid_t file, const RunContents& contents) {
  if (!contents.quantized.empty()) writeQuantized(file, contents.quantized);
  if (!contents.predictions.label.empty()) writePredictions(file, contents.predictions);
  if (contents.integer) writeInteger(file, *contents.integer);
}

void writeProvenance(hid_t file, const Provenance& provenance) {
  const h5::Handle group = h5::createGroup(file, "provenance");
  for (const auto& [key, value] : provenance) {
    h5::setText(group, key.c_str(), value);
  }
}

void writeStages(hid_t file, const RunContents& contents) {
  const h5::Handle stages = h5::createGroup(file, "stages");
  h5::setText(stages, "description", "one group a finished stage; portions: the shares that all stages ask for");
  h5::setReals(stages, "portions", contents.start.outline.portions);
  for (const auto& stage : contents.stages) {
    writeStage(stages, *stage);
  }
}

}  // namespace

RunContents readContents(const std::string& path) {
  RunContents contents = readStory(path);
  contents.quantized = orThrow(readQuantized(path));
  contents.predictions = orThrow(readPredictions(path));
  contents.integer = orThrow(readInteger(path));
  return contents;
}

RunContents readAtCheckpoint(const std::string& path) {
  RunContents contents = readStory(path);
  cut(contents.extent.stages, contents.stages);
  TrainSeries& train = contents.train;
  cut(contents.extent.train, train.step, train.epoch, train.stage, train.loss, train.learningRate);
  ValidationSeries& validation = contents.validation;
  cut(contents.extent.validation, validation.epoch, validation.stage, validation.top1, validation.hardTop1,
      validation.loss);
  cut(contents.extent.exponents, contents.exponents.epoch, contents.exponents.meanExponent);
  return contents;
}

void writeContents(hid_t file, const RunContents& contents) {
  writeFormat(file, fields::kRunFormat);
  h5::setText(file, "method", contents.start.method);
  h5::setUnsigned(file, "seed", contents.start.seed);
  h5::setText(file, "started", contents.started);
  h5::writeText(file, fields::kConfig, contents.start.configJson);
  writeProvenance(file, contents.start.provenance);
  writeModel(file, contents.start.outline.model);
  writeData(file, contents.start.outline.data);
  if (contents.baseline) writeBaseline(file, *contents.baseline);
  writeStages(file, contents);
  writeSeries(file, contents);
  createCheckpoint(file);
  if (!contents.checkpoint.empty()) writeCheckpoint(file, contents.checkpoint, contents.extent);
  writeResults(file, contents);
  const WriterIdentity writer = thisProcess();
  h5::setText(file, "writer_host", writer.host);
  h5::setText(file, "writer_boot_id", writer.bootId);
  h5::setInteger(file, "writer_pid", writer.pid);
  h5::setText(file, "last_write", utcNow());
  h5::setText(file, "reason", contents.reason);
  h5::setText(file, "ended", contents.ended);
  h5::setText(file, "state", stateName(contents.state));
}

}  // namespace dyadic::runlog
