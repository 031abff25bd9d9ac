// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <memory>

#include "engine/types/ExploreRecord.h"
#include "widgets/panels/explore/NetworkGraph.h"

namespace dyadic::widgets {

class GraphCanvas;

/// The operators of a model as a graph: blocks open and close, a field finds operators, and a value of the layers
/// colours them. Instead of it, why there is no model. One operator or block is selected.
///
/// Keys besides those of GraphCanvas: Ctrl+F to the field, there Enter to the next hit, Shift+Enter back, Escape to the
/// graph. Window thread only.
class NetworkPanel : public QWidget {
  Q_OBJECT
 public:
  explicit NetworkPanel(QWidget* parent = nullptr);
  ~NetworkPanel() override;

  /// Null for none. What is open and selected stays where the operators are called the same.
  void setModel(const ModelInfo* model);
  /// Instead of the graph while there is no model: it is being read, or why it cannot be (as long as need be).
  void setReading(const QString& name);
  void setProblem(const QString& title, const QString& text);
  /// Null for none.
  void setRecords(const std::shared_ptr<const StageRecord>& stage);
  void setSensitivity(const std::shared_ptr<const SensitivityRecord>& record);

  void setColoring(NetworkValue value);
  [[nodiscard]] NetworkValue coloring() const;
  /// -1 for none. Where a closed block hides the layer, that is selected. Emits nothing. The first selection of a model
  /// leaves the view where it is, at the network's begin; others come into view.
  void selectLayer(int layer);
  /// The name of the operator or block that is selected; empty for none.
  [[nodiscard]] QString selectedName() const;
  /// Opens what hides it, and selects it. False: there is no operator of this name.
  bool reveal(const std::string& name);
  void setAllOpen(bool open);
  [[nodiscard]] GraphCanvas& canvas() const;
  [[nodiscard]] bool hasGraph() const;
  /// Writes the graph as it is opened, all of it, to .svg, .pdf or .png; an empty text, or what went wrong.
  [[nodiscard]] QString exportTo(const QString& path) const;

 Q_SIGNALS:
  /// By the user: an operator of the layer was selected.
  void layerSelected(int layer);
  /// By the user: an operator, or a block (no layer).
  void nameSelected(const std::string& name);
  void openModelRequested();
  void exportRequested();

 private:
  void build();
  void connectParts();

  struct Private;
  std::unique_ptr<Private> d_;
};

}  // namespace dyadic::widgets
