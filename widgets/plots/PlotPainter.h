// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plots/PlotParts.h"

namespace dyadic::widgets {

/// Draws a description on a canvas that resetCanvas() has emptied, whose viewport has its final size: how many labels
/// fit depends on it. Vectors only, a heat map's cells too. Returns the legend that was used.
Legend& paintPlot(QCustomPlot& canvas, const PlotData& data, const PlotStyle& style);

}  // namespace dyadic::widgets
