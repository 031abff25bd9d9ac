// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cstring>

#include "engine/nets/import/OnnxLowering.h"

/// Operators with parameters, and sums and products, which may belong to one.
namespace dyadic::nets::onnx {
namespace {

using Floats = std::vector<float>;

Error wrongShape(const char* what, const Shape& shape) {
  return failure(DYADIC_TR("engine", "the shape %2 of its %1 does not fit"), {what, formatInputShape(shape)});
}

/// REQUIRES: as many values as elements.
void fill(const torch::Tensor& target, const Floats& values) {
  std::memcpy(target.data_ptr<float>(), values.data(), values.size() * sizeof(float));
}

torch::Tensor tensorOf(const OnnxConstant& value) {
  torch::Tensor out = torch::empty(value.dims, torch::kFloat32);
  fill(out, value.floats);
  return out;
}

/// The image a convolution is computed on, with all the zeros around it.
struct Padded {
  FeatureMap map;
  Shape shape;  ///< with the pending pads
};

Expected<Padded> paddedImage(OnnxLowering& at) {
  Expected<FeatureMap> map = at.padded();
  if (!map) return map.error();
  if (map->order != std::vector<std::size_t>{0, 1, 2}) {
    const Expected<int> id = at.image();
    if (!id) return id.error();
    map = at.whole(*id);
  }
  Padded out;
  out.map = std::move(map).value();
  out.shape = at.dims(out.map);
  out.shape[1] += out.map.pads[0] + out.map.pads[2];
  out.shape[2] += out.map.pads[1] + out.map.pads[3];
  return out;
}

/// The pending zeros and the window's own padding, in one.
std::array<Pair, 2> wholePadding(const FeatureMap& map, const Window& window) {
  std::array<Pair, 2> out;
  for (std::size_t d = 0; d < 2; ++d) {
    out[0][d] = map.pads[d] + window.padding[d].before;
    out[1][d] = map.pads[d + 2] + window.padding[d].after;
  }
  return out;
}

/// A bias of `out` values from a constant that is stretched over the others of its dimensions.
std::optional<Floats> biasOf(const OnnxConstant& value, std::int64_t out, std::size_t dimension, std::size_t rank) {
  if (value.dims.size() > rank) return std::nullopt;
  Shape dims(rank - value.dims.size(), 1);
  dims.insert(dims.end(), value.dims.begin(), value.dims.end());
  for (std::size_t d = 0; d < rank; ++d) {
    if (dims[d] != 1 && (d != dimension || dims[d] != out)) return std::nullopt;
  }
  if (value.floats.size() == 1) return Floats(static_cast<std::size_t>(out), value.floats.front());
  if (static_cast<std::int64_t>(value.floats.size()) != out) return std::nullopt;
  return value.floats;
}

struct LinearParts {
  std::string name;
  OnnxConstant weight;      ///< [in, out], or the other way round
  bool transposed = false;  ///< it is [out, in]
  double scale = 1;
  std::optional<Floats> bias;
};

Expected<FeatureMap> addLinear(OnnxLowering& at, int input, LinearParts parts) {
  const Shape in = at.graph().node(input).output;
  if (in.size() != 1) {
    return failure(DYADIC_TR("engine", "its input has the shape %1 for one image; only vectors are read"),
                   {formatInputShape(in)});
  }
  const Shape& shape = parts.weight.dims;
  if (shape.size() != 2 || shape[0] < 1 || shape[1] < 1 || shape[parts.transposed ? 1 : 0] != in[0]) {
    return wrongShape("weights", shape);
  }
  const std::int64_t out = shape[parts.transposed ? 0 : 1];
  const int id = at.graph().addLinear(parts.name, input, {.out = out, .bias = parts.bias.has_value()});
  if (id < 0) return at.whole(id);
  Node& node = at.graph().node(id);
  torch::Tensor given = torch::from_blob(parts.weight.floats.data(), shape);
  node.weight.copy_(parts.transposed ? given : given.t());
  if (parts.scale != 1) node.weight.mul_(parts.scale);
  if (parts.bias) fill(node.bias, *parts.bias);
  return at.whole(id);
}

/// A constant as a node of the graph, with the dimensions of `map`'s node.
Expected<int> addConstant(OnnxLowering& at, const OnnxConstant& value, const FeatureMap& map, const std::string& name) {
  Shape dims = value.dims;
  const std::size_t rank = map.order.size();
  if (dims.size() == rank + 1 && dims.front() == 1) dims.erase(dims.begin());
  if (dims.size() > rank) {
    return failure(DYADIC_TR("engine", "its constant of shape %1 differs from image to image, or adds a dimension"),
                   {formatInputShape(value.dims)});
  }
  dims.insert(dims.begin(), rank - dims.size(), 1);
  std::vector<std::int64_t> back(rank);
  for (std::size_t i = 0; i < rank; ++i) back[map.order[i]] = static_cast<std::int64_t>(i);
  if (countOf(dims).value_or(0) < 1) return wrongShape("constant", dims);
  return at.graph().addConstant(name, tensorOf(value).reshape(dims).permute(back).contiguous());
}

/// True where the constant became the bias of the layer before.
bool becomesBias(OnnxLowering& at, const FeatureMap& map, std::size_t input, const OnnxConstant& value) {
  Node& node = at.graph().node(map.node);
  const bool layer = node.op == Op::Conv2d || node.op == Op::Linear;
  if (!layer || node.bias.defined() || map.shared || at.uses(input) != 1) return false;
  if (at.dims(map) != node.output) return false;
  const auto bias = biasOf(value, node.output[0], 1, map.order.size() + 1);
  if (!bias) return false;
  node.bias = torch::empty({node.output[0]});
  fill(node.bias, *bias);
  return true;
}

int addCombined(OnnxLowering& at, Op op, int left, int right, std::string name) {
  return op == Op::Add ? at.graph().addAdd(std::move(name), left, right)
                       : at.graph().addMul(std::move(name), left, right);
}

Expected<FeatureMap> combineWithConstant(OnnxLowering& at, Op op, std::size_t data) {
  Expected<FeatureMap> map = at.map(data);
  if (!map) return map;
  const Expected<OnnxConstant> value = at.weights(1 - data);
  if (!value) return value.error();
  if (op == Op::Add && becomesBias(at, *map, data, *value)) return map;
  std::string name = at.name();
  const Expected<int> constant = addConstant(at, *value, *map, name + ".constant");
  if (!constant) return constant.error();
  map->node = addCombined(at, op, map->node, *constant, std::move(name));
  map->shared = false;
  return map;
}

Expected<FeatureMap> combine(OnnxLowering& at, Op op) {
  if (at.node().inputs.size() != 2) return failure(DYADIC_TR("engine", "it does not have two inputs"));
  if (at.isConstant(0)) return combineWithConstant(at, op, 1);
  if (at.isConstant(1)) return combineWithConstant(at, op, 0);
  Expected<FeatureMap> left = at.map(0);
  if (!left) return left;
  const Expected<FeatureMap> right = at.map(1);
  if (!right) return right;
  if (left->order.size() != right->order.size()) {
    return failure(DYADIC_TR("engine", "its inputs have different numbers of dimensions"));
  }
  if (left->order == right->order) {
    left->node = addCombined(at, op, left->node, right->node, at.name());
    left->shared = false;
    return left;
  }
  const Expected<int> a = at.plain(0);
  if (!a) return a.error();
  const Expected<int> b = at.plain(1);
  if (!b) return b.error();
  return at.whole(addCombined(at, op, *a, *b, at.name()));
}

}  // namespace

Expected<FeatureMap> conv(OnnxLowering& at) {
  Expected<Padded> in = paddedImage(at);
  if (!in) return in.error();
  Expected<OnnxConstant> weight = at.weights(1);
  if (!weight) return weight.error();
  const Shape shape = weight->dims;
  const std::int64_t groups = at.node().integer("group", 1);
  const std::int64_t channels = in->shape[0];
  if (shape.size() != 4 || groups < 1 || channels % groups != 0 || shape[1] != channels / groups ||
      shape[0] % groups != 0 || countOf(shape).value_or(0) < 1) {
    return wrongShape("weights", shape);
  }
  const Expected<Window> window = windowOf(at.node(), Pair{shape[2], shape[3]}, in->shape);
  if (!window) return window.error();
  std::optional<Floats> bias;
  if (at.node().has(2)) {
    Expected<OnnxConstant> given = at.weights(2);
    if (!given) return given.error();
    if (given->dims != Shape{shape[0]}) return wrongShape("bias", given->dims);
    bias = std::move(given->floats);
  }
  const std::string name = at.layerName(1);
  const auto [begin, end] = wholePadding(in->map, *window);
  const int id = at.graph().addConv2d(name, in->map.node,
                                      {.out = shape[0],
                                       .kernel = window->kernel,
                                       .stride = window->stride,
                                       .padding = begin,
                                       .paddingEnd = end,
                                       .dilation = window->dilation,
                                       .groups = groups,
                                       .bias = bias.has_value()});
  if (id < 0) return at.whole(id);
  fill(at.graph().node(id).weight, weight->floats);
  if (bias) fill(at.graph().node(id).bias, *bias);
  return at.whole(id);
}

Expected<FeatureMap> gemm(OnnxLowering& at) {
  const OnnxNode& node = at.node();
  const Expected<int> input = at.plain();
  if (!input) return input.error();
  if (node.integer("transA", 0) != 0) {
    return failure(DYADIC_TR("engine", "it transposes its input, which joins the images of a batch"));
  }
  LinearParts parts;
  Expected<OnnxConstant> weight = at.weights(1);
  if (!weight) return weight.error();
  parts.weight = std::move(weight).value();
  parts.transposed = node.integer("transB", 0) != 0;
  parts.scale = node.real("alpha", 1);
  parts.name = at.layerName(1);
  const double beta = node.real("beta", 1);
  if (node.has(2) && beta != 0) {
    const Expected<OnnxConstant> given = at.weights(2);
    if (!given) return given.error();
    const std::int64_t out = parts.weight.dims.size() == 2 ? parts.weight.dims[parts.transposed ? 0 : 1] : 0;
    parts.bias = biasOf(*given, out, 1, 2);
    if (!parts.bias) return failure(DYADIC_TR("engine", "its bias differs from image to image or does not fit"));
    for (float& value : *parts.bias) value *= static_cast<float>(beta);
  }
  return addLinear(at, *input, std::move(parts));
}

Expected<FeatureMap> matMul(OnnxLowering& at) {
  const Expected<int> input = at.plain();
  if (!input) return input.error();
  Expected<OnnxConstant> weight = at.weights(1);
  if (!weight) return weight.error();
  LinearParts parts;
  parts.weight = std::move(weight).value();
  parts.name = at.layerName(1);
  return addLinear(at, *input, std::move(parts));
}

Expected<FeatureMap> batchNormalization(OnnxLowering& at) {
  const OnnxNode& node = at.node();
  if (node.integer("training_mode", 0) != 0) {
    return failure(DYADIC_TR("engine",
                             "it was exported for training, with the statistics of each batch; export the "
                             "model in evaluation mode"));
  }
  if (node.integer("spatial", 1) == 0) {
    return failure(DYADIC_TR("engine", "it normalizes each pixel on its own (spatial = 0)"));
  }
  const Expected<int> input = at.plain();
  if (!input) return input.error();
  const Shape in = at.graph().node(*input).output;
  if (in.empty()) return wrongShape("input", in);
  std::array<Floats, 4> values;  // scale, shift, mean, variance
  for (std::size_t i = 0; i < 4; ++i) {
    Expected<OnnxConstant> given = at.weights(i + 1);
    if (!given) return given.error();
    if (given->dims != Shape{in[0]}) return wrongShape("parameters", given->dims);
    values[i] = std::move(given->floats);
  }
  if (std::any_of(values[3].begin(), values[3].end(), [](float v) { return v < 0; })) {
    return failure(DYADIC_TR("engine", "its variances are negative"));
  }
  const std::string name = at.layerName(1);
  const Shape image = {in[0], in.size() < 2 ? 1 : countOf({in.begin() + 1, in.end()}).value_or(0), 1};
  const int source = in.size() == 3 ? *input : shaped(at, *input, image).node;
  const BatchNormOptions options{.eps = node.real("epsilon", 1e-5), .momentum = 1 - node.real("momentum", 0.9)};
  const int id = at.graph().addBatchNorm2d(name, source, options);
  if (id < 0) return at.whole(id);
  const Node& made = at.graph().node(id);
  fill(made.weight, values[0]);
  fill(made.bias, values[1]);
  fill(made.runningMean, values[2]);
  fill(made.runningVar, values[3]);
  return shaped(at, id, in);
}

Expected<FeatureMap> add(OnnxLowering& at) { return combine(at, Op::Add); }
Expected<FeatureMap> mul(OnnxLowering& at) { return combine(at, Op::Mul); }

}  // namespace dyadic::nets::onnx
