// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/Report.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <numeric>

#include "engine/runlog/RunReader.h"
#include "engine/session/Config.h"
#include "engine/session/RunSession.h"

namespace dyadic::session {
namespace {

namespace fs = std::filesystem;

const ParameterValue* parameter(const RunConfig& config, const char* key) {
  const auto found = config.method.parameters.find(key);
  return found == config.method.parameters.end() ? nullptr : &found->second;
}

int integer(const RunConfig& config, const char* key) {
  const ParameterValue* value = parameter(config, key);
  const auto* held = value ? std::get_if<std::int64_t>(value) : nullptr;
  return held ? static_cast<int>(*held) : 0;
}

std::string text(const RunConfig& config, const char* key) {
  const ParameterValue* value = parameter(config, key);
  const auto* held = value ? std::get_if<std::string>(value) : nullptr;
  return held ? *held : std::string();
}

std::vector<LayerReport> layersOf(const ModelInfo& model, const StageRecord& stage) {
  std::vector<LayerReport> layers;
  for (std::size_t i = 0; i < model.layers.size() && i < stage.layers.size(); ++i) {
    const LayerRecord& record = stage.layers[i];
    LayerReport layer{model.layers[i].name, model.layers[i].op, record.bits, {}};
    if (record.bits > 0) {
      layer.exponent = record.exponent;
      layer.scales = record.scales;
      layer.scale = record.scale;
      layer.sqnrDb = record.sqnrDb;
      layer.saturatedFraction = record.saturatedFraction;
    }
    layers.push_back(std::move(layer));
  }
  return layers;
}

void addFolder(const fs::path& folder, std::vector<std::string>& files, ReportFiles& result) {
  std::error_code error;
  std::vector<std::string> found;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    std::error_code ignored;
    if (it->path().extension() == ".h5" && it->is_regular_file(ignored)) found.push_back(it->path().string());
  }
  if (error)
    result.unreadable.emplace_back(
        folder.string(), failure(DYADIC_TR("engine", "%1 cannot be read: %2."), {folder.string(), error.message()}));
  else if (found.empty())
    result.unreadable.emplace_back(folder.string(),
                                   failure(DYADIC_TR("engine", "%1 holds no run file (.h5)."), {folder.string()}));
  std::sort(found.begin(), found.end());
  files.insert(files.end(), found.begin(), found.end());
}

/// Of a record without feature maps: whether weights alone were quantized.
bool batchNormsStayFloat(const ModelInfo& model, const StageRecord& stage) {
  bool any = false;
  for (std::size_t i = 0; i < model.layers.size() && i < stage.layers.size(); ++i) {
    if (model.layers[i].op != "BatchNorm2d") continue;
    if (stage.layers[i].bits > 0) return false;
    any = true;
  }
  return any;
}

/// Whether a batch norm takes the feature map as it is. Methods that fold batch norms, or leave them float, quantize
/// what comes out of it instead.
bool entersBatchNorm(const ModelInfo& model, std::size_t edge) {
  return edge + 1 < model.edges.size() &&
         std::any_of(model.layers.begin(), model.layers.end(), [&](const LayerInfo& layer) {
           return layer.op == "BatchNorm2d" && layer.name == model.edges[edge + 1].name;
         });
}

}  // namespace

void BitRange::widen(int bits) {
  constexpr int kFloatBits = 32;
  const int counted = bits > 0 ? bits : kFloatBits;
  low = known() ? std::min(low, counted) : counted;
  high = std::max(high, counted);
}

BitRange mapBits(const RunSnapshot& run) {
  BitRange range;
  if (!run.outline || run.stages.empty()) return range;
  const std::vector<EdgeRecord>& edges = run.stages.back()->edges;
  const std::size_t ends = edges.size() > 2 ? 1 : 0;
  for (std::size_t i = ends; i + ends < edges.size(); ++i) {
    if (edges[i].bits > 0 || !entersBatchNorm(run.outline->model, i)) range.widen(edges[i].bits);
  }
  return range;
}

ConfigValues configValues(const RunConfig& config) {
  ConfigValues leaves;
  const nlohmann::json parsed = nlohmann::json::parse(formatConfig(config), nullptr, false, true);
  if (!parsed.is_object()) return leaves;
  const std::function<void(const nlohmann::json&, const std::string&)> walk = [&](const nlohmann::json& node,
                                                                                  const std::string& path) {
    if (node.is_object()) {
      for (const auto& [key, child] : node.items()) walk(child, path.empty() ? key : path + "." + key);
    } else {
      leaves[path] = node.is_string() ? node.get<std::string>() : node.dump();
    }
  };
  walk(parsed, "");
  return leaves;
}

