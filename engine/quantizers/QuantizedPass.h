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

/// Runs a graph with a plan: W_eff = M Q(W) + (1-M) W, biases and fused batch norms where they are active, batch norms
/// folded into the layer before them where a site says so, feature maps on their grids, as if behind their activation
/// function where a site has one. Lives for one training run or one evaluation; in Trained and Hard passes weights are
/// quantized once and kept, so make a new one when they have changed. Refers to graph and plan, which must outlive it.
/// One thread at a time.
class QuantizedPass : public nets::Hooks {
 public:
  QuantizedPass(const nets::Graph& graph, QuantPlan& plan, PassKind kind) : graph_(graph), plan_(plan), kind_(kind) {}

  bool passes(const nets::Node& node) override;
  std::optional<torch::Tensor> layer(const nets::Node& node, const Compute& compute) override;
  torch::Tensor weight(const nets::Node& node, const torch::Tensor& latent) override;
  torch::Tensor bias(const nets::Node& node, const torch::Tensor& latent) override;
  std::optional<nets::ScaleShift> batchNorm(const nets::Node& node, const torch::Tensor& x) override;
  torch::Tensor edge(const nets::Node& node, torch::Tensor y) override;
  bool useDouble(const nets::Node& node) override;
  std::optional<double> poolReciprocal(const nets::Node& node, std::int64_t n) override;

 private:
  [[nodiscard]] bool everything() const { return kind_ == PassKind::Hard || kind_ == PassKind::Calibration; }
  [[nodiscard]] bool keepsWeights() const { return kind_ != PassKind::Training; }
  [[nodiscard]] bool isOn(const QuantSite& site) const { return site.active || everything(); }
  [[nodiscard]] QuantSite* edgeSite(int node) const;
  [[nodiscard]] std::optional<int> inputExponent(const nets::Node& node) const;
  torch::Tensor quantizeWeight(QuantSite& site, const torch::Tensor& latent);
  torch::Tensor layerOfBatch(QuantSite& site, const Compute& compute, const torch::Tensor& plain);
  torch::Tensor quantizeBias(QuantSite& site, const nets::Node& node, const torch::Tensor& latent);
  template <class Make>
  torch::Tensor kept(const QuantSite& site, const Make& make);

  const nets::Graph& graph_;
  QuantPlan& plan_;
  PassKind kind_;
  std::map<const QuantSite*, torch::Tensor> kept_;
};

/// `y` as the activation function behind it leaves it, where the site of a feature map has one.
[[nodiscard]] torch::Tensor limited(const QuantSite& site, torch::Tensor y);

/// A channel whose variance is at most this share of a batch norm's eps is constant.
inline constexpr double kConstantVariance = 1e-4;

/// k = gamma / sqrt(var + eps), d = beta - k mu (IOIQ, section 6) in float32, computed in float64; with gradients to
/// gamma and beta where they are on. A constant channel gets k = 0, d = beta, which is what it gives (within 1 % of
/// gamma a standard deviation): its k would be up to gamma / sqrt(eps), and as all channels share one exponent, take
/// the others to 0. At 4 bits, channels become constant as their feature map is rounded to zeros. REQUIRES: node.op ==
/// BatchNorm2d.
[[nodiscard]] nets::ScaleShift fusedBatchNorm(const nets::Node& node);

/// A layer with the batch norm behind it folded in (IAO, section 3.2): with k = gamma / sqrt(var + eps) and var the
/// running variance, the weight is k w and the bias is beta + k (b - mean). `mean`: [channels]. With gradients to w, b,
/// gamma, beta and `mean`. A constant channel gets k = 0, as in fusedBatchNorm: else its weights would widen the range
/// that all channels share.
struct FoldedLayer {
  torch::Tensor weight;
  torch::Tensor bias;
};
[[nodiscard]] FoldedLayer foldBatchNorm(const nets::Node& layer, const nets::Node& batchNorm,
                                        const torch::Tensor& mean);

/// What the quantizer of a site is applied to in a hard pass, where that is no feature map: the latent weight or bias,
/// zeros where it is pruned, with the batch norm folded in where the site says so, or the batch norm's fused factors.
/// Undefined where there is none.
[[nodiscard]] torch::Tensor latentOf(const nets::Graph& graph, const QuantSite& site);

}  // namespace dyadic::quantizers
