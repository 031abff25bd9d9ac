// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <limits>

#include "engine/math/Metrics.h"
#include "tests/engine/math/Reference.h"

namespace dyadic::math {
namespace {

using reference::Family;

const std::vector<float> kPublished = {0.5F, -0.25F, 0.1F, -0.07F, 0.03F, 0.9F, -0.6F, 0.002F};
const std::vector<float> kOutlier = {.11F, -.09F, .05F, .12F,   -.02F, .07F,   -.1F,  .03F,
                                     .08F, -.06F, .04F, -.115F, .095F, -.045F, .065F, 1.0F};

ExponentChoice search(const std::vector<float>& x, IntSeFormat format, const ExponentSearch& options = {}) {
  return searchExponent(x, format, options, serialExecutor());
}

TEST(InitialExponent, PublishedVectors) {  // IOIQ, section 3.3
  EXPECT_EQ(initialExponent(0.9, 8, InitialExponent::NoClip), -7);
  EXPECT_EQ(initialExponent(0.9, 8, InitialExponent::Floor), -8);
  EXPECT_EQ(initialExponent(0.9, 4, InitialExponent::NoClip), -2);
  EXPECT_EQ(initialExponent(0.9, 4, InitialExponent::Floor), -4);
  EXPECT_EQ(initialExponent(1.0, 8, InitialExponent::NoClip), -6);
}

TEST(InitialExponent, DefinitionHoldsOnBothSidesOfEveryBoundary) {
  for (int bits = kMinBits; bits <= kMaxBits; ++bits) {
    const auto highest = static_cast<double>(IntSeFormat{bits}.maximum());
    for (int e = -149; e <= 127; ++e) {
      for (const double m : {std::ldexp(1.0, e), std::ldexp(highest, e), std::ldexp(1.0, e) * (1 + 0x1p-23),
                             std::ldexp(highest, e) * (1 + 0x1p-23), std::ldexp(1.0, e) * (1 - 0x1p-24)}) {
        const int c = initialExponent(m, bits, InitialExponent::NoClip);
        EXPECT_GE(std::ldexp(highest, c), m);
        EXPECT_LT(std::ldexp(highest, c - 1), m);
        const int floor = initialExponent(m, bits, InitialExponent::Floor) + bits - 1;
        EXPECT_LE(std::ldexp(1.0, floor), m);
        EXPECT_GT(std::ldexp(1.0, floor + 1), m);
        const int ceil = initialExponent(m, bits, InitialExponent::CeilLog2) + bits - 1;
        EXPECT_GE(std::ldexp(1.0, ceil), m);
        EXPECT_LT(std::ldexp(1.0, ceil - 1), m);
      }
    }
  }
}

TEST(ExponentSearch, PublishedVectors) {  // IOIQ, section 3.3; the inputs there are decimal, ours float32
  const ExponentChoice eight = search(kPublished, {8}, {.offsets = {-1, 0, 1}});
  EXPECT_EQ(eight.exponent, -7);
  EXPECT_EQ(eight.exponents, (std::vector<int>{-8, -7, -6}));
  EXPECT_NEAR(eight.mse[0], 0.021645407, 1e-8);
  EXPECT_NEAR(eight.mse[1], 1.6230469e-06, 1e-10);
  EXPECT_NEAR(eight.mse[2], 2.2375e-05, 1e-9);
  const ExponentChoice four = search(kPublished, {4}, {.offsets = {-2, -1, 0}});
  EXPECT_EQ(four.exponent, -3);
  EXPECT_NEAR(four.mse[0], 2.867e-02, 1e-5);
  EXPECT_NEAR(four.mse[1], 7.255e-04, 1e-7);
  EXPECT_NEAR(four.mse[2], 4.4755e-03, 1e-7);
}

TEST(ExponentSearch, PublishedOutlier) {
  const ExponentChoice eight = search(kOutlier, {8});
  EXPECT_EQ(eight.exponent, -7);
  EXPECT_NEAR(eight.mse[1], 8.49e-6, 1e-8);
  EXPECT_NEAR(eight.mse[2], 1.66e-5, 1e-7);
  const ExponentChoice four = search(kOutlier, {4});
  EXPECT_EQ(four.exponent, -3);
  EXPECT_NEAR(four.mse[1], 2.40e-3, 1e-5);
  EXPECT_NEAR(four.mse[2], 5.84e-3, 1e-5);
  EXPECT_NEAR(four.mse[3], 5.84e-3, 1e-5);
}

TEST(ExponentSearch, PaperListingIsTheSameSetOfExponents) {
  const ExponentSearch listing{.offsets = {-1, 0, 1, 2}, .initial = InitialExponent::Floor};
  int same = 0;
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    const auto x = reference::tensor(Family::Gaussian, 1000, seed);
    const ExponentChoice a = search(x, {8});
    const ExponentChoice b = search(x, {8}, listing);
    if (a.exponents != b.exponents) continue;  // floor is c-1 in about 99 % of draws
    EXPECT_EQ(a.exponent, b.exponent);
    ++same;
  }
  EXPECT_GT(same, 40);
}

TEST(ExponentSearch, NoCandidateAboveNoClipEverWins) {  // lemma of IOIQ, section 3.1
  for (const Family family : reference::kFamilies) {
    for (const int bits : {2, 4, 8, 12, 16}) {
      for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const auto x = reference::tensor(family, 777, seed, std::exp(static_cast<double>(seed) - 10));
        const ExponentChoice choice = search(x, {bits}, {.offsets = {2, 1, 0}});
        EXPECT_EQ(choice.chosen, 2);
        EXPECT_GE(choice.mse[1], choice.mse[2]);
        EXPECT_GE(choice.mse[0], choice.mse[2]);
      }
    }
  }
}

