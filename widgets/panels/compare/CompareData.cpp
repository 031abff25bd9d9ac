// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/compare/CompareData.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <set>
#include <tuple>

#include "widgets/plots/Arithmetic.h"

namespace dyadic::widgets {
namespace {

const std::string kParameters = "method.parameters.";
const std::string kPartition = kParameters + "partition";
const std::string kSeed = "seed";

/// Belongs to a machine, not to an experiment.
bool isPlace(const std::string& key) { return key == "output" || key == "device" || key == "threads"; }

/// Everything that makes a run but the keys given: runs of the same text belong together.
std::string settingOf(const CompareRun& run, const std::set<std::string>& without) {
  std::string text;
  for (const auto& [key, value] : run.config) {
    if (!isPlace(key) && without.count(key) == 0) text += key + '\1' + value + '\2';
  }
  return text;
}

/// What tells each set of runs from the others by the values of `first`, as "bits 6, partition random". Keys that say
/// the same are said once: bits speak for activation_bits.
std::vector<std::string> labelsOf(const std::vector<const CompareRun*>& firsts, const std::set<std::string>& without) {
  std::set<std::string> keys;
  for (const CompareRun* run : firsts)
    for (const auto& [key, value] : run->config)
      if (!isPlace(key) && without.count(key) == 0) keys.insert(key);
  std::vector<std::string> ordered(keys.begin(), keys.end());
  std::stable_sort(ordered.begin(), ordered.end(),
                   [](const auto& a, const auto& b) { return shortKey(a).size() < shortKey(b).size(); });
  std::vector<std::string> labels(firsts.size());
  std::set<std::vector<std::string>> said;
  for (const std::string& key : ordered) {
    std::vector<std::string> values;
    for (const CompareRun* run : firsts) values.push_back(valueOf(*run, key));
    const bool same = std::all_of(values.begin(), values.end(), [&](const auto& value) { return value == values[0]; });
    if (same || !said.insert(values).second) continue;
    for (std::size_t i = 0; i < labels.size(); ++i) {
      if (!values[i].empty()) labels[i] += (labels[i].empty() ? "" : ", ") + shortKey(key) + " " + values[i];
    }
  }
  return labels;
}

double hardOf(const CompareRun& run, std::size_t stage) { return run.run->stages[stage]->hard.top1; }

void addStages(PartitionStudy& study, const std::vector<CompareRun>& runs) {
  std::map<std::string, std::size_t> randomOfSeed;
  for (const std::size_t i : study.random) randomOfSeed.emplace(valueOf(runs[i], kSeed), i);
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (const std::size_t i : study.pruning) {
    const auto other = randomOfSeed.find(valueOf(runs[i], kSeed));
    if (other == randomOfSeed.end()) continue;
    pairs.emplace_back(i, other->second);
    study.paired.push_back(runs[i].run->outline->config.seed);
    randomOfSeed.erase(other);
  }
  std::size_t count = runs[study.pruning.front()].run->stages.size();
  for (const auto* kind : {&study.pruning, &study.random})
    for (const std::size_t i : *kind) count = std::min(count, runs[i].run->stages.size());
  for (std::size_t stage = 0; stage < count; ++stage) {
    const auto spread = [&](const std::vector<std::size_t>& kind) {
      std::vector<double> values;
      for (const std::size_t i : kind) values.push_back(hardOf(runs[i], stage));
      return spreadOf(values);
    };
    std::vector<double> differences;
    for (const auto& [a, b] : pairs) differences.push_back(hardOf(runs[a], stage) - hardOf(runs[b], stage));
    study.stages.push_back({runs[study.pruning.front()].run->stages[stage]->portion, spread(study.pruning),
                            spread(study.random), spreadOf(differences)});
  }
}

/// Runs by everything but partition and seed, then by partition.
using Settings = std::map<std::string, std::map<std::string, std::vector<std::size_t>>>;
Settings byPartition(const std::vector<CompareRun>& runs) {
  Settings settings;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const std::string& kind = valueOf(runs[i], kPartition);
    if (!kind.empty() && !runs[i].run->stages.empty())
      settings[settingOf(runs[i], {kPartition, kSeed})][kind].push_back(i);
  }
  return settings;
}

}  // namespace

double CompareRun::hardTop1(int stage) const {
  if (run->stages.empty()) return kNotMeasured;
  const bool has = stage >= 0 && stage < static_cast<int>(run->stages.size());
  return (has ? run->stages[static_cast<std::size_t>(stage)] : run->stages.back())->hard.top1;
}

double CompareRun::floatTop1() const { return run->baseline ? run->baseline->top1 : kNotMeasured; }

std::string shortKey(const std::string& key) {
  if (key == "method.id") return "method";
  for (const std::string& prefix : {kParameters, std::string("training.")})
    if (key.rfind(prefix, 0) == 0) return key.substr(prefix.size());
  return key;
}

const std::string& valueOf(const CompareRun& run, const std::string& key) {
  static const std::string none;
  const auto found = run.config.find(key);
  return found == run.config.end() ? none : found->second;
}

