// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/Graph.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/nets/GraphShapes.h"

namespace dyadic::nets {
namespace {

TensorKind weightKind(Op op) {
  if (op == Op::Conv2d) return TensorKind::ConvWeight;
  return op == Op::Linear ? TensorKind::LinearWeight : TensorKind::BatchNormWeight;
}

std::int64_t macsOf(const Node& node) {
  if (!hasParameters(node.op)) return 0;
  const std::int64_t out = elements(node.output);
  return node.op == Op::BatchNorm2d ? out : out * (node.weight.numel() / node.weight.size(0));
}

std::int64_t parametersOf(const Node& node) {
  if (!hasParameters(node.op)) return 0;
  return (node.weight.defined() ? node.weight.numel() : 0) + (node.bias.defined() ? node.bias.numel() : 0);
}

/// The tensors a node may have, for what is done to each of them.
std::array<torch::Tensor Node::*, 4> tensorMembers() {
  return {&Node::weight, &Node::bias, &Node::runningMean, &Node::runningVar};
}

}  // namespace

std::string shapeText(const Shape& shape) {
  std::string out;
  for (const std::int64_t size : shape) out += (out.empty() ? "" : "x") + std::to_string(size);
  return out;
}

std::int64_t elements(const Shape& shape) {
  std::int64_t count = 1;
  for (const std::int64_t size : shape) {
    if (size < 1 || size > kMaxDimension) return -1;
    count *= size;
    if (count > kMaxElements) return -1;
  }
  return count;
}

std::string_view opName(Op op) {
  constexpr std::array<std::string_view, 29> kNames = {"Input",
                                                       "Conv2d",
                                                       "Linear",
                                                       "BatchNorm2d",
                                                       "Relu",
                                                       "Relu6",
                                                       "LeakyRelu",
                                                       "Clip",
                                                       "Sigmoid",
                                                       "HardSigmoid",
                                                       "HardSwish",
                                                       "Softmax",
                                                       "LocalResponseNorm",
                                                       "Constant",
                                                       "Add",
                                                       "Mul",
                                                       "Concat",
                                                       "MaxPool2d",
                                                       "AvgPool2d",
                                                       "GlobalAvgPool2d",
                                                       "Mean",
                                                       "Flatten",
                                                       "Reshape",
                                                       "Slice",
                                                       "Pad",
                                                       "Subsample2d",
                                                       "PadChannels",
                                                       "Dropout",
                                                       "Identity"};
  static_assert(kNames.size() == static_cast<std::size_t>(Op::Identity) + 1);
  return kNames[static_cast<std::size_t>(op)];
}

bool hasParameters(Op op) { return op == Op::Conv2d || op == Op::Linear || op == Op::BatchNorm2d; }

bool ownsEdge(const Node& node) {
  switch (node.op) {
    case Op::Relu:
    case Op::Relu6:
    case Op::MaxPool2d:
    case Op::Flatten:
    case Op::Reshape:
    case Op::Slice:
    case Op::Subsample2d:
    case Op::PadChannels:
    case Op::Dropout:
    case Op::Identity:
      return false;
    case Op::Pad:  // zeros are on every grid, and minus infinity before a max pool is never seen
      return node.padMode == PadMode::Constant && node.padValue != 0 && std::isfinite(node.padValue);
    default:
      return true;
  }
}

Graph::Graph(Shape input) {
  if (input.empty() || input.size() > 5 || elements(input) < 0) {
    error_ = usageError(DYADIC_TR("engine", "The input shape %1 is not channels x height x width, each at least 1."),
                        {shapeText(input)});
  }
  Node node;
  node.id = 0;
  node.name = "input";
  node.op = Op::Input;
  node.output = std::move(input);
  nodes_.push_back(std::move(node));
}

Status Graph::status() const { return error_ ? Status(*error_) : Status(); }

std::optional<int> Graph::find(std::string_view name) const {
  const auto found = std::find_if(nodes_.begin(), nodes_.end(), [&](const Node& node) { return node.name == name; });
  if (found == nodes_.end()) return std::nullopt;
  return found->id;
}

std::vector<NamedTensor> Graph::state() const {
  std::vector<NamedTensor> out;
  for (const Node& node : nodes_) {
    if (!hasParameters(node.op)) continue;
    out.push_back({node.name + ".weight", weightKind(node.op), node.id, node.weight});
    if (node.bias.defined()) {
      const TensorKind kind = node.op == Op::BatchNorm2d ? TensorKind::BatchNormBias : TensorKind::Bias;
      out.push_back({node.name + ".bias", kind, node.id, node.bias});
    }
    if (node.op == Op::BatchNorm2d) {
      out.push_back({node.name + ".running_mean", TensorKind::RunningMean, node.id, node.runningMean});
      out.push_back({node.name + ".running_var", TensorKind::RunningVar, node.id, node.runningVar});
    }
  }
  return out;
}

std::vector<NamedTensor> Graph::parameters() const {
  std::vector<NamedTensor> out = state();
  std::erase_if(out, [](const NamedTensor& tensor) {
    return tensor.kind == TensorKind::RunningMean || tensor.kind == TensorKind::RunningVar;
  });
  return out;
}

std::vector<Layer> Graph::layers() const {
  std::vector<Layer> out;
  for (const Node& node : nodes_) {
    if (!hasParameters(node.op)) continue;
    LayerInfo info;
    info.name = node.name;
    info.op = opName(node.op);
    info.shape = node.weight.sizes().vec();
    info.output = node.output;
    info.parameters = parametersOf(node);
    info.macs = macsOf(node);
    out.push_back({node.id, std::move(info)});
  }
  return out;
}

std::vector<Edge> Graph::edges() const {
  std::vector<Edge> out;
  for (const Node& node : nodes_) {
    if (ownsEdge(node)) out.push_back({node.id, {node.name, node.output}});
  }
  return out;
}

int Graph::edgeOf(int id) const {
  while (!ownsEdge(node(id))) id = node(id).inputs.front();
  return id;
}

std::int64_t Graph::parameterCount() const {
  std::int64_t count = 0;
  for (const Node& node : nodes_) count += parametersOf(node);
  return count;
}

std::int64_t Graph::macs() const {
  std::int64_t count = 0;
  for (const Node& node : nodes_) count += macsOf(node);
  return count;
}

Graph Graph::clone() const {
  Graph copy(inputShape());
  copy.nodes_ = nodes_;
  copy.architecture_ = architecture_;
  copy.error_ = error_;
  for (Node& node : copy.nodes_) {
    for (const auto member : tensorMembers()) {
      torch::Tensor& tensor = node.*member;
      if (tensor.defined()) tensor = tensor.detach().clone().set_requires_grad(tensor.requires_grad());
    }
  }
  return copy;
}

Status Graph::to(const torch::Device& device) {
  try {
    for (Node& node : nodes_) {
      for (const auto member : tensorMembers()) {
        torch::Tensor& tensor = node.*member;
        if (tensor.defined()) tensor = tensor.detach().to(device).set_requires_grad(tensor.requires_grad());
      }
    }
  } catch (const std::exception&) {
    return failure(DYADIC_TR("engine", "The network could not be moved to %1: no such device, or not enough memory."),
                   {device.str()});
  }
  return {};
}

}  // namespace dyadic::nets
