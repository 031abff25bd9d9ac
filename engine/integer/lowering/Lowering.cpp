// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/integer/lowering/Lowering.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "engine/data/BatchSource.h"
#include "engine/integer/ProgramCheck.h"
#include "engine/math/Affine.h"
#include "engine/math/FixedPoint.h"
#include "engine/math/IntSe.h"
#include "engine/math/IntegerArithmetic.h"
#include "engine/nets/Executor.h"

namespace dyadic::integer {
namespace {

using nets::Node;
using nets::Op;

constexpr int kMaxShift = 62;
constexpr int kPoolConstantBits = 16;
constexpr int kLeastFixedShift = -31;
constexpr int kScaledBits = 8;

constexpr int kSumBits = 20;        ///< that sums of other scales are computed finer with
constexpr double kSameStep = 1e-9;  ///< relative: products of recorded scales

int clampedShift(int shift) { return std::clamp(shift, -kMaxShift, kMaxShift); }

/// k where the value is 2^k.
std::optional<int> powerOf(double value) {
  int exponent = 0;
  if (std::frexp(value, &exponent) == 0.5) return exponent - 1;
  return std::nullopt;
}

/// Of a feature map or constant.
template <class T>
double stepOf(const T& t) {
  return t.scale > 0 ? t.scale : std::ldexp(1.0, t.exponent);
}

/// A power of two around 0 is kept as one.
template <class T>
T plain(T t) {
  if (t.scale > 0 && t.zeroPoint == 0) {
    if (const auto exponent = powerOf(t.scale)) {
      t.exponent = *exponent;
      t.scale = 0;
    }
  }
  return t;
}

/// Multiplication by `m`.
Requantization scalingBy(double m) {
  if (const auto exponent = powerOf(m)) return {1, clampedShift(-*exponent), Scaling::Shift};
  const auto q = math::quantizeMultiplier(m);
  return {q.multiplier, q.shift, Scaling::FixedPoint};
}

class Lowering {
 public:
  explicit Lowering(const QuantizedNetwork& network)
      : network_(network), tensorOf_(network.graph.nodes().size(), -1), layerOf_(tensorOf_), edgeOf_(tensorOf_) {
    int index = 0;
    for (const auto& layer : network.graph.layers()) layerOf_[static_cast<std::size_t>(layer.node)] = index++;
    index = 0;
    for (const auto& edge : network.graph.edges()) edgeOf_[static_cast<std::size_t>(edge.node)] = index++;
    program_.rounding = network.rounding;
    normOf_ = tensorOf_;
    for (const Node& node : network.graph.nodes()) {
      if (node.op != Op::BatchNorm2d || !constants(node).folded) continue;
      normOf_[static_cast<std::size_t>(node.inputs[0])] = node.id;
    }
  }

  Expected<IntegerProgram> run() {
    for (const Node& node : network_.graph.nodes()) {
      if (auto status = add(node); !status) return status.error();
    }
    const int output = network_.graph.outputNode();
    if (program_.operations.empty() || program_.operations.back().output != tensor(output)) {
      return refused(network_.graph.node(output), "the network's output is not what its last operation computes");
    }
    if (auto status = checkProgram(program_); !status) return status.error();
    return std::move(program_);
  }

 private:
  static Error refused(const Node& node, const std::string& why) {
    return failure(DYADIC_TR("engine", "the network cannot run on integers alone: layer %1 (%2): %3."),
                   {node.name, std::string(nets::opName(node.op)), why});
  }

  [[nodiscard]] int tensor(int node) const { return tensorOf_[static_cast<std::size_t>(node)]; }
  [[nodiscard]] const IntegerTensor& in(const Node& node, std::size_t i = 0) const {
    return program_.tensors[static_cast<std::size_t>(tensor(node.inputs[i]))];
  }
  [[nodiscard]] const LayerConstants& constants(const Node& node) const {
    return network_.layers[static_cast<std::size_t>(layerOf_[static_cast<std::size_t>(node.id)])];
  }

  /// The tensor that a node with an exponent of its own writes.
  Status addOwnTensor(const Node& node) {
    const EdgeGrid& grid = network_.edges[static_cast<std::size_t>(edgeOf_[static_cast<std::size_t>(node.id)])];
    if (grid.bits == 0) return refused(node, "its feature map stays float");
    const math::IntSeFormat format{grid.bits, grid.symmetric};
    addTensor(node, plain(IntegerTensor{node.name, node.output, grid.bits, grid.exponent,
                                        static_cast<std::int32_t>(format.minimum()),
                                        static_cast<std::int32_t>(format.maximum()), grid.scale, grid.zeroPoint}));
    return {};
  }

