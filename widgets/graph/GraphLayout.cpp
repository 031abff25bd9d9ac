// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/GraphLayout.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <map>
#include <set>

namespace dyadic::widgets {
namespace {

/// What takes a stretch of rows in one column: a chain of nodes with the edges at its ends, or the edges of one node
/// that pass rows.
struct Item {
  int low = 0;  ///< first row
  int high = 0;
  int lane = 0;
  std::vector<int> chain;  ///< nodes; empty for edges alone
};

/// A horizontal stretch in the gap below a row.
struct Stretch {
  double left = 0;
  double right = 0;
  bool outwards = false;      ///< leads away from the main column
  std::vector<double> above;  ///< where edges come down to it
  std::vector<double> below;  ///< where they go on downwards
  int row = 0;
};

class Layout {
 public:
  Layout(const std::vector<GraphSize>& sizes, const std::vector<std::pair<int, int>>& edges,
         const GraphLayoutOptions& options)
      : sizes_(sizes), edges_(edges), options_(options), count_(static_cast<int>(sizes.size())) {}

  GraphLayout run() {
    connect();
    rankNodes();
    findSpine();
    findChains();
    findTracks();
    assignLanes();
    placeLanes();
    placePorts();
    findStretches();
    placeRows();
    placeEdges();
    return std::move(result_);
  }

 private:
  struct Wire {
    bool usable = false;
    int item = -1;       ///< in whose column it passes rows; -1: the rows are neighbours
    bool track = false;  ///< the item is its own, without nodes
    double via = 0;      ///< x of the vertical stretch
    double port = 0;     ///< x where it enters
  };

  [[nodiscard]] static std::size_t at(int i) { return static_cast<std::size_t>(i); }
  [[nodiscard]] int from(int e) const { return edges_[at(e)].first; }
  [[nodiscard]] int to(int e) const { return edges_[at(e)].second; }
  [[nodiscard]] bool isNeighbor(int e) const { return rank_[at(to(e))] == rank_[at(from(e))] + 1; }

  void connect() {
    wires_.resize(edges_.size());
    in_.resize(sizes_.size());
    out_.resize(sizes_.size());
    for (int e = 0; e < static_cast<int>(edges_.size()); ++e) {
      wires_[at(e)].usable = from(e) >= 0 && from(e) < to(e) && to(e) < count_;
      if (!wires_[at(e)].usable) continue;
      in_[at(to(e))].push_back(e);
      out_[at(from(e))].push_back(e);
    }
  }

  /// The row of a node: one below the lowest of those it reads.
  void rankNodes() {
    rank_.assign(sizes_.size(), 0);
    for (int v = 0; v < count_; ++v) {
      for (const int e : in_[at(v)]) rank_[at(v)] = std::max(rank_[at(v)], rank_[at(from(e))] + 1);
      rows_ = std::max(rows_, rank_[at(v)] + 1);
    }
  }

  /// A longest path: it has one node in each row, so that no edge ever has to pass a row in its column.
  void findSpine() {
    itemOf_.assign(sizes_.size(), -1);
    if (count_ == 0) return;
    Item spine;
    spine.high = rows_ - 1;
    int v = count_ - 1;
    while (rank_[at(v)] != rows_ - 1) --v;
    while (true) {
      itemOf_[at(v)] = 0;
      spine.chain.push_back(v);
      std::vector<int> above;
      for (const int e : in_[at(v)])
        if (isNeighbor(e) && std::find(above.begin(), above.end(), from(e)) == above.end()) above.push_back(from(e));
      if (above.empty()) break;
      v = above[(above.size() - 1) / 2];
    }
    std::reverse(spine.chain.begin(), spine.chain.end());
    items_.push_back(std::move(spine));
  }

