// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/integer/exports/OnnxExact.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "engine/integer/Exports.h"
#include "engine/integer/exports/ArenaPlan.h"
#include "engine/integer/exports/ShiftsOnly.h"
#include "engine/types/OutputFile.h"

namespace dyadic::integer {
namespace {

using dyadic_onnx::TensorProto;
using Shape = OnnxGraph::Shape;

constexpr std::int64_t kFloatHolds = std::int64_t{1} << 24;  ///< float32 holds every integer up to it
constexpr std::int64_t kDoubleHolds = std::int64_t{1} << 53;
constexpr std::int64_t kDigit = 256;  ///< base in which large integers are split
constexpr std::int64_t kHalfDigit = kDigit / 2;
constexpr std::int64_t kLargestWindow = std::int64_t{1} << 20;

OnnxGraph::Type typeOf(bool isDouble) { return isDouble ? TensorProto::DOUBLE : TensorProto::FLOAT; }

std::int64_t magnitude(const IntegerTensor& tensor) {
  return std::max({std::int64_t{1}, -std::int64_t{tensor.minimum}, std::int64_t{tensor.maximum}});
}

Error tooLarge(const IntegerOperation& operation) {
  return failure(DYADIC_TR("engine",
                           "%1 cannot be exported to ONNX: its sums can be as large as %2, which a runtime's "
                           "floating-point numbers do not hold exactly. Export the run as C."),
                 {operation.name, std::to_string(operation.accumulatorBound)});
}

/// The largest sum that one output can have, whatever the input; saturates.
std::int64_t largestSum(std::span<const std::int32_t> weights, std::int64_t outputs, std::int64_t largest) {
  const std::size_t terms = weights.size() / static_cast<std::size_t>(outputs);
  std::int64_t most = 0;
  for (std::size_t begin = 0; begin < weights.size(); begin += terms) {
    std::int64_t sum = 0;
    for (const auto weight : weights.subspan(begin, terms)) sum += std::abs(std::int64_t{weight});
    most = std::max(most, sum);
  }
  return most > std::numeric_limits<std::int64_t>::max() / largest ? std::numeric_limits<std::int64_t>::max()
                                                                   : most * largest;
}

/// value = kDigit * high + low with low in -128 to 127.
std::int32_t highDigit(std::int32_t value) { return (value + 128) >> 8; }

bool covers(const IntegerOperation& operation, const IntegerTensor& input, std::size_t side) {
  return operation.kernel[side] - operation.padding[side] >= input.shape[side + 1];
}

}  // namespace

std::vector<std::int64_t> alignedBias(const IntegerOperation& operation) {
  std::vector<std::int64_t> aligned;
  for (const auto code : operation.bias.data) aligned.push_back(code * (std::int64_t{1} << operation.biasShift));
  return aligned;
}

OnnxGraph::Attributes windowAttributes(const IntegerOperation& operation, const IntegerTensor& input,
                                       const IntegerTensor& output) {
  Shape pads{operation.padding[0], operation.padding[1], 0, 0};
  for (std::size_t side = 0; side < 2; ++side) {
    const std::int64_t reach = operation.dilation[side] * (operation.kernel[side] - 1) + 1;
    const std::int64_t used = (output.shape[side + 1] - 1) * operation.stride[side] + reach;
    pads[side + 2] = std::max<std::int64_t>(0, used - input.shape[side + 1] - operation.padding[side]);
  }
  return {{"kernel_shape", Shape(operation.kernel.begin(), operation.kernel.end())},
          {"strides", Shape(operation.stride.begin(), operation.stride.end())},
          {"pads", pads}};
}

void describeModel(const IntegerProgram& program, OnnxGraph& graph, const std::string& computes) {
  const IntegerTensor& logits = program.tensors[static_cast<std::size_t>(program.operations.back().output)];
  graph.addInput("pixels", program.tensors.front().shape);
  graph.addOutput("logits", {elementsOf(logits)});
  graph.addMetadata("logit_exponent", std::to_string(logits.exponent));
  graph.describe(
      "Input: pixels 0 to 255 as [N, channels, height, width]; the normalization of the training is part of "
      "the model. Output: logits as integers; a logit's value is its integer times 2 to the power of the "
      "metadata logit_exponent. " +
      computes);
}

void finishLogits(const IntegerProgram& program, OnnxGraph& graph, const std::string& value) {
  const IntegerTensor& last = program.tensors[static_cast<std::size_t>(program.operations.back().output)];
  if (last.shape.size() == 1) {
    graph.namedNode("Identity", {value}, "logits");
  } else {
    graph.namedNode("Flatten", {value}, "logits", {{"axis", std::int64_t{1}}});
  }
}

std::string OnnxExact::input(const std::string& pixels) {
  graph_.beginLayer("input");
  const auto limited =
      graph_.node("Clip", {pixels, graph_.scalar(0, TensorProto::FLOAT), graph_.scalar(255, TensorProto::FLOAT)});
  // One table for all channels, one after the other: channel c begins at 256 c.
  std::vector<std::int64_t> table;
  std::vector<std::int64_t> begins;
  for (const auto& channel : program_.inputTable) {
    begins.push_back(static_cast<std::int64_t>(table.size()));
    table.insert(table.end(), channel.begin(), channel.end());
  }
  const auto channels = static_cast<std::int64_t>(begins.size());
  const auto offsets = graph_.integers(begins, {channels, 1, 1}, TensorProto::INT64);
  const auto indices = graph_.node("Add", {graph_.cast(limited, TensorProto::INT64), offsets});
  return graph_.node("Gather", {graph_.smallest(table, {256 * channels}), indices}, {{"axis", std::int64_t{0}}});
}

Expected<std::string> OnnxExact::operation(const IntegerOperation& operation, const OnnxGraph::Names& inputs) {
  graph_.beginLayer(operation.name);
  switch (operation.op) {
    case IntegerOp::Conv2d:
    case IntegerOp::Linear:
      return affine(operation, inputs[0]);
    case IntegerOp::ScaleShift:
      return scaleShift(operation, inputs[0]);
    case IntegerOp::Add:
      return add(operation, inputs);
    case IntegerOp::Concat:
      return concat(operation, inputs);
    case IntegerOp::AvgPool2d:
      return averagePool(operation, inputs[0]);
    case IntegerOp::Clamp:
      return graph_.node("Clip", {inputs[0], graph_.scalar(out(operation).minimum, TensorProto::FLOAT),
                                  graph_.scalar(out(operation).maximum, TensorProto::FLOAT)});
    default:
      return moved(operation, inputs[0]);
  }
}

std::string OnnxExact::moved(const IntegerOperation& operation, const std::string& input) {
  const auto vector = [&](const Shape& values) {
    return graph_.integers(values, {static_cast<std::int64_t>(values.size())}, TensorProto::INT64);
  };
  switch (operation.op) {
    case IntegerOp::MaxPool2d:
      return graph_.node("MaxPool", {input}, windowAttributes(operation, in(operation), out(operation)));
    case IntegerOp::Subsample2d: {
      const Shape end(2, std::numeric_limits<std::int64_t>::max());
      return graph_.node("Slice", {input, vector({0, 0}), vector(end), vector({2, 3}),
                                   vector({operation.stride[0], operation.stride[1]})});
    }
    case IntegerOp::PadChannels:
      return graph_.node("Pad", {input, vector({0, operation.front, 0, 0, 0, operation.back, 0, 0})});
    default:
      return graph_.node("Flatten", {input}, {{"axis", std::int64_t{1}}});
  }
}

Expected<std::string> OnnxExact::affine(const IntegerOperation& operation, const std::string& input) {
  const Product product{operation, input, magnitude(in(operation)), operation.weight.data, operation.weight.shape};
  const std::int64_t outputs = operation.weight.shape[0];
  const std::vector<std::int64_t> bias = alignedBias(operation);
  const Rescaling to{operation, operation.requantization, operation.accumulatorBound};
  if (operation.accumulatorBound <= kFloatHolds) {
    return requantized({multiplied(product, bias.empty() ? "" : numbers(bias, {outputs}, false))}, to);
  }
  auto sum = weightedSum(product);
  if (!sum) return sum.error();
  if (!bias.empty()) {
    const Shape shape = operation.op == IntegerOp::Linear ? Shape{outputs} : Shape{outputs, 1, 1};
    *sum = {graph_.node("Add", {widened(*sum).name, numbers(bias, shape, true)}), true};
  }
  return requantized(*sum, to);
}

Expected<OnnxExact::Sum> OnnxExact::weightedSum(const Product& product) {
  if (largestSum(product.weights, product.shape[0], product.largest) <= kFloatHolds) {
    return Sum{multiplied(product, "")};
  }
  const bool largeWeights = std::any_of(product.weights.begin(), product.weights.end(),
                                        [](std::int32_t weight) { return std::abs(weight) > kHalfDigit; });
  if (largeWeights) return splitWeights(product);
  if (product.largest > kHalfDigit) return splitInput(product);
  return splitChannels(product);
}

/// x = 256 high + low, so sum(x) = 256 sum(high) + sum(low).
Expected<OnnxExact::Sum> OnnxExact::splitInput(const Product& product) {
  const Sum scaled{binary("Mul", {binary("Add", {product.input}, kHalfDigit)}, 1.0 / kDigit)};
  const auto high = graph_.node("Floor", {scaled.name});
  const auto low = graph_.node("Sub", {product.input, binary("Mul", {high}, kDigit)});
  Product part = product;
  part.input = high;
  part.largest = (product.largest + kHalfDigit) / kDigit;
  const auto sumOfHigh = weightedSum(part);
  if (!sumOfHigh) return sumOfHigh.error();
  part.input = low;
  part.largest = kHalfDigit;
  const auto sumOfLow = weightedSum(part);
  if (!sumOfLow) return sumOfLow.error();
  const auto lifted = binary("Mul", widened(*sumOfHigh), kDigit);
  return Sum{graph_.node("Add", {lifted, widened(*sumOfLow).name}), true};
}

/// The same with w = 256 high + low.
Expected<OnnxExact::Sum> OnnxExact::splitWeights(const Product& product) {
  std::vector<std::int32_t> high(product.weights.size());
  std::vector<std::int32_t> low(product.weights.size());
  for (std::size_t i = 0; i < high.size(); ++i) {
    high[i] = highDigit(product.weights[i]);
    low[i] = product.weights[i] - static_cast<std::int32_t>(kDigit) * high[i];
  }
  Product part = product;
  part.weights = high;
  const auto sumOfHigh = weightedSum(part);
  if (!sumOfHigh) return sumOfHigh.error();
  part.weights = low;
  const auto sumOfLow = weightedSum(part);
  if (!sumOfLow) return sumOfLow.error();
  const auto lifted = binary("Mul", widened(*sumOfHigh), kDigit);
  return Sum{graph_.node("Add", {lifted, widened(*sumOfLow).name}), true};
}

/// The sum over the first half of the input's channels and that over the second.
Expected<OnnxExact::Sum> OnnxExact::splitChannels(const Product& product) {
  const std::int64_t channels = product.shape[1];
  if (product.operation.groups != 1 || channels < 2) return tooLarge(product.operation);
  const auto outputs = static_cast<std::size_t>(product.shape[0]);
  const std::size_t area = product.weights.size() / outputs / static_cast<std::size_t>(channels);
  std::vector<Sum> sums;
  for (const std::int64_t begin : {std::int64_t{0}, channels / 2}) {
    const std::int64_t end = begin == 0 ? channels / 2 : channels;
    std::vector<std::int32_t> weights;
    for (std::size_t o = 0; o < outputs; ++o) {
      const auto row = product.weights.subspan(o * static_cast<std::size_t>(channels) * area);
      const auto some =
          row.subspan(static_cast<std::size_t>(begin) * area, static_cast<std::size_t>(end - begin) * area);
      weights.insert(weights.end(), some.begin(), some.end());
    }
    Product part = product;
    part.input = graph_.node(
        "Slice", {product.input, graph_.integers({begin}, {1}, TensorProto::INT64),
                  graph_.integers({end}, {1}, TensorProto::INT64), graph_.integers({1}, {1}, TensorProto::INT64)});
    part.weights = weights;
    part.shape[1] = end - begin;
    auto sum = weightedSum(part);
    if (!sum) return sum;
    sums.push_back(widened(*sum));
  }
  return Sum{graph_.node("Add", {sums[0].name, sums[1].name}), true};
}

/// One float32 operator. REQUIRES: its sums are at most kFloatHolds.
std::string OnnxExact::multiplied(const Product& product, const std::string& bias) {
  const IntegerOperation& operation = product.operation;
  OnnxGraph::Names inputs{product.input,
                          numbers({product.weights.begin(), product.weights.end()}, product.shape, false)};
  if (!bias.empty()) inputs.push_back(bias);
  if (operation.op == IntegerOp::Linear) return graph_.node("Gemm", inputs, {{"transB", std::int64_t{1}}});
  OnnxGraph::Attributes attributes = windowAttributes(operation, in(operation), out(operation));
  attributes.emplace_back("dilations", Shape(operation.dilation.begin(), operation.dilation.end()));
  const bool pool = operation.op == IntegerOp::AvgPool2d;
  attributes.emplace_back("group", pool ? in(operation).shape[0] : operation.groups);
  return graph_.node("Conv", inputs, attributes);
}

Expected<std::string> OnnxExact::scaleShift(const IntegerOperation& operation, const std::string& input) {
  const bool isDouble = operation.accumulatorBound > kFloatHolds;
  const std::int64_t channels = operation.weight.shape[0];
  const Shape shape = in(operation).shape.size() == 3 ? Shape{channels, 1, 1} : Shape{channels};
  const Sum x = isDouble ? widened({input}) : Sum{input};
  const auto scale = numbers({operation.weight.data.begin(), operation.weight.data.end()}, shape, isDouble);
  Sum t{graph_.node("Mul", {x.name, scale}), isDouble};
  const std::vector<std::int64_t> bias = alignedBias(operation);
  if (!bias.empty()) t.name = graph_.node("Add", {t.name, numbers(bias, shape, isDouble)});
  return requantized(t, {operation, operation.requantization, operation.accumulatorBound});
}

Expected<std::string> OnnxExact::add(const IntegerOperation& operation, const OnnxGraph::Names& inputs) {
  const bool isDouble = operation.accumulatorBound > kFloatHolds;
  OnnxGraph::Names aligned;
  for (std::size_t i = 0; i < 2; ++i) {
    const Sum value = isDouble ? widened({inputs[i]}) : Sum{inputs[i]};
    const int shift = operation.inputShifts[i];
    aligned.push_back(shift == 0 ? value.name : binary("Mul", value, std::ldexp(1.0, shift)));
  }
  return requantized({graph_.node("Add", aligned), isDouble},
                     {operation, operation.requantization, operation.accumulatorBound});
}

Expected<std::string> OnnxExact::concat(const IntegerOperation& operation, const OnnxGraph::Names& inputs) {
  OnnxGraph::Names parts;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const Rescaling to{operation, {1, operation.inputShifts[i]}, magnitude(in(operation, i))};
    auto part = requantized({inputs[i]}, to);
    if (!part) return part;
    parts.push_back(*part);
  }
  return graph_.node("Concat", parts, {{"axis", std::int64_t{1}}});
}

