// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "engine/math/Executor.h"
#include "engine/math/IntSe.h"
#include "engine/types/Histogram.h"

/// How far a tensor q is from the tensor x it stands for. Any thread; same bits with every executor and processor.
namespace dyadic::math {

/// Three sums say everything: with e = x - q, all in units of x.
struct ErrorSums {
  std::int64_t count = 0;
  double signal = 0;  ///< sum x^2
  double error = 0;   ///< sum e^2
  double cross = 0;   ///< sum x e

  /// Mean squared error; 0 for no elements.
  [[nodiscard]] double mse() const;
  /// 10 log10(signal / error); infinite where the error is 0.
  [[nodiscard]] double sqnrDb() const;
  /// sum xq / sqrt(sum x^2 sum q^2), accurate near 1; 1 where both are zero, 0 where one is.
  [[nodiscard]] double cosine() const;
};

/// One pass over both, in float64. NaN and infinity show in the result. REQUIRES: x.size() == q.size().
[[nodiscard]] ErrorSums errorSums(std::span<const float> x, std::span<const float> q, Executor& executor);

/// Kullback-Leibler divergence in nats of the quantized from the float histogram, sum P ln(P/Q). Where bins are finer
/// than the grid, a level's count is spread evenly over the bins of its cell, so that the grid's gaps do not count as
/// impossible values. Half a count is added to every bin of both: finite, >= 0, and 0 where both histograms agree.
[[nodiscard]] double klDivergence(const Histogram& histogram);

/// Calls body(tensor, executor) once for each of `sizes`, spread over the executor as it suits it, so that many small
/// tensors cost no more than one large one: a large one gets all of the executor, small ones run beside each other.
void overTensors(std::span<const std::size_t> sizes, Executor& executor,
                 const std::function<void(std::size_t tensor, Executor& executor)>& body);

/// One tensor of a what-if.
struct WhatIfInput {
  std::span<const float> x;
  IntSeFormat format;
};
struct WhatIfOutput {
  ExponentChoice choice;
  ErrorSums errors;            ///< of the chosen exponent
  std::int64_t saturated = 0;  ///< elements outside [Dmin - 0.5, Dmax + 0.5] 2^s
};

/// What quantizing each tensor would do to it; nothing is written. Where a tensor is not finite, choice.finite is false
/// and its errors are NaN. `search` applies to all.
[[nodiscard]] std::vector<WhatIfOutput> whatIf(std::span<const WhatIfInput> tensors, const ExponentSearch& search,
                                               Executor& executor);

}  // namespace dyadic::math
