// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/SeedReport.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <set>

#include "engine/session/SweepFolder.h"

namespace dyadic::session {
namespace {

namespace fs = std::filesystem;

/// A run of the table: there, or only planned.
struct Entry {
  RunConfig config;
  ConfigValues values;
  std::shared_ptr<const RunSnapshot> run;  ///< null where there is no file
  std::string state;
  std::string reason;

  [[nodiscard]] bool finished() const { return run && run->state == RunState::Finished && !run->stages.empty(); }
};

/// Widens the ranges by what the last stage of a run has.
void addRun(Configuration& to, const RunSnapshot& run) {
  const StageRecord& stage = *run.stages.back();
  std::vector<int> weights;
  const auto& layers = run.outline->model.layers;
  for (std::size_t i = 0; i < layers.size() && i < stage.layers.size(); ++i) {
    if (layers[i].op != "BatchNorm2d") weights.push_back(stage.layers[i].bits);
  }
  const bool between = weights.size() > 2;  // else there is nothing but a first and a last layer
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (!between || (i > 0 && i + 1 < weights.size())) to.weights.widen(weights[i]);
  }
  if (!weights.empty()) {
    to.first.widen(weights.front());
    to.last.widen(weights.back());
  }
  const BitRange maps = mapBits(run);
  for (const int bits : {maps.low, maps.high}) {
    if (maps.known()) to.activations.widen(bits);
  }
}

std::vector<Entry> entriesOf(const std::vector<std::shared_ptr<const RunSnapshot>>& runs,
                             const std::vector<PlannedRun>& planned) {
  std::vector<Entry> there;
  std::vector<std::string> experiments;
  for (const auto& run : runs) {
    if (!run->outline) continue;
    const RunConfig& config = run->outline->config;
    there.push_back({config, configValues(config), run, stateName(run->state), run->reason});
    experiments.push_back(experimentText(config));
  }
  std::vector<Entry> entries;
  std::vector<bool> taken(there.size(), false);
  for (const PlannedRun& plan : planned) {
    bool found = false;
    const std::string experiment = experimentText(plan.config);
    for (std::size_t i = 0; i < there.size(); ++i) {
      if (taken[i] || experiments[i] != experiment) continue;
      taken[i] = true;
      found = true;
      entries.push_back(there[i]);
    }
    if (!found) entries.push_back({plan.config, configValues(plan.config), nullptr, plan.state, plan.reason});
  }
  for (std::size_t i = 0; i < there.size(); ++i) {
    if (!taken[i]) entries.push_back(there[i]);
  }
  return entries;
}

/// Numbers of the finished runs; who is missing.
void fill(Configuration& configuration, const std::vector<const Entry*>& members) {
  std::vector<double> baseline, hard, change, average, bytes, compression, seconds;
  std::set<std::int64_t> images;
  for (const Entry* entry : members) {
    const std::uint64_t seed = entry->config.seed;
    if (!entry->finished()) {
      configuration.missing.push_back({seed, entry->state, entry->reason});
      continue;
    }
    const bool known = std::any_of(configuration.runs.begin(), configuration.runs.end(),
                                   [&](const FinishedRun& run) { return run.seed == seed; });
    if (known) {
      configuration.repeated.push_back(entry->run->path);
      continue;
    }
    const RunReport report = reportOf(*entry->run);
    configuration.runs.push_back({seed, report.path, report.name});
    baseline.push_back(report.floatTop1);
    hard.push_back(report.hardTop1);
    change.push_back(report.hardTop1 - report.floatTop1);
    average.push_back(report.averageBits);
    seconds.push_back(report.seconds);
    const StoredSize size = storedSize(entry->run->outline->model, *entry->run->stages.back());
    bytes.push_back(size.bytes);
    compression.push_back(size.compression());
    images.insert(entry->run->stages.back()->hard.images);
    addRun(configuration, *entry->run);
  }
  // A run that was done again elsewhere is not missing.
  auto& missing = configuration.missing;
  missing.erase(std::remove_if(missing.begin(), missing.end(),
                               [&](const MissingRun& run) {
                                 return std::any_of(configuration.runs.begin(), configuration.runs.end(),
                                                    [&](const FinishedRun& other) { return other.seed == run.seed; });
                               }),
                missing.end());
  const auto bySeed = [](const auto& a, const auto& b) { return a.seed < b.seed; };
  std::stable_sort(configuration.runs.begin(), configuration.runs.end(), bySeed);
  std::stable_sort(missing.begin(), missing.end(), bySeed);
  if (images.size() == 1) configuration.images = *images.begin();
  configuration.floatTop1 = spreadOf(baseline);
  configuration.hardTop1 = spreadOf(hard);
  configuration.change = spreadOf(change);
  configuration.averageBits = spreadOf(average);
  configuration.bytes = spreadOf(bytes);
  configuration.compression = spreadOf(compression);
  configuration.seconds = spreadOf(seconds);
}

std::string seedsText(const std::vector<MissingRun>& missing) {
  std::string text;
  for (const MissingRun& run : missing) {
    text += (text.empty() ? "" : ", ") + std::string("seed ") + std::to_string(run.seed) + " " + run.state;
    if (!run.reason.empty()) text += " (" + run.reason + ")";
  }
  return text;
}

void addNotes(SeedReport& report) {
  bool several = false;
  bool alone = false;
  std::set<std::int64_t> images;
  for (const Configuration& each : report.configurations) {
    several = several || each.runs.size() > 1;
    alone = alone || each.runs.size() == 1;
    if (!each.runs.empty()) images.insert(each.images);
    if (!each.missing.empty())
      report.notes.push_back("Missing from " + each.label + ", and not in its numbers: " + seedsText(each.missing) +
                             ".");
    for (const std::string& path : each.repeated)
      report.notes.push_back("Left out: " + path + " repeats a seed of " + each.label + ".");
  }
  if (several)
    report.notes.push_back(alone ? "± is the standard deviation over seeds (n - 1); a row of one run has none."
                                 : "± is the standard deviation over seeds (n - 1).");
  if (images.size() > 1 || images.count(0) > 0)
    report.notes.push_back("The rows were measured on different numbers of validation images.");
}

/// The reason in FOLDER/failed/NAME.log.
std::optional<std::string> failedReason(const std::string& folder, const std::string& name) {
  const fs::path path = fs::path(folder) / "failed" / (name + ".log");
  std::error_code ignored;
  if (!fs::is_regular_file(path, ignored)) return std::nullopt;  // opening a pipe may never end
  std::ifstream log(path);
  std::string line;
  if (!std::getline(log, line)) return std::nullopt;
  const std::string prefix = "reason: ";
  if (line.rfind(prefix, 0) == 0) line.erase(0, prefix.size());
  return line.substr(0, 500);
}

}  // namespace

