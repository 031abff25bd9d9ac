// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/quantizers/Affine.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/quantizers/TensorIntSe.h"

namespace dyadic::quantizers {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

constexpr double kScaleBits = 32;

/// `value`, made from x without gradients; the gradient of x is that of `value` where `inside` holds, if it is defined.
class Gated : public torch::autograd::Function<Gated> {
 public:
  struct Parts {
    torch::Tensor value;
    torch::Tensor inside;
  };
  static torch::Tensor forward(AutogradContext* context, const torch::Tensor&, const Parts* parts) {
    if (parts->inside.defined()) context->saved_data["inside"] = parts->inside;
    return parts->value;
  }
  static variable_list backward(AutogradContext* context, variable_list gradients) {
    const auto inside = context->saved_data.find("inside");
    if (inside == context->saved_data.end()) return {gradients[0], torch::Tensor()};
    return {gradients[0] * inside->second.toTensor(), torch::Tensor()};
  }
};

torch::Tensor dense(const torch::Tensor& x) { return x.detach().to(torch::kCPU, torch::kFloat).contiguous(); }

/// x / S in float64 and what of it is beyond the levels.
struct Scaled {
  torch::Tensor codes;  ///< q - Z, float64
  std::int64_t outside = 0;
};
Scaled scaled(const torch::Tensor& x, const math::AffineGrid& grid) {
  const auto least = static_cast<double>(grid.format.minimum() - grid.zeroPoint);
  const auto most = static_cast<double>(grid.format.maximum() - grid.zeroPoint);
  const auto v = x.to(torch::kDouble) / grid.scale;
  Scaled out;
  out.outside = (v < least - 0.5).logical_or(v > most + 0.5).sum().item<std::int64_t>();
  const auto limited = v.clamp(least, most);
  out.codes = tensors::roundHalfAway(limited) + 0.0;  // + 0.0: no negative zeros
  return out;
}

}  // namespace

void Affine::setRange(double low, double high) {
  range_ = {low, high, true};
  grid_ = math::nudgedGrid(low, high, options_.format);
}

void Affine::setStep(double step) {
  grid_.scale = step;
  grid_.zeroPoint = 0;
}

void Affine::fit(const torch::Tensor& x) {
  const torch::NoGradGuard noGradient;
  const auto values = spansServe(x) ? x.detach() : dense(x);
  const auto range = math::rangeOf(valuesOf(values), poolExecutor());
  report_ = {};
  report_.finite = range.finite;
  report_.mse = report_.sqnrDb = std::numeric_limits<double>::quiet_NaN();
  setRange(range.low, range.high);
  range_.finite = range.finite;
}

void Affine::fitAligned(const torch::Tensor& x, std::optional<int> accumulator) {
  fit(x);
  if (accumulator) setStep(std::ldexp(1.0, *accumulator));
}

torch::Tensor Affine::fakeQuantize(torch::Tensor x) {
  Gated::Parts parts;
  std::int64_t outside = 0;
  const bool recorded = torch::GradMode::is_enabled() && x.requires_grad();
  {
    const torch::NoGradGuard noGradient;
    if (spansServe(x)) {
      parts.value = torch::empty_like(x, x.options().requires_grad(false));
      outside = math::quantize(valuesOf(x), grid_, writableValuesOf(parts.value), poolExecutor());
    } else {
      const auto codes = scaled(x, grid_);
      outside = codes.outside;
      parts.value = (codes.codes * grid_.scale).to(x.scalar_type());
    }
    if (recorded && options_.gradient == GradientRule::Clipped && outside > 0) {
      const double half = grid_.scale / 2;
      parts.inside = (x >= grid_.low() - half).logical_and(x <= grid_.high() + half);
    }
  }
  report_.saturatedFraction = static_cast<double>(outside) / static_cast<double>(std::max<std::int64_t>(x.numel(), 1));
  return recorded ? Gated::apply(x, &parts) : parts.value;
}

torch::Tensor Affine::fitAndQuantize(torch::Tensor x) {
  fit(x);
  return fakeQuantize(std::move(x));
}

torch::Tensor Affine::encode(const torch::Tensor& x) const {
  const auto values = dense(x);
  auto codes = torch::empty(values.sizes(), torch::kInt);
  math::encode(valuesOf(values), grid_, {codes.data_ptr<std::int32_t>(), static_cast<std::size_t>(codes.numel())},
               poolExecutor());
  return codes.to(x.device());
}

torch::Tensor Affine::decode(const torch::Tensor& codes) const {
  return ((codes.to(torch::kDouble) - static_cast<double>(grid_.zeroPoint)) * grid_.scale).to(torch::kFloat);
}

std::vector<double> Affine::state() const {
  return {grid_.scale, static_cast<double>(grid_.zeroPoint), range_.low, range_.high};
}

bool Affine::restore(const std::vector<double>& state) {
  if (state.size() != 4) return false;
  const auto zeroPoint =
      wholeNumber(state[1], static_cast<double>(grid_.format.minimum()), static_cast<double>(grid_.format.maximum()));
  const bool sound = state[0] > 0 && std::isfinite(state[0]) && std::isfinite(state[2]) && std::isfinite(state[3]);
  if (!zeroPoint || !sound) return false;
  grid_.scale = state[0];
  grid_.zeroPoint = *zeroPoint;
  range_ = {state[2], state[3], true};
  return true;
}

std::int64_t Affine::quantizeSpan(std::span<const float> x, std::span<float> out, math::Executor& executor) const {
  return math::quantize(x, grid_, out, executor);
}

Histogram Affine::histogram(std::span<const float> x, math::Executor& executor) const {
  std::vector<float> q(x.size());
  (void)math::quantize(x, grid_, q, executor);
  return math::exactHistogram(x, q, outline(), executor);
}

math::WhatIfOutput Affine::whatIf(std::span<const float> x, math::Executor& executor) {
  const auto range = math::rangeOf(x, executor);
  setRange(range.low, range.high);
  range_.finite = range.finite;
  auto output = math::whatIf(x, options_.format, executor);
  report_.finite = range.finite;
  report_.mse = output.errors.mse();
  report_.sqnrDb = output.errors.sqnrDb();
  return output;
}

double Affine::storedBits(std::span<const float> x, math::Executor&) const {
  return static_cast<double>(x.size()) * bits() + kScaleBits + bits();
}

std::string Affine::identity() const {
  return "affine " + std::to_string(options_.format.bits) + (options_.format.narrow ? " narrow" : "");
}

}  // namespace dyadic::quantizers
