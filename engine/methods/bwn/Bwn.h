// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/methods/Registry.h"

/// BWN, binary-weight networks: the form of XNOR-Net without binary feature maps. Rastegari, Ordonez, Redmon, Farhadi,
/// ECCV 2016 (arXiv 1603.05279). Where paper and Torch code of the authors differ there are options.
namespace dyadic::methods::bwn {

[[nodiscard]] Method method();

}  // namespace dyadic::methods::bwn
