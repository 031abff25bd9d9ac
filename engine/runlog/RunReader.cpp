// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runlog/RunReader.h"

#include "engine/runlog/CheckpointStore.h"
#include "engine/runlog/Fields.h"
#include "engine/runlog/FileReading.h"
#include "engine/runlog/H5Attribute.h"
#include "engine/runlog/H5Dataset.h"
#include "engine/runlog/PartReading.h"
#include "engine/runlog/Records.h"

namespace dyadic::runlog {
namespace {

std::string configText(hid_t file) {
  const auto texts = h5::Array(file, fields::kConfig.name).readTexts();
  if (texts.size() != 1) {
    throw h5::Failure("config is not a single text");
  }
  return texts.front();
}

void readSeries(hid_t file, RunDetail detail, RunSnapshot& run) {
  const h5::Handle series = h5::openGroup(file, "series");
  const bool all = detail == RunDetail::Full;
  const bool curves = all || detail == RunDetail::Series;
  run.train = std::make_shared<TrainSeries>(curves ? readTrain(series) : TrainSeries());
  run.validation = std::make_shared<ValidationSeries>(curves ? readValidation(series) : ValidationSeries());
  run.exponents = std::make_shared<ExponentSeries>(all ? readExponents(series) : ExponentSeries());
}

RunPart readContent(hid_t file, const FileLock& lock, RunDetail detail) {
  checkFormat(file, fields::kRunFormat);
  RunPart content{std::make_shared<RunSnapshot>(), std::make_shared<RunOutline>(), configText(file),
                  h5::text(file, "method"), h5::unsignedInteger(file, "seed")};
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
    const ModelInfo& model = content.outline->model;
    run.stages.push_back(std::make_shared<StageRecord>(
        detail == RunDetail::Full ? readStage(stages, i, model)
                                  : readStageSummary(stages, i, i + 1 == count ? &model : nullptr)));
    run.progress.seconds += run.stages.back()->seconds;
  }
  run.progress.stage = static_cast<int>(count);
  readSeries(file, detail, run);
  return content;
}

template <class T>
Expected<T> readPart(const std::string& path, Part part, T (*read)(hid_t)) {
  return makeOfFile<T>(path, part, [read](hid_t file, const FileLock&) {
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

TrainingPart trainingOf(hid_t file) { return {readCheckpoint(file), checkpointExtent(file)}; }

}  // namespace

Expected<RunPart> readRunPart(const std::string& path, RunDetail detail) {
  return makeOfFile<RunPart>(path, detail == RunDetail::Full ? Part::Run : Part::Summary,
                             [detail](hid_t file, const FileLock& lock) { return readContent(file, lock, detail); });
}

Expected<TrainingPart> readTrainingPart(const std::string& path) { return readPart(path, Part::Training, trainingOf); }

Expected<std::shared_ptr<const RunSnapshot>> readRun(const std::string& path, const ConfigParser& parser,
                                                     RunDetail detail) {
  auto content = readRunPart(path, detail);
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

Expected<std::string> readConfigJson(const std::string& path) { return readPart(path, Part::Run, configText); }
Expected<std::vector<QuantizedLayer>> readQuantized(const std::string& path) {
  return readPart<std::vector<QuantizedLayer>>(path, Part::Quantized, readQuantized);
}
Expected<Predictions> readPredictions(const std::string& path) {
  return readPart<Predictions>(path, Part::Predictions, readPredictions);
}
Expected<Checkpoint> readCheckpoint(const std::string& path) {
  auto training = readTrainingPart(path);
  if (!training) return training.error();
  return std::move(training->checkpoint);
}
Expected<Provenance> readProvenance(const std::string& path) { return readPart(path, Part::Run, provenanceOf); }

}  // namespace dyadic::runlog
