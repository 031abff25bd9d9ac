// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/integer/lowering/Lowering.h"

#include <algorithm>
#include <string>
#include <utility>

#include "engine/data/BatchSource.h"
#include "engine/integer/ProgramCheck.h"
#include "engine/math/IntSe.h"
#include "engine/math/IntegerArithmetic.h"
#include "engine/nets/Executor.h"

namespace dyadic::integer {
namespace {

using nets::Node;
using nets::Op;

constexpr int kMaxShift = 62;
constexpr int kPoolConstantBits = 16;

int clampedShift(int shift) { return std::clamp(shift, -kMaxShift, kMaxShift); }

class Lowering {
 public:
  explicit Lowering(const QuantizedNetwork& network)
      : network_(network), tensorOf_(network.graph.nodes().size(), -1), layerOf_(tensorOf_), edgeOf_(tensorOf_) {
    int index = 0;
    for (const auto& layer : network.graph.layers()) layerOf_[static_cast<std::size_t>(layer.node)] = index++;
    index = 0;
    for (const auto& edge : network.graph.edges()) edgeOf_[static_cast<std::size_t>(edge.node)] = index++;
    program_.rounding = network.rounding;
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
    addTensor(node, {node.name, node.output, grid.bits, grid.exponent, static_cast<std::int32_t>(format.minimum()),
                     static_cast<std::int32_t>(format.maximum())});
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
    if (auto status = addOwnTensor(node); !status) return status;
    switch (node.op) {
      case Op::Conv2d:
        return weighted(node, IntegerOp::Conv2d, constants(node).weight, constants(node).bias);
      case Op::Linear:
        return weighted(node, IntegerOp::Linear, constants(node).weight, constants(node).bias);
      case Op::BatchNorm2d:
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
    operation.output = tensor(node.id);
    operation.kernel = node.kernel;
    operation.stride = node.stride;
    operation.padding = node.padding;
    operation.dilation = node.dilation;
    operation.groups = node.groups;
    operation.front = node.front;
    operation.back = node.back;
    if (hasAccumulator(op)) {
      const IntegerTensor& out = program_.tensors[static_cast<std::size_t>(operation.output)];
      // An average pool's multiplier carries an exponent of its own, which its caller has put into the shift.
      operation.requantization.shift =
          clampedShift(operation.requantization.shift + out.exponent - operation.accumulatorExponent);
      operation.accumulatorBits = accumulatorBits(program_, operation);
      operation.accumulatorBound = accumulatorBound(program_, operation);
    }
    program_.operations.push_back(std::move(operation));
    return {};
  }

  Status clamp(const Node& node) {
    IntegerTensor& out = addSameTensor(node);
    out.minimum = 0;
    if (node.op == Op::Relu6) {
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
    operation.weight = weight->constant;
    operation.accumulatorExponent = in(node).exponent + weight->constant.exponent;
    if (bias) {
      operation.bias = bias->constant;
      operation.biasSaturated = bias->saturated;
      operation.biasShift = bias->constant.exponent - operation.accumulatorExponent;
      if (operation.biasShift < 0 || operation.biasShift > kMaxShift) {
        return refused(node, "its bias of exponent " + std::to_string(bias->constant.exponent) +
                                 " does not join an accumulator of exponent " +
                                 std::to_string(operation.accumulatorExponent));
      }
    }
    return finish(node, op, std::move(operation));
  }

  Status sum(const Node& node) {
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
    const int out = program_.tensors[static_cast<std::size_t>(tensor(node.id))].exponent;
    for (std::size_t i = 0; i < node.inputs.size(); ++i) {
      operation.inputShifts.push_back(clampedShift(out - in(node, i).exponent));
    }
    return finish(node, IntegerOp::Concat, std::move(operation));
  }

  Status averagePool(const Node& node) {
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
