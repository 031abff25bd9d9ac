// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <ostream>

#include "app/runtime/Engine.h"
#include "widgets/plots/FigureStyle.h"

namespace dyadic::shell {

/// What `dyadic figure` was asked for.
struct FigureRequest {
  QStringList runs;           ///< run files
  QString kind;               ///< one of figureKinds()
  QString layer;              ///< name or index; empty: the one with the lowest SQNR
  int stage = -1;             ///< -1: the last one
  std::int64_t images = 500;  ///< that sensitivities are measured on
  widgets::FigureStyle style;
  QString out;  ///< .pdf, .svg, .png, .csv or .tex
  bool force = false;
};

/// Draws one figure of run files. Sensitivities are measured, which takes a while, unless they are on disk. Needs a
/// QApplication, for which the platform "offscreen" will do.
[[nodiscard]] Status drawFigure(const FigureRequest& request, const runtime::Engine& engine);

/// `dyadic figure ...`: reads the arguments (without program name and "figure"), draws, and returns the exit code: 0, 2
/// for a mistake in the arguments, 1 for everything else. One message goes to `err`, the path written and --help to
/// `out`.
[[nodiscard]] int figureCommand(const QStringList& arguments, const runtime::Engine& engine, std::ostream& out,
                                std::ostream& err);

}  // namespace dyadic::shell
