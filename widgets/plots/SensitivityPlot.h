// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/types/ExploreRecord.h"
#include "widgets/plots/Plot.h"

namespace dyadic::widgets {

/// What of a network's output is looked at.
enum class OutputMetric {
  Drop,    ///< accuracy lost against the float network, percentage points
  SqnrDb,  ///< of the logits
  Mse,     ///< of the logits
};
/// In the metric's own unit, points for Drop; NaN where it was not measured.
[[nodiscard]] double outputValue(const OutputError& error, OutputMetric metric);
/// The same in words, without the unit; a dash for NaN.
[[nodiscard]] QString outputText(const OutputError& error, OutputMetric metric);
/// Positive if `a` is worse than `b`.
[[nodiscard]] int compareBadness(double a, double b, OutputMetric metric);
/// Layers that were measured alone, the one that hurts most first; where metrics tie, by SQNR, then by execution.
[[nodiscard]] std::vector<int> mostSensitive(const SensitivityRecord& record, OutputMetric metric);

/// What each layer does to the network's output, most sensitive first: with nothing but it quantized as a bar, with all
/// but it as a mark, and all of them together as a line across. A click selects a layer. Of many layers the worst are
/// drawn, and all are in the table.
class SensitivityPlot : public Plot {
  Q_OBJECT
 public:
  explicit SensitivityPlot(QWidget* parent = nullptr);

  void setLayers(const std::vector<LayerInfo>& layers);
  /// Null for none.
  void setRecord(std::shared_ptr<const SensitivityRecord> record);
  void setMetric(OutputMetric metric);
  [[nodiscard]] OutputMetric metric() const { return metric_; }
  /// -1 for none. Emits nothing.
  void setSelectedLayer(int layer);

  [[nodiscard]] QString kind() const override { return QStringLiteral("sensitivity"); }

 Q_SIGNALS:
  void layerSelected(int layer);
  void metricChanged(dyadic::widgets::OutputMetric metric);

 protected:
  [[nodiscard]] bool hasData() const override { return !rows_.empty(); }
  [[nodiscard]] PlotData describe(Medium medium) const override;
  [[nodiscard]] QString readout(const QCustomPlot& canvas, const QPointF& pixel) const override;
  void clicked(const QCustomPlot& canvas, const QPointF& pixel) override;
  void fillMenu(QMenu& menu) override;

 private:
  [[nodiscard]] const Sensitivity& at(int layer) const { return record_->layers[static_cast<std::size_t>(layer)]; }
  [[nodiscard]] int drawn() const;
  [[nodiscard]] int layerAt(const QCustomPlot& canvas, const QPointF& pixel) const;
  [[nodiscard]] DataTable table(const QStringList& names) const;
  [[nodiscard]] Axis valueAxis() const;
  void arrange();

  std::vector<std::string> names_;
  std::shared_ptr<const SensitivityRecord> record_;
  std::vector<int> rows_;  ///< layer index of each row, from the top
  OutputMetric metric_ = OutputMetric::Drop;
  int selected_ = -1;
  bool allDrawn_ = false;
};

}  // namespace dyadic::widgets
