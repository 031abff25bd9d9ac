// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

#include "engine/data/BatchSource.h"

namespace dyadic::training {

/// A summand of the loss.
class LossTerm {
 public:
  virtual ~LossTerm() = default;
  /// A scalar with a gradient. `logits` [N, classes]; batch on the same device.
  [[nodiscard]] virtual torch::Tensor value(const data::Batch& batch, const torch::Tensor& logits) = 0;
};

/// Mean cross-entropy of the labels, in nats.
class CrossEntropy : public LossTerm {
 public:
  [[nodiscard]] torch::Tensor value(const data::Batch& batch, const torch::Tensor& logits) override {
    return torch::nn::functional::cross_entropy(logits, batch.labels);
  }
};

}  // namespace dyadic::training
