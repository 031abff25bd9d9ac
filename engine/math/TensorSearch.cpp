// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/math/TensorSearch.h"

#include <bit>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <map>
#include <utility>
#include <vector>

namespace dyadic::math {
namespace {

constexpr std::uint32_t kInfinityBits = 0x7f800000;
constexpr std::uint32_t kTameFrom = 0x2b800000;  // 2^-40
constexpr std::uint32_t kTameTo = 0x53800000;    // 2^40

/// A maximum (as bits) for which neither squares nor candidates' powers of two leave the range of float32.
bool isTame(std::uint32_t maximum) { return maximum >= kTameFrom && maximum <= kTameTo; }

float powerOfTwo(int exponent) { return std::ldexp(1.0F, std::clamp(exponent, -126, 126)); }

/// The state of one search. The candidates follow from the maximum, and finding it would be a pass over memory of its
/// own. So the maximum is guessed from a sample, everything is measured in one pass, the maximum included, and only the
/// candidates that turn out to be missing are made up for. What is measured does not depend on the guess.
class TensorSearch {
 public:
  TensorSearch(const WhatIfInput& input, const ExponentSearch& search, Executor& executor)
      : x_(input.x.data()),
        size_(static_cast<std::int64_t>(input.x.size())),
        format_(input.format),
        offsets_(search.offsets.empty() ? std::vector<int>{0} : search.offsets),
        initial_(search.initial),
        rounding_(search.rounding),
        executor_(executor),
        maxima_(static_cast<std::size_t>((size_ + kBlock - 1) / kBlock)) {}

  WhatIfOutput run(SearchDetail detail) {
    wantsLeader_ = detail == SearchDetail::Full;
    const std::uint32_t guess = sampleMaximum();
    if (isTame(guess)) {
      searchPass(candidates(guess), {.measure = true});
    } else {
      searchPass({}, {.measure = true});
    }
    const std::uint32_t maximum = maxima_.empty() ? 0 : *std::max_element(maxima_.begin(), maxima_.end());
    if (maximum == 0 || maximum >= kInfinityBits) return withoutCandidates(maximum);
    choice_.maxAbs = std::bit_cast<float>(maximum);
    if (!isTame(maximum)) {
      found_.clear();
      int exponent = 0;
      std::frexp(choice_.maxAbs, &exponent);
      searchPass({}, {.measure = true, .unit = std::clamp(exponent, -126, 126)});
    }
    choice_.exponents = candidates(maximum);
    searchPass(missing(), {});
    choose();
    return output();
  }

 private:
  struct Found {
    double error = 0;  ///< in units of 4^exponent, as all of these
    bool full = false;
    double cross = 0;
    std::int64_t saturated = 0;
  };
  struct PassOptions {
    bool measure = false;
    int unit = 0;             ///< the signal is summed in units of 2^unit
    bool leaderOnly = false;  ///< the one candidate there is
  };

  [[nodiscard]] std::int64_t blocks() const { return static_cast<std::int64_t>(maxima_.size()); }

  /// `count` block numbers, evenly spread.
  [[nodiscard]] std::vector<std::int64_t> sample(std::int64_t count) const {
    std::vector<std::int64_t> chosen;
    for (std::int64_t i = 0; i < count; ++i) chosen.push_back(i * blocks() / count);
    return chosen;
  }

  void searchBlock(std::int64_t block, const SearchPlan& plan, SearchSums& sums) {
    kernels().search(x_ + block * kBlock, std::min(kBlock, size_ - block * kBlock), plan,
                     &maxima_[static_cast<std::size_t>(block)], sums);
  }

  /// Largest bits of |x| in a sample, which is all of it for a small tensor.
  std::uint32_t sampleMaximum() {
    sampled_ = std::min(blocks(), std::max<std::int64_t>(16, blocks() / 128));
    std::uint32_t maximum = 0;
    for (const std::int64_t block : sample(sampled_)) {
      SearchSums sums;
      searchBlock(block, SearchPlan{}, sums);
      maximum = std::max(maximum, maxima_[static_cast<std::size_t>(block)]);
    }
    return maximum;
  }

  /// Exponents to try, in the order of the offsets.
  [[nodiscard]] std::vector<int> candidates(std::uint32_t maximum) const {
    const int first = initialExponent(std::bit_cast<float>(maximum), format_.bits, initial_);
    std::vector<int> exponents;
    for (const int offset : offsets_) exponents.push_back(first + std::clamp(offset, -kMaxOffset, kMaxOffset));
    return exponents;
  }

  [[nodiscard]] std::vector<int> missing() const {
    std::vector<int> exponents;
    for (const int s : choice_.exponents) {
      if (!found_.contains(s)) exponents.push_back(s);
    }
    return exponents;
  }

  [[nodiscard]] std::vector<Candidate> prepare(const std::vector<int>& exponents, SearchPlan& plan) const {
    const bool inRange = std::all_of(exponents.begin(), exponents.end(), inFloatRange);
    const int shift = inRange ? 0 : std::clamp(-exponents.front(), -126, 126);
    std::vector<Candidate> prepared;
    for (const int s : exponents) {
      // Below float's normal range the limit could round up; then every block takes the path that clips.
      const double limit = std::ldexp(static_cast<double>(format_.maximum()), s);
      prepared.push_back({powerOfTwo(-s - shift), s < -126 ? 0.0F : static_cast<float>(limit)});
    }
    plan.candidates = prepared.data();
    plan.count = static_cast<int>(prepared.size());
    plan.prescale = powerOfTwo(shift);
    plan.low = static_cast<float>(format_.minimum());
    plan.high = static_cast<float>(format_.maximum());
    plan.rounding = rounding_;
    plan.measure = false;
    return prepared;
  }

