// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/Partitioner.h"

#include <gtest/gtest.h>

using namespace dyadic;
using training::MagnitudePartitioner;
using training::Partitioner;
using training::RandomPartitioner;

namespace {

std::int64_t ones(const torch::Tensor& mask) { return mask.sum().item<std::int64_t>(); }

torch::Tensor weight(std::int64_t numel) {
  torch::manual_seed(static_cast<std::uint64_t>(numel));
  return torch::randn({numel});
}

void checkGrowth(const Partitioner& partitioner) {
  for (std::int64_t numel : {1, 2, 3, 10, 432, 1001}) {
    torch::Tensor mask;
    for (double sigma : {0.3, 0.5, 0.75, 0.875, 1.0}) {
      const auto w = weight(numel) * sigma;  // weights move between stages
      math::RandomStream random(7, "mask" + std::to_string(sigma));
      const auto next = partitioner.mask(w, mask, sigma, random);
      auto expected = std::llround(sigma * static_cast<double>(numel));
      if (sigma < 1 && numel > 1) expected = std::min<long long>(expected, numel - 1);
      EXPECT_EQ(ones(next), expected) << numel << " " << sigma;
      if (mask.defined()) {
        EXPECT_TRUE(torch::equal(mask.logical_and(next), mask)) << "an entry left the mask";
      }
      mask = next;
    }
    EXPECT_EQ(ones(mask), numel);
  }
}

}  // namespace

TEST(Partitioner, MagnitudeMasksGrowExactly) { checkGrowth(MagnitudePartitioner()); }
TEST(Partitioner, RandomMasksGrowExactly) { checkGrowth(RandomPartitioner()); }

TEST(Partitioner, MagnitudeTakesTheLargestFirstAndTiesByIndex) {
  math::RandomStream random(1, "");
  const auto w = torch::tensor({0.1F, -3.0F, 2.0F, -2.0F, 2.0F, 0.0F});
  const auto mask = MagnitudePartitioner().mask(w, {}, 0.5, random);
  EXPECT_TRUE(torch::equal(mask, torch::tensor({false, true, true, true, false, false})));
}

TEST(Partitioner, MagnitudeIsAStableSort) {
  math::RandomStream random(3, "sort");
  for (int trial = 0; trial < 40; ++trial) {
    // Few different values, so that the threshold has ties.
    const auto w = trial % 2 == 0 ? weight(500 + trial) : (3 * weight(500 + trial)).round();
    const double sigma = random.uniform();
    const auto order = std::get<1>(torch::sort(w.abs(), true, 0, true));
    auto expected = torch::zeros(w.sizes(), torch::kBool);
    expected.index_fill_(0, order.narrow(0, 0, std::llround(sigma * static_cast<double>(w.numel()))), true);
    EXPECT_TRUE(torch::equal(MagnitudePartitioner().mask(w, {}, sigma, random), expected)) << trial;
  }
}

TEST(Partitioner, MagnitudeKeepsWhatWasQuantizedEvenIfItShrank) {
  math::RandomStream random(1, "");
  const auto first = MagnitudePartitioner().mask(torch::tensor({5.0F, 1.0F, 2.0F, 3.0F}), {}, 0.25, random);
  const auto second = MagnitudePartitioner().mask(torch::tensor({0.0F, 1.0F, 2.0F, 3.0F}), first, 0.5, random);
  EXPECT_TRUE(torch::equal(second, torch::tensor({true, false, false, true})));
}

TEST(Partitioner, RandomIsReproducibleAndSpreadsEvenly) {
  const auto w = weight(1000);
  auto counts = torch::zeros({1000});
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    math::RandomStream a(seed, "m");
    math::RandomStream b(seed, "m");
    const auto mask = RandomPartitioner().mask(w, {}, 0.5, a);
    EXPECT_TRUE(torch::equal(mask, RandomPartitioner().mask(w, {}, 0.5, b)));
    counts += mask.to(torch::kFloat);
  }
  // Binomial(400, 1/2): five standard deviations are 50.
  EXPECT_GT(counts.min().item<float>(), 150);
  EXPECT_LT(counts.max().item<float>(), 250);
}
