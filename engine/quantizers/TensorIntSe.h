// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

#include "engine/math/IntSe.h"

/// INT-SE in LibTorch operators: any device, float32 or float64. Same values as the span kernels of math/.
namespace dyadic::quantizers::tensors {

/// The nearest integer, halves away from 0. Exact for every v: adding a plain 0.5 would round 0.49999997 up to 1.
[[nodiscard]] torch::Tensor roundHalfAway(const torch::Tensor& v);
/// clip(round(x 2^-s), Dmin, Dmax), still floating point. NaN stays NaN.
[[nodiscard]] torch::Tensor codes(const torch::Tensor& x, const math::IntSeGrid& grid);
/// True where x 2^-s lies outside [Dmin - 0.5, Dmax + 0.5].
[[nodiscard]] torch::Tensor saturated(const torch::Tensor& x, const math::IntSeGrid& grid);
[[nodiscard]] math::ExponentChoice searchExponent(const torch::Tensor& x, math::IntSeFormat format,
                                                  const math::ExponentSearch& search);

}  // namespace dyadic::quantizers::tensors
