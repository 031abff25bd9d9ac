// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/integer/lowering/Verify.h"

#include <gtest/gtest.h>

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

TEST(Verify, RefusesOtherImageSizes) {
  TinyQuantized tiny;
  const auto program = integer::lower(tiny.network);
  ASSERT_TRUE(program);
  const auto report =
      integer::verify(*program, tiny.network, randomImages({2, 5, 6}, 3, 1), {math::serialExecutor(), {}});
  ASSERT_FALSE(report);
  EXPECT_NE(report.error().message().find("2x6x6"), std::string::npos);
}
