// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/types/Rounding.h"

/// A network that runs on integers alone, and what is known about it. Plain values.
namespace dyadic {

/// What one operation computes. t is the accumulator, R(t) its requantization, sat the saturation to the output
/// tensor's [minimum, maximum]; D with an index are the integers of inputs and constants less their zero points, out
/// those of the output less its own (IOIQ, sections 7 to 10; IAO, section 2).
enum class IntegerOp {
  Conv2d,      ///< t = sum D_in D_w + (D_b << biasShift); out = sat(R(t)). Padding is the real number 0.
  Linear,      ///< the same with a weight [out, in]
  ScaleShift,  ///< locked batch norm: t = D_in D_k[c] + (D_d[c] << biasShift); out = sat(R(t))
  Add,        ///< t = R_a(D_a << inputShifts[0]) + R_b(D_b << inputShifts[1]); out = sat(R(t)); R_a, R_b: inputScalings
  Concat,     ///< along channels: out = sat(R(D_i, inputShifts[i])), a negative shift goes left; or inputScalings[i]
  MaxPool2d,  ///< maximum over the window; padding does not take part
  AvgPool2d,  ///< t = sum over the window, padding as 0; out = sat(R(t)). Global pools: one window.
  Clamp,      ///< ReLU, ReLU6: out = min(max(D, minimum), maximum) of the output tensor
  Subsample2d,  ///< every stride-th pixel, beginning with the first
  PadChannels,  ///< `front` zero channels before, `back` behind
  Flatten,      ///< [C, H, W] -> [C H W], in this order
};

/// The name in files and tables: "Conv2d", "ScaleShift" ...
[[nodiscard]] std::string integerOpName(IntegerOp op);
[[nodiscard]] std::optional<IntegerOp> integerOpOf(const std::string& name);

/// A feature map: integers D of `bits` bits, value D * 2^exponent or (D - zeroPoint) * scale.
struct IntegerTensor {
  std::string name;                 ///< of the graph's node that produces it; "input"
  std::vector<std::int64_t> shape;  ///< for one image: [channels, height, width] or [features]
  int bits = 8;                     ///< 2 to 16
  int exponent = 0;
  std::int32_t minimum = -128;  ///< least integer it can hold; the zero point behind a ReLU
  std::int32_t maximum = 127;
  double scale = 0;            ///< above 0: takes the place of 2^exponent; nothing is computed with it
  std::int32_t zeroPoint = 0;  ///< the integer of the real number 0; not 0 only up to 8 bits and with a scale
  bool operator==(const IntegerTensor&) const = default;
};

/// A constant tensor: value = data * 2^exponent or (data - zeroPoint) * scale.
struct IntegerConstant {
  std::vector<std::int64_t> shape;  ///< [out, in/groups, kh, kw], [out, in] or [channels]; empty: there is none
  std::vector<std::int32_t> data;   ///< row-major, each within `bits` bits
  int bits = 8;                     ///< 2 to 16; of a bias also 32
  int exponent = 0;
  double scale = 0;            ///< as a feature map's
  std::int32_t zeroPoint = 0;  ///< likewise
  bool operator==(const IntegerConstant&) const = default;
};

/// How an accumulator is brought to another scale.
enum class Scaling {
  Shift,       ///< R(t * multiplier, shift), the rounded shift of Rounding, in 64 bits
  FixedPoint,  ///< t M, M = multiplier 2^-31 2^-shift, in 32 bits and two roundings: see math/FixedPoint.h
};

/// From the accumulator t to the output's integers. Shift: the truncation point is P = s_out - s_t (IOIQ, eq. 9) where
/// the multiplier is 1; average pools multiply with 1/n as a dyadic constant. FixedPoint: M = S_in S_w / S_out (IAO,
/// eq. 5 to 7), for scales that are no powers of two.
struct Requantization {
  std::int32_t multiplier = 1;  ///< at least 1; FixedPoint: M0, at least 2^30
  int shift = 0;                ///< right; negative: left, saturating. -62 to 62; FixedPoint: n, -31 to 62
  Scaling scaling = Scaling::Shift;
  bool operator==(const Requantization&) const = default;
};

struct IntegerOperation {
  std::string name;  ///< of the graph's node: layer1.0.conv1
  IntegerOp op = IntegerOp::Clamp;
  std::vector<int> inputs;  ///< indices in IntegerProgram::tensors
  int output = 0;           ///< index in IntegerProgram::tensors

