// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/quantizers/QuantizedPass.h"

#include <algorithm>
#include <cmath>

#include "engine/math/IntegerArithmetic.h"

namespace dyadic::quantizers {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

constexpr int kFloatDigits = 24;
constexpr int kPoolConstantBits = 16;

/// The given value with the gradient of another tensor: times `gate`, and stopped where `frozen` holds.
class CompositeWeight : public torch::autograd::Function<CompositeWeight> {
 public:
  struct Parts {
    torch::Tensor value;
    torch::Tensor frozen;  ///< both may be undefined, which autograd takes no tensor argument for
    torch::Tensor gate;
  };
  static torch::Tensor forward(AutogradContext* context, const torch::Tensor& latent, const Parts* parts) {
    if (parts->frozen.defined()) context->saved_data["frozen"] = parts->frozen;
    if (parts->gate.defined()) context->saved_data["gate"] = parts->gate;
    return parts->value.is_same(latent) ? latent.clone() : parts->value;
  }
  static variable_list backward(AutogradContext* context, variable_list gradients) {
    auto gradient = gradients[0];
    const auto& saved = context->saved_data;
    if (const auto gate = saved.find("gate"); gate != saved.end()) gradient = gradient * gate->second.toTensor();
    if (const auto frozen = saved.find("frozen"); frozen != saved.end())
      gradient = gradient.masked_fill(frozen->second.toTensor(), 0);
    return {gradient, torch::Tensor()};
  }
};

/// gamma of a batch norm; 0 for constant channels.
torch::Tensor gammaOf(const nets::Node& batchNorm) {
  return batchNorm.weight.masked_fill(batchNorm.runningVar <= kConstantVariance * batchNorm.eps, 0);
}

/// k = gamma / sqrt(var + eps) in float64.
torch::Tensor scaleOf(const nets::Node& batchNorm) {
  return gammaOf(batchNorm).to(torch::kDouble) / (batchNorm.runningVar.to(torch::kDouble) + batchNorm.eps).sqrt();
}

}  // namespace

nets::ScaleShift fusedBatchNorm(const nets::Node& node) {
  const auto scale = scaleOf(node);
  const auto shift = node.bias.to(torch::kDouble) - scale * node.runningMean.to(torch::kDouble);
  return {scale.to(torch::kFloat), shift.to(torch::kFloat)};
}

template <class Make>
torch::Tensor QuantizedPass::kept(const QuantSite& site, const Make& make) {
  if (!keepsWeights()) return make();
  auto& slot = kept_[&site];
  if (!slot.defined()) slot = make();
  return slot;
}

FoldedLayer foldBatchNorm(const nets::Node& layer, const nets::Node& batchNorm, const torch::Tensor& mean) {
  const auto scale = scaleOf(batchNorm);
  std::vector<std::int64_t> alongOutputs(static_cast<std::size_t>(layer.weight.dim()), 1);
  alongOutputs.front() = -1;
  auto centre = mean.to(torch::kDouble);
  if (layer.bias.defined()) centre = centre - layer.bias.to(torch::kDouble);
  return {(layer.weight.to(torch::kDouble) * scale.view(alongOutputs)).to(torch::kFloat),
          (batchNorm.bias.to(torch::kDouble) - scale * centre).to(torch::kFloat)};
}

torch::Tensor latentOf(const nets::Graph& graph, const QuantSite& site) {
  const nets::Node& node = graph.node(site.node);
  if (site.folded >= 0) {
    const nets::Node& norm = graph.node(site.folded);
    const auto folded = foldBatchNorm(node, norm, norm.runningMean);
    return site.kind == SiteKind::Weight ? folded.weight : folded.bias;
  }
  switch (site.kind) {
    case SiteKind::Weight:
      return site.pruned.defined() ? node.weight.detach().masked_fill(site.pruned, 0) : node.weight;
    case SiteKind::Bias:
      return node.bias;
    case SiteKind::BatchNormScale:
      return fusedBatchNorm(node).scale;
    case SiteKind::BatchNormShift:
      return fusedBatchNorm(node).shift;
    case SiteKind::FeatureMap:
      break;
  }
  return {};
}

QuantSite* QuantizedPass::edgeSite(int node) const { return plan_.findGrid(graph_.edgeOf(node)); }

bool QuantizedPass::passes(const nets::Node& node) {
  switch (node.op) {
    case nets::Op::BatchNorm2d: {
      const auto* weights = plan_.find(node.inputs.front(), SiteKind::Weight);
      return weights != nullptr && weights->folded == node.id && isOn(*weights);
    }
    case nets::Op::Relu:
    case nets::Op::Relu6: {
      const auto* map = plan_.find(graph_.edgeOf(node.inputs.front()), SiteKind::FeatureMap);
      return map != nullptr && map->activation && map->grid < 0 && isOn(*map);
    }
    default:
      return false;
  }
}

