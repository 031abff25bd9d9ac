// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/integer/fast/Layout.h"

#include <algorithm>
#include <stdexcept>

namespace dyadic::integer::fast {
namespace {

constexpr std::int64_t kAlign = 64;                            ///< elements: every map begins with a cache line
constexpr std::int64_t kMostElements = std::int64_t{1} << 31;  ///< of an arena; more is taken for a lack of memory

std::int64_t product(std::int64_t a, std::int64_t b) {
  std::int64_t result = 0;
  if (__builtin_mul_overflow(a, b, &result) || result > kMostElements) throw std::length_error("arena");
  return result;
}

}  // namespace

void Layout::add(const IntegerTensor& tensor, const std::array<std::int64_t, 2>& border) {
  Place place;
  place.channels = tensor.shape[0];
  place.blocks = (place.channels + kLanes - 1) / kLanes;
  if (tensor.shape.size() == 3) {
    place.height = tensor.shape[1];
    place.width = tensor.shape[2];
    place.border[0] = border[0];
    place.border[1] = border[1];
  }
  place.row = (place.width + 2 * place.border[1]) * kLanes;
  place.plane = product(place.row, place.height + 2 * place.border[0]);
  ArenaBlock block;
  block.size = (product(place.plane, place.blocks) + kAlign - 1) / kAlign * kAlign;
  places_.push_back(place);
  blocks_.push_back(block);
}

void Layout::need(std::size_t map, int first, int last) {
  ArenaBlock& block = blocks_[map];
  if (block.last < block.first) block.first = first;
  block.last = std::max(block.last, last);
}

std::int64_t Layout::place() {
  const std::int64_t size = placeBlocks(blocks_);
  if (size > kMostElements) throw std::length_error("arena");
  for (std::size_t map = 0; map < places_.size(); ++map) {
    Place& place = places_[map];
    place.origin = blocks_[map].offset + place.border[0] * place.row + place.border[1] * kLanes;
  }
  return size;
}

}  // namespace dyadic::integer::fast
