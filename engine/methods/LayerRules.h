// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "engine/nets/Graph.h"
#include "engine/types/Expected.h"
#include "engine/types/RunConfig.h"

namespace dyadic::methods {

/// What the rules of a config say of one layer or feature map; later rules win.
[[nodiscard]] LayerRule ruleFor(const std::vector<LayerRule>& rules, const std::string& name);

/// A usage error for the first rule that matches no layer and no feature map.
[[nodiscard]] Status checkRulesMatch(const std::vector<LayerRule>& rules, const nets::Graph& graph);

}  // namespace dyadic::methods
