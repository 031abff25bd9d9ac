// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

namespace dyadic::quantizers {

/// `value`, made from `x` without gradients, with the identity as gradient to `x` where gradients are recorded.
[[nodiscard]] torch::Tensor straightThrough(const torch::Tensor& x, const torch::Tensor& value);

}  // namespace dyadic::quantizers
