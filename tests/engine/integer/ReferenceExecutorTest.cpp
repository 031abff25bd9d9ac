// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/integer/ReferenceExecutor.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

#include "engine/integer/ProgramCheck.h"
#include "engine/math/FixedPoint.h"
#include "tests/engine/integer/RandomProgram.h"

using namespace dyadic;
using integer::RandomProgramOptions;

namespace {

/// A program with one operation on an image whose integers are the pixels minus `offset`.
IntegerProgram programOf(std::vector<std::int64_t> input, std::vector<std::int64_t> output, IntegerOperation operation,
                         int offset = 128) {
  IntegerProgram program;
  program.tensors = {{"input", std::move(input), 9, -6, -256, 255}, {"out", std::move(output), 8, -5, -128, 127}};
  std::vector<std::int32_t> table(256);
  std::iota(table.begin(), table.end(), -offset);
  program.inputTable.assign(static_cast<std::size_t>(program.tensors[0].shape[0]), table);
  operation.name = "op";
  if (operation.inputs.empty()) operation.inputs = {0};
  operation.output = 1;
  program.operations = {operation};
  auto& last = program.operations.back();
  last.accumulatorBits = 64;
  if (hasAccumulator(last.op)) last.accumulatorBound = integer::accumulatorBound(program, last);
  return program;
}

std::vector<std::int32_t> run(const IntegerProgram& program, const std::vector<std::uint8_t>& image,
                              integer::Trace* kept = nullptr) {
  const auto status = integer::checkProgram(program);
  EXPECT_TRUE(status) << status.error().message();
  integer::Trace trace;
  integer::runReference(program, image, trace);
  if (kept != nullptr) *kept = trace;
  return trace.tensors.back();
}

IntegerConstant constant(std::vector<std::int64_t> shape, std::vector<std::int32_t> data, int exponent = 0) {
  return {std::move(shape), std::move(data), 8, exponent};
}

}  // namespace

TEST(ReferenceExecutor, WorkedExampleOfTheIntegerLayer) {
  // methods/ioiq.md, section 9: D_t1 = 7785, aligned bias 108 << 6, D_t2 = 14697, P = 10, D_out = 14.
  IntegerOperation op;
  op.op = IntegerOp::Conv2d;
  op.kernel = {1, 4};
  op.weight = constant({1, 1, 1, 4}, {-50, 33, 90, -128}, -9);
  op.bias = constant({1}, {108}, -9);
  op.biasShift = 6;
  op.accumulatorExponent = -15;
  op.requantization.shift = 10;
  integer::Trace trace;
  const std::vector<std::uint8_t> image{128 + 12, 128 - 7, 128 + 100, 128 + 3};
  EXPECT_EQ(run(programOf({1, 1, 4}, {1, 1, 1}, op), image, &trace), (std::vector<std::int32_t>{14}));
  EXPECT_EQ(trace.operations[0].largestAccumulator, 14697);
  EXPECT_EQ(trace.operations[0].outputs, 1);
  EXPECT_EQ(trace.operations[0].saturated, 0);
}

