// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/quantizers/QuantPlan.h"

#include <algorithm>

namespace dyadic::quantizers {

QuantSite& QuantPlan::add(QuantSite site) {
  sites_.push_back(std::make_unique<QuantSite>(std::move(site)));
  return *sites_.back();
}

QuantSite* QuantPlan::find(int node, SiteKind kind) const {
  const auto it = std::find_if(sites_.begin(), sites_.end(),
                               [&](const auto& site) { return site->node == node && site->kind == kind; });
  return it == sites_.end() ? nullptr : it->get();
}

QuantSite* QuantPlan::findGrid(int node) const {
  auto* site = find(node, SiteKind::FeatureMap);
  while (site != nullptr && site->grid >= 0) site = find(site->grid, SiteKind::FeatureMap);
  return site;
}

std::vector<QuantSite*> QuantPlan::sitesOf(SiteKind kind) const {
  std::vector<QuantSite*> out;
  for (const auto& site : sites_) {
    if (site->kind == kind) out.push_back(site.get());
  }
  return out;
}

double QuantPlan::quantizedFraction() const {
  std::int64_t quantized = 0;
  std::int64_t all = 0;
  for (const auto* site : sitesOf(SiteKind::Weight)) {
    if (!site->mask.defined()) continue;
    quantized += site->mask.sum().item<std::int64_t>();
    all += site->mask.numel();
  }
  return all == 0 ? 0 : static_cast<double>(quantized) / static_cast<double>(all);
}

double maskFraction(const torch::Tensor& mask) {
  if (!mask.defined() || mask.numel() == 0) return 0;
  return static_cast<double>(mask.sum().item<std::int64_t>()) / static_cast<double>(mask.numel());
}

}  // namespace dyadic::quantizers
