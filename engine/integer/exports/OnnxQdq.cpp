// SPDX-License-Identifier: GPL-3.0-or-later
#include <bit>
#include <cmath>
#include <cstdlib>
#include <optional>

#include "engine/integer/Exports.h"
#include "engine/integer/exports/OnnxExact.h"
#include "engine/integer/exports/ShiftsOnly.h"
#include "engine/types/OutputFile.h"

namespace dyadic::integer {
namespace {

using dyadic_onnx::TensorProto;

constexpr int kMostBits = 8;
constexpr int kMostExponent = 60;   ///< of a scale: far from float32's limits, also in products of two
constexpr int kLeastClipped = -16;  ///< ONNX Runtime takes limits for the whole range that miss it by less than 2^-23
constexpr std::int64_t kFloatHolds = std::int64_t{1} << 24;

/// Writes each operation as a float operator between DequantizeLinear and QuantizeLinear, with scales that are powers
/// of two and zero points 0. What a runtime would not compute exactly in that form, float32 or fused, is written out by
/// OnnxExact on the integers instead: scale 1.
class OnnxQdq {
 public:
  OnnxQdq(const IntegerProgram& program, OnnxGraph& graph)
      : program_(program), graph_(graph), exact_(program, graph), values_(program.tensors.size()) {}

  void input() { values_[0] = exact_.input("pixels"); }

  Status operation(const IntegerOperation& operation) {
    graph_.beginLayer(operation.name);
    std::optional<std::string> quantized = fused(operation);
    if (!quantized) {
      const auto written = writtenOut(operation);
      if (!written) return written.error();
      quantized = *written;
    }
    values_[static_cast<std::size_t>(operation.output)] = *quantized;
    return {};
  }

  /// The last feature map's integers as float32.
  std::string logits() {
    graph_.beginLayer("logits");
    return graph_.cast(value(program_.operations.back().output), TensorProto::FLOAT);
  }

 private:
  [[nodiscard]] const IntegerTensor& tensor(int index) const {
    return program_.tensors[static_cast<std::size_t>(index)];
  }
  [[nodiscard]] const IntegerTensor& in(const IntegerOperation& op, std::size_t i = 0) const {
    return tensor(op.inputs[i]);
  }
  [[nodiscard]] const IntegerTensor& out(const IntegerOperation& op) const { return tensor(op.output); }
  [[nodiscard]] const std::string& value(int index) const { return values_[static_cast<std::size_t>(index)]; }

  static bool isScale(int exponent) { return std::abs(exponent) <= kMostExponent; }
  std::string scale(int exponent) { return graph_.scalar(std::ldexp(1.0, exponent), TensorProto::FLOAT); }

  std::string dequantized(const std::string& integers, int exponent) {
    return graph_.node("DequantizeLinear", {integers, scale(exponent), graph_.scalar(0, TensorProto::INT8)});
  }
  std::string quantized(const std::string& number, int exponent) {
    return graph_.node("QuantizeLinear", {number, scale(exponent), graph_.scalar(0, TensorProto::INT8)});
  }

  /// Nothing where the operation cannot be computed exactly in this form.
  std::optional<std::string> fused(const IntegerOperation& operation) {
    if (!isScale(out(operation).exponent) || operation.accumulatorBound > kFloatHolds) return {};
    switch (operation.op) {
      case IntegerOp::Conv2d:
      case IntegerOp::Linear:
      case IntegerOp::ScaleShift:
        return affine(operation);
      case IntegerOp::Add:
        return add(operation);
      case IntegerOp::Concat:
        return concat(operation);
      case IntegerOp::AvgPool2d:
        return averagePool(operation);
      case IntegerOp::Clamp:
        return limited(value(operation.inputs[0]), out(operation));
      default: {
        const int exponent = out(operation).exponent;
        return quantized(exact_.moved(operation, dequantized(value(operation.inputs[0]), exponent)), exponent);
      }
    }
  }