  void addTensor(const Node& node, IntegerTensor tensor) {
    tensorOf_[static_cast<std::size_t>(node.id)] = static_cast<int>(program_.tensors.size());
    program_.tensors.push_back(std::move(tensor));
  }

  /// The tensor of a node that keeps its input's grid.
  IntegerTensor& addSameTensor(const Node& node) {
    IntegerTensor same = in(node);
    same.name = node.name;
    same.shape = node.output;
    addTensor(node, std::move(same));
    return program_.tensors.back();
  }

  Status add(const Node& node) {
    if (const std::string why = whyNotInteger(network_.graph, node); !why.empty()) return refused(node, why);
    switch (node.op) {
      case Op::Input:
        if (auto status = addOwnTensor(node); !status) return status;
        return addInputTable();
      case Op::Dropout:
      case Op::Identity:
        tensorOf_[static_cast<std::size_t>(node.id)] = tensor(node.inputs[0]);
        return {};
      case Op::Relu:
      case Op::Relu6:
        return clamp(node);
      case Op::MaxPool2d:
        addSameTensor(node);
        return finish(node, IntegerOp::MaxPool2d);
      case Op::Flatten:
        addSameTensor(node);
        return finish(node, IntegerOp::Flatten);
      case Op::Subsample2d:
        addSameTensor(node);
        return finish(node, IntegerOp::Subsample2d);
      case Op::PadChannels:
        addSameTensor(node);
        return finish(node, IntegerOp::PadChannels);
      default:
        break;
    }
    if (normOf_[static_cast<std::size_t>(node.id)] >= 0) return {};  // the batch norm that is folded in stands for both
    if (auto status = addOwnTensor(node); !status) return status;
    switch (node.op) {
      case Op::Conv2d:
        return weighted(node, IntegerOp::Conv2d, constants(node).weight, constants(node).bias);
      case Op::Linear:
        return weighted(node, IntegerOp::Linear, constants(node).weight, constants(node).bias);
      case Op::BatchNorm2d:
        if (constants(node).folded) return folded(node);
        return weighted(node, IntegerOp::ScaleShift, constants(node).scale, constants(node).shift);
      case Op::Add:
        return sum(node);
      case Op::Concat:
        return concat(node);
      default:
        return averagePool(node);
    }
  }

  Status addInputTable() {
    const IntegerTensor& input = program_.tensors.front();
    if (input.scale > 0) {
      const math::AffineGrid affine{{input.bits, false}, input.scale, input.zeroPoint};
      for (const auto& values : data::pixelTable(network_.normalization)) {
        auto& codes = program_.inputTable.emplace_back(values.size());
        math::encode(values, affine, codes, math::serialExecutor());
      }
      return {};
    }
    const bool symmetric = input.minimum == -input.maximum;
    const math::IntSeGrid grid{{input.bits, symmetric}, input.exponent, network_.rounding};
    for (const auto& values : data::pixelTable(network_.normalization)) {
      auto& codes = program_.inputTable.emplace_back(values.size());
      math::encode(values, grid, codes, math::serialExecutor());
    }
    return {};
  }

  /// Appends the operation that writes the node's tensor; geometry as the node has it.
  Status finish(const Node& node, IntegerOp op, IntegerOperation operation = {}) {
    operation.name = node.name;
    operation.op = op;
    for (const int input : node.inputs) operation.inputs.push_back(tensor(input));
    const int norm = normOf_[static_cast<std::size_t>(node.id)];
    operation.output = tensor(norm >= 0 ? norm : node.id);
    operation.kernel = node.kernel;
    operation.stride = node.stride;
    operation.padding = node.padding;
    operation.dilation = node.dilation;
    operation.groups = node.groups;
    operation.front = node.front;
    operation.back = node.back;
    if (hasAccumulator(op)) {
      const IntegerTensor& out = program_.tensors[static_cast<std::size_t>(operation.output)];
      if (step_ > 0) {
        operation.requantization = scalingBy(step_ / stepOf(out));
        if (operation.requantization.shift < kLeastFixedShift) {
          return refused(node, "its scales are too far apart for a fixed-point multiplier");
        }
      } else {
        // An average pool's multiplier carries an exponent of its own, which its caller has put into the shift.
        operation.requantization.shift =
            clampedShift(operation.requantization.shift + out.exponent - operation.accumulatorExponent);
      }
      step_ = 0;
      operation.accumulatorBits = accumulatorBits(program_, operation);
      operation.accumulatorBound = accumulatorBound(program_, operation);
    }
    program_.operations.push_back(std::move(operation));
    return {};
  }

