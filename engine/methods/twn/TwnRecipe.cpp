// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/methods/twn/TwnRecipe.h"

#include "engine/methods/LayerRules.h"
#include "engine/training/Partitioner.h"

namespace dyadic::methods::twn {

Expected<quantizers::QuantPlan> TwnRecipe::plan(const nets::Graph& graph) {
  if (auto matched = checkRulesMatch(config_.layers, graph); !matched) return matched.error();
  quantizers::QuantPlan plan;
  for (const WeightLayer& layer : weightLayers(graph, config_.layers)) {
    if (!layer.chosen(options_.quantizeFirst, options_.quantizeLast)) continue;
    const auto groups = quantizers::scaleGroups(graph.node(layer.node).weight, options_.granularity);
    quantizers::QuantSite site;
    site.node = layer.node;
    site.quantizer = std::make_unique<quantizers::ScaledCodebook>(options_.format, groups);
    plan.add(std::move(site));
  }
  if (plan.sites().empty()) return noLayerToQuantize("TWN", graph);
  return plan;
}

std::vector<training::Stage> TwnRecipe::schedule() const {
  return {{.epochs = config_.training.epochsPerStage.front(), .portion = 1}};
}

void TwnRecipe::beginStage(training::TrainContext& context) { training::quantizeAll(context.graph, context.plan); }

}  // namespace dyadic::methods::twn