struct SearchCase {
  Family family;
  std::int64_t size;
};

class ExponentSearchCases : public testing::TestWithParam<SearchCase> {};

TEST_P(ExponentSearchCases, AgreesWithFloat64) {
  const ExponentSearch base{.offsets = {-4, -2, -1, 0, 1, 3}};
  const auto x = reference::tensor(GetParam().family, GetParam().size, 11, 0.037);
  double square = 0;
  for (const float value : x) square += static_cast<double>(value) * value;
  for (const int bits : {2, 3, 5, 6, 8, 11, 16}) {
    for (const Rounding rounding : reference::kRoundings) {
      for (const bool symmetric : {false, true}) {
        ExponentSearch options = base;
        options.rounding = rounding;
        options.initial = reference::kInitials[static_cast<std::size_t>(bits % 3)];
        const ExponentChoice choice = search(x, {bits, symmetric}, options);
        ASSERT_TRUE(choice.finite);
        double least = std::numeric_limits<double>::infinity();
        for (std::size_t c = 0; c < choice.mse.size(); ++c) {
          const double expected = reference::mse(x, {{bits, symmetric}, choice.exponents[c], rounding});
          EXPECT_NEAR(choice.mse[c], expected, 2e-6 * expected + 1e-30);
          least = std::min(least, choice.mse[c]);
        }
        if (x.empty()) continue;
        EXPECT_EQ(choice.mse[static_cast<std::size_t>(choice.chosen)], least);
        EXPECT_EQ(choice.exponents[static_cast<std::size_t>(choice.chosen)], choice.exponent);
        EXPECT_NEAR(choice.meanSquare, square / static_cast<double>(x.size()), 1e-6 * choice.meanSquare);
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Tensors, ExponentSearchCases,
                         testing::Values(SearchCase{Family::Gaussian, 0}, SearchCase{Family::Gaussian, 1},
                                         SearchCase{Family::Laplace, 15}, SearchCase{Family::Student3, 17},
                                         SearchCase{Family::Dyadic, 1000}, SearchCase{Family::Student3, 1000},
                                         SearchCase{Family::Gaussian, 100003}, SearchCase{Family::Laplace, 100003},
                                         SearchCase{Family::Student3, 100003}));

TEST(ExponentSearch, MoreCandidatesThanOnePassHolds) {
  ExponentSearch many{.offsets = {}};
  for (int offset = -12; offset <= 12; ++offset) many.offsets.push_back(offset);
  const auto x = reference::tensor(Family::Laplace, 5000, 3);
  const ExponentChoice choice = search(x, {6}, many);
  ASSERT_EQ(choice.mse.size(), 25U);
  for (std::size_t c = 0; c < choice.mse.size(); ++c) {
    const double expected = reference::mse(x, {{6}, choice.exponents[c]});
    EXPECT_NEAR(choice.mse[c], expected, 2e-6 * expected);
  }
}

TEST(ExponentSearch, TiesGoToTheSmallerOffsetThenToTheLargerExponent) {
  const std::vector<float> onEveryGrid = {4, -8, 16};  // 8 bits: representable with s = -2, -1, 0, 1, 2
  EXPECT_EQ(search(onEveryGrid, {8}, {.offsets = {1, 2, 0}}).chosen, 2);
  EXPECT_EQ(search(onEveryGrid, {8}, {.offsets = {2, 1}}).chosen, 1);
  // -2^k is -64 at the no-clip exponent, -128 below it and -32 above: three exact candidates.
  EXPECT_EQ(search({-16, 8}, {8}, {.offsets = {-1, 1}}).chosen, 1);
  EXPECT_EQ(search({-16, 8}, {8}, {.offsets = {1, -1}}).chosen, 0);
}

TEST(ExponentSearch, ZerosAndEmptyGetTheFallback) {
  for (const auto& x : {std::vector<float>{}, std::vector<float>(100, 0.0F), std::vector<float>{-0.0F}}) {
    const ExponentChoice choice = search(x, {6}, {.offsets = {-2, -1}});
    EXPECT_TRUE(choice.finite);
    EXPECT_EQ(choice.exponent, -5);
    EXPECT_EQ(choice.maxAbs, 0);
    EXPECT_EQ(choice.mse, (std::vector<double>{0, 0}));
  }
}

TEST(ExponentSearch, NotFiniteIsReported) {
  const float infinity = std::numeric_limits<float>::infinity();
  for (const float bad : {infinity, -infinity, std::numeric_limits<float>::quiet_NaN()}) {
    reference::forEachLevel([&](DispatchLevel) {
      for (const std::size_t at : {0U, 77U, 999U}) {
        std::vector<float> x(1000, 0.5F);
        x[at] = bad;
        const ExponentChoice choice = search(x, {8});
        EXPECT_FALSE(choice.finite);
        EXPECT_EQ(choice.exponent, -7);
        EXPECT_TRUE(std::isnan(choice.mse[0]));
        EXPECT_TRUE(std::isinf(choice.maxAbs));
      }
    });
  }
}

TEST(ExponentSearch, OneElementAnywhereDecides) {  // the maximum is first guessed from a sample of the blocks
  const auto calm = reference::tensor(Family::Gaussian, 150000, 6, 0.01);
  for (const std::size_t at : {0U, 1500U, 70001U, 149999U}) {
    for (const float spike : {0.5F, 3.0F, 1e5F, -1e20F, 3e38F}) {
      for (const bool zeros : {false, true}) {
        std::vector<float> x = zeros ? std::vector<float>(calm.size()) : calm;
        x[at] = spike;
        const ExponentChoice choice = search(x, {8});
        EXPECT_EQ(choice.maxAbs, std::abs(spike));
        double square = 0;
        for (const float value : x) square += static_cast<double>(value) * value / static_cast<double>(x.size());
        EXPECT_NEAR(choice.meanSquare, square, 2e-6 * square);
        for (std::size_t c = 0; c < choice.mse.size(); ++c) {
          const double expected = reference::mse(x, {{8}, choice.exponents[c]});
          EXPECT_NEAR(choice.mse[c], expected, 2e-6 * expected);
        }
      }
    }
    std::vector<float> x = calm;
    x[at] = std::numeric_limits<float>::quiet_NaN();
    EXPECT_FALSE(search(x, {8}).finite);
  }
}

TEST(ExponentSearch, ConstantTensorsAreExact) {
  const ExponentChoice choice = search(std::vector<float>(5000, 0.75F), {8});
  EXPECT_EQ(choice.mse[static_cast<std::size_t>(choice.chosen)], 0);
}

TEST(ExponentSearch, DenormalAndHugeTensors) {
  for (const double scale : {0x1p-148, 0x1p-130, 0x1p-120, 0x1p100, 0x1p122}) {
    const auto x = reference::tensor(Family::Gaussian, 3000, 21, scale);
    for (const int bits : {2, 8, 16}) {
      for (const Rounding rounding : {Rounding::HalfAway, Rounding::Floor}) {
        const ExponentChoice choice = search(x, {bits}, {.offsets = {-3, -1, 0, 2}, .rounding = rounding});
        ASSERT_TRUE(choice.finite);
        for (std::size_t c = 0; c < choice.mse.size(); ++c) {
          const double expected = reference::mse(x, {{bits}, choice.exponents[c], rounding});
          EXPECT_NEAR(choice.mse[c], expected, 2e-6 * expected) << scale << " " << bits;
        }
      }
    }
  }
}

TEST(ExponentSearch, FloorSeesTinyNegativesInHugeTensors) {  // each costs a whole step, however small
  const std::vector<float> x = {0x1p125F, -1e-30F, -1e-45F, 1e-30F};
  const ExponentSearch options{.offsets = {0, 10, 20}, .rounding = Rounding::Floor};
  const ExponentChoice choice = search(x, {4}, options);
  for (std::size_t c = 0; c < choice.mse.size(); ++c) {
    const double expected = reference::mse(x, {{4}, choice.exponents[c], Rounding::Floor});
    EXPECT_NEAR(choice.mse[c], expected, 1e-6 * expected);
  }
}

TEST(ExponentSearch, SearchAndQuantizeIsBothInOne) {
  const auto pool = threadExecutor(2);
  for (const Family family : reference::kFamilies) {
    for (const Rounding rounding : reference::kRoundings) {
      const auto x = reference::tensor(family, 70001, 2);
      const ExponentSearch options{.rounding = rounding};
      const IntSeFormat format{4};
      std::vector<float> expected(x.size());
      std::vector<std::uint64_t> expectedMask(saturationWords(x.size()));
      const ExponentChoice choice = searchExponent(x, format, options, *pool);
      const auto counted = quantize(x, {format, choice.exponent, rounding}, expected, *pool, expectedMask);
      std::vector<float> out = x;
      std::vector<std::uint64_t> mask(saturationWords(x.size()));
      const SearchAndQuantizeResult result = searchAndQuantize(out, format, options, out, *pool, mask);
      EXPECT_EQ(result.choice.exponent, choice.exponent);
      EXPECT_EQ(result.choice.mse, choice.mse);
      EXPECT_EQ(result.saturated, counted.saturated);
      EXPECT_EQ(out, expected);
      EXPECT_EQ(mask, expectedMask);
    }
  }
}

TEST(ExponentSearch, SearchAndQuantizeWithoutClipping) {
  const auto x = reference::tensor(Family::Gaussian, 5000, 4);
  for (const Rounding rounding : reference::kRoundings) {
    std::vector<float> out(x.size());
    std::vector<std::uint64_t> mask(saturationWords(x.size()), 42);
    const auto result = searchAndQuantize(x, {8}, {.offsets = {0}, .rounding = rounding}, out, serialExecutor(), mask);
    EXPECT_EQ(result.saturated, 0);
    EXPECT_EQ(mask.front(), 42U);
    for (std::size_t i = 0; i < x.size(); ++i) {
      ASSERT_EQ(out[i], reference::quantized(x[i], {{8}, result.choice.exponent, rounding}));
    }
  }
}

TEST(ExponentSearch, SearchAndQuantizePassesNanThrough) {
  const std::vector<float> x = {1, std::numeric_limits<float>::quiet_NaN(), 0.3F};
  std::vector<float> out(3);
  const auto result = searchAndQuantize(x, {8}, {}, out, serialExecutor());
  EXPECT_FALSE(result.choice.finite);
  EXPECT_EQ(out[0], 1);
  EXPECT_TRUE(std::isnan(out[1]));
  EXPECT_EQ(out[2], 0.3F);
}

}  // namespace
}  // namespace dyadic::math
