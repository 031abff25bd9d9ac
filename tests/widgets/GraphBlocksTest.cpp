// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/GraphBlocks.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "widgets/graph/GraphPicture.h"

namespace dyadic::widgets {
namespace {

using Names = std::vector<std::string>;
using Edges = std::vector<std::pair<int, int>>;

Edges chain(int count) {
  Edges edges;
  for (int i = 0; i + 1 < count; ++i) edges.emplace_back(i, i + 1);
  return edges;
}

int blockNamed(const GraphBlocks& blocks, const std::string& name) {
  for (int item = blocks.nodeCount(); item < blocks.itemCount(); ++item)
    if (blocks.block(item).name == name) return item;
  return -1;
}

/// Every node in exactly one place, and the edges between the items of each block forwards.
void expectSound(const GraphBlocks& blocks) {
  std::vector<int> seen(static_cast<std::size_t>(blocks.itemCount()), 0);
  const auto look = [&](const std::vector<int>& items, int parent) {
    for (const int item : items) {
      ++seen[static_cast<std::size_t>(item)];
      EXPECT_EQ(blocks.parentOf(item), parent);
    }
    const auto placeOf = [&](int node) {
      int item = node;
      while (item >= 0 && blocks.parentOf(item) != parent) item = blocks.parentOf(item);
      return item < 0 ? -1 : static_cast<int>(std::find(items.begin(), items.end(), item) - items.begin());
    };
    for (const auto& [from, to] : blocks.edges()) {
      const int a = placeOf(from);
      const int b = placeOf(to);
      if (a < 0 || b < 0) continue;
      EXPECT_LE(a, b) << from << " > " << to;
    }
  };
  look(blocks.top(), -1);
  for (int item = blocks.nodeCount(); item < blocks.itemCount(); ++item) {
    look(blocks.block(item).items, item);
    EXPECT_GE(blocks.block(item).items.size(), 2U) << "a block of one item is no block";
    EXPECT_TRUE(std::is_sorted(blocks.block(item).nodes.begin(), blocks.block(item).nodes.end()));
  }
  for (const int times : seen) EXPECT_EQ(times, 1);
}

TEST(GraphBlocks, DotsAreLevels) {
  const Names names = {"input", "conv1", "layer1.0.conv1", "layer1.0.relu", "layer1.1.conv1", "layer1.1.relu", "fc"};
  const GraphBlocks blocks(names, chain(7));
  expectSound(blocks);
  EXPECT_EQ(blocks.top().size(), 4U);
  const int layer1 = blockNamed(blocks, "layer1");
  const int second = blockNamed(blocks, "layer1.1");
  ASSERT_GE(layer1, 0);
  ASSERT_GE(second, 0);
  EXPECT_EQ(blocks.block(layer1).nodes, (std::vector<int>{2, 3, 4, 5}));
  EXPECT_EQ(blocks.block(second).title, "1");
  EXPECT_EQ(blocks.titleOf(4), "conv1");
  std::vector<bool> open(static_cast<std::size_t>(blocks.itemCount()), false);
  EXPECT_EQ(blocks.seenOf(5, open), layer1);
  open[static_cast<std::size_t>(layer1)] = true;
  EXPECT_EQ(blocks.seenOf(5, open), second);
  open[static_cast<std::size_t>(second)] = true;
  EXPECT_EQ(blocks.seenOf(5, open), 5);
}

TEST(GraphBlocks, ABlockAloneInABlockIsOneWithIt) {
  const GraphBlocks blocks({"net.features.0", "net.features.1", "net.features.2"}, chain(3));
  expectSound(blocks);
  ASSERT_EQ(blocks.top().size(), 1U);
  EXPECT_EQ(blocks.block(blocks.top()[0]).title, "net.features");
  EXPECT_EQ(blocks.titleOf(1), "1");
}

TEST(GraphBlocks, SlashesPartTheNamesOfOnnx) {
  const GraphBlocks blocks({"/layer1/layer1.0/conv1/Conv", "/layer1/layer1.0/relu/Relu", "/fc/Gemm"}, chain(3));
  expectSound(blocks);
  ASSERT_EQ(blocks.top().size(), 2U);
  EXPECT_EQ(blocks.block(blocks.top()[0]).name, "layer1/layer1.0");
  EXPECT_EQ(blocks.titleOf(0), "conv1/Conv");
}

TEST(GraphBlocks, ANameThatComesBackMakesTwoBlocks) {
  // head.0 > body.0 > head.1: one block "head" would be before and behind "body".
  const Names names = {"head.0", "head.1", "body.0", "body.1", "head.2", "head.3"};
  const GraphBlocks blocks(names, chain(6));
  expectSound(blocks);
  EXPECT_EQ(blocks.top().size(), 3U);
}

TEST(GraphBlocks, BranchesThatTakeTurnsAreStillBlocks) {
  // Two branches, listed alternately as some exporters do.
  const Names names = {"in", "a.0", "b.0", "a.1", "b.1", "out"};
  const GraphBlocks blocks(names, {{0, 1}, {0, 2}, {1, 3}, {2, 4}, {3, 5}, {4, 5}});
  expectSound(blocks);
  EXPECT_EQ(blocks.top().size(), 4U);
}

TEST(GraphBlocks, TheLargestBlocksAreOpenAtFirst) {
  Names names = {"in"};
  for (int i = 0; i < 10; ++i) names.push_back("features." + std::to_string(i));
  for (int i = 0; i < 30; ++i) names.push_back("deep." + std::to_string(i));
  const GraphBlocks blocks(names, chain(41));
  const auto open = blocks.firstOpen(20);
  EXPECT_TRUE(open[static_cast<std::size_t>(blockNamed(blocks, "features"))]);
  EXPECT_FALSE(open[static_cast<std::size_t>(blockNamed(blocks, "deep"))]) << "too much to be seen";
}

TEST(GraphBlocks, StrangeNamesAreSound) {
  const GraphBlocks blocks({"", ".", "a..b", "a.b", "/", "a", "a.b"}, chain(7));
  expectSound(blocks);
  expectSound(GraphBlocks({}, {}));
}

/// Inside the box of its block, or of the drawing.
void expectInside(const GraphPicture& picture, const GraphBlocks& blocks) {
  const auto& boxes = picture.layout.nodes;
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    const int around = blocks.parentOf(picture.places[i].item);
    for (std::size_t j = 0; j < boxes.size(); ++j) {
      const GraphBox& a = boxes[i];
      const GraphBox& b = boxes[j];
      if (picture.places[j].item == around) {
        EXPECT_GE(a.x, b.x);
        EXPECT_GE(a.y, b.y + kBlockHeader);
        EXPECT_LE(a.right(), b.right() + 1e-9);
        EXPECT_LE(a.bottom(), b.bottom() + 1e-9);
      } else if (i != j && blocks.parentOf(picture.places[j].item) == around) {
        const bool apart = a.x >= b.right() || b.x >= a.right() || a.y >= b.bottom() || b.y >= a.bottom();
        EXPECT_TRUE(apart) << picture.places[i].item << " over " << picture.places[j].item;
      }
    }
  }
}

/// A random graph with names of up to three levels and some of its blocks open.
struct Random {
  explicit Random(unsigned seed) : random(seed) {}
  int below(int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); }
  GraphBlocks blocks() {
    const int count = 2 + below(30);
    Names names;
    Edges edges;
    std::string prefix;
    for (int i = 0; i < count; ++i) {
      if (below(4) == 0)
        prefix = "b" + std::to_string(below(4)) + (below(2) == 0 ? "." : ".c" + std::to_string(below(3)) + ".");
      names.push_back((below(5) == 0 ? std::string() : prefix) + "n" + std::to_string(i));
      for (int reads = i == 0 ? 0 : 1 + below(2); reads > 0; --reads)
        edges.emplace_back(std::max(0, i - 1 - below(5)), i);
    }
    return {names, edges};
  }
  std::mt19937 random;
};

