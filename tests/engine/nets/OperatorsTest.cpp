// SPDX-License-Identifier: GPL-3.0-or-later
// Operators of the graph one at a time, against formulas written out element by element.
#include <gmock/gmock.h>

#include <cmath>
#include <functional>

#include "engine/nets/Executor.h"
#include "engine/nets/Graph.h"

namespace dyadic::nets {
namespace {

using testing::ElementsAre;

/// Two images of the shape, reproducible, from about -3 to 3.
torch::Tensor images(const Shape& shape) {
  Shape batch{2};
  batch.insert(batch.end(), shape.begin(), shape.end());
  torch::manual_seed(5);
  return torch::randn(batch) * 1.5;
}

/// What a network of the one operator that `add` appends makes of `x`; also checks the shape that was inferred.
torch::Tensor apply(const torch::Tensor& x, const std::function<void(Graph&)>& add) {
  Graph graph(x.sizes().slice(1).vec());
  add(graph);
  EXPECT_TRUE(graph.status()) << graph.status().error().message();
  if (!graph.status()) return torch::zeros({1});
  const torch::NoGradGuard noGrad;
  torch::Tensor y = run(graph, x).contiguous();
  EXPECT_EQ(y.sizes().slice(1).vec(), graph.outputShape());
  return y;
}

/// Whether `add` is refused.
bool isRefused(const Shape& input, const std::function<void(Graph&)>& add) {
  Graph graph(input);
  add(graph);
  return !graph.status();
}

void expectElementwise(const std::function<void(Graph&)>& add, const std::function<double(double)>& formula) {
  const torch::Tensor x = images({3, 4, 5});
  const torch::Tensor y = apply(x, add);
  ASSERT_EQ(y.numel(), x.numel());
  for (std::int64_t i = 0; i < x.numel(); ++i) {
    EXPECT_NEAR(y.data_ptr<float>()[i], formula(x.data_ptr<float>()[i]), 1e-6);
  }
}

TEST(Operators, ElementwiseOnesFollowTheirFormulas) {
  expectElementwise([](Graph& g) { g.addLeakyRelu("y", 0, 0.1); }, [](double x) { return x < 0 ? 0.1 * x : x; });
  expectElementwise(
      [](Graph& g) {
        g.addClip("y", 0, {-0.5, 1.25});
      },
      [](double x) { return std::min(1.25, std::max(-0.5, x)); });
  expectElementwise([](Graph& g) { g.addSigmoid("y", 0); }, [](double x) { return 1 / (1 + std::exp(-x)); });
  expectElementwise(
      [](Graph& g) {
        g.addHardSigmoid("y", 0, {0.25, 0.4});
      },
      [](double x) { return std::min(1.0, std::max(0.0, 0.25 * x + 0.4)); });
  expectElementwise([](Graph& g) { g.addHardSwish("y", 0); },
                    [](double x) { return x * std::min(1.0, std::max(0.0, x / 6 + 0.5)); });
}

TEST(Operators, SoftmaxSumsToOneAlongItsAxis) {
  for (const std::int64_t axis : {0, 1, 2}) {
    const torch::Tensor x = images({3, 4, 5});
    const torch::Tensor y = apply(x, [&](Graph& g) { g.addSoftmax("y", 0, axis); });
    EXPECT_TRUE(torch::allclose(y.sum(axis + 1), torch::ones_like(y.sum(axis + 1))));
    // Ratios of neighbours are exponentials of differences.
    const torch::Tensor ratio = y.select(axis + 1, 1) / y.select(axis + 1, 0);
    EXPECT_TRUE(torch::allclose(ratio, (x.select(axis + 1, 1) - x.select(axis + 1, 0)).exp(), 1e-4));
  }
  EXPECT_TRUE(isRefused({3, 4, 5}, [](Graph& g) { g.addSoftmax("y", 0, 3); }));
}

TEST(Operators, LocalResponseNormSumsOverNeighbouringChannels) {
  const torch::Tensor x = images({6, 3, 2});
  for (const std::int64_t size : {1, 3, 4, 5}) {
    const LocalResponseNormOptions options{size, 0.5, 0.75, 2};
    const torch::Tensor y = apply(x, [&](Graph& g) { g.addLocalResponseNorm("y", 0, options); });
    for (std::int64_t c = 0; c < 6; ++c) {
      torch::Tensor squares = torch::zeros({2, 3, 2});
      // ONNX's window: floor((size-1)/2) channels below, ceil((size-1)/2) above.
      for (std::int64_t i = c - (size - 1) / 2; i <= c + size / 2; ++i) {
        if (i >= 0 && i < 6) squares += x.select(1, i).square();
      }
      const torch::Tensor expected = x.select(1, c) / (2 + 0.5 / static_cast<double>(size) * squares).pow(0.75);
      EXPECT_TRUE(torch::allclose(y.select(1, c), expected, 1e-5, 1e-6)) << size << " " << c;
    }
  }
}

TEST(Operators, SumsAndProductsStretchSizesOfOne) {
  const torch::Tensor x = images({3, 4, 5});
  const torch::Tensor scale = torch::tensor({1.5F, -2.0F, 0.25F}).reshape({3, 1, 1});
  const auto withConstant = [&](bool product) {
    return apply(x, [&](Graph& g) {
      const int constant = g.addConstant("c", scale);
      product ? g.addMul("y", 0, constant) : g.addAdd("y", constant, 0);
    });
  };
  EXPECT_TRUE(torch::equal(withConstant(true), x * scale));
  EXPECT_TRUE(torch::equal(withConstant(false), scale + x));
  EXPECT_TRUE(torch::equal(apply(x, [](Graph& g) { g.addMul("y", 0, 0); }), x * x));
  EXPECT_TRUE(isRefused({3, 4, 5}, [](Graph& g) { g.addAdd("y", 0, g.addConstant("c", torch::zeros({2, 1, 1}))); }));
  EXPECT_TRUE(isRefused({3, 4, 5}, [](Graph& g) { g.addAdd("y", 0, g.addConstant("c", torch::zeros({5}))); }));
}

TEST(Operators, ConcatJoinsAlongItsAxis) {
  const torch::Tensor x = images({3, 4, 5});
  for (const std::int64_t axis : {0, 1, 2}) {
    const torch::Tensor y = apply(x, [&](Graph& g) { g.addConcat("y", {0, g.addRelu("r", 0)}, axis); });
    EXPECT_TRUE(torch::equal(y, torch::cat({x, x.relu()}, axis + 1)));
  }
}

TEST(Operators, MeansAreTakenOverTheirAxes) {
  const torch::Tensor x = images({3, 4, 5});
  const torch::Tensor kept = apply(x, [](Graph& g) { g.addMean("y", 0, {{2, 0}, true}); });
  EXPECT_THAT(kept.sizes().vec(), ElementsAre(2, 1, 4, 1));
  const torch::Tensor dropped = apply(x, [](Graph& g) { g.addMean("y", 0, {{2, 0}, false}); });
  EXPECT_THAT(dropped.sizes().vec(), ElementsAre(2, 4));
  for (std::int64_t row = 0; row < 4; ++row) {
    double sum = 0;
    for (std::int64_t c = 0; c < 3; ++c) {
      for (std::int64_t column = 0; column < 5; ++column) sum += x[1][c][row][column].item<double>();
    }
    EXPECT_NEAR(kept[1][0][row][0].item<double>(), sum / 15, 1e-6);
    EXPECT_NEAR(dropped[1][row].item<double>(), sum / 15, 1e-6);
  }
  EXPECT_TRUE(isRefused({3, 4, 5}, [](Graph& g) { g.addMean("y", 0, {{1, 1}, true}); }));
  EXPECT_TRUE(isRefused({3, 4, 5}, [](Graph& g) { g.addMean("y", 0, {{}, true}); }));
}

TEST(Operators, SlicesTakeEveryStep) {
  const torch::Tensor x = images({3, 4, 5});
  const torch::Tensor y = apply(x, [](Graph& g) { g.addSlice("y", 0, {{1, 3}, {0, 4, 3}, {1, 5, 2}}); });
  ASSERT_THAT(y.sizes().vec(), ElementsAre(2, 2, 2, 2));
  for (std::int64_t c = 0; c < 2; ++c) {
    for (std::int64_t row = 0; row < 2; ++row) {
      for (std::int64_t column = 0; column < 2; ++column) {
        EXPECT_EQ(y[1][c][row][column].item<float>(), x[1][c + 1][3 * row][2 * column + 1].item<float>());
      }
    }
  }
  EXPECT_TRUE(isRefused({3, 4, 5}, [](Graph& g) { g.addSlice("y", 0, {{0, 3}, {0, 5}, {0, 5}}); }));
  EXPECT_TRUE(isRefused({3, 4, 5}, [](Graph& g) { g.addSlice("y", 0, {{0, 3}, {2, 2}, {0, 5}}); }));
  EXPECT_TRUE(isRefused({3, 4, 5}, [](Graph& g) { g.addSlice("y", 0, {{0, 3}}); }));
}

/// The row of 0 1 2 3 padded by two on the left and three on the right.
std::vector<float> paddedRow(PadMode mode, double value = 0) {
  const torch::Tensor x = torch::arange(4, torch::kFloat32).reshape({1, 1, 1, 4});
  const torch::Tensor y = apply(x, [&](Graph& g) { g.addPad("y", 0, {{0, 0, 2}, {0, 0, 3}, mode, value}); });
  return {y.data_ptr<float>(), y.data_ptr<float>() + y.numel()};
}

TEST(Operators, PadsAddConstantsReflectionsOrTheBorder) {
  EXPECT_THAT(paddedRow(PadMode::Constant), ElementsAre(0, 0, 0, 1, 2, 3, 0, 0, 0));
  EXPECT_THAT(paddedRow(PadMode::Constant, 7), ElementsAre(7, 7, 0, 1, 2, 3, 7, 7, 7));
  EXPECT_THAT(paddedRow(PadMode::Reflect), ElementsAre(2, 1, 0, 1, 2, 3, 2, 1, 0));
  EXPECT_THAT(paddedRow(PadMode::Edge), ElementsAre(0, 0, 0, 1, 2, 3, 3, 3, 3));
  EXPECT_TRUE(isRefused({1, 1, 4}, [](Graph& g) { g.addPad("y", 0, {{0, 0, 4}, {0, 0, 0}, PadMode::Reflect}); }));
  EXPECT_TRUE(isRefused({1, 1, 4}, [](Graph& g) { g.addPad("y", 0, {{0, 0, 0}, {0, 0, -4}}); }));
}

TEST(Operators, ZeroPaddingKeepsTheExponentOfItsInputAndOtherConstantsDoNot) {
  const auto edges = [](double value) {
    Graph graph({1, 2, 2});
    graph.addPad("pad", 0, {{0, 1, 1}, {0, 1, 1}, PadMode::Constant, value});
    return graph.edges().size();
  };
  EXPECT_EQ(edges(0), 1U);
  EXPECT_EQ(edges(1), 2U);
}

TEST(Operators, GapsWidenTheWindowsOfMaxPools) {
  const torch::Tensor x = images({1, 7, 7});
  const torch::Tensor y = apply(x, [](Graph& g) {
    g.addMaxPool2d("y", 0, {.kernel = {2, 2}, .stride = {1, 1}, .dilation = {3, 2}});
  });
  ASSERT_THAT(y.sizes().vec(), ElementsAre(2, 1, 4, 5));
  const auto at = [&](std::int64_t row, std::int64_t column) { return x[0][0][row][column].item<float>(); };
  EXPECT_EQ(y[0][0][1][2].item<float>(), std::max({at(1, 2), at(1, 4), at(4, 2), at(4, 4)}));
}

TEST(Operators, PaddingMayDifferOnTheTwoSides) {
  const torch::Tensor x = images({2, 6, 7});
  const auto zeros = torch::constant_pad_nd(x, {0, 1, 1, 0});  // right and above
  const Pair begin{1, 0};
  const Pair end{0, 1};
  const torch::Tensor y = apply(x, [&](Graph& g) {
    const int id =
        g.addConv2d("y", 0, {.out = 3, .kernel = {3, 3}, .stride = {2, 2}, .padding = begin, .paddingEnd = end});
    if (id >= 0) g.node(id).weight.copy_(torch::arange(54.0).reshape({3, 2, 3, 3}) / 50 - 0.4);
  });
  const torch::Tensor weight = (torch::arange(54.0).reshape({3, 2, 3, 3}) / 50 - 0.4).to(torch::kFloat32);
  EXPECT_TRUE(torch::allclose(y, torch::conv2d(zeros, weight, {}, 2), 1e-5, 1e-5));

  PoolOptions pool{.kernel = {3, 3}, .stride = {2, 2}, .padding = begin, .paddingEnd = end};
  const torch::Tensor largest = apply(x - 10, [&](Graph& g) { g.addMaxPool2d("y", 0, pool); });
  const torch::Tensor least = torch::constant_pad_nd(x - 10, {0, 1, 1, 0}, -1e30);
  EXPECT_TRUE(torch::equal(largest, torch::max_pool2d(least, 3, 2)));
  const torch::Tensor withPadding = apply(x, [&](Graph& g) { g.addAvgPool2d("y", 0, pool); });
  EXPECT_TRUE(torch::allclose(withPadding, torch::avg_pool2d(zeros, 3, 2)));
  pool.countIncludePad = false;
  const torch::Tensor without = apply(x, [&](Graph& g) { g.addAvgPool2d("y", 0, pool); });
  // The first window lies over two rows and three columns of the image, the last one over three rows and two columns.
  using torch::indexing::Slice;
  EXPECT_TRUE(torch::allclose(without.index({Slice(), Slice(), 0, 0}),
                              x.index({Slice(), Slice(), Slice(0, 2), Slice(0, 3)}).mean({2, 3})));
  EXPECT_TRUE(torch::allclose(without.index({Slice(), Slice(), 2, 2}),
                              x.index({Slice(), Slice(), Slice(3, 6), Slice(4, 7)}).mean({2, 3})));
}

TEST(Operators, ReshapeKeepsTheOrderOfElements) {
  const torch::Tensor x = images({4, 2, 3});
  const torch::Tensor y = apply(x, [](Graph& g) { g.addReshape("y", 0, {6, 4}); });
  EXPECT_TRUE(torch::equal(y.flatten(), x.flatten()));
  EXPECT_TRUE(isRefused({4, 2, 3}, [](Graph& g) { g.addReshape("y", 0, {5, 5}); }));
}

}  // namespace
}  // namespace dyadic::nets
