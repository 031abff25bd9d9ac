// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>

#include "engine/session/Config.h"
#include "engine/session/RunSession.h"
#include "tests/bench/Bench.h"
#include "tests/bench/RunCopy.h"
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
