// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/architectures/Families.h"

namespace dyadic::nets {
namespace {

struct Convolution {
  std::int64_t out;
  std::int64_t side;
  std::int64_t stride;
  std::int64_t padding;
  bool pooled;
};

/// torchvision's form of Krizhevsky, 2014 ("one weird trick"): five convolutions, three linear layers.
void buildAlexNet(Graph& graph, int classes) {
  constexpr Convolution kConvolutions[] = {
      {64, 11, 4, 2, true}, {192, 5, 1, 2, true}, {384, 3, 1, 1, false}, {256, 3, 1, 1, false}, {256, 3, 1, 1, true}};
  int x = graph.inputNode();
  int index = 0;  // of the module in torchvision's list
  const auto next = [&index](const char* list) { return std::string(list) + "." + std::to_string(index++); };
  for (const Convolution& c : kConvolutions) {
    x = graph.addConv2d(
        next("features"), x,
        {.out = c.out, .kernel = square(c.side), .stride = square(c.stride), .padding = square(c.padding)});
    x = graph.addRelu(next("features"), x);
    if (c.pooled) x = graph.addMaxPool2d(next("features"), x, {.kernel = square(3), .stride = square(2)});
  }
  x = graph.addFlatten("flatten", x);  // 6x6 pixels at 224x224, where torchvision's adaptive pool does nothing
  index = 0;
  for (int layer = 0; layer < 2; ++layer) {
    x = graph.addDropout(next("classifier"), x, 0.5);
    x = graph.addLinear(next("classifier"), x, {.out = 4096});
    x = graph.addRelu(next("classifier"), x);
  }
  graph.addLinear(next("classifier"), x, {.out = classes});
}

}  // namespace

std::vector<Architecture> alexNets() {
  return {{{"alexnet",
            DYADIC_TR("engine", "AlexNet for ImageNet: five convolutions, three linear layers"),
            {3, 224, 224},
            63},
           buildAlexNet}};
}

}  // namespace dyadic::nets
