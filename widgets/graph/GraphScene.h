// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPainterPath>
#include <QRectF>
#include <QString>
#include <utility>
#include <vector>

#include "widgets/graph/GraphLayout.h"

class QPainter;

namespace dyadic::widgets {

/// A node as it is drawn.
struct GraphNode {
  QString title;    ///< in bold; cut in the middle where it does not fit
  QString detail;   ///< muted, below; in a compact node to the right of the title
  QString badge;    ///< small and tinted at the right: "P = 9"
  QString label;    ///< on the edges it feeds: "8 bit · 2^−5"; what follows a ^ is raised
  QString toolTip;  ///< rich text
  QString spoken;   ///< what a screen reader says of it
  bool compact = false;
};

/// A graph with its places, and how it is painted. Units are those of the layout. Window thread only.
class GraphScene {
 public:
  /// Lays it out and drops the colours.
  void set(std::vector<GraphNode> nodes, std::vector<std::pair<int, int>> edges);

  std::vector<QColor> colors;  ///< one a node; an invalid one, or none, leaves a node plain
  [[nodiscard]] const std::vector<GraphNode>& nodes() const { return nodes_; }
  [[nodiscard]] const std::vector<std::pair<int, int>>& edges() const { return edges_; }
  [[nodiscard]] const GraphLayout& layout() const { return layout_; }
  [[nodiscard]] int count() const { return static_cast<int>(nodes_.size()); }
  [[nodiscard]] QRectF boxOf(int node) const;
  [[nodiscard]] int nodeAt(const QPointF& point) const;  ///< -1 for none

  struct View {
    QRectF visible;   ///< nothing outside is painted
    double zoom = 1;  ///< texts and details that could not be seen are left out
    int selected = -1;
    int hovered = -1;
  };
  /// The painter's units are those of the layout.
  void paint(QPainter& painter, const View& view) const;

 private:
  void paintEdges(QPainter& painter, const View& view) const;
  void paintLabels(QPainter& painter, const View& view) const;
  void paintNode(QPainter& painter, const View& view, int index) const;

  std::vector<GraphNode> nodes_;
  std::vector<std::pair<int, int>> edges_;
  GraphLayout layout_;
  std::vector<QPainterPath> paths_;
  std::vector<QRectF> pathBoxes_;
};

}  // namespace dyadic::widgets
