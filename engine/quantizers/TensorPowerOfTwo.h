// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

#include "engine/math/PowerOfTwo.h"

/// Powers of two in LibTorch operators: any device, float32 or float64. Same values as the span kernels of math/.
namespace dyadic::quantizers::tensors {

/// The nearest level of each element; NaN stays NaN.
[[nodiscard]] torch::Tensor nearestPower(const torch::Tensor& x, const math::PowerOfTwoGrid& grid);
/// True where |x| >= 1.5 * 2^n1.
[[nodiscard]] torch::Tensor beyondTop(const torch::Tensor& x, const math::PowerOfTwoGrid& grid);

}  // namespace dyadic::quantizers::tensors
