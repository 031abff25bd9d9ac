// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

#include <memory>
#include <optional>
#include <vector>

#include "engine/quantizers/Observer.h"
#include "engine/quantizers/Quantizer.h"

namespace dyadic::quantizers {

enum class SiteKind { Weight, Bias, BatchNormScale, BatchNormShift, FeatureMap };

/// What training may do to the masked (quantized) part of a weight.
enum class UpdatePolicy {
  Ste,              ///< all of it goes on learning
  FreezeQuantized,  ///< gradient times (1 - M): quantized entries stay
};

/// Which parameters a feature map is quantized with while the network trains. Evaluation always takes the average.
enum class RangeSource {
  Batch,    ///< fitted to the batch; the average follows
  Average,  ///< the average, which goes on following
  Frozen,   ///< the average, fixed
};

/// What an activation function leaves of its input.
struct Limits {
  double low = 0;   ///< -infinity: all
  double high = 0;  ///< infinity: all
};

/// One place where a quantizer sits.
struct QuantSite {
  SiteKind kind = SiteKind::Weight;
  int node = -1;
  std::unique_ptr<Quantizer> quantizer;
  std::unique_ptr<Observer> observer;       ///< of a feature map, else null
  bool active = true;                       ///< false: not yet (a bias before its stage); hard passes use it anyway
  torch::Tensor mask;                       ///< weights: bool, the weight's shape, true = quantized; undefined: none is
  UpdatePolicy policy = UpdatePolicy::Ste;  ///< weights
  bool written = false;  ///< weights: masked entries hold their quantized values themselves, so that passes leave them
  bool refit = true;     ///< weights: fit at each forward; false: keep the exponent as it is
  torch::Tensor target;  ///< weights of penalty methods: the representable values that they are pulled to; or undefined
  torch::Tensor multiplier;  ///< of the pull (scaled, lambda); hard passes quantize weight + multiplier; or undefined
  torch::Tensor pruned;      ///< weights: bool, the weight's shape, entries that are 0 whatever the latent value, which
                             ///< goes on learning; undefined: none
  double pruneThreshold = 0;  ///< of the method that prunes; the same over a run
  int folded = -1;  ///< weights, biases: the batch norm behind the layer that is folded into them while active; its
                    ///< statistics are `followStatistics` of the weights
  double statisticsMomentum = 0.1;  ///< weights with a folded batch norm: share of the batch in its running statistics;
                                    ///< the same over a run
  RangeSource range = RangeSource::Batch;  ///< feature maps
  bool watched = false;                    ///< feature maps: averages follow even while the site is not active
  int grid = -1;  ///< feature maps: the later node whose feature map's grid this one shares, which only it
                  ///< quantizes; then neither quantizer nor observer is used
  std::optional<Limits> activation;  ///< feature maps: the activation function behind them, as which they are quantized
  bool followStatistics = false;     ///< batch norm, folded or not: running statistics go on learning while active
};

/// Where quantizers sit in one graph, and all that changes while a run goes on: masks, averages, what is active. Sites
/// that a layer does not have stay float. Owns its sites; they keep their addresses. One thread at a time.
class QuantPlan {
 public:
  QuantSite& add(QuantSite site);
  /// Null where there is none.
  [[nodiscard]] QuantSite* find(int node, SiteKind kind) const;
  /// The site whose grid the feature map of an edge's node has: its own or the one it shares. Null where there is none.
  [[nodiscard]] QuantSite* findGrid(int node) const;
  [[nodiscard]] const std::vector<std::unique_ptr<QuantSite>>& sites() const { return sites_; }
  [[nodiscard]] std::vector<QuantSite*> sitesOf(SiteKind kind) const;
  /// Share of all maskable weights that are quantized now; 0 where there are none.
  [[nodiscard]] double quantizedFraction() const;

 private:
  std::vector<std::unique_ptr<QuantSite>> sites_;
};

/// Share of true entries; 0 for an undefined mask.
[[nodiscard]] double maskFraction(const torch::Tensor& mask);

}  // namespace dyadic::quantizers
