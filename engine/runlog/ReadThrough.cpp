// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runlog/CheckpointStore.h"
#include "engine/runlog/Fields.h"
#include "engine/runlog/FileReading.h"
#include "engine/runlog/H5Attribute.h"
#include "engine/runlog/H5Dataset.h"
#include "engine/runlog/IntegerGroup.h"
#include "engine/runlog/RunFile.h"
#include "engine/runlog/RunReader.h"
#include "engine/runlog/SoundFiles.h"

namespace dyadic::runlog {
namespace {

constexpr std::size_t kLongestReason = 400;

/// Everything that writing on does to what is there, on a copy in memory.
void rehearse(hid_t file) {
  if (h5::text(file, "state") == stateName(RunState::Finished)) {
    if (h5::exists(file, "integer")) writeInteger(file, readInteger(file));
  } else {
    takeBack(file);
    writeCheckpoint(file, readCheckpoint(file), extentOf(file));
    const h5::Handle stages = h5::openGroup(file, "stages");
    if (const std::size_t count = h5::linkCount(stages); count > 0) {
      StageRecord stage = readStage(stages, count - 1, readModel(file));
      stage.index = static_cast<int>(count);
      writeStage(stages, stage);
    }
    const h5::Handle series = h5::openGroup(file, "series");
    const auto edges = static_cast<std::size_t>(h5::Array(h5::openGroup(file, "edges"), "name").size());
    TrainSeries row;
    row.step = {0};
    row.stage = {0};
    row.epoch = row.loss = row.learningRate = {0};
    appendTrain(series, row);
    appendExponents(series, 0, std::vector<double>(edges));
  }
  h5::check(H5Fflush(file, H5F_SCOPE_LOCAL), "cannot flush the file");
}

Status rehearseOn(const std::string& path) {
  try {
    h5::prepareThread();
    const h5::Handle file = h5::openInMemory(path);
    checkFormat(file, fields::kRunFormat);
    rehearse(file);
    return {};
  } catch (const std::exception& error) {
    return readError(path, error.what());
  }
}

template <class T>
Status statusOf(const Expected<T>& read) {
  return read ? Status() : Status(read.error());
}

Status read(const std::string& path, Part part) {
  switch (part) {
    case Part::Summary:
      return statusOf(readRun(path, {}, RunDetail::Series));
    case Part::Run:
      if (Status run = statusOf(readRun(path)); !run) return run;
      return statusOf(readProvenance(path));
    case Part::Predictions:
      return statusOf(readPredictions(path));
    case Part::Quantized:
      return statusOf(readQuantized(path));
    case Part::Integer:
      return statusOf(readInteger(path));
    case Part::Training:
      return statusOf(readCheckpoint(path));
    case Part::Change:
      break;
  }
  return rehearseOn(path);
}

}  // namespace

std::optional<std::string> readThrough(const std::string& path, Part part) {
  const Status status = read(path, part);
  if (status) return std::nullopt;
  std::string reason = status.error().arguments.size() > 1 ? status.error().arguments[1] : status.error().message();
  reason.resize(std::min(reason.size(), kLongestReason));
  for (char& letter : reason) {
    if (static_cast<unsigned char>(letter) < ' ') letter = ' ';  // names come from the file
  }
  return reason.empty() ? "it is damaged" : reason;
}

}  // namespace dyadic::runlog
