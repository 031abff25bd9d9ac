// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/integer/lowering/Simulation.h"

#include <cmath>
#include <map>

#include "engine/math/Affine.h"
#include "engine/math/IntegerArithmetic.h"
#include "engine/nets/Executor.h"
#include "engine/quantizers/TensorIntSe.h"

namespace dyadic::integer {
namespace {

constexpr int kPoolConstantBits = 16;

torch::Tensor values(const std::optional<LoweredConstant>& lowered) {
  if (!lowered) return {};
  const IntegerConstant& constant = lowered->constant;
  const double step = constant.scale > 0 ? constant.scale : std::ldexp(1.0, constant.exponent);
  return (torch::tensor(constant.data, torch::kInt).to(torch::kDouble).view(constant.shape) - constant.zeroPoint) *
         step;
}

class SimulationHooks : public nets::Hooks {
 public:
  SimulationHooks(const QuantizedNetwork& network, const CodesObserver& observer)
      : network_(network), observer_(observer) {
    std::size_t index = 0;
    for (const auto& layer : network.graph.layers()) layers_[layer.node] = &network.layers[index++];
    index = 0;
    for (const auto& edge : network.graph.edges()) edges_[edge.node] = network.edges[index++];
  }

  bool useDouble(const nets::Node&) override { return true; }
  bool passes(const nets::Node& node) override {
    return node.op == nets::Op::BatchNorm2d && layers_.at(node.id)->folded;
  }
  std::optional<torch::Tensor> layer(const nets::Node& node, const Compute& compute) override {
    return compute(values(layers_.at(node.id)->weight), values(layers_.at(node.id)->bias));
  }
  std::optional<nets::ScaleShift> batchNorm(const nets::Node& node, const torch::Tensor&) override {
    return nets::ScaleShift{values(layers_.at(node.id)->scale), values(layers_.at(node.id)->shift)};
  }
  std::optional<double> poolReciprocal(const nets::Node& node, std::int64_t n) override {
    const auto scaled = [&](int edge) { return edges_.at(network_.graph.edgeOf(edge)).scale > 0; };
    if (scaled(node.id) || scaled(node.inputs[0])) return std::nullopt;
    return math::reciprocal(n, kPoolConstantBits).value();
  }
  torch::Tensor edge(const nets::Node& node, torch::Tensor y) override {
    const EdgeGrid& grid = edges_.at(node.id);
    if (grid.bits == 0) return y;  // between a convolution and its batch norm
    if (grid.scale > 0) {
      const math::AffineFormat format{grid.bits, false};
      const auto codes = quantizers::tensors::roundHalfAway(y / grid.scale)
                             .add(static_cast<double>(grid.zeroPoint))
                             .clamp(static_cast<double>(format.minimum()), static_cast<double>(format.maximum()));
      observer_(node, codes);
      return (codes - static_cast<double>(grid.zeroPoint)) * grid.scale;
    }
    const auto codes = quantizers::tensors::codes(y, {{grid.bits, grid.symmetric}, grid.exponent, network_.rounding});
    observer_(node, codes);
    return codes * std::ldexp(1.0, grid.exponent);
  }

 private:
  const QuantizedNetwork& network_;
  const CodesObserver& observer_;
  std::map<int, const LayerConstants*> layers_;
  std::map<int, EdgeGrid> edges_;
};

}  // namespace

void simulate(const QuantizedNetwork& network, const torch::Tensor& images, const CodesObserver& observer) {
  const torch::NoGradGuard noGradient;
  SimulationHooks hooks(network, observer);
  (void)nets::run(network.graph, images, {false, &hooks});
}

}  // namespace dyadic::integer
