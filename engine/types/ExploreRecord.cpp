// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/types/ExploreRecord.h"

#include "engine/types/Glob.h"

namespace dyadic {

std::vector<RuleMatch> matchRules(const std::vector<LayerRule>& rules, const ModelInfo& model) {
  std::vector<RuleMatch> out;
  for (const LayerRule& rule : rules) {
    RuleMatch match;
    for (std::size_t i = 0; i < model.layers.size(); ++i) {
      if (globMatches(rule.match, model.layers[i].name)) match.layers.push_back(static_cast<int>(i));
    }
    for (std::size_t i = 0; i < model.edges.size(); ++i) {
      if (globMatches(rule.match, model.edges[i].name)) match.edges.push_back(static_cast<int>(i));
    }
    out.push_back(std::move(match));
  }
  return out;
}

}  // namespace dyadic
