// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/architectures/Families.h"

namespace dyadic::nets {
namespace {

int conv3x3(Graph& graph, const std::string& name, int input, std::int64_t out, std::int64_t stride) {
  return graph.addConv2d(
      name, input, {.out = out, .kernel = square(3), .stride = square(stride), .padding = square(1), .bias = false});
}

/// relu(bn2(conv2(relu(bn1(conv1(x))))) + shortcut(x)); returns the output's id.
int basicBlock(Graph& graph, const std::string& name, int input, std::int64_t channels, std::int64_t stride) {
  int x = conv3x3(graph, name + ".conv1", input, channels, stride);
  x = graph.addBatchNorm2d(name + ".bn1", x);
  x = graph.addRelu(name + ".relu1", x);
  x = conv3x3(graph, name + ".conv2", x, channels, 1);
  x = graph.addBatchNorm2d(name + ".bn2", x);
  int shortcut = input;
  if (stride != 1) {
    shortcut = graph.addSubsample2d(name + ".shortcut.subsample", shortcut, square(stride));
    shortcut = graph.addPadChannels(name + ".shortcut.pad", shortcut, channels / 4, channels / 4);
  }
  x = graph.addAdd(name + ".add", x, shortcut);
  return graph.addRelu(name + ".relu2", x);
}

void buildCifarResNet(Graph& graph, int blocks, int classes) {
  int x = conv3x3(graph, "conv1", graph.inputNode(), 16, 1);
  x = graph.addBatchNorm2d("bn1", x);
  x = graph.addRelu("relu1", x);
  for (int stage = 1; stage <= 3; ++stage) {
    for (int block = 0; block < blocks; ++block) {
      const std::string name = "layer" + std::to_string(stage) + "." + std::to_string(block);
      x = basicBlock(graph, name, x, std::int64_t{16} << (stage - 1), stage > 1 && block == 0 ? 2 : 1);
    }
  }
  x = graph.addGlobalAvgPool2d("pool", x);
  x = graph.addFlatten("flatten", x);
  graph.addLinear("linear", x, {.out = classes});
}

Architecture cifarResNet(int depth, std::string description) {
  // 4 pixels become 2 and then 1; on anything smaller the last stage would have nothing to halve.
  return {{"resnet" + std::to_string(depth) + "-cifar", std::move(description), {3, 32, 32}, 4},
          [depth](Graph& graph, int classes) { buildCifarResNet(graph, (depth - 2) / 6, classes); }};
}

}  // namespace

std::vector<Architecture> cifarResNets() {
  return {
      cifarResNet(8, DYADIC_TR("engine", "ResNet-8 for small images: three stages of one basic block")),
      cifarResNet(20, DYADIC_TR("engine", "ResNet-20 for small images: three stages of three basic blocks")),
      cifarResNet(32, DYADIC_TR("engine", "ResNet-32 for small images: three stages of five basic blocks")),
      cifarResNet(44, DYADIC_TR("engine", "ResNet-44 for small images: three stages of seven basic blocks")),
      cifarResNet(56, DYADIC_TR("engine", "ResNet-56 for small images: three stages of nine basic blocks")),
  };
}

}  // namespace dyadic::nets
