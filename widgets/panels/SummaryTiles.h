// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "engine/types/RunRecord.h"

namespace dyadic::widgets {

class TileRow;

/// The figures of a run at a glance. Fractions 0 to 1; NaN and 0 bits show a dash.
struct Summary {
  double baselineTop1 = kNotMeasured;
  double hardTop1 = kNotMeasured;
  double trainedTop1 = kNotMeasured;
  double bits = 0;                    ///< of weights, on average
  int activationBits = 0;             ///< of feature maps; 0: they stay float
  double compression = kNotMeasured;  ///< float32 size of the weights over theirs
  double quantizedFraction = kNotMeasured;
  double offGrid = kNotMeasured;  ///< frozen weights that hold no value of the grid; NaN: the method freezes none
};

class SummaryTiles : public QWidget {
  Q_OBJECT
 public:
  explicit SummaryTiles(QWidget* parent = nullptr);
  void setSummary(const Summary& summary);

 private:
  TileRow* tiles_;
};

}  // namespace dyadic::widgets