Expected<std::string> OnnxExact::averagePool(const IntegerOperation& operation, const std::string& input) {
  const IntegerTensor& from = in(operation);
  const IntegerTensor& to = out(operation);
  const Rescaling rescaling{operation, operation.requantization, operation.accumulatorBound};
  const bool global = to.shape[1] == 1 && to.shape[2] == 1 && covers(operation, from, 0) && covers(operation, from, 1);
  if (global) {
    const bool isDouble = operation.accumulatorBound > kFloatHolds;
    const Sum x = isDouble ? widened({input}) : Sum{input};
    const auto axes = graph_.integers({2, 3}, {2}, TensorProto::INT64);
    return requantized({graph_.node("ReduceSum", {x.name, axes}), isDouble}, rescaling);
  }
  if (operation.kernel[0] * operation.kernel[1] > kLargestWindow) return tooLarge(operation);
  const std::int64_t channels = from.shape[0];
  const std::vector<std::int32_t> ones(static_cast<std::size_t>(channels * operation.kernel[0] * operation.kernel[1]),
                                       1);
  auto sum =
      weightedSum({operation, input, magnitude(from), ones, {channels, 1, operation.kernel[0], operation.kernel[1]}});
  if (!sum) return sum.error();
  return requantized(*sum, rescaling);
}

