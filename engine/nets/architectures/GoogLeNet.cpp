// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/architectures/Families.h"

namespace dyadic::nets {
namespace {

struct Branch {
  std::string name;
  std::int64_t out;
  std::int64_t side = 1;
  std::int64_t stride = 1;
};

int convolution(Graph& graph, int input, const Branch& branch) {
  int x = graph.addConv2d(branch.name + ".conv", input,
                          {.out = branch.out,
                           .kernel = square(branch.side),
                           .stride = square(branch.stride),
                           .padding = square(branch.side / 2),
                           .bias = false});
  x = graph.addBatchNorm2d(branch.name + ".bn", x, {.eps = 1e-3});
  return graph.addRelu(branch.name + ".relu", x);
}

struct Inception {
  const char* name;
  int one;             ///< 1x1
  int threeIn, three;  ///< 1x1, then 3x3
  int fiveIn, five;    ///< 1x1, then 3x3 where the paper has 5x5, as in torchvision
  int pooled;          ///< 3x3 max pool, then 1x1
  bool pooledAfter = false;
};

int inception(Graph& graph, int input, const Inception& plan) {
  const std::string at = std::string(plan.name) + ".";
  const int one = convolution(graph, input, {at + "branch1", plan.one});
  int three = convolution(graph, input, {at + "branch2.0", plan.threeIn});
  three = convolution(graph, three, {at + "branch2.1", plan.three, 3});
  int five = convolution(graph, input, {at + "branch3.0", plan.fiveIn});
  five = convolution(graph, five, {at + "branch3.1", plan.five, 3});
  int pooled = graph.addMaxPool2d(at + "branch4.0", input,
                                  {.kernel = square(3), .stride = square(1), .padding = square(1), .ceilMode = true});
  pooled = convolution(graph, pooled, {at + "branch4.1", plan.pooled});
  return graph.addConcat(at + "concat", {one, three, five, pooled});
}

/// Szegedy et al., 2015, table 1, with batch norm and without the auxiliary classifiers, which only train.
void buildGoogLeNet(Graph& graph, int classes) {
  const PoolOptions halve{.kernel = square(3), .stride = square(2), .ceilMode = true};
  constexpr Inception kPlan[] = {
      {"inception3a", 64, 96, 128, 16, 32, 32},           {"inception3b", 128, 128, 192, 32, 96, 64, true},
      {"inception4a", 192, 96, 208, 16, 48, 64},          {"inception4b", 160, 112, 224, 24, 64, 64},
      {"inception4c", 128, 128, 256, 24, 64, 64},         {"inception4d", 112, 144, 288, 32, 64, 64},
      {"inception4e", 256, 160, 320, 32, 128, 128, true}, {"inception5a", 256, 160, 320, 32, 128, 128},
      {"inception5b", 384, 192, 384, 48, 128, 128}};
  int x = convolution(graph, graph.inputNode(), {"conv1", 64, 7, 2});
  x = graph.addMaxPool2d("maxpool1", x, halve);
  x = convolution(graph, x, {"conv2", 64});
  x = convolution(graph, x, {"conv3", 192, 3});
  x = graph.addMaxPool2d("maxpool2", x, halve);
  int pools = 3;
  for (const Inception& plan : kPlan) {
    x = inception(graph, x, plan);
    if (!plan.pooledAfter) continue;
    const PoolOptions last{.kernel = square(2), .stride = square(2), .ceilMode = true};
    x = graph.addMaxPool2d("maxpool" + std::to_string(pools), x, pools == 3 ? halve : last);
    ++pools;
  }
  x = graph.addGlobalAvgPool2d("avgpool", x);
  x = graph.addFlatten("flatten", x);
  x = graph.addDropout("dropout", x, 0.2);
  graph.addLinear("fc", x, {.out = classes});
}

}  // namespace

std::vector<Architecture> googLeNets() {
  return {{{"googlenet",
            DYADIC_TR("engine", "GoogLeNet for ImageNet: nine inception modules with batch norm"),
            {3, 224, 224},
            31},
           buildGoogLeNet}};
}

}  // namespace dyadic::nets