std::vector<std::string> comparedKeys(const std::vector<CompareRun>& runs, bool all) {
  std::set<std::string> keys;
  for (const CompareRun& run : runs)
    for (const auto& [key, value] : run.config) keys.insert(key);
  std::vector<std::string> result;
  for (const std::string& key : keys) {
    const bool same = std::all_of(runs.begin(), runs.end(),
                                  [&](const CompareRun& run) { return valueOf(run, key) == valueOf(runs[0], key); });
    if (all || (!same && !isPlace(key))) result.push_back(key);
  }
  std::stable_partition(result.begin(), result.end(), [](const auto& key) { return key.rfind("method", 0) == 0; });
  return result;
}

std::vector<RunGroup> groupRuns(const std::vector<CompareRun>& runs, bool bySeed) {
  std::vector<RunGroup> groups;
  std::map<std::string, std::size_t> known;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const std::string setting = bySeed ? settingOf(runs[i], {kSeed}) : std::to_string(i);
    const auto [group, isNew] = known.emplace(setting, groups.size());
    if (isNew) groups.push_back({runs[i].name, runs[i].color, {}});
    groups[group->second].runs.push_back(i);
  }
  std::vector<const CompareRun*> firsts;
  for (const RunGroup& group : groups) firsts.push_back(&runs[group.runs.front()]);
  const std::vector<std::string> labels = labelsOf(firsts, {kSeed});
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (groups[i].runs.size() > 1) groups[i].name = labels[i];
  }
  return groups;
}

Spread spreadOf(const std::vector<double>& values) {
  Spread spread;
  double sum = 0;
  for (const double value : values) {
    if (!std::isfinite(value)) continue;
    sum += value;
    ++spread.count;
  }
  if (spread.count == 0) return spread;
  spread.mean = sum / static_cast<double>(spread.count);
  if (spread.count < 2) return spread;
  double squares = 0;
  for (const double value : values) {
    if (std::isfinite(value)) squares += (value - spread.mean) * (value - spread.mean);
  }
  spread.deviation = std::sqrt(squares / static_cast<double>(spread.count - 1));
  return spread;
}

std::vector<PartitionStudy> partitionStudies(const std::vector<CompareRun>& runs) {
  std::vector<PartitionStudy> studies;
  for (const auto& [setting, kinds] : byPartition(runs)) {
    const auto pruning = kinds.find("pruning");
    const auto random = kinds.find("random");
    if (pruning == kinds.end() || random == kinds.end()) continue;
    studies.push_back({{}, pruning->second, random->second, {}, {}});
    addStages(studies.back(), runs);
  }
  std::vector<const CompareRun*> firsts;
  for (const PartitionStudy& study : studies) firsts.push_back(&runs[study.pruning.front()]);
  const std::vector<std::string> labels = labelsOf(firsts, {kPartition, kSeed});
  for (std::size_t i = 0; i < studies.size(); ++i) studies[i].setting = labels[i];
  std::stable_sort(studies.begin(), studies.end(), [](const PartitionStudy& a, const PartitionStudy& b) {
    return std::make_tuple(a.paired.size(), a.pruning.size() + a.random.size()) >
           std::make_tuple(b.paired.size(), b.pruning.size() + b.random.size());
  });
  return studies;
}

MissingPartition missingPartition(const std::vector<CompareRun>& runs) {
  MissingPartition best;
  for (const auto& [setting, kinds] : byPartition(runs)) {
    for (const auto& [kind, members] : kinds) {
      if (members.size() > best.runs.size()) best = {kind, kind == "pruning" ? "random" : "pruning", members};
    }
  }
  return best;
}

std::vector<ParallelAxis> parallelAxes(const std::vector<CompareRun>& runs, int stage) {
  std::vector<ParallelAxis> axes;
  std::set<std::vector<std::string>> said;
  std::vector<std::string> keys = comparedKeys(runs, false);
  std::stable_sort(keys.begin(), keys.end(),
                   [](const auto& a, const auto& b) { return shortKey(a).size() < shortKey(b).size(); });
  for (const std::string& key : keys) {
    std::vector<std::string> texts;
    for (const CompareRun& run : runs) texts.push_back(valueOf(run, key));
    if (said.insert(texts).second) axes.push_back(axisOfTexts(key, shortKey(key), std::move(texts)));
  }
  const auto add = [&](const char* key, const NumberFormat& format, const auto& value) {
    std::vector<double> values;
    for (const CompareRun& run : runs) values.push_back(value(run));
    const bool same =
        std::all_of(values.begin(), values.end(), [&](double v) { return v == values[0] || !std::isfinite(v); });
    if (same && std::string(key) != "hard_top1") return;
    axes.push_back(axisOfNumbers(key, key, std::move(values), format));
  };
  if (runs.empty()) return axes;
  add("average_bits", {1, 2}, [](const CompareRun& run) { return run.averageBits; });
  add("bytes", {1.0 / 1000, 1}, [](const CompareRun& run) { return run.bytes; });
  add("hard_top1", {100, 2}, [&](const CompareRun& run) { return run.hardTop1(stage); });
  return axes;
}

}  // namespace dyadic::widgets
