// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/methods/bwn/BwnRecipe.h"

#include "engine/methods/LayerRules.h"
#include "engine/training/Calibration.h"
#include "engine/training/Partitioner.h"

namespace dyadic::methods::bwn {

Expected<quantizers::QuantPlan> BwnRecipe::plan(const nets::Graph& graph) {
  if (auto matched = checkRulesMatch(config_.layers, graph); !matched) return matched.error();
  quantizers::QuantPlan plan;
  for (const WeightLayer& layer : weightLayers(graph, config_.layers)) {
    if (!layer.chosen(options_.quantizeFirst, options_.quantizeLast)) continue;
    const auto groups = quantizers::scaleGroups(graph.node(layer.node).weight, options_.granularity);
    quantizers::QuantSite site;
    site.node = layer.node;
    site.quantizer = std::make_unique<quantizers::ScaledCodebook>(math::ScaledFormat{math::Alphabet::Binary}, groups,
                                                                  options_.gradient);
    plan.add(std::move(site));
  }
  if (plan.sites().empty()) return noLayerToQuantize("BWN", graph);
  return plan;
}

std::vector<training::Stage> BwnRecipe::schedule() const {
  return {{.epochs = config_.training.epochsPerStage.front(), .portion = 1}};
}

void BwnRecipe::beginStage(training::TrainContext& context) {
  training::quantizeAll(context.graph, context.plan);
  tidyWeights(context);
}

void BwnRecipe::endStep(training::TrainContext& context) { tidyWeights(context); }

void BwnRecipe::finalize(training::TrainContext& context) {
  training::reestimateBatchNorms(context, options_.batchNormBatches);
}

/// The authors' code does this before each forward pass.
void BwnRecipe::tidyWeights(training::TrainContext& context) const {
  const torch::NoGradGuard noGradient;
  for (const auto* site : context.plan.sitesOf(quantizers::SiteKind::Weight)) {
    auto weight = context.graph.node(site->node).weight;
    if (options_.centre && weight.size(1) > 1) weight.sub_(weight.mean(1, /*keepdim=*/true));
    if (options_.clamp) weight.clamp_(-1, 1);
  }
}

}  // namespace dyadic::methods::bwn
