// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/integer/ProgramCheck.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "engine/integer/Bounds.h"
#include "engine/math/IntSe.h"

namespace dyadic::integer {
namespace {

using Shape = std::vector<std::int64_t>;

constexpr std::int64_t kMaxElements = std::int64_t{1} << 28;  ///< of a constant, and of all feature maps together
constexpr std::int64_t kMaxSide = std::int64_t{1} << 24;
constexpr int kMaxShift = 62;
constexpr int kMaxExponent = 1000;
constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kMost32 = std::numeric_limits<std::int32_t>::max();
constexpr int kZeroPointBits = 8;  ///< most of what has one
constexpr int kBiasBits = 32;

bool isScale(double scale) { return std::isfinite(scale) && scale >= 0; }

std::string text(const Shape& shape) {
  std::string out;
  for (const auto side : shape) out += (out.empty() ? "" : "x") + std::to_string(side);
  return out.empty() ? "nothing" : out;
}

/// Elements, or -1 where a side is not positive or the product too large.
std::int64_t elements(const Shape& shape) {
  std::int64_t count = 1;
  for (const auto side : shape) {
    if (side < 1 || side > kMaxSide) return -1;
    count *= side;
    if (count > kMaxElements) return -1;
  }
  return count;
}

Error wrong(const IntegerOperation& operation, const std::string& what) {
  return failure(DYADIC_TR("engine", "the integer program is not sound: operation %1 (%2): %3."),
                 {operation.name, integerOpName(operation.op), what});
}

bool within(std::int64_t value, std::int64_t low, std::int64_t high) { return value >= low && value <= high; }

Status checkTensor(const IntegerTensor& tensor) {
  const auto bad = [&](const std::string& what) {
    return failure(DYADIC_TR("engine", "the integer program is not sound: feature map %1: %2."), {tensor.name, what});
  };
  if ((tensor.shape.size() != 1 && tensor.shape.size() != 3) || elements(tensor.shape) < 0) {
    return bad("shape " + text(tensor.shape));
  }
  if (!within(tensor.bits, math::kMinBits, math::kMaxBits)) return bad(std::to_string(tensor.bits) + " bits");
  if (!within(tensor.exponent, -kMaxExponent, kMaxExponent)) return bad("exponent " + std::to_string(tensor.exponent));
  const math::IntSeFormat format{tensor.bits, false};
  if (!isScale(tensor.scale)) return bad("its scale is no positive number");
  if (tensor.zeroPoint != 0 && (tensor.scale == 0 || tensor.bits > kZeroPointBits)) {
    return bad("zero point " + std::to_string(tensor.zeroPoint) + " without a scale, or of more than 8 bits");
  }
  if (!within(tensor.minimum, format.minimum(), tensor.zeroPoint) ||
      !within(tensor.maximum, tensor.zeroPoint, format.maximum())) {
    return bad("range " + std::to_string(tensor.minimum) + " to " + std::to_string(tensor.maximum));
  }
  return {};
}

Status checkConstant(const IntegerOperation& operation, const IntegerConstant& constant, const Shape& shape,
                     bool isBias = false) {
  if (constant.shape != shape) {
    return wrong(operation, "a constant has the shape " + text(constant.shape) + " instead of " + text(shape));
  }
  if (elements(shape) != static_cast<std::int64_t>(constant.data.size())) {
    return wrong(operation, "a constant has " + std::to_string(constant.data.size()) + " values");
  }
  if (!within(constant.bits, math::kMinBits, math::kMaxBits) && !(isBias && constant.bits == kBiasBits)) {
    return wrong(operation, "a constant has " + std::to_string(constant.bits) + " bits");
  }
  const math::IntSeFormat format{constant.bits, false};
  const bool shifted = constant.zeroPoint != 0;
  if (!isScale(constant.scale) || (shifted && (isBias || constant.scale == 0 || constant.bits > kZeroPointBits)) ||
      !within(constant.zeroPoint, format.minimum(), format.maximum())) {
    return wrong(operation, "a constant has a scale or zero point that is none");
  }
  for (const auto code : constant.data) {
    if (!within(code, format.minimum(), format.maximum())) {
      return wrong(operation, "the constant " + std::to_string(code) + " does not fit its bits");
    }
  }
  return {};
}

/// How far a window of `kernel` reaches, dilated.
std::int64_t reach(const IntegerOperation& operation, std::size_t d) {
  return operation.dilation[d] * (operation.kernel[d] - 1) + 1;
}

/// Checks one operation against the tensors it names, which are sound.
class OperationCheck {
 public:
  OperationCheck(const IntegerProgram& program, const IntegerOperation& operation)
      : program_(program), operation_(operation), out_(tensor(operation.output)) {}

