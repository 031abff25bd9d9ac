// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/quantizers/ScaledCodebook.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

using namespace dyadic;
using namespace dyadic::quantizers;
using math::Alphabet;
using math::ScaledFormat;
using math::TernaryFit;

namespace {

const std::vector<ScaledFormat> kFormats = {{Alphabet::Binary},
                                            {Alphabet::Ternary},
                                            {Alphabet::Ternary, 1, TernaryFit::Threshold, 0.7},
                                            {Alphabet::Powers, 2},
                                            {Alphabet::Ternary, 1, TernaryFit::Exact, 0.75, 8}};
const std::vector<Granularity> kGranularities = {Granularity::Layer, Granularity::Filter, Granularity::Block};

torch::Tensor sample(std::uint64_t seed = 1) {
  torch::manual_seed(seed);
  auto x = torch::randn({6, 10, 3, 3}) * 0.1;
  x.view(-1)[0] = 0;
  x.view(-1)[1] = 5;
  x.view(-1)[2] = -5;
  return x;
}

}  // namespace

TEST(ScaledCodebookQuantizer, GroupsOfWeights) {
  const auto w = torch::zeros({6, 10, 3, 3});
  EXPECT_EQ(scaleGroups(w, Granularity::Layer).count(), 1);
  EXPECT_EQ(scaleGroups(w, Granularity::Filter).count(), 6);
  EXPECT_EQ(scaleGroups(w, Granularity::Block, 4).count(), 6 * 3 * 9);
  EXPECT_EQ(scaleGroups(torch::zeros({5, 64}), Granularity::Block, 4).count(), 5 * 16);
  EXPECT_EQ(scaleGroups(w, Granularity::Block, 64).count(), 6 * 9) << "no more channels than there are";
}

TEST(ScaledCodebookQuantizer, TensorOperationsAgreeWithTheSpanKernels) {
  for (const auto& format : kFormats) {
    for (const auto granularity : kGranularities) {
      const auto x = sample();
      ScaledCodebook q(format, scaleGroups(x, granularity, 4));
      q.fit(x);
      const auto expected = q.fakeQuantize(x.clone());
      const double outside = q.report().saturatedFraction;
      EXPECT_TRUE(torch::equal(q.fakeQuantize(x.to(torch::kDouble)).to(torch::kFloat), expected));
      EXPECT_EQ(q.report().saturatedFraction, outside);
      const auto strided = x.contiguous(torch::MemoryFormat::ChannelsLast);
      EXPECT_TRUE(torch::equal(q.fakeQuantize(strided), expected)) << "groups are told by position, not by memory";
      ScaledCodebook other(format, scaleGroups(x, granularity, 4));
      other.fit(strided);
      EXPECT_EQ(other.grid().scales, q.grid().scales);
    }
  }
}

TEST(ScaledCodebookQuantizer, CodesAreWhatAFileNeeds) {
  for (const auto& format : kFormats) {
    for (const auto granularity : kGranularities) {
      const auto x = sample();
      ScaledCodebook q(format, scaleGroups(x, granularity, 4));
      const auto value = q.fitAndQuantize(x.clone());
      const auto codes = q.encode(x);
      EXPECT_TRUE(torch::equal(q.decode(codes), value));
      EXPECT_TRUE(torch::equal(q.fakeQuantize(value.clone()), value));
      const auto book = q.codebook();
      ASSERT_EQ(book.size(), static_cast<std::size_t>(format.levels()));
      EXPECT_LE(format.levels(), 1 << q.bits());
      // By hand, from codebook and scales alone.
      auto again = torch::tensor(book).index_select(0, codes.view(-1).to(torch::kLong)).view(x.sizes());
      if (const auto scales = q.scales()) {
        auto spread = torch::tensor(scales->values).view({scales->shape[0], scales->shape[1], scales->shape[2]});
        const std::int64_t channels = x.numel() / (scales->shape[0] * scales->shape[2]);
        spread = spread.repeat_interleave(scales->block, 1).narrow(1, 0, channels);
        again = again * spread.reshape(x.sizes());
      } else {
        EXPECT_EQ(granularity, Granularity::Layer);
      }
      EXPECT_TRUE(torch::equal(again, value));
    }
  }
}

TEST(ScaledCodebookQuantizer, StateHoldsAllThatWasFitted) {
  for (const auto& format : kFormats) {
    for (const auto granularity : kGranularities) {
      const auto x = sample();
      ScaledCodebook q(format, scaleGroups(x, granularity, 4));
      const auto before = q.state().size();
      q.fit(x);
      ASSERT_EQ(q.state().size(), before);
      ScaledCodebook restored(format, scaleGroups(x, granularity, 4));
      ASSERT_TRUE(restored.restore(q.state()));
      const auto y = sample(2);
      EXPECT_TRUE(torch::equal(restored.fakeQuantize(y.clone()), q.fakeQuantize(y.clone())));
      EXPECT_EQ(restored.identity(), q.identity());
    }
  }
}