TEST(ReferenceExecutor, WorkedExampleOfTheResidualSum) {
  // Section 10: D_a = 100, s = -6; D_b = -77, s = -4; s_out = -4: t = -208, P = 2, D_out = -52. Here b = a by a clamp,
  // so the sum of one value with itself: 100 + (100 << 2) = 500, P = 2 -> 125.
  IntegerOperation op;
  op.op = IntegerOp::Add;
  op.inputs = {0, 0};
  op.inputShifts = {0, 2};
  op.requantization.shift = 2;
  EXPECT_EQ(run(programOf({1, 1, 2}, {1, 1, 2}, op), {128 + 100, 128 - 100}), (std::vector<std::int32_t>{125, -125}));

  // With two inputs: the second is the first times -1, so that -77 comes from 77.
  IntegerProgram program = programOf({2, 1, 1}, {2, 1, 1}, op);
  IntegerOperation negate;
  negate.name = "negate";
  negate.op = IntegerOp::Conv2d;
  negate.inputs = {0};
  negate.output = 1;
  negate.weight = constant({1, 2, 1, 1}, {0, 1});
  negate.accumulatorBits = 64;
  IntegerOperation keep = negate;
  keep.name = "keep";
  keep.output = 2;
  keep.weight = constant({1, 2, 1, 1}, {1, 0});
  program.tensors = {program.tensors[0],
                     {"b", {1, 1, 1}, 8, -4, -128, 127},
                     {"a", {1, 1, 1}, 8, -6, -128, 127},
                     {"sum", {1, 1, 1}, 8, -4, -128, 127}};
  negate.accumulatorBound = keep.accumulatorBound = 256;
  IntegerOperation add = program.operations[0];
  add.inputs = {2, 1};
  add.output = 3;
  program.operations = {negate, keep, add};
  program.operations[2].accumulatorBound = 128 + 128 * 4;
  EXPECT_EQ(run(program, {128 + 100, 128 - 77}), (std::vector<std::int32_t>{-52}));
}

TEST(ReferenceExecutor, AveragesOf49PixelsTakeThePapersConstant) {
  // Section 10: 1/49 as 21400 * 2^-20. 49 pixels of 100: 4900 * 21400 * 2^-20 = 100.0023 -> 100.
  IntegerOperation op;
  op.op = IntegerOp::AvgPool2d;
  op.kernel = {7, 7};
  op.requantization = {21400, 20};
  op.accumulatorExponent = -6;
  EXPECT_EQ(run(programOf({1, 7, 7}, {1, 1, 1}, op), std::vector<std::uint8_t>(49, 228)),
            (std::vector<std::int32_t>{100}));
}

TEST(ReferenceExecutor, ConvolutionsSlideAsTheTextbookSays) {
  // Padding 1, stride 2, dilation 2, two groups; against sums written out by hand for one output pixel each.
  IntegerOperation op;
  op.op = IntegerOp::Conv2d;
  op.kernel = {2, 2};
  op.stride = {2, 2};
  op.padding = {1, 1};
  op.dilation = {2, 2};
  op.groups = 2;
  op.weight = constant({2, 1, 2, 2}, {1, 2, 3, 4, -1, -2, -3, -4});
  auto program = programOf({2, 3, 3}, {2, 2, 2}, op, 0);
  program.tensors[1].bits = 12;
  program.tensors[1].minimum = -2048;
  program.tensors[1].maximum = 2047;
  std::vector<std::uint8_t> image(18);
  std::iota(image.begin(), image.end(), std::uint8_t{1});
  // Rows and columns -1, 1, 3 exist as 1 alone. Output (0, 0) sees input (1, 1) with weight 4, (0, 1) with 3, and so
  // on.
  EXPECT_EQ(run(program, image), (std::vector<std::int32_t>{20, 15, 10, 5, -56, -42, -28, -14}));
}

TEST(ReferenceExecutor, MaximaAndSumsAtTheBorder) {
  IntegerOperation op;
  op.op = IntegerOp::MaxPool2d;
  op.kernel = {2, 2};
  op.stride = {2, 2};
  op.padding = {1, 1};
  auto program = programOf({1, 3, 3}, {1, 2, 2}, op, 200);
  program.tensors[1] = program.tensors[0];
  program.tensors[1].shape = {1, 2, 2};
  // All values are negative: padding must not win.
  EXPECT_EQ(run(program, {1, 2, 3, 4, 5, 6, 7, 8, 9}), (std::vector<std::int32_t>{-199, -197, -193, -191}));

  op.op = IntegerOp::AvgPool2d;
  EXPECT_EQ(run(programOf({1, 3, 3}, {1, 2, 2}, op, 0), {1, 2, 3, 4, 5, 6, 7, 8, 9}),
            (std::vector<std::int32_t>{1, 5, 11, 28}));
}

