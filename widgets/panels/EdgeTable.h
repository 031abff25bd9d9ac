// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <memory>
#include <vector>

#include "engine/types/RunRecord.h"

namespace dyadic::widgets {

/// The feature maps of a model (its edges) with what quantization does to them: as LayerTable does for the weights.
/// Sortable, worst first at the start. Selection and order go by edge index and survive every update.
class EdgeTable : public QWidget {
  Q_OBJECT
 public:
  explicit EdgeTable(QWidget* parent = nullptr);
  ~EdgeTable() override;

  /// A new model: drops the records. The selection is kept where the same name exists.
  void setEdges(const std::vector<EdgeInfo>& edges);
  /// Null: the float model alone. Cheap: repaints what is visible.
  void setRecords(std::shared_ptr<const StageRecord> stage);

  /// Index into the edges, -1 for none.
  [[nodiscard]] int selectedEdge() const;
  /// Emits edgeSelected only if it changes something.
  void selectEdge(int edge);

 Q_SIGNALS:
  void edgeSelected(int edge);  ///< -1 when the selected edge is gone

 private:
  struct Private;
  std::unique_ptr<Private> d_;
};

}  // namespace dyadic::widgets
