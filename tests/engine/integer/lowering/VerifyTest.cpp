// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/integer/lowering/Verify.h"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "engine/integer/ProgramCheck.h"
#include "tests/engine/integer/lowering/QuantizedNetworks.h"

using namespace dyadic;
using tests::randomImages;
using tests::TinyQuantized;

TEST(Verify, FindsTheFirstDifference) {
  TinyQuantized tiny;
  auto program = integer::lower(tiny.network);
  ASSERT_TRUE(program);
  const auto images = tests::tinyImages(70);
  const integer::VerifyOptions options{math::serialExecutor(), {}};
  auto report = integer::verify(*program, tiny.network, images, options);
  ASSERT_TRUE(report) << report.error().message();
  EXPECT_TRUE(report->bitExact);
  EXPECT_EQ(report->images, 70);
  EXPECT_FALSE(report->firstDifference);
  // One weight of the second convolution is off by one: the simulation, which has the right one, disagrees from there
  // on.
  for (auto& operation : program->operations) {
    if (operation.name == "conv2") operation.weight.data[0] += operation.weight.data[0] < 127 ? 1 : -1;
    operation.accumulatorBound += 1 << 20;
  }
  report = integer::verify(*program, tiny.network, images, options);
  ASSERT_TRUE(report);
  EXPECT_FALSE(report->bitExact);
  ASSERT_TRUE(report->firstDifference);
  EXPECT_EQ(report->firstDifference->layer, "conv2");
  EXPECT_EQ(report->firstDifference->executions, "reference and simulation");
  EXPECT_NE(report->firstDifference->expected, report->firstDifference->found);
}

TEST(Verify, HoldsAsManyFeatureMapsAsItMayAndFindsTheSame) {
  TinyQuantized tiny;
  auto program = integer::lower(tiny.network);
  ASSERT_TRUE(program);
  const auto images = tests::tinyImages(70);
  for (auto& operation : program->operations) {
    if (operation.name == "conv2") operation.weight.data[0] += operation.weight.data[0] < 127 ? 1 : -1;
    operation.accumulatorBound += 1 << 20;
  }
  const auto report = [&](std::int64_t integers) {
    std::vector<std::int64_t> done;
    integer::VerifyOptions options{math::serialExecutor(), {}};
    options.mostIntegers = integers;
    options.proceed = [&](std::int64_t first) { return done.push_back(first), true; };
    auto found = integer::verify(*program, tiny.network, images, options);
    EXPECT_TRUE(found) << found.error().message();
    return std::pair(*found, done);
  };
  const std::int64_t one = integer::mapElements(*program);
  const auto [whole, batches] = report(std::int64_t{1} << 28);
  EXPECT_EQ(batches, (std::vector<std::int64_t>{0, 32, 64}));
  for (const std::int64_t most : {1, 3}) {
    const auto [part, steps] = report(most * one + one / 2);
    EXPECT_EQ(std::ssize(steps), (70 + most - 1) / most);
    EXPECT_EQ(part.images, 70);
    EXPECT_EQ(part.top1, whole.top1);
    EXPECT_EQ(part.differingValues, whole.differingValues);
    EXPECT_EQ(part.firstDifference->image, whole.firstDifference->image);
    EXPECT_EQ(part.operations[1].largestAccumulator, whole.operations[1].largestAccumulator);
    EXPECT_EQ(part.operations[1].saturated, whole.operations[1].saturated);
  }
  EXPECT_EQ(report(1).second.size(), 70U) << "at least one image's";
}

TEST(Verify, RefusesOtherImageSizes) {
  TinyQuantized tiny;
  const auto program = integer::lower(tiny.network);
  ASSERT_TRUE(program);
  const auto report =
      integer::verify(*program, tiny.network, randomImages({2, 5, 6}, 3, 1), {math::serialExecutor(), {}});
  ASSERT_FALSE(report);
  EXPECT_NE(report.error().message().find("2x6x6"), std::string::npos);
}
