// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/types/RunRecord.h"
#include "widgets/plots/Plot.h"

namespace dyadic::widgets {

/// Quantization error of each layer as a bar, in execution order; of its weights, or of feature maps, where "layer" is
/// an edge. Where there is no error at all a layer has no bar but the word "exact". A click selects a layer.
class ErrorPlot : public Plot {
  Q_OBJECT
 public:
  enum class Metric { SqnrDb, Mse };
  enum class Order { Execution, WorstFirst };

  explicit ErrorPlot(QWidget* parent = nullptr);

  /// The weights of these layers.
  void setLayers(const std::vector<LayerInfo>& layers);
  /// The feature maps of these edges.
  void setEdges(const std::vector<EdgeInfo>& edges);
  /// Layers that stay float (bits 0) get no bar.
  void setRecords(std::shared_ptr<const StageRecord> stage);
  void setMetric(Metric metric);
  [[nodiscard]] Metric metric() const { return metric_; }
  void setOrder(Order order);
  /// -1 for none. Emits nothing.
  void setSelectedLayer(int layer);
  void clear();

  [[nodiscard]] QString kind() const override { return QStringLiteral("error"); }

 Q_SIGNALS:
  void layerSelected(int layer);
  void metricChanged(Metric metric);

 protected:
  [[nodiscard]] bool hasData() const override;
  [[nodiscard]] PlotData describe(Medium medium) const override;
  [[nodiscard]] QString readout(const QCustomPlot& canvas, const QPointF& pixel) const override;
  void clicked(const QCustomPlot& canvas, const QPointF& pixel) override;
  void fillMenu(QMenu& menu) override;

 private:
  /// What the stage says about a layer; a feature map in the same terms, as far as they apply.
  [[nodiscard]] LayerRecord recordOf(int layer) const;
  [[nodiscard]] double valueOf(int layer) const;
  [[nodiscard]] int layerAt(const QCustomPlot& canvas, const QPointF& pixel) const;
  /// Whether its quantized values are the float ones.
  [[nodiscard]] bool isExact(int layer) const;
  /// Positive if a is worse than b.
  [[nodiscard]] int compareBadness(int a, int b) const;
  void arrange();

  std::vector<std::string> names_;
  bool maps_ = false;  ///< of edges, else of layers
  std::shared_ptr<const StageRecord> stage_;
  std::vector<int> rows_;  ///< layer index of each bar, from the top
  Metric metric_ = Metric::SqnrDb;
  Order order_ = Order::Execution;
  int selected_ = -1;
};

}  // namespace dyadic::widgets
