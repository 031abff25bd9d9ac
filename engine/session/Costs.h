// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/nets/Graph.h"
#include "engine/quantizers/QuantPlan.h"
#include "engine/types/ExploreRecord.h"

namespace dyadic::session {

/// What the network costs with the plan's quantizers: bytes as a run that does not train would record them. Internal to
/// the folder; any thread.
[[nodiscard]] CostRecord costsOf(const nets::Graph& graph, const quantizers::QuantPlan& plan);

}  // namespace dyadic::session
