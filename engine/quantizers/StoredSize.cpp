// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/quantizers/StoredSize.h"

#include "engine/quantizers/QuantizedPass.h"

namespace dyadic::quantizers {
namespace {

constexpr int kFloatBits = 32;

bool isFolded(const QuantPlan& plan, const nets::Node& node) {
  if (node.op != nets::Op::BatchNorm2d) return false;
  const auto* weights = plan.find(node.inputs.front(), SiteKind::Weight);
  return weights != nullptr && weights->folded == node.id;
}

}  // namespace

double storedBits(const nets::Graph& graph, const QuantPlan& plan, int node, SiteKind kind) {
  const torch::NoGradGuard noGradient;
  const nets::Node& of = graph.node(node);
  const auto* site = plan.find(node, kind);
  if (site == nullptr) {
    const bool first = kind == SiteKind::Weight || kind == SiteKind::BatchNormScale;
    const torch::Tensor& plain = first ? of.weight : of.bias;
    return plain.defined() && !isFolded(plan, of) ? static_cast<double>(plain.numel()) * kFloatBits : 0;
  }
  const auto latent = latentOf(graph, *site);
  if (!latent.defined()) return 0;
  const auto x = latent.detach().to(torch::kCPU, torch::kFloat).contiguous();
  const auto fitted = site->quantizer->clone();
  if (kind != SiteKind::Weight || site->refit) fitted->fit(x);
  return fitted->storedBits(valuesOf(x), poolExecutor());
}

double storedBytes(const nets::Graph& graph, const QuantPlan& plan, int node) {
  const bool batchNorm = graph.node(node).op == nets::Op::BatchNorm2d;
  const auto bits = [&](SiteKind kind) { return storedBits(graph, plan, node, kind); };
  return (batchNorm ? bits(SiteKind::BatchNormScale) + bits(SiteKind::BatchNormShift)
                    : bits(SiteKind::Weight) + bits(SiteKind::Bias)) /
         8;
}

}  // namespace dyadic::quantizers
