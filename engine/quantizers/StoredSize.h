// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/nets/Graph.h"
#include "engine/quantizers/QuantPlan.h"

/// What the parameters of a network take as they would be stored now, everything quantized. Any thread, as long as
/// nobody changes graph and plan.
namespace dyadic::quantizers {

/// Bits of the tensor that `kind` says of a layer's node: by the own code of the site's quantizer, fitted to it, what
/// decoding needs included; 32 a number without a site; 0 where there is no such tensor, or where it is that of a batch
/// norm that is folded into another layer.
[[nodiscard]] double storedBits(const nets::Graph& graph, const QuantPlan& plan, int node, SiteKind kind);

/// Bytes of all parameters of a layer: weight and bias, or a batch norm's fused factors.
[[nodiscard]] double storedBytes(const nets::Graph& graph, const QuantPlan& plan, int node);

}  // namespace dyadic::quantizers