  std::array<std::int64_t, 2> kernel{1, 1};  ///< height, width
  std::array<std::int64_t, 2> stride{1, 1};
  /// Above and to the left; below and to the right there is as much as the windows of the output need.
  std::array<std::int64_t, 2> padding{0, 0};
  std::array<std::int64_t, 2> dilation{1, 1};
  std::int64_t groups = 1;
  std::int64_t front = 0;
  std::int64_t back = 0;

  IntegerConstant weight;                     ///< Conv2d, Linear: D_w; ScaleShift: D_k
  IntegerConstant bias;                       ///< Conv2d, Linear: D_b, may be empty; ScaleShift: D_d
  int biasShift = 0;                          ///< s_b - s_t: 0 to 62
  std::vector<int> inputShifts;               ///< Add, Concat: one an input
  std::vector<Requantization> inputScalings;  ///< Add, Concat: one an input, or none
  Requantization requantization;
  int accumulatorExponent = 0;        ///< s_t; 0 where t has no power of two as its scale
  int accumulatorBits = 32;           ///< 32 or 64
  std::int64_t accumulatorBound = 0;  ///< no partial sum of any image is larger in absolute value
  std::int64_t biasSaturated = 0;     ///< entries of the bias that lay outside its b bits
  bool operator==(const IntegerOperation&) const = default;
};

/// True for the operations that have an accumulator: Conv2d, Linear, ScaleShift, Add, AvgPool2d.
[[nodiscard]] bool hasAccumulator(IntegerOp op);

/// Operations in execution order on tensors that each are written once. Tensor 0 is the input, D =
/// inputTable[c][pixel]; the last operation's output holds the logits, and the class is the index of their maximum, the
/// lowest one of equals.
struct IntegerProgram {
  Rounding rounding = Rounding::HalfAway;
  std::vector<IntegerTensor> tensors;
  std::vector<IntegerOperation> operations;
  std::vector<std::vector<std::int32_t>> inputTable;  ///< channels x 256: Q((pixel/255 - mean) / deviation)
  bool operator==(const IntegerProgram&) const = default;
};

/// True for a program that computes with scales and zero points: it needs more than shifts.
[[nodiscard]] bool hasScales(const IntegerProgram& program);

/// What one operation was seen to do over all images of a verification.
struct OperationRecord {
  std::int64_t largestAccumulator = 0;  ///< max |t|
  double headroomBits =
      0;  ///< log2((2^(accumulatorBits-1) - 1) / largestAccumulator), infinite for 0; of a whole report
  std::int64_t saturated = 0;  ///< outputs that sat() changed
  std::int64_t outputs = 0;    ///< values computed
};

/// Where two executions first disagree.
struct FirstDifference {
  std::int64_t image = 0;  ///< position in the data set
  std::string layer;       ///< operation, or "input"
  std::int64_t index = 0;  ///< of the value, in row-major order
  std::string executions;  ///< "reference and fast", "reference and simulation"
  double expected = 0;     ///< the reference's integer
  double found = 0;        ///< the other's
};

/// Outcome of running a program by three independent ways over images: plain loops, the fast executor, and the float64
/// simulation of the quantized network.
struct IntegerReport {
  std::int64_t images = 0;
  bool bitExact = false;  ///< every integer of every feature map was the same in reference and simulation, and
                          ///< every logit in the fast executor
  int tolerance = 0;      ///< last places that reference and simulation may differ by: 1 where fixed-point multipliers
                          ///< stand for real ones, and each feature map is then simulated from the reference's inputs
  std::int64_t largestDifference = 0;  ///< in last places, of reference and simulation
  std::int64_t differingValues = 0;    ///< of all feature maps and images
  std::int64_t comparedValues = 0;     ///< likewise; 0: not counted, in files of earlier programs
  double top1 = 0;                     ///< of the integers
  double top5 = 0;
  double hardTop1 = 0;            ///< that the run recorded
  std::int64_t otherClasses = 0;  ///< images whose class is another one than the run's hard evaluation found
  std::optional<FirstDifference> firstDifference;  ///< beyond the tolerance, or of reference and fast executor

  /// The executions agree: bit-exact, or within the tolerance.
  [[nodiscard]] bool agrees() const { return images > 0 && !firstDifference; }
  std::vector<OperationRecord> operations;  ///< one an operation
  double referenceImagesPerSecond = 0;
  double fastImagesPerSecond = 0;
  double simulationImagesPerSecond = 0;
};

/// What a run file's /integer holds: the program of a finished run, and the report once it has been verified; or why
/// there is no program.
struct IntegerDeployment {
  IntegerProgram program;
  std::string refused;  ///< what stood in the way of lowering the network; the program is empty then
  std::optional<IntegerReport> report;
};

}  // namespace dyadic
