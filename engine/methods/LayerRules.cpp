// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/methods/LayerRules.h"

#include <algorithm>

#include "engine/types/Glob.h"

namespace dyadic::methods {

LayerRule ruleFor(const std::vector<LayerRule>& rules, const std::string& name) {
  LayerRule out;
  out.match = name;
  for (const LayerRule& rule : rules) {
    if (!globMatches(rule.match, name)) continue;
    if (rule.bits) out.bits = rule.bits;
    if (rule.activationBits) out.activationBits = rule.activationBits;
    if (rule.quantize) out.quantize = rule.quantize;
  }
  return out;
}

std::vector<WeightLayer> weightLayers(const nets::Graph& graph, const std::vector<LayerRule>& rules) {
  std::vector<WeightLayer> out;
  for (const auto& layer : graph.layers()) {
    if (graph.node(layer.node).op == nets::Op::BatchNorm2d) continue;
    out.push_back({layer.node, ruleFor(rules, layer.info.name)});
  }
  if (!out.empty()) {
    out.front().first = true;
    out.back().last = true;
  }
  return out;
}

Error noLayerToQuantize(const std::string& method, const nets::Graph& graph) {
  return usageError(
      DYADIC_TR("engine",
                "%1 finds nothing to quantize: the network has %2 layers with weights, of which the first and the last "
                "stay as they are, and the rules leave out the others. Set method.parameters.quantize_first or "
                "quantize_last to true, or take a network with layers between them."),
      {method, std::to_string(weightLayers(graph, {}).size())});
}

Status checkRulesMatch(const std::vector<LayerRule>& rules, const nets::Graph& graph) {
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const auto matches = [&](const auto& each) { return globMatches(rules[i].match, each.info.name); };
    const auto layers = graph.layers();
    const auto edges = graph.edges();
    if (std::any_of(layers.begin(), layers.end(), matches) || std::any_of(edges.begin(), edges.end(), matches))
      continue;
    return usageError(
        DYADIC_TR(
            "engine",
            "the rule layers[%1] (\"%2\") matches no layer of this model. `dyadic-cli inspect` lists their names."),
        {std::to_string(i), rules[i].match});
  }
  return {};
}

}  // namespace dyadic::methods
