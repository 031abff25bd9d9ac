// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/quantizers/IntSe.h"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/quantizers/TensorIntSe.h"

using namespace dyadic;
using namespace dyadic::quantizers;

namespace {

IntSeOptions options(int bits, Rounding rounding = Rounding::HalfAway,
                     GradientRule gradient = GradientRule::StraightThrough) {
  IntSeOptions out;
  out.format.bits = bits;
  out.search.rounding = rounding;
  out.gradient = gradient;
  return out;
}

/// Values on and beside ties, outliers, zeros, and plenty of ordinary ones.
torch::Tensor sample(std::uint64_t seed) {
  torch::manual_seed(seed);
  auto x = torch::randn({7, 3, 11, 5});
  x.view(-1).slice(0, 0, 300).mul_(64).round_().div_(128);
  x.view(-1)[0] = 0.49999997F;
  x.view(-1)[1] = -0.49999997F;
  x.view(-1)[2] = 9;
  x.view(-1)[3] = 0;
  return x;
}

}  // namespace

TEST(IntSe, PublishedVectorChoosesItsExponentAndIntegers) {
  const auto x = torch::tensor({0.5F, -0.25F, 0.1F, -0.07F, 0.03F, 0.9F, -0.6F, 0.002F});
  IntSe eight(options(8));
  eight.fit(x);
  EXPECT_EQ(eight.exponent(), -7);
  EXPECT_TRUE(torch::equal(eight.encode(x), torch::tensor({64, -32, 13, -9, 4, 115, -77, 0}, torch::kInt)));
  EXPECT_NEAR(eight.report().mse, 1.6230469e-06, 1e-10);  // published for float64 values
  IntSe four(options(4));
  four.fit(x);
  EXPECT_EQ(four.exponent(), -3);
  EXPECT_TRUE(torch::equal(four.encode(x), torch::tensor({4, -2, 1, -1, 0, 7, -5, 0}, torch::kInt)));
}

TEST(IntSe, TensorOperationsAgreeWithTheSpanKernels) {
  for (int bits : {2, 3, 6, 8, 12, 16}) {
    for (auto rounding : {Rounding::HalfAway, Rounding::HalfUp, Rounding::HalfEven, Rounding::Floor}) {
      const auto x = sample(static_cast<std::uint64_t>(bits));
      IntSe spans(options(bits, rounding));
      const auto expected = spans.fitAndQuantize(x.clone());
      const auto choice = tensors::searchExponent(x, {bits, false}, spans.options().search);
      EXPECT_EQ(choice.exponent, *spans.exponent()) << bits;
      const auto q = tensors::codes(x, spans.grid()) * std::ldexp(1.0, choice.exponent);
      EXPECT_TRUE(torch::equal(q, expected)) << bits << " bits, rounding " << static_cast<int>(rounding);
      const auto wide = spans.fakeQuantize(x.to(torch::kDouble));
      EXPECT_TRUE(torch::equal(wide.to(torch::kFloat), expected)) << bits;
    }
  }
}

TEST(IntSe, DecodeOfEncodeIsFakeQuantizeAndFakeQuantizeIsIdempotent) {
  for (int bits = 2; bits <= 16; ++bits) {
    const auto x = sample(99);
    IntSe q(options(bits));
    q.fit(x);
    const auto once = q.fakeQuantize(x.clone());
    EXPECT_TRUE(torch::equal(q.decode(q.encode(x)), once)) << bits;
    EXPECT_TRUE(torch::equal(q.fakeQuantize(once.clone()), once)) << bits;
    EXPECT_LE(std::get<0>(torch::_unique(once)).numel(), std::int64_t{1} << bits) << bits;
  }
}

TEST(IntSe, ChannelsLastTensorsGiveTheSameValues) {
  const auto x = sample(3);
  IntSe a(options(5));
  IntSe b(options(5));
  const auto plain = a.fitAndQuantize(x.clone());
  const auto last = b.fitAndQuantize(x.clone().contiguous(torch::MemoryFormat::ChannelsLast));
  EXPECT_EQ(a.exponent(), b.exponent());
  EXPECT_TRUE(torch::equal(plain, last));
}

TEST(IntSe, StraightThroughHandsTheGradientOn) {
  const auto x = sample(4).set_requires_grad(true);
  IntSe q(options(4));
  q.setExponent(-3);
  const auto weight = torch::randn_like(x);
  (q.fakeQuantize(x * 1.0) * weight).sum().backward();
  EXPECT_TRUE(torch::equal(x.grad(), weight));
}

TEST(IntSe, ClippedGradientIsZeroWhereTheValueSaturates) {
  for (bool channelsLast : {false, true}) {
    for (auto type : {torch::kFloat, torch::kDouble}) {
      const auto x = sample(5).to(type).set_requires_grad(true);
      IntSe q(options(4, Rounding::HalfAway, GradientRule::Clipped));
      q.setExponent(-3);
      const auto weight = torch::randn_like(x);
      auto input = x * 1.0;
      if (channelsLast) input = input.contiguous(torch::MemoryFormat::ChannelsLast);
      (q.fakeQuantize(input) * weight).sum().backward();
      const auto outside = (x.detach() * 8 < -8.5).logical_or(x.detach() * 8 > 7.5);
      ASSERT_GT(outside.sum().item<int>(), 0);
      EXPECT_TRUE(torch::equal(x.grad(), weight.masked_fill(outside, 0)));
    }
  }
}

TEST(IntSe, LeafParametersAreNotOverwritten) {
  const auto x = sample(6).set_requires_grad(true);
  const auto before = x.detach().clone();
  IntSe q(options(4));
  const auto y = q.fitAndQuantize(x);
  EXPECT_TRUE(torch::equal(x.detach(), before));
  EXPECT_FALSE(torch::equal(y.detach(), before));
}

TEST(IntSe, BiasExponentStaysWithinReachOfTheAccumulator) {
  IntSe q(options(8));
  const auto bias = torch::tensor({0.21F});  // reference exponent -9: 0.21 = 108 * 2^-9
  q.fitAligned(bias, -15);
  EXPECT_EQ(q.exponent(), -9);
  EXPECT_EQ(q.encode(bias).item<int>(), 108);
  q.fitAligned(bias, -5);
  EXPECT_EQ(q.exponent(), -5);  // never below the accumulator
  q.fitAligned(bias, -30);
  EXPECT_EQ(q.exponent(), -23);  // at most bits - 1 places above it
  q.fitAligned(bias, std::nullopt);
  EXPECT_EQ(q.exponent(), -9);
}

TEST(IntSe, ValuesThatAreNotFiniteAreReported) {
  auto x = sample(7);
  x.view(-1)[10] = std::nanf("");
  IntSe q(options(8));
  (void)q.fitAndQuantize(x.clone());
  EXPECT_FALSE(q.report().finite);
  q.fit(torch::zeros({5}));
  EXPECT_TRUE(q.report().finite);
  EXPECT_EQ(q.exponent(), -7);
}
