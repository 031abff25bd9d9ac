// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/RecordedNetwork.h"

#include <algorithm>

#include "engine/math/IntSe.h"
#include "engine/types/RoundingName.h"

namespace dyadic::session {
namespace {

using integer::LoweredConstant;

constexpr int kMaxExponent = 1000;

Error misfit(const std::string& what) {
  return failure(DYADIC_TR("engine", "what the run recorded does not fit its network: %1."), {what});
}

bool isGrid(int bits, int exponent) {
  return bits >= math::kMinBits && bits <= math::kMaxBits && std::abs(exponent) <= kMaxExponent;
}

class Conversion {
 public:
  Conversion(const nets::Graph& graph, const RecordedNetwork& recorded) : graph_(graph), recorded_(recorded) {
    const ParameterMap& parameters = recorded.config.method.parameters;
    if (const auto found = parameters.find("rounding"); found != parameters.end()) {
      rounding_ = roundingOf(std::get<std::string>(found->second)).value_or(Rounding::HalfAway);
    }
    if (const auto found = parameters.find("symmetric_range"); found != parameters.end()) {
      symmetric_ = std::get<bool>(found->second);
    }
  }

  Expected<integer::QuantizedNetwork> run() {
    if (const auto integers = checkIntegers(); !integers) return integers.error();
    integer::QuantizedNetwork network{graph_, {}, {}, rounding_, recorded_.normalization};
    const auto layers = graph_.layers();
    network.layers.resize(layers.size());
    for (const runlog::QuantizedLayer& layer : recorded_.layers) {
      const auto index = static_cast<std::size_t>(layer.layer);
      if (layer.layer < 0 || index >= layers.size() || layers[index].info.name != layer.name) {
        return misfit("layer " + layer.name);
      }
      auto constants = convert(layer, graph_.node(layers[index].node));
      if (!constants) return constants.error();
      network.layers[index] = std::move(*constants);
    }
    if (recorded_.edges.size() != graph_.edges().size()) return misfit("the feature maps");
    for (const EdgeRecord& edge : recorded_.edges) {
      if (edge.bits != 0 && !isGrid(edge.bits, edge.exponent)) return misfit("the exponent of a feature map");
      network.edges.push_back({edge.bits, edge.exponent, symmetric_});
    }
    const auto channels = static_cast<std::size_t>(graph_.inputShape()[0]);
    const data::Normalization& input = recorded_.normalization;
    if (input.mean.size() != channels || input.deviation.size() != channels) return misfit("mean and deviation");
    return network;
  }

 private:
  /// A method that quantizes weights alone leaves nothing that integers could compute with.
  [[nodiscard]] Status checkIntegers() const {
    const bool maps = std::any_of(recorded_.edges.begin(), recorded_.edges.end(),
                                  [](const EdgeRecord& edge) { return edge.bits != 0; });
    const bool codebooks = std::any_of(
        recorded_.layers.begin(), recorded_.layers.end(),
        [](const runlog::QuantizedLayer& layer) { return layer.weight && !layer.weight->codebook.empty(); });
    if (maps || !codebooks) return {};
    return failure(
        DYADIC_TR("engine",
                  "this run quantizes weights alone: feature maps, biases and batch norms stay float, so that there is "
                  "no network on integers. A method that quantizes feature maps too, such as ioiq, leads to one."));
  }

  Expected<integer::LayerConstants> convert(const runlog::QuantizedLayer& layer, const nets::Node& node) const {
    integer::LayerConstants out;
    const std::vector<std::int64_t> channels{node.output[0]};
    const std::vector<std::int64_t> weight = node.weight.sizes().vec();
    for (const auto& [from, shape, to] :
         {std::tuple(&layer.weight, &weight, &out.weight), std::tuple(&layer.bias, &channels, &out.bias),
          std::tuple(&layer.scale, &channels, &out.scale), std::tuple(&layer.shift, &channels, &out.shift)}) {
      if (!from->has_value()) continue;
      if (!fits(**from, *shape)) return misfit("layer " + layer.name);
      *to = convert(**from);
    }
    return out;
  }

  [[nodiscard]] static bool fits(const runlog::QuantizedTensor& tensor, const std::vector<std::int64_t>& shape) {
    return tensor.codebook.empty() && isGrid(tensor.bits, tensor.exponent) && tensor.shape == shape &&
           tensor.latent.size() == tensor.data.size();
  }

  [[nodiscard]] LoweredConstant convert(const runlog::QuantizedTensor& tensor) const {
    LoweredConstant out;
    out.constant = {tensor.shape, tensor.data, tensor.bits, tensor.exponent};
    std::vector<std::int32_t> codes(tensor.data.size());
    const math::IntSeGrid grid{{tensor.bits, symmetric_}, tensor.exponent, rounding_};
    out.saturated = math::encode(tensor.latent, grid, codes, math::serialExecutor()).saturated;
    return out;
  }

  const nets::Graph& graph_;
  const RecordedNetwork& recorded_;
  Rounding rounding_ = Rounding::HalfAway;
  bool symmetric_ = false;
};

}  // namespace

Expected<integer::QuantizedNetwork> quantizedNetwork(const nets::Graph& graph, const RecordedNetwork& recorded) {
  return Conversion(graph, recorded).run();
}

}  // namespace dyadic::session
