// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/math/TensorSearch.h"

#include <bit>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <vector>

namespace dyadic::math {
namespace {

constexpr std::uint32_t kInfinityBits = 0x7f800000;

float powerOfTwo(int exponent) { return std::ldexp(1.0F, std::clamp(exponent, -126, 126)); }

/// The state of one search: passes over the data, each spread over the executor.
class TensorSearch {
 public:
  TensorSearch(const WhatIfInput& input, const ExponentSearch& search, Executor& executor)
      : x_(input.x.data()),
        size_(static_cast<std::int64_t>(input.x.size())),
        format_(input.format),
        offsets_(search.offsets.empty() ? std::vector<int>{0} : search.offsets),
        initial_(search.initial),
        rounding_(search.rounding),
        executor_(executor) {}

  WhatIfOutput run(SearchDetail detail) {
    const std::uint32_t maximum = findMaxima();
    if (maximum == 0 || maximum >= kInfinityBits) return withoutCandidates(maximum);
    choice_.maxAbs = std::bit_cast<float>(maximum);
    prepareCandidates();
    const int leader = detail == SearchDetail::Full ? guessLeader() : -1;
    const Sums sums = searchChunks(leader, 0, count());
    choose(sums);
    WhatIfOutput output;
    output.choice = choice_;
    output.errors.count = size_;
    output.errors.signal = choice_.meanSquare * static_cast<double>(size_);
    output.errors.error = choice_.mse[chosen()] * static_cast<double>(size_);
    if (detail == SearchDetail::Full) {
      const Sums own = leader == choice_.chosen ? sums : searchChunks(0, choice_.chosen, 1);
      output.errors.cross = std::ldexp(own.cross, 2 * choice_.exponent);
      output.saturated = own.saturated;
    }
    return output;
  }

 private:
  struct Sums {
    std::vector<double> error;
    double signal = 0;
    double cross = 0;
    std::int64_t saturated = 0;
  };

  [[nodiscard]] int count() const { return static_cast<int>(offsets_.size()); }
  [[nodiscard]] std::size_t chosen() const { return static_cast<std::size_t>(choice_.chosen); }

  std::uint32_t findMaxima() {
    maxima_.resize(static_cast<std::size_t>((size_ + kBlock - 1) / kBlock));
    const Kernels& kernel = kernels();
    forChunks(size_, executor_, [&](std::int64_t, std::int64_t start, std::int64_t n) {
      kernel.blockMaxima(x_ + start, n, maxima_.data() + start / kBlock);
    });
    std::uint32_t maximum = 0;
    for (const std::uint32_t bits : maxima_) maximum = std::max(maximum, bits);
    return maximum;
  }

  /// Nothing to search in: all zeros, or not finite.
  WhatIfOutput withoutCandidates(std::uint32_t maximum) {
    WhatIfOutput output;
    const bool finite = maximum == 0;
    const double error = finite ? 0 : std::numeric_limits<double>::quiet_NaN();
    output.choice.finite = finite;
    output.choice.maxAbs = finite ? 0 : std::numeric_limits<double>::infinity();
    output.choice.exponent = -(format_.bits - 1);
    output.choice.meanSquare = error;
    output.choice.exponents.assign(offsets_.size(), output.choice.exponent);
    output.choice.mse.assign(offsets_.size(), error);
    output.errors = {size_, error, error, error};
    return output;
  }

  void prepareCandidates() {
    const int first = initialExponent(choice_.maxAbs, format_.bits, initial_);
    bool inRange = true;
    for (const int offset : offsets_) {
      choice_.exponents.push_back(first + std::clamp(offset, -kMaxOffset, kMaxOffset));
      inRange = inRange && inFloatRange(choice_.exponents.back());
    }
    const int shift = inRange ? 0 : std::clamp(-first, -126, 126);
    for (const int s : choice_.exponents) {
      // Below float's normal range the limit could round up; then every block takes the path that clips.
      const double limit = std::ldexp(static_cast<double>(format_.maximum()), s);
      candidates_.push_back({powerOfTwo(-s - shift), s < -126 ? 0.0F : static_cast<float>(limit)});
    }
    std::frexp(choice_.maxAbs, &unitExponent_);
    unitExponent_ = std::clamp(unitExponent_ + shift, -126, 126);
    plan_.prescale = powerOfTwo(shift);
    plan_.unit = powerOfTwo(-unitExponent_);
    unitExponent_ -= shift;
    plan_.low = static_cast<float>(format_.minimum());
    plan_.high = static_cast<float>(format_.maximum());
    plan_.rounding = rounding_;
  }

