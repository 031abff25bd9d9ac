// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/architectures/Families.h"

namespace dyadic::nets {
namespace {

/// Squeeze to few channels (1x1), then expand by 1x1 and 3x3 side by side.
int fire(Graph& graph, int input, const std::string& name, std::int64_t squeeze, std::int64_t expand) {
  int x = graph.addConv2d(name + ".squeeze", input, {.out = squeeze});
  x = graph.addRelu(name + ".squeeze_activation", x);
  int one = graph.addConv2d(name + ".expand1x1", x, {.out = expand});
  one = graph.addRelu(name + ".expand1x1_activation", one);
  int three = graph.addConv2d(name + ".expand3x3", x, {.out = expand, .kernel = square(3), .padding = square(1)});
  three = graph.addRelu(name + ".expand3x3_activation", three);
  return graph.addConcat(name + ".concat", {one, three});
}

/// Iandola et al., 2016, in the authors' version 1.1; no linear layer.
void buildSqueezeNet(Graph& graph, int classes) {
  const PoolOptions pool{.kernel = square(3), .stride = square(2), .ceilMode = true};
  int x = graph.addConv2d("features.0", graph.inputNode(), {.out = 64, .kernel = square(3), .stride = square(2)});
  x = graph.addRelu("features.1", x);
  x = graph.addMaxPool2d("features.2", x, pool);
  x = fire(graph, x, "features.3", 16, 64);
  x = fire(graph, x, "features.4", 16, 64);
  x = graph.addMaxPool2d("features.5", x, pool);
  x = fire(graph, x, "features.6", 32, 128);
  x = fire(graph, x, "features.7", 32, 128);
  x = graph.addMaxPool2d("features.8", x, pool);
  x = fire(graph, x, "features.9", 48, 192);
  x = fire(graph, x, "features.10", 48, 192);
  x = fire(graph, x, "features.11", 64, 256);
  x = fire(graph, x, "features.12", 64, 256);
  x = graph.addDropout("classifier.0", x, 0.5);
  x = graph.addConv2d("classifier.1", x, {.out = classes});
  x = graph.addRelu("classifier.2", x);
  x = graph.addGlobalAvgPool2d("classifier.3", x);
  graph.addFlatten("flatten", x);
}

}  // namespace

std::vector<Architecture> squeezeNets() {
  return {{{"squeezenet1.1",
            DYADIC_TR("engine", "SqueezeNet 1.1 for ImageNet: eight fire modules, no linear layer"),
            {3, 224, 224},
            25},
           buildSqueezeNet}};
}

}  // namespace dyadic::nets
