// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <bit>

#include "engine/math/HistogramBuilder.h"
#include "engine/math/Metrics.h"
#include "tests/engine/math/Reference.h"

/// Every result must be the same bits on every instruction set and with every number of threads.
namespace dyadic::math {
namespace {

using reference::Family;

/// Everything the kernels say about a tensor, as bits.
std::vector<std::uint64_t> everything(const std::vector<float>& x, IntSeFormat format, const ExponentSearch& search,
                                      Executor& executor) {
  std::vector<std::uint64_t> all;
  const auto put = [&](double value) { all.push_back(std::bit_cast<std::uint64_t>(value)); };
  const std::vector<WhatIfInput> inputs = {{x, format}, {std::span(x).first(x.size() / 3), format}};
  for (const WhatIfOutput& output : whatIf(inputs, search, executor)) {
    put(output.choice.exponent);
    put(output.choice.meanSquare);
    for (const double mse : output.choice.mse) put(mse);
    put(output.errors.signal);
    put(output.errors.error);
    put(output.errors.cross);
    put(static_cast<double>(output.saturated));
  }
  std::vector<float> out(x.size());
  std::vector<std::uint64_t> mask(saturationWords(x.size()));
  const SearchAndQuantizeResult result = searchAndQuantize(x, format, search, out, executor, mask);
  for (const float value : out) all.push_back(std::bit_cast<std::uint32_t>(value));
  all.insert(all.end(), mask.begin(), mask.end());
  const IntSeGrid grid{format, result.choice.exponent, search.rounding};
  const ErrorSums errors = errorSums(x, out, executor);
  put(errors.signal);
  put(errors.error);
  put(errors.cross);
  std::vector<std::int32_t> codes(x.size());
  encode(x, grid, codes, executor);
  all.insert(all.end(), codes.begin(), codes.end());
  const Histogram histogram = exactHistogram(x, grid, executor);
  all.insert(all.end(), histogram.floatCounts.begin(), histogram.floatCounts.end());
  all.insert(all.end(), histogram.quantizedCounts.begin(), histogram.quantizedCounts.end());
  return all;
}

TEST(SameBits, OnEveryInstructionSetWithAnyNumberOfThreads) {
  std::vector<std::unique_ptr<Executor>> pools;
  for (const int threads : {1, 2, 3, 5}) pools.push_back(threadExecutor(threads));
  for (const Family family : reference::kFamilies) {
    for (const std::int64_t size : {1, 17, 1000, 200003}) {
      for (const double scale : {1.0, 0x1p-140, 0x1p110}) {
        const auto x = reference::tensor(family, size, 31, scale);
        for (const Rounding rounding : reference::kRoundings) {
          const ExponentSearch search{.offsets = {-3, -2, -1, 0, 1}, .rounding = rounding};
          const IntSeFormat format{rounding == Rounding::HalfUp ? 4 : 8};
          const auto expected = everything(x, format, search, serialExecutor());
          reference::forEachLevel([&](DispatchLevel level) {
            const auto actual = everything(x, format, search, *pools[static_cast<std::size_t>(level)]);
            EXPECT_TRUE(actual == expected) << dispatchLevelName(level) << " size " << size << " scale " << scale;
          });
          EXPECT_TRUE(everything(x, format, search, *pools.back()) == expected);
        }
      }
    }
  }
}

TEST(SameBits, UnknownLevelsAreRefused) {
  const DispatchLevel before = dispatchLevel();
  EXPECT_EQ(before, bestDispatchLevel());
  EXPECT_EQ(forceDispatchLevel(DispatchLevel::Avx512), before == DispatchLevel::Avx512);
  EXPECT_TRUE(forceDispatchLevel(DispatchLevel::Plain));
  EXPECT_EQ(dispatchLevel(), DispatchLevel::Plain);
  forceDispatchLevel(before);
}

}  // namespace
}  // namespace dyadic::math
