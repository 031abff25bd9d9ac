// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/Architectures.h"

#include <ATen/CPUGeneratorImpl.h>

#include <algorithm>
#include <cmath>
#include <functional>

namespace dyadic::nets {
namespace {

constexpr int kMaxClasses = 1'000'000;

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

struct Architecture {
  ArchitectureInfo info;
  std::int64_t leastSide;  ///< height and width of the smallest input
  std::function<void(Graph&, int)> build;
};

Architecture cifarResNet(int depth, std::string description) {
  // 4 pixels become 2 and then 1; on anything smaller the last stage would have nothing to halve.
  return {{"resnet" + std::to_string(depth) + "-cifar", std::move(description)}, 4, [depth](Graph& graph, int classes) {
            buildCifarResNet(graph, (depth - 2) / 6, classes);
          }};
}

const std::vector<Architecture>& table() {
  static const std::vector<Architecture> kTable = {
      {{"lenet5", DYADIC_TR("engine", "LeNet-5 with ReLU and max pools: two convolutions, three linear layers")},
       12,
       buildLeNet},
      cifarResNet(8, DYADIC_TR("engine", "ResNet-8 for small images: three stages of one basic block")),
      cifarResNet(20, DYADIC_TR("engine", "ResNet-20 for small images: three stages of three basic blocks")),
      cifarResNet(32, DYADIC_TR("engine", "ResNet-32 for small images: three stages of five basic blocks")),
      cifarResNet(44, DYADIC_TR("engine", "ResNet-44 for small images: three stages of seven basic blocks")),
      cifarResNet(56, DYADIC_TR("engine", "ResNet-56 for small images: three stages of nine basic blocks")),
  };
  return kTable;
}

/// Kaiming normal, He et al. 2015, equation 10: standard deviation sqrt(2 / fan_in).
void initialize(Graph& graph, std::uint64_t seed) {
  const torch::NoGradGuard noGrad;
  auto generator = at::detail::createCPUGenerator(seed);
  for (const NamedTensor& parameter : graph.parameters()) {
    if (parameter.kind != TensorKind::ConvWeight && parameter.kind != TensorKind::LinearWeight) continue;
    torch::Tensor weight = parameter.tensor;
    const std::int64_t fanIn = weight.numel() / weight.size(0);
    weight.normal_(0, std::sqrt(2.0 / static_cast<double>(fanIn)), generator);
  }
}

Error unknown(const std::string& id) {
  std::string known;
  for (const ArchitectureInfo& info : architectures()) known += (known.empty() ? "" : ", ") + info.id;
  return usageError(DYADIC_TR("engine", "There is no architecture \"%1\". Known are: %2."), {id, known});
}

}  // namespace

const std::vector<ArchitectureInfo>& architectures() {
  static const std::vector<ArchitectureInfo> kInfos = [] {
    std::vector<ArchitectureInfo> out;
    for (const Architecture& architecture : table()) out.push_back(architecture.info);
    return out;
  }();
  return kInfos;
}

Expected<Graph> buildArchitecture(const std::string& id, const ArchitectureOptions& options) {
  const auto& all = table();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Architecture& a) { return a.info.id == id; });
  if (found == all.end()) return unknown(id);
  if (options.classes < 1 || options.classes > kMaxClasses) {
    return usageError(DYADIC_TR("engine", "%1 classes are not possible; there must be 1 to %2."),
                      {std::to_string(options.classes), std::to_string(kMaxClasses)});
  }
  Graph graph(options.input);
  if (const Status status = graph.status(); !status) return status.error();
  const std::int64_t side = std::min(options.input[1], options.input[2]);
  if (side < found->leastSide) {
    return usageError(
        DYADIC_TR("engine", "Images of %1x%2 pixels are too small for %3, which needs at least %4x%4."),
        {std::to_string(options.input[1]), std::to_string(options.input[2]), id, std::to_string(found->leastSide)});
  }
  try {
    found->build(graph, options.classes);
    if (const Status status = graph.status(); !status) return status.error();
    initialize(graph, options.seed);
  } catch (const std::exception& error) {
    return failure(DYADIC_TR("engine", "The network %1 could not be built: %2"), {id, error.what()});
  }
  graph.setArchitecture(id);
  return graph;
}

}  // namespace dyadic::nets