TEST(GraphPicture, RandomBlocksAreSound) {
  Random random(3);
  for (int round = 0; round < 300; ++round) {
    const GraphBlocks blocks = random.blocks();
    expectSound(blocks);
    std::vector<bool> open(static_cast<std::size_t>(blocks.itemCount()));
    for (std::size_t i = 0; i < open.size(); ++i) open[i] = random.below(2) == 0;
    const GraphPicture picture =
        pictureOf(blocks, std::vector<GraphSize>(static_cast<std::size_t>(blocks.itemCount()), {120, 40}), open);
    expectInside(picture, blocks);
    ASSERT_EQ(picture.segments.size(), picture.layout.edges.size());
    for (std::size_t e = 0; e < picture.segments.size(); ++e) {
      EXPECT_GE(picture.layout.edges[e].points.size(), 2U);
      EXPECT_FALSE(picture.segments[e].links.empty());
    }
    // Each edge of the graph between other items that are seen is a link, and runs through at least one segment.
    for (const auto& [from, to] : blocks.edges()) {
      const int a = blocks.seenOf(from, open);
      const int b = blocks.seenOf(to, open);
      if (a == b) continue;
      const auto link = std::find_if(picture.links.begin(), picture.links.end(), [&](const auto& l) {
        return picture.places[static_cast<std::size_t>(l.first)].item == a &&
               picture.places[static_cast<std::size_t>(l.second)].item == b;
      });
      EXPECT_NE(link, picture.links.end()) << from << " > " << to;
    }
    if (testing::Test::HasFailure()) return;
  }
}

