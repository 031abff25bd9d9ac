// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/integer/Bounds.h"

#include <algorithm>
#include <cstdlib>
#include <limits>

#include "engine/integer/ProgramCheck.h"
#include "engine/math/FixedPoint.h"

namespace dyadic::integer {
namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kMost32 = std::numeric_limits<std::int32_t>::max();
constexpr int kMaxShift = 62;
constexpr int kBiasBits = 32;

/// Largest |R(t)| of a fixed-point multiplier where no |t| is larger than `bound`, which fits 32 bits.
std::int64_t fixedPointBound(std::int64_t bound, const Requantization& to) {
  const std::int64_t most = std::min(boundLifted(bound, std::max(-to.shift, 0)), kMost32);
  return math::multiply(static_cast<std::int32_t>(most), {to.multiplier, to.shift}) + 1;
}

}  // namespace

std::int64_t boundPlus(std::int64_t a, std::int64_t b) {
  std::int64_t sum = 0;
  return __builtin_add_overflow(a, b, &sum) ? kMost : sum;
}
std::int64_t boundTimes(std::int64_t a, std::int64_t b) {
  std::int64_t product = 0;
  return __builtin_mul_overflow(a, b, &product) ? kMost : product;
}
std::int64_t boundLifted(std::int64_t a, int shift) {
  return shift > kMaxShift ? kMost : boundTimes(a, std::int64_t{1} << shift);
}

std::int64_t magnitude(const IntegerTensor& tensor) {
  const std::int64_t zero = tensor.zeroPoint;
  return std::max(zero - tensor.minimum, tensor.maximum - zero);
}

std::int64_t accumulatorBound(const IntegerProgram& program, const IntegerOperation& operation) {
  const auto in = [&](std::size_t i) {
    return magnitude(program.tensors[static_cast<std::size_t>(operation.inputs[i])]);
  };
  switch (operation.op) {
    case IntegerOp::Conv2d:
    case IntegerOp::Linear:
    case IntegerOp::ScaleShift: {
      const auto outputs = static_cast<std::size_t>(operation.weight.shape.front());
      const std::size_t terms = operation.weight.data.size() / outputs;
      std::int64_t bound = 0;
      for (std::size_t o = 0; o < outputs; ++o) {
        std::int64_t weights = 0;
        for (std::size_t i = 0; i < terms; ++i) {
          weights = boundPlus(
              weights, std::abs(std::int64_t{operation.weight.data[o * terms + i]} - operation.weight.zeroPoint));
        }
        std::int64_t sum = boundTimes(weights, in(0));
        if (!operation.bias.data.empty()) {
          sum = boundPlus(sum, boundLifted(std::abs(std::int64_t{operation.bias.data[o]}), operation.biasShift));
        }
        bound = std::max(bound, sum);
      }
      return bound;
    }
    case IntegerOp::Add: {
      std::int64_t bound = 0;
      for (std::size_t i = 0; i < 2; ++i) {
        const std::int64_t own = boundLifted(in(i), operation.inputShifts[i]);
        const bool scaled =
            !operation.inputScalings.empty() && operation.inputScalings[i].scaling == Scaling::FixedPoint;
        bound = boundPlus(bound, scaled ? fixedPointBound(own, operation.inputScalings[i]) : own);
      }
      return bound;
    }
    case IntegerOp::AvgPool2d:
      return boundTimes(boundTimes(operation.kernel[0], operation.kernel[1]), in(0));
    default:
      return 0;
  }
}

int accumulatorBits(const IntegerProgram& program, const IntegerOperation& operation) {
  bool narrow = operation.weight.bits <= 8 && (operation.bias.bits <= 8 || operation.bias.bits == kBiasBits);
  for (const int input : operation.inputs)
    narrow = narrow && program.tensors[static_cast<std::size_t>(input)].bits <= 8;
  return narrow && accumulatorBound(program, operation) <= std::numeric_limits<std::int32_t>::max() ? 32 : 64;
}

}  // namespace dyadic::integer