TEST(ScaledCodebookQuantizer, IdentitiesDiffer) {
  const auto x = sample();
  std::set<std::string> seen;
  for (const auto& format : kFormats) {
    for (const auto granularity : kGranularities)
      seen.insert(ScaledCodebook(format, scaleGroups(x, granularity, 4)).identity());
  }
  EXPECT_EQ(seen.size(), kFormats.size() * kGranularities.size());
}

TEST(ScaledCodebookQuantizer, CountsBits) {
  const auto x = sample();
  const auto n = static_cast<double>(x.numel());
  const auto bitsOf = [&](const ScaledFormat& format, Granularity granularity) {
    const ScaledCodebook q(format, scaleGroups(x, granularity, 4));
    return q.storedBits(valuesOf(x), math::serialExecutor());
  };
  EXPECT_EQ(bitsOf({Alphabet::Binary}, Granularity::Filter), n + 6 * 32);
  EXPECT_EQ(bitsOf({Alphabet::Ternary}, Granularity::Layer), 2 * n + 32);
  EXPECT_EQ(bitsOf({Alphabet::Ternary, 1, TernaryFit::Exact, 0.75, 8}, Granularity::Block), 2 * n + 6 * 3 * 9 * 8 + 8);
  EXPECT_EQ(bitsOf({Alphabet::Powers, 2}, Granularity::Layer), 3 * n + 32);
}

TEST(ScaledCodebookQuantizer, GradientsPassStraightThroughAndLeavesStay) {
  auto x = sample().requires_grad_(true);
  const auto before = x.detach().clone();
  ScaledCodebook q({Alphabet::Ternary}, scaleGroups(x, Granularity::Filter));
  q.fitAndQuantize(x).mul(3).sum().backward();
  EXPECT_TRUE(torch::equal(x.grad(), torch::full_like(x, 3)));
  EXPECT_TRUE(torch::equal(x.detach(), before));
  EXPECT_FALSE(q.gradientGate(x).defined());
}

TEST(ScaledCodebookQuantizer, BwnsGradientGate) {
  const auto x = sample();
  ScaledCodebook paper({Alphabet::Binary}, scaleGroups(x, Granularity::Filter), ScaledGradient::Bwn);
  ScaledCodebook code({Alphabet::Binary}, scaleGroups(x, Granularity::Filter), ScaledGradient::BwnCode);
  paper.fit(x);
  code.fit(x);
  const auto gate = paper.gradientGate(x);
  const auto other = code.gradientGate(x);
  for (std::int64_t f = 0; f < 6; ++f) {
    for (std::int64_t i = 0; i < 90; ++i) {
      const double alpha = x[f].abs().mean().item<double>();
      const double w = x[f].reshape(-1)[i].item<double>();
      const double expected = 1.0 / 90 + (std::abs(w) < 1 ? alpha : 0);
      EXPECT_NEAR(gate[f].reshape(-1)[i].item<double>(), expected, 1e-6);
      EXPECT_NEAR(other[f].reshape(-1)[i].item<double>(), expected * 90 * 0.9, 1e-4);
    }
  }
  // One input channel (depthwise): the authors' factor 1 - 1/in would be 0 and nothing would ever learn.
  const auto depthwise = sample().slice(1, 0, 1).contiguous();
  ScaledCodebook deep({Alphabet::Binary}, scaleGroups(depthwise, Granularity::Filter), ScaledGradient::BwnCode);
  deep.fit(depthwise);
  EXPECT_GT(deep.gradientGate(depthwise).min().item<double>(), 0);
}

TEST(ScaledCodebookQuantizer, HistogramAndWhatIfAgreeWithTheMap) {
  const auto x = sample();
  for (const auto& format : kFormats) {
    ScaledCodebook q(format, scaleGroups(x, Granularity::Filter));
    const auto output = q.whatIf(valuesOf(x), math::serialExecutor());
    const auto value = q.fakeQuantize(x.clone());
    EXPECT_NEAR(output.errors.mse(), (x - value).square().mean().item<double>(), 1e-7);
    EXPECT_EQ(output.saturated, std::llround(q.report().saturatedFraction * static_cast<double>(x.numel())));
    const auto histogram = q.histogram(valuesOf(x), math::serialExecutor());
    std::int64_t counted = 0;
    for (std::size_t bin = 0; bin < histogram.quantizedCounts.size(); ++bin) {
      const double low = histogram.edges[bin];
      const double high = histogram.edges[bin + 1];
      EXPECT_EQ(
          histogram.quantizedCounts[bin],
          value.to(torch::kDouble).ge(low).logical_and(value.to(torch::kDouble).lt(high)).sum().item<std::int64_t>());
      counted += histogram.quantizedCounts[bin];
    }
    EXPECT_EQ(counted, x.numel());
    EXPECT_FALSE(histogram.levels.empty());
  }
}