TEST(GraphPicture, AnEdgeGoesOnBelowTheHeaderOfABlock) {
  const GraphBlocks blocks({"in", "b.0", "b.1", "out"}, chain(4));
  std::vector<bool> open(5, false);
  const std::vector<GraphSize> sizes(5, {120, 40});
  EXPECT_EQ(pictureOf(blocks, sizes, open).places.size(), 3U);
  open[4] = true;
  const GraphPicture picture = pictureOf(blocks, sizes, open);
  ASSERT_EQ(picture.places.size(), 5U);
  EXPECT_EQ(picture.links.size(), 3U);
  ASSERT_EQ(picture.segments.size(), 5U) << "to the header, from it, inside, to the border, from it";
  // One straight line from top to bottom.
  for (const PlacedEdge& edge : picture.layout.edges) {
    EXPECT_EQ(edge.points.size(), 2U);
    EXPECT_EQ(edge.points.front().x, picture.layout.edges.front().points.front().x);
  }
  const auto placeOf = [&](int item) {
    for (std::size_t i = 0; i < picture.places.size(); ++i)
      if (picture.places[i].item == item) return static_cast<int>(i);
    return -1;
  };
  EXPECT_EQ(neighborOf(picture, placeOf(0), GraphDirection::Down), placeOf(1)) << "into the block";
  EXPECT_EQ(neighborOf(picture, placeOf(2), GraphDirection::Down), placeOf(3)) << "and out of it";
}

TEST(GraphPicture, ThreeThousandNodesTakeLessThanAFrameOrTwo) {
  Names names;
  Edges edges;
  int last = -1;
  for (int b = 0; b < 300; ++b) {
    const std::string at = "layer" + std::to_string(b / 40) + "." + std::to_string(b) + ".";
    const int input = last;
    for (int i = 0; i < 10; ++i) {
      names.push_back(at + "op" + std::to_string(i));
      if (last >= 0) edges.emplace_back(last, static_cast<int>(names.size()) - 1);
      last = static_cast<int>(names.size()) - 1;
    }
    if (input >= 0) edges.emplace_back(input, last);
  }
  const GraphBlocks blocks(names, edges);
  const std::vector<bool> open(static_cast<std::size_t>(blocks.itemCount()), true);
  const GraphPicture picture =
      pictureOf(blocks, std::vector<GraphSize>(static_cast<std::size_t>(blocks.itemCount()), {228, 48}), open);
  EXPECT_GT(picture.places.size(), 3000U);
}

}  // namespace
}  // namespace dyadic::widgets
