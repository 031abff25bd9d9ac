// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

/// The nodes of a directed graph in blocks within blocks, as their dotted names have it, without Qt. Any thread.
namespace dyadic::widgets {

/// Nodes that belong together: "layer1", "layer1.0".
struct GraphBlock {
  std::string name;        ///< of all of it: "layer1.0"
  std::string title;       ///< what it is called within the block around it
  int parent = -1;         ///< item around it; -1: none
  std::vector<int> items;  ///< directly in it, in topological order
  std::vector<int> nodes;  ///< in it and in blocks in it, ascending
};

/// Items are the nodes, 0 to nodeCount()-1, and behind them the blocks. Edges between the items of a block (or of the
/// top) never make a circle: a name that comes back later in the graph makes two blocks.
class GraphBlocks {
 public:
  GraphBlocks() = default;
  /// Levels of a name are parted by dots, or by slashes where it has any. Edges go from lower to higher indices; others
  /// are left out. O((nodes + edges) x levels).
  GraphBlocks(const std::vector<std::string>& names, const std::vector<std::pair<int, int>>& edges);

  [[nodiscard]] int nodeCount() const { return static_cast<int>(parents_.size()); }
  [[nodiscard]] int itemCount() const { return nodeCount() + static_cast<int>(blocks_.size()); }
  [[nodiscard]] bool isBlock(int item) const { return item >= nodeCount(); }
  [[nodiscard]] const GraphBlock& block(int item) const {
    return blocks_[static_cast<std::size_t>(item - nodeCount())];
  }
  /// The block around an item; -1: none.
  [[nodiscard]] int parentOf(int item) const;
  [[nodiscard]] const std::vector<int>& top() const { return top_; }
  /// What a node is called within its block: "conv1".
  [[nodiscard]] const std::string& titleOf(int item) const;
  [[nodiscard]] const std::vector<std::pair<int, int>>& edges() const { return edges_; }

  /// The blocks to be open at first: the largest ones, as long as no more than `most` items are to be seen.
  [[nodiscard]] std::vector<bool> firstOpen(int most) const;
  /// The item that is seen of a node: itself, or the outermost block around it that is closed. `open` is one an item.
  [[nodiscard]] int seenOf(int node, const std::vector<bool>& open) const;

 private:
  friend class BlockMaker;
  std::vector<GraphBlock> blocks_;
  std::vector<int> parents_;         ///< of the nodes
  std::vector<std::string> titles_;  ///< likewise
  std::vector<int> top_;
  std::vector<std::pair<int, int>> edges_;
};

}  // namespace dyadic::widgets
