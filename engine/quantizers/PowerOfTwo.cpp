// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/quantizers/PowerOfTwo.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/math/Sparse.h"
#include "engine/quantizers/StraightThrough.h"
#include "engine/quantizers/TensorPowerOfTwo.h"

namespace dyadic::quantizers {
namespace {

constexpr double kOverheadBits = 16;  // n1 and b

torch::Tensor dense(const torch::Tensor& x) { return x.detach().to(torch::kCPU, torch::kFloat).contiguous(); }

}  // namespace

void PowerOfTwo::fit(const torch::Tensor& x) {
  const torch::NoGradGuard noGradient;
  const auto values = dense(x);
  (void)whatIf(valuesOf(values), poolExecutor());
}

bool PowerOfTwo::restore(const std::vector<double>& state) {
  constexpr double kLeast = std::numeric_limits<float>::min_exponent - 1;
  constexpr double kMost = std::numeric_limits<float>::max_exponent - 1;
  return state.size() == 1 && wholeNumber(state.front(), kLeast, kMost) && Quantizer::restore(state);
}

void PowerOfTwo::fitAligned(const torch::Tensor& x, std::optional<int> /*accumulator*/) { fit(x); }

torch::Tensor PowerOfTwo::fakeQuantize(torch::Tensor x) {
  torch::Tensor value;
  std::int64_t beyond = 0;
  {
    const torch::NoGradGuard noGradient;
    if (spansServe(x)) {
      value = torch::empty_like(x, x.options().requires_grad(false));
      beyond = math::quantize(valuesOf(x), grid_, writableValuesOf(value), poolExecutor());
    } else {
      value = tensors::nearestPower(x, grid_);
      beyond = tensors::beyondTop(x, grid_).sum().item<std::int64_t>();
    }
  }
  report_.saturatedFraction = static_cast<double>(beyond) / static_cast<double>(std::max<std::int64_t>(x.numel(), 1));
  return straightThrough(x, value);
}

torch::Tensor PowerOfTwo::fitAndQuantize(torch::Tensor x) {
  fit(x);
  return fakeQuantize(std::move(x));
}

torch::Tensor PowerOfTwo::encode(const torch::Tensor& x) const {
  const auto values = dense(x);
  auto codes = torch::empty(values.sizes(), torch::kInt);
  math::encode(valuesOf(values), grid_, {codes.data_ptr<std::int32_t>(), static_cast<std::size_t>(codes.numel())},
               poolExecutor());
  return codes.to(x.device());
}

torch::Tensor PowerOfTwo::decode(const torch::Tensor& codes) const {
  const auto book = torch::tensor(codebook()).to(codes.device());
  return book.index_select(0, codes.reshape({-1}).to(torch::kLong)).reshape(codes.sizes());
}

std::int64_t PowerOfTwo::quantizeSpan(std::span<const float> x, std::span<float> out, math::Executor& executor) const {
  return math::quantize(x, grid_, out, executor);
}

Histogram PowerOfTwo::histogram(std::span<const float> x, math::Executor& executor) const {
  std::vector<float> q(x.size());
  (void)math::quantize(x, grid_, q, executor);
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (!std::isfinite(x[i])) q[i] = x[i];  // left out of both counts
  }
  return math::exactHistogram(x, q, outline(), executor);
}

math::WhatIfOutput PowerOfTwo::whatIf(std::span<const float> x, math::Executor& executor) {
  auto output = math::whatIf(x, grid_, executor);
  grid_.top = output.choice.exponent;
  report_.finite = output.choice.finite;
  report_.mse = output.errors.mse();
  report_.sqnrDb = output.errors.sqnrDb();
  return output;
}

double PowerOfTwo::storedBits(std::span<const float> x, math::Executor& executor) const {
  std::vector<float> q(x.size());
  (void)math::quantize(x, grid_, q, executor);
  if (indexBits_ > 0)
    return static_cast<double>(math::sparseEntries(q, indexBits_)) * (grid_.bits + indexBits_) + kOverheadBits;
  const auto zeros = static_cast<double>(std::count(q.begin(), q.end(), 0.0F));
  return zeros + grid_.bits * (static_cast<double>(x.size()) - zeros) + kOverheadBits;
}

std::string PowerOfTwo::identity() const {
  return "power-of-two " + std::to_string(grid_.bits) + " " + (grid_.tiesDown ? "down" : "up") + " " +
         (grid_.beyond == math::BeyondTop::Saturate ? "saturate" : "zero");
}

}  // namespace dyadic::quantizers
