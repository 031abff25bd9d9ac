// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <vector>

#include "widgets/graph/GraphCanvas.h"
#include "widgets/panels/DeployFacts.h"

/// An integer program as a GraphCanvas draws it. Window thread only.
namespace dyadic::widgets {

/// The nodes of programEdges(): input, one an operation, logits; the exponents stand on the edges.
[[nodiscard]] std::vector<GraphNode> programNodes(const IntegerProgram& program,
                                                  const std::vector<OperationFacts>& facts);

enum class DeployColoring { None, Headroom, Saturation };
/// One a node; invalid where the value does not apply or is not known.
[[nodiscard]] std::vector<QColor> programColors(const std::vector<OperationFacts>& facts, DeployColoring coloring);
[[nodiscard]] GraphScale programScale(const std::vector<OperationFacts>& facts, DeployColoring coloring);

}  // namespace dyadic::widgets
