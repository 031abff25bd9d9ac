// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

#include "engine/nets/architectures/Architectures.h"

/// The families of networks, a file each; Architectures.cpp lists them. Layer names are those of the public weights.
namespace dyadic::nets {

struct Architecture {
  ArchitectureInfo info;
  std::function<void(Graph&, int classes)> build;
};

[[nodiscard]] std::vector<Architecture> leNets();
[[nodiscard]] std::vector<Architecture> cifarResNets();
[[nodiscard]] std::vector<Architecture> vggs();
[[nodiscard]] std::vector<Architecture> resNets();
[[nodiscard]] std::vector<Architecture> alexNets();
[[nodiscard]] std::vector<Architecture> googLeNets();
[[nodiscard]] std::vector<Architecture> squeezeNets();
[[nodiscard]] std::vector<Architecture> mobileNets();

}  // namespace dyadic::nets
