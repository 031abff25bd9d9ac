// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/forms/LayerRules.h"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/types/Glob.h"

namespace dyadic::widgets {
namespace {

bool isEmpty(const LayerRule& rule) { return !rule.bits && !rule.activationBits && !rule.quantize; }

void merge(LayerRule& into, const LayerRule& from) {
  if (from.bits) into.bits = from.bits;
  if (from.activationBits) into.activationBits = from.activationBits;
  if (from.quantize) into.quantize = from.quantize;
}

int integerOf(const ParameterMap& parameters, const char* key, int otherwise) {
  const auto found = parameters.find(key);
  const auto* value = found == parameters.end() ? nullptr : std::get_if<std::int64_t>(&found->second);
  return value ? static_cast<int>(*value) : otherwise;
}

/// Changes the own rule of a layer, which stays in its place unless a later rule would win over it.
template <class Change>
void changeOwn(LayerRules& rules, const std::string& name, const Change& change) {
  LayerRule own{name, {}, {}, {}};
  auto place = rules.size();
  for (std::size_t i = rules.size(); i-- > 0;) {
    if (rules[i].match != name) continue;
    LayerRule earlier = rules[i];
    merge(earlier, own);
    own = std::move(earlier);
    rules.erase(rules.begin() + static_cast<std::ptrdiff_t>(i));
    place = i;
  }
  const auto from = rules.begin() + static_cast<std::ptrdiff_t>(std::min(place, rules.size()));
  const bool overruled = std::any_of(from, rules.end(), [&](const LayerRule& r) { return globMatches(r.match, name); });
  change(own);
  if (isEmpty(own)) return;
  rules.insert(overruled ? rules.end() : from, std::move(own));
}

}  // namespace

RuledLayer ruledLayer(const LayerRules& rules, const std::string& name) {
  LayerRule sum;
  for (const LayerRule& rule : rules)
    if (globMatches(rule.match, name)) merge(sum, rule);
  return {sum.bits, sum.activationBits, sum.quantize};
}

bool namesOneLayer(const LayerRule& rule) { return rule.match.find_first_of("*?[\\") == std::string::npos; }

void setLayerBits(LayerRules& rules, const std::string& name, std::optional<int> bits) {
  changeOwn(rules, name, [&](LayerRule& own) { own.bits = bits; });
}

void setMapBits(LayerRules& rules, const std::string& name, std::optional<int> bits) {
  changeOwn(rules, name, [&](LayerRule& own) { own.activationBits = bits; });
}

void setLayerQuantized(LayerRules& rules, const std::string& name, bool on) {
  changeOwn(rules, name, [](LayerRule& own) { own.quantize.reset(); });
  if (ruledLayer(rules, name).quantize.value_or(true) == on) return;
  changeOwn(rules, name, [&](LayerRule& own) { own.quantize = on; });
}

void clearLayerRule(LayerRules& rules, const std::string& name) {
  changeOwn(rules, name, [&](LayerRule& own) { own = {name, {}, {}, {}}; });
}

void addLayerRules(LayerRules& rules, const LayerRules& more) {
  for (const LayerRule& rule : more) {
    if (namesOneLayer(rule))
      changeOwn(rules, rule.match, [&](LayerRule& own) { merge(own, rule); });
    else
      rules.push_back(rule);
  }
}

std::vector<LayerSetting> layerSettings(const QuantSetting& setting, const ModelInfo& model) {
  const int bits = integerOf(setting.method.parameters, "bits", 0);
  const int mapBits = integerOf(setting.method.parameters, "activation_bits", bits);
  std::set<std::string> maps;
  for (const EdgeInfo& edge : model.edges) maps.insert(edge.name);
  std::vector<LayerSetting> settings;
  for (const LayerInfo& layer : model.layers) {
    const RuledLayer ruled = ruledLayer(setting.layers, layer.name);
    const bool hasMap = mapBits > 0 && maps.contains(layer.name);
    settings.push_back({.bits = bits > 0 ? ruled.bits.value_or(bits) : 0,
                        .mapBits = hasMap ? ruled.activationBits.value_or(mapBits) : 0,
                        .quantized = layer.quantizable && ruled.quantize.value_or(true),
                        .bitsRuled = ruled.bits.has_value(),
                        .mapBitsRuled = hasMap && ruled.activationBits,
                        .quantizedRuled = ruled.quantize.has_value()});
  }
  return settings;
}

}  // namespace dyadic::widgets
