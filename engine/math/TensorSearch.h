// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>

#include "engine/math/Executor.h"
#include "engine/math/IntSe.h"
#include "engine/math/Kernels.h"
#include "engine/math/Metrics.h"

/// Internal to engine/math.
namespace dyadic::math {

/// Calls body(chunk, start, size) for each chunk of `size` elements.
template <class Body>
void forChunks(std::int64_t size, Executor& executor, const Body& body) {
  const auto chunk = [&](std::int64_t index) {
    const std::int64_t start = index * kChunk;
    body(index, start, std::min(kChunk, size - start));
  };
  const std::int64_t chunks = (size + kChunk - 1) / kChunk;
  if (chunks == 1) return chunk(0);
  executor.run(chunks, chunk);
}

enum class SearchDetail {
  Choice,  ///< the exponent and the candidates' errors
  Full,    ///< also errors.cross and saturated, of the chosen one
};

/// What searchExponent and whatIf share.
WhatIfOutput searchTensor(const WhatIfInput& input, const ExponentSearch& search, SearchDetail detail,
                          Executor& executor);

/// 2^-s and 2^s are normal floats.
constexpr bool inFloatRange(int exponent) { return exponent >= -126 && exponent <= 126; }

}  // namespace dyadic::math