  Status run() {
    if (auto status = geometry(); !status) return status;
    if (auto status = shapes(); !status) return status;
    return numbers();
  }

 private:
  [[nodiscard]] const IntegerTensor& tensor(int index) const {
    return program_.tensors[static_cast<std::size_t>(index)];
  }
  [[nodiscard]] const IntegerTensor& in(std::size_t i = 0) const { return tensor(operation_.inputs[i]); }
  [[nodiscard]] Error wrong(const std::string& what) const { return integer::wrong(operation_, what); }
  [[nodiscard]] Error wrongShape(const Shape& expected) const {
    return wrong("its output has the shape " + text(out_.shape) + " instead of " + text(expected));
  }

  [[nodiscard]] Status geometry() const {
    for (std::size_t d = 0; d < 2; ++d) {
      if (!within(operation_.kernel[d], 1, kMaxSide) || !within(operation_.stride[d], 1, kMaxSide) ||
          !within(operation_.dilation[d], 1, kMaxSide) || !within(operation_.padding[d], 0, kMaxSide)) {
        return wrong("its window has sides that are not positive or too large");
      }
    }
    if (!within(operation_.groups, 1, kMaxSide) || !within(operation_.front, 0, kMaxSide) ||
        !within(operation_.back, 0, kMaxSide)) {
      return wrong("groups or channels out of range");
    }
    return {};
  }

  [[nodiscard]] Status shapes() const {
    switch (operation_.op) {
      case IntegerOp::Conv2d:
        return convolution();
      case IntegerOp::Linear:
        if (in().shape.size() != 1) return wrong("its input is no vector");
        if (out_.shape.size() != 1) return wrong("its output is no vector");
        if (auto status = checkConstant(operation_, operation_.weight, {out_.shape[0], in().shape[0]}); !status) {
          return status;
        }
        return bias(out_.shape[0]);
      case IntegerOp::ScaleShift:
        if (auto status = same(in().shape); !status) return status;
        if (auto status = checkConstant(operation_, operation_.weight, {out_.shape[0]}); !status) return status;
        return bias(out_.shape[0]);
      case IntegerOp::Add:
        if (in(1).shape != in(0).shape) return wrong("its inputs have different shapes");
        return same(in().shape);
      case IntegerOp::Concat:
        return concat();
      case IntegerOp::MaxPool2d:
      case IntegerOp::AvgPool2d:
        return pool();
      case IntegerOp::Clamp:
        return same(in().shape);
      case IntegerOp::Subsample2d:
        if (in().shape.size() != 3) return wrong("its input is no image");
        return same({in().shape[0], (in().shape[1] + operation_.stride[0] - 1) / operation_.stride[0],
                     (in().shape[2] + operation_.stride[1] - 1) / operation_.stride[1]});
      case IntegerOp::PadChannels:
        if (in().shape.size() != 3) return wrong("its input is no image");
        return same({in().shape[0] + operation_.front + operation_.back, in().shape[1], in().shape[2]});
      case IntegerOp::Flatten:
        return same({elements(in().shape)});
    }
    return wrong("there is no such operation");
  }

  [[nodiscard]] Status same(const Shape& expected) const {
    return out_.shape == expected ? Status() : wrongShape(expected);
  }

  [[nodiscard]] Status bias(std::int64_t channels) const {
    const IntegerConstant& constant = operation_.bias;
    if (constant.shape.empty() && constant.data.empty()) return {};
    return checkConstant(operation_, constant, {channels}, true);
  }

  [[nodiscard]] Status convolution() const {
    if (in().shape.size() != 3 || out_.shape.size() != 3) return wrong("its input or output is no image");
    const std::int64_t channels = in().shape[0];
    if (channels % operation_.groups != 0 || out_.shape[0] % operation_.groups != 0) {
      return wrong("its groups do not divide the channels");
    }
    for (std::size_t d = 0; d < 2; ++d) {
      // The padding on the far side: what the last window needs, less where a window more would fit.
      const std::int64_t last = (out_.shape[d + 1] - 1) * operation_.stride[d] - operation_.padding[d];
      const std::int64_t end = last + reach(operation_, d) - in().shape[d + 1];
      const std::int64_t most = std::max(operation_.padding[d], reach(operation_, d) - 1);
      if (end > most || end <= -operation_.stride[d]) return wrong("its output has the shape " + text(out_.shape));
    }
    const Shape weight{out_.shape[0], channels / operation_.groups, operation_.kernel[0], operation_.kernel[1]};
    if (auto status = checkConstant(operation_, operation_.weight, weight); !status) return status;
    return bias(out_.shape[0]);
  }