TEST(ReferenceExecutor, CountsWhatSaturates) {
  IntegerOperation op;
  op.op = IntegerOp::ScaleShift;
  op.weight = constant({1}, {2});
  op.bias = constant({1}, {1});
  op.biasShift = 3;
  integer::Trace trace;
  EXPECT_EQ(run(programOf({1, 1, 3}, {1, 1, 3}, op), {128 + 60, 128 + 59, 128 - 100}, &trace),
            (std::vector<std::int32_t>{127, 126, -128}));
  EXPECT_EQ(trace.operations[0].saturated, 2);
  EXPECT_EQ(trace.operations[0].largestAccumulator, 192);
}

TEST(ReferenceExecutor, ConcatenationShiftsEachInput) {
  IntegerOperation op;
  op.op = IntegerOp::Concat;
  op.inputs = {0, 0, 0};
  op.inputShifts = {0, 1, -1};
  EXPECT_EQ(run(programOf({1, 1, 2}, {3, 1, 2}, op), {128 + 5, 128 - 5}),
            (std::vector<std::int32_t>{5, -5, 3, -3, 10, -10}));
}

TEST(ReferenceExecutor, ZeroPointsAndFixedPointMultipliersAreThePapers) {
  // IAO: acc = sum (q1 - Z1)(q2 - Z2) + bias, out = Z3 + M acc; padding is the real number 0.
  IntegerOperation op;
  op.op = IntegerOp::Conv2d;
  op.kernel = {1, 3};
  op.padding = {0, 1};
  op.weight = constant({1, 1, 1, 3}, {-50, 33, 90});
  op.weight.scale = 0.02;
  op.weight.zeroPoint = 7;
  op.bias = {{1}, {1000}, 32, 0, 0.01 * 0.02, 0};
  op.requantization = {1992157658, 7, Scaling::FixedPoint};  // M = 0.007247427
  IntegerProgram program = programOf({1, 1, 3}, {1, 1, 3}, op);
  program.tensors[0] = {"input", {1, 1, 3}, 8, 0, -128, 127, 0.01, -30};
  program.tensors[1] = {"out", {1, 1, 3}, 8, 0, -128, 127, 0.03, 11};
  program.operations[0].accumulatorBits = 32;
  program.operations[0].accumulatorBound = integer::accumulatorBound(program, program.operations[0]);
  const std::vector<std::uint8_t> image{128 - 30, 128 + 100, 128 - 90};  // q - Z: 0, 130, -60
  const auto rounded = [](double acc) { return static_cast<std::int32_t>(std::lround(acc * 0.00724742734)) + 11; };
  EXPECT_EQ(run(program, image),
            (std::vector<std::int32_t>{rounded(130 * 83 + 1000), rounded(130 * 26 - 60 * 83 + 1000),
                                       rounded(130 * -57 - 60 * 26 + 1000)}));
  EXPECT_EQ(integer::accumulatorBound(program, program.operations[0]), 157 * (57 + 26 + 83) + 1000);
}

