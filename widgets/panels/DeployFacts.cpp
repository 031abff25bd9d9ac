// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/DeployFacts.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "widgets/plots/Arithmetic.h"

namespace dyadic::widgets {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// Null for an index outside the program.
const IntegerTensor* tensorOf(const IntegerProgram& program, int index) {
  const auto i = static_cast<std::size_t>(index);
  return index >= 0 && i < program.tensors.size() ? &program.tensors[i] : nullptr;
}

/// A clamp to [0, qmax] is a ReLU, to [0, 6 at this exponent] a ReLU6.
std::string clampKind(const IntegerTensor* output) {
  if (!output || output->minimum != 0) return "Clamp";
  const std::int64_t largest = (std::int64_t{1} << (std::clamp(output->bits, 2, 32) - 1)) - 1;
  if (output->maximum == largest) return "ReLU";
  const double value = std::ldexp(output->maximum, output->exponent);
  return std::abs(value - 6) <= std::ldexp(0.5, output->exponent) ? "ReLU6" : "Clamp";
}

OperationFacts factsOf(const IntegerProgram& program, const IntegerOperation& operation) {
  OperationFacts facts;
  const IntegerTensor* input = operation.inputs.empty() ? nullptr : tensorOf(program, operation.inputs.front());
  const IntegerTensor* output = tensorOf(program, operation.output);
  facts.name = operation.name;
  facts.kind = operation.op == IntegerOp::Clamp ? clampKind(output) : integerOpName(operation.op);
  if (input) {
    facts.inputBits = input->bits;
    facts.inputExponent = input->exponent;
    facts.inputScale = input->scale;
  }
  if (output) {
    facts.outputBits = output->bits;
    facts.outputExponent = output->exponent;
    facts.outputScale = output->scale;
  }
  if (!operation.weight.shape.empty()) {
    facts.weightBits = operation.weight.bits;
    facts.weightExponent = operation.weight.exponent;
    facts.weightScale = operation.weight.scale;
  }
  facts.guaranteedHeadroom = facts.measuredHeadroom = facts.saturatedShare = kNone;
  if (operation.op == IntegerOp::Concat) facts.truncation = operation.inputShifts;
  if (!hasAccumulator(operation.op)) return facts;
  facts.truncation = {operation.requantization.shift};
  facts.multiplier = operation.requantization.multiplier;
  if (operation.requantization.scaling == Scaling::FixedPoint) {
    facts.fixedPoint = std::ldexp(static_cast<double>(facts.multiplier), -31 - operation.requantization.shift);
  }
  facts.accumulatorBits = operation.accumulatorBits;
  const double largest = std::ldexp(1.0, operation.accumulatorBits - 1) - 1;
  facts.guaranteedHeadroom = std::log2(largest / static_cast<double>(operation.accumulatorBound));
  if (!operation.bias.shape.empty()) facts.biasSaturated = operation.biasSaturated;
  return facts;
}

template <class Visit>
void eachConstant(const IntegerProgram& program, const Visit& visit) {
  for (const IntegerOperation& operation : program.operations)
    for (const IntegerConstant* constant : {&operation.weight, &operation.bias})
      if (!constant->data.empty()) visit(*constant);
}

}  // namespace

double OperationFacts::headroom() const { return std::isnan(measuredHeadroom) ? guaranteedHeadroom : measuredHeadroom; }

std::vector<OperationFacts> operationFacts(const IntegerProgram& program, const IntegerReport* report) {
  std::vector<OperationFacts> all;
  all.reserve(program.operations.size());
  const bool measured = report && report->operations.size() == program.operations.size();
  for (std::size_t i = 0; i < program.operations.size(); ++i) {
    OperationFacts facts = factsOf(program, program.operations[i]);
    if (measured && facts.accumulatorBits > 0) facts.measuredHeadroom = report->operations[i].headroomBits;
    if (measured && !facts.truncation.empty() && report->operations[i].outputs > 0) {
      facts.saturatedShare =
          static_cast<double>(report->operations[i].saturated) / static_cast<double>(report->operations[i].outputs);
    }
    all.push_back(std::move(facts));
  }
  return all;
}

ProgramSize programSize(const IntegerProgram& program) {
  ProgramSize size;
  eachConstant(program, [&](const IntegerConstant& constant) {
    const auto count = static_cast<std::int64_t>(constant.data.size());
    size.values += count;
    size.bytes += (count * constant.bits + 7) / 8;
    size.floatBytes += 4 * count;
  });
  return size;
}

QdqObstacle qdqObstacle(const IntegerProgram& program) {
  QdqObstacle obstacle;
  obstacle.rounding = program.rounding != Rounding::HalfEven;
  int most = 0;
  for (const IntegerTensor& tensor : program.tensors) most = std::max(most, tensor.bits);
  for (const IntegerOperation& operation : program.operations)
    if (!operation.weight.data.empty()) most = std::max(most, operation.weight.bits);
  if (most > 8) obstacle.bits = most;
  return obstacle;
}

std::vector<std::pair<int, int>> programEdges(const IntegerProgram& program) {
  std::vector<int> producer(program.tensors.size(), -1);
  if (!producer.empty()) producer[0] = 0;
  std::vector<std::pair<int, int>> edges;
  int node = 0;
  for (const IntegerOperation& operation : program.operations) {
    ++node;
    for (const int input : operation.inputs)
      if (tensorOf(program, input) && producer[static_cast<std::size_t>(input)] >= 0)
        edges.emplace_back(producer[static_cast<std::size_t>(input)], node);
    if (tensorOf(program, operation.output)) producer[static_cast<std::size_t>(operation.output)] = node;
  }
  if (node > 0) edges.emplace_back(node, node + 1);
  return edges;
}

double headroomPosition(double bits) { return std::clamp(bits / kHeadroomSpan, 0.0, 1.0); }

double saturationPosition(double share) {
  if (!(share > 0)) return 0;
  return std::clamp((std::log10(share) + 5) / 4, 0.0, 1.0);
}

std::string exponentText(int exponent) {
  return "2^" + (exponent < 0 ? "\u2212" + std::to_string(-exponent) : std::to_string(exponent));
}

std::string gridText(int exponent, double scale) { return scale > 0 ? numberText(scale, 3) : exponentText(exponent); }

std::string shareText(double share) { return share > 0 && share < 0.00005 ? "< 0.01 %" : percentText(share); }

std::string bytesText(std::int64_t bytes) {
  return countText(static_cast<double>(bytes)) + (bytes < 1000 ? " B" : "B");
}

}  // namespace dyadic::widgets
