// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/quantizers/PowerOfTwo.h"

#include <gtest/gtest.h>

#include "engine/quantizers/TensorPowerOfTwo.h"

using namespace dyadic;
using namespace dyadic::quantizers;

namespace {

torch::Tensor sample(std::uint64_t seed) {
  torch::manual_seed(seed);
  auto x = torch::randn({7, 3, 11, 5});
  x.view(-1).slice(0, 0, 300).mul_(64).round_().div_(128);  // many ties
  x.view(-1)[0] = 40;
  x.view(-1)[1] = -40;
  x.view(-1)[2] = 0;
  x.view(-1)[3] = 0x1p-126F;
  return x;
}

}  // namespace

TEST(PowerOfTwoQuantizer, TensorOperationsAgreeWithTheSpanKernels) {
  for (int bits : {2, 3, 4, 5, 8}) {
    for (bool down : {false, true}) {
      for (auto beyond : {math::BeyondTop::Saturate, math::BeyondTop::Zero}) {
        for (int top : {-100, -3, 0, 5}) {
          const auto x = sample(static_cast<std::uint64_t>(bits));
          PowerOfTwo spans({bits, top, down, beyond});
          const auto expected = spans.fakeQuantize(x.clone());
          EXPECT_TRUE(torch::equal(tensors::nearestPower(x, spans.grid()), expected)) << bits << " bits, top " << top;
          const double saturated = spans.report().saturatedFraction;
          const auto wide = spans.fakeQuantize(x.to(torch::kDouble));
          EXPECT_TRUE(torch::equal(wide.to(torch::kFloat), expected)) << bits << " bits, top " << top;
          EXPECT_EQ(spans.report().saturatedFraction, saturated);
        }
      }
    }
  }
}

TEST(PowerOfTwoQuantizer, DecodeOfEncodeIsFakeQuantizeWhichIsIdempotent) {
  for (int bits = math::kMinPowerBits; bits <= math::kMaxPowerBits; ++bits) {
    const auto x = sample(9);
    PowerOfTwo q({bits});
    q.fit(x);
    const auto value = q.fakeQuantize(x.clone());
    EXPECT_TRUE(torch::equal(q.decode(q.encode(x)), value));
    EXPECT_TRUE(torch::equal(q.fakeQuantize(value.clone()), value));
    EXPECT_LE(std::get<0>(torch::_unique(value)).numel(), (1 << (bits - 1)) + 1);
  }
}

TEST(PowerOfTwoQuantizer, GradientsPassStraightThroughAndLeavesStay) {
  auto x = sample(1).requires_grad_(true);
  const auto before = x.detach().clone();
  PowerOfTwo q({4});
  const auto out = q.fitAndQuantize(x);
  out.mul(3).sum().backward();
  EXPECT_TRUE(torch::equal(x.grad(), torch::full_like(x, 3)));
  EXPECT_TRUE(torch::equal(x.detach(), before));
}

TEST(PowerOfTwoQuantizer, CountsBitsByTheVariableLengthCode) {  // INQ, section 8
  const auto x = torch::tensor({0.70F, -0.40F, 0.374F, 0.30F, -0.19F, 0.13F, -0.124F, 0.06F, 0.0F, 0.375F});
  const auto bitsOf = [&](int bits) {
    PowerOfTwo q({bits});
    q.fit(x);
    return q.storedBits(valuesOf(x), math::serialExecutor());
  };
  EXPECT_EQ(bitsOf(5), 1 + 9 * 5 + 16);  // one zero
  EXPECT_EQ(bitsOf(3), 3 + 7 * 3 + 16);
  EXPECT_EQ(bitsOf(2), 5 + 5 * 2 + 16);
}
