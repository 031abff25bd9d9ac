// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/architectures/Families.h"

#include <array>

namespace dyadic::nets {
namespace {

struct Convolution {
  std::string name;
  std::string norm;
  std::int64_t out;
  std::int64_t side;  ///< of the kernel; padded by half of it
  std::int64_t stride;
};

int convolutionAndNorm(Graph& graph, int input, const Convolution& c) {
  const int x = graph.addConv2d(c.name, input,
                                {.out = c.out,
                                 .kernel = square(c.side),
                                 .stride = square(c.stride),
                                 .padding = square(c.side / 2),
                                 .bias = false});
  return graph.addBatchNorm2d(c.norm, x);
}

struct Block {
  std::string name;
  std::int64_t width;
  std::int64_t stride;
  bool bottleneck;
};

/// Two 3x3 convolutions; or 1x1, 3x3 with the stride (as torchvision has it), 1x1 to four times the width. The shortcut
/// is a strided 1x1 convolution where the shape changes (option B of He et al., 2016, section 3.3).
int residualBlock(Graph& graph, int input, const Block& block) {
  const std::string at = block.name + ".";
  const std::int64_t out = block.bottleneck ? 4 * block.width : block.width;
  std::vector<Convolution> path;
  if (block.bottleneck) {
    path = {{at + "conv1", at + "bn1", block.width, 1, 1},
            {at + "conv2", at + "bn2", block.width, 3, block.stride},
            {at + "conv3", at + "bn3", out, 1, 1}};
  } else {
    path = {{at + "conv1", at + "bn1", out, 3, block.stride}, {at + "conv2", at + "bn2", out, 3, 1}};
  }
  int x = input;
  for (std::size_t i = 0; i < path.size(); ++i) {
    x = convolutionAndNorm(graph, x, path[i]);
    if (i + 1 < path.size()) x = graph.addRelu(at + "relu" + std::to_string(i + 1), x);
  }
  int shortcut = input;
  if (graph.status() && (block.stride != 1 || graph.node(input).output[0] != out)) {
    shortcut = convolutionAndNorm(graph, input, {at + "downsample.0", at + "downsample.1", out, 1, block.stride});
  }
  x = graph.addAdd(at + "add", x, shortcut);
  return graph.addRelu(at + "relu" + std::to_string(path.size()), x);
}

struct ResNetPlan {
  std::array<int, 4> blocks;
  bool bottleneck;
  bool smallImages = false;  ///< 3x3 stem, nothing halved before the second stage
};

void buildResNet(Graph& graph, const ResNetPlan& plan, int classes) {
  const Convolution stem =
      plan.smallImages ? Convolution{"conv1", "bn1", 64, 3, 1} : Convolution{"conv1", "bn1", 64, 7, 2};
  int x = convolutionAndNorm(graph, graph.inputNode(), stem);
  x = graph.addRelu("relu", x);
  if (!plan.smallImages)
    x = graph.addMaxPool2d("maxpool", x, {.kernel = square(3), .stride = square(2), .padding = square(1)});
  for (int stage = 0; stage < 4; ++stage) {
    for (int block = 0; block < plan.blocks[static_cast<std::size_t>(stage)]; ++block) {
      const std::string name = "layer" + std::to_string(stage + 1) + "." + std::to_string(block);
      const std::int64_t stride = stage > 0 && block == 0 ? 2 : 1;
      x = residualBlock(graph, x, {name, std::int64_t{64} << stage, stride, plan.bottleneck});
    }
  }
  x = graph.addGlobalAvgPool2d("avgpool", x);
  x = graph.addFlatten("flatten", x);
  graph.addLinear("fc", x, {.out = classes});
}

/// The same order turned round: batch norm and ReLU before each convolution, and nothing on the shortcut (He et al.,
/// 2016b, "Identity mappings", figure 4e). A shortcut with a convolution begins after the first batch norm and ReLU.
int preActivationBlock(Graph& graph, int input, const Block& block) {
  const std::string at = block.name + ".";
  const std::int64_t out = 4 * block.width;
  int x = graph.addBatchNorm2d(at + "bn1", input);
  x = graph.addRelu(at + "relu1", x);
  int shortcut = input;
  if (graph.status() && (block.stride != 1 || graph.node(input).output[0] != out))
    shortcut = graph.addConv2d(at + "downsample.0", x, {.out = out, .stride = square(block.stride), .bias = false});
  x = graph.addConv2d(at + "conv1", x, {.out = block.width, .bias = false});
  x = graph.addBatchNorm2d(at + "bn2", x);
  x = graph.addRelu(at + "relu2", x);
  x = graph.addConv2d(
      at + "conv2", x,
      {.out = block.width, .kernel = square(3), .stride = square(block.stride), .padding = square(1), .bias = false});
  x = graph.addBatchNorm2d(at + "bn3", x);
  x = graph.addRelu(at + "relu3", x);
  x = graph.addConv2d(at + "conv3", x, {.out = out, .bias = false});
  return graph.addAdd(at + "add", x, shortcut);
}

void buildPreResNet50(Graph& graph, int classes) {
  constexpr std::array kBlocks = {3, 4, 6, 3};
  int x = graph.addConv2d("conv1", graph.inputNode(),
                          {.out = 64, .kernel = square(7), .stride = square(2), .padding = square(3), .bias = false});
  x = graph.addBatchNorm2d("bn1", x);
  x = graph.addRelu("relu1", x);
  x = graph.addMaxPool2d("maxpool", x, {.kernel = square(3), .stride = square(2), .padding = square(1)});
  for (int stage = 0; stage < 4; ++stage) {
    for (int block = 0; block < kBlocks[static_cast<std::size_t>(stage)]; ++block) {
      const std::string name = "layer" + std::to_string(stage + 1) + "." + std::to_string(block);
      x = preActivationBlock(graph, x, {name, std::int64_t{64} << stage, stage > 0 && block == 0 ? 2 : 1, true});
    }
  }
  x = graph.addBatchNorm2d("bn2", x);
  x = graph.addRelu("relu2", x);
  x = graph.addGlobalAvgPool2d("avgpool", x);
  x = graph.addFlatten("flatten", x);
  graph.addLinear("fc", x, {.out = classes});
}

Architecture resNet(int depth, std::string description, const ResNetPlan& plan) {
  return {{"resnet" + std::to_string(depth), std::move(description), {3, 224, 224}, 1},
          [plan](Graph& graph, int classes) { buildResNet(graph, plan, classes); }};
}

}  // namespace

std::vector<Architecture> resNets() {
  return {
      resNet(18, DYADIC_TR("engine", "ResNet-18 for ImageNet: four stages of two basic blocks"), {{2, 2, 2, 2}, false}),
      resNet(34, DYADIC_TR("engine", "ResNet-34 for ImageNet: four stages of 3, 4, 6 and 3 basic blocks"),
             {{3, 4, 6, 3}, false}),
      resNet(50, DYADIC_TR("engine", "ResNet-50 for ImageNet: four stages of 3, 4, 6 and 3 bottleneck blocks"),
             {{3, 4, 6, 3}, true}),
      {{"resnet18-cifar",
        DYADIC_TR("engine", "ResNet-18 for small images: 3x3 stem, four stages of two basic blocks"),
        {3, 32, 32},
        1},
       [](Graph& graph, int classes) {
         buildResNet(graph, {{2, 2, 2, 2}, false, true}, classes);
       }},
      {{"preresnet50",
        DYADIC_TR("engine", "ResNet-50 for ImageNet with batch norm and ReLU before each convolution"),
        {3, 224, 224},
        1},
       buildPreResNet50},
  };
}

}  // namespace dyadic::nets
