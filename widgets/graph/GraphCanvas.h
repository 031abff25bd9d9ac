// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractScrollArea>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "widgets/graph/GraphMargins.h"
#include "widgets/graph/GraphScene.h"

namespace dyadic::widgets {

/// A directed graph, laid out top to bottom, that scrolls, zooms and has one selected node; nodes may be blocks, open
/// or closed. Draws only what is visible and leaves texts out where they could not be read, so that thousands of nodes
/// stay fluid.
///
/// Keys: arrows go along edges and rows, Home and End to the ends, Page up and down scroll, + and - zoom, 0 fits the
/// width at a legible size, 9 the whole graph, Enter and Space open or close a block. Ctrl+wheel zooms around the
/// mouse; dragging moves the view; a double click, or one on its arrow, opens or closes a block. Window thread only.
class GraphCanvas : public QAbstractScrollArea {
  Q_OBJECT
 public:
  explicit GraphCanvas(QWidget* parent = nullptr);
  ~GraphCanvas() override;

  /// Another graph: fits it, begins at its top and selects nothing. Edges (from, to) go from lower to higher indices.
  void setGraph(std::vector<GraphNode> nodes, std::vector<std::pair<int, int>> edges);
  /// Another graph in blocks, one node a place: fits it and selects nothing.
  void setPicture(std::vector<GraphNode> nodes, GraphPicture picture);
  /// The same graph with other blocks open: the node `from`, whose number is `to` now, stays where it is on the screen.
  /// Selects nothing and emits nothing.
  struct Fixed {
    int from = -1;
    int to = -1;
  };
  void changePicture(std::vector<GraphNode> nodes, GraphPicture picture, const Fixed& fixed);
  /// Other texts; what takes room in the layout stays.
  void setNodes(std::vector<GraphNode> nodes);
  /// One a node; an invalid colour leaves a node plain. Keeps view and selection.
  void setNodeColors(std::vector<QColor> colors);
  void setScale(const GraphScale& scale);
  /// What there is to say of a node, asked for when it is needed, in place of toolTip and spoken of the nodes.
  struct Words {
    QString toolTip;
    QString spoken;
  };
  void setDescriber(std::function<Words(int node)> describe);

  /// -1 for none.
  [[nodiscard]] int selected() const;
  /// Shows it as selected, without moving the view. Emits nothing.
  void highlight(int node);
  /// Brings the node into view; emits nodeSelected only if it changes something.
  void select(int node);

  [[nodiscard]] double zoom() const;  ///< 1: a unit of the layout is a pixel
  void zoomBy(double factor);
  void fitWidth();
  void fitAll();
  /// All of a graph in blocks where it can be read then, else as much as can; of others the width.
  void fit();
  /// Where a node is drawn, in the viewport.
  [[nodiscard]] QRectF nodeRect(int node) const;
  [[nodiscard]] QRectF foldRect(int node) const;  ///< what opens and closes a block
  [[nodiscard]] const GraphScene& scene() const;

 Q_SIGNALS:
  void nodeSelected(int node);
  /// A block is to be opened or closed.
  void foldRequested(int node);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void changeEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  bool viewportEvent(QEvent* event) override;

 private:
  struct Private;
  std::unique_ptr<Private> d_;
};

}  // namespace dyadic::widgets
