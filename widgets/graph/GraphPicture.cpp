// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/GraphPicture.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <unordered_map>

namespace dyadic::widgets {
namespace {

constexpr int kEntry = -1;  // instead of an item: the header of the block around
constexpr int kExit = -2;   // its lower border

std::size_t at(int i) { return static_cast<std::size_t>(i); }

/// The inside of an open block, or the whole.
struct Scope {
  struct Edge {
    int from = 0;  ///< items, kEntry or kExit
    int to = 0;
    std::vector<int> links;
  };
  std::vector<Edge> edges;
  std::unordered_map<std::uint64_t, std::size_t> known;
  bool entry = false;
  bool exit = false;
  GraphLayout layout;  ///< of the entry, if any, its items, and the exit, if any
  double left = 0;     ///< of the layout in the block's box

  void add(int from, int to, int link) {
    entry = entry || from == kEntry;
    exit = exit || to == kExit;
    const auto key =
        static_cast<std::uint64_t>(static_cast<std::uint32_t>(from)) << 32 | static_cast<std::uint32_t>(to);
    const auto [found, fresh] = known.emplace(key, edges.size());
    if (fresh) edges.push_back({from, to, {}});
    edges[found->second].links.push_back(link);
  }
};

class Picture {
 public:
  Picture(const GraphBlocks& blocks, const std::vector<GraphSize>& sizes, const std::vector<bool>& open)
      : blocks_(blocks), sizes_(sizes), open_(open), scopes_(at(blocks.itemCount() + 1)), local_(sizes.size(), 0) {}

  GraphPicture run() {
    placeOf_.assign(sizes_.size(), -1);
    for (const auto& [from, to] : blocks_.edges()) addEdge(from, to);
    layOut(-1);
    const Scope& whole = scopeOf(-1);
    result_.layout.width = whole.layout.width;
    result_.layout.height = whole.layout.height;
    result_.layout.mainX = whole.layout.mainX;
    result_.layout.wideTracks = whole.layout.wideTracks;
    flatten(-1, 0, 0, 0);
    for (auto& [from, to] : result_.links) {
      from = placeOf_[at(from)];
      to = placeOf_[at(to)];
    }
    return std::move(result_);
  }

 private:
  [[nodiscard]] Scope& scopeOf(int block) {
    auto& scope = scopes_[at(block + 1)];
    if (!scope) scope = std::make_unique<Scope>();
    return *scope;
  }
  [[nodiscard]] const std::vector<int>& itemsOf(int block) const {
    return block < 0 ? blocks_.top() : blocks_.block(block).items;
  }

  /// From the top to what is seen of a node.
  void chainOf(int node, std::vector<int>& chain) const {
    chain.assign(1, node);
    for (int around = blocks_.parentOf(node); around >= 0; around = blocks_.parentOf(around)) {
      if (!open_[at(around)]) chain.clear();
      chain.push_back(around);
    }
    std::reverse(chain.begin(), chain.end());
  }

  void addEdge(int from, int to) {
    chainOf(from, up_);
    chainOf(to, down_);
    std::size_t common = 0;
    while (common < up_.size() && common < down_.size() && up_[common] == down_[common]) ++common;
    if (common == up_.size() || common == down_.size()) return;  // within a closed block
    const int link = linkOf(up_.back(), down_.back());
    scopeOf(common == 0 ? -1 : up_[common - 1]).add(up_[common], down_[common], link);
    for (std::size_t i = common + 1; i < up_.size(); ++i) scopeOf(up_[i - 1]).add(up_[i], kExit, link);
    for (std::size_t i = common + 1; i < down_.size(); ++i) scopeOf(down_[i - 1]).add(kEntry, down_[i], link);
  }

  int linkOf(int from, int to) {
    const auto key = static_cast<std::uint64_t>(from) << 32 | static_cast<std::uint32_t>(to);
    const auto [found, fresh] = links_.emplace(key, static_cast<int>(result_.links.size()));
    if (fresh) result_.links.emplace_back(from, to);
    return found->second;
  }

  /// The size of an open block, whose inside is placed.
  GraphSize layOut(int block) {
    Scope& scope = scopeOf(block);
    const auto& items = itemsOf(block);
    std::vector<GraphSize> sizes;
    if (scope.entry) sizes.push_back({0, 0, 0, 0, false});
    for (const int item : items) {
      local_[at(item)] = static_cast<int>(sizes.size());
      const bool open = blocks_.isBlock(item) && open_[at(item)];
      sizes.push_back(open ? layOut(item) : sizes_[at(item)]);
    }
    if (scope.exit) sizes.push_back({0, 0, 0, 0, false});
    const auto localOf = [&](int item) {
      return item == kEntry ? 0 : item == kExit ? static_cast<int>(sizes.size()) - 1 : local_[at(item)];
    };
    std::vector<std::pair<int, int>> edges;
    edges.reserve(scope.edges.size());
    for (const Scope::Edge& edge : scope.edges) edges.emplace_back(localOf(edge.from), localOf(edge.to));
    scope.layout = layOutGraph(sizes, edges, blockLayout());
    if (block < 0) return {};

    const GraphLayout& inside = scope.layout;
    GraphSize size;
    size.width = std::max(kBlockWidth, inside.width + 2 * kBlockPadding);
    scope.left = (size.width - inside.width) / 2;
    size.height = kBlockHeader + inside.height + (scope.entry ? 0 : kBlockPadding) + (scope.exit ? 0 : kBlockPadding);
    if (scope.entry) size.entry = scope.left + inside.nodes.front().x;
    if (scope.exit) size.exit = scope.left + inside.nodes.back().x;
    size.label = false;
    return size;
  }

