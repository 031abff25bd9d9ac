// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include "engine/types/RunRecord.h"
#include "widgets/plots/Plot.h"

namespace dyadic::widgets {

/// Training loss or learning rate of several runs over epochs. Values are means over equal pieces of the axis, the same
/// for all runs, so that runs of a group that differ by seed can be drawn as their mean, in a band from the lowest to
/// the highest of them.
class CompareSeriesPlot : public Plot {
  Q_OBJECT
 public:
  enum class Quantity { Loss, LearningRate };
  struct Group {
    QString name;
    int color = 0;  ///< as everywhere in the window: runColor()
    std::vector<std::shared_ptr<const TrainSeries>> runs;
    bool lit = true;  ///< else faded, because it is not looked at
  };

  explicit CompareSeriesPlot(Quantity quantity, QWidget* parent = nullptr);

  /// Runs without a recorded step are left out.
  void setGroups(std::vector<Group> groups);

  [[nodiscard]] QString kind() const override;

 protected:
  [[nodiscard]] bool hasData() const override { return !curves_.empty(); }
  [[nodiscard]] PlotData describe(Medium medium) const override;
  [[nodiscard]] bool isZoomable() const override { return true; }
  [[nodiscard]] QString readout(const QCustomPlot& canvas, const QPointF& pixel) const override;

 private:
  struct Curve {
    QString name;
    int color = 0;
    bool lit = true;
    std::size_t runs = 0;
    std::vector<double> mean;  ///< one a piece; NaN where no run has a value
    std::vector<double> low;
    std::vector<double> high;
  };
  [[nodiscard]] std::vector<double> piecesOf(const TrainSeries& series) const;

  Quantity quantity_;
  std::vector<Curve> curves_;
  std::vector<double> centres_;  ///< of the pieces, in epochs
  double epochs_ = 0;
};

}  // namespace dyadic::widgets
