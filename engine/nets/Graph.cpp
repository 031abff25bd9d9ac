// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/Graph.h"

#include <algorithm>
#include <new>

namespace dyadic::nets {
namespace {

// Far above any real network, far below what would overflow an int64 product of two of them.
constexpr std::int64_t kMaxDimension = std::int64_t{1} << 24;
constexpr std::int64_t kMaxElements = std::int64_t{1} << 31;

std::string text(const Shape& shape) {
  std::string out;
  for (const std::int64_t size : shape) out += (out.empty() ? "" : "x") + std::to_string(size);
  return out;
}

/// Elements, or -1 where a dimension is not positive or there are too many.
std::int64_t elements(const Shape& shape) {
  std::int64_t count = 1;
  for (const std::int64_t size : shape) {
    if (size < 1 || size > kMaxDimension) return -1;
    count *= size;
    if (count > kMaxElements) return -1;
  }
  return count;
}

bool inRange(const Pair& pair, std::int64_t least) {
  return std::all_of(pair.begin(), pair.end(), [&](std::int64_t v) { return v >= least && v <= kMaxDimension; });
}

/// Output size of a window that slides over `in` pixels with `pad` added on both sides; 0 or less if it does not fit.
std::int64_t slide(std::int64_t in, std::int64_t kernel, std::int64_t stride, std::int64_t pad, std::int64_t dilation) {
  const std::int64_t room = in + 2 * pad - dilation * (kernel - 1) - 1;
  return room < 0 ? 0 : room / stride + 1;
}

/// The same for pools: in ceil mode a last window may hang over, but must begin inside the image or its left padding.
std::int64_t slidePool(std::int64_t in, std::int64_t kernel, std::int64_t stride, std::int64_t pad, bool ceilMode) {
  const std::int64_t room = in + 2 * pad - kernel;
  if (room < 0) return 0;
  if (!ceilMode) return room / stride + 1;
  const std::int64_t out = (room + stride - 1) / stride + 1;
  return (out - 1) * stride >= in + pad ? out - 1 : out;
}

Error misfit(const std::string& name, Op op, const Shape& shape) {
  return failure(
      DYADIC_TR("engine", "Layer %1 (%2) does not fit its input of shape %3. Check the model's input shape."),
      {name, std::string(opName(op)), text(shape)});
}

TensorKind weightKind(Op op) {
  if (op == Op::Conv2d) return TensorKind::ConvWeight;
  return op == Op::Linear ? TensorKind::LinearWeight : TensorKind::BatchNormWeight;
}

bool hasParameters(Op op) { return op == Op::Conv2d || op == Op::Linear || op == Op::BatchNorm2d; }

std::int64_t macsOf(const Node& node) {
  if (!hasParameters(node.op)) return 0;
  const std::int64_t out = elements(node.output);
  return node.op == Op::BatchNorm2d ? out : out * (node.weight.numel() / node.weight.size(0));
}

std::int64_t parametersOf(const Node& node) {
  return (node.weight.defined() ? node.weight.numel() : 0) + (node.bias.defined() ? node.bias.numel() : 0);
}

/// The tensors a node may have, for what is done to each of them.
std::array<torch::Tensor Node::*, 4> tensorMembers() {
  return {&Node::weight, &Node::bias, &Node::runningMean, &Node::runningVar};
}

}  // namespace

std::string_view opName(Op op) {
  switch (op) {
    case Op::Input:
      return "Input";
    case Op::Conv2d:
      return "Conv2d";
    case Op::Linear:
      return "Linear";
    case Op::BatchNorm2d:
      return "BatchNorm2d";
    case Op::Relu:
      return "Relu";
    case Op::Relu6:
      return "Relu6";
    case Op::Add:
      return "Add";
    case Op::Concat:
      return "Concat";
    case Op::MaxPool2d:
      return "MaxPool2d";
    case Op::AvgPool2d:
      return "AvgPool2d";
    case Op::GlobalAvgPool2d:
      return "GlobalAvgPool2d";
    case Op::Flatten:
      return "Flatten";
    case Op::Subsample2d:
      return "Subsample2d";
    case Op::PadChannels:
      return "PadChannels";
    case Op::Dropout:
      return "Dropout";
    case Op::Identity:
      return "Identity";
  }
  return "";
}

bool ownsEdge(Op op) {
  switch (op) {
    case Op::Input:
    case Op::Conv2d:
    case Op::Linear:
    case Op::BatchNorm2d:
    case Op::Add:
    case Op::Concat:
    case Op::AvgPool2d:
    case Op::GlobalAvgPool2d:
      return true;
    default:
      return false;
  }
}

Graph::Graph(Shape input) {
  if (input.size() != 3 || elements(input) < 0) {
    error_ = usageError(DYADIC_TR("engine", "The input shape %1 is not channels x height x width, each at least 1."),
                        {text(input)});
  }
  Node node;
  node.id = 0;
  node.name = "input";
  node.op = Op::Input;
  node.output = std::move(input);
  nodes_.push_back(std::move(node));
}

int Graph::fail(Error error) {
  if (!error_) error_ = std::move(error);
  return -1;
}

bool Graph::ready(const std::string& name, const std::vector<int>& inputs) {
  if (error_) return false;
  const auto known = [&](int id) { return id >= 0 && id < static_cast<int>(nodes_.size()); };
  if (inputs.empty() || !std::all_of(inputs.begin(), inputs.end(), known)) {
    fail(failure(DYADIC_TR("engine", "Layer %1 takes its input from a node that does not exist."), {name}));
  } else if (name.empty() || find(name)) {
    fail(failure(DYADIC_TR("engine", "The layer name \"%1\" is empty or used twice."), {name}));
  }
  return !error_;
}

int Graph::add(Node node) {
  if (elements(node.output) < 0) {
    return fail(misfit(node.name, node.op, nodes_[static_cast<std::size_t>(node.inputs.front())].output));
  }
  node.id = static_cast<int>(nodes_.size());
  nodes_.push_back(std::move(node));
  return nodes_.back().id;
}

int Graph::addConv2d(std::string name, int input, const Conv2dOptions& options) {
  if (!ready(name, {input})) return -1;
  const Shape& in = node(input).output;
  const bool valid = in.size() == 3 && inRange(options.kernel, 1) && inRange(options.stride, 1) &&
                     inRange(options.padding, 0) && inRange(options.dilation, 1) && options.groups >= 1 &&
                     in[0] % options.groups == 0 && options.out >= 1 && options.out % options.groups == 0;
  if (!valid) return fail(misfit(name, Op::Conv2d, in));
  Node node;
  node.op = Op::Conv2d;
  node.inputs = {input};
  node.output = {options.out};
  for (std::size_t d = 0; d < 2; ++d) {
    node.output.push_back(
        slide(in[d + 1], options.kernel[d], options.stride[d], options.padding[d], options.dilation[d]));
  }
  node.kernel = options.kernel;
  node.stride = options.stride;
  node.padding = options.padding;
  node.dilation = options.dilation;
  node.groups = options.groups;
  const Shape weight = {options.out, in[0] / options.groups, options.kernel[0], options.kernel[1]};
  if (elements(weight) < 0 || elements(node.output) < 0) return fail(misfit(name, Op::Conv2d, in));
  node.name = std::move(name);
  try {
    node.weight = torch::zeros(weight);
    if (options.bias) node.bias = torch::zeros({options.out});
  } catch (const std::exception&) {
    return fail(failure(DYADIC_TR("engine", "There is no memory for the weights of layer %1."), {node.name}));
  }
  return add(std::move(node));
}

int Graph::addLinear(std::string name, int input, const LinearOptions& options) {
  if (!ready(name, {input})) return -1;
  const Shape& in = node(input).output;
  if (in.size() != 1 || options.out < 1 || elements({options.out, in[0]}) < 0) {
    return fail(misfit(name, Op::Linear, in));
  }
  Node node;
  node.op = Op::Linear;
  node.name = std::move(name);
  node.inputs = {input};
  node.output = {options.out};
  try {
    node.weight = torch::zeros({options.out, in[0]});
    if (options.bias) node.bias = torch::zeros({options.out});
  } catch (const std::exception&) {
    return fail(failure(DYADIC_TR("engine", "There is no memory for the weights of layer %1."), {node.name}));
  }
  return add(std::move(node));
}

int Graph::addBatchNorm2d(std::string name, int input, const BatchNormOptions& options) {
  if (!ready(name, {input})) return -1;
  const Shape& in = node(input).output;
  if (in.size() != 3 || !(options.eps > 0)) return fail(misfit(name, Op::BatchNorm2d, in));
  Node node;
  node.op = Op::BatchNorm2d;
  node.name = std::move(name);
  node.inputs = {input};
  node.output = in;
  node.eps = options.eps;
  node.momentum = options.momentum;
  node.weight = torch::ones({in[0]});
  node.bias = torch::zeros({in[0]});
  node.runningMean = torch::zeros({in[0]});
  node.runningVar = torch::ones({in[0]});
  return add(std::move(node));
}

int Graph::addKeepingShape(Op op, std::string name, int input) {
  if (!ready(name, {input})) return -1;
  Node node;
  node.op = op;
  node.name = std::move(name);
  node.inputs = {input};
  node.output = this->node(input).output;
  return add(std::move(node));
}

int Graph::addRelu(std::string name, int input) { return addKeepingShape(Op::Relu, std::move(name), input); }
int Graph::addRelu6(std::string name, int input) { return addKeepingShape(Op::Relu6, std::move(name), input); }
int Graph::addIdentity(std::string name, int input) { return addKeepingShape(Op::Identity, std::move(name), input); }

int Graph::addDropout(std::string name, int input, double probability) {
  if (!(probability >= 0 && probability < 1)) {
    return fail(failure(DYADIC_TR("engine", "The dropout probability of layer %1 is not in [0, 1)."), {name}));
  }
  const int id = addKeepingShape(Op::Dropout, std::move(name), input);
  if (id >= 0) node(id).probability = probability;
  return id;
}

int Graph::addAdd(std::string name, int left, int right) {
  if (!ready(name, {left, right})) return -1;
  if (node(left).output != node(right).output) {
    return fail(failure(DYADIC_TR("engine", "Layer %1 adds feature maps of different shapes, %2 and %3."),
                        {name, text(node(left).output), text(node(right).output)}));
  }
  Node node;
  node.op = Op::Add;
  node.name = std::move(name);
  node.inputs = {left, right};
  node.output = this->node(left).output;
  return add(std::move(node));
}

int Graph::addConcat(std::string name, std::vector<int> inputs) {
  if (!ready(name, inputs)) return -1;
  Shape output = node(inputs.front()).output;
  for (std::size_t i = 1; i < inputs.size(); ++i) {
    const Shape& in = node(inputs[i]).output;
    if (in.size() != output.size() || !std::equal(in.begin() + 1, in.end(), output.begin() + 1)) {
      return fail(failure(DYADIC_TR("engine", "Layer %1 joins feature maps of different sizes, %2 and %3."),
                          {name, text(output), text(in)}));
    }
    output[0] += in[0];
  }
  Node node;
  node.op = Op::Concat;
  node.name = std::move(name);
  node.inputs = std::move(inputs);
  node.output = std::move(output);
  return add(std::move(node));
}

int Graph::addPool(Op op, std::string name, int input, const PoolOptions& options) {
  if (!ready(name, {input})) return -1;
  const Shape& in = node(input).output;
  const bool valid = in.size() == 3 && inRange(options.kernel, 1) && inRange(options.stride, 1) &&
                     inRange(options.padding, 0) && 2 * options.padding[0] <= options.kernel[0] &&
                     2 * options.padding[1] <= options.kernel[1];
  if (!valid) return fail(misfit(name, op, in));
  Node node;
  node.op = op;
  node.name = std::move(name);
  node.inputs = {input};
  node.kernel = options.kernel;
  node.stride = options.stride;
  node.padding = options.padding;
  node.ceilMode = options.ceilMode;
  node.countIncludePad = options.countIncludePad;
  node.output = {in[0]};
  for (std::size_t d = 0; d < 2; ++d) {
    node.output.push_back(
        slidePool(in[d + 1], options.kernel[d], options.stride[d], options.padding[d], options.ceilMode));
  }
  return add(std::move(node));
}

int Graph::addMaxPool2d(std::string name, int input, const PoolOptions& options) {
  return addPool(Op::MaxPool2d, std::move(name), input, options);
}

int Graph::addAvgPool2d(std::string name, int input, const PoolOptions& options) {
  return addPool(Op::AvgPool2d, std::move(name), input, options);
}

int Graph::addGlobalAvgPool2d(std::string name, int input) {
  if (!ready(name, {input})) return -1;
  const Shape& in = node(input).output;
  if (in.size() != 3) return fail(misfit(name, Op::GlobalAvgPool2d, in));
  Node node;
  node.op = Op::GlobalAvgPool2d;
  node.name = std::move(name);
  node.inputs = {input};
  node.kernel = {in[1], in[2]};
  node.output = {in[0], 1, 1};
  return add(std::move(node));
}

int Graph::addFlatten(std::string name, int input) {
  if (!ready(name, {input})) return -1;
  Node node;
  node.op = Op::Flatten;
  node.name = std::move(name);
  node.inputs = {input};
  node.output = {elements(this->node(input).output)};
  return add(std::move(node));
}

int Graph::addSubsample2d(std::string name, int input, Pair stride) {
  if (!ready(name, {input})) return -1;
  const Shape& in = node(input).output;
  if (in.size() != 3 || !inRange(stride, 1)) return fail(misfit(name, Op::Subsample2d, in));
  Node node;
  node.op = Op::Subsample2d;
  node.name = std::move(name);
  node.inputs = {input};
  node.stride = stride;
  node.output = {in[0], slide(in[1], 1, stride[0], 0, 1), slide(in[2], 1, stride[1], 0, 1)};
  return add(std::move(node));
}

int Graph::addPadChannels(std::string name, int input, std::int64_t front, std::int64_t back) {
  if (!ready(name, {input})) return -1;
  const Shape& in = node(input).output;
  if (in.size() != 3 || !inRange({front, back}, 0)) return fail(misfit(name, Op::PadChannels, in));
  Node node;
  node.op = Op::PadChannels;
  node.name = std::move(name);
  node.inputs = {input};
  node.front = front;
  node.back = back;
  node.output = {in[0] + front + back, in[1], in[2]};
  return add(std::move(node));
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
    if (ownsEdge(node.op)) out.push_back({node.id, {node.name, node.output}});
  }
  return out;
}

int Graph::edgeOf(int id) const {
  while (!ownsEdge(node(id).op)) id = node(id).inputs.front();
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
