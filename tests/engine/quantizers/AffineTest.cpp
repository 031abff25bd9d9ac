// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/quantizers/Affine.h"

#include <gtest/gtest.h>

#include <numeric>

using namespace dyadic;
using namespace dyadic::quantizers;

namespace {

torch::Tensor sample(std::uint64_t seed) {
  torch::manual_seed(seed);
  auto x = torch::randn({7, 3, 11, 5}) + 0.3;
  x.view(-1).slice(0, 0, 300).mul_(64).round_().div_(128);
  x.view(-1)[0] = 40;
  x.view(-1)[1] = 0;
  return x;
}

Affine affine(int bits, bool narrow = false, GradientRule rule = GradientRule::StraightThrough) {
  return Affine(AffineOptions{{bits, narrow}, rule});
}

}  // namespace

TEST(AffineQuantizer, TensorOperationsAgreeWithTheSpanKernels) {
  for (int bits : {2, 4, 8, 16}) {
    for (bool narrow : {false, true}) {
      const auto x = sample(static_cast<std::uint64_t>(bits));
      Affine q = affine(bits, narrow);
      q.setRange(-1.3, 2.1);
      const auto expected = q.fakeQuantize(x.clone());
      const double saturated = q.report().saturatedFraction;
      EXPECT_GT(saturated, 0);
      EXPECT_TRUE(torch::equal(q.fakeQuantize(x.to(torch::kDouble)).to(torch::kFloat), expected)) << bits;
      EXPECT_EQ(q.report().saturatedFraction, saturated);
      EXPECT_TRUE(torch::equal(q.fakeQuantize(x.transpose(0, 1).to(torch::kDouble)).to(torch::kFloat),
                               expected.transpose(0, 1)));
      auto spans = torch::empty_like(x);
      q.quantizeSpan(valuesOf(x), writableValuesOf(spans), math::serialExecutor());
      EXPECT_TRUE(torch::equal(spans, expected));
    }
  }
}

TEST(AffineQuantizer, DecodeOfEncodeIsFakeQuantizeWhichIsIdempotent) {
  for (int bits : {2, 3, 5, 8}) {
    const auto x = sample(9);
    Affine q = affine(bits, bits % 2 == 0);
    q.fit(x);
    const auto value = q.fakeQuantize(x.clone());
    EXPECT_TRUE(torch::equal(q.decode(q.encode(x)), value));
    EXPECT_TRUE(torch::equal(q.fakeQuantize(value.clone()), value));
    EXPECT_LE(std::get<0>(torch::_unique(value)).numel(), 1 << bits);
    const auto codes = q.encode(x);
    EXPECT_GE(codes.min().item<int>(), q.grid().format.minimum());
    EXPECT_TRUE(torch::equal(value == 0, codes == static_cast<int>(q.zeroPoint())));
  }
}

TEST(AffineQuantizer, WeightsStayWithin127) {
  Affine q = affine(8, true);
  const auto x = sample(2);
  q.fit(x);
  const auto codes = q.encode(x);
  EXPECT_EQ(codes.min().item<int>(), -127);
  EXPECT_EQ(codes.max().item<int>(), 127);
}

TEST(AffineQuantizer, GradientsPassStraightThroughOrStopOutsideOfTheRange) {
  for (const auto rule : {GradientRule::StraightThrough, GradientRule::Clipped}) {
    auto x = torch::tensor({-3.0F, -0.5F, 0.0F, 1.0F, 1.9F, 7.0F}).requires_grad_(true);
    Affine q = affine(8, false, rule);
    q.setRange(-1, 2);
    const auto out = q.fakeQuantize(x);
    out.mul(3).sum().backward();
    const auto expected =
        rule == GradientRule::Clipped ? torch::tensor({0.0F, 3.0F, 3.0F, 3.0F, 3.0F, 0.0F}) : torch::full({6}, 3.0F);
    EXPECT_TRUE(torch::equal(x.grad(), expected));
    EXPECT_EQ(x[0].item<float>(), -3) << "a leaf is somebody's parameter";
  }
}

TEST(AffineQuantizer, StateIsAllThatFitChose) {
  Affine a = affine(8);
  a.fit(sample(4));
  Affine b = affine(8);
  ASSERT_TRUE(b.restore(a.state()));
  const auto x = sample(5);
  EXPECT_TRUE(torch::equal(a.fakeQuantize(x.clone()), b.fakeQuantize(x.clone())));
  EXPECT_EQ(b.range()->low, a.range()->low);
}

TEST(AffineQuantizer, BiasesTakeTheStepOfTheirAccumulator) {
  Affine q = affine(32);
  const auto x = torch::tensor({0.5F, -0.25F, 0.1F});
  q.fitAligned(x, -10);
  EXPECT_EQ(q.step(), 0x1p-10);
  q.setStep(0.003);
  EXPECT_EQ(q.zeroPoint(), 0);
  EXPECT_TRUE(torch::equal(q.encode(x), torch::tensor({167, -83, 33}, torch::kInt)));
}

TEST(AffineQuantizer, WhatIfFitsAndMeasures) {
  const auto x = sample(6);
  Affine fitted = affine(8);
  fitted.fit(x);
  Affine asked = affine(8);
  const auto output = asked.whatIf(valuesOf(x), math::serialExecutor());
  EXPECT_EQ(asked.grid().scale, fitted.grid().scale);
  EXPECT_EQ(asked.zeroPoint(), fitted.zeroPoint());
  const auto error = (x - fitted.fakeQuantize(x.clone())).to(torch::kDouble);
  EXPECT_NEAR(output.errors.mse(), error.square().mean().item<double>(), 1e-9);
  EXPECT_FALSE(asked.exponent());
  const auto histogram = asked.histogram(valuesOf(x), math::serialExecutor());
  EXPECT_EQ(histogram.levels.size(), 256U);
  EXPECT_EQ(std::accumulate(histogram.quantizedCounts.begin(), histogram.quantizedCounts.end(), std::int64_t{0}),
            x.numel());
  EXPECT_EQ(asked.storedBits(valuesOf(x), math::serialExecutor()), static_cast<double>(x.numel()) * 8 + 40);
}
