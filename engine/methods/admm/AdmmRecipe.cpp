// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/methods/admm/AdmmRecipe.h"

#include <cmath>

#include "engine/methods/LayerRules.h"
#include "engine/training/AugmentedLagrangian.h"
#include "engine/training/Calibration.h"
#include "engine/training/Partitioner.h"

namespace dyadic::methods::admm {

using quantizers::QuantPlan;
using quantizers::QuantSite;
using quantizers::SiteKind;

Expected<QuantPlan> AdmmRecipe::plan(const nets::Graph& graph) {
  if (auto matched = checkRulesMatch(config_.layers, graph); !matched) return matched.error();
  QuantPlan plan;
  for (const WeightLayer& layer : weightLayers(graph, config_.layers)) {
    if (!layer.chosen(options_.quantizeFirst, options_.quantizeLast)) continue;
    const auto groups = quantizers::scaleGroups(graph.node(layer.node).weight, options_.granularity);
    QuantSite site;
    site.node = layer.node;
    site.quantizer = std::make_unique<quantizers::ScaledCodebook>(options_.format, groups);
    site.policy = quantizers::UpdatePolicy::FreezeQuantized;  // there is a mask in the last stage alone
    site.written = true;
    plan.add(std::move(site));
  }
  if (plan.sites().empty()) return noLayerToQuantize("ADMM", graph);
  return plan;
}

std::vector<training::Stage> AdmmRecipe::schedule() const {
  const auto& epochs = config_.training.epochsPerStage;
  std::vector<training::Stage> stages;
  for (std::size_t i = 0; i <= static_cast<std::size_t>(options_.iterations); ++i) {
    const bool last = i == static_cast<std::size_t>(options_.iterations);
    const double rho = options_.rho * std::pow(options_.rhoGrowth, static_cast<double>(i));
    stages.push_back({epochs.size() == 1 ? epochs.front() : epochs.at(i), last ? 1.0 : 0.0, last ? 0.0 : rho});
  }
  return stages;
}

std::vector<std::unique_ptr<training::LossTerm>> AdmmRecipe::losses(const training::TrainContext& context) {
  auto terms = Recipe::losses(context);
  terms.push_back(std::make_unique<training::AugmentedLagrangian>(context));
  return terms;
}

void AdmmRecipe::beginStage(training::TrainContext& context) {
  const torch::NoGradGuard noGradient;
  const bool last = context.stage == options_.iterations;
  for (QuantSite* site : context.plan.sitesOf(SiteKind::Weight)) {
    auto weight = context.graph.node(site->node).weight;
    training::projectWeight(*site, weight, last || context.stage == 0);
    if (!last) {
      // lambda is scaled by 1 / rho.
      if (context.stage > 0) site->multiplier = site->multiplier / options_.rhoGrowth;
      continue;
    }
    weight.copy_(site->target);
    site->target = torch::Tensor();
    site->multiplier = torch::Tensor();
    site->refit = false;
  }
  if (last) training::quantizeAll(context.graph, context.plan);
}

void AdmmRecipe::finalize(training::TrainContext& context) {
  training::reestimateBatchNorms(context, options_.batchNormBatches);
}

}  // namespace dyadic::methods::admm
