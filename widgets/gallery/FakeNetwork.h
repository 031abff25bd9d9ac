// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/types/RunRecord.h"

/// Made-up networks with all their operators, for the gallery, tests and benchmarks of widgets/.
namespace dyadic::widgets {

/// Adds operators and finds their shapes.
class FakeNetwork {
 public:
  FakeNetwork() {
    info.input = {3, 224, 224};
    info.nodes.push_back({"input", "Input", {}, info.input, -1, 0, {}});
  }

  int conv(const std::string& name, int input, std::int64_t out, int side, int stride = 1) {
    const auto in = shapeOf(input);
    return layer(name, "Conv2d", input, {out, in[0], side, side}, {out, in[1] / stride, in[2] / stride});
  }
  int norm(const std::string& name, int input) {
    return layer(name, "BatchNorm2d", input, {shapeOf(input)[0]}, shapeOf(input));
  }
  int linear(const std::string& name, int input, std::int64_t out) {
    return layer(name, "Linear", input, {out, shapeOf(input)[0]}, {out});
  }
  int op(const std::string& name, const std::string& kind, std::vector<int> inputs,
         std::vector<std::int64_t> shape = {}) {
    if (shape.empty()) shape = shapeOf(inputs.front());
    info.nodes.push_back({name, kind, std::move(inputs), std::move(shape), -1, -1, {}});
    return last();
  }
  [[nodiscard]] std::vector<std::int64_t> shapeOf(int node) const {
    return info.nodes[static_cast<std::size_t>(node)].output;
  }
  [[nodiscard]] int last() const { return static_cast<int>(info.nodes.size()) - 1; }

  ModelInfo info;

 private:
  int layer(const std::string& name, const std::string& kind, int input, std::vector<std::int64_t> shape,
            std::vector<std::int64_t> output) {
    LayerInfo layer;
    layer.name = name;
    layer.op = kind;
    layer.shape = std::move(shape);
    layer.output = output;
    layer.parameters = 1;
    for (const std::int64_t size : layer.shape) layer.parameters *= size;
    layer.macs = layer.parameters;
    for (std::size_t i = 1; i < output.size(); ++i) layer.macs *= output[i];
    if (kind == "BatchNorm2d") layer.macs = 0;
    info.nodes.push_back({name, kind, {input}, output, static_cast<int>(info.layers.size()), -1, {}});
    info.layers.push_back(std::move(layer));
    info.edges.push_back({name, std::move(output)});
    return last();
  }
};

/// Bottleneck blocks in four stages, as ResNet-50 (3, 4, 6, 3) has them.
inline ModelInfo fakeResNetInfo(const std::array<int, 4>& blocks = {3, 4, 6, 3}) {
  FakeNetwork net;
  int x = net.conv("conv1", 0, 64, 7, 2);
  x = net.norm("bn1", x);
  x = net.op("relu", "Relu", {x});
  x = net.op("maxpool", "MaxPool2d", {x}, {64, 56, 56});
  for (int stage = 0; stage < 4; ++stage) {
    for (int block = 0; block < blocks[static_cast<std::size_t>(stage)]; ++block) {
      const std::string at = "layer" + std::to_string(stage + 1) + "." + std::to_string(block) + ".";
      const std::int64_t width = std::int64_t{64} << stage;
      const int stride = stage > 0 && block == 0 ? 2 : 1;
      const int input = x;
      x = net.op(at + "relu1", "Relu", {net.norm(at + "bn1", net.conv(at + "conv1", x, width, 1))});
      x = net.op(at + "relu2", "Relu", {net.norm(at + "bn2", net.conv(at + "conv2", x, width, 3, stride))});
      x = net.norm(at + "bn3", net.conv(at + "conv3", x, 4 * width, 1));
      int shortcut = input;
      if (block == 0)
        shortcut = net.norm(at + "downsample.1", net.conv(at + "downsample.0", input, 4 * width, 1, stride));
      x = net.op(at + "relu3", "Relu", {net.op(at + "add", "Add", {x, shortcut})});
    }
  }
  x = net.op("avgpool", "GlobalAvgPool2d", {x}, {2048, 1, 1});
  x = net.op("flatten", "Flatten", {x}, {2048});
  net.linear("fc", x, 1000);
  return net.info;
}

/// Modules of four branches, one of which ends in something that integers cannot compute.
inline ModelInfo fakeInceptionInfo(int modules = 4) {
  FakeNetwork net;
  const auto unit = [&](const std::string& name, int input, std::int64_t out, int side) {
    return net.op(name + ".relu", "Relu", {net.norm(name + ".bn", net.conv(name + ".conv", input, out, side))});
  };
  int x = unit("conv1", 0, 64, 7);
  for (int i = 0; i < modules; ++i) {
    const std::string at = "inception" + std::to_string(i + 3) + ".";
    const int one = unit(at + "branch1", x, 64, 1);
    const int three = unit(at + "branch2.1", unit(at + "branch2.0", x, 96, 1), 128, 3);
    const int five = unit(at + "branch3.1", unit(at + "branch3.0", x, 16, 1), 32, 3);
    const int pooled = unit(at + "branch4.1", net.op(at + "branch4.0", "MaxPool2d", {x}), 32, 1);
    x = net.op(at + "concat", "Concat", {one, three, five, pooled}, {256, 224, 224});
    if (i == 1) {
      x = net.op("swish", "HardSwish", {x});
      net.info.nodes.back().reason = "A product of two feature maps has no integer form yet.";
    }
  }
  x = net.op("avgpool", "GlobalAvgPool2d", {x}, {256, 1, 1});
  net.linear("fc", net.op("flatten", "Flatten", {x}, {256}), 1000);
  return net.info;
}

/// Records for each layer of a model, falling and rising along it.
inline std::shared_ptr<const StageRecord> fakeRecords(const ModelInfo& model, int bits = 4) {
  auto stage = std::make_shared<StageRecord>();
  for (std::size_t i = 0; i < model.layers.size(); ++i) {
    LayerRecord record;
    const auto place = static_cast<double>(i);
    record.bits = model.layers[i].op == "BatchNorm2d" ? 8 : bits + static_cast<int>(i % 3);
    record.exponent = -4 - static_cast<int>(i % 5);
    record.sqnrDb = 19 + 7 * std::sin(place / 5) + 4 * std::sin(place * 2.1);
    record.mse = std::pow(10, -record.sqnrDb / 10) * 1e-3;
    record.saturatedFraction = 0.002 * (1 + std::sin(place));
    stage->layers.push_back(record);
  }
  return stage;
}

}  // namespace dyadic::widgets
