// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/GraphBlocks.h"

#include <algorithm>
#include <functional>
#include <map>
#include <queue>

namespace dyadic::widgets {
namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

std::vector<std::string> levelsOf(const std::string& name) {
  const char mark = name.find('/') == std::string::npos ? '.' : '/';
  std::vector<std::string> levels;
  std::size_t begin = 0;
  while (begin <= name.size()) {
    const std::size_t end = std::min(name.find(mark, begin), name.size());
    if (end > begin) levels.push_back(name.substr(begin, end - begin));
    begin = end + 1;
  }
  if (levels.empty()) levels.push_back(name);
  return levels;
}

std::string joined(const std::vector<std::string>& levels, std::size_t from, std::size_t to, char mark) {
  std::string text;
  for (std::size_t i = from; i < to; ++i) text += (text.empty() ? "" : std::string(1, mark)) + levels[i];
  return text;
}

/// Some nodes that are to be one item.
using Group = std::vector<int>;

}  // namespace

class BlockMaker {
 public:
  BlockMaker(GraphBlocks& result, const std::vector<std::string>& names) : result_(result), names_(names) {
    for (const std::string& name : names) levels_.push_back(levelsOf(name));
    inputs_.resize(names.size());
    for (const auto& [from, to] : result.edges_) inputs_[at(to)].push_back(from);
    groupOf_.assign(names.size(), -1);
  }

  /// Items of a block's nodes, which share `depth` levels of their names; `shown` of them stand in titles around it.
  std::vector<int> itemsOf(const Group& nodes, std::size_t depth, int parent, std::size_t shown) {
    std::vector<int> items;
    for (const Group& group : ordered(nodes, depth)) {
      if (group.size() == 1) {
        const int node = group.front();
        result_.parents_[at(node)] = parent;
        result_.titles_[at(node)] = joined(levels_[at(node)], std::min(shown, levels_[at(node)].size() - 1),
                                           levels_[at(node)].size(), markOf(node));
        items.push_back(node);
      } else {
        items.push_back(blockOf(group, depth, parent, shown));
      }
    }
    return items;
  }

 private:
  [[nodiscard]] char markOf(int node) const { return names_[at(node)].find('/') == std::string::npos ? '.' : '/'; }

  int blockOf(const Group& group, std::size_t depth, int parent, std::size_t shown) {
    std::size_t common = depth + 1;  // levels that all of them share: a block in which there is one block alone is that
    while (sharesLevel(group, common)) ++common;
    const auto& levels = levels_[at(group.front())];
    const int item = result_.itemCount();
    result_.blocks_.push_back({joined(levels, 0, common, markOf(group.front())),
                               joined(levels, shown, common, markOf(group.front())),
                               parent,
                               {},
                               group});
    std::vector<int> items = itemsOf(group, common, item, common);
    result_.blocks_[at(item - result_.nodeCount())].items = std::move(items);
    return item;
  }

  [[nodiscard]] bool sharesLevel(const Group& group, std::size_t level) const {
    return std::all_of(group.begin(), group.end(), [&](int node) {
      const auto& mine = levels_[at(node)];
      return mine.size() > level + 1 && mine[level] == levels_[at(group.front())][level];
    });
  }

  /// The groups of the nodes by their level `depth`, in topological order.
  std::vector<Group> ordered(const Group& nodes, std::size_t depth) {
    std::vector<Group> groups;
    std::map<std::string, std::size_t> known;
    for (const int node : nodes) {
      const auto& levels = levels_[at(node)];
      if (levels.size() <= depth + 1) {
        groups.push_back({node});
        continue;
      }
      const auto [found, fresh] = known.emplace(levels[depth], groups.size());
      if (fresh) groups.emplace_back();
      groups[found->second].push_back(node);
    }
    std::vector<std::size_t> order = sorted(groups);
    if (order.size() < groups.size()) {
      groups = parted(groups, order, nodes);
      order = sorted(groups);
    }
    for (const int node : nodes) groupOf_[at(node)] = -1;
    std::vector<Group> result;
    for (const std::size_t i : order) result.push_back(std::move(groups[i]));
    return result;
  }

