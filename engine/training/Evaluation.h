// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "engine/data/BatchSource.h"
#include "engine/nets/Graph.h"
#include "engine/quantizers/QuantizedPass.h"
#include "engine/types/RunRecord.h"

namespace dyadic::training {

struct EvaluationOptions {
  quantizers::QuantPlan* plan = nullptr;                      ///< null: the float network
  quantizers::PassKind kind = quantizers::PassKind::Trained;  ///< with a plan
  torch::Device device = torch::kCPU;
  std::function<bool(double fraction)> progress;  ///< between batches; false cancels
};

struct EvaluationResult {
  Evaluation evaluation;
  std::vector<std::int32_t> predictions;  ///< one an image, in order; the lowest index wins a tie
  bool cancelled = false;                 ///< then the rest is of the images seen so far
};

/// The class of each row of `logits` [N, classes]: the index of its maximum, the lowest of equals.
[[nodiscard]] std::vector<std::int32_t> predictedClasses(const torch::Tensor& logits);

/// Runs a whole epoch of `source` (made without shuffle) through the network without gradients. top1 and top5 as
/// fractions; the true class is in the top k where fewer than k classes have a larger logit, or an equal one and a
/// lower index. Throws c10::Error. REQUIRES: labels below the number of outputs.
[[nodiscard]] EvaluationResult evaluate(const nets::Graph& graph, data::DataSource& source,
                                        const EvaluationOptions& options);

}  // namespace dyadic::training
