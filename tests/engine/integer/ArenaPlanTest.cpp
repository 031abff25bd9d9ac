// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/integer/exports/ArenaPlan.h"

#include <gtest/gtest.h>

#include "tests/engine/integer/RandomProgram.h"

namespace dyadic::integer {
namespace {

/// Runs the plan with each tensor's number in place of its integers: whoever reads a tensor must find its own number,
/// or that of the tensor it was flattened from.
void expectNobodyOverwrites(const IntegerProgram& program, const ArenaPlan& plan) {
  std::vector<int> arena(static_cast<std::size_t>(plan.elements), -1);
  std::vector<int> content(program.tensors.size());
  const auto fill = [&](int tensor, int number) {
    content[static_cast<std::size_t>(tensor)] = number;
    const auto offset = plan.offsets[static_cast<std::size_t>(tensor)];
    const auto end = offset + elementsOf(program.tensors[static_cast<std::size_t>(tensor)]);
    ASSERT_LE(end, plan.elements);
    std::fill(arena.begin() + offset, arena.begin() + end, number);
  };
  const auto expectThere = [&](int tensor) {
    const auto offset = plan.offsets[static_cast<std::size_t>(tensor)];
    for (std::int64_t i = 0; i < elementsOf(program.tensors[static_cast<std::size_t>(tensor)]); ++i) {
      ASSERT_EQ(arena[static_cast<std::size_t>(offset + i)], content[static_cast<std::size_t>(tensor)]);
    }
  };
  fill(0, 0);
  for (const IntegerOperation& operation : program.operations) {
    for (const int input : operation.inputs) expectThere(input);
    const bool flattens = operation.op == IntegerOp::Flatten;
    fill(operation.output, flattens ? content[static_cast<std::size_t>(operation.inputs[0])] : operation.output);
    // An operation that reads other elements than the one it writes needs its inputs until it has ended.
    const bool elementwise = operation.op == IntegerOp::Clamp || operation.op == IntegerOp::ScaleShift ||
                             operation.op == IntegerOp::Add || flattens;
    if (elementwise) continue;
    for (const int input : operation.inputs) expectThere(input);
  }
  expectThere(program.operations.back().output);
}

TEST(ArenaPlan, KeepsWhatIsStillNeeded) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    SCOPED_TRACE(seed);
    const IntegerProgram program = randomProgram(seed);
    expectNobodyOverwrites(program, planArena(program));
    if (testing::Test::HasFatalFailure()) return;
  }
}

TEST(ArenaPlan, AChainNeedsTwoFeatureMapsAtMost) {
  IntegerProgram program;
  program.tensors.assign(5, {"map", {4, 8, 8}, 8, 0, -128, 127});
  for (int i = 0; i < 4; ++i) {
    IntegerOperation operation;
    operation.op = i % 2 == 0 ? IntegerOp::MaxPool2d : IntegerOp::Clamp;
    operation.inputs = {i};
    operation.output = i + 1;
    program.operations.push_back(operation);
  }
  const ArenaPlan plan = planArena(program);
  EXPECT_EQ(plan.elements, 2 * 256);
  EXPECT_EQ(plan.offsets[2], plan.offsets[1]);  // in place
  EXPECT_NE(plan.offsets[1], plan.offsets[0]);
}

}  // namespace
}  // namespace dyadic::integer
