// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/Graph.h"

#include <gmock/gmock.h>

#include <random>

#include "engine/nets/Executor.h"

namespace dyadic::nets {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Shape shapeAfterRun(const Graph& graph) {
  const torch::NoGradGuard noGrad;
  Shape input = graph.inputShape();
  input.insert(input.begin(), 2);
  Shape out = run(graph, torch::zeros(input)).sizes().vec();
  out.erase(out.begin());
  return out;
}

// The oracle is LibTorch itself: what it computes has the shape that was inferred, whatever the options.
TEST(Graph, InfersTheShapesThatLibTorchComputes) {
  std::mt19937 random(7);
  const auto pick = [&](int low, int high) { return std::int64_t{std::uniform_int_distribution(low, high)(random)}; };
  int built = 0;
  for (int round = 0; round < 300; ++round) {
    Graph graph({4, pick(1, 13), pick(1, 13)});
    const Pair kernel{pick(1, 4), pick(1, 4)};
    const Pair stride{pick(1, 3), pick(1, 3)};
    if (round % 3 == 0) {
      graph.addConv2d("node", 0,
                      {.out = 2 * pick(1, 4),
                       .kernel = kernel,
                       .stride = stride,
                       .padding = {pick(0, 2), pick(0, 2)},
                       .dilation = {pick(1, 2), pick(1, 2)},
                       .groups = pick(1, 2)});
    } else {
      const PoolOptions options{
          .kernel = kernel,
          .stride = stride,
          .padding = {pick(0, static_cast<int>(kernel[0] / 2)), pick(0, static_cast<int>(kernel[1] / 2))},
          .ceilMode = pick(0, 1) == 1,
          .countIncludePad = pick(0, 1) == 1};
      round % 3 == 1 ? graph.addMaxPool2d("node", 0, options) : graph.addAvgPool2d("node", 0, options);
    }
    if (!graph.status()) continue;
    ++built;
    EXPECT_EQ(shapeAfterRun(graph), graph.outputShape()) << "round " << round;
  }
  EXPECT_GT(built, 200);
}

TEST(Graph, InfersTheShapesOfTheOtherOperators) {
  Graph graph({6, 7, 9});
  const int half = graph.addSubsample2d("half", 0, {2, 3});
  EXPECT_THAT(graph.node(half).output, ElementsAre(6, 4, 3));
  const int padded = graph.addPadChannels("padded", half, 1, 2);
  EXPECT_THAT(graph.node(padded).output, ElementsAre(9, 4, 3));
  const int joined = graph.addConcat("joined", {half, padded});
  EXPECT_THAT(graph.node(joined).output, ElementsAre(15, 4, 3));
  const int pool = graph.addGlobalAvgPool2d("pool", joined);
  EXPECT_THAT(graph.node(pool).output, ElementsAre(15, 1, 1));
  const int flat = graph.addFlatten("flat", graph.addDropout("drop", pool, 0.5));
  EXPECT_THAT(graph.node(flat).output, ElementsAre(15));
  graph.addLinear("linear", graph.addIdentity("same", flat), {.out = 4});
  ASSERT_TRUE(graph.status());
  EXPECT_THAT(graph.outputShape(), ElementsAre(4));
  EXPECT_EQ(shapeAfterRun(graph), graph.outputShape());
}

TEST(Graph, KeepsTheFirstErrorAndDoesNothingAfterIt) {
  Graph graph({3, 8, 8});
  EXPECT_EQ(graph.addConv2d("wide", 0, {.out = 4, .kernel = square(9)}), -1);
  EXPECT_EQ(graph.addRelu("relu", -1), -1);
  EXPECT_EQ(graph.addRelu("fine", 0), -1);
  ASSERT_FALSE(graph.status());
  EXPECT_THAT(graph.status().error().message(), HasSubstr("wide"));
  EXPECT_THAT(graph.status().error().message(), HasSubstr("3x8x8"));
  EXPECT_EQ(graph.nodes().size(), 1U);
}

TEST(Graph, RefusesWhatCannotBe) {
  const auto refuses = [](auto&& build) {
    Graph graph({4, 8, 8});
    build(graph);
    return !graph.status();
  };
  EXPECT_TRUE(refuses([](Graph& g) { g.addConv2d("x", 0, {.out = 3, .groups = 2}); }));
  EXPECT_TRUE(refuses([](Graph& g) { g.addConv2d("x", 0, {.out = 0}); }));
  EXPECT_TRUE(refuses([](Graph& g) { g.addConv2d("x", 0, {.out = 1, .stride = {0, 1}}); }));
  EXPECT_TRUE(refuses([](Graph& g) { g.addConv2d("x", 0, {.out = std::int64_t{1} << 60}); }));
  EXPECT_TRUE(refuses([](Graph& g) { g.addConv2d("x", 0, {.out = 1, .padding = square(std::int64_t{1} << 62)}); }));
  EXPECT_TRUE(refuses([](Graph& g) { g.addLinear("x", 0, {.out = 2}); }));
  EXPECT_TRUE(refuses([](Graph& g) { g.addMaxPool2d("x", 0, {.kernel = square(2), .padding = square(2)}); }));
  EXPECT_TRUE(refuses([](Graph& g) { g.addDropout("x", 0, 1.0); }));
  EXPECT_TRUE(refuses([](Graph& g) { g.addRelu("input", 0); }));
  EXPECT_TRUE(refuses([](Graph& g) { g.addRelu("x", 5); }));
  EXPECT_TRUE(refuses([](Graph& g) { g.addConcat("x", {}); }));
  EXPECT_TRUE(refuses([](Graph& g) { g.addAdd("x", 0, g.addFlatten("f", 0)); }));
  EXPECT_FALSE(Graph(Shape{}).status());
  EXPECT_FALSE(Graph({0, 8, 8}).status());
  EXPECT_FALSE(Graph({1 << 20, 1 << 20, 1 << 20}).status());
}

Graph smallGraph() {
  Graph graph({2, 6, 6});
  int x = graph.addConv2d("conv", 0, {.out = 4, .kernel = square(3), .padding = square(1)});
  x = graph.addBatchNorm2d("bn", x);
  const int relu = graph.addRelu("relu", x);
  x = graph.addAdd("sum", relu, relu);
  x = graph.addMaxPool2d("max", x, {});
  x = graph.addFlatten("flat", graph.addAvgPool2d("avg", x, {.kernel = square(3), .stride = square(3)}));
  graph.addLinear("linear", x, {.out = 3, .bias = false});
  return graph;
}

TEST(Graph, ListsLayersWithShapesAndCounts) {
  const Graph graph = smallGraph();
  const std::vector<Layer> layers = graph.layers();
  ASSERT_EQ(layers.size(), 3U);
  EXPECT_EQ(layers[0].info.name, "conv");
  EXPECT_EQ(layers[0].info.op, "Conv2d");
  EXPECT_THAT(layers[0].info.shape, ElementsAre(4, 2, 3, 3));
  EXPECT_THAT(layers[0].info.output, ElementsAre(4, 6, 6));
  EXPECT_EQ(layers[0].info.parameters, 4 * 2 * 9 + 4);
  EXPECT_EQ(layers[0].info.macs, 4 * 36 * 2 * 9);
  EXPECT_EQ(layers[1].info.op, "BatchNorm2d");
  EXPECT_EQ(layers[1].info.parameters, 8);
  EXPECT_EQ(layers[1].info.macs, 4 * 36);
  EXPECT_EQ(layers[2].info.op, "Linear");
  EXPECT_EQ(layers[2].info.macs, 12);
  EXPECT_EQ(graph.parameterCount(), 76 + 8 + 12);
  EXPECT_EQ(graph.macs(), 2592 + 144 + 12);
  for (const Layer& layer : layers) EXPECT_EQ(graph.node(layer.node).name, layer.info.name);
}

TEST(Graph, GivesExponentsToTheOutputsThatOwnOne) {
  const Graph graph = smallGraph();
  std::vector<std::string> owners;
  for (const Edge& edge : graph.edges()) owners.push_back(edge.info.name);
  EXPECT_THAT(owners, ElementsAre("input", "conv", "bn", "sum", "avg", "linear"));
  const auto owner = [&](const char* name) { return graph.node(graph.edgeOf(*graph.find(name))).name; };
  EXPECT_EQ(owner("relu"), "bn");
  EXPECT_EQ(owner("max"), "sum");
  EXPECT_EQ(owner("flat"), "avg");
  EXPECT_EQ(owner("linear"), "linear");
}

TEST(Graph, NamesParametersAndStatisticsByKind) {
  const Graph graph = smallGraph();
  std::vector<std::string> names;
  for (const NamedTensor& tensor : graph.state()) names.push_back(tensor.name);
  EXPECT_THAT(names, ElementsAre("conv.weight", "conv.bias", "bn.weight", "bn.bias", "bn.running_mean",
                                 "bn.running_var", "linear.weight"));
  std::vector<TensorKind> kinds;
  for (const NamedTensor& tensor : graph.parameters()) kinds.push_back(tensor.kind);
  EXPECT_THAT(kinds, ElementsAre(TensorKind::ConvWeight, TensorKind::Bias, TensorKind::BatchNormWeight,
                                 TensorKind::BatchNormBias, TensorKind::LinearWeight));
}

TEST(Graph, CloneSharesNothing) {
  Graph graph = smallGraph();
  graph.setArchitecture("small");
  for (NamedTensor& tensor : graph.parameters()) tensor.tensor.set_requires_grad(true);
  const Graph copy = graph.clone();
  {
    const torch::NoGradGuard noGrad;
    for (NamedTensor& tensor : graph.state()) tensor.tensor.fill_(5);
  }
  const auto before = smallGraph().state();
  const auto after = copy.state();
  ASSERT_EQ(before.size(), after.size());
  for (std::size_t i = 0; i < before.size(); ++i) {
    EXPECT_TRUE(torch::equal(before[i].tensor, after[i].tensor)) << before[i].name;
    EXPECT_TRUE(after[i].tensor.is_leaf());
  }
  for (const NamedTensor& tensor : copy.parameters()) EXPECT_TRUE(tensor.tensor.requires_grad()) << tensor.name;
  EXPECT_EQ(copy.architecture(), "small");
}

TEST(Graph, MovesBetweenDevicesOrSaysWhyNot) {
  Graph graph = smallGraph();
  EXPECT_TRUE(graph.to(torch::kCPU));
  if (!torch::cuda::is_available()) {
    const Status status = graph.to(torch::Device(torch::kCUDA, 0));
    ASSERT_FALSE(status);
    EXPECT_THAT(status.error().message(), HasSubstr("cuda:0"));
  }
}

}  // namespace
}  // namespace dyadic::nets