namespace {

/// Per channel, to go with [N, channels, height, width].
torch::Tensor spread(const torch::Tensor& v) { return v.view({1, -1, 1, 1}); }

}  // namespace

/// The weight is folded with the running deviation, which is steady; what comes out is corrected to the deviation of
/// the batch (Krishnamoorthi, 2018, section 3.2.2), so that the layer learns as one with a batch norm does.
torch::Tensor QuantizedPass::layerOfBatch(QuantSite& site, const Compute& compute, const torch::Tensor& plain) {
  const nets::Node& node = graph_.node(site.node);
  const nets::Node& norm = graph_.node(site.folded);
  const std::vector<std::int64_t> perChannel{0, 2, 3};
  const auto mean = plain.mean(perChannel);
  const auto deviation = (plain.var(perChannel, false) + norm.eps).sqrt();
  {
    const torch::NoGradGuard noGradient;
    const auto y = node.bias.defined() ? plain.detach() + spread(node.bias) : plain.detach();
    torch::batch_norm_update_stats(y, norm.runningMean, norm.runningVar, site.statisticsMomentum);
  }
  const auto weight = quantizeWeight(site, foldBatchNorm(node, norm, norm.runningMean).weight);
  const auto correction = (norm.runningVar + norm.eps).sqrt() / deviation;
  return compute(weight, {}) * spread(correction) + spread(norm.bias - gammaOf(norm) * mean / deviation);
}

std::optional<torch::Tensor> QuantizedPass::layer(const nets::Node& node, const Compute& compute) {
  auto* site = plan_.find(node.id, SiteKind::Weight);
  if (site == nullptr || site->folded < 0 || !isOn(*site)) return std::nullopt;
  const nets::Node& norm = graph_.node(site->folded);
  if (kind_ == PassKind::Training && site->followStatistics)
    return layerOfBatch(*site, compute, compute(node.weight, {}));
  const auto folded = foldBatchNorm(node, norm, norm.runningMean);
  const auto weight = kept(*site, [&] { return quantizeWeight(*site, folded.weight); });
  auto* bias = plan_.find(node.id, SiteKind::Bias);
  if (bias == nullptr || !isOn(*bias)) return compute(weight, folded.bias);
  return compute(weight, kept(*bias, [&] { return quantizeBias(*bias, node, folded.bias); }));
}

std::optional<int> QuantizedPass::inputExponent(const nets::Node& node) const {
  const auto* site = edgeSite(node.inputs.front());
  return site == nullptr ? std::nullopt : site->quantizer->exponent();
}

torch::Tensor QuantizedPass::quantizeWeight(QuantSite& site, const torch::Tensor& latent) {
  const bool asItIs = !everything() && (!site.mask.defined() || site.written);
  const bool prunes = site.pruned.defined() && isOn(site);
  if (asItIs && !prunes) return latent;
  torch::Tensor value;
  torch::Tensor gate;
  if (asItIs) {
    value = latent.detach();
  } else {
    const torch::NoGradGuard noGradient;
    auto copy = everything() && site.multiplier.defined() ? latent.detach() + site.multiplier : latent.detach().clone();
    const auto quantized = site.refit ? site.quantizer->fitAndQuantize(copy) : site.quantizer->fakeQuantize(copy);
    value = everything() ? quantized : torch::where(site.mask, quantized, latent.detach());
    gate = site.quantizer->gradientGate(latent.detach());
    if (gate.defined() && !everything()) gate = gate.masked_fill(site.mask.logical_not(), 1);
  }
  if (prunes) value = value.masked_fill(site.pruned, 0);
  if (!torch::GradMode::is_enabled()) return value;
  const auto frozen = site.policy == UpdatePolicy::FreezeQuantized ? site.mask : torch::Tensor();
  const CompositeWeight::Parts parts{value, frozen, gate};
  return CompositeWeight::apply(latent, &parts);
}

torch::Tensor QuantizedPass::weight(const nets::Node& node, const torch::Tensor& latent) {
  auto* site = plan_.find(node.id, SiteKind::Weight);
  if (site == nullptr) return latent;
  return kept(*site, [&] { return quantizeWeight(*site, latent); });
}

torch::Tensor QuantizedPass::bias(const nets::Node& node, const torch::Tensor& latent) {
  auto* site = plan_.find(node.id, SiteKind::Bias);
  if (site == nullptr || !isOn(*site)) return latent;
  return kept(*site, [&] { return quantizeBias(*site, node, latent); });
}

torch::Tensor QuantizedPass::quantizeBias(QuantSite& site, const nets::Node& node, const torch::Tensor& latent) {
  const auto* weights = plan_.find(node.id, SiteKind::Weight);
  const auto* input = edgeSite(node.inputs.front());
  const auto stepOf = [](const QuantSite* each) { return each == nullptr ? std::nullopt : each->quantizer->step(); };
  if (!site.quantizer->exponent() && stepOf(weights) && stepOf(input)) {
    site.quantizer->setStep(*stepOf(weights) * *stepOf(input));
  } else {
    std::optional<int> accumulator;
    if (inputExponent(node) && weights != nullptr && weights->quantizer->exponent())
      accumulator = *inputExponent(node) + *weights->quantizer->exponent();
    site.quantizer->fitAligned(latent, accumulator);
  }
  return site.quantizer->fakeQuantize(latent.clone());
}