  Status clamp(const Node& node) {
    IntegerTensor& out = addSameTensor(node);
    out.minimum = out.zeroPoint;
    if (node.op == Op::Relu6 && out.scale > 0) {
      const double six = 6 / out.scale;
      const auto level = static_cast<std::int64_t>(std::min(std::round(six), 1e6)) + out.zeroPoint;
      if (level < out.maximum && std::abs(six - std::round(six)) > kSameStep * six) {
        return refused(node, "6 is not on its grid");
      }
      out.maximum = static_cast<std::int32_t>(std::min<std::int64_t>(out.maximum, level));
    } else if (node.op == Op::Relu6) {
      // 6 = 3 * 2^1: a finer grid holds it, a coarser one does not.
      if (out.exponent > 1) return refused(node, "its exponent is above 1, so that 6 is not on the grid");
      const std::int64_t six = out.exponent < -kMaxShift / 2 ? out.maximum : std::int64_t{3} << (1 - out.exponent);
      out.maximum = static_cast<std::int32_t>(std::min<std::int64_t>(out.maximum, six));
    }
    return finish(node, IntegerOp::Clamp);
  }

  Status weighted(const Node& node, IntegerOp op, const std::optional<LoweredConstant>& weight,
                  const std::optional<LoweredConstant>& bias) {
    if (!weight) return refused(node, "it stays float");
    if (op != IntegerOp::ScaleShift && node.bias.defined() && !bias) return refused(node, "its bias stays float");
    IntegerOperation operation;
    operation.weight = plain(weight->constant);
    if (bias) {
      operation.bias = plain(bias->constant);
      operation.biasSaturated = bias->saturated;
    }
    const bool outScaled = program_.tensors.back().scale > 0;  // the output's, which has just been added
    if (in(node).scale > 0 || operation.weight.scale > 0 || operation.bias.scale > 0 || outScaled) {
      step_ = stepOf(in(node)) * stepOf(operation.weight);
      if (bias && std::abs(stepOf(operation.bias) / step_ - 1) > kSameStep) {
        return refused(node, "its bias does not have the scale of its accumulator");
      }
      return finish(node, op, std::move(operation));
    }
    operation.accumulatorExponent = in(node).exponent + operation.weight.exponent;
    if (bias) {
      operation.biasShift = operation.bias.exponent - operation.accumulatorExponent;
      if (operation.biasShift < 0 || operation.biasShift > kMaxShift) {
        return refused(node, "its bias of exponent " + std::to_string(operation.bias.exponent) +
                                 " does not join an accumulator of exponent " +
                                 std::to_string(operation.accumulatorExponent));
      }
    }
    return finish(node, op, std::move(operation));
  }

  /// A convolution with the batch norm `norm` folded in.
  Status folded(const Node& norm) {
    const Node& node = network_.graph.node(norm.inputs[0]);
    if (node.op != Op::Conv2d) return refused(norm, "it is folded into what is no convolution");
    if (!constants(node).bias) return refused(node, "a batch norm is folded into it, but it has no bias");
    return weighted(node, IntegerOp::Conv2d, constants(node).weight, constants(node).bias);
  }

  [[nodiscard]] const IntegerTensor& out(const Node& node) const {
    return program_.tensors[static_cast<std::size_t>(tensor(node.id))];
  }

  Status scaledSum(const Node& node) {
    IntegerOperation operation;
    const double twice = 2 * std::max(stepOf(in(node, 0)), stepOf(in(node, 1)));
    for (std::size_t i = 0; i < 2; ++i) {
      if (in(node, i).bits > kScaledBits) return refused(node, "it adds feature maps of more than 8 bits with scales");
      const auto q = math::quantizeMultiplier(stepOf(in(node, i)) / twice);
      if (q.shift > kMaxShift) return refused(node, "its inputs' scales are too far apart");
      operation.inputShifts.push_back(kSumBits);
      operation.inputScalings.push_back({q.multiplier, q.shift, Scaling::FixedPoint});
    }
    step_ = std::ldexp(twice, -kSumBits);
    return finish(node, IntegerOp::Add, std::move(operation));
  }

