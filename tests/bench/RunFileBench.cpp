// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <filesystem>

#include "engine/runlog/RunReader.h"
#include "engine/runlog/RunWriter.h"
#include "engine/session/Config.h"
#include "engine/session/RunSession.h"
#include "tests/bench/Bench.h"
#include "tests/bench/ScratchFolder.h"

namespace dyadic::bench {
namespace {

/// Runs the example on part of its data and returns the finished run. A shorter run than the example's own: the file
/// is as large, so its share is on the high side.
Expected<std::shared_ptr<const RunSnapshot>> runExample(const std::string& output) {
  auto config =
      session::readConfig(session::resourcesFolder() + "/presets/quickstart.json", {"data.train_limit=20000"});
  if (!config) return config.error();
  config->output = output;
  config->threads = kThreads;
  session::RunRequest request;
  request.config = *config;
  auto run = session::RunSession::start(request, [](const std::shared_ptr<const RunSnapshot>&) {});
  if (!run) return run.error();
  (*run)->wait();
  auto snapshot = (*run)->snapshot();
  if (snapshot->state != RunState::Finished) return failure("the run did not finish: %1", {snapshot->reason});
  return snapshot;
}

TrainSeries rows(const TrainSeries& all, std::size_t from, std::size_t to) {
  const auto part = [&](const auto& column) {
    return std::decay_t<decltype(column)>(column.begin() + static_cast<std::ptrdiff_t>(from),
                                          column.begin() + static_cast<std::ptrdiff_t>(to));
  };
  return {part(all.step), part(all.epoch), part(all.stage), part(all.loss), part(all.learningRate)};
}

/// Writes the run's file once more, as often flushed as in the run (once a second, and with each stage), but without
/// the waiting, and returns the seconds that took.
Expected<double> replay(const std::string& path, const RunSnapshot& run, const std::string& copy) {
  auto quantized = runlog::readQuantized(path);
  auto predictions = runlog::readPredictions(path);
  auto checkpoint = runlog::readCheckpoint(path);
  auto provenance = runlog::readProvenance(path);
  if (!quantized) return quantized.error();
  if (!predictions) return predictions.error();
  if (!checkpoint) return checkpoint.error();
  if (!provenance) return provenance.error();
  runlog::CreateOptions options;
  options.path = copy;
  options.outline = *run.outline;
  options.configJson = session::formatConfig(run.outline->config);
  options.provenance = *provenance;
  options.method = run.outline->config.method.id;
  Expected<double> writing = 0.0;
  const double opening = seconds([&] {
    auto writer = runlog::RunWriter::create(std::move(options));
    if (!writer) {
      writing = writer.error();
      return;
    }
    if (run.baseline) (*writer)->setBaseline(*run.baseline);
    const auto flushes = static_cast<std::size_t>(std::ceil(run.progress.seconds));
    const std::size_t steps = run.train->step.size();
    for (std::size_t i = 0; i < flushes; ++i) {
      (*writer)->appendTrain(rows(*run.train, steps * i / flushes, steps * (i + 1) / flushes));
      (*writer)->setState(RunState::Running);  // forces the flush
    }
    for (const auto& stage : run.stages) {
      (*writer)->appendStage(stage);
      (*writer)->setCheckpoint(*checkpoint);
    }
    (*writer)->appendValidation(*run.validation);
    for (std::size_t i = 0; i < run.exponents->epoch.size(); ++i) {
      (*writer)->appendExponents(run.exponents->epoch[i], run.exponents->meanExponent[i]);
    }
    (*writer)->setQuantized(std::move(*quantized));
    (*writer)->setPredictions(std::move(*predictions));
    if (auto end = (*writer)->finish(RunState::Finished); !end) writing = end.error();
  });
  return writing.ok() ? Expected<double>(opening) : writing;
}

Expected<Measurement> measureShare() {
  const ScratchFolder folder;
  const std::string path = folder.file("run.h5");
  auto run = runExample(path);
  if (!run) return run.error();
  std::vector<double> times;
  for (int round = 0; round < 5; ++round) {
    auto written = replay(path, **run, folder.file("copy" + std::to_string(round) + ".h5"));
    if (!written) return written.error();
    times.push_back(*written);
  }
  Measurement result;
  result.ours = median(times);
  result.other = (*run)->progress.seconds;
  result.unit = "s";
  result.note = "quickstart on 20,000 images, " + std::to_string(std::filesystem::file_size(path) / 1024) + " KiB, " +
                std::to_string(kThreads) + " threads";
  return result;
}

}  // namespace

std::vector<Target> runFileTargets() { return {{"run-file-share", "the run it is written in", 0.01, measureShare}}; }

}  // namespace dyadic::bench