  void findChains() {
    for (int first = 0; first < count_; ++first) {
      if (itemOf_[at(first)] >= 0) continue;
      Item item;
      for (int v = first; v >= 0; v = nextOfChain(v)) {
        itemOf_[at(v)] = static_cast<int>(items_.size());
        item.chain.push_back(v);
      }
      item.low = rank_[at(first)];
      if (const int e = entryOf(first); e >= 0) item.low = rank_[at(from(e))] + 1;
      item.high = rank_[at(item.chain.back())];
      for (const int e : out_[at(item.chain.back())]) item.high = std::max(item.high, rank_[at(to(e))] - 1);
      items_.push_back(std::move(item));
    }
  }

  [[nodiscard]] int nextOfChain(int v) const {
    for (const int e : out_[at(v)])
      if (itemOf_[at(to(e))] < 0) return to(e);
    return -1;
  }

  /// The edge that comes down in the column of the chain that `first` begins: from the lowest node it reads.
  [[nodiscard]] int entryOf(int first) const {
    int best = -1;
    for (const int e : in_[at(first)])
      if (best < 0 || rank_[at(from(e))] > rank_[at(from(best))]) best = e;
    return best;
  }

  /// Edges that pass rows: in the column of a chain they begin, continue or end, else in a column of their node's own.
  void findTracks() {
    for (int u = 0; u < count_; ++u) {
      int own = -1;
      for (const int e : out_[at(u)]) {
        if (isNeighbor(e)) continue;
        Wire& wire = wires_[at(e)];
        const int v = to(e);
        const Item& mine = items_[at(itemOf_[at(u)])];
        const Item& other = items_[at(itemOf_[at(v)])];
        const bool within = itemOf_[at(u)] == itemOf_[at(v)];
        const bool leaves = itemOf_[at(u)] > 0 && mine.chain.back() == u;
        const bool enters = itemOf_[at(v)] > 0 && other.chain.front() == v && entryOf(v) == e;
        if ((within && isNext(mine, u, v)) || leaves) {
          wire.item = itemOf_[at(u)];
        } else if (enters) {
          wire.item = itemOf_[at(v)];
        } else {
          if (own < 0) {
            own = static_cast<int>(items_.size());
            items_.push_back({rank_[at(u)] + 1, rank_[at(u)] + 1, 0, {}});
          }
          wire.item = own;
          wire.track = true;
          items_[at(own)].high = std::max(items_[at(own)].high, rank_[at(v)] - 1);
        }
      }
    }
  }

  [[nodiscard]] static bool isNext(const Item& item, int u, int v) {
    const auto it = std::lower_bound(item.chain.begin(), item.chain.end(), u);  // chains rise
    return it != item.chain.end() && it + 1 != item.chain.end() && *(it + 1) == v;
  }

  /// Short ones first, each in the first column of its side that is free over its rows, so that what nests does not
  /// cross. Columns to the left have negative numbers.
  void assignLanes() {
    std::vector<int> order;
    for (int i = 1; i < static_cast<int>(items_.size()); ++i) order.push_back(i);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
      return items_[at(a)].high - items_[at(a)].low < items_[at(b)].high - items_[at(b)].low;
    });
    std::vector<std::map<int, int>> taken[2];  // of each column: first row -> last row
    for (const int i : order) {
      Item& item = items_[at(i)];
      const bool left = isLeft(item);
      auto& columns = taken[left ? 1 : 0];
      std::size_t lane = 0;
      while (lane < columns.size() && overlaps(columns[lane], item)) ++lane;
      if (lane == columns.size()) columns.emplace_back();
      columns[lane].emplace(item.low, item.high);
      item.lane = (left ? -1 : 1) * (static_cast<int>(lane) + 1);
    }
    right_ = static_cast<int>(taken[0].size());
    left_ = static_cast<int>(taken[1].size());
  }

  /// A branch that comes before the main column in the order of the nodes.
  [[nodiscard]] bool isLeft(const Item& item) const {
    if (item.chain.empty()) return false;
    const int first = item.chain.front();
    return first < items_[0].chain[at(rank_[at(first)])];
  }

  [[nodiscard]] static bool overlaps(const std::map<int, int>& taken, const Item& item) {
    const auto after = taken.upper_bound(item.high);
    return after != taken.begin() && std::prev(after)->second >= item.low;
  }

