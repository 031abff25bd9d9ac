// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include "widgets/plots/PaperCanvas.h"

namespace dyadic::widgets {

/// The plot as a pgfplots picture with its data inside, of the figure's size and margins. The file compiles on its own
/// with pdflatex, and can be \input into a paper that loads pgfplots, whose fonts it then takes, in the figure's size.
/// Private to plots/.
[[nodiscard]] QByteArray pgfplotsOf(const PlotData& data, const FigureStyle& figure, const PaperLayout& layout);

/// A text as LaTeX shows it.
[[nodiscard]] QString latexText(const QString& text);

}  // namespace dyadic::widgets
