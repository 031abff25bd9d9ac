// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/types/RunRecord.h"
#include "widgets/plots/Plot.h"

namespace dyadic::widgets {

/// Mean exponent of every feature map over the epochs, as a heat map: row = edge, column = epoch.
class ExponentsPlot : public Plot {
  Q_OBJECT
 public:
  explicit ExponentsPlot(QWidget* parent = nullptr);

  void setSeries(const std::vector<EdgeInfo>& edges, std::shared_ptr<const ExponentSeries> exponents);
  void clear();

  [[nodiscard]] QString kind() const override { return QStringLiteral("exponents"); }

 protected:
  [[nodiscard]] bool hasData() const override;
  [[nodiscard]] PlotData describe(Medium medium) const override;
  [[nodiscard]] QString readout(const QCustomPlot& canvas, const QPointF& pixel) const override;

 private:
  std::vector<EdgeInfo> edges_;
  std::shared_ptr<const ExponentSeries> exponents_;
};

}  // namespace dyadic::widgets