  /// Candidate that does best on a few blocks: likely, not surely the one that will be chosen.
  int guessLeader() {
    constexpr std::int64_t kSamples = 8;
    SearchPlan plan = plan_;
    plan.candidates = candidates_.data();
    plan.count = count();
    std::vector<double> error(offsets_.size());
    std::vector<double> total(offsets_.size());
    const auto blocks = static_cast<std::int64_t>(maxima_.size());
    for (std::int64_t sample = 0; sample < std::min(kSamples, blocks); ++sample) {
      const std::int64_t block = sample * blocks / std::min(kSamples, blocks);
      SearchSums sums;
      sums.error = error.data();
      kernels().search(x_ + block * kBlock, std::min(kBlock, size_ - block * kBlock), plan, maxima_.data() + block,
                       sums);
      for (std::size_t c = 0; c < total.size(); ++c) total[c] += std::ldexp(error[c], 2 * choice_.exponents[c]);
    }
    return best(total);
  }

  /// Sums over all chunks of `number` candidates from `from` on, added in chunk order. `leader` counts from `from`.
  Sums searchChunks(int leader, int from, int number) {
    SearchPlan plan = plan_;
    plan.candidates = candidates_.data() + from;
    plan.count = number;
    plan.leader = leader;
    const auto chunks = static_cast<std::size_t>((size_ + kChunk - 1) / kChunk);
    const auto width = static_cast<std::size_t>(number);
    std::vector<double> errors(chunks * width);
    std::vector<SearchSums> parts(chunks);
    const Kernels& kernel = kernels();
    forChunks(size_, executor_, [&](std::int64_t chunk, std::int64_t start, std::int64_t n) {
      const auto index = static_cast<std::size_t>(chunk);
      parts[index].error = errors.data() + index * width;
      kernel.search(x_ + start, n, plan, maxima_.data() + start / kBlock, parts[index]);
    });
    Sums sums;
    sums.error.resize(width);
    for (const SearchSums& part : parts) {
      for (std::size_t c = 0; c < width; ++c) sums.error[c] += part.error[c];
      sums.signal += part.signal;
      sums.cross += part.cross;
      sums.saturated += part.saturated;
    }
    return sums;
  }

  void choose(const Sums& sums) {
    const auto n = static_cast<double>(size_);
    choice_.meanSquare = std::ldexp(sums.signal, 2 * unitExponent_) / n;
    for (std::size_t c = 0; c < offsets_.size(); ++c) {
      choice_.mse.push_back(std::ldexp(sums.error[c], 2 * choice_.exponents[c]) / n);
    }
    choice_.chosen = best(choice_.mse);
    choice_.exponent = choice_.exponents[chosen()];
  }

  /// Least error; ties to the smaller |offset|, then to the larger exponent.
  [[nodiscard]] int best(const std::vector<double>& errors) const {
    std::size_t winner = 0;
    for (std::size_t c = 1; c < errors.size(); ++c) {
      const int size = std::abs(offsets_[c]);
      const int winnerSize = std::abs(offsets_[winner]);
      const bool tieWon = size < winnerSize || (size == winnerSize && offsets_[c] > offsets_[winner]);
      if (errors[c] < errors[winner] || (errors[c] == errors[winner] && tieWon)) winner = c;
    }
    return static_cast<int>(winner);
  }

  const float* x_;
  std::int64_t size_;
  IntSeFormat format_;
  std::vector<int> offsets_;
  InitialExponent initial_;
  Rounding rounding_;
  Executor& executor_;
  std::vector<std::uint32_t> maxima_;  // bits of max|x| of each block
  std::vector<Candidate> candidates_;
  SearchPlan plan_;
  int unitExponent_ = 0;  // the signal is summed in units of 2^unitExponent_
  ExponentChoice choice_;
};

}  // namespace

WhatIfOutput searchTensor(const WhatIfInput& input, const ExponentSearch& search, SearchDetail detail,
                          Executor& executor) {
  return TensorSearch(input, search, executor).run(detail);
}

}  // namespace dyadic::math
