// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/Sweep.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "engine/session/Config.h"
#include "engine/session/ConfigText.h"
#include "engine/types/ConfigDifferences.h"

namespace dyadic::session {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using nlohmann::ordered_json;

constexpr std::size_t kMostRuns = 2000;
constexpr std::size_t kLongestText = 60;       ///< characters of a value in a file name
constexpr const char* kTogether = "together";  ///< the key whose values are objects: several keys set at once

struct Axis {
  std::string key;
  json values;                     ///< a list
  std::vector<std::string> texts;  ///< in file names, one a value, all different
};

std::string forFileName(std::string text) {
  for (char& c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (!plain && std::string(".,+-=").find(c) == std::string::npos) c = '-';
  }
  if (text.size() > kLongestText) text.resize(kLongestText);
  return text.empty() ? "none" : text;
}

std::string plainText(const json& value, bool whole);

std::string leavesText(const json& object, const std::string& without) {
  std::string text;
  for (const auto& [key, value] : object.items()) {
    if (key == without) continue;
    if (value.is_object()) {
      const std::string inner = plainText(value, true);
      if (!inner.empty()) text += (text.empty() ? "" : ",") + inner;
    } else {
      const std::string name = forFileName(shortKey(key));
      text += (text.empty() ? "" : ",") + name + "=" + plainText(value, false);
    }
  }
  return text;
}

/// An object is called by its id, and with all it holds where that is not enough.
std::string plainText(const json& value, bool whole) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_array()) {
    std::string text;
    for (const json& entry : value) text += (text.empty() ? "" : ",") + plainText(entry, whole);
    return text;
  }
  if (!value.is_object()) return value.dump();
  const auto id = value.find("id");
  const bool named = id != value.end() && id->is_string();
  if (!named) return leavesText(value, {});
  const std::string rest = whole ? leavesText(value, "id") : std::string();
  return id->get<std::string>() + (rest.empty() ? "" : "," + rest);
}

std::vector<std::string> textsOf(const json& values) {
  std::vector<std::string> texts;
  const auto count = [&](const std::string& text) { return std::count(texts.begin(), texts.end(), text); };
  for (const json& value : values) texts.push_back(forFileName(plainText(value, false)));
  std::vector<std::string> longer = texts;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (count(texts[i]) > 1) longer[i] = forFileName(plainText(values[i], true));
  }
  texts = longer;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (count(texts[i]) > 1) longer[i] += "~" + std::to_string(i + 1);
  }
  return longer;
}

Status checkKey(const std::string& key, const std::string& source) {
  const bool nested = key.rfind("sweep", 0) == 0;
  if (key != "output" && key != "threads" && !nested) return {};
  return usageError(DYADIC_TR("engine", "%1: \"%2\" cannot be swept."), {source, key});
}

Status checkTogether(const json& value, const std::string& source) {
  if (!value.is_object() || value.empty()) {
    return usageError(
        DYADIC_TR("engine",
                  "%1: \"sweep.together\" lists objects of values by key, for example {\"method\": {\"id\": "
                  "\"iao\"}, \"training.learning_rate\": 0.002}, not %2."),
        {source, value.dump()});
  }
  for (const auto& [key, part] : value.items()) {
    if (auto checked = checkKey(key, source); !checked) return checked;
  }
  return {};
}

Status checkAxis(const Axis& axis, const std::string& source) {
  if (auto checked = checkKey(axis.key, source); !checked) return checked;
  if (!axis.values.is_array() || axis.values.empty()) {
    return usageError(DYADIC_TR("engine", "%1: \"sweep.%2\" must be a list of values in brackets, not %3."),
                      {source, axis.key, axis.values.dump()});
  }
  for (std::size_t i = 0; i < axis.values.size(); ++i) {
    if (axis.key == kTogether) {
      if (auto checked = checkTogether(axis.values[i], source); !checked) return checked;
    }
    if (std::find(axis.values.begin(), axis.values.begin() + static_cast<std::ptrdiff_t>(i), axis.values[i]) !=
        axis.values.begin() + static_cast<std::ptrdiff_t>(i)) {
      return usageError(DYADIC_TR("engine", "%1: \"sweep.%2\" lists %3 twice."),
                        {source, axis.key, axis.values[i].dump()});
    }
  }
  return {};
}

