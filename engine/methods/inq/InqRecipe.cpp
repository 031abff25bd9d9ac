// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/methods/inq/InqRecipe.h"

#include "engine/methods/LayerRules.h"
#include "engine/quantizers/PowerOfTwo.h"

namespace dyadic::methods::inq {

using quantizers::QuantPlan;
using quantizers::QuantSite;
using quantizers::SiteKind;

InqRecipe::InqRecipe(const RunConfig& config, Use use)
    : config_(config), options_(readOptions(config.method.parameters)), use_(use) {
  if (options_.partition == Partition::Pruning) {
    partitioner_ = std::make_unique<training::MagnitudePartitioner>();
  } else {
    partitioner_ = std::make_unique<training::RandomPartitioner>();
  }
}

Expected<QuantPlan> InqRecipe::plan(const nets::Graph& graph) {
  if (auto matched = checkRulesMatch(config_.layers, graph); !matched) return matched.error();
  QuantPlan plan;
  for (const auto& layer : graph.layers()) {
    const LayerRule rule = ruleFor(config_.layers, layer.info.name);
    if (graph.node(layer.node).op == nets::Op::BatchNorm2d || !rule.quantize.value_or(true)) continue;
    math::PowerOfTwoGrid grid = options_.grid;
    grid.bits = rule.bits.value_or(grid.bits);
    QuantSite site;
    site.kind = SiteKind::Weight;
    site.node = layer.node;
    site.quantizer = std::make_unique<quantizers::PowerOfTwo>(grid, use_.indexBits);
    site.policy = quantizers::UpdatePolicy::FreezeQuantized;
    site.written = true;
    site.refit = false;
    plan.add(std::move(site));
  }
  return plan;
}

std::vector<training::Stage> InqRecipe::schedule() const {
  std::vector<training::Stage> stages;
  const auto& epochs = config_.training.epochsPerStage;
  for (std::size_t i = 0; i < options_.portions.size(); ++i) {
    stages.push_back({epochs.size() == 1 ? epochs.front() : epochs.at(i), options_.portions[i]});
  }
  return stages;
}

torch::Tensor InqRecipe::maskOf(const nets::Node& node, const MaskRequest& request) const {
  math::RandomStream random(config_.seed, "partition/" + node.name + "/" + std::to_string(request.stage));
  return partitioner_->mask(node.weight, request.previous, request.portion, random);
}

torch::Tensor InqRecipe::firstMask(const nets::Node& node, double portion) const {
  return maskOf(node, {portion, {}, 0});
}

void InqRecipe::quantizePortion(const training::TrainContext& context, QuantSite& site) const {
  torch::Tensor& weight = context.graph.node(site.node).weight;
  const int stage = context.stage - use_.firstStage;
  double portion = context.stages[static_cast<std::size_t>(context.stage)].portion;
  torch::Tensor previous = options_.monotoneMasks ? site.mask : torch::Tensor();
  if (site.pruned.defined()) {
    weight.masked_fill_(site.pruned, 0);
    if (stage == 0 || !options_.monotoneMasks) previous = site.pruned;
    const double pruned = quantizers::maskFraction(site.pruned);
    portion = pruned + portion * (1 - pruned);
  }
  if (stage == 0 || options_.topExponent == TopExponent::EveryStage) site.quantizer->fit(weight);
  site.mask = maskOf(context.graph.node(site.node), {portion, previous, stage});
  const auto levels = site.quantizer->fakeQuantize(weight.detach().clone());
  weight.copy_(torch::where(site.mask, levels, weight));
}

void InqRecipe::beginStage(training::TrainContext& context) {
  const torch::NoGradGuard noGradient;
  for (QuantSite* site : context.plan.sitesOf(SiteKind::Weight)) {
    if (context.stage < use_.firstStage) {
      site->quantizer->fit(context.graph.node(site->node).weight);  // for what hard passes show
    } else {
      quantizePortion(context, *site);
    }
  }
}

}  // namespace dyadic::methods::inq
