// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/integer/exports/OnnxGraph.h"
#include "engine/types/Expected.h"
#include "engine/types/IntegerProgram.h"

namespace dyadic::integer {

/// Writes operations as float operators on tensors that hold integers. Feature maps are float32, which holds every
/// integer up to 2^24. Where an operation's sums can be larger they are made of parts that cannot, which come together
/// in float64; so is the requantization where t + 1/2 needs more than 24 bits.
class OnnxExact {
 public:
  /// REQUIRES: checkProgram(program); both outlive the object.
  OnnxExact(const IntegerProgram& program, OnnxGraph& graph) : program_(program), graph_(graph) {}

  /// From pixels 0 to 255 as float32 to the integers of the input as int8 or int16.
  std::string input(const std::string& pixels);

  /// The operation's output as float32, from its inputs as float32. Refuses by name what float64 cannot hold.
  [[nodiscard]] Expected<std::string> operation(const IntegerOperation& operation, const OnnxGraph::Names& inputs);

  /// The operators that move values and compute nothing; the values may have any scale. REQUIRES: one of MaxPool2d,
  /// Subsample2d, PadChannels, Flatten.
  std::string moved(const IntegerOperation& operation, const std::string& input);

 private:
  /// A value that holds integers.
  struct Sum {
    std::string name;
    bool isDouble = false;
  };
  /// A weighted sum: the constants, and the largest integer of the input.
  struct Product {
    const IntegerOperation& operation;
    std::string input;
    std::int64_t largest = 0;
    std::span<const std::int32_t> weights;
    OnnxGraph::Shape shape;  ///< [outputs, inputs, ...]
  };

  [[nodiscard]] const IntegerTensor& tensor(int index) const {
    return program_.tensors[static_cast<std::size_t>(index)];
  }
  [[nodiscard]] const IntegerTensor& in(const IntegerOperation& op, std::size_t i = 0) const {
    return tensor(op.inputs[i]);
  }
  [[nodiscard]] const IntegerTensor& out(const IntegerOperation& op) const { return tensor(op.output); }

  [[nodiscard]] Expected<std::string> affine(const IntegerOperation& operation, const std::string& input);
  [[nodiscard]] Expected<std::string> scaleShift(const IntegerOperation& operation, const std::string& input);
  [[nodiscard]] Expected<std::string> add(const IntegerOperation& operation, const OnnxGraph::Names& inputs);
  [[nodiscard]] Expected<std::string> concat(const IntegerOperation& operation, const OnnxGraph::Names& inputs);
  [[nodiscard]] Expected<std::string> averagePool(const IntegerOperation& operation, const std::string& input);

  [[nodiscard]] Expected<Sum> weightedSum(const Product& product);
  [[nodiscard]] Expected<Sum> splitInput(const Product& product);
  [[nodiscard]] Expected<Sum> splitWeights(const Product& product);
  [[nodiscard]] Expected<Sum> splitChannels(const Product& product);
  std::string multiplied(const Product& product, const std::string& bias);

  struct Rescaling {
    const IntegerOperation& operation;
    Requantization requantization;
    std::int64_t largest = 0;  ///< of the accumulator
  };
  [[nodiscard]] Expected<std::string> requantized(Sum sum, const Rescaling& to);
  std::string rounded(const std::string& value, OnnxGraph::Type type);

  std::string binary(const char* type, const Sum& a, double constant);
  Sum widened(const Sum& sum);
  /// Integers as a constant of float32 or float64, stored as integers.
  std::string numbers(const std::vector<std::int64_t>& values, const OnnxGraph::Shape& shape, bool isDouble);

  const IntegerProgram& program_;
  OnnxGraph& graph_;
};

/// The bias of each output in units of the accumulator, D_b << (s_b - s_t).
[[nodiscard]] std::vector<std::int64_t> alignedBias(const IntegerOperation& operation);

/// The attributes of a convolution or pooling, with padding at the end such that the output has its shape also where
/// that was rounded up.
[[nodiscard]] OnnxGraph::Attributes windowAttributes(const IntegerOperation& operation, const IntegerTensor& input,
                                                     const IntegerTensor& output);

/// Adds input and output of the model and what a reader should know about them; `computes` says how.
void describeModel(const IntegerProgram& program, OnnxGraph& graph, const std::string& computes);

/// Ends the graph with the logits: `value` is the last feature map as float32.
void finishLogits(const IntegerProgram& program, OnnxGraph& graph, const std::string& value);

}  // namespace dyadic::integer
