// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/methods/iao/IaoRecipe.h"

#include <algorithm>
#include <limits>

#include "engine/methods/LayerRules.h"
#include "engine/quantizers/Affine.h"
#include "engine/training/Calibration.h"

namespace dyadic::methods::iao {
namespace {

using nets::Node;
using nets::Op;
using quantizers::GradientRule;
using quantizers::Limits;
using quantizers::QuantPlan;
using quantizers::QuantSite;
using quantizers::SiteKind;
using training::TrainContext;

constexpr int kBiasBits = 32;
constexpr int kCalibrationBatches = 50;

/// Nodes that read each node.
using Readers = std::vector<std::vector<int>>;
Readers readersOf(const nets::Graph& graph) {
  Readers readers(graph.nodes().size());
  for (const Node& node : graph.nodes()) {
    for (const int input : node.inputs) readers[static_cast<std::size_t>(input)].push_back(node.id);
  }
  return readers;
}

bool allAre(const nets::Graph& graph, const std::vector<int>& readers, Op op) {
  return !readers.empty() && std::all_of(readers.begin(), readers.end(), [&](int r) { return graph.node(r).op == op; });
}

/// What the readers of a feature map make of it, where all of them are the same activation function.
std::optional<Limits> activationOf(const nets::Graph& graph, const std::vector<int>& readers) {
  if (allAre(graph, readers, Op::Relu)) return Limits{0, std::numeric_limits<double>::infinity()};
  if (allAre(graph, readers, Op::Relu6)) return Limits{0, 6};
  return std::nullopt;
}

/// The one concatenation to which a feature map goes and nowhere else, through operators that keep its grid; or -1.
int onlyConcat(const nets::Graph& graph, const Readers& readers, int node) {
  int found = -1;
  for (const int reader : readers[static_cast<std::size_t>(node)]) {
    const Node& next = graph.node(reader);
    int concat = -1;
    if (next.op == Op::Concat) {
      concat = reader;
    } else if (!nets::ownsEdge(next)) {
      concat = onlyConcat(graph, readers, reader);
    }
    if (concat < 0 || (found >= 0 && found != concat)) return -1;
    found = concat;
  }
  return found;
}

}  // namespace

IaoRecipe::IaoRecipe(const RunConfig& config) : config_(config), options_(readOptions(config.method.parameters)) {}

Expected<std::vector<int>> IaoRecipe::foldedInto(const nets::Graph& graph) const {
  std::vector<int> folded(graph.nodes().size(), -1);
  if (!options_.foldBatchNorm) return folded;
  const auto readers = readersOf(graph);
  bool any = false;
  for (const Node& node : graph.nodes()) {
    if (node.op != Op::BatchNorm2d) continue;
    any = true;
    const auto from = static_cast<std::size_t>(node.inputs.front());
    if (graph.nodes()[from].op != Op::Conv2d || readers[from].size() != 1) {
      return usageError(
          DYADIC_TR("engine",
                    "IAO folds every batch norm into the convolution before it, but the batch norm %1 does not stand "
                    "alone behind one. Take another method, or set method.parameters.fold_batch_norm to false, which "
                    "leaves batch norms float."),
          {node.name});
    }
    if (ruleFor(config_.layers, graph.nodes()[from].name).quantize.value_or(true)) folded[from] = node.id;
  }
  if (any) return folded;
  return usageError(
      DYADIC_TR("engine",
                "IAO folds batch norms into the weights, but this network has none. To quantize it all the same, set "
                "method.parameters.fold_batch_norm to false."));
}

void IaoRecipe::addLayer(QuantPlan& plan, const Node& node, int folded) const {
  const LayerRule rule = ruleFor(config_.layers, node.name);
  if (!rule.quantize.value_or(true)) return;
  QuantSite weight;
  weight.kind = SiteKind::Weight;
  weight.node = node.id;
  weight.quantizer = std::make_unique<quantizers::Affine>(
      quantizers::AffineOptions{{rule.bits.value_or(options_.bits), true}, GradientRule::StraightThrough});
  weight.folded = folded;
  weight.followStatistics = folded >= 0;
  weight.statisticsMomentum = 1 - options_.statisticsMomentum;
  plan.add(std::move(weight));
  if (folded < 0 && !node.bias.defined()) return;
  QuantSite bias;
  bias.kind = SiteKind::Bias;
  bias.node = node.id;
  bias.quantizer = std::make_unique<quantizers::Affine>(
      quantizers::AffineOptions{{kBiasBits, false}, GradientRule::StraightThrough});
  bias.folded = folded;
  bias.active = false;
  plan.add(std::move(bias));
}

void IaoRecipe::addMap(QuantPlan& plan, const nets::Graph& graph, int node) const {
  const auto quantizes = [&](int id) { return ruleFor(config_.layers, graph.node(id).name).quantize.value_or(true); };
  const auto readers = readersOf(graph);
  const auto& own = readers[static_cast<std::size_t>(node)];
  if (!quantizes(node) || allAre(graph, own, Op::BatchNorm2d)) return;
  const int bits = ruleFor(config_.layers, graph.node(node).name).activationBits.value_or(options_.activationBits);
  const auto gradient = options_.clipActivationGradient ? GradientRule::Clipped : GradientRule::StraightThrough;
  QuantSite map;
  map.kind = SiteKind::FeatureMap;
  map.node = node;
  map.quantizer = std::make_unique<quantizers::Affine>(quantizers::AffineOptions{{bits, false}, gradient});
  map.observer = std::make_unique<quantizers::EmaRange>(options_.emaMomentum);
  map.range = quantizers::RangeSource::Average;
  map.active = false;
  map.watched = true;
  const int concat = onlyConcat(graph, readers, node);
  if (concat >= 0 && quantizes(concat)) {
    map.grid = concat;
  } else {
    map.activation = activationOf(graph, own);
  }
  plan.add(std::move(map));
}

Expected<QuantPlan> IaoRecipe::plan(const nets::Graph& graph) {
  if (auto matched = checkRulesMatch(config_.layers, graph); !matched) return matched.error();
  const auto folded = foldedInto(graph);
  if (!folded) return folded.error();
  QuantPlan plan;
  for (const auto& layer : graph.layers()) {
    const Node& node = graph.node(layer.node);
    if (node.op != Op::BatchNorm2d) addLayer(plan, node, (*folded)[static_cast<std::size_t>(node.id)]);
  }
  for (const auto& edge : graph.edges()) addMap(plan, graph, edge.node);
  return plan;
}

std::vector<training::Stage> IaoRecipe::schedule() const { return {{config_.training.epochsPerStage.front(), 1}}; }

bool IaoRecipe::reached(double moment, const TrainContext& context) const {
  const auto step = static_cast<double>(context.step);
  const auto perEpoch = static_cast<double>(context.stepsPerEpoch);
  switch (options_.unit) {
    case Unit::Share:
      return step >= moment * perEpoch * context.stages.front().epochs;
    case Unit::Epochs:
      return step >= moment * perEpoch;
    case Unit::Steps:
      return step >= moment;
  }
  return false;
}

void IaoRecipe::keepUp(TrainContext& context) const {
  if (reached(options_.activationDelay, context)) {
    for (QuantSite* map : context.plan.sitesOf(SiteKind::FeatureMap)) map->active = true;
  }
  if (reached(options_.freezeStatistics, context)) {
    for (QuantSite* weight : context.plan.sitesOf(SiteKind::Weight)) weight->followStatistics = false;
  }
}

void IaoRecipe::beginStage(TrainContext& context) {
  for (QuantSite* weight : context.plan.sitesOf(SiteKind::Weight)) {
    weight->mask = torch::ones_like(context.graph.node(weight->node).weight, torch::kBool);
  }
  keepUp(context);
}

void IaoRecipe::endStep(TrainContext& context) { keepUp(context); }

void IaoRecipe::finalize(TrainContext& context) {
  for (const auto& site : context.plan.sites()) {
    site->active = true;
    site->followStatistics = false;
  }
  const auto maps = context.plan.sitesOf(SiteKind::FeatureMap);
  const bool observed = std::all_of(maps.begin(), maps.end(),
                                    [](const QuantSite* map) { return map->grid >= 0 || map->observer->hasValue(); });
  if (!observed) training::calibrate(context, kCalibrationBatches);
  for (QuantSite* map : maps) map->range = quantizers::RangeSource::Frozen;
}

}  // namespace dyadic::methods::iao
