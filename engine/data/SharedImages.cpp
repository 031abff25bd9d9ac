// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/SharedImages.h"

#include <cstring>
#include <unordered_map>

namespace dyadic::data {

namespace {

/// Of all bytes, eight at a time (multiplication by an odd constant and a shift, as in MurmurHash).
std::uint64_t hashOf(const std::uint8_t* bytes, std::size_t size) {
  constexpr std::uint64_t kFactor = 0xc6a4a7935bd1e995;
  std::uint64_t hash = size * kFactor;
  for (std::size_t i = 0; i < size; i += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes + i, std::min<std::size_t>(8, size - i));
    word *= kFactor;
    word ^= word >> 47;
    hash = (hash ^ (word * kFactor)) * kFactor;
  }
  return hash ^ hash >> 47;
}

}  // namespace

std::vector<std::pair<std::int64_t, std::int64_t>> findShared(const ImageSet& a, const ImageSet& b) {
  std::vector<std::pair<std::int64_t, std::int64_t>> shared;
  if (a.shape != b.shape) {
    return shared;
  }
  const std::size_t size = a.shape.bytes();
  std::unordered_multimap<std::uint64_t, std::int64_t> known;
  known.reserve(static_cast<std::size_t>(b.count));
  for (std::int64_t i = 0; i < b.count; ++i) {
    known.emplace(hashOf(b.image(i), size), i);
  }
  for (std::int64_t i = 0; i < a.count; ++i) {
    const auto [begin, end] = known.equal_range(hashOf(a.image(i), size));
    for (auto found = begin; found != end; ++found) {
      if (std::memcmp(a.image(i), b.image(found->second), size) == 0) {
        shared.emplace_back(i, found->second);
        break;
      }
    }
  }
  return shared;
}

}  // namespace dyadic::data
