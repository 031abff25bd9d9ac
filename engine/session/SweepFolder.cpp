// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/SweepFolder.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>

#include "engine/runlog/FileLock.h"
#include "engine/session/Config.h"
#include "engine/session/ConfigText.h"
#include "engine/session/RunSession.h"
#include "engine/types/OutputFile.h"

namespace dyadic::session {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using nlohmann::ordered_json;

constexpr const char* kPlan = "sweep.json";
constexpr int kLockAttempts = 20;  // at a file that its owner removes meanwhile

/// What is known of a file of the folder.
struct Found {
  SweepPlace place = SweepPlace::Unreadable;
  std::string path;
  std::string reason;
};

/// Which of several files of one experiment to go by.
int worthOf(SweepPlace place) {
  switch (place) {
    case SweepPlace::Finished:
      return 3;
    case SweepPlace::Underway:
      return 2;
    case SweepPlace::Stopped:
      return 1;
    default:
      return 0;
  }
}

SweepPlace placeOf(RunState state) {
  switch (state) {
    case RunState::Finished:
      return SweepPlace::Finished;
    case RunState::Stopped:
    case RunState::Interrupted:
      return SweepPlace::Stopped;
    case RunState::Failed:
      return SweepPlace::Failed;
    default:
      return SweepPlace::Underway;
  }
}

}  // namespace

std::vector<SweepFile> findSweepFiles(const Sweep& sweep) {
  std::map<std::string, Found> experiments;
  std::map<std::string, Found> files;
  std::error_code error;
  for (fs::directory_iterator it(sweep.folder, error), end; !error && it != end; it.increment(error)) {
    if (it->path().extension() != ".h5") continue;
    Found found{SweepPlace::Unreadable, it->path().string(), {}};
    const auto run = openRun(found.path, RunDetail::Summary);
    if (!run || !(*run)->outline) {
      found.reason = run ? (*run)->reason : run.error().message();
    } else {
      found.place = placeOf((*run)->state);
      found.reason = (*run)->reason;
      Found& known = experiments[experimentText((*run)->outline->config)];
      if (known.path.empty() || worthOf(found.place) > worthOf(known.place)) known = found;
      found.place = SweepPlace::Occupied;  // by another config, should its name be wanted
    }
    files[found.path] = found;
  }
  std::vector<SweepFile> result;
  for (const SweepRun& run : sweep.runs) {
    const auto experiment = experiments.find(experimentText(run.config));
    const auto file = files.find(run.config.output);
    const Found* found = experiment != experiments.end() ? &experiment->second
                         : file != files.end()           ? &file->second
                                                         : nullptr;
    result.push_back(found ? SweepFile{found->place, found->path, found->reason}
                           : SweepFile{SweepPlace::Missing, run.config.output, {}});
  }
  return result;
}

Expected<std::unique_ptr<SweepLock>> SweepLock::take(const std::string& folder) {
  const std::string path = (fs::path(folder) / ".lock").string();
  std::error_code error;
  fs::create_directories(folder, error);
  for (int attempt = 0; attempt < kLockAttempts; ++attempt) {
    auto file = runlog::FileLock::create(path);
    if (file == nullptr && errno != EEXIST) {
      return failure(DYADIC_TR("engine", "%1 cannot be written: %2."), {path, std::strerror(errno)});
    }
    if (file == nullptr) file = runlog::FileLock::open(path, true);  // of a process that was killed, or is at work
    if (file != nullptr && !file->take()) {
      return failure(DYADIC_TR("engine", "Another sweep is at work in %1. Wait for it, or stop it."), {folder});
    }
    if (file != nullptr && file->isAt(path)) {
      return std::unique_ptr<SweepLock>(new SweepLock(path, std::move(file)));
    }
  }
  return failure(DYADIC_TR("engine", "Another sweep is at work in %1. Wait for it, or stop it."), {folder});
}

SweepLock::SweepLock(std::string path, std::unique_ptr<runlog::FileLock> file)
    : path_(std::move(path)), file_(std::move(file)) {}

SweepLock::~SweepLock() {
  std::error_code ignored;
  fs::remove(path_, ignored);
}

Status writeSweepPlan(const Sweep& sweep) {
  ordered_json plan = {{"format", "dyadic-sweep"}, {"format_version", 1}};
  ordered_json runs = ordered_json::array();
  for (const SweepRun& run : sweep.runs) {
    runs.push_back(
        {{"name", run.name}, {"label", run.label}, {"config", ordered_json::parse(formatConfig(run.config))}});
  }
  plan["runs"] = std::move(runs);
  std::error_code ignored;
  fs::create_directories(sweep.folder, ignored);
  return writeOutput((fs::path(sweep.folder) / kPlan).string(), true, [&plan](std::ostream& out) {
    out << plan.dump(1, ' ', false, ordered_json::error_handler_t::replace) << '\n';
  });
}

Expected<Sweep> readSweepPlan(const std::string& folder) {
  const std::string path = (fs::path(folder) / kPlan).string();
  std::error_code ignored;
  if (!fs::is_regular_file(path, ignored)) return failure(DYADIC_TR("engine", "%1 is no plan of a sweep."), {path});
  auto text = readConfigText(path);
  if (!text) return text.error();
  auto plan = parseConfigJson(*text, path);
  if (!plan) return plan.error();
  const auto runs = plan->is_object() ? plan->find("runs") : plan->end();
  if (!plan->is_object() || plan->value("format", json()) != "dyadic-sweep" || runs == plan->end() ||
      !runs->is_array()) {
    return failure(DYADIC_TR("engine", "%1 is no plan of a sweep."), {path});
  }
  Sweep sweep{folder, {}};
  for (const json& entry : *runs) {
    SweepRun run;
    if (!entry.is_object() || !entry.contains("config")) {
      return failure(DYADIC_TR("engine", "%1 is no plan of a sweep."), {path});
    }
    if (entry.contains("name") && entry["name"].is_string()) run.name = entry["name"];
    if (entry.contains("label") && entry["label"].is_string()) run.label = entry["label"];
    auto config = configFromJson(entry["config"], "/", path);
    if (!config) return config.error();
    run.config = std::move(*config);
    sweep.runs.push_back(std::move(run));
  }
  return sweep;
}

}  // namespace dyadic::session