  /// Position of the candidate that does best on a few blocks of the sample: likely, not surely the one to be chosen.
  int guessLeader(const std::vector<int>& exponents, const SearchPlan& plan) {
    constexpr std::int64_t kBlocks = 8;
    std::vector<double> error(exponents.size());
    std::vector<double> total(exponents.size());
    const std::vector<std::int64_t> from = sample(sampled_);
    for (std::size_t i = 0; i < from.size(); i += (from.size() + kBlocks - 1) / kBlocks) {
      SearchSums sums;
      sums.error = error.data();
      searchBlock(from[i], plan, sums);
      for (std::size_t c = 0; c < total.size(); ++c) total[c] += std::ldexp(error[c], 2 * exponents[c]);
    }
    return static_cast<int>(std::min_element(total.begin(), total.end()) - total.begin());
  }

  /// One pass over the data: maxima and signal, if asked for, and found_ for each exponent.
  void searchPass(const std::vector<int>& exponents, const PassOptions& options) {
    if (exponents.empty() && !options.measure) return;
    SearchPlan plan;
    const std::vector<Candidate> prepared = prepare(exponents, plan);
    if (options.leaderOnly)
      plan.leader = 0;
    else if (wantsLeader_ && !exponents.empty())
      plan.leader = guessLeader(exponents, plan);
    plan.measure = options.measure;
    plan.unit = powerOfTwo(-options.unit);
    const auto chunks = static_cast<std::size_t>((size_ + kChunk - 1) / kChunk);
    const std::size_t width = exponents.size();
    std::vector<double> errors(chunks * width);
    std::vector<SearchSums> parts(chunks);
    const Kernels& kernel = kernels();
    forChunks(size_, executor_, [&](std::int64_t chunk, std::int64_t start, std::int64_t n) {
      const auto index = static_cast<std::size_t>(chunk);
      parts[index].error = errors.data() + index * width;
      kernel.search(x_ + start, n, plan, maxima_.data() + start / kBlock, parts[index]);
    });
    double signal = 0;
    std::vector<Found> found(width);
    for (const SearchSums& part : parts) {
      for (std::size_t c = 0; c < width; ++c) found[c].error += part.error[c];
      signal += part.signal;
      if (plan.leader < 0) continue;
      Found& leader = found[static_cast<std::size_t>(plan.leader)];
      leader.full = true;
      leader.cross += part.cross;
      leader.saturated += part.saturated;
    }
    for (std::size_t c = 0; c < width; ++c) found_[exponents[c]] = found[c];
    if (options.measure) choice_.meanSquare = std::ldexp(signal, 2 * options.unit) / static_cast<double>(size_);
  }

  /// Least error; ties to the smaller |offset|, then to the larger exponent.
  void choose() {
    for (const int s : choice_.exponents) {
      choice_.mse.push_back(std::ldexp(found_[s].error, 2 * s) / static_cast<double>(size_));
    }
    std::size_t winner = 0;
    for (std::size_t c = 1; c < offsets_.size(); ++c) {
      const int size = std::abs(offsets_[c]);
      const int winnerSize = std::abs(offsets_[winner]);
      const bool tieWon = size < winnerSize || (size == winnerSize && offsets_[c] > offsets_[winner]);
      const double error = choice_.mse[c];
      if (error < choice_.mse[winner] || (error == choice_.mse[winner] && tieWon)) winner = c;
    }
    choice_.chosen = static_cast<int>(winner);
    choice_.exponent = choice_.exponents[winner];
  }

  WhatIfOutput output() {
    if (wantsLeader_ && !found_[choice_.exponent].full) searchPass({choice_.exponent}, {.leaderOnly = true});
    const Found& found = found_[choice_.exponent];
    WhatIfOutput output;
    output.errors.count = size_;
    output.errors.signal = choice_.meanSquare * static_cast<double>(size_);
    output.errors.error = std::ldexp(found.error, 2 * choice_.exponent);
    output.errors.cross = std::ldexp(found.cross, 2 * choice_.exponent);
    output.saturated = found.saturated;
    output.choice = std::move(choice_);
    return output;
  }

  /// Nothing to search in: all zeros, or not finite.
  [[nodiscard]] WhatIfOutput withoutCandidates(std::uint32_t maximum) const {
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

  const float* x_;
  std::int64_t size_;
  IntSeFormat format_;
  std::vector<int> offsets_;
  InitialExponent initial_;
  Rounding rounding_;
  Executor& executor_;
  std::vector<std::uint32_t> maxima_;  ///< bits of max|x| of each block
  std::int64_t sampled_ = 0;           ///< blocks of the sample
  bool wantsLeader_ = false;
  std::map<int, Found> found_;  ///< exponent -> what was measured of it
  ExponentChoice choice_;
};

}  // namespace

WhatIfOutput searchTensor(const WhatIfInput& input, const ExponentSearch& search, SearchDetail detail,
                          Executor& executor) {
  return TensorSearch(input, search, executor).run(detail);
}

}  // namespace dyadic::math
