// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/math/Random.h"

#include <bit>
#include <cmath>
#include <numeric>

namespace dyadic::math {
namespace {

/// SplitMix64, the generator's own recommendation for turning a seed into a state.
std::uint64_t splitMix(std::uint64_t& state) {
  state += 0x9e3779b97f4a7c15;
  std::uint64_t z = state;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

/// 64-bit FNV-1a.
std::uint64_t hash(std::string_view name) {
  std::uint64_t value = 0xcbf29ce484222325;
  for (const char c : name) value = (value ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return value;
}

/// Natural logarithm for x in (0, 1) from exactly rounded operations alone: libm's differs between machines.
/// log(f 2^e) = e log 2 + 2 artanh((f-1)/(f+1)), f in [sqrt(1/2), sqrt(2)).
double portableLog(double x) {
  int exponent = 0;
  double fraction = std::frexp(x, &exponent);
  if (fraction < 0.70710678118654752) {
    fraction *= 2;
    --exponent;
  }
  const double t = (fraction - 1) / (fraction + 1);
  double sum = 0;
  for (int k = 23; k >= 1; k -= 2) sum = sum * (t * t) + 1.0 / k;
  return exponent * 0.69314718055994531 + 2 * t * sum;
}

}  // namespace

RandomStream::RandomStream(std::uint64_t seed, std::string_view name) {
  std::uint64_t mixed = seed;
  mixed = splitMix(mixed) ^ hash(name);
  for (std::uint64_t& word : state_) word = splitMix(mixed);
}

std::uint64_t RandomStream::next() {
  const std::uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
  const std::uint64_t shifted = state_[1] << 17;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= shifted;
  state_[3] = std::rotl(state_[3], 45);
  return result;
}

double RandomStream::uniform() { return static_cast<double>(next() >> 11) * 0x1p-53; }

std::uint64_t RandomStream::below(std::uint64_t n) {
  const int unused = std::countl_zero(n - 1);  // draw as many bits as n - 1 has until the number is below n
  if (unused == 64) return 0;
  for (;;) {
    const std::uint64_t value = next() >> unused;
    if (value < n) return value;
  }
}

double RandomStream::normal() {
  for (;;) {  // Marsaglia's polar method; its second number is dropped, so that the state says everything
    const double u = 2 * uniform() - 1;
    const double v = 2 * uniform() - 1;
    const double square = u * u + v * v;
    if (square > 0 && square < 1) return u * std::sqrt(-2 * portableLog(square) / square);
  }
}

std::vector<std::int64_t> RandomStream::permutation(std::int64_t n) {
  std::vector<std::int64_t> order(static_cast<std::size_t>(n));
  std::iota(order.begin(), order.end(), std::int64_t{0});
  shuffle(std::span(order));
  return order;
}

std::vector<std::int64_t> RandomStream::sampleWithoutReplacement(std::int64_t n, std::int64_t count) {
  std::vector<std::int64_t> sample;
  sample.reserve(static_cast<std::size_t>(count));
  for (std::int64_t i = 0; i < n && count > 0; ++i) {  // Knuth's algorithm S
    if (below(static_cast<std::uint64_t>(n - i)) >= static_cast<std::uint64_t>(count)) continue;
    sample.push_back(i);
    --count;
  }
  return sample;
}

}  // namespace dyadic::math