TEST(ReferenceExecutor, SumsRescaleTheirInputs) {
  // (q1 - Z1) S1 + (q2 - Z2) S2 with S1 = 0.02, S2 = 0.05, S3 = 0.04, Z3 = -20; both inputs are the same tensor.
  IntegerOperation op;
  op.op = IntegerOp::Add;
  op.inputs = {0, 0};
  op.inputShifts = {20, 20};
  const auto scaling = [](double m) {
    const auto q = math::quantizeMultiplier(m);
    return Requantization{q.multiplier, q.shift, Scaling::FixedPoint};
  };
  op.inputScalings = {scaling(0.02 / 0.1), scaling(0.05 / 0.1)};
  op.requantization = scaling(0.1 / 0.04 * 0x1p-20);
  IntegerProgram program = programOf({1, 1, 4}, {1, 1, 4}, op);
  program.tensors[0] = {"input", {1, 1, 4}, 8, 0, -128, 127, 0.02, 5};
  program.tensors[1] = {"out", {1, 1, 4}, 8, 0, -20, 127, 0.04, -20};
  program.operations[0].accumulatorBits = 32;
  program.operations[0].accumulatorBound = integer::accumulatorBound(program, program.operations[0]);
  std::vector<std::int32_t> expected;
  const std::vector<std::uint8_t> image{128 + 5, 128 + 60, 128 - 3, 128 + 127};
  for (const std::uint8_t pixel : image) {
    const double value = (pixel - 128 - 5) * (0.02 + 0.05);
    expected.push_back(std::clamp(static_cast<std::int32_t>(std::lround(value / 0.04)) - 20, -20, 127));
  }
  integer::Trace trace;
  EXPECT_EQ(run(program, image, &trace), expected);
  EXPECT_EQ(trace.operations[0].saturated, 1) << "what a ReLU cuts off is no saturation";
}

TEST(ProgramCheck, RefusesScalesAndMultipliersThatAreNone) {
  RandomProgramOptions options;
  options.mostBits = 8;
  options.extremes = false;
  options.affine = true;
  const IntegerProgram sound = integer::randomProgram(3, options);
  ASSERT_TRUE(integer::checkProgram(sound));
  const auto refuses = [&](const std::function<void(IntegerProgram&)>& damage) {
    IntegerProgram program = sound;
    damage(program);
    return !integer::checkProgram(program).ok();
  };
  const auto fixed = [](IntegerProgram& program) -> IntegerOperation& {
    return *std::find_if(program.operations.begin(), program.operations.end(),
                         [](const IntegerOperation& op) { return op.requantization.scaling == Scaling::FixedPoint; });
  };
  EXPECT_TRUE(refuses([](IntegerProgram& p) { p.tensors[0].scale = -1; }));
  EXPECT_TRUE(refuses([](IntegerProgram& p) { p.tensors[0].scale = std::numeric_limits<double>::infinity(); }));
  EXPECT_TRUE(refuses([](IntegerProgram& p) { p.tensors[0].zeroPoint = 4000; }));
  EXPECT_TRUE(refuses([](IntegerProgram& p) { p.rounding = Rounding::HalfUp; }));
  EXPECT_TRUE(refuses([&](IntegerProgram& p) { fixed(p).requantization.multiplier = 5; }));
  EXPECT_TRUE(refuses([&](IntegerProgram& p) { fixed(p).requantization.shift = -40; }));
  EXPECT_TRUE(refuses([&](IntegerProgram& p) { fixed(p).accumulatorBits = 64; }));
}

TEST(ProgramCheck, FeatureMapsTogetherFitIntoMemory) {
  constexpr std::int64_t kSide = 1 << 13;
  IntegerOperation clamp;
  clamp.op = IntegerOp::Clamp;
  IntegerProgram program = programOf({2, kSide, kSide}, {2, kSide, kSide}, clamp);
  program.tensors[0].bits = 8;
  program.tensors[0].minimum = -128;
  program.tensors[0].maximum = 127;
  program.tensors[0].exponent = program.tensors[1].exponent;
  const Status two = integer::checkProgram(program);
  EXPECT_TRUE(two.ok()) << two.error().message();
  program.tensors.push_back(program.tensors.back());
  program.operations.push_back(program.operations.back());
  program.operations[1].inputs = {1};
  program.operations[1].output = 2;
  const Status three = integer::checkProgram(program);
  ASSERT_FALSE(three.ok());
  EXPECT_NE(three.error().message().find("402653184 elements"), std::string::npos) << three.error().message();
}

