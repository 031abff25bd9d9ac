// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/Costs.h"

#include "engine/quantizers/StoredSize.h"

namespace dyadic::session {
namespace {

using quantizers::SiteKind;

constexpr int kFloatBits = 32;

int bitsAt(const quantizers::QuantPlan& plan, int node, SiteKind kind) {
  const auto* site = plan.find(node, kind);
  return site == nullptr ? kFloatBits : site->quantizer->bits();
}

double floatBytesOf(const torch::Tensor& tensor) {
  return tensor.defined() ? static_cast<double>(tensor.numel()) * kFloatBits / 8 : 0;
}

}  // namespace

CostRecord costsOf(const nets::Graph& graph, const quantizers::QuantPlan& plan) {
  CostRecord out;
  double weights = 0;
  double weightBits = 0;
  for (const nets::Layer& layer : graph.layers()) {
    const nets::Node& node = graph.node(layer.node);
    const bool batchNorm = node.op == nets::Op::BatchNorm2d;
    LayerCost cost;
    cost.weightBits = bitsAt(plan, node.id, batchNorm ? SiteKind::BatchNormScale : SiteKind::Weight);
    cost.inputBits = bitsAt(plan, graph.edgeOf(node.inputs.front()), SiteKind::FeatureMap);
    cost.macs = layer.info.macs;
    cost.bitOperations = static_cast<double>(cost.macs) * cost.weightBits * cost.inputBits;
    cost.bytes = quantizers::storedBytes(graph, plan, node.id);
    if (!batchNorm) {
      weights += static_cast<double>(node.weight.numel());
      weightBits += static_cast<double>(node.weight.numel()) * cost.weightBits;
    }
    out.bytes += cost.bytes;
    out.floatBytes += floatBytesOf(node.weight) + floatBytesOf(node.bias);
    out.macs += cost.macs;
    out.bitOperations += cost.bitOperations;
    out.layers.push_back(cost);
  }
  out.averageBits = weights == 0 ? 0 : weightBits / weights;
  return out;
}

}  // namespace dyadic::session
