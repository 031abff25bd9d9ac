// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/quantizers/TensorIntSe.h"

#include <cmath>
#include <limits>

namespace dyadic::quantizers::tensors {

torch::Tensor roundHalfAway(const torch::Tensor& v) {
  const double half =
      v.scalar_type() == torch::kDouble ? std::nextafter(0.5, 0.0) : static_cast<double>(std::nextafter(0.5F, 0.0F));
  return torch::trunc(v + torch::copysign(torch::full({}, half, v.options()), v));
}

namespace {

torch::Tensor rounded(const torch::Tensor& v, Rounding rounding) {
  switch (rounding) {
    case Rounding::HalfAway:
      return roundHalfAway(v);
    case Rounding::HalfUp: {
      const auto below = torch::floor(v);
      return below + (v - below >= 0.5).to(v.scalar_type());
    }
    case Rounding::HalfEven:
      return torch::round(v);
    case Rounding::Floor:
      return torch::floor(v);
  }
  return v;
}

}  // namespace

torch::Tensor codes(const torch::Tensor& x, const math::IntSeGrid& grid) {
  // A clip to one beyond the range keeps every rounding within the integers that the type holds exactly.
  const auto low = static_cast<double>(grid.format.minimum());
  const auto high = static_cast<double>(grid.format.maximum());
  const auto v = (x * std::ldexp(1.0, -grid.exponent)).clamp(low - 1, high + 1);
  return rounded(v, grid.rounding).clamp(low, high);
}

torch::Tensor saturated(const torch::Tensor& x, const math::IntSeGrid& grid) {
  const auto v = x * std::ldexp(1.0, -grid.exponent);
  return (v < static_cast<double>(grid.format.minimum()) - 0.5)
      .logical_or(v > static_cast<double>(grid.format.maximum()) + 0.5);
}

math::ExponentChoice searchExponent(const torch::Tensor& x, math::IntSeFormat format,
                                    const math::ExponentSearch& search) {
  const auto wide = x.detach().to(torch::kDouble);
  math::ExponentChoice choice;
  choice.maxAbs = wide.numel() == 0 ? 0 : wide.abs().max().item<double>();
  choice.finite = std::isfinite(choice.maxAbs);
  choice.meanSquare = wide.numel() == 0 ? 0 : wide.square().mean().item<double>();
  const int initial = math::initialExponent(choice.maxAbs, format.bits, search.initial);
  std::vector<int> offsets = search.offsets.empty() ? std::vector<int>{0} : search.offsets;
  choice.exponent = -(format.bits - 1);
  if (!choice.finite) choice.maxAbs = std::numeric_limits<double>::infinity();
  for (int offset : offsets) {
    const int exponent = initial + offset;
    choice.exponents.push_back(exponent);
    if (!choice.finite) {
      choice.mse.push_back(std::numeric_limits<double>::quiet_NaN());
      continue;
    }
    const auto q = codes(wide, {format, exponent, search.rounding}) * std::ldexp(1.0, exponent);
    choice.mse.push_back(wide.numel() == 0 ? 0 : (wide - q).square().mean().item<double>());
  }
  if (!choice.finite || choice.maxAbs == 0) return choice;
  for (int i = 0; i < static_cast<int>(offsets.size()); ++i) {
    const auto at = [&](int k) { return static_cast<std::size_t>(k); };
    const double best = choice.mse[at(choice.chosen)];
    const bool tie = choice.mse[at(i)] == best;
    const int a = std::abs(offsets[at(i)]);
    const int b = std::abs(offsets[at(choice.chosen)]);
    const bool wins = tie && (a < b || (a == b && offsets[at(i)] > offsets[at(choice.chosen)]));
    if (choice.mse[at(i)] < best || wins) choice.chosen = i;
  }
  choice.exponent = choice.exponents[static_cast<std::size_t>(choice.chosen)];
  return choice;
}

}  // namespace dyadic::quantizers::tensors