std::optional<nets::ScaleShift> QuantizedPass::batchNorm(const nets::Node& node, const torch::Tensor& x) {
  auto* scale = plan_.find(node.id, SiteKind::BatchNormScale);
  auto* shift = plan_.find(node.id, SiteKind::BatchNormShift);
  if (scale == nullptr || shift == nullptr || !isOn(*scale)) return std::nullopt;
  if (kind_ == PassKind::Training && scale->followStatistics) {
    const torch::NoGradGuard noGradient;
    torch::batch_norm_update_stats(x, node.runningMean, node.runningVar, node.momentum);
  }
  nets::ScaleShift fused;
  if (!keepsWeights() || !kept_[scale].defined()) fused = fusedBatchNorm(node);
  fused.scale = kept(*scale, [&] { return scale->quantizer->fitAndQuantize(fused.scale.clone()); });
  fused.shift = kept(*shift, [&] {
    const auto input = inputExponent(node);
    std::optional<int> accumulator;
    if (input && scale->quantizer->exponent()) accumulator = *input + *scale->quantizer->exponent();
    shift->quantizer->fitAligned(fused.shift, accumulator);
    return shift->quantizer->fakeQuantize(fused.shift.clone());
  });
  return fused;
}

torch::Tensor limited(const QuantSite& site, torch::Tensor y) {
  return site.activation ? y.clamp(site.activation->low, site.activation->high) : y;
}

torch::Tensor QuantizedPass::edge(const nets::Node& node, torch::Tensor y) {
  auto* site = plan_.find(node.id, SiteKind::FeatureMap);
  if (site == nullptr || site->grid >= 0) return y;
  const bool adapts = kind_ == PassKind::Training || kind_ == PassKind::Calibration;
  if (!isOn(*site)) {
    if (adapts && site->watched) {
      const torch::NoGradGuard noGradient;
      site->quantizer->fit(limited(*site, y.detach()));
      site->observer->observe(*site->quantizer);
    }
    return y;
  }
  y = limited(*site, std::move(y));
  const bool fitted = kind_ == PassKind::Calibration || (adapts && site->range == RangeSource::Batch);
  if (fitted || !site->observer->hasValue()) {
    auto out = site->quantizer->fitAndQuantize(std::move(y));
    if (adapts || !site->observer->hasValue()) site->observer->observe(*site->quantizer);
    return out;
  }
  if (adapts && site->range == RangeSource::Average) {
    site->quantizer->fit(y);
    site->observer->observe(*site->quantizer);
  }
  site->observer->apply(*site->quantizer);
  return site->quantizer->fakeQuantize(std::move(y));
}

bool QuantizedPass::useDouble(const nets::Node& node) {
  if (kind_ != PassKind::Hard) return false;
  const auto* input = node.inputs.empty() ? nullptr : edgeSite(node.inputs.front());
  if (input == nullptr) return false;
  if (!input->quantizer->exponent()) return true;  // no power of two: products of steps have many digits
  const auto product = [&](double terms, SiteKind kind) {
    const auto* factor = plan_.find(node.id, kind);
    if (factor == nullptr) return false;
    const int shift = input->quantizer->bits() + factor->quantizer->bits() - 2;
    return terms * std::ldexp(1.0, shift) >= std::ldexp(1.0, kFloatDigits);
  };
  switch (node.op) {
    case nets::Op::Conv2d:
    case nets::Op::Linear: {
      const auto terms = static_cast<double>(node.weight.numel() / node.weight.size(0));
      return product(terms + (node.bias.defined() ? 1 : 0), SiteKind::Weight);
    }
    case nets::Op::BatchNorm2d:
      return product(2, SiteKind::BatchNormScale);
    case nets::Op::AvgPool2d:
    case nets::Op::GlobalAvgPool2d:
      return true;
    case nets::Op::Add: {
      const auto* other = edgeSite(node.inputs.back());
      if (other == nullptr) return false;
      if (!other->quantizer->exponent()) return true;
      const int a = *input->quantizer->exponent();
      const int b = *other->quantizer->exponent();
      const int low = std::min(a, b);
      return std::max(input->quantizer->bits() + a - low, other->quantizer->bits() + b - low) + 1 > kFloatDigits;
    }
    default:
      return false;
  }
}

std::optional<double> QuantizedPass::poolReciprocal(const nets::Node& node, std::int64_t n) {
  const auto* output = plan_.find(node.id, SiteKind::FeatureMap);
  if (output == nullptr || !output->active || !output->quantizer->exponent()) return std::nullopt;
  return math::reciprocal(n, kPoolConstantBits).value();
}

}  // namespace dyadic::quantizers
