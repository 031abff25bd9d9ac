// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>
#include <vector>

#include "widgets/graph/GraphBlocks.h"
#include "widgets/graph/GraphLayout.h"

/// A graph with some of its blocks open, placed, without Qt. Free functions without state, any thread.
namespace dyadic::widgets {

inline constexpr double kBlockHeader = 36;   ///< of an open block, above what is in it
inline constexpr double kBlockPadding = 16;  ///< on both sides of what is in it
inline constexpr double kBlockWidth = 228;   ///< at least

/// Of blocks: dense, with the labels beside the edges.
[[nodiscard]] GraphLayoutOptions blockLayout();

/// What is drawn: places refer to each other by their index.
struct GraphPicture {
  struct Place {
    int item = -1;  ///< of the GraphBlocks
    int depth = 0;  ///< blocks around it
    bool open = false;
  };
  struct Segment {
    int from = -1;  ///< places; an open block stands for its header or its lower border
    int to = -1;
    bool arrow = true;       ///< it ends at something, not at the border of the block it leaves
    std::vector<int> links;  ///< that run through it
  };
  std::vector<Place> places;               ///< open blocks before what is in them
  std::vector<Segment> segments;           ///< of edges, each within one block
  std::vector<std::pair<int, int>> links;  ///< edges between places that are not open
  GraphLayout layout;                      ///< one node a place, one edge a segment
};

/// `sizes` (of closed items) and `open` are one an item. Each open block is laid out by itself and stands in the block
/// around it as one large node: the edges that come to it end at its header, below which they go on.
/// O((n + e) log n) for nets as people build them.
[[nodiscard]] GraphPicture pictureOf(const GraphBlocks& blocks, const std::vector<GraphSize>& sizes,
                                     const std::vector<bool>& open);
/// Every node for itself, as layOutGraph() places it.
[[nodiscard]] GraphPicture pictureOf(const std::vector<GraphSize>& sizes,
                                     const std::vector<std::pair<int, int>>& edges);

/// The place that an arrow key goes to: along a link for up and down, the nearest closed one beside it for left and
/// right. -1 where there is none.
[[nodiscard]] int neighborOf(const GraphPicture& picture, int place, GraphDirection direction);

}  // namespace dyadic::widgets
