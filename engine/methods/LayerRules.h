// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "engine/nets/Graph.h"
#include "engine/types/Expected.h"
#include "engine/types/RunConfig.h"

namespace dyadic::methods {

/// What the rules of a config say of one layer or feature map; later rules win.
[[nodiscard]] LayerRule ruleFor(const std::vector<LayerRule>& rules, const std::string& name);

/// A convolution or linear layer, in execution order, and what is said of it.
struct WeightLayer {
  int node = -1;
  LayerRule rule;      ///< what ruleFor() says
  bool first = false;  ///< no weights before it
  bool last = false;   ///< none behind it

  /// Whether it is to be quantized: as a rule says, else unless it is an end that stays as it is.
  [[nodiscard]] bool chosen(bool quantizeFirst, bool quantizeLast) const {
    return rule.quantize.value_or((quantizeFirst || !first) && (quantizeLast || !last));
  }
};
[[nodiscard]] std::vector<WeightLayer> weightLayers(const nets::Graph& graph, const std::vector<LayerRule>& rules);

/// An error for a network in which a method that leaves the ends alone finds nothing to quantize.
[[nodiscard]] Error noLayerToQuantize(const std::string& method, const nets::Graph& graph);

/// A usage error for the first rule that matches no layer and no feature map.
[[nodiscard]] Status checkRulesMatch(const std::vector<LayerRule>& rules, const nets::Graph& graph);

}  // namespace dyadic::methods
