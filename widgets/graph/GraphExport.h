// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace dyadic::widgets {

class GraphScene;

/// Writes all of a graph, as it is opened and coloured, to a .svg, .pdf or .png file, in the colours of the theme.
/// Returns an empty text, or what went wrong, in which file, and what to do. Window thread only.
[[nodiscard]] QString exportGraph(const GraphScene& scene, const QString& path);

}  // namespace dyadic::widgets
