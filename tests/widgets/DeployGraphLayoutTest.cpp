// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "widgets/gallery/FakeProgram.h"
#include "widgets/graph/GraphLayout.h"
#include "widgets/panels/DeployFacts.h"

namespace dyadic::widgets {
namespace {

using Sizes = std::vector<GraphSize>;
using Edges = std::vector<std::pair<int, int>>;

bool overlap(const GraphBox& a, const GraphBox& b) {
  return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

/// A stretch of an edge runs through the inside of a box.
bool crosses(const GraphPoint& p, const GraphPoint& q, const GraphBox& box) {
  return std::max(p.x, q.x) > box.x && std::min(p.x, q.x) < box.right() && std::max(p.y, q.y) > box.y &&
         std::min(p.y, q.y) < box.bottom();
}

/// Two stretches lie on each other for more than a touch.
bool coincide(const GraphPoint& a, const GraphPoint& b, const GraphPoint& c, const GraphPoint& d) {
  const auto shared = [](double p, double q, double r, double s) {
    return std::min(std::max(p, q), std::max(r, s)) - std::max(std::min(p, q), std::min(r, s));
  };
  const bool vertical = a.x == b.x && c.x == d.x && a.x == c.x;
  const bool horizontal = a.y == b.y && c.y == d.y && a.y == c.y;
  return (vertical && shared(a.y, b.y, c.y, d.y) > 1) || (horizontal && shared(a.x, b.x, c.x, d.x) > 1);
}

/// Edges of different nodes that cannot be told apart somewhere.
int confusions(const Sizes& sizes, const Edges& edges) {
  const GraphLayout layout = layOutGraph(sizes, edges);
  int found = 0;
  for (std::size_t e = 0; e < edges.size(); ++e) {
    for (std::size_t f = 0; f < e; ++f) {
      if (edges[e].first == edges[f].first) continue;
      const auto& p = layout.edges[e].points;
      const auto& q = layout.edges[f].points;
      bool here = false;
      for (std::size_t i = 1; i < p.size(); ++i)
        for (std::size_t j = 1; j < q.size(); ++j) here = here || coincide(p[i - 1], p[i], q[j - 1], q[j]);
      found += here ? 1 : 0;
    }
  }
  return found;
}

std::string describe(const Sizes& sizes, const Edges& edges) {
  std::string text = std::to_string(sizes.size()) + " nodes:";
  for (const auto& [from, to] : edges) text += " " + std::to_string(from) + ">" + std::to_string(to);
  return text;
}

/// What every drawing promises: apart, downwards, through no node, inside, from border to border.
void expectSound(const Sizes& sizes, const Edges& edges) {
  const GraphLayout layout = layOutGraph(sizes, edges);
  SCOPED_TRACE(describe(sizes, edges));
  ASSERT_EQ(layout.nodes.size(), sizes.size());
  ASSERT_EQ(layout.edges.size(), edges.size());
  for (std::size_t a = 0; a < sizes.size(); ++a) {
    const GraphBox& box = layout.nodes[a];
    EXPECT_EQ(box.width, sizes[a].width);
    EXPECT_EQ(box.height, sizes[a].height);
    EXPECT_GE(box.x, 0);
    EXPECT_GE(box.y, 0);
    EXPECT_LE(box.right(), layout.width + 1e-9);
    EXPECT_LE(box.bottom(), layout.height + 1e-9);
    for (std::size_t b = 0; b < a; ++b) EXPECT_FALSE(overlap(box, layout.nodes[b])) << a << " over " << b;
  }
  for (std::size_t e = 0; e < edges.size(); ++e) {
    const auto& points = layout.edges[e].points;
    ASSERT_GE(points.size(), 2U);
    const GraphBox& from = layout.nodes[static_cast<std::size_t>(edges[e].first)];
    const GraphBox& to = layout.nodes[static_cast<std::size_t>(edges[e].second)];
    const double exit = from.x + sizes[static_cast<std::size_t>(edges[e].first)].exitX();
    EXPECT_EQ(points.front(), (GraphPoint{exit, from.bottom()}));
    EXPECT_EQ(points.back().y, to.y);
    EXPECT_GT(points.back().x, to.x);
    EXPECT_LT(points.back().x, to.right());
    EXPECT_GT(points.back().y, points.front().y);
    for (std::size_t i = 1; i < points.size(); ++i) {
      EXPECT_GE(points[i].y, points[i - 1].y) << "edge " << e << " goes upwards";
      EXPECT_TRUE(points[i].x == points[i - 1].x || points[i].y == points[i - 1].y) << "edge " << e << " is slanted";
      for (std::size_t v = 0; v < sizes.size(); ++v)
        EXPECT_FALSE(crosses(points[i - 1], points[i], layout.nodes[v])) << "edge " << e << " through node " << v;
    }
  }
}

TEST(DeployGraphLayout, AChainIsOneColumnInOrder) {
  const Sizes sizes(6, {100, 40});
  Edges edges;
  for (int i = 0; i + 1 < 6; ++i) edges.emplace_back(i, i + 1);
  expectSound(sizes, edges);
  const GraphLayout layout = layOutGraph(sizes, edges);
  for (std::size_t i = 1; i < 6; ++i) {
    EXPECT_EQ(layout.nodes[i].centerX(), layout.nodes[0].centerX());
    EXPECT_GT(layout.nodes[i].y, layout.nodes[i - 1].bottom());
  }
  for (const PlacedEdge& edge : layout.edges) EXPECT_EQ(edge.points.size(), 2U) << "straight down";
}

TEST(DeployGraphLayout, ASkippingEdgeRunsBesideWhatItSkips) {
  const Sizes sizes(4, {100, 40});
  const Edges edges = {{0, 1}, {1, 2}, {2, 3}, {0, 3}};
  expectSound(sizes, edges);
  const GraphLayout layout = layOutGraph(sizes, edges);
  const PlacedEdge& skip = layout.edges[3];
  EXPECT_TRUE(skip.isLong);
  EXPECT_GT(skip.track.x, layout.nodes[1].right());
  EXPECT_GT(skip.points.back().x, layout.edges[2].points.back().x) << "it enters on the side it comes from";
}

TEST(DeployGraphLayout, NestedSkipsDoNotCross) {  // as in a U-Net
  const Sizes sizes(6, {100, 40});
  const Edges edges = {{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 5}, {1, 4}, {0, 5}};
  expectSound(sizes, edges);
  const GraphLayout layout = layOutGraph(sizes, edges);
  EXPECT_LT(layout.edges[5].track.x, layout.edges[6].track.x);
}

TEST(DeployGraphLayout, EveryFakeNetworkIsSound) {
  for (const int blocks : {1, 3, 5}) {
    const IntegerProgram program = fakeResNet(blocks);
    Sizes sizes(program.operations.size() + 2, {228, 48});
    for (std::size_t i = 0; i < program.operations.size(); ++i)
      if (!hasAccumulator(program.operations[i].op)) sizes[i + 1] = {168, 28};
    expectSound(sizes, programEdges(program));
    EXPECT_EQ(confusions(sizes, programEdges(program)), 0);
  }
}

TEST(DeployGraphLayout, RandomGraphsAreSound) {
  std::mt19937 random(2);
  const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  for (int round = 0; round < 400; ++round) {
    const int count = 1 + below(22);
    Sizes sizes;
    Edges edges;
    for (int v = 0; v < count; ++v) {
      GraphSize size{60.0 + below(200), 20.0 + below(40)};
      if (below(2) == 0) size.entry = 10 + below(40);
      if (below(2) == 0) size.exit = 10 + below(40);
      size.label = below(2) == 0;
      sizes.push_back(size);
      const int reads = v == 0 ? 0 : 1 + below(3);
      for (int i = 0; i < reads; ++i) edges.emplace_back(std::max(0, v - 1 - below(1 + below(8))), v);
    }
    expectSound(sizes, edges);
    EXPECT_EQ(confusions(sizes, edges), 0) << describe(sizes, edges);
    if (HasFailure()) return;
  }
}

TEST(DeployGraphLayout, DenseConnectionsAreSound) {
  const int count = 14;
  Edges edges;
  for (int a = 0; a < count; ++a)
    for (int b = a + 1; b < count; ++b) edges.emplace_back(a, b);
  expectSound(Sizes(count, {120, 40}), edges);
}

TEST(DeployGraphLayout, EdgesThatCannotBeDrawnAreLeftOut) {
  const GraphLayout layout = layOutGraph(Sizes(2, {100, 40}), {{1, 0}, {0, 0}, {0, 7}, {-1, 1}, {0, 1}});
  for (std::size_t e = 0; e < 4; ++e) EXPECT_TRUE(layout.edges[e].points.empty()) << e;
  EXPECT_EQ(layout.edges[4].points.size(), 2U);
  const GraphLayout none = layOutGraph({}, {});
  EXPECT_TRUE(none.nodes.empty());
  EXPECT_EQ(none.height, 0);
}

TEST(DeployGraphLayout, ThousandsOfNodesAreLaidOut) {
  const IntegerProgram program = fakeResNet(230);  // about 5,000 operations
  ASSERT_GT(program.operations.size(), 4800U);
  const GraphLayout layout = layOutGraph(Sizes(program.operations.size() + 2, {228, 48}), programEdges(program));
  EXPECT_GT(layout.height, 0);
  // Every source read by the last node: one column each.
  Edges edges;
  for (int i = 1; i < 1000; ++i) {
    edges.emplace_back(i - 1, i);
    edges.emplace_back(i - 1, 1000);
  }
  EXPECT_EQ(layOutGraph(Sizes(1001, {100, 40}), edges).nodes.size(), 1001U);
}

TEST(DeployGraphLayout, ArrowsFollowEdgesAndRows) {
  //      0
  //   1     2
  //   3     |
  //      4
  const Edges edges = {{0, 1}, {0, 2}, {1, 3}, {3, 4}, {2, 4}};
  const GraphLayout layout = layOutGraph(Sizes(5, {100, 40}), edges);
  const auto go = [&](int node, GraphDirection d) { return neighborOf(layout, edges, node, d); };
  EXPECT_EQ(go(0, GraphDirection::Down), 1) << "straight down before aside";
  EXPECT_EQ(go(1, GraphDirection::Right), 2);
  EXPECT_EQ(go(2, GraphDirection::Left), 1);
  EXPECT_EQ(go(2, GraphDirection::Down), 4);
  EXPECT_EQ(go(4, GraphDirection::Up), 3);
  EXPECT_EQ(go(2, GraphDirection::Up), 0);
  EXPECT_EQ(go(0, GraphDirection::Up), -1);
  EXPECT_EQ(go(4, GraphDirection::Down), -1);
  EXPECT_EQ(go(2, GraphDirection::Right), -1);
  EXPECT_EQ(go(9, GraphDirection::Up), -1);
}

}  // namespace
}  // namespace dyadic::widgets