  [[nodiscard]] Status concat() const {
    Shape expected = in().shape;
    for (std::size_t i = 1; i < operation_.inputs.size(); ++i) {
      Shape other = in(i).shape;
      if (other.size() != expected.size()) return wrong("its inputs have different shapes");
      const std::int64_t channels = expected[0] + other[0];
      expected[0] = other[0];
      if (other != expected) return wrong("its inputs have different sizes");
      expected[0] = channels;
    }
    return same(expected);
  }

  [[nodiscard]] Status pool() const {
    if (in().shape.size() != 3 || out_.shape.size() != 3) return wrong("its input or output is no image");
    if (out_.shape[0] != in().shape[0]) return wrong("it changes the number of channels");
    for (std::size_t d = 0; d < 2; ++d) {
      const std::int64_t side = in().shape[d + 1];
      if (operation_.dilation[d] != 1) return wrong("it is dilated");
      if (2 * operation_.padding[d] > operation_.kernel[d]) return wrong("its padding is more than half its window");
      const std::int64_t free = side + 2 * operation_.padding[d] - operation_.kernel[d];
      // Rounded down or up; a window begins within the input or before it.
      const std::int64_t least = free < 0 ? 1 : free / operation_.stride[d] + 1;
      const std::int64_t count = out_.shape[d + 1];
      const bool inside = (count - 1) * operation_.stride[d] - operation_.padding[d] < side;
      if (count < least || count > least + 1 || !inside) return wrong("its output has the shape " + text(out_.shape));
    }
    return {};
  }

  [[nodiscard]] Status numbers() const {
    const bool keeps = operation_.op == IntegerOp::MaxPool2d || operation_.op == IntegerOp::Subsample2d ||
                       operation_.op == IntegerOp::PadChannels || operation_.op == IntegerOp::Flatten;
    if (keeps || operation_.op == IntegerOp::Clamp) {
      if (out_.bits != in().bits || out_.exponent != in().exponent) return wrong("it changes bits or exponent");
      if (out_.scale != in().scale || out_.zeroPoint != in().zeroPoint) return wrong("it changes scale or zero point");
    }
    if (keeps && (out_.minimum != in().minimum || out_.maximum != in().maximum)) return wrong("it changes the range");
    const bool shifted = operation_.op == IntegerOp::Add || operation_.op == IntegerOp::Concat;
    if (shifted && operation_.inputShifts.size() != operation_.inputs.size()) return wrong("it lacks shifts");
    for (const int shift : operation_.inputShifts) {
      if (!within(shift, operation_.op == IntegerOp::Concat ? -kMaxShift : 0, kMaxShift)) {
        return wrong("a shift by " + std::to_string(shift) + " places does not fit");
      }
    }
    if (auto status = inputScalings(); !status) return status;
    return hasAccumulator(operation_.op) ? accumulator() : Status();
  }

  [[nodiscard]] Status inputScalings() const {
    const auto& scalings = operation_.inputScalings;
    if (scalings.empty()) return {};
    if (operation_.inputShifts.size() != operation_.inputs.size() || scalings.size() != operation_.inputs.size()) {
      return wrong("it does not scale each of its inputs");
    }
    for (std::size_t i = 0; i < scalings.size(); ++i) {
      if (scalings[i].scaling == Scaling::Shift && scalings[i] != Requantization()) {
        return wrong("it scales an input by a shift and a multiplier");
      }
      if (auto status = scaling(scalings[i]); !status) return status;
      const int shift = operation_.inputShifts[i];
      if (shift < 0 || (operation_.op == IntegerOp::Concat && shift != 0) ||
          boundLifted(magnitude(in(i)), shift) > kMost32) {
        return wrong("an input does not fit 32 bits before it is scaled");
      }
    }
    return {};
  }

  [[nodiscard]] Status scaling(const Requantization& to) const {
    if (to.scaling == Scaling::Shift) {
      if (within(to.shift, -kMaxShift, kMaxShift) && to.multiplier >= 1) return {};
      return wrong("its requantization is out of range");
    }
    if (!within(to.shift, -31, kMaxShift) || to.multiplier < std::int32_t{1} << 30) {
      return wrong("its fixed-point multiplier is out of range");
    }
    if (program_.rounding != Rounding::HalfAway) return wrong("a fixed-point multiplier rounds halves away from zero");
    return {};
  }