/// In the order of the text, which JSON objects do not keep; keys added by overrides behind them, seeds last.
std::vector<std::string> keysInOrder(const json& section, const std::string& text) {
  std::vector<std::string> keys;
  const auto written = ordered_json::parse(text, nullptr, false, true);
  if (written.is_object() && written.contains("sweep") && written["sweep"].is_object()) {
    for (const auto& [key, values] : written["sweep"].items()) {
      if (section.contains(key) && std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(key);
    }
  }
  for (const auto& [key, values] : section.items()) {
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(key);
  }
  std::stable_partition(keys.begin(), keys.end(), [](const std::string& key) { return key != "seed"; });
  return keys;
}

Expected<std::vector<Axis>> axesOf(const json& section, const std::string& text, const std::string& source) {
  if (!section.is_object() || section.empty()) {
    return usageError(DYADIC_TR("engine",
                                "%1: \"sweep\" must hold lists of values by key, for example "
                                "{\"method.parameters.bits\": [8, 6, 4], \"seed\": [1, 2, 3]}."),
                      {source});
  }
  std::vector<Axis> axes;
  double runs = 1;
  for (const std::string& key : keysInOrder(section, text)) {
    axes.push_back({key, section.at(key), {}});
    if (auto checked = checkAxis(axes.back(), source); !checked) return checked.error();
    axes.back().texts = textsOf(axes.back().values);
    runs *= static_cast<double>(axes.back().values.size());
  }
  if (runs > static_cast<double>(kMostRuns)) {
    return usageError(DYADIC_TR("engine", "%1: the sweep has more than %2 combinations."),
                      {source, std::to_string(kMostRuns)});
  }
  return axes;
}

struct Grid {
  json base;  ///< without the sweep
  std::vector<Axis> axes;
  std::vector<std::string> shortKeys;  ///< in file names
  std::string configFolder;
  std::string source;
  std::string folder;
};

std::vector<std::string> shortKeysOf(const std::vector<Axis>& axes) {
  std::vector<std::string> keys;
  for (const Axis& axis : axes) keys.push_back(forFileName(shortKey(axis.key)));
  const std::set<std::string> different(keys.begin(), keys.end());
  if (different.size() < keys.size()) {
    for (std::size_t i = 0; i < keys.size(); ++i) keys[i] = forFileName(axes[i].key);
  }
  return keys;
}

/// The values of one combination: `which` is an index a key.
Expected<SweepRun> combination(const Grid& grid, const std::vector<std::size_t>& which) {
  SweepRun run;
  json root = grid.base;
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < which.size(); ++i) {
    const Axis& axis = grid.axes[i];
    const json& value = axis.values[which[i]];
    const bool together = axis.key == kTogether;
    order.push_back(i);
    run.name += (i > 0 ? "_" : "") + (together ? "" : grid.shortKeys[i] + "=") + axis.texts[which[i]];
    run.label += (i > 0 ? ", " : "") + (together ? "" : axis.key + "=") +
                 (value.is_object() ? axis.texts[which[i]] : value.dump());
  }
  const auto depth = [&](std::size_t i) { return std::count(grid.axes[i].key.begin(), grid.axes[i].key.end(), '.'); };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return depth(a) < depth(b); });
  const std::string source = grid.source + " (" + run.label + ")";
  for (const std::size_t i : order) {
    const json& value = grid.axes[i].values[which[i]];
    const json values = grid.axes[i].key == kTogether ? value : json{{grid.axes[i].key, value}};
    for (const auto& [key, part] : values.items()) {  // sorted: "method" before "method.parameters.bits"
      if (auto set = setConfigValue(root, key, part); !set)
        return usageError("%1: %2", {source, set.error().message()});
    }
  }
  auto config = configFromJson(root, grid.configFolder, source);
  if (!config) return config.error();
  run.config = std::move(*config);
  run.config.output = (fs::path(grid.folder) / (run.name + ".h5")).string();
  return run;
}

