// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/types/ConfigDifferences.h"

#include <algorithm>

namespace dyadic {
namespace {

const std::string kMethod = "method.id";
const std::string kParameters = "method.parameters.";
const std::string kBits = kParameters + "bits";

bool startsWith(const std::string& text, const std::string& prefix) { return text.rfind(prefix, 0) == 0; }

bool differs(const ConfigPointers& configs, const std::string& key) {
  const bool parameter = startsWith(key, kParameters);
  const std::string* first = nullptr;
  for (const ConfigValues* config : configs) {
    if (parameter && config->count(key) == 0) continue;
    const std::string& value = valueOf(*config, key);
    if (first == nullptr) first = &value;
    if (value != *first) return true;
  }
  return false;
}

/// Whether `key` has the value of `shorter` wherever it has one.
bool saysTheSame(const ConfigPointers& configs, const std::string& shorter, const std::string& key) {
  const bool parameter = startsWith(key, kParameters);
  return std::all_of(configs.begin(), configs.end(), [&](const ConfigValues* config) {
    return (parameter && config->count(key) == 0) || valueOf(*config, shorter) == valueOf(*config, key);
  });
}

}  // namespace

std::string shortKey(const std::string& key) {
  if (key == kMethod) return "method";
  for (const std::string& prefix : {kParameters, std::string("training.")})
    if (startsWith(key, prefix)) return key.substr(prefix.size());
  return key;
}

bool isPlaceKey(const std::string& key) { return key == "output" || key == "device" || key == "threads"; }

const std::string& valueOf(const ConfigValues& config, const std::string& key) {
  static const std::string none;
  const auto found = config.find(key);
  return found == config.end() ? none : found->second;
}

std::vector<std::string> differingKeys(const ConfigPointers& configs, const std::set<std::string>& without) {
  std::set<std::string> keys;
  for (const ConfigValues* config : configs)
    for (const auto& [key, value] : *config)
      if (!isPlaceKey(key) && without.count(key) == 0) keys.insert(key);
  std::vector<std::string> result;
  for (const std::string& key : keys)
    if (differs(configs, key)) result.push_back(key);
  std::stable_partition(result.begin(), result.end(), [](const auto& key) { return startsWith(key, "method"); });
  return result;
}

std::vector<std::string> tellingKeys(const ConfigPointers& configs, const std::set<std::string>& without) {
  std::vector<std::string> keys = differingKeys(configs, without);
  const auto rank = [](const std::string& key) { return key == kMethod ? 0 : shortKey(key).size(); };
  std::stable_sort(keys.begin(), keys.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
  std::vector<std::string> result;
  for (const std::string& key : keys) {
    const bool said = std::any_of(result.begin(), result.end(),
                                  [&](const std::string& shorter) { return saysTheSame(configs, shorter, key); });
    if (!said) result.push_back(key);
  }
  return result;
}

std::vector<std::string> differenceLabels(const ConfigPointers& configs, const std::set<std::string>& without) {
  std::vector<std::string> labels(configs.size());
  for (const std::string& key : tellingKeys(configs, without)) {
    const auto before = labels;
    for (std::size_t i = 0; i < configs.size(); ++i) {
      const std::string& value = valueOf(*configs[i], key);
      bool said = key == kMethod || key == kBits;
      for (std::size_t other = 0; other < configs.size() && !said; ++other)
        said = before[other] == before[i] && valueOf(*configs[other], key) != value;
      if (value.empty() || !said) continue;
      labels[i] += (labels[i].empty() ? "" : ", ") + (key == kMethod ? value : shortKey(key) + " " + value);
    }
  }
  return labels;
}

std::vector<std::vector<std::size_t>> equalConfigs(const ConfigPointers& configs,
                                                   const std::set<std::string>& without) {
  std::vector<std::vector<std::size_t>> groups;
  std::map<std::string, std::size_t> known;
  for (std::size_t i = 0; i < configs.size(); ++i) {
    std::string setting;
    for (const auto& [key, value] : *configs[i])
      if (!isPlaceKey(key) && without.count(key) == 0) setting += key + '\1' + value + '\2';
    const auto [group, isNew] = known.emplace(std::move(setting), groups.size());
    if (isNew) groups.emplace_back();
    groups[group->second].push_back(i);
  }
  return groups;
}

}  // namespace dyadic
