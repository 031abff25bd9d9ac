// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/Config.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "engine/data/TransformChoice.h"
#include "engine/methods/Registry.h"
#include "engine/session/ConfigText.h"
#include "engine/session/JsonObject.h"
#include "engine/session/ParameterCheck.h"

namespace dyadic::session {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr auto kObject = json::value_t::object;
constexpr auto kArray = json::value_t::array;

const std::vector<std::string> kSchedules = {"constant", "cosine", "step", "onecycle"};
const std::vector<std::string> kFormats = {"auto", "idx", "cifar", "folder"};
const std::vector<std::string> kCrops = {"auto", "none", "center"};
const std::vector<std::string> kAugmentations = {"flip", "crop"};

struct ConfigText {
  const json& root;
  std::string folder;
  std::string source;
};

Status readModel(const ConfigText& text, JsonObject& root, ModelConfig& model) {
  const auto* object = root.child("model", kObject);
  if (object == nullptr) return {};
  JsonObject reader(*object, "model", text.source);
  reader.read("path", model.path);
  reader.read("architecture", model.architecture);
  model.path = resolvedPath(model.path, text.folder);
  return reader.finish();
}

Status readData(const ConfigText& text, JsonObject& root, DataConfig& data) {
  const auto* object = root.child("data", kObject);
  if (object == nullptr) return {};
  JsonObject reader(*object, "data", text.source);
  reader.read("path", data.path);
  reader.read("format", data.format);
  reader.read("train", data.train);
  reader.read("validation", data.validation);
  reader.read("calibration", data.calibration);
  reader.read("limit", data.limit);
  reader.read("train_limit", data.trainLimit);
  reader.read("calibration_limit", data.calibrationLimit);
  reader.read("subset_seed", data.subsetSeed);
  reader.readWord("resize", data.resize);
  reader.read("crop", data.crop);
  reader.read("mean", data.mean);
  reader.read("std", data.deviation);
  reader.read("input", data.input);
  reader.read("augment", data.augment);
  data.path = resolvedPath(data.path, text.folder);
  return reader.finish();
}

Status readLayers(const ConfigText& text, JsonObject& root, std::vector<LayerRule>& rules) {
  const auto* list = root.child("layers", kArray);
  if (list == nullptr) return {};
  for (std::size_t i = 0; i < list->size(); ++i) {
    JsonObject reader((*list)[i], "layers[" + std::to_string(i) + "]", text.source);
    LayerRule rule;
    int bits = 0;
    int activationBits = 0;
    bool quantize = true;
    reader.read("match", rule.match);
    reader.read("bits", bits);
    reader.read("activation_bits", activationBits);
    reader.read("quantize", quantize);
    if (auto status = reader.finish(); !status) return status;
    const json& object = (*list)[i];
    if (object.contains("bits")) rule.bits = bits;
    if (object.contains("activation_bits")) rule.activationBits = activationBits;
    if (object.contains("quantize")) rule.quantize = quantize;
    rules.push_back(std::move(rule));
  }
  return {};
}

Status readTraining(const ConfigText& text, JsonObject& root, TrainingConfig& training) {
  const auto* object = root.child("training", kObject);
  if (object == nullptr) return {};
  JsonObject reader(*object, "training", text.source);
  reader.read("epochs", training.epochs);
  reader.readOneOrMany("epochs_per_stage", training.epochsPerStage);
  reader.read("batch", training.batch);
  reader.read("optimizer", training.optimizer);
  reader.read("momentum", training.momentum);
  reader.read("nesterov", training.nesterov);
  reader.read("weight_decay", training.weightDecay);
  reader.read("learning_rate", training.learningRate);
  reader.read("schedule", training.schedule);
  reader.read("reset_optimizer", training.resetOptimizer);
  return reader.finish();
}

Status readMethod(const ConfigText& text, JsonObject& root, RunConfig& config) {
  const auto* object = root.child("method", kObject);
  if (object == nullptr) return {};
  JsonObject reader(*object, "method", text.source);
  reader.read("id", config.method.id);
  const auto* parameters = reader.child("parameters", kObject);
  if (auto status = reader.finish(); !status) return status;
  if (config.method.id.empty()) {
    if (parameters == nullptr) return {};
    return usageError(
        DYADIC_TR("engine", "%1: method.parameters without a method.id. `dyadic-cli methods` lists the methods."),
        {text.source});
  }
  auto info = findMethod(config.method.id);
  if (!info) return Error{ErrorKind::Usage, "%1: " + info.error().message(), {text.source}};
  config.training = info->training;
  auto map = readParameters(*info, parameters == nullptr ? json::object() : *parameters, text.source);
  if (!map) return map.error();
  config.method.parameters = std::move(*map);
  return {};
}

Expected<RunConfig> read(const ConfigText& text) {
  RunConfig config;
  JsonObject root(text.root, "", text.source);
  root.allow("sweep");
  if (text.root.is_object() && text.root.contains("sweep")) {
    return usageError(DYADIC_TR("engine",
                                "%1 describes many runs: `dyadic-cli sweep` makes them. For one run, take its "
                                "\"sweep\" section out."),
                      {text.source});
  }
  // The method first: its defaults come under what the config says.
  if (auto status = readMethod(text, root, config); !status) return status.error();
  if (auto status = readModel(text, root, config.model); !status) return status.error();
  if (auto status = readData(text, root, config.data); !status) return status.error();
  if (auto status = readLayers(text, root, config.layers); !status) return status.error();
  if (auto status = readTraining(text, root, config.training); !status) return status.error();
  root.read("seed", config.seed);
  root.read("device", config.device);
  root.read("threads", config.threads);
  root.read("output", config.output);
  config.output = resolvedPath(config.output, text.folder);
  if (auto status = root.finish(); !status) return status.error();
  if (const auto* method = methods::findMethod(config.method.id)) method->complete(config);
  if (auto status = checkConfig(config); !status) {
    return Error{ErrorKind::Usage, text.source + ": " + status.error().text, status.error().arguments};
  }
  return config;
}

Status oneOf(const std::string& key, const std::string& value, const std::vector<std::string>& allowed) {
  if (std::find(allowed.begin(), allowed.end(), value) != allowed.end()) return {};
  std::string list;
  for (const auto& word : allowed) list += (list.empty() ? "" : ", ") + word;
  return usageError(DYADIC_TR("engine", "%1 is \"%2\" but must be one of %3."), {key, value, list});
}

Status inRange(const std::string& key, double value, double low, double high) {
  if (value >= low && value <= high) return {};  // false for NaN
  std::ostringstream shown, lowText, highText;
  shown << value;
  lowText << low;
  highText << high;
  return usageError(DYADIC_TR("engine", "%1 is %2 but must be from %3 to %4."),
                    {key, shown.str(), lowText.str(), highText.str()});
}

Status checkData(const DataConfig& data) {
  if (auto s = oneOf("data.format", data.format, kFormats); !s) return s;
  for (const auto& word : data.augment) {
    if (auto s = oneOf("data.augment", word, kAugmentations); !s) return s;
  }
  if (auto s = inRange("data.limit", static_cast<double>(data.limit), 0, 1e12); !s) return s;
  if (auto s = inRange("data.train_limit", static_cast<double>(data.trainLimit), 0, 1e12); !s) return s;
  if (auto s = inRange("data.calibration_limit", static_cast<double>(data.calibrationLimit), 0, 1e12); !s) return s;
  if (auto resize = data::parseResize(data.resize); !resize) return resize.error();
  if (auto s = oneOf("data.crop", data.crop, kCrops); !s) return s;
  for (double d : data.deviation) {
    if (!(d > 0) || !std::isfinite(d)) return usageError(DYADIC_TR("engine", "data.std must hold numbers above 0."));
  }
  for (double m : data.mean) {
    if (!std::isfinite(m)) return usageError(DYADIC_TR("engine", "data.mean must hold finite numbers."));
  }
  if (data.mean.size() != data.deviation.size()) {
    return usageError(DYADIC_TR("engine", "data.mean and data.std must be given together, one number a channel each."));
  }
  if (!data.input.empty() && !parseInput(data.input)) {
    return usageError(DYADIC_TR("engine", "data.input is \"%1\" but must look like 3x32x32: channels, height, width."),
                      {data.input});
  }
  return {};
}

Status checkTraining(const TrainingConfig& training) {
  if (auto s = inRange("training.epochs", training.epochs, 0, 100000); !s) return s;
  for (int epochs : training.epochsPerStage) {
    if (auto s = inRange("training.epochs_per_stage", epochs, 0, 100000); !s) return s;
  }
  if (auto s = inRange("training.batch", training.batch, 1, 65536); !s) return s;
  if (auto s = oneOf("training.optimizer", training.optimizer, {"sgd", "extragradient"}); !s) return s;
  if (auto s = inRange("training.momentum", training.momentum, 0, 0.9999); !s) return s;
  if (training.nesterov && training.momentum == 0) {
    return usageError(DYADIC_TR("engine", "training.nesterov needs a training.momentum above 0."));
  }
  if (auto s = inRange("training.weight_decay", training.weightDecay, 0, 1); !s) return s;
  if (auto s = inRange("training.learning_rate", training.learningRate, 0, 100); !s) return s;
  return oneOf("training.schedule", training.schedule, kSchedules);
}

Status checkDevice(const RunConfig& config) {
  const std::string& d = config.device;
  const bool numbered = d.rfind("cuda:", 0) == 0 && d.size() > 5 && d.size() < 8 &&
                        std::all_of(d.begin() + 5, d.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (d != "cpu" && d != "cuda" && !numbered) {
    return usageError(DYADIC_TR("engine", "device is \"%1\" but must be cpu, cuda or cuda:N."), {d});
  }
  return inRange("threads", config.threads, 0, 4096);
}

/// A layer's own value of a parameter of the method.
Status checkRuleBits(const MethodInfo& info, const char* key, std::optional<int> bits, const std::string& where) {
  if (!bits) return {};
  if (std::none_of(info.parameters.begin(), info.parameters.end(), [&](const auto& spec) { return spec.key == key; })) {
    return usageError(DYADIC_TR("engine", "%1: the method %2 has no \"%3\" to be set for a layer."),
                      {where, info.id, key});
  }
  return checkParameter(info, key, std::int64_t{*bits}, where + "." + key);
}

Status checkRules(const RunConfig& config, const MethodInfo* info) {
  for (std::size_t i = 0; i < config.layers.size(); ++i) {
    const LayerRule& rule = config.layers[i];
    const std::string where = "layers[" + std::to_string(i) + "]";
    if (rule.match.empty()) {
      return usageError(DYADIC_TR("engine", "%1 has no \"match\": name layers, for example layer1.*"), {where});
    }
    if (info == nullptr) continue;
    if (auto s = checkRuleBits(*info, "bits", rule.bits, where); !s) return s;
    if (auto s = checkRuleBits(*info, "activation_bits", rule.activationBits, where); !s) return s;
  }
  return {};
}

ordered_json toJson(const ParameterValue& value) {
  return std::visit([](const auto& v) -> ordered_json { return v; }, value);
}

ordered_json rulesToJson(const std::vector<LayerRule>& rules) {
  ordered_json list = ordered_json::array();
  for (const auto& rule : rules) {
    ordered_json object = {{"match", rule.match}};
    if (rule.bits) object["bits"] = *rule.bits;
    if (rule.activationBits) object["activation_bits"] = *rule.activationBits;
    if (rule.quantize) object["quantize"] = *rule.quantize;
    list.push_back(std::move(object));
  }
  return list;
}

}  // namespace

std::vector<MethodInfo> methods() {
  std::vector<MethodInfo> out;
  for (const auto& method : methods::registeredMethods()) out.push_back(method.info);
  return out;
}

Expected<MethodInfo> findMethod(const std::string& id) {
  if (const auto* method = methods::findMethod(id)) return method->info;
  std::vector<std::string> known;
  for (const auto& method : methods::registeredMethods()) known.push_back(method.info.id);
  return usageError(
      DYADIC_TR("engine", "there is no method \"%1\". Did you mean \"%2\"? `dyadic-cli methods` lists them."),
      {id, nearestWord(id, known)});
}

Error noMethod() {
  return usageError(DYADIC_TR("engine", "no method: set method.id. `dyadic-cli methods` lists the methods."));
}

Expected<RunConfig> configFromJson(const json& root, const std::string& folder, const std::string& source) {
  return read({root, folder, source});
}

Expected<RunConfig> parseConfig(const std::string& text, const std::string& folder, const std::string& source,
                                const std::vector<std::string>& overrides) {
  auto root = parseConfigJson(text, source);
  if (!root) return root.error();
  for (const auto& entry : overrides) {
    if (auto status = applyOverride(*root, entry); !status) return status.error();
  }
  return configFromJson(*root, folder, source);
}

Expected<RunConfig> readConfig(const std::string& path, const std::vector<std::string>& overrides) {
  auto text = readConfigText(path);
  if (!text) return text.error();
  return parseConfig(*text, folderOf(path), path, overrides);
}

RunConfig defaultConfig(const std::string& method) {
  const std::string text = method.empty() ? "{}" : json{{"method", {{"id", method}}}}.dump();
  auto config = parseConfig(text, ".", method);
  return config ? *config : RunConfig{};
}

Status checkConfig(const RunConfig& config) {
  if (auto s = checkData(config.data); !s) return s;
  if (auto s = checkTraining(config.training); !s) return s;
  if (auto s = checkDevice(config); !s) return s;
  if (config.method.id.empty()) return checkRules(config, nullptr);
  const auto* method = methods::findMethod(config.method.id);
  if (method == nullptr) return findMethod(config.method.id).error();
  if (auto s = checkParameters(method->info, config.method.parameters); !s) return s;
  if (auto s = checkRules(config, &method->info); !s) return s;
  return method->check(config);
}

std::string formatConfig(const RunConfig& config) {
  const auto& d = config.data;
  const auto& t = config.training;
  ordered_json root;
  root["model"] = {{"path", config.model.path}, {"architecture", config.model.architecture}};
  root["data"] = {{"path", d.path},
                  {"format", d.format},
                  {"train", d.train},
                  {"validation", d.validation},
                  {"calibration", d.calibration},
                  {"limit", d.limit},
                  {"train_limit", d.trainLimit},
                  {"calibration_limit", d.calibrationLimit},
                  {"subset_seed", d.subsetSeed ? ordered_json(*d.subsetSeed) : ordered_json()},
                  {"resize", d.resize},
                  {"crop", d.crop},
                  {"mean", d.mean},
                  {"std", d.deviation},
                  {"input", d.input},
                  {"augment", d.augment}};
  if (!config.method.id.empty()) {
    ordered_json parameters = ordered_json::object();
    for (const auto& [key, value] : config.method.parameters) parameters[key] = toJson(value);
    root["method"] = {{"id", config.method.id}, {"parameters", parameters}};
  }
  root["layers"] = rulesToJson(config.layers);
  root["training"] = {{"epochs", t.epochs},
                      {"epochs_per_stage", t.epochsPerStage},
                      {"batch", t.batch},
                      {"optimizer", t.optimizer},
                      {"momentum", t.momentum},
                      {"nesterov", t.nesterov},
                      {"weight_decay", t.weightDecay},
                      {"learning_rate", t.learningRate},
                      {"schedule", t.schedule},
                      {"reset_optimizer", t.resetOptimizer}};
  root["seed"] = config.seed;
  root["device"] = config.device;
  root["threads"] = config.threads;
  root["output"] = config.output;
  return root.dump(2);
}

}  // namespace dyadic::session
