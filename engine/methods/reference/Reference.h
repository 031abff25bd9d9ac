// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/methods/Registry.h"

/// What methods are compared with. One-shot quantization needs no method of its own: it is any method with the portion
/// 1 and training.epochs_per_stage 0.
namespace dyadic::methods::reference {

/// The float network, trained on for as many epochs: a method's gain over it is not just more training.
[[nodiscard]] Method floatMethod();

}  // namespace dyadic::methods::reference
