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

const std::string kPartition = "method.parameters.partition";
const std::string kSeed = "seed";

ConfigPointers configsOf(const std::vector<CompareRun>& runs) {
  ConfigPointers configs;
  for (const CompareRun& run : runs) configs.push_back(&run.config);
  return configs;
}

double hardOf(const CompareRun& run, std::size_t stage) { return run.run->stages[stage]->hard.top1; }

void addStages(PartitionStudy& study, const std::vector<CompareRun>& runs) {
  std::map<std::string, std::size_t> randomOfSeed;
  for (const std::size_t i : study.random) randomOfSeed.emplace(valueOf(runs[i].config, kSeed), i);
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (const std::size_t i : study.pruning) {
    const auto other = randomOfSeed.find(valueOf(runs[i].config, kSeed));
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

/// Runs that are equal but for partition and seed, by partition.
using Kinds = std::map<std::string, std::vector<std::size_t>>;
std::vector<Kinds> byPartition(const std::vector<CompareRun>& runs) {
  std::vector<Kinds> settings;
  for (const auto& group : equalConfigs(configsOf(runs), {kPartition, kSeed})) {
    settings.emplace_back();
    for (const std::size_t i : group) {
      const std::string& kind = valueOf(runs[i].config, kPartition);
      if (!kind.empty() && !runs[i].run->stages.empty()) settings.back()[kind].push_back(i);
    }
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

std::vector<std::string> comparedKeys(const std::vector<CompareRun>& runs, bool all) {
  if (!all) return differingKeys(configsOf(runs));
  std::set<std::string> keys;
  for (const CompareRun& run : runs)
    for (const auto& [key, value] : run.config) keys.insert(key);
  std::vector<std::string> result(keys.begin(), keys.end());
  std::stable_partition(result.begin(), result.end(), [](const auto& key) { return key.rfind("method", 0) == 0; });
  return result;
}

std::vector<RunGroup> groupRuns(const std::vector<CompareRun>& runs, bool bySeed) {
  std::vector<RunGroup> groups;
  ConfigPointers firsts;
  const auto add = [&](const std::vector<std::size_t>& members) {
    const CompareRun& first = runs[members.front()];
    groups.push_back({first.name, first.color, members});
    firsts.push_back(&first.config);
  };
  if (bySeed) {
    for (const auto& members : equalConfigs(configsOf(runs), {kSeed})) add(members);
  } else {
    for (std::size_t i = 0; i < runs.size(); ++i) add({i});
  }
  const std::vector<std::string> labels = differenceLabels(firsts, {kSeed});
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (groups[i].runs.size() > 1) groups[i].name = labels[i];
  }
  return groups;
}

std::vector<PartitionStudy> partitionStudies(const std::vector<CompareRun>& runs) {
  std::vector<PartitionStudy> studies;
  for (const Kinds& kinds : byPartition(runs)) {
    const auto pruning = kinds.find("pruning");
    const auto random = kinds.find("random");
    if (pruning == kinds.end() || random == kinds.end()) continue;
    studies.push_back({{}, pruning->second, random->second, {}, {}});
    addStages(studies.back(), runs);
  }
  ConfigPointers firsts;
  for (const PartitionStudy& study : studies) firsts.push_back(&runs[study.pruning.front()].config);
  const std::vector<std::string> labels = differenceLabels(firsts, {kPartition, kSeed});
  for (std::size_t i = 0; i < studies.size(); ++i) studies[i].setting = labels[i];
  std::stable_sort(studies.begin(), studies.end(), [](const PartitionStudy& a, const PartitionStudy& b) {
    return std::make_tuple(a.paired.size(), a.pruning.size() + a.random.size()) >
           std::make_tuple(b.paired.size(), b.pruning.size() + b.random.size());
  });
  return studies;
}

MissingPartition missingPartition(const std::vector<CompareRun>& runs) {
  MissingPartition best;
  for (const Kinds& kinds : byPartition(runs)) {
    for (const auto& [kind, members] : kinds) {
      if (members.size() > best.runs.size()) best = {kind, kind == "pruning" ? "random" : "pruning", members};
    }
  }
  return best;
}

std::vector<ParallelAxis> parallelAxes(const std::vector<CompareRun>& runs, int stage) {
  std::vector<ParallelAxis> axes;
  for (const std::string& key : tellingKeys(configsOf(runs))) {
    std::vector<std::string> texts;
    for (const CompareRun& run : runs) texts.push_back(valueOf(run.config, key));
    axes.push_back(axisOfTexts(key, shortKey(key), std::move(texts)));
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
