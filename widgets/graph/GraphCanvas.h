// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractScrollArea>
#include <memory>
#include <utility>
#include <vector>

#include "widgets/graph/GraphMargins.h"
#include "widgets/graph/GraphScene.h"

namespace dyadic::widgets {

/// A directed graph, laid out top to bottom, that scrolls, zooms and has one selected node. Draws only what is visible
/// and leaves texts out where they could not be read, so that thousands of nodes stay fluid.
///
/// Keys: arrows go along edges and rows, Home and End to the ends, Page up and down scroll, + and - zoom, 0 fits the
/// width at a legible size, 9 the whole graph. Ctrl+wheel zooms around the mouse; dragging moves the view. Window
/// thread only.
class GraphCanvas : public QAbstractScrollArea {
  Q_OBJECT
 public:
  explicit GraphCanvas(QWidget* parent = nullptr);
  ~GraphCanvas() override;

  /// Another graph: fits it, begins at its top and selects nothing. Edges (from, to) go from lower to higher indices.
  void setGraph(std::vector<GraphNode> nodes, std::vector<std::pair<int, int>> edges);
  /// One a node; an invalid colour leaves a node plain. Keeps view and selection.
  void setNodeColors(std::vector<QColor> colors);
  void setScale(const GraphScale& scale);

  /// -1 for none.
  [[nodiscard]] int selected() const;
  /// Brings the node into view; emits nodeSelected only if it changes something.
  void select(int node);

  [[nodiscard]] double zoom() const;  ///< 1: a unit of the layout is a pixel
  void zoomBy(double factor);
  void fitWidth();
  void fitAll();
  /// Where a node is drawn, in the viewport.
  [[nodiscard]] QRectF nodeRect(int node) const;

 Q_SIGNALS:
  void nodeSelected(int node);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void changeEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  bool viewportEvent(QEvent* event) override;

 private:
  struct Private;
  std::unique_ptr<Private> d_;
};

}  // namespace dyadic::widgets
