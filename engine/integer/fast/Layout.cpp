// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/integer/fast/Layout.h"

#include <algorithm>
#include <numeric>
#include <stdexcept>

namespace dyadic::integer::fast {
namespace {

constexpr std::int64_t kMostElements = std::int64_t{1} << 31;  ///< of an arena; more is taken for a lack of memory

std::int64_t product(std::int64_t a, std::int64_t b) {
  std::int64_t result = 0;
  if (__builtin_mul_overflow(a, b, &result) || result > kMostElements) throw std::length_error("arena");
  return result;
}

}  // namespace

Map mapOf(const IntegerTensor& tensor, const std::array<std::int64_t, 2>& border) {
  Map map;
  Place& place = map.place;
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
  map.size = product(place.plane, place.blocks);
  return map;
}

std::int64_t placeMaps(std::vector<Map>& maps) {
  constexpr std::int64_t kAlign = 64;
  std::vector<std::size_t> order(maps.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return maps[a].size > maps[b].size; });
  struct Taken {
    std::int64_t begin;
    std::int64_t end;
    const Map* map;
  };
  std::vector<Taken> placed;  // by begin
  std::int64_t end = 0;
  for (const std::size_t index : order) {
    Map& map = maps[index];
    if (map.last < map.first) continue;
    std::int64_t begin = 0;
    for (const Taken& taken : placed) {
      if (taken.map->last < map.first || map.last < taken.map->first) continue;
      if (begin + map.size <= taken.begin) break;
      begin = std::max(begin, taken.end);
    }
    const std::int64_t taken = begin + (map.size + kAlign - 1) / kAlign * kAlign;
    const auto after =
        std::find_if(placed.begin(), placed.end(), [&](const Taken& other) { return other.begin > begin; });
    placed.insert(after, {begin, taken, &map});
    map.place.origin = begin + map.place.border[0] * map.place.row + map.place.border[1] * kLanes;
    end = std::max(end, taken);
    if (end > kMostElements) throw std::length_error("arena");
  }
  return end;
}

}  // namespace dyadic::integer::fast
