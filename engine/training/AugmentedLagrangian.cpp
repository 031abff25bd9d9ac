// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/AugmentedLagrangian.h"

namespace dyadic::training {

torch::Tensor AugmentedLagrangian::value(const data::Batch& /*batch*/, const torch::Tensor& logits) {
  const double rho = context_.stages[static_cast<std::size_t>(context_.stage)].penalty;
  auto sum = torch::zeros({}, logits.options());
  for (const quantizers::QuantSite* site : context_.plan.sitesOf(quantizers::SiteKind::Weight)) {
    if (!site->target.defined()) continue;
    auto distance = context_.graph.node(site->node).weight - site->target;
    if (site->multiplier.defined()) distance = distance + site->multiplier;
    sum = sum + distance.square().sum();
  }
  return sum * (rho / 2);
}

void projectWeight(quantizers::QuantSite& site, const torch::Tensor& weight, bool keepMultiplier) {
  const torch::NoGradGuard noGradient;
  const auto w = weight.detach();
  if (!site.multiplier.defined()) site.multiplier = torch::zeros_like(w);
  site.target = site.quantizer->fitAndQuantize(w + site.multiplier);
  if (!keepMultiplier) site.multiplier = site.multiplier + w - site.target;
}

}  // namespace dyadic::training
