// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/types/RunRecord.h"
#include "widgets/plots/Plot.h"

namespace dyadic::widgets {

/// Training loss over epochs, raw and smoothed, with validation loss, stage boundaries and, on the right axis, the
/// learning rate.
class LossPlot : public Plot {
  Q_OBJECT
 public:
  explicit LossPlot(QWidget* parent = nullptr);

  void setSeries(std::shared_ptr<const TrainSeries> train, std::shared_ptr<const ValidationSeries> validation = {});
  void setLearningRateShown(bool on);
  /// Weight of the past in the running mean, 0 (off) to below 1.
  void setSmoothing(double smoothing);
  void clear();

  [[nodiscard]] QString kind() const override { return QStringLiteral("loss"); }

 protected:
  [[nodiscard]] bool hasData() const override;
  [[nodiscard]] PlotData describe(Medium medium) const override;
  [[nodiscard]] bool isZoomable() const override { return true; }
  [[nodiscard]] QString readout(const QCustomPlot& canvas, const QPointF& pixel) const override;
  void fillMenu(QMenu& menu) override;

 private:
  void addStages(PlotData& shown) const;

  std::shared_ptr<const TrainSeries> train_;
  std::shared_ptr<const ValidationSeries> validation_;
  std::vector<double> smoothed_;
  bool learningRateShown_ = true;
  double smoothing_ = 0.95;
};

}  // namespace dyadic::widgets
