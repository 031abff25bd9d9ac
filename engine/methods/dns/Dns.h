// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/methods/Registry.h"

/// DNS, dynamic network surgery: Guo, Yao, Chen, NIPS 2016 (arXiv 1608.04493). Prunes; and as the first stage of INQ
/// (INQ, section 7), which then quantizes what is left.
namespace dyadic::methods::dns {

[[nodiscard]] Method method();
[[nodiscard]] Method inqMethod();

}  // namespace dyadic::methods::dns
