// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <limits>

#include "engine/nets/import/OnnxLowering.h"

/// Operators that keep the shape.
namespace dyadic::nets::onnx {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// `add(graph, name, node)` on the input in whatever layout it has.
template <class Add>
Expected<FeatureMap> elementwise(OnnxLowering& at, const Add& add) {
  Expected<FeatureMap> map = at.map();
  if (!map) return map;
  map->node = add(at.graph(), at.name(), map->node);
  map->shared = false;
  return map;
}

/// A limit of Clip: an attribute before version 11, then an input.
Expected<double> limit(OnnxLowering& at, std::string_view attribute, std::size_t i, double otherwise) {
  if (at.opset() < 11) {
    const double value = at.node().real(attribute, otherwise);
    return std::abs(value) >= std::numeric_limits<float>::max() ? otherwise : value;
  }
  if (!at.node().has(i)) return otherwise;
  const Expected<OnnxConstant> value = at.constant(i);
  if (!value) return value.error();
  if (value->integer || value->size() != 1 || std::isnan(value->floats[0])) {
    return failure(DYADIC_TR("engine", "its limits are no numbers"));
  }
  const auto given = static_cast<double>(value->floats[0]);
  return std::abs(given) >= std::numeric_limits<float>::max() && std::signbit(given) == std::signbit(otherwise)
             ? otherwise
             : given;
}

/// Softmax over several dimensions at once, as before version 13: from `axis` on, seen as a matrix.
Expected<FeatureMap> flatSoftmax(OnnxLowering& at, std::size_t axis) {
  const Expected<int> input = at.plain();
  if (!input) return input.error();
  const Shape in = at.graph().node(*input).output;
  const auto middle = in.begin() + static_cast<std::ptrdiff_t>(axis) - 1;
  const Shape front(in.begin(), middle);
  const Shape back(middle, in.end());
  Shape matrix = {countOf(back).value_or(0)};
  if (!front.empty()) matrix.insert(matrix.begin(), countOf(front).value_or(0));
  const int source = shaped(at, *input, matrix).node;
  const int id = at.graph().addSoftmax(at.name(), source, static_cast<std::int64_t>(matrix.size()) - 1);
  if (id < 0) return at.whole(id);
  return shaped(at, id, in);
}

}  // namespace

Expected<FeatureMap> relu(OnnxLowering& at) {
  return elementwise(at, [](Graph& graph, std::string name, int id) { return graph.addRelu(std::move(name), id); });
}

Expected<FeatureMap> clip(OnnxLowering& at) {
  const Expected<double> low = limit(at, "min", 1, -kInfinity);
  if (!low) return low.error();
  const Expected<double> high = limit(at, "max", 2, kInfinity);
  if (!high) return high.error();
  if (*low == -kInfinity && *high == kInfinity) return identity(at);
  return elementwise(at, [&](Graph& graph, std::string name, int id) {
    if (*low == 0 && *high == kInfinity) return graph.addRelu(std::move(name), id);
    if (*low == 0 && *high == 6) return graph.addRelu6(std::move(name), id);
    return graph.addClip(std::move(name), id, {*low, *high});
  });
}

Expected<FeatureMap> leakyRelu(OnnxLowering& at) {
  const double slope = at.node().real("alpha", 0.01);
  return elementwise(
      at, [&](Graph& graph, std::string name, int id) { return graph.addLeakyRelu(std::move(name), id, slope); });
}

Expected<FeatureMap> sigmoid(OnnxLowering& at) {
  return elementwise(at, [](Graph& graph, std::string name, int id) { return graph.addSigmoid(std::move(name), id); });
}

Expected<FeatureMap> hardSigmoid(OnnxLowering& at) {
  const HardSigmoidOptions options{.slope = at.node().real("alpha", 0.2), .offset = at.node().real("beta", 0.5)};
  return elementwise(
      at, [&](Graph& graph, std::string name, int id) { return graph.addHardSigmoid(std::move(name), id, options); });
}

Expected<FeatureMap> hardSwish(OnnxLowering& at) {
  return elementwise(at,
                     [](Graph& graph, std::string name, int id) { return graph.addHardSwish(std::move(name), id); });
}

Expected<FeatureMap> softmax(OnnxLowering& at) {
  const Expected<FeatureMap> map = at.map();
  if (!map) return map;
  const bool flat = at.opset() < 13;
  const auto normal = normalAxis(at.node().integer("axis", flat ? 1 : -1), map->order.size() + 1);
  if (!normal || *normal == 0) return failure(DYADIC_TR("engine", "it works along the images of a batch"));
  if (flat && *normal < map->order.size()) return flatSoftmax(at, *normal);
  const auto axis = static_cast<std::int64_t>(map->order[*normal - 1]);
  return elementwise(
      at, [&](Graph& graph, std::string name, int id) { return graph.addSoftmax(std::move(name), id, axis); });
}

Expected<FeatureMap> lrn(OnnxLowering& at) {
  const OnnxNode& node = at.node();
  const LocalResponseNormOptions options{.size = node.integer("size", 0),
                                         .alpha = node.real("alpha", 1e-4),
                                         .beta = node.real("beta", 0.75),
                                         .k = node.real("bias", 1)};
  if (options.size < 1 || options.size % 2 == 0) {
    return failure(DYADIC_TR("engine", "its size is %1; only odd ones are read"), {std::to_string(options.size)});
  }
  const Expected<int> input = at.plain();
  if (!input) return input.error();
  return at.whole(at.graph().addLocalResponseNorm(at.name(), *input, options));
}

Expected<FeatureMap> dropout(OnnxLowering& at) {
  double ratio = at.node().real("ratio", 0.5);
  if (at.opset() >= 12 && at.node().has(1)) {
    const Expected<OnnxConstant> given = at.constant(1);
    if (!given) return given.error();
    if (given->integer || given->size() != 1) return failure(DYADIC_TR("engine", "its ratio is no number"));
    ratio = static_cast<double>(given->floats[0]);
  }
  if (at.opset() >= 12 && at.node().has(2)) {
    const Expected<OnnxConstant> training = at.constant(2);
    if (!training) return training.error();
    if (ratio != 0 && training->integer && training->size() == 1 && training->integers[0] != 0) {
      return failure(DYADIC_TR("engine",
                               "it was exported for training, so that it drops values always; export the "
                               "model in evaluation mode"));
    }
  }
  return elementwise(
      at, [&](Graph& graph, std::string name, int id) { return graph.addDropout(std::move(name), id, ratio); });
}

}  // namespace dyadic::nets::onnx