  Expected<std::string> writtenOut(const IntegerOperation& operation) {
    OnnxGraph::Names inputs;
    for (const int input : operation.inputs) inputs.push_back(dequantized(value(input), 0));
    auto result = exact_.operation(operation, inputs);
    if (!result) return result;
    return quantized(*result, 0);
  }

  /// Limits to the range of `to` where that is not the whole one of 8 bits.
  std::string limited(const std::string& integers, const IntegerTensor& to) {
    if (to.minimum == -128 && to.maximum == 127) return integers;
    const int exponent = to.exponent < kLeastClipped ? 0 : to.exponent;
    const std::string number = dequantized(integers, exponent);
    if (to.minimum == 0 && to.maximum == 127) return quantized(graph_.node("Relu", {number}), exponent);
    const auto limit = [&](std::int32_t code) { return graph_.scalar(std::ldexp(code, exponent), TensorProto::FLOAT); };
    return quantized(graph_.node("Clip", {number, limit(to.minimum), limit(to.maximum)}), exponent);
  }

  /// Quantizes what an operator computed, in units of the output.
  std::string finished(const std::string& number, const IntegerOperation& operation) {
    return limited(quantized(number, out(operation).exponent), out(operation));
  }

  /// The exponent of the accumulator as the shift has it: s_t = s_out - P.
  [[nodiscard]] int accumulatorExponent(const IntegerOperation& operation) const {
    return out(operation).exponent - operation.requantization.shift;
  }

  std::optional<std::string> affine(const IntegerOperation& operation) {
    const int from = in(operation).exponent;
    const int sum = accumulatorExponent(operation);
    const bool plain = in(operation).shape.size() == 3 || operation.op == IntegerOp::Linear;
    if (operation.requantization.multiplier != 1 || !plain) return {};
    if (!isScale(from) || !isScale(sum) || !isScale(sum - from)) return {};
    const std::int64_t outputs = operation.weight.shape[0];
    const bool perChannel = operation.op == IntegerOp::ScaleShift;  // as a depthwise convolution of one pixel
    const auto shape = perChannel ? OnnxGraph::Shape{outputs, 1, 1, 1} : operation.weight.shape;
    const auto weight =
        graph_.integers({operation.weight.data.begin(), operation.weight.data.end()}, shape, TensorProto::INT8);
    OnnxGraph::Names inputs{dequantized(value(operation.inputs[0]), from), dequantized(weight, sum - from)};
    if (!operation.bias.data.empty()) {
      const auto bias = graph_.integers(alignedBias(operation), {outputs}, TensorProto::INT32);
      inputs.push_back(graph_.node("DequantizeLinear", {bias, scale(sum)}));
    }
    if (operation.op == IntegerOp::Linear) {
      return finished(graph_.node("Gemm", inputs, {{"transB", std::int64_t{1}}}), operation);
    }
    auto attributes = windowAttributes(operation, in(operation), out(operation));
    attributes.emplace_back("dilations", OnnxGraph::Shape(operation.dilation.begin(), operation.dilation.end()));
    attributes.emplace_back("group", perChannel ? outputs : operation.groups);
    return finished(graph_.node("Conv", inputs, attributes), operation);
  }

  std::optional<std::string> add(const IntegerOperation& operation) {
    const std::int32_t multiplier = operation.requantization.multiplier;
    const int shift = operation.requantization.shift;
    if (multiplier != 1 || std::abs(shift) > kMostExponent) return {};
    // A fused addition works in float32 on bytes with zero points of 128: room for those beside the sum.
    const std::int64_t units = std::int64_t{1} << std::abs(shift);
    if (4 * operation.accumulatorBound > kFloatHolds / (shift < 0 ? units : 1)) return {};
    if (shift > 0 && units > kFloatHolds / 1024) return {};
    OnnxGraph::Names numbers;
    for (std::size_t i = 0; i < 2; ++i) {
      const int exponent = accumulatorExponent(operation) + operation.inputShifts[i];
      if (!isScale(exponent)) return {};
      numbers.push_back(dequantized(value(operation.inputs[i]), exponent));
    }
    return finished(graph_.node("Add", numbers), operation);
  }

