// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/architectures/Families.h"

namespace dyadic::nets {
namespace {

constexpr int kPool = 0;  // among numbers of channels

/// 3x3 convolutions, each with ReLU, and 2x2 max pools; names as torchvision numbers its list of modules.
int features(Graph& graph, const std::vector<int>& plan, bool norms) {
  int x = graph.inputNode();
  int index = 0;
  const auto next = [&index] { return "features." + std::to_string(index++); };
  for (const int channels : plan) {
    if (channels == kPool) {
      x = graph.addMaxPool2d(next(), x, {});
      continue;
    }
    x = graph.addConv2d(next(), x, {.out = channels, .kernel = square(3), .padding = square(1)});
    if (norms) x = graph.addBatchNorm2d(next(), x);
    x = graph.addRelu(next(), x);
  }
  return graph.addFlatten("flatten", x);
}

/// Configuration D of Simonyan and Zisserman, 2015.
void buildVgg16(Graph& graph, bool norms, int classes) {
  int x = features(
      graph, {64, 64, kPool, 128, 128, kPool, 256, 256, 256, kPool, 512, 512, 512, kPool, 512, 512, 512, kPool}, norms);
  x = graph.addLinear("classifier.0", x, {.out = 4096});
  x = graph.addRelu("classifier.1", x);
  x = graph.addDropout("classifier.2", x, 0.5);
  x = graph.addLinear("classifier.3", x, {.out = 4096});
  x = graph.addRelu("classifier.4", x);
  x = graph.addDropout("classifier.5", x, 0.5);
  graph.addLinear("classifier.6", x, {.out = classes});
}

/// 2x128C3-MP2-2x256C3-MP2-2x512C3-MP2-1024FC: the network of Li et al., 2016 (TWN), section 3.
void buildVgg7(Graph& graph, int classes) {
  int x = features(graph, {128, 128, kPool, 256, 256, kPool, 512, 512, kPool}, true);
  x = graph.addLinear("classifier.0", x, {.out = 1024});
  x = graph.addRelu("classifier.1", x);
  graph.addLinear("classifier.2", x, {.out = classes});
}

}  // namespace

std::vector<Architecture> vggs() {
  return {
      {{"vgg7",
        DYADIC_TR("engine", "VGG-7 for small images: six convolutions with batch norm, two linear layers"),
        {3, 32, 32},
        8},
       buildVgg7},
      {{"vgg16",
        DYADIC_TR("engine", "VGG-16 for ImageNet: thirteen convolutions, three linear layers"),
        {3, 224, 224},
        32},
       [](Graph& graph, int classes) { buildVgg16(graph, false, classes); }},
      {{"vgg16-bn", DYADIC_TR("engine", "VGG-16 for ImageNet with batch norm"), {3, 224, 224}, 32},
       [](Graph& graph, int classes) { buildVgg16(graph, true, classes); }},
  };
}

}  // namespace dyadic::nets