  [[nodiscard]] Status accumulator() const {
    if (!within(operation_.biasShift, 0, kMaxShift)) {
      return wrong("a bias shift by " + std::to_string(operation_.biasShift) + " places does not fit");
    }
    const Requantization& requantization = operation_.requantization;
    if (auto status = scaling(requantization); !status) return status;
    if (requantization.scaling == Scaling::FixedPoint && operation_.accumulatorBits != 32) {
      return wrong("a fixed-point multiplier needs an accumulator of 32 bits");
    }
    if (operation_.accumulatorBits != 32 && operation_.accumulatorBits != 64) {
      return wrong(std::to_string(operation_.accumulatorBits) + " accumulator bits");
    }
    const std::int64_t most = operation_.accumulatorBits == 32 ? std::numeric_limits<std::int32_t>::max() : kMost - 1;
    const std::int64_t bound = accumulatorBound(program_, operation_);
    if (bound > operation_.accumulatorBound) return wrong("its accumulator's bound is not the true one");
    if (operation_.accumulatorBound > most) {
      return wrong("its sums can overflow " + std::to_string(operation_.accumulatorBits) + " bits");
    }
    if (boundTimes(operation_.accumulatorBound, requantization.multiplier) == kMost) {
      return wrong("its multiplier can overflow 64 bits");
    }
    return {};
  }

  const IntegerProgram& program_;
  const IntegerOperation& operation_;
  const IntegerTensor& out_;
};

Status checkInput(const IntegerProgram& program) {
  const auto bad = [](const std::string& what) {
    return failure(DYADIC_TR("engine", "the integer program is not sound: %1."), {what});
  };
  if (program.tensors.empty() || program.operations.empty()) return bad("it is empty");
  const IntegerTensor& input = program.tensors.front();
  if (auto status = checkTensor(input); !status) return status;
  if (input.shape.size() != 3) return bad("its input is no image");
  if (static_cast<std::int64_t>(program.inputTable.size()) != input.shape[0]) {
    return bad("its input table has " + std::to_string(program.inputTable.size()) + " channels");
  }
  for (const auto& channel : program.inputTable) {
    if (channel.size() != 256)
      return bad("its input table has " + std::to_string(channel.size()) + " entries a channel");
    for (const auto code : channel) {
      if (!within(code, input.minimum, input.maximum)) return bad("its input table leaves the range of the input");
    }
  }
  return {};
}

}  // namespace

Status checkProgram(const IntegerProgram& program) {
  if (auto status = checkInput(program); !status) return status;
  std::vector<bool> written(program.tensors.size(), false);
  written[0] = true;
  for (const IntegerOperation& operation : program.operations) {
    const std::size_t least = operation.op == IntegerOp::Add || operation.op == IntegerOp::Concat ? 2 : 1;
    const bool exactly = operation.op != IntegerOp::Concat;
    if (operation.inputs.size() < least || (exactly && operation.inputs.size() != least)) {
      return wrong(operation, std::to_string(operation.inputs.size()) + " inputs");
    }
    const auto size = static_cast<std::int64_t>(program.tensors.size());
    for (const int input : operation.inputs) {
      if (!within(input, 0, size - 1) || !written[static_cast<std::size_t>(input)]) {
        return wrong(operation, "it reads a feature map that is not there yet");
      }
    }
    if (!within(operation.output, 0, size - 1) || written[static_cast<std::size_t>(operation.output)]) {
      return wrong(operation, "it writes a feature map that is there already");
    }
    if (auto status = checkTensor(program.tensors[static_cast<std::size_t>(operation.output)]); !status) return status;
    if (auto status = OperationCheck(program, operation).run(); !status) return status;
    written[static_cast<std::size_t>(operation.output)] = true;
  }
  if (std::find(written.begin(), written.end(), false) != written.end()) {
    return failure(DYADIC_TR("engine", "the integer program is not sound: %1."), {"a feature map is never written"});
  }
  if (mapElements(program) > kMaxElements) {
    return failure(DYADIC_TR("engine", "the integer program is not sound: %1."),
                   {"its feature maps have " + std::to_string(mapElements(program)) + " elements an image"});
  }
  return {};
}

std::int64_t mapElements(const IntegerProgram& program) {
  std::int64_t count = 0;
  for (const IntegerTensor& tensor : program.tensors) count += elements(tensor.shape);
  return count;
}

}  // namespace dyadic::integer
