// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/architectures/Families.h"

namespace dyadic::nets {
namespace {

void buildLeNet(Graph& graph, int classes) {
  int x = graph.addConv2d("conv1", graph.inputNode(), {.out = 6, .kernel = square(5), .padding = square(2)});
  x = graph.addRelu("relu1", x);
  x = graph.addMaxPool2d("pool1", x, {});
  x = graph.addConv2d("conv2", x, {.out = 16, .kernel = square(5)});
  x = graph.addRelu("relu2", x);
  x = graph.addMaxPool2d("pool2", x, {});
  x = graph.addFlatten("flatten", x);
  x = graph.addLinear("fc1", x, {.out = 120});
  x = graph.addRelu("relu3", x);
  x = graph.addLinear("fc2", x, {.out = 84});
  x = graph.addRelu("relu4", x);
  graph.addLinear("fc3", x, {.out = classes});
}

void buildLeNet300(Graph& graph, int classes) {
  int x = graph.addFlatten("flatten", graph.inputNode());
  x = graph.addLinear("fc1", x, {.out = 300});
  x = graph.addRelu("relu1", x);
  x = graph.addLinear("fc2", x, {.out = 100});
  x = graph.addRelu("relu2", x);
  graph.addLinear("fc3", x, {.out = classes});
}

}  // namespace

std::vector<Architecture> leNets() {
  return {{{"lenet-300-100", DYADIC_TR("engine", "LeNet-300-100: three linear layers"), {}, 1}, buildLeNet300},

          {{"lenet5",
            DYADIC_TR("engine", "LeNet-5 with ReLU and max pools: two convolutions, three linear layers"),
            {},
            12},
           buildLeNet}};
}

}  // namespace dyadic::nets