  void placeLanes() {
    result_.wideTracks = left_ + right_ <= options_.wideTracks;
    const double track = result_.wideTracks ? options_.trackWidth : options_.narrowTrack;
    const auto count = at(left_ + 1 + right_);
    std::vector<double> before(count, 0);  // what a column takes on both sides of its line
    std::vector<double> behind(count, 0);
    const auto column = [&](const Item& item) { return at(item.lane + left_); };
    for (const Item& item : items_) {
      const auto take = [&](double left, double right) {
        before[column(item)] = std::max(before[column(item)], left);
        behind[column(item)] = std::max(behind[column(item)], right);
      };
      if (item.chain.empty()) take(track / 2, track / 2);
      for (const int v : item.chain) take(sizes_[at(v)].entryX(), sizes_[at(v)].width - sizes_[at(v)].entryX());
    }
    std::vector<double> lines(count, before[0]);
    for (std::size_t lane = 1; lane < count; ++lane)
      lines[lane] = lines[lane - 1] + behind[lane - 1] + options_.laneGap + before[lane];
    result_.width = lines.back() + behind.back();
    result_.mainX = lines[at(left_)];
    result_.nodes.resize(sizes_.size());
    for (int v = 0; v < count_; ++v) {
      const GraphSize& size = sizes_[at(v)];
      result_.nodes[at(v)] = {lines[column(items_[at(itemOf_[at(v)])])] - size.entryX(), 0, size.width, size.height};
    }
    for (Wire& wire : wires_)
      if (wire.item >= 0) wire.via = lines[column(items_[at(wire.item)])];
  }

  [[nodiscard]] double entryOfNode(int v) const { return result_.nodes[at(v)].x + sizes_[at(v)].entryX(); }
  [[nodiscard]] double exitOfNode(int v) const { return result_.nodes[at(v)].x + sizes_[at(v)].exitX(); }

  /// Edges enter a node in the order of the side they come from; one that comes straight down keeps the middle.
  void placePorts() {
    for (int v = 0; v < count_; ++v) {
      const double entry = entryOfNode(v);
      std::vector<int> left;
      std::vector<int> right;
      bool middleTaken = false;
      for (const int e : in_[at(v)]) {
        const double x = approach(e);
        if (!middleTaken && std::abs(x - entry) < 0.5) {
          wires_[at(e)].port = entry;
          middleTaken = true;
        } else {
          (x < entry ? left : right).push_back(e);
        }
      }
      const auto nearer = [&](int a, int b) { return std::abs(approach(a) - entry) < std::abs(approach(b) - entry); };
      for (std::vector<int>* side : {&left, &right}) {
        std::stable_sort(side->begin(), side->end(), nearer);
        std::size_t steps = side->size();
        std::size_t i = middleTaken ? 1 : 0;
        if (!middleTaken && !side->empty()) --steps;
        const double room = side == &left ? -sizes_[at(v)].entryX() : sizes_[at(v)].width - sizes_[at(v)].entryX();
        const double reach = 2 * options_.portShare * std::clamp(room, -options_.portWidth / 2, options_.portWidth / 2);
        for (const int e : *side) {
          const double share = steps == 0 ? 0 : static_cast<double>(i) / static_cast<double>(steps);
          wires_[at(e)].port = entry + share * reach;
          ++i;
        }
        middleTaken = middleTaken || !side->empty();
      }
    }
  }

  [[nodiscard]] double approach(int e) const {
    return wires_[at(e)].item >= 0 ? wires_[at(e)].via : exitOfNode(from(e));
  }

  /// Horizontal stretches by gap and node; edges of one node share theirs.
  void findStretches() {
    gaps_.resize(at(std::max(rows_, 1)));
    for (int e = 0; e < static_cast<int>(edges_.size()); ++e) {
      const Wire& wire = wires_[at(e)];
      if (!wire.usable) continue;
      const double start = exitOfNode(from(e));
      const int above = rank_[at(from(e))];
      const int below = rank_[at(to(e))] - 1;
      if (wire.item < 0) {
        addStretch(above, from(e), start, wire.port);
      } else {
        addStretch(above, from(e), start, wire.via);
        addStretch(below, from(e), wire.via, wire.port);
      }
    }
    for (auto& gap : gaps_) assignRows(gap);
  }

