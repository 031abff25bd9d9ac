// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIODevice>
#include <QImage>
#include <QMarginsF>

#include "widgets/plots/PlotPainter.h"

namespace dyadic::widgets {

/// Where things ended up on a figure.
struct PaperLayout {
  QMarginsF marginsMm;          ///< between the figure's edges and the axes
  int legendColumns = 1;        ///< entries of the legend's longest line
  double legendOverhangMm = 0;  ///< how far left of the axes it begins
};

/// A description laid out at its real size, ready to be written. Private to plots/.
class PaperCanvas {
 public:
  /// REQUIRES: sizes that Plot::exportTo() takes.
  PaperCanvas(const PlotData& data, const FigureStyle& figure);

  /// One page of the figure's size (PDF counts in whole points); text stays text, with its fonts embedded.
  [[nodiscard]] bool writePdf(QIODevice& file, const QString& title) const;
  [[nodiscard]] bool writeSvg(QIODevice& file, const QString& title) const;
  /// Null where there is not enough memory.
  [[nodiscard]] QImage image() const;
  [[nodiscard]] PaperLayout layout() const { return layout_; }

 private:
  bool paint(QPaintDevice& device, double scale) const;

  FigureStyle figure_;
  PlotStyle style_;
  QSize size_;  ///< in canvas units
  mutable QCustomPlot canvas_;
  PaperLayout layout_;
};

}  // namespace dyadic::widgets
