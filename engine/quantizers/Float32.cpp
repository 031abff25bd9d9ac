// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/quantizers/Float32.h"

#include <algorithm>
#include <limits>

#include "engine/math/Sparse.h"

namespace dyadic::quantizers {

void Float32::fit(const torch::Tensor& x) {
  report_.mse = 0;
  report_.sqnrDb = std::numeric_limits<double>::infinity();
  report_.finite = torch::isfinite(x.detach()).all().item<bool>();
}

torch::Tensor Float32::fitAndQuantize(torch::Tensor x) {
  fit(x);
  return x;
}

torch::Tensor Float32::encode(const torch::Tensor& x) const {
  return x.detach().to(torch::kFloat).contiguous().view(torch::kInt).clone();
}

torch::Tensor Float32::decode(const torch::Tensor& codes) const {
  return codes.to(torch::kInt).contiguous().view(torch::kFloat).clone();
}

std::int64_t Float32::quantizeSpan(std::span<const float> x, std::span<float> out, math::Executor& /*executor*/) const {
  std::copy(x.begin(), x.end(), out.begin());
  return 0;
}

Histogram Float32::histogram(std::span<const float> x, math::Executor& executor) const {
  return math::exactHistogram(x, executor);
}

math::WhatIfOutput Float32::whatIf(std::span<const float> x, math::Executor& executor) {
  math::WhatIfOutput out;
  out.errors = math::errorSums(x, x, executor);
  return out;
}

double Float32::storedBits(std::span<const float> x, math::Executor& /*executor*/) const {
  return static_cast<double>(math::sparseEntries(x, indexBits_)) * (bits() + indexBits_);
}

}  // namespace dyadic::quantizers
