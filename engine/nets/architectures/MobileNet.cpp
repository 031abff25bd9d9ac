// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/architectures/Families.h"

#include <utility>

namespace dyadic::nets {
namespace {

struct Step {
  std::string convolution;
  std::string norm;
  std::int64_t out;
  std::int64_t side = 1;
  std::int64_t stride = 1;
  std::int64_t groups = 1;
};

int convolutionAndNorm(Graph& graph, int input, const Step& step) {
  const int x = graph.addConv2d(step.convolution, input,
                                {.out = step.out,
                                 .kernel = square(step.side),
                                 .stride = square(step.stride),
                                 .padding = square(step.side / 2),
                                 .groups = step.groups,
                                 .bias = false});
  return graph.addBatchNorm2d(step.norm, x);
}

/// Howard et al., 2017, table 1: depthwise separable convolutions. Names as in the public weights, model.I.J.
void buildMobileNetV1(Graph& graph, int classes) {
  constexpr std::pair<int, int> kPlan[] = {{64, 1},  {128, 2}, {128, 1}, {256, 2}, {256, 1},  {512, 2}, {512, 1},
                                           {512, 1}, {512, 1}, {512, 1}, {512, 1}, {1024, 2}, {1024, 1}};
  int x = convolutionAndNorm(graph, graph.inputNode(), {"model.0.0", "model.0.1", 32, 3, 2});
  x = graph.addRelu("model.0.2", x);
  std::int64_t channels = 32;
  int index = 1;
  for (const auto& [out, stride] : kPlan) {
    const std::string at = "model." + std::to_string(index++) + ".";
    x = convolutionAndNorm(graph, x, {at + "0", at + "1", channels, 3, stride, channels});
    x = graph.addRelu(at + "2", x);
    x = convolutionAndNorm(graph, x, {at + "3", at + "4", out});
    x = graph.addRelu(at + "5", x);
    channels = out;
  }
  x = graph.addGlobalAvgPool2d("avgpool", x);
  x = graph.addFlatten("flatten", x);
  graph.addLinear("fc", x, {.out = classes});
}

struct Bottleneck {
  std::string name;
  std::int64_t in;
  std::int64_t out;
  std::int64_t stride;
  std::int64_t expansion;
};

/// Expand (1x1), depthwise (3x3), project (1x1, without ReLU), plus the input where the shape stays.
int invertedResidual(Graph& graph, int input, const Bottleneck& block) {
  const std::string at = block.name + ".conv.";
  const std::int64_t wide = block.in * block.expansion;
  int x = input;
  int index = 0;
  if (block.expansion != 1) {
    x = convolutionAndNorm(graph, x, {at + "0.0", at + "0.1", wide});
    x = graph.addRelu6(at + "0.2", x);
    ++index;
  }
  const std::string depthwise = at + std::to_string(index++) + ".";
  x = convolutionAndNorm(graph, x, {depthwise + "0", depthwise + "1", wide, 3, block.stride, wide});
  x = graph.addRelu6(depthwise + "2", x);
  x = convolutionAndNorm(graph, x, {at + std::to_string(index), at + std::to_string(index + 1), block.out});
  return block.stride == 1 && block.in == block.out ? graph.addAdd(block.name + ".add", x, input) : x;
}

/// Sandler et al., 2018, table 2.
void buildMobileNetV2(Graph& graph, int classes) {
  struct Group {
    int expansion, channels, blocks, stride;
  };
  constexpr Group kPlan[] = {{1, 16, 1, 1}, {6, 24, 2, 2},  {6, 32, 3, 2}, {6, 64, 4, 2},
                             {6, 96, 3, 1}, {6, 160, 3, 2}, {6, 320, 1, 1}};
  int x = convolutionAndNorm(graph, graph.inputNode(), {"features.0.0", "features.0.1", 32, 3, 2});
  x = graph.addRelu6("features.0.2", x);
  std::int64_t channels = 32;
  int index = 1;
  for (const Group& group : kPlan) {
    for (int block = 0; block < group.blocks; ++block) {
      const std::string name = "features." + std::to_string(index++);
      x = invertedResidual(graph, x, {name, channels, group.channels, block == 0 ? group.stride : 1, group.expansion});
      channels = group.channels;
    }
  }
  x = convolutionAndNorm(graph, x, {"features.18.0", "features.18.1", 1280});
  x = graph.addRelu6("features.18.2", x);
  x = graph.addGlobalAvgPool2d("avgpool", x);
  x = graph.addFlatten("flatten", x);
  x = graph.addDropout("classifier.0", x, 0.2);
  graph.addLinear("classifier.1", x, {.out = classes});
}

}  // namespace

std::vector<Architecture> mobileNets() {
  return {
      {{"mobilenet-v1",
        DYADIC_TR("engine", "MobileNet for ImageNet: thirteen depthwise separable convolutions"),
        {3, 224, 224},
        1},
       buildMobileNetV1},
      {{"mobilenet-v2",
        DYADIC_TR("engine", "MobileNetV2 for ImageNet: seventeen inverted residuals"),
        {3, 224, 224},
        1},
       buildMobileNetV2},
  };
}

}  // namespace dyadic::nets