/// out = sat(R(t m, P)) as one product with m 2^-P, rounding and limits.
Expected<std::string> OnnxExact::requantized(Sum sum, const Rescaling& to) {
  const std::int32_t multiplier = to.requantization.multiplier;
  const int shift = to.requantization.shift;
  const std::int64_t largest = to.largest * multiplier;
  // A right shift by more places gives the same, 0 or -1, as one by so many that |t m 2^-P| < 1/2.
  const int places = std::min<int>(shift, std::bit_width(static_cast<std::uint64_t>(largest)) + 1);
  // t m + 2^(P-1), in units of 2^-P, has to be exact: t m 2^-P + 1/2.
  const bool adds = places > 0 && program_.rounding != Rounding::HalfEven && program_.rounding != Rounding::Floor;
  if (largest > kDoubleHolds / 4) return tooLarge(to.operation);
  const std::int64_t needed = largest + (adds ? std::int64_t{1} << (places - 1) : 0);
  if (!sum.isDouble && needed > kFloatHolds) sum = widened(sum);
  const auto type = typeOf(sum.isDouble);
  const double factor = std::ldexp(multiplier, -places);
  if (factor != 1) sum.name = binary("Mul", sum, factor);
  if (places > 0) sum.name = rounded(sum.name, type);
  const IntegerTensor& output = out(to.operation);
  const auto limited =
      graph_.node("Clip", {sum.name, graph_.scalar(output.minimum, type), graph_.scalar(output.maximum, type)});
  return sum.isDouble ? graph_.cast(limited, TensorProto::FLOAT) : limited;
}

