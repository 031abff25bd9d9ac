// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "engine/types/IntegerProgram.h"

/// What the Deploy view says of an integer program, derived from it and from its report, without Qt. Free functions
/// without state, any thread.
namespace dyadic::widgets {

/// One operation. NaN is what does not apply, or has not been measured.
struct OperationFacts {
  std::string name;
  std::string kind;   ///< as people call it: "Conv2d", "ReLU", "ScaleShift"
  int inputBits = 0;  ///< of the first input
  int inputExponent = 0;
  int weightBits = 0;  ///< 0: no weight
  int weightExponent = 0;
  int outputBits = 0;
  int outputExponent = 0;
  double inputScale = 0;  ///< above 0: a real scale in the place of the exponent, here and below
  double weightScale = 0;
  double outputScale = 0;
  std::vector<int> truncation;  ///< P; one an input for Concat, none where nothing is shifted
  int multiplier = 1;
  double fixedPoint = 0;      ///< above 0: the real number M that a fixed-point multiplier stands for, instead of both
  int accumulatorBits = 0;    ///< 0: no accumulator
  double guaranteedHeadroom;  ///< bits: log2((2^(accumulatorBits-1) - 1) / accumulatorBound)
  double measuredHeadroom;    ///< bits, over the images of the verification
  double saturatedShare;      ///< of the outputs, 0 to 1
  std::int64_t biasSaturated = -1;  ///< entries; -1: no bias
  /// The headroom to judge by: measured where it is known.
  [[nodiscard]] double headroom() const;
};
/// One an operation. `report` may be null, or of another program, and then counts for nothing.
[[nodiscard]] std::vector<OperationFacts> operationFacts(const IntegerProgram& program, const IntegerReport* report);

/// Weights, biases and scales of a program.
struct ProgramSize {
  std::int64_t values = 0;
  std::int64_t bytes = 0;       ///< at their bits, each tensor rounded up to whole bytes
  std::int64_t floatBytes = 0;  ///< as float32
};
[[nodiscard]] ProgramSize programSize(const IntegerProgram& program);

/// Why the program has no form in QuantizeLinear and DequantizeLinear, whose rounding is half to even and whose codes
/// have 8 bits.
struct QdqObstacle {
  bool rounding = false;  ///< is not half_even
  int bits = 0;           ///< more than 8; 0: all have at most 8
  [[nodiscard]] bool any() const { return rounding || bits > 0; }
};
[[nodiscard]] QdqObstacle qdqObstacle(const IntegerProgram& program);

/// Nodes of the drawing: 0 is the input, i + 1 operation i, the last one the logits. Edges (from, to) in that order.
[[nodiscard]] std::vector<std::pair<int, int>> programEdges(const IntegerProgram& program);

/// Where a value stands on its colour scale, 0 to 1. Headroom: linear from 0 to kHeadroomSpan bits. Saturation:
/// logarithmic from 0.001 % to 10 %, less is 0.
inline constexpr double kHeadroomSpan = 24;
inline constexpr double kHeadroomLimit = 1;       ///< bits; less is marked
inline constexpr double kSaturationLimit = 0.01;  ///< share; more is marked
[[nodiscard]] double headroomPosition(double bits);
[[nodiscard]] double saturationPosition(double share);

/// "2^−5", with a real minus sign: what follows the ^ is to be raised.
[[nodiscard]] std::string exponentText(int exponent);
/// The same, or "0.0123" for a real scale.
[[nodiscard]] std::string gridText(int exponent, double scale);
/// "0.31 %", "< 0.01 %" for less that is not nothing, a dash for NaN.
[[nodiscard]] std::string shareText(double share);
/// "76.2 kB", "1.09 MB": thousands of bytes.
[[nodiscard]] std::string bytesText(std::int64_t bytes);

}  // namespace dyadic::widgets