  void flatten(int block, double x, double y, int depth) {
    const Scope& scope = scopeOf(block);
    const int mine = block < 0 ? -1 : placeOf_[at(block)];
    const auto& items = itemsOf(block);
    const std::size_t first = scope.entry ? 1 : 0;
    for (std::size_t i = 0; i < items.size(); ++i) {
      const int item = items[i];
      const bool open = blocks_.isBlock(item) && open_[at(item)];
      GraphBox box = scope.layout.nodes[first + i];
      box.x += x;
      box.y += y;
      placeOf_[at(item)] = static_cast<int>(result_.places.size());
      result_.places.push_back({item, depth, open});
      result_.layout.nodes.push_back(box);
      result_.layout.labelBeside.push_back(scope.layout.labelBeside[first + i]);
      if (!open) continue;
      const Scope& inner = scopeOf(item);
      flatten(item, box.x + inner.left, box.y + kBlockHeader + (inner.entry ? 0 : kBlockPadding), depth + 1);
    }
    for (std::size_t e = 0; e < scope.edges.size(); ++e) {
      const Scope::Edge& edge = scope.edges[e];
      PlacedEdge placed = scope.layout.edges[e];
      for (GraphPoint& point : placed.points) point = {point.x + x, point.y + y};
      placed.track = {placed.track.x + x, placed.track.y + y};
      result_.layout.edges.push_back(std::move(placed));
      result_.segments.push_back({edge.from == kEntry ? mine : placeOf_[at(edge.from)],
                                  edge.to == kExit ? mine : placeOf_[at(edge.to)], edge.to != kExit, edge.links});
    }
  }

  const GraphBlocks& blocks_;
  const std::vector<GraphSize>& sizes_;
  const std::vector<bool>& open_;
  std::vector<std::unique_ptr<Scope>> scopes_;  ///< by block + 1
  std::vector<int> local_;                      ///< of the items, in the layout of their scope
  std::vector<int> placeOf_;
  std::vector<int> up_;
  std::vector<int> down_;
  std::unordered_map<std::uint64_t, int> links_;
  GraphPicture result_;
};

}  // namespace

GraphLayoutOptions blockLayout() {
  GraphLayoutOptions options;
  options.labelsBeside = true;
  options.plainHeight = 3;
  options.arrowHeight = 17;
  options.trackWidth = 56;
  return options;
}

GraphPicture pictureOf(const GraphBlocks& blocks, const std::vector<GraphSize>& sizes, const std::vector<bool>& open) {
  return Picture(blocks, sizes, open).run();
}

GraphPicture pictureOf(const std::vector<GraphSize>& sizes, const std::vector<std::pair<int, int>>& edges) {
  GraphPicture picture;
  for (std::size_t i = 0; i < sizes.size(); ++i) picture.places.push_back({static_cast<int>(i), 0, false});
  for (std::size_t e = 0; e < edges.size(); ++e)
    picture.segments.push_back({edges[e].first, edges[e].second, true, {static_cast<int>(e)}});
  picture.links = edges;
  picture.layout = layOutGraph(sizes, edges);
  return picture;
}

int neighborOf(const GraphPicture& picture, int place, GraphDirection direction) {
  const auto& boxes = picture.layout.nodes;
  if (place < 0 || place >= static_cast<int>(boxes.size())) return -1;
  const bool upright = direction == GraphDirection::Up || direction == GraphDirection::Down;
  if (!picture.places[at(place)].open && upright) return neighborOf(picture.layout, picture.links, place, direction);
  // Beside it, or from the header of an open block, what is nearest that way.
  const GraphBox& mine = boxes[at(place)];
  const double y = picture.places[at(place)].open ? mine.y + kBlockHeader / 2 : mine.centerY();
  int best = -1;
  double nearest = 0;
  for (int other = 0; other < static_cast<int>(boxes.size()); ++other) {
    if (other == place || picture.places[at(other)].open) continue;
    const double right = boxes[at(other)].centerX() - mine.centerX();
    const double below = boxes[at(other)].centerY() - y;
    const double along = direction == GraphDirection::Down    ? below
                         : direction == GraphDirection::Up    ? -below
                         : direction == GraphDirection::Right ? right
                                                              : -right;
    if (along < 1) continue;
    const double distance = upright ? along + std::abs(right) / 4 : along + 1000 * std::abs(below);
    if (best >= 0 && distance >= nearest) continue;
    best = other;
    nearest = distance;
  }
  return best;
}

}  // namespace dyadic::widgets
