// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/methods/fgq/FgqRecipe.h"

#include <algorithm>

#include "engine/quantizers/IntSe.h"
#include "engine/quantizers/ScaledCodebook.h"
#include "engine/training/Calibration.h"
#include "engine/training/Partitioner.h"

namespace dyadic::methods::fgq {

using quantizers::QuantPlan;
using quantizers::QuantSite;
using quantizers::SiteKind;

namespace {

constexpr double kMomentum = 0.99;  ///< of the averages while fine-tuning; calibration replaces them

/// Whether something but batch norms reads the feature map: its value before a batch norm never leaves the layer.
bool isRead(const nets::Graph& graph, int edge) {
  return std::any_of(graph.nodes().begin(), graph.nodes().end(), [&](const nets::Node& node) {
    const bool reads =
        std::any_of(node.inputs.begin(), node.inputs.end(), [&](int input) { return graph.edgeOf(input) == edge; });
    return reads && nets::ownsEdge(node) && node.op != nets::Op::BatchNorm2d;
  });
}

}  // namespace

std::unique_ptr<quantizers::Quantizer> FgqRecipe::weightQuantizer(const torch::Tensor& weight, End form) const {
  if (form == End::Integer) {
    quantizers::IntSeOptions integers;
    integers.format.bits = options_.endBits;
    return std::make_unique<quantizers::IntSe>(integers);
  }
  math::ScaledFormat format;
  format.scaleBits = options_.scaleBits;
  const auto groups = quantizers::scaleGroups(weight, quantizers::Granularity::Block, options_.group);
  return std::make_unique<quantizers::ScaledCodebook>(format, groups);
}

QuantSite FgqRecipe::featureMap(int node, int bits) const {
  quantizers::IntSeOptions integers;
  integers.format.bits = bits;
  integers.gradient = quantizers::GradientRule::Clipped;
  QuantSite site;
  site.kind = SiteKind::FeatureMap;
  site.node = node;
  site.quantizer = std::make_unique<quantizers::IntSe>(integers);
  site.observer = std::make_unique<quantizers::EmaExponent>(kMomentum);
  return site;
}

Expected<QuantPlan> FgqRecipe::plan(const nets::Graph& graph) {
  if (auto matched = checkRulesMatch(config_.layers, graph); !matched) return matched.error();
  QuantPlan plan;
  for (const WeightLayer& layer : weightLayers(graph, config_.layers)) {
    const End form = layer.first ? options_.first : layer.last ? options_.last : End::Ternary;
    if (!layer.rule.quantize.value_or(form != End::Float)) continue;
    QuantSite site;
    site.node = layer.node;
    site.quantizer = weightQuantizer(graph.node(layer.node).weight, form);
    plan.add(std::move(site));
  }
  if (!options_.quantizeActivations) return plan;
  for (const auto& edge : graph.edges()) {
    const LayerRule rule = ruleFor(config_.layers, edge.info.name);
    if (!isRead(graph, edge.node) || !rule.quantize.value_or(true)) continue;
    plan.add(featureMap(edge.node, rule.activationBits.value_or(options_.activationBits)));
  }
  return plan;
}

std::vector<training::Stage> FgqRecipe::schedule() const {
  return {{.epochs = config_.training.epochsPerStage.front(), .portion = 1}};
}

void FgqRecipe::beginStage(training::TrainContext& context) { training::quantizeAll(context.graph, context.plan); }

void FgqRecipe::finalize(training::TrainContext& context) {
  training::reestimateBatchNorms(context, options_.batchNormBatches);
  training::calibrate(context, options_.calibrationBatches);
}

}  // namespace dyadic::methods::fgq
