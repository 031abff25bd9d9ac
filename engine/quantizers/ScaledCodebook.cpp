// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/quantizers/ScaledCodebook.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <sstream>

#include "engine/quantizers/StraightThrough.h"

namespace dyadic::quantizers {
namespace {

constexpr int kFloatBits = 32;
constexpr int kExponentBits = 8;

/// In row-major order, which groups are told by.
torch::Tensor dense(const torch::Tensor& x) { return x.detach().to(torch::kCPU, torch::kFloat).contiguous(); }

}  // namespace

math::ScaleGroups scaleGroups(const torch::Tensor& weight, Granularity granularity, std::int64_t block) {
  const std::int64_t filters = weight.size(0);
  const std::int64_t perFilter = weight.numel() / std::max<std::int64_t>(filters, 1);
  switch (granularity) {
    case Granularity::Layer:
      return {1, weight.numel(), 1, weight.numel()};
    case Granularity::Filter:
      return {filters, perFilter, 1, perFilter};
    case Granularity::Block:
      return {filters, weight.size(1), perFilter / weight.size(1), block};
  }
  return {};
}

void ScaledCodebook::fit(const torch::Tensor& x) {
  const torch::NoGradGuard noGradient;
  const auto values = dense(x);
  (void)whatIf(valuesOf(values), poolExecutor());
}

void ScaledCodebook::fitAligned(const torch::Tensor& x, std::optional<int> /*accumulator*/) { fit(x); }

torch::Tensor ScaledCodebook::spread(const std::vector<float>& parameters, const torch::Tensor& like) const {
  const math::ScaleGroups& groups = grid_.groups;
  return torch::tensor(parameters)
      .view({groups.filters, groups.blocks(), groups.positions})
      .repeat_interleave(groups.block, 1)
      .narrow(1, 0, groups.channels)
      .reshape(like.sizes())
      .to(like.device(), torch::kDouble);
}

torch::Tensor ScaledCodebook::nearest(const torch::Tensor& x) const {
  const auto wide = x.to(torch::kDouble);
  const auto magnitude = wide.abs();
  const auto scale = spread(grid_.scales, x);
  const auto above = magnitude >= spread(grid_.thresholds, x);
  auto level = above.to(torch::kDouble);
  double unit = 1;
  for (int rank = 1; rank < grid_.format.ranks(); ++rank, unit *= 2)
    level += unit * (magnitude >= 1.5 * unit * scale).logical_and(above).to(torch::kDouble);
  const auto value = torch::where(wide < 0, -level, level) * scale + 0.0;  // + 0.0: no negative zeros
  return torch::where(torch::isnan(x), wide, value).to(x.scalar_type());
}

torch::Tensor ScaledCodebook::fakeQuantize(torch::Tensor x) {
  torch::Tensor value;
  {
    const torch::NoGradGuard noGradient;
    const auto outside = [&](std::int64_t count) {
      report_.saturatedFraction =
          static_cast<double>(count) / static_cast<double>(std::max<std::int64_t>(x.numel(), 1));
    };
    if (spansServe(x) && x.is_contiguous()) {
      value = torch::empty_like(x, x.options().requires_grad(false));
      outside(math::quantize(valuesOf(x), grid_, writableValuesOf(value), poolExecutor()));
    } else {
      value = nearest(x.detach());
      const auto values = dense(x);
      outside(math::quantize(valuesOf(values), grid_, writableValuesOf(values), poolExecutor()));
    }
  }
  return straightThrough(x, value);
}

torch::Tensor ScaledCodebook::fitAndQuantize(torch::Tensor x) {
  fit(x);
  return fakeQuantize(std::move(x));
}

torch::Tensor ScaledCodebook::encode(const torch::Tensor& x) const {
  const auto values = dense(x);
  auto codes = torch::empty(values.sizes(), torch::kInt);
  math::encode(valuesOf(values), grid_, {codes.data_ptr<std::int32_t>(), static_cast<std::size_t>(codes.numel())},
               poolExecutor());
  return codes.to(x.device());
}

torch::Tensor ScaledCodebook::decode(const torch::Tensor& codes) const {
  const auto plain = codes.to(torch::kCPU, torch::kInt).contiguous();
  auto values = torch::empty(plain.sizes(), torch::kFloat);
  math::decode({plain.data_ptr<std::int32_t>(), static_cast<std::size_t>(plain.numel())}, grid_,
               writableValuesOf(values), poolExecutor());
  return values.to(codes.device());
}

std::vector<double> ScaledCodebook::state() const {
  std::vector<double> out(grid_.scales.begin(), grid_.scales.end());
  out.insert(out.end(), grid_.thresholds.begin(), grid_.thresholds.end());
  return out;
}

bool ScaledCodebook::restore(const std::vector<double>& state) {
  const auto sound = [](double v) { return std::abs(v) <= std::numeric_limits<float>::max() || std::isinf(v); };
  if (state.size() != 2 * grid_.scales.size() || !std::all_of(state.begin(), state.end(), sound)) return false;
  const auto middle = state.begin() + static_cast<std::ptrdiff_t>(grid_.scales.size());
  std::transform(state.begin(), middle, grid_.scales.begin(), [](double v) { return static_cast<float>(v); });
  std::transform(middle, state.end(), grid_.thresholds.begin(), [](double v) { return static_cast<float>(v); });
  return true;
}

torch::Tensor ScaledCodebook::gradientGate(const torch::Tensor& x) const {
  if (gradient_ == ScaledGradient::StraightThrough) return {};
  const auto n = static_cast<double>(grid_.groups.block);
  auto gate = spread(grid_.scales, x).masked_fill_(x.abs() >= 1, 0) + 1 / n;
  if (gradient_ == ScaledGradient::BwnCode) {
    const auto in = static_cast<double>(x.size(1));
    gate *= n * (in > 1 ? 1 - 1 / in : 1);  // with one input channel nothing would be left of it
  }
  return gate.to(x.scalar_type());
}

std::vector<float> ScaledCodebook::codebook() const {
  auto out = grid_.format.alphabetValues();
  if (grid_.scales.size() != 1) return out;
  for (float& value : out) value = value * grid_.scales.front() + 0.0F;
  return out;
}

std::optional<CodeScales> ScaledCodebook::scales() const {
  if (grid_.scales.size() == 1) return std::nullopt;
  return CodeScales{
      grid_.scales, {grid_.groups.filters, grid_.groups.blocks(), grid_.groups.positions}, grid_.groups.block};
}

RealScales ScaledCodebook::realScales() const {
  const auto count = static_cast<std::int64_t>(grid_.scales.size());
  const double sum = std::accumulate(grid_.scales.begin(), grid_.scales.end(), 0.0);
  return {count, sum / static_cast<double>(std::max<std::int64_t>(count, 1))};
}

std::int64_t ScaledCodebook::quantizeSpan(std::span<const float> x, std::span<float> out,
                                          math::Executor& executor) const {
  return math::quantize(x, grid_, out, executor);
}

Histogram ScaledCodebook::histogram(std::span<const float> x, math::Executor& executor) const {
  std::vector<float> q(x.size());
  (void)math::quantize(x, grid_, q, executor);
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (!std::isfinite(x[i])) q[i] = x[i];  // left out of both counts
  }
  return math::exactHistogram(x, q, outline(), executor);
}

math::WhatIfOutput ScaledCodebook::whatIf(std::span<const float> x, math::Executor& executor) {
  auto output = math::whatIf(x, grid_, executor);
  report_.finite = output.choice.finite;
  report_.mse = output.errors.mse();
  report_.sqnrDb = output.errors.sqnrDb();
  return output;
}

double ScaledCodebook::storedBits(std::span<const float> x, math::Executor&) const {
  const int scaleBits = grid_.format.scaleBits;
  return static_cast<double>(x.size()) * bits() +
         static_cast<double>(grid_.scales.size()) * (scaleBits > 0 ? scaleBits : kFloatBits) +
         (scaleBits > 0 ? kExponentBits : 0);
}

std::string ScaledCodebook::identity() const {
  const auto& [format, groups, scales, thresholds] = grid_;
  std::ostringstream out;
  out << "scaled " << static_cast<int>(format.alphabet) << ' ' << format.ranks() << ' '
      << static_cast<int>(format.ternary) << ' ' << format.factor << ' ' << format.scaleBits << ' ' << groups.filters
      << ' ' << groups.channels << ' ' << groups.positions << ' ' << groups.block;
  return out.str();
}

}  // namespace dyadic::quantizers
