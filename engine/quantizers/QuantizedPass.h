// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <utility>

#include "engine/nets/Executor.h"
#include "engine/quantizers/QuantPlan.h"

namespace dyadic::quantizers {

/// How one pass through the network uses the plan.
enum class PassKind {
  Training,     ///< masks as they are; feature maps by each site's RangeSource, averages follow
  Trained,      ///< evaluation of the network as it trains: masks as they are, feature maps at the average
  Hard,         ///< evaluation of the network as it would be exported now: everything quantized, float64 where float32
                ///< could not hold a sum exactly
  Calibration,  ///< everything quantized; feature maps fitted to the batch, averages follow
};

/// Runs a graph with a plan: W_eff = M Q(W) + (1-M) W, biases and fused batch norms where they are active, feature maps
/// on their grids. Lives for one training run or one evaluation; in Trained and Hard passes weights are quantized once
/// and kept, so make a new one when they have changed. Refers to graph and plan, which must outlive it.
/// One thread at a time.
class QuantizedPass : public nets::Hooks {
 public:
  QuantizedPass(const nets::Graph& graph, QuantPlan& plan, PassKind kind) : graph_(graph), plan_(plan), kind_(kind) {}

  torch::Tensor weight(const nets::Node& node, const torch::Tensor& latent) override;
  torch::Tensor bias(const nets::Node& node, const torch::Tensor& latent) override;
  std::optional<nets::ScaleShift> batchNorm(const nets::Node& node, const torch::Tensor& x) override;
  torch::Tensor edge(const nets::Node& node, torch::Tensor y) override;
  bool useDouble(const nets::Node& node) override;
  std::optional<double> poolReciprocal(const nets::Node& node, std::int64_t n) override;

 private:
  [[nodiscard]] bool everything() const { return kind_ == PassKind::Hard || kind_ == PassKind::Calibration; }
  [[nodiscard]] bool keepsWeights() const { return kind_ != PassKind::Training; }
  [[nodiscard]] QuantSite* edgeSite(int node) const;
  [[nodiscard]] std::optional<int> inputExponent(const nets::Node& node) const;
  torch::Tensor quantizeWeight(QuantSite& site, const torch::Tensor& latent);
  template <class Make>
  torch::Tensor kept(const QuantSite& site, const Make& make);

  const nets::Graph& graph_;
  QuantPlan& plan_;
  PassKind kind_;
  std::map<const QuantSite*, torch::Tensor> kept_;
};

/// k = gamma / sqrt(var + eps), d = beta - k mu (IOIQ, section 6) in float32, computed in float64; with gradients to
/// gamma and beta where they are on. REQUIRES: node.op == BatchNorm2d.
[[nodiscard]] nets::ScaleShift fusedBatchNorm(const nets::Node& node);

}  // namespace dyadic::quantizers
