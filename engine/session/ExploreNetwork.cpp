// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/ExploreNetwork.h"

#include <algorithm>

#include "engine/methods/Registry.h"
#include "engine/nets/Executor.h"
#include "engine/session/Config.h"
#include "engine/session/Opening.h"
#include "engine/session/ParameterCheck.h"
#include "engine/session/Warnings.h"

namespace dyadic::session {

namespace {

constexpr std::uint64_t kOrder = 1;  // of all estimates, whatever the seed of the setting

/// 0 where the method has no such parameter.
int batchesOf(const QuantSetting& setting, const char* key) {
  const auto* method = methods::findMethod(setting.method.id);
  ParameterMap parameters = setting.method.parameters;
  if (method != nullptr) fillParameters(method->info, parameters);
  const auto found = parameters.find(key);
  const auto* batches = found == parameters.end() ? nullptr : std::get_if<std::int64_t>(&found->second);
  return batches == nullptr ? 0 : static_cast<int>(std::max<std::int64_t>(*batches, 0));
}

}  // namespace

std::vector<std::int64_t> ExploreImages::validationOrder() const {
  return data::shuffledOrder(validation.count, kOrder, 0);
}

std::unique_ptr<data::DataSource> ExploreImages::validationSource(std::int64_t batch) const {
  return data::makeSource(validation, normalization, {.batch = batch, .seed = kOrder, .shuffle = true, .prefetch = 0});
}

std::unique_ptr<data::DataSource> ExploreImages::calibrationSource(std::int64_t batch, std::uint64_t seed) const {
  return data::makeSource(calibration, normalization, {.batch = batch, .seed = seed, .shuffle = true, .prefetch = 0});
}

ExploreNetwork::ExploreNetwork(RunConfig config, nets::LoadedModel model, torch::Device device)
    : config_(std::move(config)), graph_(std::move(model.graph)), info_(std::move(model.info)), device_(device) {
  info_.path = config_.model.path;
}

Expected<std::unique_ptr<ExploreNetwork>> ExploreNetwork::open(const RunConfig& config) {
  prepareLibTorch(config);
  auto device = openDevice(config);
  if (!device) return device.error();
  auto model = openModel(config);
  if (!model) return model.error();
  if (auto moved = model->graph.to(*device); !moved) return moved.error();
  return std::unique_ptr<ExploreNetwork>(new ExploreNetwork(config, std::move(*model), *device));
}

std::int64_t ExploreNetwork::batch() const {
  constexpr int kMost = 100;
  return std::min(config_.training.batch, kMost);
}

Expected<const ExploreImages*> ExploreNetwork::images() {
  const std::lock_guard lock(opening_);
  if (images_) return &*images_;
  auto data = openData(config_, &info_, {data::Part::Validation, data::Part::Calibration});
  if (!data) return data.error();
  ExploreImages out;
  for (const auto& [part, images] :
       {std::pair{data::Part::Validation, &out.validation}, std::pair{data::Part::Calibration, &out.calibration}}) {
    auto read = data->images(part);
    if (!read) return read.error();
    addWarnings(read->warnings);
    *images = std::move(*read);
    if (images->count == 0)
      return failure(DYADIC_TR("engine", "%1 holds no images for this part of the data set."), {config_.data.path});
  }
  addWarnings(data->info().warnings);
  auto normalization = data->normalization();
  if (!normalization) return normalization.error();
  out.normalization = std::move(*normalization);
  images_ = std::move(out);
  return &*images_;
}

Expected<std::shared_ptr<training::Recipe>> ExploreNetwork::recipe(const QuantSetting& setting) const {
  if (setting.method.id.empty()) return noMethod();
  const auto* method = methods::findMethod(setting.method.id);
  if (method == nullptr) return findMethod(setting.method.id).error();
  if (!(setting.portion >= 0 && setting.portion <= 1)) {
    return usageError(DYADIC_TR("engine", "%1 is \"%2\" but must be from %3 to %4."),
                      {"portion", std::to_string(setting.portion), "0", "1"});
  }
  RunConfig config = config_;
  applySetting(setting, config);
  fillParameters(method->info, config.method.parameters);
  config.training.epochsPerStage = {0};
  if (auto checked = checkConfig(config); !checked) return checked.error();
  return std::shared_ptr<training::Recipe>(method->create(config));
}

Expected<quantizers::QuantPlan> ExploreNetwork::plan(const QuantSetting& setting) const {
  const auto made = recipe(setting);
  if (!made) return made.error();
  auto plan = (*made)->plan(graph_);
  if (!plan) return plan.error();
  for (const auto& site : plan->sites()) {
    site->active = true;
    site->followStatistics = false;
    site->refit = true;
    site->written = false;  // the network's weights are those of the file
  }
  return plan;
}

Expected<ExploreNetwork::MaskOf> ExploreNetwork::masks(const QuantSetting& setting) const {
  const auto made = recipe(setting);
  if (!made) return made.error();
  if (setting.portion >= 1) return MaskOf([](const nets::Node&) { return torch::Tensor(); });
  return MaskOf(
      [recipe = *made, portion = setting.portion](const nets::Node& node) { return recipe->firstMask(node, portion); });
}

int ExploreNetwork::calibrationBatches(const QuantSetting& setting) {
  return std::max(batchesOf(setting, "calibration_batches"), 1);
}

int ExploreNetwork::batchNormBatches(const QuantSetting& setting) { return batchesOf(setting, "batch_norm_batches"); }

Expected<nets::Graph> ExploreNetwork::copy() const {
  const torch::NoGradGuard noGradient;
  auto model = openModel(config_);
  if (!model) return model.error();
  if (auto moved = model->graph.to(device_); !moved) return moved.error();
  const auto from = graph_.state();
  const auto to = model->graph.state();
  TORCH_CHECK(from.size() == to.size(), "the model's file has changed");
  for (std::size_t i = 0; i < from.size(); ++i) torch::Tensor(to[i].tensor).copy_(from[i].tensor);
  return std::move(model->graph);
}

Calibration::Calibration(const Place& place, quantizers::QuantPlan& plan, std::unique_ptr<data::DataSource> source)
    : place_(place),
      maps_(plan.sitesOf(quantizers::SiteKind::FeatureMap)),
      pass_(place.graph, plan, quantizers::PassKind::Calibration),
      source_(std::move(source)) {
  for (auto* map : maps_) map->observer->restartAsMean();
  source_->reset(0);
}

bool Calibration::upTo(int batches, const Cancelled& cancelled) {
  const torch::NoGradGuard noGradient;
  data::Batch batch;
  while (needed() && batches_ < batches && batches_ < source_->batches()) {
    if (asked(cancelled)) return false;
    if (!source_->next(batch)) break;
    (void)nets::run(place_.graph, batch.images.to(place_.device), {false, &pass_});
    ++batches_;
  }
  return true;
}

std::vector<std::vector<double>> Calibration::grids() const {
  std::vector<std::vector<double>> out;
  for (auto* map : maps_) {
    if (map->observer->hasValue()) map->observer->apply(*map->quantizer);
    out.push_back(map->quantizer->state());
  }
  return out;
}

}  // namespace dyadic::session
