// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/Opening.h"

#include <malloc.h>

#include <filesystem>
#include <mutex>
#include <set>
#include <thread>

#include "engine/integer/lowering/Lowering.h"
#include "engine/session/Config.h"
#include "engine/session/ParameterCheck.h"
#include "engine/session/Warnings.h"

namespace dyadic::session {
namespace {

constexpr const char* kBuiltin = "builtin:";
constexpr const char* kModelEnding = ".safetensors";

std::filesystem::path modelsFolder() { return std::filesystem::path(resourcesFolder()) / "models"; }

/// "builtin:a, builtin:b".
std::string builtinModels() {
  std::error_code ignored;
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(modelsFolder(), ignored)) {
    if (entry.path().extension() == kModelEnding) names.insert(kBuiltin + entry.path().stem().string());
  }
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
  return list;
}

Expected<std::unique_ptr<data::DataSource>> source(const data::DataSet& data, data::Part part,
                                                   const data::SourceOptions& options) {
  auto images = data.images(part);
  if (!images) return images.error();
  addWarnings(images->warnings);
  addWarnings(data.info().warnings);
  auto normalization = data.normalization();
  if (!normalization) return normalization.error();
  if (images->count == 0)
    return failure(DYADIC_TR("engine", "%1 holds no images for this part of the data set."), {data.info().path});
  return data::makeSource(std::move(*images), *normalization, options);
}

bool has(const std::vector<std::string>& words, const char* word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

void prepareLibTorch(const RunConfig& config) {
  static std::once_flag once;
  std::call_once(once, [] {
    // Feature maps of megabytes come and go at every batch: without this each of them is mapped and zeroed anew.
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    mallopt(M_TOP_PAD, 64 << 20);
    at::globalContext().setDeterministicAlgorithms(true, /*warn_only=*/true);
  });
  const int processors = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  const int threads = config.threads > 0 ? config.threads : processors;
  // Each call makes LibTorch's second pool anew, whose threads spin for 30 ms before they sleep.
  if (at::get_num_threads() != threads) at::set_num_threads(threads);
}

Expected<torch::Device> openDevice(const RunConfig& config) {
  return guarded("device", [&]() -> Expected<torch::Device> {
    const torch::Device device(config.device);
    if (device.is_cuda() &&
        (!torch::cuda::is_available() || device.index() >= static_cast<int>(torch::cuda::device_count()))) {
      return usageError(
          DYADIC_TR("engine",
                    "the device %1 is not there (or this LibTorch was built without CUDA). Use --device cpu."),
          {config.device});
    }
    return device;
  });
}

std::string modelFile(const std::string& path) {
  const std::string prefix = kBuiltin;
  if (path.rfind(prefix, 0) != 0) return path;
  return (modelsFolder() / (path.substr(prefix.size()) + kModelEnding)).string();
}

nets::ModelOpenOptions openOptions(const RunConfig& config) {
  nets::ModelOpenOptions options;
  options.path = modelFile(config.model.path);
  options.architecture = config.model.architecture;
  if (const auto input = parseInput(config.data.input)) options.input = *input;
  options.images = [&config]() -> nets::Shape {
    if (config.data.path.empty()) return {};
    const auto data = openData(config, nullptr, {});
    return data ? data->info().input : nets::Shape();
  };
  return options;
}

Expected<nets::LoadedModel> openModel(const RunConfig& config) {
  if (config.model.path.empty())
    return usageError(DYADIC_TR("engine", "no model: set model.path, or give --model where the command has it."));
  std::error_code ignored;
  if (const std::string file = modelFile(config.model.path);
      file != config.model.path && !std::filesystem::exists(file, ignored)) {
    return usageError(DYADIC_TR("engine", "There is no model %1; %2 is built in."),
                      {config.model.path, builtinModels()});
  }
  return guarded(config.model.path, [&]() -> Expected<nets::LoadedModel> {
    auto model = nets::openModel(openOptions(config));
    if (!model) return model.error();
    const nets::Graph& graph = model->graph;
    for (const nets::Node& node : graph.nodes()) {
      model->info.nodes[static_cast<std::size_t>(node.id)].reason = integer::whyNotInteger(graph, node);
    }
    return model;
  });
}

Error thrownError(const std::string& operation, const std::exception& thrown) {
  const auto* torch = dynamic_cast<const c10::Error*>(&thrown);
  const std::string text = torch != nullptr ? torch->what_without_backtrace() : thrown.what();
  // LibTorch has no type of its own for this, on the CPU and, before 2.0, on the GPU.
  const bool memory = dynamic_cast<const std::bad_alloc*>(&thrown) != nullptr ||
                      text.find("can't allocate memory") != std::string::npos ||
                      text.find("out of memory") != std::string::npos;
  if (memory) return failure(DYADIC_TR("engine", "%1: out of memory. Try a smaller training.batch."), {operation});
  return failure(DYADIC_TR("engine", "%1: %2"), {operation, text});
}

Expected<data::DataSet> openData(const RunConfig& config, const ModelInfo* model, std::vector<data::Part> uses) {
  if (config.data.path.empty())
    return usageError(DYADIC_TR("engine", "no data set: set data.path, or give --data where the command has it."));
  data::DataOpenOptions options;
  options.data = config.data;
  options.uses = std::move(uses);
  options.threads = config.threads;
  if (model != nullptr) {
    options.modelInput = model->input;
    options.modelClasses = model->classes;
    options.modelClassNames = model->classNames;
    options.modelMean = model->mean;
    options.modelDeviation = model->deviation;
  }
  return guarded(config.data.path, [&] { return data::openData(options); });
}

Expected<std::unique_ptr<data::DataSource>> validationSource(const RunConfig& config, const data::DataSet& data) {
  return source(data, data::Part::Validation, {.batch = config.training.batch, .seed = config.seed});
}

Expected<std::unique_ptr<data::DataSource>> trainSource(const RunConfig& config, const data::DataSet& data) {
  data::SourceOptions options{.batch = config.training.batch, .seed = config.seed, .shuffle = true};
  options.flip = has(config.data.augment, "flip");
  options.crop = has(config.data.augment, "crop");
  options.dropLast = data.info().trainImages >= options.batch;
  return source(data, data::Part::Train, options);
}

Expected<std::unique_ptr<data::DataSource>> calibrationSource(const RunConfig& config, const data::DataSet& data) {
  return source(data, data::Part::Calibration,
                {.batch = config.training.batch, .seed = config.seed, .shuffle = true, .prefetch = 0});
}

}  // namespace dyadic::session