  /// Kahn's algorithm, what begins first first; without the groups on a circle and behind it.
  std::vector<std::size_t> sorted(const std::vector<Group>& groups) {
    for (std::size_t g = 0; g < groups.size(); ++g)
      for (const int node : groups[g]) groupOf_[at(node)] = static_cast<int>(g);
    std::vector<std::vector<std::size_t>> readers(groups.size());
    std::vector<int> missing(groups.size(), 0);
    for (std::size_t g = 0; g < groups.size(); ++g) {
      for (const int node : groups[g]) {
        for (const int input : inputs_[at(node)]) {
          const int from = groupOf_[at(input)];
          if (from < 0 || from == static_cast<int>(g)) continue;
          readers[at(from)].push_back(g);
          ++missing[g];
        }
      }
    }
    const auto later = [&](std::size_t a, std::size_t b) { return groups[a].front() > groups[b].front(); };
    std::priority_queue<std::size_t, std::vector<std::size_t>, decltype(later)> ready(later);
    for (std::size_t g = 0; g < groups.size(); ++g)
      if (missing[g] == 0) ready.push(g);
    std::vector<std::size_t> order;
    while (!ready.empty()) {
      const std::size_t g = ready.top();
      ready.pop();
      order.push_back(g);
      for (const std::size_t reader : readers[g])
        if (--missing[reader] == 0) ready.push(reader);
    }
    return order;
  }

  /// Those that could not be sorted, in stretches that follow each other directly: no path leaves such a stretch and
  /// comes back.
  static std::vector<Group> parted(const std::vector<Group>& groups, const std::vector<std::size_t>& sorted,
                                   const Group& nodes) {
    std::vector<bool> good(groups.size(), false);
    for (const std::size_t g : sorted) good[g] = true;
    std::map<int, std::size_t> place;
    for (std::size_t i = 0; i < nodes.size(); ++i) place[nodes[i]] = i;
    std::vector<Group> result;
    for (std::size_t g = 0; g < groups.size(); ++g) {
      if (good[g]) {
        result.push_back(groups[g]);
        continue;
      }
      for (const int node : groups[g]) {
        const bool follows =
            !result.empty() && node != groups[g].front() && place[node] == place[result.back().back()] + 1;
        if (follows)
          result.back().push_back(node);
        else
          result.push_back({node});
      }
    }
    return result;
  }

  GraphBlocks& result_;
  const std::vector<std::string>& names_;
  std::vector<std::vector<std::string>> levels_;
  std::vector<std::vector<int>> inputs_;
  std::vector<int> groupOf_;  ///< of the nodes that are being sorted; -1: not among them
};

GraphBlocks::GraphBlocks(const std::vector<std::string>& names, const std::vector<std::pair<int, int>>& edges)
    : parents_(names.size(), -1), titles_(names.size()) {
  const auto count = static_cast<int>(names.size());
  for (const auto& [from, to] : edges)
    if (from >= 0 && from < to && to < count) edges_.emplace_back(from, to);
  Group all(names.size());
  for (int i = 0; i < count; ++i) all[at(i)] = i;
  top_ = BlockMaker(*this, names).itemsOf(all, 0, -1, 0);
}

int GraphBlocks::parentOf(int item) const { return isBlock(item) ? block(item).parent : parents_[at(item)]; }

const std::string& GraphBlocks::titleOf(int item) const {
  return isBlock(item) ? block(item).title : titles_[at(item)];
}

std::vector<bool> GraphBlocks::firstOpen(int most) const {
  std::vector<bool> open(at(itemCount()), false);
  int seen = static_cast<int>(top_.size());
  const auto smaller = [&](int a, int b) { return block(a).nodes.size() < block(b).nodes.size(); };
  std::priority_queue<int, std::vector<int>, decltype(smaller)> waiting(smaller);
  const auto add = [&](const std::vector<int>& items) {
    for (const int item : items)
      if (isBlock(item)) waiting.push(item);
  };
  add(top_);
  while (!waiting.empty()) {
    const int item = waiting.top();
    waiting.pop();
    const auto more = static_cast<int>(block(item).items.size());
    if (seen + more > most) continue;
    open[at(item)] = true;
    seen += more;
    add(block(item).items);
  }
  return open;
}

int GraphBlocks::seenOf(int node, const std::vector<bool>& open) const {
  int seen = node;
  for (int around = parentOf(node); around >= 0; around = parentOf(around))
    if (!open[at(around)]) seen = around;
  return seen;
}

}  // namespace dyadic::widgets