  std::optional<std::string> concat(const IntegerOperation& operation) {
    OnnxGraph::Names numbers;
    for (std::size_t i = 0; i < operation.inputs.size(); ++i) {
      const int exponent = out(operation).exponent - operation.inputShifts[i];
      if (!isScale(exponent)) return {};
      numbers.push_back(dequantized(value(operation.inputs[i]), exponent));
    }
    return finished(graph_.node("Concat", numbers, {{"axis", std::int64_t{1}}}), operation);
  }

  /// A mean over 2^k values, t 2^-k, is exact; others are written out with their multiplier.
  std::optional<std::string> averagePool(const IntegerOperation& operation) {
    const auto window = static_cast<std::uint64_t>(operation.kernel[0] * operation.kernel[1]);
    if (operation.requantization.multiplier != 1 || !std::has_single_bit(window)) return {};
    const int exponent = accumulatorExponent(operation) + std::countr_zero(window);
    if (!isScale(exponent) || !isScale(accumulatorExponent(operation))) return {};
    // ONNX Runtime's fused pool takes factors from 2^-32 to 2^8.
    if (operation.requantization.shift < -7 || operation.requantization.shift > 31) return {};
    const std::string number = dequantized(value(operation.inputs[0]), exponent);
    const IntegerTensor& from = in(operation);
    const bool global = operation.kernel[0] == from.shape[1] && operation.kernel[1] == from.shape[2] &&
                        operation.padding == std::array<std::int64_t, 2>{0, 0};
    if (global) return finished(graph_.node("GlobalAveragePool", {number}), operation);
    auto attributes = windowAttributes(operation, from, out(operation));
    attributes.emplace_back("count_include_pad", std::int64_t{1});
    return finished(graph_.node("AveragePool", {number}, attributes), operation);
  }

  const IntegerProgram& program_;
  OnnxGraph& graph_;
  OnnxExact exact_;
  OnnxGraph::Names values_;  ///< int8, one a tensor
};

Status checkForm(const IntegerProgram& program) {
  if (program.rounding != Rounding::HalfEven) {
    return failure(DYADIC_TR("engine",
                             "The program does not round half to even, as QuantizeLinear does, so its logits would be "
                             "others. Export it with --form exact, or quantize with rounding half_even."));
  }
  const auto tooWide = [](const std::string& name, int bits) {
    return failure(
        DYADIC_TR("engine", "%1 has %2 bits, and QuantizeLinear makes 8 at most. Export the run with --form exact."),
        {name, std::to_string(bits)});
  };
  for (const IntegerTensor& tensor : program.tensors) {
    if (tensor.bits > kMostBits) return tooWide(tensor.name, tensor.bits);
  }
  for (const IntegerOperation& operation : program.operations) {
    if (!operation.weight.data.empty() && operation.weight.bits > kMostBits) {
      return tooWide(operation.name, operation.weight.bits);
    }
  }
  return {};
}

}  // namespace

Status exportOnnxQdq(const IntegerProgram& program, const std::string& path, bool force) {
  if (auto status = checkShiftsOnly(program); !status) return status;
  if (auto status = checkForm(program); !status) return status;
  if (auto status = checkOutput(path, force); !status) return status;
  OnnxGraph graph;
  describeModel(program, graph, "Weights and feature maps are int8 with scales that are powers of two.");
  OnnxQdq form(program, graph);
  form.input();
  for (const IntegerOperation& operation : program.operations) {
    if (auto status = form.operation(operation); !status) return status;
  }
  finishLogits(program, graph, form.logits());
  return graph.write(path, force);
}

}  // namespace dyadic::integer
