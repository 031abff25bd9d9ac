// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/quantizers/TensorPowerOfTwo.h"

#include <cmath>
#include <vector>

namespace dyadic::quantizers::tensors {

torch::Tensor beyondTop(const torch::Tensor& x, const math::PowerOfTwoGrid& grid) {
  return x.abs() >= std::ldexp(1.5, grid.top);
}

torch::Tensor nearestPower(const torch::Tensor& x, const math::PowerOfTwoGrid& grid) {
  const auto magnitude = x.abs();
  // |x| = fraction 2^e with fraction in [0.5, 1): the middle of 2^(e-1) and 2^e is 0.75 2^e.
  const auto [fraction, exponent] = torch::frexp(magnitude);
  const auto up = grid.tiesDown ? fraction > 0.75 : fraction >= 0.75;
  const auto power = (exponent + up.to(torch::kInt) - 1).clamp(grid.bottom(), grid.top);
  std::vector<double> powers;  // a table: torch::ldexp goes through pow(), which need not be exact
  for (int k = grid.bottom(); k <= grid.top; ++k) powers.push_back(std::ldexp(1.0, k));
  const auto position = (power - grid.bottom()).reshape({-1}).to(torch::kLong);
  auto level = torch::tensor(powers, torch::kDouble).to(x.options()).index_select(0, position).reshape(x.sizes());
  const double smallest = std::ldexp(1.0, grid.bottom() - 1);
  const auto zero = grid.tiesDown ? magnitude <= smallest : magnitude < smallest;
  const auto beyond = beyondTop(x, grid);
  level.masked_fill_(beyond, grid.beyond == math::BeyondTop::Saturate ? std::ldexp(1.0, grid.top) : 0.0);
  level.masked_fill_(zero, 0);
  const auto value = torch::where(x < 0, -level, level) + 0.0;  // + 0.0: no negative zeros
  return torch::where(torch::isnan(x), x, value);
}

}  // namespace dyadic::quantizers::tensors
