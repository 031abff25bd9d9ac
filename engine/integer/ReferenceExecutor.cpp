// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/integer/ReferenceExecutor.h"

#include <algorithm>
#include <cstdlib>
#include <limits>

#include "engine/math/FixedPoint.h"
#include "engine/math/IntegerArithmetic.h"

namespace dyadic::integer {
namespace {

using Values = std::vector<std::int32_t>;

std::size_t elements(const std::vector<std::int64_t>& shape) {
  std::size_t count = 1;
  for (const auto side : shape) count *= static_cast<std::size_t>(side);
  return count;
}

/// Planes of a feature map; a vector has planes of one element.
struct Planes {
  std::int64_t channels = 1;
  std::int64_t height = 1;
  std::int64_t width = 1;

  explicit Planes(const std::vector<std::int64_t>& shape) : channels(shape[0]) {
    if (shape.size() == 3) {
      height = shape[1];
      width = shape[2];
    }
  }
  [[nodiscard]] std::int64_t area() const { return height * width; }
};

/// Output columns [first, last) for which column x * stride + offset of the input exists.
struct Span {
  std::int64_t first;
  std::int64_t last;
};
Span valid(std::int64_t outputs, std::int64_t inputs, std::int64_t stride, std::int64_t offset) {
  const std::int64_t first = offset >= 0 ? 0 : (-offset + stride - 1) / stride;
  const std::int64_t last = inputs - 1 - offset < 0 ? 0 : (inputs - 1 - offset) / stride + 1;
  return {std::min(first, outputs), std::max(std::min(first, outputs), std::min(last, outputs))};
}

class Run {
 public:
  Run(const IntegerProgram& program, Trace& trace) : program_(program), trace_(trace) {}

  void operation(std::size_t index) {
    const IntegerOperation& op = program_.operations[index];
    record_ = &trace_.operations[index];
    *record_ = {};
    out(op).resize(elements(outTensor(op).shape));
    record_->outputs = static_cast<std::int64_t>(out(op).size());
    compute(op);
  }

 private:
  [[nodiscard]] const IntegerTensor& tensor(int index) const {
    return program_.tensors[static_cast<std::size_t>(index)];
  }
  [[nodiscard]] const IntegerTensor& outTensor(const IntegerOperation& op) const { return tensor(op.output); }
  [[nodiscard]] const IntegerTensor& inTensor(const IntegerOperation& op) const { return tensor(op.inputs[0]); }
  [[nodiscard]] const Values& in(const IntegerOperation& op, std::size_t i = 0) const {
    return trace_.tensors[static_cast<std::size_t>(op.inputs[i])];
  }
  [[nodiscard]] Values& out(const IntegerOperation& op) { return trace_.tensors[static_cast<std::size_t>(op.output)]; }

  void compute(const IntegerOperation& op) {
    switch (op.op) {
      case IntegerOp::Conv2d:
        return op.accumulatorBits == 32 ? convolution<std::int32_t>(op) : convolution<std::int64_t>(op);
      case IntegerOp::Linear:
        return linear(op);
      case IntegerOp::ScaleShift:
        return scaleShift(op);
      case IntegerOp::Add:
        return add(op);
      case IntegerOp::Concat:
        return concat(op);
      case IntegerOp::MaxPool2d:
        return maxPool(op);
      case IntegerOp::AvgPool2d:
        return averagePool(op);
      case IntegerOp::Clamp:
        for (std::size_t i = 0; i < out(op).size(); ++i) {
          out(op)[i] = std::clamp(in(op)[i], outTensor(op).minimum, outTensor(op).maximum);
        }
        return;
      case IntegerOp::Subsample2d:
        return subsample(op);
      case IntegerOp::PadChannels: {
        const auto area = Planes(inTensor(op).shape).area();
        std::fill(out(op).begin(), out(op).end(), outTensor(op).zeroPoint);
        std::copy(in(op).begin(), in(op).end(), out(op).begin() + op.front * area);
        return;
      }
      case IntegerOp::Flatten:
        std::copy(in(op).begin(), in(op).end(), out(op).begin());
        return;
    }
  }

  /// sat(), counting what it changes. Where the least integer is the zero point of a scale, what it cuts off below is
  /// the work of an activation function.
  std::int32_t saturated(std::int64_t rounded, const IntegerTensor& to) {
    rounded += to.zeroPoint;
    const auto code = std::clamp<std::int64_t>(rounded, to.minimum, to.maximum);
    const bool rectified = to.scale > 0 && to.minimum == to.zeroPoint && rounded < to.minimum;
    record_->saturated += code != rounded && !rectified ? 1 : 0;
    return static_cast<std::int32_t>(code);
  }

