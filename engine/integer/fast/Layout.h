// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/integer/Arena.h"
#include "engine/integer/fast/Kernels.h"
#include "engine/types/IntegerProgram.h"

namespace dyadic::integer::fast {

/// Feature maps that share an arena, each from the unit that writes it to the last one that reads it.
class Layout {
 public:
  /// Throws std::length_error where the map is too large.
  void add(const IntegerTensor& tensor, const std::array<std::int64_t, 2>& border);
  /// A map is needed from `first` to `last`; what is needed first is what writes it. One that never is has no memory.
  void need(std::size_t map, int first, int last);
  /// Gives every map its origin. Returns the size of the arena in elements. Throws std::length_error where it is too
  /// large.
  std::int64_t place();

  [[nodiscard]] std::size_t size() const { return places_.size(); }
  /// Until place() has run, all but the origin.
  [[nodiscard]] const Place& operator[](std::size_t map) const { return places_[map]; }

 private:
  std::vector<Place> places_;
  std::vector<ArenaBlock> blocks_;  ///< one a place
};

}  // namespace dyadic::integer::fast
