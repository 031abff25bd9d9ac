// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

/// What tells runs apart by their configs: the same in tables, plots and labels. Free functions without state; any
/// thread.
namespace dyadic {

/// Every value of a config by its dotted path: "method.parameters.bits" -> "8".
using ConfigValues = std::map<std::string, std::string>;

/// "method.parameters.bits" -> "bits", "training.batch" -> "batch", "method.id" -> "method".
[[nodiscard]] std::string shortKey(const std::string& key);
/// Belongs to a machine, not to an experiment: output, device, threads.
[[nodiscard]] bool isPlaceKey(const std::string& key);
/// The text of a key; empty where the config has none.
[[nodiscard]] const std::string& valueOf(const ConfigValues& config, const std::string& key);

using ConfigPointers = std::vector<const ConfigValues*>;
/// Keys in which the configs differ but for places and `without`; the method's first, each group by name. A parameter
/// of a method differs where two runs that have it differ: that others do not know it is no difference.
[[nodiscard]] std::vector<std::string> differingKeys(const ConfigPointers& configs,
                                                     const std::set<std::string>& without = {});
/// The same, the method first and then the shortest names, without keys that only repeat a shorter one: bits speak for
/// activation_bits that follow them.
[[nodiscard]] std::vector<std::string> tellingKeys(const ConfigPointers& configs,
                                                   const std::set<std::string>& without = {});
/// One a config: "bits 6, partition random", "inq, bits 5"; empty where nothing differs. Method and bits where they
/// differ, and of the other differences, in the order of tellingKeys(), what it takes to tell the config from the rest:
/// labels are for plots, where there is little room. Configs that differ have different labels.
[[nodiscard]] std::vector<std::string> differenceLabels(const ConfigPointers& configs,
                                                        const std::set<std::string>& without = {});
/// Configs that are equal but for places and `without`, each group ascending, groups in the order of their first one.
[[nodiscard]] std::vector<std::vector<std::size_t>> equalConfigs(const ConfigPointers& configs,
                                                                 const std::set<std::string>& without = {});

}  // namespace dyadic