  void addStretch(int gap, int node, double start, double end) {
    if (std::abs(start - end) < 0.5) return;
    const auto [left, right] = std::minmax(start, end);
    const bool outwards = std::abs(end - result_.mainX) > std::abs(start - result_.mainX);
    Stretch& stretch = gaps_[at(gap)].try_emplace(node, Stretch{left, right, outwards, {}, {}, 0}).first->second;
    stretch.left = std::min(stretch.left, left);
    stretch.right = std::max(stretch.right, right);
    stretch.above.push_back(start);
    stretch.below.push_back(end);
  }

  /// `upper` comes down where `lower` goes on: the other way round their verticals would lie on each other.
  [[nodiscard]] static bool mustBeAbove(const Stretch& upper, const Stretch& lower) {
    return std::any_of(upper.above.begin(), upper.above.end(), [&](double x) {
      return std::any_of(lower.below.begin(), lower.below.end(), [&](double y) { return std::abs(x - y) < 0.5; });
    });
  }

  /// What comes back from a column goes above what leaves for it, and short ones nearer, where nothing speaks against.
  void assignRows(std::map<int, Stretch>& gap) const {
    std::vector<Stretch*> waiting;
    for (auto& [node, stretch] : gap) waiting.push_back(&stretch);
    const auto reach = [&](const Stretch* s) { return std::max(s->right - result_.mainX, result_.mainX - s->left); };
    std::stable_sort(waiting.begin(), waiting.end(), [&](const Stretch* a, const Stretch* b) {
      if (a->outwards != b->outwards) return b->outwards;
      return a->outwards ? reach(a) > reach(b) : reach(a) < reach(b);
    });
    std::vector<const Stretch*> placed;
    while (!waiting.empty()) {
      const auto isFree = [&](const Stretch* s) {
        return std::none_of(waiting.begin(), waiting.end(),
                            [&](const Stretch* other) { return other != s && mustBeAbove(*other, *s); });
      };
      auto next = std::find_if(waiting.begin(), waiting.end(), isFree);
      if (next == waiting.end()) next = waiting.begin();  // they stand in each other's way
      placeStretch(**next, placed);
      placed.push_back(*next);
      waiting.erase(next);
    }
  }

  void placeStretch(Stretch& stretch, const std::vector<const Stretch*>& placed) const {
    std::set<int> taken;
    int row = 0;
    for (const Stretch* other : placed) {
      if (mustBeAbove(*other, stretch)) row = std::max(row, other->row + 1);
      if (stretch.left - options_.rowGap < other->right && other->left < stretch.right + options_.rowGap)
        taken.insert(other->row);
    }
    while (taken.count(row) > 0) ++row;
    stretch.row = row;
  }

  void placeRows() {
    std::vector<double> heights(at(std::max(rows_, 1)), 0);
    std::vector<double> labels(heights.size(), options_.plainHeight);
    const auto beside = [&](std::size_t row) { return options_.labelsBeside && gaps_[row].empty(); };
    for (int v = 0; v < count_; ++v) {
      const auto row = at(rank_[at(v)]);
      heights[row] = std::max(heights[row], sizes_[at(v)].height);
      if (sizes_[at(v)].label && !beside(row)) labels[row] = options_.labelHeight;
    }
    std::vector<double> tops(heights.size(), 0);
    gapTops_.assign(heights.size(), 0);
    double y = 0;
    for (std::size_t row = 0; row < heights.size(); ++row) {
      tops[row] = y;
      gapTops_[row] = y + heights[row] + labels[row];
      int lines = 0;
      for (const auto& [node, stretch] : gaps_[row]) lines = std::max(lines, stretch.row + 1);
      y = gapTops_[row] + lines * options_.rowGap + options_.arrowHeight;
    }
    result_.height = count_ == 0 ? 0 : tops.back() + heights.back();
    for (int v = 0; v < count_; ++v) {
      const auto row = at(rank_[at(v)]);
      result_.nodes[at(v)].y = tops[row] + (heights[row] - sizes_[at(v)].height) / 2;
      result_.labelBeside.push_back(beside(row));
    }
  }

