// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/DeployFacts.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "widgets/gallery/FakeProgram.h"

namespace dyadic::widgets {
namespace {

IntegerProgram small() {
  FakeProgram f;
  const int x = f.relu("relu", f.scale("bn", f.conv("conv", 0, 16, 3)));
  f.head(f.concat("cat", {x, x}));
  return f.program;
}

TEST(DeployFacts, TheHeadroomIsWhatTheBoundLeavesOfTheAccumulator) {
  IntegerProgram program = small();
  program.operations[0].accumulatorBound = 1 << 30;  // of 2^31 - 1
  program.operations[1].accumulatorBits = 64;
  program.operations[1].accumulatorBound = std::int64_t{1} << 60;
  program.operations[4].accumulatorBound = 0;  // nothing is ever added
  const auto facts = operationFacts(program, nullptr);
  ASSERT_EQ(facts.size(), program.operations.size());
  EXPECT_NEAR(facts[0].guaranteedHeadroom, 1.0, 1e-6);
  EXPECT_NEAR(facts[1].guaranteedHeadroom, 3.0, 1e-6);
  EXPECT_EQ(facts[0].accumulatorBits, 32);
  EXPECT_EQ(facts[1].accumulatorBits, 64);
  EXPECT_TRUE(std::isnan(facts[2].guaranteedHeadroom)) << "a ReLU adds nothing up";
  EXPECT_EQ(facts[2].accumulatorBits, 0);
  EXPECT_TRUE(std::isinf(facts[4].guaranteedHeadroom));
  EXPECT_TRUE(std::isnan(facts[0].measuredHeadroom));
  EXPECT_EQ(facts[0].headroom(), facts[0].guaranteedHeadroom);
}

TEST(DeployFacts, RealScalesTakeThePlaceOfExponents) {
  IntegerProgram program = small();
  program.operations[0].requantization = {1992157658, 7, Scaling::FixedPoint};
  program.operations[0].weight.scale = 0.0123;
  program.tensors[0].scale = 0.5;
  const auto facts = operationFacts(program, nullptr);
  EXPECT_NEAR(facts[0].fixedPoint, 0.007247427, 1e-9);
  EXPECT_EQ(facts[0].weightScale, 0.0123);
  EXPECT_EQ(facts[0].inputScale, 0.5);
  EXPECT_EQ(facts[0].outputScale, 0);
  EXPECT_EQ(facts[1].fixedPoint, 0);
  EXPECT_EQ(gridText(-5, 0), exponentText(-5));
  EXPECT_EQ(gridText(-5, 0.0123), "0.0123");
}

TEST(DeployFacts, TruncationPointsStandWhereSomethingIsShifted) {
  IntegerProgram program = small();
  program.operations[0].requantization = {21, 9};
  program.operations[3].inputShifts = {2, -1};
  const auto facts = operationFacts(program, nullptr);
  EXPECT_EQ(facts[0].truncation, std::vector<int>{9});
  EXPECT_EQ(facts[0].multiplier, 21);
  EXPECT_TRUE(facts[2].truncation.empty());
  EXPECT_EQ(facts[3].truncation, (std::vector<int>{2, -1})) << "a concat shifts each input by itself";
  EXPECT_EQ(facts[5].kind, "Flatten");
  EXPECT_TRUE(facts[5].truncation.empty());
  EXPECT_EQ(facts[0].biasSaturated, -1) << "it has no bias";
  EXPECT_EQ(facts[1].biasSaturated, 0);
}

TEST(DeployFacts, AClampIsCalledByItsRange) {
  IntegerProgram program = small();
  IntegerTensor& out = program.tensors[static_cast<std::size_t>(program.operations[2].output)];
  const auto kind = [&] { return operationFacts(program, nullptr)[2].kind; };
  EXPECT_EQ(kind(), "ReLU");
  out.exponent = -4;
  out.maximum = 96;  // 96 / 16 = 6
  EXPECT_EQ(kind(), "ReLU6");
  out.maximum = 90;
  EXPECT_EQ(kind(), "Clamp");
  out.minimum = -5;
  EXPECT_EQ(kind(), "Clamp");
}

TEST(DeployFacts, AReportMeasuresOnlyItsOwnProgram) {
  const IntegerProgram program = small();
  IntegerReport report;
  report.operations.assign(program.operations.size(), {});
  report.operations[0] = {1000, 12.5, 25, 1000};
  report.operations[1] = {0, std::numeric_limits<double>::infinity(), 0, 500};
  report.operations[2] = {0, 3, 100, 1000};
  auto facts = operationFacts(program, &report);
  EXPECT_EQ(facts[0].measuredHeadroom, 12.5);
  EXPECT_EQ(facts[0].headroom(), 12.5);
  EXPECT_DOUBLE_EQ(facts[0].saturatedShare, 0.025);
  EXPECT_TRUE(std::isinf(facts[1].measuredHeadroom));
  EXPECT_EQ(facts[1].saturatedShare, 0);
  EXPECT_TRUE(std::isnan(facts[2].saturatedShare)) << "clamping is what a ReLU is for";
  EXPECT_TRUE(std::isnan(facts[4].saturatedShare)) << "no outputs were counted";
  report.operations.pop_back();
  EXPECT_TRUE(std::isnan(operationFacts(program, &report)[0].measuredHeadroom));
}

TEST(DeployFacts, SizesCountTheBitsOfEachTensor) {
  IntegerProgram program;
  IntegerOperation a;
  a.weight = {{3, 3}, std::vector<std::int32_t>(9, 1), 4, 0};  // 36 bits: 5 bytes
  a.bias = {{3}, std::vector<std::int32_t>(3, 1), 16, 0};      // 6 bytes
  IntegerOperation b;
  b.weight = {{2}, {1, 2}, 8, 0};
  program.operations = {a, b};
  const ProgramSize size = programSize(program);
  EXPECT_EQ(size.values, 14);
  EXPECT_EQ(size.bytes, 5 + 6 + 2);
  EXPECT_EQ(size.floatBytes, 56);
}

TEST(DeployFacts, QdqNeedsHalfEvenAndEightBits) {
  IntegerProgram program = small();
  EXPECT_TRUE(qdqObstacle(program).rounding);
  program.rounding = Rounding::HalfEven;
  EXPECT_FALSE(qdqObstacle(program).any());
  program.operations[0].weight.bits = 12;
  EXPECT_EQ(qdqObstacle(program).bits, 12);
  program.operations[0].weight.bits = 8;
  program.tensors[3].bits = 9;
  EXPECT_EQ(qdqObstacle(program).bits, 9);
}

TEST(DeployFacts, EdgesRunFromInputToLogits) {
  const IntegerProgram program = small();
  using Edges = std::vector<std::pair<int, int>>;
  EXPECT_EQ(programEdges(program), (Edges{{0, 1}, {1, 2}, {2, 3}, {3, 4}, {3, 4}, {4, 5}, {5, 6}, {6, 7}, {7, 8}}));
  EXPECT_TRUE(programEdges({}).empty());
  IntegerProgram damaged = program;
  damaged.operations[1].inputs = {-3, 99};
  damaged.operations[1].output = 99;
  EXPECT_EQ(operationFacts(damaged, nullptr)[1].outputBits, 0);
  EXPECT_LT(programEdges(damaged).size(), programEdges(program).size());
}

TEST(DeployFacts, ScalesAreMonotoneAndBounded) {
  EXPECT_EQ(headroomPosition(-1), 0);
  EXPECT_EQ(headroomPosition(kHeadroomSpan / 2), 0.5);
  EXPECT_EQ(headroomPosition(std::numeric_limits<double>::infinity()), 1);
  EXPECT_EQ(saturationPosition(0), 0);
  EXPECT_EQ(saturationPosition(1e-9), 0);
  EXPECT_NEAR(saturationPosition(1e-3), 0.5, 1e-12);
  EXPECT_EQ(saturationPosition(1), 1);
  EXPECT_LT(saturationPosition(0.001), saturationPosition(kSaturationLimit));
}

TEST(DeployFacts, Texts) {
  EXPECT_EQ(exponentText(-5), "2^\u22125");
  EXPECT_EQ(exponentText(0), "2^0");
  EXPECT_EQ(shareText(0.0189), "1.89 %");
  EXPECT_EQ(shareText(5e-7), "< 0.01 %") << "something is not nothing";
  EXPECT_EQ(shareText(0), "0.00 %");
  EXPECT_EQ(bytesText(512), "512 B");
  EXPECT_EQ(bytesText(76'210), "76.2 kB");
  EXPECT_EQ(bytesText(11'200'000), "11.2 MB");
}

}  // namespace
}  // namespace dyadic::widgets