  /// R(t).
  [[nodiscard]] std::int64_t scaled(std::int64_t t, const Requantization& to) const {
    if (to.scaling == Scaling::FixedPoint) {
      return math::multiply(static_cast<std::int32_t>(t), {to.multiplier, to.shift});
    }
    return math::roundShift(t * to.multiplier, to.shift, program_.rounding);
  }

  /// sat(R(t)), and the accumulator's record.
  std::int32_t requantized(std::int64_t t, const IntegerOperation& op) {
    record_->largestAccumulator = std::max(record_->largestAccumulator, std::abs(t));
    return saturated(scaled(t, op.requantization), outTensor(op));
  }

  /// D_b << (s_b - s_t).
  static std::int64_t alignedBias(const IntegerOperation& op, std::int64_t channel) {
    if (op.bias.data.empty()) return 0;
    return op.bias.data[static_cast<std::size_t>(channel)] * (std::int64_t{1} << op.biasShift);
  }

  /// One plane of accumulators at a time: every weight adds its product with a shifted input plane.
  template <class Accumulator>
  void convolution(const IntegerOperation& op) {
    const Planes from(inTensor(op).shape);
    const Planes to(outTensor(op).shape);
    const std::int64_t depth = from.channels / op.groups;
    const std::int64_t outputs = to.channels / op.groups;
    narrow_.resize(in(op).size());
    const std::int32_t zero = inTensor(op).zeroPoint;
    std::transform(in(op).begin(), in(op).end(), narrow_.begin(),
                   [=](std::int32_t code) { return static_cast<std::int16_t>(code - zero); });
    std::vector<Accumulator> t(static_cast<std::size_t>(to.area()));
    std::size_t weight = 0;
    for (std::int64_t o = 0; o < to.channels; ++o) {
      std::fill(t.begin(), t.end(), static_cast<Accumulator>(alignedBias(op, o)));
      for (std::int64_t c = 0; c < depth; ++c) {
        const std::int16_t* plane = narrow_.data() + (o / outputs * depth + c) * from.area();
        for (std::int64_t i = 0; i < op.kernel[0]; ++i) {
          for (std::int64_t j = 0; j < op.kernel[1]; ++j) {
            const auto w = static_cast<std::int16_t>(op.weight.data[weight++] - op.weight.zeroPoint);
            addShifted(op, {plane, from, i * op.dilation[0] - op.padding[0], j * op.dilation[1] - op.padding[1]}, w, to,
                       t.data());
          }
        }
      }
      for (std::int64_t i = 0; i < to.area(); ++i) {
        out(op)[static_cast<std::size_t>(o * to.area() + i)] = requantized(t[static_cast<std::size_t>(i)], op);
      }
    }
  }

  struct ShiftedPlane {
    const std::int16_t* data;
    const Planes& size;
    std::int64_t dy;
    std::int64_t dx;
  };

  /// t[y][x] += w * plane[y stride + dy][x stride + dx] where that exists.
  template <class Accumulator>
  static void addShifted(const IntegerOperation& op, const ShiftedPlane& plane, std::int16_t w, const Planes& to,
                         Accumulator* t) {
    const Span rows = valid(to.height, plane.size.height, op.stride[0], plane.dy);
    const Span columns = valid(to.width, plane.size.width, op.stride[1], plane.dx);
    for (std::int64_t y = rows.first; y < rows.last; ++y) {
      const std::int16_t* source = plane.data + (y * op.stride[0] + plane.dy) * plane.size.width + plane.dx;
      Accumulator* sums = t + y * to.width;
      if (op.stride[1] == 1) {
        for (std::int64_t x = columns.first; x < columns.last; ++x) sums[x] += w * source[x];
      } else {
        for (std::int64_t x = columns.first; x < columns.last; ++x) sums[x] += w * source[x * op.stride[1]];
      }
    }
  }

  void linear(const IntegerOperation& op) {
    const std::size_t inputs = in(op).size();
    for (std::size_t o = 0; o < out(op).size(); ++o) {
      std::int64_t t = alignedBias(op, static_cast<std::int64_t>(o));
      for (std::size_t i = 0; i < inputs; ++i) {
        t +=
            (std::int64_t{op.weight.data[o * inputs + i]} - op.weight.zeroPoint) * (in(op)[i] - inTensor(op).zeroPoint);
      }
      out(op)[o] = requantized(t, op);
    }
  }

