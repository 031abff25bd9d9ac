// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

#include <functional>

#include "engine/integer/lowering/Lowering.h"

namespace dyadic::integer {

/// Called for every feature map with a grid of its own, in execution order: the node and its integers (float64, [N,
/// ...], exact). They may be changed in place: the simulation goes on with what they then are.
using CodesObserver = std::function<void(const nets::Node& node, const torch::Tensor& codes)>;

/// The quantized network in float64 arithmetic: LibTorch's operators on the values D * 2^s or S (D - Z), rounded to
/// each feature map's grid, with averages as such where scales are no powers of two. It shares nothing with the integer
/// program but the recorded integers and exponents. `images`: float32 [N, channels, height, width], normalized. Every
/// value is exact as long as no sum needs more than 53 bits. Throws c10::Error.
void simulate(const QuantizedNetwork& network, const torch::Tensor& images, const CodesObserver& observer);

}  // namespace dyadic::integer
