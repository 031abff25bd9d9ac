// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/types/Histogram.h"
#include "engine/types/RunRecord.h"
#include "widgets/plots/Plot.h"

namespace dyadic::widgets {

/// Values of one tensor before and after quantization over the same bins: the float outline filled lightly, the
/// quantized bars over it, the grid's levels, and the zones that saturate, and in which values become 0, shaded.
class HistogramPlot : public Plot {
  Q_OBJECT
 public:
  explicit HistogramPlot(QWidget* parent = nullptr);

  /// `title` names the tensor, for example "layer1.0.conv1 weights".
  void setHistogram(const Histogram& histogram, const QString& title = {});
  /// One histogram of a stage without copying it: `stage` keeps it alive. Out of range clears the plot.
  void setHistogram(std::shared_ptr<const StageRecord> stage, int layer, const QString& title = {});
  /// The same for the feature map of an edge.
  void setEdgeHistogram(std::shared_ptr<const StageRecord> stage, int edge, const QString& title = {});
  void setLogarithmic(bool on);
  [[nodiscard]] bool isLogarithmic() const { return logarithmic_; }
  void setLevelsShown(bool on);
  /// Ends of another grid that the values could have had, marked with `name`; none with an empty range.
  void setOtherGrid(const Range& ends, const QString& name);
  void clear();

  [[nodiscard]] QString kind() const override { return QStringLiteral("histogram"); }

 Q_SIGNALS:
  void logarithmicChanged(bool on);

 protected:
  [[nodiscard]] bool hasData() const override;
  [[nodiscard]] PlotData describe(Medium medium) const override;
  [[nodiscard]] bool isZoomable() const override { return true; }
  [[nodiscard]] QString readout(const QCustomPlot& canvas, const QPointF& pixel) const override;
  void fillMenu(QMenu& menu) override;

 private:
  void show(std::shared_ptr<const StageRecord> stage, const std::vector<Histogram>& histograms, int index,
            const QString& title);

  std::shared_ptr<const Histogram> histogram_;
  QString title_;
  Range otherEnds_{0, 0};
  QString otherName_;
  bool logarithmic_ = true;
  bool levelsShown_ = true;
};

}  // namespace dyadic::widgets
