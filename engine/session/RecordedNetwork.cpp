// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/RecordedNetwork.h"

#include <algorithm>
#include <cmath>

#include "engine/math/Affine.h"
#include "engine/math/IntSe.h"
#include "engine/types/RoundingName.h"

namespace dyadic::session {
namespace {

using integer::LoweredConstant;

constexpr int kMaxExponent = 1000;
constexpr int kBiasBits = 32;

Error misfit(const std::string& what) {
  return failure(DYADIC_TR("engine", "what the run recorded does not fit its network: %1."), {what});
}

bool isGrid(int bits, int exponent) {
  return bits >= math::kMinBits && bits <= math::kMaxBits && exponent >= -kMaxExponent && exponent <= kMaxExponent;
}

/// Of a grid with a scale; `mostBits` are those of a bias, which has no zero point.
bool isScale(double scale, int zeroPoint, int bits) {
  const std::int64_t most = std::int64_t{1} << (std::clamp(bits, 1, kBiasBits) - 1);
  return std::isfinite(scale) && scale >= 0 && zeroPoint >= -most && zeroPoint < most;
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
      const bool folded = network.layers[index].folded;
      network.layers[index] = std::move(*constants);
      network.layers[index].folded = folded;
      if (auto status = fold(layer, layers, network); !status) return status.error();
    }
    if (recorded_.edges.size() != graph_.edges().size()) return misfit("the feature maps");
    for (const EdgeRecord& edge : recorded_.edges) {
      const bool fits = isGrid(edge.bits, edge.exponent) && isScale(edge.scale, edge.zeroPoint, edge.bits);
      if (edge.bits != 0 && !fits) return misfit("the exponent of a feature map");
      network.edges.push_back({edge.bits, edge.exponent, symmetric_, edge.scale, edge.zeroPoint});
    }
    const auto channels = static_cast<std::size_t>(graph_.inputShape()[0]);
    const data::Normalization& input = recorded_.normalization;
    if (input.mean.size() != channels || input.deviation.size() != channels) return misfit("mean and deviation");
    return network;
  }

 private:
  /// A method that leaves feature maps float leaves nothing that integers could compute with, one with codebooks
  /// little.
  [[nodiscard]] Status checkIntegers() const {
    const bool maps = std::any_of(recorded_.edges.begin(), recorded_.edges.end(),
                                  [](const EdgeRecord& edge) { return edge.bits != 0; });
    const auto someWeights = [&](const auto& are) {
      return std::any_of(recorded_.layers.begin(), recorded_.layers.end(),
                         [&](const runlog::QuantizedLayer& layer) { return layer.weight && are(*layer.weight); });
    };
    if (!maps && someWeights([](const auto& weight) { return weight.bits > math::kMaxBits; })) {
      return failure(
          DYADIC_TR("engine",
                    "this run prunes weights and leaves all numbers float, so that there is no network on integers. A "
                    "method that quantizes weights and feature maps, such as ioiq, leads to one."));
    }
    if (!someWeights([](const auto& weight) { return !weight.codebook.empty(); })) return {};
    if (maps) {
      return failure(
          DYADIC_TR("engine",
                    "this run's weights are codes of a codebook with real scales, and biases and batch norms stay "
                    "float, so that there is no network on integers. A method with integers everywhere, such as ioiq, "
                    "leads to one."));
    }
    return failure(
        DYADIC_TR("engine",
                  "this run quantizes weights alone: feature maps, biases and batch norms stay float, so that there is "
                  "no network on integers. A method that quantizes feature maps too, such as ioiq, leads to one."));
  }

  /// Marks the batch norm that is folded into a layer.
  static Status fold(const runlog::QuantizedLayer& layer, const std::vector<nets::Layer>& layers,
                     integer::QuantizedNetwork& network) {
    if (layer.folded.empty()) return {};
    for (std::size_t i = 0; i < layers.size(); ++i) {
      const nets::Node& node = network.graph.node(layers[i].node);
      if (node.name != layer.folded || node.op != nets::Op::BatchNorm2d) continue;
      if (network.graph.node(node.inputs[0]).name != layer.name) break;
      network.layers[i].folded = true;
      return {};
    }
    return misfit("layer " + layer.name);
  }

  Expected<integer::LayerConstants> convert(const runlog::QuantizedLayer& layer, const nets::Node& node) const {
    integer::LayerConstants out;
    const std::vector<std::int64_t> channels{node.output[0]};
    const std::vector<std::int64_t> weight = node.weight.sizes().vec();
    for (const auto& [from, shape, to] :
         {std::tuple(&layer.weight, &weight, &out.weight), std::tuple(&layer.bias, &channels, &out.bias),
          std::tuple(&layer.scale, &channels, &out.scale), std::tuple(&layer.shift, &channels, &out.shift)}) {
      if (!from->has_value()) continue;
      if (!fits(**from, *shape, from == &layer.bias)) return misfit("layer " + layer.name);
      *to = convert(**from);
    }
    return out;
  }

  [[nodiscard]] static bool fits(const runlog::QuantizedTensor& tensor, const std::vector<std::int64_t>& shape,
                                 bool isBias) {
    const bool wideBias = isBias && tensor.scale > 0 && tensor.bits == kBiasBits;
    return tensor.codebook.empty() && (wideBias || isGrid(tensor.bits, tensor.exponent)) &&
           isScale(tensor.scale, tensor.zeroPoint, tensor.bits) && tensor.shape == shape &&
           tensor.latent.size() == tensor.data.size();
  }

  [[nodiscard]] LoweredConstant convert(const runlog::QuantizedTensor& tensor) const {
    LoweredConstant out;
    out.constant = {tensor.shape, tensor.data, tensor.bits, tensor.exponent, tensor.scale, tensor.zeroPoint};
    std::vector<std::int32_t> codes(tensor.data.size());
    if (tensor.scale > 0) {
      const math::AffineGrid affine{{tensor.bits, tensor.bits != kBiasBits}, tensor.scale, tensor.zeroPoint};
      out.saturated = math::encode(tensor.latent, affine, codes, math::serialExecutor());
      return out;
    }
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
