// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/Export.h"

#include "engine/quantizers/QuantizedPass.h"

namespace dyadic::session {
namespace {

using quantizers::SiteKind;

std::optional<runlog::QuantizedTensor> exportTensor(const training::TrainContext& context, int node, SiteKind kind) {
  const auto* site = context.plan.find(node, kind);
  if (site == nullptr) return std::nullopt;
  const auto latentTensor = quantizers::latentOf(context.graph, *site);
  if (!latentTensor.defined()) return std::nullopt;
  const auto latent = latentTensor.detach().to(torch::kCPU, torch::kFloat).contiguous();
  const auto codes = site->quantizer->encode(latent).contiguous();
  const auto values = site->quantizer->decode(codes).to(torch::kFloat).contiguous();
  const auto count = static_cast<std::size_t>(latent.numel());
  runlog::QuantizedTensor out;
  out.shape = latent.sizes().vec();
  out.data.assign(codes.data_ptr<std::int32_t>(), codes.data_ptr<std::int32_t>() + count);
  out.latent.assign(latent.data_ptr<float>(), latent.data_ptr<float>() + count);
  out.values.assign(values.data_ptr<float>(), values.data_ptr<float>() + count);
  out.exponent = site->quantizer->exponent().value_or(0);
  if (const auto step = site->quantizer->step(); step && !site->quantizer->exponent()) out.scale = *step;
  out.zeroPoint = static_cast<int>(site->quantizer->zeroPoint());
  out.bits = site->quantizer->bits();
  out.codebook = site->quantizer->codebook();
  if (const auto scales = site->quantizer->scales())
    out.scales = runlog::CodeScales{scales->values, scales->shape, scales->block};
  return out;
}

}  // namespace

std::vector<runlog::QuantizedLayer> exportLayers(const training::TrainContext& context) {
  const torch::NoGradGuard noGradient;
  std::vector<runlog::QuantizedLayer> out;
  int index = 0;
  for (const auto& layer : context.graph.layers()) {
    const auto& node = context.graph.node(layer.node);
    runlog::QuantizedLayer q;
    q.layer = index++;
    q.name = layer.info.name;
    if (node.op == nets::Op::BatchNorm2d) {
      q.scale = exportTensor(context, node.id, SiteKind::BatchNormScale);
      q.shift = exportTensor(context, node.id, SiteKind::BatchNormShift);
    } else {
      q.weight = exportTensor(context, node.id, SiteKind::Weight);
      q.bias = exportTensor(context, node.id, SiteKind::Bias);
      const auto* site = context.plan.find(node.id, SiteKind::Weight);
      if (site != nullptr && site->folded >= 0) q.folded = context.graph.node(site->folded).name;
    }
    if (q.weight || q.scale) out.push_back(std::move(q));
  }
  return out;
}

}  // namespace dyadic::session
