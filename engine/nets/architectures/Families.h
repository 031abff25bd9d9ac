// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

#include "engine/nets/architectures/Architectures.h"

/// The families of networks, a file each; Architectures.cpp lists them. Layer names are those of the public weights.
namespace dyadic::nets {

struct Architecture {
  ArchitectureInfo info;
  std::int64_t leastSide;  ///< height and width of the smallest input
  std::function<void(Graph&, int classes)> build;
};

[[nodiscard]] std::vector<Architecture> leNets();
[[nodiscard]] std::vector<Architecture> cifarResNets();
[[nodiscard]] std::vector<Architecture> resNets();

}  // namespace dyadic::nets