  [[nodiscard]] double lineOf(int gap, int node) const {
    const auto found = gaps_[at(gap)].find(node);
    const int row = found == gaps_[at(gap)].end() ? 0 : found->second.row;
    return gapTops_[at(gap)] + row * options_.rowGap;
  }

  void placeEdges() {
    result_.edges.resize(edges_.size());
    for (int e = 0; e < static_cast<int>(edges_.size()); ++e) {
      const Wire& wire = wires_[at(e)];
      if (!wire.usable) continue;
      const GraphBox& start = result_.nodes[at(from(e))];
      const GraphBox& end = result_.nodes[at(to(e))];
      PlacedEdge& edge = result_.edges[at(e)];
      edge.points = {{exitOfNode(from(e)), start.bottom()}};
      const auto bend = [&](double x, double y) {
        if (std::abs(edge.points.back().x - x) < 0.5) return;
        edge.points.push_back({edge.points.back().x, y});
        edge.points.push_back({x, y});
      };
      const double first = lineOf(rank_[at(from(e))], from(e));
      const double last = lineOf(rank_[at(to(e))] - 1, from(e));
      if (wire.item >= 0) {
        bend(wire.via, first);
        edge.isLong = true;
        edge.track = {wire.via, last};
      }
      bend(wire.port, last);
      edge.points.push_back({edge.points.back().x, end.y});
    }
  }

  const std::vector<GraphSize>& sizes_;
  const std::vector<std::pair<int, int>>& edges_;
  const GraphLayoutOptions& options_;
  int count_;
  int rows_ = 0;
  int left_ = 0;  ///< columns beside the main one
  int right_ = 0;
  std::vector<Wire> wires_;
  std::vector<std::vector<int>> in_;
  std::vector<std::vector<int>> out_;
  std::vector<int> rank_;
  std::vector<int> itemOf_;
  std::vector<Item> items_;
  std::vector<std::map<int, Stretch>> gaps_;  ///< below each row: node -> the stretch of its edges
  std::vector<double> gapTops_;
  GraphLayout result_;
};

}  // namespace

GraphLayout layOutGraph(const std::vector<GraphSize>& sizes, const std::vector<std::pair<int, int>>& edges,
                        const GraphLayoutOptions& options) {
  return Layout(sizes, edges, options).run();
}

int neighborOf(const GraphLayout& layout, const std::vector<std::pair<int, int>>& edges, int node,
               GraphDirection direction) {
  const auto count = static_cast<int>(layout.nodes.size());
  if (node < 0 || node >= count) return -1;
  const auto box = [&](int i) -> const GraphBox& { return layout.nodes[static_cast<std::size_t>(i)]; };
  int best = -1;
  double bestDistance = std::numeric_limits<double>::infinity();
  const auto offer = [&](int other, double distance) {
    if (distance < bestDistance) {
      best = other;
      bestDistance = distance;
    }
  };
  if (direction == GraphDirection::Up || direction == GraphDirection::Down) {
    for (const auto& [from, to] : edges) {
      if (from < 0 || from >= to || to >= count) continue;
      const int other = direction == GraphDirection::Down ? to : from;
      if ((direction == GraphDirection::Down ? from : to) != node) continue;
      offer(other, 1000 * std::abs(box(other).centerX() - box(node).centerX()) +
                       std::abs(box(other).centerY() - box(node).centerY()));
    }
    return best;
  }
  const double sign = direction == GraphDirection::Right ? 1 : -1;
  for (int other = 0; other < count; ++other) {
    const double across = sign * (box(other).centerX() - box(node).centerX());
    if (across < 1) continue;
    offer(other, 1000 * std::abs(box(other).centerY() - box(node).centerY()) + across);
  }
  return best;
}

}  // namespace dyadic::widgets