Expected<Sweep> combinations(const Grid& grid) {
  Sweep sweep{grid.folder, {}};
  std::map<std::string, std::string> known;  // experiment -> label
  std::vector<std::size_t> which(grid.axes.size(), 0);
  for (bool more = true; more;) {
    auto run = combination(grid, which);
    if (!run) return run.error();
    const auto [other, isNew] = known.emplace(experimentText(run->config), run->label);
    if (!isNew) {
      return usageError(DYADIC_TR("engine", "%1: two combinations of the sweep are the same run: %2 and %3."),
                        {grid.source, other->second, run->label});
    }
    sweep.runs.push_back(std::move(*run));
    more = false;
    for (std::size_t i = which.size(); i-- > 0 && !more;) {
      more = ++which[i] < grid.axes[i].values.size();
      if (!more) which[i] = 0;
    }
  }
  return sweep;
}

/// A swept key that is also given on the command line would be given in vain.
Status checkOverrides(const json& section, const std::vector<std::string>& overrides) {
  if (!section.is_object()) return {};
  std::set<std::string> swept;
  for (const auto& [key, values] : section.items()) {
    swept.insert(key);
    if (key != kTogether || !values.is_array()) continue;
    for (const json& entry : values) {
      if (!entry.is_object()) continue;
      for (const auto& [part, value] : entry.items()) swept.insert(part);
    }
  }
  for (const std::string& entry : overrides) {
    const std::string path = entry.substr(0, entry.find('=')) + ".";
    for (const std::string& key : swept) {
      if (path.rfind(key + ".", 0) == 0) {
        return usageError(DYADIC_TR("engine", "\"%1\" is swept: set its list with --set 'sweep.%1=[...]'."), {key});
      }
    }
  }
  return {};
}

}  // namespace

std::string experimentText(RunConfig config) {
  config.output.clear();
  config.threads = 0;
  return formatConfig(config);
}

Expected<Sweep> parseSweep(const std::string& text, const std::string& folder, const std::string& source,
                           const std::vector<std::string>& overrides) {
  auto root = parseConfigJson(text, source);
  if (!root) return root.error();
  for (const auto& entry : overrides) {
    if (auto status = applyOverride(*root, entry); !status) return status.error();
  }
  if (!root->is_object() || !root->contains("sweep")) {
    if (auto plain = configFromJson(*root, folder, source); !plain) return plain.error();  // "sweeep"
    return usageError(DYADIC_TR("engine",
                                "%1 has no \"sweep\" section: it describes one run, which `dyadic-cli "
                                "quantize` makes."),
                      {source});
  }
  Grid grid;
  const json section = root->at("sweep");
  if (auto checked = checkOverrides(section, overrides); !checked) return checked.error();
  auto axes = axesOf(section, text, source);
  if (!axes) return axes.error();
  root->erase("sweep");
  std::string output;
  if (const auto given = root->find("output"); given != root->end() && given->is_string()) output = *given;
  if (fs::path(output).extension() == ".h5") {
    return usageError(DYADIC_TR("engine", "%1: the output of a sweep is a folder, not the run file %2."),
                      {source, output});
  }
  if (output.empty()) {
    output = (fs::current_path() / "runs" / fs::path(source).stem()).string();
  }
  grid.base = std::move(*root);
  grid.axes = std::move(*axes);
  grid.shortKeys = shortKeysOf(grid.axes);
  grid.configFolder = folder;
  grid.source = source;
  grid.folder = resolvedPath(output, folder);
  return combinations(grid);
}

Expected<Sweep> readSweep(const std::string& path, const std::vector<std::string>& overrides) {
  auto text = readConfigText(path);
  if (!text) return text.error();
  return parseSweep(*text, folderOf(path), path, overrides);
}

}  // namespace dyadic::session
