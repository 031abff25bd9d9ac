// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPainterPath>
#include <QPolygonF>
#include <QRectF>
#include <QString>
#include <utility>
#include <vector>

#include "widgets/graph/GraphPicture.h"

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
  bool block = false;          ///< of nodes, and can be opened or closed
  bool marked = false;         ///< something is wrong with it, the tool tip says what
  bool colouredBadge = false;  ///< the badge is the value that the colour stands for
};

/// What a node takes when it is closed.
[[nodiscard]] GraphSize sizeOf(const GraphNode& node);

/// A graph with its places, and how it is painted. Units are those of the layout. Window thread only.
class GraphScene {
 public:
  /// One node a place of the picture. Drops the colours.
  void set(std::vector<GraphNode> nodes, GraphPicture picture);
  /// The same nodes with other texts.
  void setNodes(std::vector<GraphNode> nodes) { nodes_ = std::move(nodes); }

  std::vector<QColor> colors;  ///< one a node; an invalid one, or none, leaves a node plain
  [[nodiscard]] const std::vector<GraphNode>& nodes() const { return nodes_; }
  [[nodiscard]] const GraphPicture& picture() const { return picture_; }
  [[nodiscard]] const GraphLayout& layout() const { return picture_.layout; }
  [[nodiscard]] int count() const { return static_cast<int>(nodes_.size()); }
  [[nodiscard]] bool isOpen(int node) const { return picture_.places[static_cast<std::size_t>(node)].open; }
  [[nodiscard]] QRectF boxOf(int node) const;
  [[nodiscard]] QRectF headOf(int node) const;           ///< of an open block its header, else all of it
  [[nodiscard]] QRectF foldBoxOf(int node) const;        ///< what opens and closes a block; empty where it is none
  [[nodiscard]] int nodeAt(const QPointF& point) const;  ///< -1 for none; an open block is there at its header

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
  void paintOpen(QPainter& painter, const View& view, int index) const;
  [[nodiscard]] bool runsThrough(const GraphPicture::Segment& segment, int node) const;

  std::vector<GraphNode> nodes_;
  GraphPicture picture_;
  std::vector<QPainterPath> paths_;
  std::vector<QPolygonF> lines_;  ///< the same with sharp corners, for where they cannot be told apart
  std::vector<QRectF> pathBoxes_;
};

}  // namespace dyadic::widgets
