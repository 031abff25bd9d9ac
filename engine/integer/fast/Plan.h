// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <new>
#include <vector>

#include "engine/integer/fast/Kernels.h"
#include "engine/types/IntegerProgram.h"

namespace dyadic::integer::fast {

/// Arrays aligned to cache lines.
class AlignedMemory {
 public:
  /// `count` zeros.
  template <class T>
  T* allocate(std::size_t count) {
    pieces_.emplace_back(static_cast<std::byte*>(::operator new(count * sizeof(T), kAlignment)));
    T* made = reinterpret_cast<T*>(pieces_.back().get());
    std::uninitialized_fill_n(made, count, T());
    return made;
  }
  template <class T>
  const T* keep(const std::vector<T>& values) {
    T* kept = allocate<T>(values.size());
    std::copy(values.begin(), values.end(), kept);
    return kept;
  }

 private:
  static constexpr std::align_val_t kAlignment{64};
  struct Free {
    void operator()(std::byte* piece) const { ::operator delete(piece, kAlignment); }
  };
  std::vector<std::unique_ptr<std::byte, Free>> pieces_;
};

/// A program made ready for one set of kernels: what to do for an image, in order, and where everything lies in one
/// arena. Immutable once made; any number of threads may run it, each with an arena of its own.
struct Plan {
  std::vector<Step> steps;
  std::vector<Place> places;             ///< one a tensor; of no meaning for those inside a chain
  const std::int32_t* tables = nullptr;  ///< the input tables, channels x 256
  std::size_t arenaSize = 0;             ///< bytes
  AlignedMemory constants;
};

/// Fuses operations into chains, unless `keepAll`, and plans the arena; with `keepAll` every tensor has memory of its
/// own. Throws std::bad_alloc and std::length_error where there is no memory. REQUIRES: checkProgram(program), and for
/// kernels on bytes that no integer has more than 8 bits.
[[nodiscard]] std::unique_ptr<Plan> makePlan(const IntegerProgram& program, const Kernels& kernels, bool keepAll);

}  // namespace dyadic::integer::fast
