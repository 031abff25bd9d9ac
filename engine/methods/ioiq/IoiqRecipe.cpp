// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/methods/ioiq/IoiqRecipe.h"

#include <algorithm>

#include "engine/methods/LayerRules.h"
#include "engine/quantizers/IntSe.h"
#include "engine/training/Calibration.h"

namespace dyadic::methods::ioiq {

using quantizers::GradientRule;
using quantizers::QuantPlan;
using quantizers::QuantSite;
using quantizers::RangeSource;
using quantizers::SiteKind;
using training::TrainContext;

IoiqRecipe::IoiqRecipe(const RunConfig& config) : config_(config), options_(readOptions(config.method.parameters)) {
  if (options_.partition == Partition::Pruning) {
    partitioner_ = std::make_unique<training::MagnitudePartitioner>();
  } else {
    partitioner_ = std::make_unique<training::RandomPartitioner>();
  }
}

IoiqRecipe::Bits IoiqRecipe::bitsOf(const std::string& name) const {
  const LayerRule rule = ruleFor(config_.layers, name);
  const bool biasFollows = options_.biasBits == options_.bits;
  Bits bits;
  bits.weight = rule.bits.value_or(options_.bits);
  bits.bias = biasFollows ? bits.weight : options_.biasBits;
  bits.activation = rule.activationBits.value_or(options_.activationBits);
  bits.quantize = rule.quantize.value_or(true);
  return bits;
}

QuantSite IoiqRecipe::site(SiteKind kind, int node, int bits) const {
  quantizers::IntSeOptions quantizer;
  quantizer.format = {bits, options_.symmetricRange};
  quantizer.search = options_.search;
  quantizer.alignedRange = options_.biasShift;
  const bool clips = kind == SiteKind::FeatureMap && options_.clipActivationGradient;
  quantizer.gradient = clips ? GradientRule::Clipped : GradientRule::StraightThrough;
  QuantSite out;
  out.kind = kind;
  out.node = node;
  out.quantizer = std::make_unique<quantizers::IntSe>(quantizer);
  if (kind == SiteKind::FeatureMap) {
    out.observer = std::make_unique<quantizers::EmaExponent>(options_.emaMomentum);
    if (options_.trainingExponent == TrainingExponent::Average) out.range = RangeSource::Average;
  } else if (kind == SiteKind::Weight) {
    out.refit = options_.refitEachStep;
    if (options_.freezeQuantized) out.policy = quantizers::UpdatePolicy::FreezeQuantized;
  } else {
    const bool always = options_.lock == BatchNormLock::EveryForward;
    out.active = always;
    out.followStatistics = always && kind != SiteKind::Bias;
  }
  return out;
}

void IoiqRecipe::addLayer(QuantPlan& plan, const nets::Node& node, const Bits& bits) const {
  if (node.op == nets::Op::BatchNorm2d) {
    plan.add(site(SiteKind::BatchNormScale, node.id, bits.weight));
    plan.add(site(SiteKind::BatchNormShift, node.id, bits.bias));
    return;
  }
  plan.add(site(SiteKind::Weight, node.id, bits.weight));
  if (node.bias.defined()) plan.add(site(SiteKind::Bias, node.id, bits.bias));
}

Expected<QuantPlan> IoiqRecipe::plan(const nets::Graph& graph) {
  if (auto matched = checkRulesMatch(config_.layers, graph); !matched) return matched.error();
  QuantPlan plan;
  for (const auto& layer : graph.layers()) {
    const Bits bits = bitsOf(layer.info.name);
    if (bits.quantize) addLayer(plan, graph.node(layer.node), bits);
  }
  for (const auto& edge : graph.edges()) {
    const Bits bits = bitsOf(edge.info.name);
    const bool input = edge.node == graph.inputNode();
    if (bits.quantize && (options_.quantizeInput || !input))
      plan.add(site(SiteKind::FeatureMap, edge.node, bits.activation));
  }
  return plan;
}

std::vector<training::Stage> IoiqRecipe::schedule() const {
  std::vector<training::Stage> stages;
  const auto& epochs = config_.training.epochsPerStage;
  for (std::size_t i = 0; i < options_.portions.size(); ++i) {
    stages.push_back({epochs.size() == 1 ? epochs.front() : epochs.at(i), options_.portions[i]});
  }
  return stages;
}

int IoiqRecipe::lockStage(const TrainContext& context) const {
  const int last = static_cast<int>(context.stages.size()) - 1;
  return options_.lockAt == 0 ? last : std::min(options_.lockAt - 1, last);
}

void IoiqRecipe::drawMasks(TrainContext& context, const std::string& moment) const {
  const double portion = context.stages[static_cast<std::size_t>(context.stage)].portion;
  for (QuantSite* weights : context.plan.sitesOf(SiteKind::Weight)) {
    const auto previous = options_.monotoneMasks ? weights->mask : torch::Tensor();
    weights->mask = maskOf(context.graph.node(weights->node), {portion, previous, moment});
  }
}

torch::Tensor IoiqRecipe::maskOf(const nets::Node& node, const MaskRequest& request) const {
  math::RandomStream random(config_.seed, "partition/" + node.name + "/" + request.moment);
  return partitioner_->mask(node.weight, request.previous, request.portion, random);
}

torch::Tensor IoiqRecipe::firstMask(const nets::Node& node, double portion) const {
  return maskOf(node, {portion, {}, "0"});
}

void IoiqRecipe::beginStage(TrainContext& context) {
  drawMasks(context, std::to_string(context.stage));
  if (!options_.refitEachStep) {
    for (QuantSite* weights : context.plan.sitesOf(SiteKind::Weight))
      weights->quantizer->fit(context.graph.node(weights->node).weight);
  }
  if (options_.lock == BatchNormLock::AtStage && context.stage == lockStage(context)) lock(context);
}

void IoiqRecipe::beginEpoch(TrainContext& context) {
  int runEpoch = context.epoch;
  for (int stage = 0; stage < context.stage; ++stage)
    runEpoch += context.stages[static_cast<std::size_t>(stage)].epochs;
  bool justLocked =
      options_.lock == BatchNormLock::AtStage && context.epoch == 0 && context.stage == lockStage(context);
  if (options_.lock == BatchNormLock::AtEpoch) {
    int lockEpoch = options_.lockAt - 1;
    if (options_.lockAt == 0) {
      lockEpoch = 0;
      for (std::size_t i = 0; i + 1 < context.stages.size(); ++i) lockEpoch += context.stages[i].epochs;
    }
    justLocked = runEpoch == lockEpoch;
    if (justLocked) lock(context);
  }
  if (!justLocked && options_.trainingExponent == TrainingExponent::BatchThenAverage) {
    for (QuantSite* map : context.plan.sitesOf(SiteKind::FeatureMap)) {
      if (map->range == RangeSource::Average) map->range = RangeSource::Frozen;
    }
  }
  if (options_.maskUpdate == MaskUpdate::Epoch)
    drawMasks(context, std::to_string(context.stage) + "/" + std::to_string(context.epoch));
}

void IoiqRecipe::endStep(TrainContext& context) {
  if (options_.maskUpdate == MaskUpdate::Step) drawMasks(context, "step");
}

void IoiqRecipe::lock(TrainContext& context) const {
  const auto maps = context.plan.sitesOf(SiteKind::FeatureMap);
  const bool observed =
      std::all_of(maps.begin(), maps.end(), [](const QuantSite* map) { return map->observer->hasValue(); });
  if (!observed) training::calibrate(context, std::max(options_.calibrationBatches, 1));
  for (const auto& s : context.plan.sites()) {
    if (s->kind == SiteKind::Weight || s->kind == SiteKind::FeatureMap) continue;
    s->active = true;
    s->followStatistics = false;
    if (s->kind == SiteKind::Bias || options_.trainAfterLock) continue;
    nets::Node& node = context.graph.node(s->node);
    node.weight.set_requires_grad(false);
    node.bias.set_requires_grad(false);
  }
  if (options_.trainingExponent != TrainingExponent::BatchThenAverage) return;
  for (QuantSite* map : maps) {
    if (map->range == RangeSource::Batch) map->range = RangeSource::Average;
  }
}

void IoiqRecipe::finalize(TrainContext& context) {
  training::quantizeAll(context.graph, context.plan);
  for (QuantSite* weights : context.plan.sitesOf(SiteKind::Weight)) weights->refit = true;
  const bool locked = std::all_of(context.plan.sites().begin(), context.plan.sites().end(),
                                  [](const auto& s) { return s->active && !s->followStatistics; });
  if (!locked) lock(context);
  if (options_.calibrationBatches > 0) training::calibrate(context, options_.calibrationBatches);
  for (QuantSite* map : context.plan.sitesOf(SiteKind::FeatureMap)) map->range = RangeSource::Frozen;
}

}  // namespace dyadic::methods::ioiq