bool quantizesWeightsAlone(const StageRecord& stage) {
  return !stage.edges.empty() &&
         std::all_of(stage.edges.begin(), stage.edges.end(), [](const EdgeRecord& edge) { return edge.bits == 0; });
}

const char* stateName(RunState state) {
  constexpr std::array<const char*, 7> kNames = {"opening", "running", "paused",     "finished",
                                                 "stopped", "failed",  "interrupted"};
  return kNames.at(static_cast<std::size_t>(state));
}

StoredSize storedSize(const ModelInfo& model, const StageRecord& stage) {
  const bool weightsAlone = stage.edges.empty() ? batchNormsStayFloat(model, stage) : quantizesWeightsAlone(stage);
  double floatBits = 0;
  double bits = 0;
  for (std::size_t i = 0; i < model.layers.size() && i < stage.layers.size(); ++i) {
    const auto parameters = static_cast<double>(model.layers[i].parameters);
    const LayerRecord& record = stage.layers[i];
    floatBits += 32 * parameters;
    if (std::isfinite(record.storedBytes)) {
      bits += 8 * record.storedBytes;
    } else if (record.bits == 0) {
      bits += 32 * parameters;
    } else if (std::isfinite(record.storedBits)) {
      const auto& shape = model.layers[i].shape;
      const double weights = std::accumulate(shape.begin(), shape.end(), 1.0, std::multiplies<>());
      bits += record.storedBits * weights + (weightsAlone ? 32 : record.bits) * (parameters - weights);
    } else {  // a file of an earlier program
      bits += record.bits * parameters + 8;
    }
  }
  return bits > 0 ? StoredSize{bits / 8, floatBits / 8} : StoredSize{};
}

double averageWeightBits(const ModelInfo& model, const StageRecord& stage) {
  double weights = 0;
  double bits = 0;
  for (std::size_t i = 0; i < model.layers.size() && i < stage.layers.size(); ++i) {
    const LayerInfo& layer = model.layers[i];
    if (layer.op == "BatchNorm2d") continue;
    double count = 1;
    for (const std::int64_t size : layer.shape) count *= static_cast<double>(size);
    weights += count;
    bits += count * (stage.layers[i].bits > 0 ? stage.layers[i].bits : 32);
  }
  return weights > 0 ? bits / weights : kNotMeasured;
}

RunReport reportOf(const RunSnapshot& run) {
  RunReport report;
  report.path = run.path;
  report.name = fs::path(run.path).stem().string();
  report.state = run.state;
  report.reason = run.reason;
  if (run.baseline) report.floatTop1 = run.baseline->top1;
  for (const auto& stage : run.stages) {
    report.portions.push_back(stage->portion);
    report.seconds += stage->seconds;
  }
  if (!run.stages.empty()) {
    report.trainedTop1 = run.stages.back()->trained.top1;
    report.hardTop1 = run.stages.back()->hard.top1;
  }
  if (!run.outline) return report;
  const RunConfig& config = run.outline->config;
  report.method = config.method.id;
  report.architecture = run.outline->model.architecture;
  report.bits = integer(config, "bits");
  report.activationBits = mapBits(run);
  report.partition = text(config, "partition");
  report.seed = config.seed;
  if (run.stages.empty()) return report;
  report.averageBits = averageWeightBits(run.outline->model, *run.stages.back());
  report.layers = layersOf(run.outline->model, *run.stages.back());
  return report;
}

ReportFiles readReports(const std::vector<std::string>& paths, const RunOpener& open) {
  ReportFiles result;
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    std::error_code ignored;
    if (fs::is_directory(path, ignored))
      addFolder(path, files, result);
    else
      files.push_back(path);
  }
  for (const std::string& file : files) {
    auto run = open ? open(file) : openRun(file);
    if (run)
      result.runs.push_back(*run);
    else
      result.unreadable.emplace_back(file, run.error());
  }
  return result;
}

std::vector<std::string> runLabels(const std::vector<std::shared_ptr<const RunSnapshot>>& runs) {
  std::vector<ConfigValues> configs;
  for (const auto& run : runs) configs.push_back(run->outline ? configValues(run->outline->config) : ConfigValues());
  ConfigPointers pointers;
  for (const ConfigValues& config : configs) pointers.push_back(&config);
  std::vector<std::string> labels = differenceLabels(pointers, {"seed"});
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (!labels[i].empty()) continue;
    labels[i] =
        runs[i]->outline && !runs[i]->outline->config.method.id.empty() ? runs[i]->outline->config.method.id : "float";
  }
  return labels;
}

Expected<std::map<std::string, std::string>> readProvenance(const std::string& path) {
  return runlog::readProvenance(path);
}

}  // namespace dyadic::session
