// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/methods/dns/DnsRecipe.h"

#include "engine/methods/LayerRules.h"
#include "engine/methods/Specs.h"
#include "engine/quantizers/Float32.h"

namespace dyadic::methods::dns {

DnsRecipe::DnsRecipe(const RunConfig& config) : config_(config), surgery_(readSurgery(config.method.parameters)) {}

Expected<quantizers::QuantPlan> DnsRecipe::plan(const nets::Graph& graph) {
  if (auto matched = checkRulesMatch(config_.layers, graph); !matched) return matched.error();
  quantizers::QuantPlan plan;
  for (const WeightLayer& layer : weightLayers(graph, config_.layers)) {
    if (!layer.chosen(true, true)) continue;
    quantizers::QuantSite site;
    site.node = layer.node;
    site.quantizer = std::make_unique<quantizers::Float32>(integer(config_.method.parameters, "index_bits"));
    plan.add(std::move(site));
  }
  surgery_.begin(graph, plan);
  return plan;
}

std::vector<training::Stage> DnsRecipe::schedule() const {
  return {{.epochs = config_.training.epochsPerStage.front()}};
}

DnsInqRecipe::DnsInqRecipe(const RunConfig& config)
    : InqRecipe(config, {.firstStage = 1, .indexBits = integer(config.method.parameters, "index_bits")}),
      surgery_(readSurgery(config.method.parameters)),
      epochs_(integer(config.method.parameters, "surgery_epochs")) {}

Expected<quantizers::QuantPlan> DnsInqRecipe::plan(const nets::Graph& graph) {
  auto plan = InqRecipe::plan(graph);
  if (plan) surgery_.begin(graph, *plan);
  return plan;
}

std::vector<training::Stage> DnsInqRecipe::schedule() const {
  auto stages = InqRecipe::schedule();
  stages.insert(stages.begin(), {.epochs = epochs_});
  return stages;
}

void DnsInqRecipe::endStep(training::TrainContext& context) {
  if (context.stage == 0) surgery_.step(context);
}

}  // namespace dyadic::methods::dns
