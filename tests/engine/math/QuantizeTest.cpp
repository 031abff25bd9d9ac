// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <bit>
#include <limits>

#include "tests/engine/math/Reference.h"

namespace dyadic::math {
namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();
const float kNan = std::numeric_limits<float>::quiet_NaN();

std::vector<int> codes(const std::vector<float>& x, const IntSeGrid& grid) {
  std::vector<int> out(x.size());
  encode(x, grid, out, serialExecutor());
  return out;
}

TEST(Quantize, PublishedCodes) {  // IOIQ, section 3.3
  const std::vector<float> x = {0.5F, -0.25F, 0.1F, -0.07F, 0.03F, 0.9F, -0.6F, 0.002F};
  EXPECT_EQ(codes(x, {{8}, -8}), (std::vector<int>{127, -64, 26, -18, 8, 127, -128, 1}));
  EXPECT_EQ(codes(x, {{8}, -7}), (std::vector<int>{64, -32, 13, -9, 4, 115, -77, 0}));
  EXPECT_EQ(codes(x, {{8}, -6}), (std::vector<int>{32, -16, 6, -4, 2, 58, -38, 0}));
  EXPECT_EQ(codes(x, {{4}, -3}), (std::vector<int>{4, -2, 1, -1, 0, 7, -5, 0}));
}

TEST(Quantize, RoundsEachModeAsDefined) {
  const std::vector<float> x = {-2.5F, -1.5F, -0.5F, -0.3F, 0, 0.5F, 1.5F, 2.5F, 2.7F};
  EXPECT_EQ(codes(x, {{8}, 0, Rounding::HalfAway}), (std::vector<int>{-3, -2, -1, 0, 0, 1, 2, 3, 3}));
  EXPECT_EQ(codes(x, {{8}, 0, Rounding::HalfUp}), (std::vector<int>{-2, -1, 0, 0, 0, 1, 2, 3, 3}));
  EXPECT_EQ(codes(x, {{8}, 0, Rounding::HalfEven}), (std::vector<int>{-2, -2, 0, 0, 0, 0, 2, 2, 3}));
  EXPECT_EQ(codes(x, {{8}, 0, Rounding::Floor}), (std::vector<int>{-3, -2, -1, -1, 0, 0, 1, 2, 2}));
}

TEST(Quantize, RoundingIsExactNextToTies) {
  std::vector<float> x;
  for (int n = -130; n <= 130; ++n) {
    const float tie = static_cast<float>(n) + 0.5F;
    for (const float value : {tie, static_cast<float>(n)}) {
      x.insert(x.end(), {value, std::nextafterf(value, kInfinity), std::nextafterf(value, -kInfinity)});
    }
  }
  reference::forEachLevel([&](DispatchLevel level) {
    for (const Rounding rounding : reference::kRoundings) {
      const IntSeGrid grid{{8}, 0, rounding};
      const std::vector<int> out = codes(x, grid);
      for (std::size_t i = 0; i < x.size(); ++i) {
        // In float64, 0.49999997 + 0.5 stays below 1; in float32 it does not.
        EXPECT_EQ(out[i], reference::code(x[i], grid)) << x[i] << " " << dispatchLevelName(level);
      }
    }
  });
}

TEST(Quantize, EveryFloatOfAFineSample) {  // every 4099th bit pattern, NaN and infinity included
  std::vector<float> x;
  for (std::uint64_t bits = 0; bits <= 0xffffffff; bits += 4099) {
    x.push_back(std::bit_cast<float>(static_cast<std::uint32_t>(bits)));
  }
  std::vector<float> out(x.size());
  std::vector<int> integers(x.size());
  std::vector<std::uint64_t> mask(saturationWords(x.size()));
  reference::forEachLevel([&](DispatchLevel level) {
    for (const Rounding rounding : reference::kRoundings) {
      const IntSeGrid grid{{8}, -3, rounding};
      const std::int64_t saturated = quantize(x, grid, out, serialExecutor(), mask).saturated;
      encode(x, grid, integers, serialExecutor());
      std::int64_t expected = 0;
      std::int64_t wrong = 0;
      for (std::size_t i = 0; i < x.size(); ++i) {
        const bool bit = ((mask[i / 64] >> (i % 64)) & 1) != 0;
        if (std::isnan(x[i])) {
          wrong += std::isnan(out[i]) && integers[i] == 0 && !bit ? 0 : 1;
          continue;
        }
        const bool saturates = reference::saturates(x[i], grid);
        expected += saturates ? 1 : 0;
        const double code = reference::code(x[i], grid);
        wrong += out[i] == std::ldexp(code, -3) && !(std::signbit(out[i]) && out[i] == 0) && integers[i] == code &&
                         bit == saturates
                     ? 0
                     : 1;
      }
      EXPECT_EQ(wrong, 0) << dispatchLevelName(level) << " rounding " << static_cast<int>(rounding);
      EXPECT_EQ(saturated, expected);
    }
  });
}

TEST(Quantize, AllBitsRoundingsAndSizesAgainstFloat64) {
  for (const std::int64_t size : {0, 1, 15, 17, 64, 65, 1000}) {
    for (int bits = kMinBits; bits <= kMaxBits; ++bits) {
      for (const Rounding rounding : reference::kRoundings) {
        for (const bool symmetric : {false, true}) {
          const auto x = reference::tensor(reference::Family::Dyadic, size, static_cast<std::uint64_t>(bits));
          const IntSeGrid grid{{bits, symmetric}, 3 - bits, rounding};
          std::vector<float> out(x.size());
          quantize(x, grid, out, serialExecutor());
          for (std::size_t i = 0; i < x.size(); ++i) ASSERT_EQ(out[i], reference::quantized(x[i], grid)) << bits;
        }
      }
    }
  }
}

TEST(Quantize, InPlaceIsTheSameAsOutOfPlace) {
  auto x = reference::tensor(reference::Family::Student3, 100003, 1);
  const IntSeGrid grid{{6}, -4};
  std::vector<float> out(x.size());
  const auto pool = threadExecutor(3);
  const std::int64_t saturated = quantize(x, grid, out, *pool).saturated;
  EXPECT_GT(saturated, 0);
  EXPECT_EQ(quantize(x, grid, x, *pool).saturated, saturated);
  EXPECT_EQ(x, out);
}

TEST(Quantize, ExponentsBeyondFloat32) {
  const std::vector<float> x = {1e-45F, -1e-45F,   3e38F,      -3e38F, 1e-38F, -1e-38F,
                                0,      kInfinity, -kInfinity, 1,      -1,     5.5e-44F};
  for (const int exponent : {-1000, -200, -149, -127, -126, 126, 127, 140, 1000}) {
    for (const Rounding rounding : reference::kRoundings) {
      const IntSeGrid grid{{8}, exponent, rounding};
      std::vector<float> out(x.size());
      std::vector<std::uint64_t> mask(1);
      std::vector<int> integers(x.size());
      quantize(x, grid, out, serialExecutor(), mask);
      encode(x, grid, integers, serialExecutor());
      for (std::size_t i = 0; i < x.size(); ++i) {
        // float64 underflows at 2^-1074 as float32 does at 2^-149: below that Floor needs the sign.
        double code = reference::code(x[i], grid);
        if (rounding == Rounding::Floor && x[i] < 0 && code == 0) code = -1;
        EXPECT_EQ(integers[i], code) << x[i] << " 2^" << exponent;
        EXPECT_EQ(out[i], static_cast<float>(std::ldexp(code, exponent)));
        EXPECT_EQ((mask[0] >> i) & 1, reference::saturates(x[i], grid) ? 1U : 0U);
      }
    }
  }
}

TEST(Quantize, FloorOfATinyNegativeIsMinusOne) {  // x 2^-s underflows float32 to zero
  for (const int exponent : {0, 60, 120, 130}) {
    EXPECT_EQ(codes({-1e-45F, 1e-45F}, {{8}, exponent, Rounding::Floor}), (std::vector<int>{-1, 0})) << exponent;
  }
}

TEST(Quantize, NanStaysAndInfinitySaturates) {
  const std::vector<float> x = {kNan, kInfinity, -kInfinity};
  std::vector<float> out(3);
  std::vector<std::uint64_t> mask(1);
  EXPECT_EQ(quantize(x, {{8}, -3}, out, serialExecutor(), mask).saturated, 2);
  EXPECT_TRUE(std::isnan(out[0]));
  EXPECT_EQ(out[1], 127.0F / 8);
  EXPECT_EQ(out[2], -16);
  EXPECT_EQ(mask[0], 6U);
}

TEST(Quantize, DecodeInvertsEncode) {
  const auto x = reference::tensor(reference::Family::Gaussian, 70000, 5);
  const IntSeGrid grid{{8}, -5};
  std::vector<int> integers(x.size());
  std::vector<float> decoded(x.size());
  std::vector<float> out(x.size());
  const auto pool = threadExecutor(2);
  encode(x, grid, integers, *pool);
  decode(integers, grid.exponent, decoded, *pool);
  quantize(x, grid, out, *pool);
  EXPECT_EQ(decoded, out);
}

TEST(Quantize, ClearSaturatedZeroesTheMarkedGradients) {
  const auto x = reference::tensor(reference::Family::Student3, 100003, 8);
  const auto gradient = reference::tensor(reference::Family::Gaussian, 100003, 9);
  const IntSeGrid grid{{4}, -2};
  std::vector<float> out(x.size());
  std::vector<std::uint64_t> mask(saturationWords(x.size()));
  const auto pool = threadExecutor(2);
  quantize(x, grid, out, *pool, mask);
  clearSaturated(gradient, mask, out, *pool);
  std::vector<float> inPlace = gradient;
  clearSaturated(inPlace, mask, inPlace, *pool);
  for (std::size_t i = 0; i < x.size(); ++i) {
    ASSERT_EQ(out[i], reference::saturates(x[i], grid) ? 0 : gradient[i]);
    ASSERT_EQ(inPlace[i], out[i]);
  }
}

}  // namespace
}  // namespace dyadic::math
