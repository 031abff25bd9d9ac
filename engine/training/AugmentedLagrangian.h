// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/training/LossTerm.h"
#include "engine/training/Recipe.h"

namespace dyadic::training {

/// What pulls latent weights W to representable values G (ADMM, LC): the sum over all weights that have a target of
///   rho/2 |W - G + lambda|^2
/// with rho the penalty of the stage that runs, G the site's target, lambda its multiplier. Refers to the context.
class AugmentedLagrangian : public LossTerm {
 public:
  explicit AugmentedLagrangian(const TrainContext& context) : context_(context) {}
  [[nodiscard]] torch::Tensor value(const data::Batch& batch, const torch::Tensor& logits) override;

 private:
  const TrainContext& context_;
};

/// One outer iteration's end for a weight (ADMM, scaled form; LC with lambda = -multiplier * rho):
///   V = W + lambda,  G = nearest representable values of V (fitted to it),  lambda <- lambda + W - G.
/// `keepMultiplier`: only G, as before the first iteration and at the end. An undefined multiplier is 0.
void projectWeight(quantizers::QuantSite& site, const torch::Tensor& weight, bool keepMultiplier);

}  // namespace dyadic::training
