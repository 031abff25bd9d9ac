// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

#include "engine/math/Random.h"
#include "engine/nets/Graph.h"
#include "engine/quantizers/QuantPlan.h"

namespace dyadic::training {

/// Which entries of a weight are quantized at an accumulated portion sigma (IOIQ, section 5).
class Partitioner {
 public:
  virtual ~Partitioner() = default;
  /// A bool mask of the weight's shape with exactly k = round(sigma * numel) true entries; at least one entry stays
  /// free while sigma < 1 and numel > 1. All entries of `previous` stay (undefined: none); where it already holds more
  /// than k entries it is returned as it is. Deterministic in its arguments.
  [[nodiscard]] virtual torch::Tensor mask(const torch::Tensor& weight, const torch::Tensor& previous, double sigma,
                                           math::RandomStream& random) const = 0;
};

/// Masks of every weight that has a quantizer: all of it is quantized.
void quantizeAll(const nets::Graph& graph, quantizers::QuantPlan& plan);

/// Pruning-inspired: the free entries of largest magnitude first, ties by index.
class MagnitudePartitioner : public Partitioner {
 public:
  [[nodiscard]] torch::Tensor mask(const torch::Tensor& weight, const torch::Tensor& previous, double sigma,
                                   math::RandomStream& random) const override;
};

/// Drawn uniformly among the free entries.
class RandomPartitioner : public Partitioner {
 public:
  [[nodiscard]] torch::Tensor mask(const torch::Tensor& weight, const torch::Tensor& previous, double sigma,
                                   math::RandomStream& random) const override;
};

}  // namespace dyadic::training