  Status sum(const Node& node) {
    if (in(node, 0).scale > 0 || in(node, 1).scale > 0 || out(node).scale > 0) return scaledSum(node);
    IntegerOperation operation;
    operation.accumulatorExponent = std::min(in(node, 0).exponent, in(node, 1).exponent);
    for (std::size_t i = 0; i < 2; ++i) {
      const int shift = in(node, i).exponent - operation.accumulatorExponent;
      if (shift > kMaxShift - in(node, i).bits) {
        return refused(node, "the exponents " + std::to_string(in(node, 0).exponent) + " and " +
                                 std::to_string(in(node, 1).exponent) + " are too far apart for a 64-bit sum");
      }
      operation.inputShifts.push_back(shift);
    }
    return finish(node, IntegerOp::Add, std::move(operation));
  }

  Status concat(const Node& node) {
    IntegerOperation operation;
    bool scaled = out(node).scale > 0;
    for (std::size_t i = 0; i < node.inputs.size(); ++i) scaled = scaled || in(node, i).scale > 0;
    for (std::size_t i = 0; i < node.inputs.size(); ++i) {
      operation.inputShifts.push_back(scaled ? 0 : clampedShift(out(node).exponent - in(node, i).exponent));
      if (!scaled) continue;
      const double m = stepOf(in(node, i)) / stepOf(out(node));
      const auto q = math::quantizeMultiplier(m);
      if (q.shift < kLeastFixedShift) return refused(node, "its inputs' scales are too far apart");
      operation.inputScalings.push_back(m == 1 ? Requantization()
                                               : Requantization{q.multiplier, q.shift, Scaling::FixedPoint});
    }
    return finish(node, IntegerOp::Concat, std::move(operation));
  }

  Status averagePool(const Node& node) {
    if (in(node).scale > 0 || out(node).scale > 0) {
      step_ = stepOf(in(node)) / static_cast<double>(node.kernel[0] * node.kernel[1]);
      return finish(node, IntegerOp::AvgPool2d);
    }
    auto factor = math::reciprocal(node.kernel[0] * node.kernel[1], kPoolConstantBits);
    // R(2m t, p) = R(m t, p - 1): powers of two need no multiplication.
    for (; factor.code % 2 == 0; factor.code /= 2) ++factor.exponent;
    IntegerOperation operation;
    operation.accumulatorExponent = in(node).exponent;
    operation.requantization = {static_cast<std::int32_t>(factor.code), -factor.exponent};
    return finish(node, IntegerOp::AvgPool2d, std::move(operation));
  }

  const QuantizedNetwork& network_;
  std::vector<int> tensorOf_;  ///< node -> index of its tensor
  std::vector<int> layerOf_;   ///< node -> index in graph.layers()
  std::vector<int> edgeOf_;    ///< node -> index in graph.edges()
  std::vector<int> normOf_;    ///< node -> the batch norm that is folded into it, or -1
  double step_ = 0;            ///< of the next operation's accumulator; 0: it has an exponent
  IntegerProgram program_;
};

}  // namespace

std::string whyNotInteger(const nets::Graph& graph, const Node& node) {
  const auto in = [&](std::size_t i) -> const nets::Shape& { return graph.node(node.inputs[i]).output; };
  switch (node.op) {
    case Op::Input:
    case Op::Conv2d:
    case Op::Linear:
    case Op::BatchNorm2d:
    case Op::Relu:
    case Op::Relu6:
    case Op::GlobalAvgPool2d:
    case Op::Flatten:
    case Op::Subsample2d:
    case Op::PadChannels:
    case Op::Dropout:
    case Op::Identity:
      return {};
    case Op::MaxPool2d:
      if (node.dilation != nets::square(1)) return DYADIC_TR("engine", "its windows have gaps");
      return {};
    case Op::AvgPool2d:
      if (nets::hasUniformWindows(node, in(0))) return {};
      return DYADIC_TR("engine", "its windows average different numbers of pixels");
    case Op::Add:
      if (in(0) == in(1)) return {};
      return DYADIC_TR("engine", "it adds feature maps of different shapes");
    case Op::Concat:
      if (node.axis == 0) return {};
      return DYADIC_TR("engine", "it joins along another dimension than the channels");
    default:
      return DYADIC_TR("engine", "there is no integer form of this operator");
  }
}

Expected<IntegerProgram> lower(const QuantizedNetwork& network) { return Lowering(network).run(); }

}  // namespace dyadic::integer
