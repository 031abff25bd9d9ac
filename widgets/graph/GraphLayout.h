// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>
#include <vector>

/// A layered drawing of a directed graph, top to bottom, without Qt. Free functions without state, any thread.
namespace dyadic::widgets {

struct GraphPoint {
  double x = 0;
  double y = 0;
  bool operator==(const GraphPoint&) const = default;
};

struct GraphBox {
  double x = 0;  ///< left
  double y = 0;  ///< top
  double width = 0;
  double height = 0;
  [[nodiscard]] double right() const { return x + width; }
  [[nodiscard]] double bottom() const { return y + height; }
  [[nodiscard]] double centerX() const { return x + width / 2; }
  [[nodiscard]] double centerY() const { return y + height / 2; }
};

/// What a node takes, and where its edges come and go.
struct GraphSize {
  double width = 0;
  double height = 0;
  double entry = -1;  ///< from its left: where what it reads comes in; negative: in the middle
  double exit = -1;   ///< likewise: where what it produces goes out
  bool label = true;  ///< there is one below it
  [[nodiscard]] double entryX() const { return entry < 0 ? width / 2 : entry; }
  [[nodiscard]] double exitX() const { return exit < 0 ? width / 2 : exit; }
};

struct GraphLayoutOptions {
  double laneGap = 28;      ///< between neighbouring columns
  double trackWidth = 104;  ///< of a column that holds edges alone: room for a label on them
  double narrowTrack = 16;  ///< the same where there are more than `wideTracks` columns
  int wideTracks = 6;       ///< columns beside the main one up to which tracks are wide
  double labelHeight = 30;  ///< below a row of nodes, for the labels of what they produce
  double plainHeight = 4;   ///< the same where no node of the row has one
  bool labelsBeside =
      false;                ///< where only straight edges leave a row, its labels stand beside them and take no height
  double rowGap = 10;       ///< between horizontal stretches of different edges
  double arrowHeight = 18;  ///< above a row of nodes, for the ends of edges
  double portShare = 0.34;  ///< edges enter a node within this share of its width on both sides of its entry
  double portWidth = 240;   ///< of a wider node
};

struct PlacedEdge {
  std::vector<GraphPoint> points;  ///< corners from the lower side of a node to the top of another, never upwards
  GraphPoint track;                ///< lower end of its long vertical stretch, where `isLong`
  bool isLong = false;             ///< passes rows of nodes beside them
};

struct GraphLayout {
  std::vector<GraphBox> nodes;    ///< as many as went in
  std::vector<PlacedEdge> edges;  ///< likewise; without points where the edge was not usable
  std::vector<bool> labelBeside;  ///< one a node: its label stands to the right of the edge, not on it
  double width = 0;
  double height = 0;
  double mainX = 0;        ///< of the main column's line
  bool wideTracks = true;  ///< there is room for labels on edges that pass rows
};

/// Places nodes of the given sizes and the edges (from, to) between them. A longest path becomes the
/// main column, of several branches the middle one; what runs beside it gets columns of its own, short ones nearer:
/// branches with lower indices to its left, others and edges that skip rows to its right. Nodes do not overlap, no edge
/// crosses a node, and all edges of one node share their stretches. REQUIRES: edges go from a lower to a higher index;
/// others are left out. O((n + e) log n) for nets as people build them.
[[nodiscard]] GraphLayout layOutGraph(const std::vector<GraphSize>& sizes,
                                      const std::vector<std::pair<int, int>>& edges,
                                      const GraphLayoutOptions& options = {});

enum class GraphDirection { Up, Down, Left, Right };

/// The node that an arrow key goes to from `node`: along an edge for up and down, the nearest one in the same row or
/// almost for left and right. -1 where there is none.
[[nodiscard]] int neighborOf(const GraphLayout& layout, const std::vector<std::pair<int, int>>& edges, int node,
                             GraphDirection direction);

}  // namespace dyadic::widgets
