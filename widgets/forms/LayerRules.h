// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/types/ExploreRecord.h"
#include "engine/types/RunConfig.h"

/// Layer rules as a table of layers writes them: one rule a layer at most, which names it in full and stands behind
/// every other rule that matches it. Plain values; any thread.
namespace dyadic::widgets {

using LayerRules = std::vector<LayerRule>;

/// What the rules say about a layer or feature map of that name; nothing where they say nothing.
struct RuledLayer {
  std::optional<int> bits;
  std::optional<int> activationBits;
  std::optional<bool> quantize;
  bool operator==(const RuledLayer&) const = default;
};
[[nodiscard]] RuledLayer ruledLayer(const LayerRules& rules, const std::string& name);

/// Whether the rule is for one name, without the characters of a pattern.
[[nodiscard]] bool namesOneLayer(const LayerRule& rule);

/// Gives the layer `bits`; nothing: those that other rules or the global setting give it.
void setLayerBits(LayerRules& rules, const std::string& name, std::optional<int> bits);
/// The same for the feature map that the layer makes.
void setMapBits(LayerRules& rules, const std::string& name, std::optional<int> bits);
/// Leaves the layer float, or has it quantized.
void setLayerQuantized(LayerRules& rules, const std::string& name, bool on);
/// Takes the layer's own rule away.
void clearLayerRule(LayerRules& rules, const std::string& name);
/// Adds `more`: a rule for one name becomes part of that layer's own one, patterns go to the end.
void addLayerRules(LayerRules& rules, const LayerRules& more);

/// What a setting makes of one layer, for a table that edits it.
struct LayerSetting {
  int bits = 0;     ///< of the weights; 0: the method has none to set
  int mapBits = 0;  ///< of the feature map that the layer makes; 0: there is none of its own
  bool quantized = true;
  bool bitsRuled = false;  ///< it is a rule that says so
  bool mapBitsRuled = false;
  bool quantizedRuled = false;
  bool mapFloat = false;  ///< the method leaves that feature map float, whatever its bits
  bool operator==(const LayerSetting&) const = default;
};
/// One entry a layer of the model.
[[nodiscard]] std::vector<LayerSetting> layerSettings(const QuantSetting& setting, const ModelInfo& model);

}  // namespace dyadic::widgets