TEST(ProgramCheck, RefusesWhatIsNotSound) {
  IntegerOperation op;
  op.op = IntegerOp::Conv2d;
  op.kernel = {3, 3};
  op.padding = {1, 1};
  op.weight = constant({2, 1, 3, 3}, std::vector<std::int32_t>(18, 3));
  op.bias = constant({2}, {1, 2});
  const IntegerProgram good = programOf({1, 4, 4}, {2, 4, 4}, op);
  ASSERT_TRUE(integer::checkProgram(good));
  const auto refuses = [&](const char* what, const auto& damage) {
    IntegerProgram program = good;
    damage(program);
    const auto status = integer::checkProgram(program);
    EXPECT_FALSE(status) << what;
    if (!status) {
      EXPECT_FALSE(status.error().message().empty());
    }
  };
  refuses("no operations", [](auto& p) { p.operations.clear(); });
  refuses("no tensors", [](auto& p) { p.tensors.clear(); });
  refuses("index out of range", [](auto& p) { p.operations[0].inputs = {7}; });
  refuses("reads what it writes", [](auto& p) { p.operations[0].inputs = {1}; });
  refuses("writes the input", [](auto& p) { p.operations[0].output = 0; });
  refuses("negative index", [](auto& p) { p.operations[0].output = -1; });
  refuses("windows beside the input", [](auto& p) { p.tensors[1].shape = {2, 4, 6}; });
  refuses("room for another window", [](auto& p) { p.tensors[1].shape = {2, 2, 4}; });
  refuses("huge tensor", [](auto& p) { p.tensors[0].shape = {1, 1 << 20, 1 << 20}; });
  refuses("weight of another shape", [](auto& p) { p.operations[0].weight.shape = {2, 1, 9, 1}; });
  refuses("too few weights", [](auto& p) { p.operations[0].weight.data.pop_back(); });
  refuses("code beyond its bits", [](auto& p) { p.operations[0].weight.data[3] = 128; });
  refuses("1 bit", [](auto& p) { p.operations[0].weight.bits = 1; });
  refuses("stride 0", [](auto& p) { p.operations[0].stride = {0, 1}; });
  refuses("groups that do not divide", [](auto& p) { p.operations[0].groups = 3; });
  refuses("bias shift", [](auto& p) { p.operations[0].biasShift = 63; });
  refuses("shift", [](auto& p) { p.operations[0].requantization.shift = -63; });
  refuses("multiplier", [](auto& p) { p.operations[0].requantization.multiplier = 0; });
  refuses("bound below the true one", [](auto& p) { --p.operations[0].accumulatorBound; });
  refuses("overflow", [](auto& p) {
    p.operations[0].biasShift = 40;
    p.operations[0].accumulatorBound = integer::accumulatorBound(p, p.operations[0]);
    p.operations[0].accumulatorBits = 32;
  });
  refuses("input table", [](auto& p) { p.inputTable[0][9] = 300; });
  refuses("short input table", [](auto& p) { p.inputTable[0].pop_back(); });
  refuses("missing channel", [](auto& p) { p.inputTable.clear(); });
  refuses("range without 0", [](auto& p) { p.tensors[1].minimum = 3; });
  refuses("tensor nobody writes", [](auto& p) { p.tensors.push_back(p.tensors[1]); });
}

TEST(ProgramCheck, BoundsAreTight) {
  // 9 weights of 3 times 256, and the bias: the worst image reaches it exactly.
  IntegerOperation op;
  op.op = IntegerOp::Conv2d;
  op.kernel = {3, 3};
  op.weight = constant({1, 1, 3, 3}, std::vector<std::int32_t>(9, -3));
  op.bias = constant({1}, {5});
  op.biasShift = 2;
  const auto program = programOf({1, 3, 3}, {1, 1, 1}, op, 256);
  EXPECT_EQ(program.operations[0].accumulatorBound, 27 * 256 + 20);
  integer::Trace trace;
  run(program, std::vector<std::uint8_t>(9, 0), &trace);
  EXPECT_EQ(trace.operations[0].largestAccumulator, 27 * 256 + 20);
}