PlannedRuns plannedRuns(const std::vector<std::string>& paths) {
  PlannedRuns planned;
  for (const std::string& folder : paths) {
    std::error_code ignored;
    const fs::path file = fs::path(folder) / "sweep.json";
    if (!fs::exists(file, ignored)) continue;
    auto plan = readSweepPlan(folder);
    if (!plan) {
      planned.unreadable.emplace_back(file.string(), plan.error());
      continue;
    }
    for (SweepRun& run : plan->runs) {
      const auto reason = failedReason(folder, run.name);
      planned.runs.push_back({std::move(run.config), reason ? "failed" : "not run", reason.value_or("")});
    }
  }
  return planned;
}

SeedReport seedReport(const std::vector<std::shared_ptr<const RunSnapshot>>& runs,
                      const std::vector<PlannedRun>& planned) {
  const std::vector<Entry> entries = entriesOf(runs, planned);
  ConfigPointers configs;
  for (const Entry& entry : entries) configs.push_back(&entry.values);
  SeedReport report;
  ConfigPointers firsts;
  for (const auto& group : equalConfigs(configs, {"seed"})) {
    std::vector<const Entry*> members;
    for (const std::size_t i : group) members.push_back(&entries[i]);
    Configuration configuration;
    configuration.values = members.front()->values;
    configuration.method = members.front()->config.method.id;
    fill(configuration, members);
    report.configurations.push_back(std::move(configuration));
    firsts.push_back(configs[group.front()]);
  }
  const auto labels = differenceLabels(firsts, {"seed"});
  for (std::size_t i = 0; i < labels.size(); ++i) {
    Configuration& each = report.configurations[i];
    each.label = !labels[i].empty() ? labels[i] : each.method.empty() ? "float" : each.method;
  }
  report.keys = tellingKeys(firsts, {"seed", "method.id"});
  addNotes(report);
  return report;
}

Expected<const Configuration*> findConfiguration(const SeedReport& report, const std::string& word) {
  const auto& all = report.configurations;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool named = std::any_of(all[i].runs.begin(), all[i].runs.end(), [&](const FinishedRun& run) {
      return run.name == word || run.path == word || fs::path(run.path).filename() == word;
    });
    if (word == std::to_string(i + 1) || word == all[i].label || named) return &all[i];
  }
  std::string labels;
  for (std::size_t i = 0; i < all.size(); ++i)
    labels += (i > 0 ? "; " : "") + std::to_string(i + 1) + ": " + all[i].label;
  return usageError(DYADIC_TR("engine",
                              "There is no configuration \"%1\". Name a row by its number, its label or one "
                              "of its runs: %2."),
                    {word, labels});
}

}  // namespace dyadic::session