  void scaleShift(const IntegerOperation& op) {
    const Planes size(outTensor(op).shape);
    for (std::int64_t c = 0; c < size.channels; ++c) {
      const std::int64_t shift = alignedBias(op, c);
      const std::int64_t scale = std::int64_t{op.weight.data[static_cast<std::size_t>(c)]} - op.weight.zeroPoint;
      for (std::int64_t i = c * size.area(); i < (c + 1) * size.area(); ++i) {
        const auto at = static_cast<std::size_t>(i);
        out(op)[at] = requantized((in(op)[at] - inTensor(op).zeroPoint) * scale + shift, op);
      }
    }
  }

  void add(const IntegerOperation& op) {
    const auto summand = [&](std::size_t input, std::size_t i) {
      const std::int64_t own = in(op, input)[i] - tensor(op.inputs[input]).zeroPoint;
      const std::int64_t lifted = own * (std::int64_t{1} << op.inputShifts[input]);
      return op.inputScalings.empty() ? lifted : scaled(lifted, op.inputScalings[input]);
    };
    for (std::size_t i = 0; i < out(op).size(); ++i) out(op)[i] = requantized(summand(0, i) + summand(1, i), op);
  }

  void concat(const IntegerOperation& op) {
    std::size_t at = 0;
    for (std::size_t i = 0; i < op.inputs.size(); ++i) {
      const std::int64_t zero = tensor(op.inputs[i]).zeroPoint;
      const Requantization to =
          op.inputScalings.empty() ? Requantization{1, op.inputShifts[i], Scaling::Shift} : op.inputScalings[i];
      for (const std::int32_t code : in(op, i)) out(op)[at++] = saturated(scaled(code - zero, to), outTensor(op));
    }
  }

  /// Calls visit(value) for every input pixel in the window of output pixel (y, x) of channel c.
  template <class Visit>
  void window(const IntegerOperation& op, std::array<std::int64_t, 3> position, const Visit& visit) const {
    const Planes from(inTensor(op).shape);
    const auto [c, y, x] = position;
    for (std::int64_t i = 0; i < op.kernel[0]; ++i) {
      const std::int64_t row = y * op.stride[0] - op.padding[0] + i;
      if (row < 0 || row >= from.height) continue;
      for (std::int64_t j = 0; j < op.kernel[1]; ++j) {
        const std::int64_t column = x * op.stride[1] - op.padding[1] + j;
        if (column < 0 || column >= from.width) continue;
        visit(in(op)[static_cast<std::size_t>(c * from.area() + row * from.width + column)]);
      }
    }
  }

  template <class Body>
  void forEachOutput(const IntegerOperation& op, const Body& body) {
    const Planes to(outTensor(op).shape);
    std::size_t at = 0;
    for (std::int64_t c = 0; c < to.channels; ++c) {
      for (std::int64_t y = 0; y < to.height; ++y) {
        for (std::int64_t x = 0; x < to.width; ++x) out(op)[at++] = body(std::array<std::int64_t, 3>{c, y, x});
      }
    }
  }

  void maxPool(const IntegerOperation& op) {
    forEachOutput(op, [&](const std::array<std::int64_t, 3>& position) {
      std::int32_t most = std::numeric_limits<std::int32_t>::min();
      window(op, position, [&](std::int32_t code) { most = std::max(most, code); });
      return most;
    });
  }

  void averagePool(const IntegerOperation& op) {
    forEachOutput(op, [&](const std::array<std::int64_t, 3>& position) {
      std::int64_t t = 0;
      window(op, position, [&](std::int32_t code) { t += code - inTensor(op).zeroPoint; });
      return requantized(t, op);
    });
  }

  void subsample(const IntegerOperation& op) {
    const Planes from(inTensor(op).shape);
    forEachOutput(op, [&](const std::array<std::int64_t, 3>& position) {
      const auto [c, y, x] = position;
      return in(op)[static_cast<std::size_t>(c * from.area() + y * op.stride[0] * from.width + x * op.stride[1])];
    });
  }

  const IntegerProgram& program_;
  Trace& trace_;
  OperationRecord* record_ = nullptr;
  std::vector<std::int16_t> narrow_;  ///< a convolution's input: 16 bits hold every format, and the loops are faster
};

}  // namespace

void runReference(const IntegerProgram& program, std::span<const std::uint8_t> image, Trace& trace) {
  trace.tensors.resize(program.tensors.size());
  trace.operations.resize(program.operations.size());
  Values& input = trace.tensors[0];
  input.resize(image.size());
  const std::size_t area = image.size() / program.inputTable.size();
  for (std::size_t i = 0; i < image.size(); ++i) input[i] = program.inputTable[i / area][image[i]];
  Run run(program, trace);
  for (std::size_t i = 0; i < program.operations.size(); ++i) run.operation(i);
}

}  // namespace dyadic::integer
