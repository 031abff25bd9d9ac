// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>

#include "engine/session/Config.h"
#include "engine/session/RunSession.h"
#include "tests/bench/Bench.h"
#include "tests/bench/ScratchFolder.h"

namespace dyadic::bench {
namespace {

/// The example as it opens, on part of its data: a shorter run than the example's own, whose file is as large, so that
/// the share is on the high side.
Expected<Measurement> measureShare() {
  const ScratchFolder folder;
  auto config =
      session::readConfig(session::resourcesFolder() + "/presets/quickstart.json", {"data.train_limit=20000"});
  if (!config) return config.error();
  const std::string path = folder.file("run.h5");
  config->output = path;
  config->threads = kThreads;
  session::RunRequest request;
  request.config = *config;
  auto run = session::RunSession::start(request, [](const std::shared_ptr<const RunSnapshot>&) {});
  if (!run) return run.error();
  (*run)->wait();
  const auto snapshot = (*run)->snapshot();
  if (snapshot->state != RunState::Finished) return failure("the run did not finish: %1", {snapshot->reason});
  Measurement result;
  result.ours = (*run)->secondsLogging();
  result.other = snapshot->progress.seconds;
  result.unit = "s";
  result.note = "checkpoints and log of the quickstart on 20,000 images, " +
                std::to_string(std::filesystem::file_size(path) / 1024) + " KiB, " + std::to_string(kThreads) +
                " threads";
  return result;
}

}  // namespace

std::vector<Target> runFileTargets() { return {{"run-file-share", "the run it is written in", 0.02, measureShare}}; }

}  // namespace dyadic::bench
