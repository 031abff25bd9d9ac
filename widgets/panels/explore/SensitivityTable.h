// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <memory>
#include <vector>

#include "engine/types/ExploreRecord.h"
#include "widgets/plots/SensitivityPlot.h"

namespace dyadic::widgets {

/// Layers ranked by what they do to the network's output: alone, and accumulated with all before them. One metric at a
/// time. Several layers may be chosen at once, to act on them.
class SensitivityTable : public QWidget {
  Q_OBJECT
 public:
  explicit SensitivityTable(QWidget* parent = nullptr);
  ~SensitivityTable() override;

  /// Another model: drops the record.
  void setLayers(const std::vector<LayerInfo>& layers);
  /// Null for none.
  void setRecord(std::shared_ptr<const SensitivityRecord> record);
  void setMetric(OutputMetric metric);

  [[nodiscard]] int selectedLayer() const;
  /// Emits layerSelected only if it changes something.
  void selectLayer(int layer);
  [[nodiscard]] std::vector<int> chosenLayers() const;

 Q_SIGNALS:
  void layerSelected(int layer);
  void chosenChanged();

 private:
  struct Private;
  std::unique_ptr<Private> d_;
};

}  // namespace dyadic::widgets
