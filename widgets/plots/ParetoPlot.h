// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "widgets/plots/Plot.h"

namespace dyadic::widgets {

/// Accuracy against bits, a point a run, and the front: the runs than which none is better in both.
class ParetoPlot : public Plot {
  Q_OBJECT
 public:
  struct Run {
    QString name;
    QString group;                   ///< points of one group have one colour and one entry in the legend
    double bits = 0;                 ///< average of the weights
    double top1 = 0;                 ///< hard, a fraction
    std::optional<double> baseline;  ///< top-1 of the float network
    int color = -1;                  ///< runColor() of its own instead of its group's
    bool selected = false;           ///< ringed on the screen
    bool lit = true;                 ///< else faded, because it is not looked at
  };

  explicit ParetoPlot(QWidget* parent = nullptr);

  /// Runs without a number for either are left out.
  void setRuns(std::vector<Run> runs);
  void clear() { setRuns({}); }

  [[nodiscard]] QString kind() const override { return QStringLiteral("pareto"); }

 Q_SIGNALS:
  void runSelected(const QString& name);

 protected:
  [[nodiscard]] bool hasData() const override { return !runs_.empty(); }
  [[nodiscard]] PlotData describe(Medium medium) const override;
  [[nodiscard]] QString readout(const QCustomPlot& canvas, const QPointF& pixel) const override;
  void clicked(const QCustomPlot& canvas, const QPointF& pixel) override;

 private:
  void addOwnPoints(PlotData& shown) const;
  void addRing(PlotData& shown) const;
  /// The run whose point is under the mouse, null for none.
  [[nodiscard]] const Run* runAt(const QCustomPlot& canvas, const QPointF& pixel) const;

  std::vector<Run> runs_;
};

/// Of points (cost, value) the indices of those than which no other costs less or equal and is worth more, or costs
/// less and is worth as much; ascending in cost. Of equal ones the first. Values that are not finite are never there.
[[nodiscard]] std::vector<std::size_t> paretoFront(const std::vector<std::pair<double, double>>& points);

}  // namespace dyadic::widgets
