// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/nets/Graph.h"
#include "engine/nets/GraphShapes.h"

namespace dyadic::nets {
namespace {

bool inRange(const Pair& pair, std::int64_t least) {
  return std::all_of(pair.begin(), pair.end(), [&](std::int64_t v) { return v >= least && v <= kMaxDimension; });
}

/// Output size of a convolution's window along dimension `d` of `in` pixels; 0 if it does not fit.
std::int64_t slide(const Node& node, std::size_t d, std::int64_t in) {
  const std::int64_t room = in + node.padding[d] + node.paddingEnd[d] - node.dilation[d] * (node.kernel[d] - 1) - 1;
  return room < 0 ? 0 : room / node.stride[d] + 1;
}

/// The same for pools: in ceil mode a last window may hang over, but must begin inside the image or its left padding.
std::int64_t slidePool(const Node& node, std::size_t d, std::int64_t in) {
  const std::int64_t stride = node.stride[d];
  const std::int64_t pad = node.padding[d];
  const std::int64_t room = in + pad + node.paddingEnd[d] - node.dilation[d] * (node.kernel[d] - 1) - 1;
  if (room < 0) return 0;
  if (!node.ceilMode) return room / stride + 1;
  const std::int64_t out = (room + stride - 1) / stride + 1;
  return (out - 1) * stride >= in + pad ? out - 1 : out;
}

bool isAxis(const Shape& shape, std::int64_t axis) {
  return axis >= 0 && axis < static_cast<std::int64_t>(shape.size());
}

Error misfit(const std::string& name, Op op, const Shape& shape) {
  return failure(
      DYADIC_TR("engine", "Layer %1 (%2) does not fit its input of shape %3. Check the model's input shape."),
      {name, std::string(opName(op)), shapeText(shape)});
}

}  // namespace

int Graph::fail(Error error) {
  if (!error_) error_ = std::move(error);
  return -1;
}

bool Graph::ready(const std::string& name, const std::vector<int>& inputs) {
  if (error_) return false;
  const auto known = [&](int id) { return id >= 0 && id < static_cast<int>(nodes_.size()); };
  if (!std::all_of(inputs.begin(), inputs.end(), known)) {
    fail(failure(DYADIC_TR("engine", "Layer %1 takes its input from a node that does not exist."), {name}));
  } else if (name.empty() || find(name)) {
    fail(failure(DYADIC_TR("engine", "The layer name \"%1\" is empty or used twice."), {name}));
  }
  return !error_;
}

int Graph::add(Node node) {
  if (elements(node.output) < 0) {
    return fail(misfit(node.name, node.op, node.inputs.empty() ? node.output : this->node(node.inputs.front()).output));
  }
  node.id = static_cast<int>(nodes_.size());
  nodes_.push_back(std::move(node));
  return nodes_.back().id;
}

int Graph::addConv2d(std::string name, int input, const Conv2dOptions& options) {
  if (!ready(name, {input})) return -1;
  const Shape& in = node(input).output;
  const Pair end = options.paddingEnd.value_or(options.padding);
  const bool valid = in.size() == 3 && inRange(options.kernel, 1) && inRange(options.stride, 1) &&
                     inRange(options.padding, 0) && inRange(end, 0) && inRange(options.dilation, 1) &&
                     options.groups >= 1 && in[0] % options.groups == 0 && options.out >= 1 &&
                     options.out % options.groups == 0;
  if (!valid) return fail(misfit(name, Op::Conv2d, in));
  Node node;
  node.op = Op::Conv2d;
  node.inputs = {input};
  node.kernel = options.kernel;
  node.stride = options.stride;
  node.padding = options.padding;
  node.paddingEnd = end;
  node.dilation = options.dilation;
  node.groups = options.groups;
  node.output = {options.out, slide(node, 0, in[1]), slide(node, 1, in[2])};
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

int Graph::addLeakyRelu(std::string name, int input, double slope) {
  const int id = addKeepingShape(Op::LeakyRelu, std::move(name), input);
  if (id >= 0) node(id).slope = slope;
  return id;
}

int Graph::addClip(std::string name, int input, const ClipOptions& options) {
  if (!(options.low <= options.high)) {
    return fail(failure(DYADIC_TR("engine", "The limits of layer %1 are not in order."), {name}));
  }
  const int id = addKeepingShape(Op::Clip, std::move(name), input);
  if (id < 0) return id;
  node(id).low = options.low;
  node(id).high = options.high;
  return id;
}

int Graph::addSigmoid(std::string name, int input) { return addKeepingShape(Op::Sigmoid, std::move(name), input); }
int Graph::addHardSwish(std::string name, int input) { return addKeepingShape(Op::HardSwish, std::move(name), input); }

int Graph::addHardSigmoid(std::string name, int input, const HardSigmoidOptions& options) {
  const int id = addKeepingShape(Op::HardSigmoid, std::move(name), input);
  if (id < 0) return id;
  node(id).slope = options.slope;
  node(id).offset = options.offset;
  return id;
}

int Graph::addSoftmax(std::string name, int input, std::int64_t axis) {
  const int id = addKeepingShape(Op::Softmax, std::move(name), input);
  if (id < 0) return id;
  if (!isAxis(node(id).output, axis)) return fail(misfit(node(id).name, Op::Softmax, node(id).output));
  node(id).axis = axis;
  return id;
}

int Graph::addLocalResponseNorm(std::string name, int input, const LocalResponseNormOptions& options) {
  const int id = addKeepingShape(Op::LocalResponseNorm, std::move(name), input);
  if (id < 0) return id;
  if (options.size < 1 || options.size > kMaxDimension || node(id).output.size() < 2) {
    return fail(misfit(node(id).name, Op::LocalResponseNorm, node(id).output));
  }
  node(id).localResponse = options;
  return id;
}

int Graph::addConstant(std::string name, torch::Tensor value) {
  if (!ready(name, {})) return -1;
  Node node;
  node.op = Op::Constant;
  node.name = std::move(name);
  node.output = value.sizes().vec();
  node.weight = std::move(value);
  return add(std::move(node));
}

int Graph::addStretched(Op op, std::string name, int left, int right) {
  if (!ready(name, {left, right})) return -1;
  const Shape& a = node(left).output;
  const Shape& b = node(right).output;
  Shape output = a;
  bool fits = a.size() == b.size();
  for (std::size_t d = 0; fits && d < a.size(); ++d) {
    fits = a[d] == b[d] || a[d] == 1 || b[d] == 1;
    output[d] = std::max(a[d], b[d]);
  }
  if (!fits) {
    return fail(failure(DYADIC_TR("engine", "Layer %1 (%4) combines feature maps of different shapes, %2 and %3."),
                        {name, shapeText(a), shapeText(b), std::string(opName(op))}));
  }
  Node node;
  node.op = op;
  node.name = std::move(name);
  node.inputs = {left, right};
  node.output = std::move(output);
  return add(std::move(node));
}

int Graph::addAdd(std::string name, int left, int right) { return addStretched(Op::Add, std::move(name), left, right); }

int Graph::addMul(std::string name, int left, int right) { return addStretched(Op::Mul, std::move(name), left, right); }

int Graph::addConcat(std::string name, std::vector<int> inputs, std::int64_t axis) {
  if (!ready(name, inputs)) return -1;
  if (inputs.empty()) return fail(misfit(name, Op::Concat, {}));
  Shape output = node(inputs.front()).output;
  if (!isAxis(output, axis)) return fail(misfit(name, Op::Concat, output));
  const auto along = static_cast<std::size_t>(axis);
  for (std::size_t i = 1; i < inputs.size(); ++i) {
    Shape in = node(inputs[i]).output;
    const std::int64_t size = in.size() == output.size() ? in[along] : 0;
    if (size > 0) in[along] = output[along];
    if (in != output) {
      return fail(failure(DYADIC_TR("engine", "Layer %1 joins feature maps of different sizes, %2 and %3."),
                          {name, shapeText(output), shapeText(node(inputs[i]).output)}));
    }
    output[along] += size;
  }
  Node node;
  node.op = Op::Concat;
  node.name = std::move(name);
  node.inputs = std::move(inputs);
  node.output = std::move(output);
  node.axis = axis;
  return add(std::move(node));
}

int Graph::addPool(Op op, std::string name, int input, const PoolOptions& options) {
  if (!ready(name, {input})) return -1;
  const Shape& in = node(input).output;
  const Pair end = options.paddingEnd.value_or(options.padding);
  const auto padded = [&](const Pair& padding) {  // no window lies in the padding alone
    return inRange(padding, 0) && 2 * padding[0] <= options.kernel[0] && 2 * padding[1] <= options.kernel[1];
  };
  const bool valid = in.size() == 3 && inRange(options.kernel, 1) && inRange(options.stride, 1) &&
                     inRange(options.dilation, 1) && padded(options.padding) && padded(end);
  if (!valid) return fail(misfit(name, op, in));
  Node node;
  node.op = op;
  node.name = std::move(name);
  node.inputs = {input};
  node.kernel = options.kernel;
  node.stride = options.stride;
  node.padding = options.padding;
  node.paddingEnd = end;
  node.dilation = options.dilation;
  node.ceilMode = options.ceilMode;
  node.countIncludePad = options.countIncludePad;
  node.output = {in[0], slidePool(node, 0, in[1]), slidePool(node, 1, in[2])};
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

int Graph::addMean(std::string name, int input, const MeanOptions& options) {
  if (!ready(name, {input})) return -1;
  const Shape& in = node(input).output;
  std::vector<std::int64_t> axes = options.axes;
  std::sort(axes.begin(), axes.end());
  const bool valid = !axes.empty() && std::adjacent_find(axes.begin(), axes.end()) == axes.end() &&
                     std::all_of(axes.begin(), axes.end(), [&](std::int64_t axis) { return isAxis(in, axis); });
  if (!valid) return fail(misfit(name, Op::Mean, in));
  Node node;
  node.op = Op::Mean;
  node.name = std::move(name);
  node.inputs = {input};
  for (std::size_t d = 0; d < in.size(); ++d) {
    const bool reduced = std::binary_search(axes.begin(), axes.end(), static_cast<std::int64_t>(d));
    if (!reduced) node.output.push_back(in[d]);
    if (reduced && options.keepDimensions) node.output.push_back(1);
  }
  node.axes = std::move(axes);
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

int Graph::addReshape(std::string name, int input, Shape output) {
  if (!ready(name, {input})) return -1;
  const Shape& in = node(input).output;
  if (elements(output) != elements(in)) return fail(misfit(name, Op::Reshape, in));
  Node node;
  node.op = Op::Reshape;
  node.name = std::move(name);
  node.inputs = {input};
  node.output = std::move(output);
  return add(std::move(node));
}

int Graph::addSlice(std::string name, int input, std::vector<SliceRange> ranges) {
  if (!ready(name, {input})) return -1;
  const Shape& in = node(input).output;
  bool valid = ranges.size() == in.size();
  Node node;
  for (std::size_t d = 0; valid && d < in.size(); ++d) {
    const SliceRange& range = ranges[d];
    valid = range.begin >= 0 && range.begin < range.end && range.end <= in[d] && range.step >= 1;
    if (valid) node.output.push_back((range.end - range.begin - 1) / range.step + 1);
  }
  if (!valid) return fail(misfit(name, Op::Slice, in));
  node.op = Op::Slice;
  node.name = std::move(name);
  node.inputs = {input};
  node.slices = std::move(ranges);
  return add(std::move(node));
}

int Graph::addPad(std::string name, int input, const PadOptions& options) {
  if (!ready(name, {input})) return -1;
  const Shape& in = node(input).output;
  bool valid = options.before.size() == in.size() && options.after.size() == in.size();
  Node node;
  for (std::size_t d = 0; valid && d < in.size(); ++d) {
    const std::int64_t before = options.before[d];
    const std::int64_t after = options.after[d];
    // A reflection repeats at most what is there; the border alone can be repeated without end.
    const std::int64_t most = options.mode == PadMode::Reflect ? in[d] - 1 : kMaxDimension;
    valid = std::min(before, after) > -in[d] && std::max(before, after) <= most;
    if (valid) node.output.push_back(in[d] + before + after);
  }
  if (!valid) return fail(misfit(name, Op::Pad, in));
  node.op = Op::Pad;
  node.name = std::move(name);
  node.inputs = {input};
  node.before = options.before;
  node.after = options.after;
  node.padMode = options.mode;
  node.padValue = options.value;
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
  node.output = {in[0], slide(node, 0, in[1]), slide(node, 1, in[2])};
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

}  // namespace dyadic::nets
