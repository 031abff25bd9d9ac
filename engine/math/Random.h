// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace dyadic::math {

/// A stream of random numbers (xoshiro256**) that is the same on every machine: no standard-library distribution and no
/// libm function takes part. Streams of one seed with different names are independent, so that a new consumer of
/// randomness changes nothing for the others. A plain value: copy it to save and restore; not for sharing by threads.
class RandomStream {
 public:
  RandomStream(std::uint64_t seed, std::string_view name);

  /// 64 random bits.
  std::uint64_t next();
  /// Uniform in [0, 1), 53 bits.
  double uniform();
  /// Uniform integer in [0, n), without bias. REQUIRES: n >= 1.
  std::uint64_t below(std::uint64_t n);
  /// Standard normal.
  double normal();

  /// Fisher-Yates.
  template <class T>
  void shuffle(std::span<T> values) {
    for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[below(i)]);
  }
  /// 0 ... n-1 in random order.
  std::vector<std::int64_t> permutation(std::int64_t n);
  /// `count` different numbers of 0 ... n-1, ascending, each set equally likely. REQUIRES: 0 <= count <= n.
  std::vector<std::int64_t> sampleWithoutReplacement(std::int64_t n, std::int64_t count);

  /// All there is to know about the stream, for checkpoints.
  using State = std::array<std::uint64_t, 4>;
  [[nodiscard]] State state() const { return state_; }
  void restore(const State& state) { state_ = state; }

 private:
  State state_{};
};

}  // namespace dyadic::math