std::string OnnxExact::rounded(const std::string& value, OnnxGraph::Type type) {
  const auto plusHalf = [&](const std::string& number) {
    return graph_.node("Add", {number, graph_.scalar(0.5, type)});
  };
  switch (program_.rounding) {
    case Rounding::HalfAway: {
      const auto magnitude = graph_.node("Floor", {plusHalf(graph_.node("Abs", {value}))});
      return graph_.node("Mul", {magnitude, graph_.node("Sign", {value})});
    }
    case Rounding::HalfUp:
      return graph_.node("Floor", {plusHalf(value)});
    case Rounding::HalfEven:
      return graph_.node("Round", {value});
    case Rounding::Floor:
      break;
  }
  return graph_.node("Floor", {value});
}

std::string OnnxExact::binary(const char* type, const Sum& a, double constant) {
  return graph_.node(type, {a.name, graph_.scalar(constant, typeOf(a.isDouble))});
}

OnnxExact::Sum OnnxExact::widened(const Sum& sum) {
  return sum.isDouble ? sum : Sum{graph_.cast(sum.name, TensorProto::DOUBLE), true};
}

std::string OnnxExact::numbers(const std::vector<std::int64_t>& values, const Shape& shape, bool isDouble) {
  return graph_.cast(graph_.smallest(values, shape), typeOf(isDouble));
}

Status exportOnnxExact(const IntegerProgram& program, const std::string& path, bool force) {
  if (auto status = checkShiftsOnly(program); !status) return status;
  if (auto status = checkOutput(path, force); !status) return status;
  OnnxGraph graph;
  describeModel(program, graph, "All values between them are integers held in floating point, so every sum is exact.");
  OnnxExact form(program, graph);
  OnnxGraph::Names values(program.tensors.size());
  values[0] = graph.cast(form.input("pixels"), TensorProto::FLOAT);
  for (const IntegerOperation& operation : program.operations) {
    OnnxGraph::Names inputs;
    for (const int input : operation.inputs) inputs.push_back(values[static_cast<std::size_t>(input)]);
    auto value = form.operation(operation, inputs);
    if (!value) return value.error();
    values[static_cast<std::size_t>(operation.output)] = *value;
  }
  finishLogits(program, graph, values[static_cast<std::size_t>(program.operations.back().output)]);
  return graph.write(path, force);
}

}  // namespace dyadic::integer
