// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "engine/data/ImageSet.h"

namespace dyadic::data {

/// Images of `a` whose pixels are those of an image of `b`, as pairs of indices, rising in the first; one pair for each
/// such image of `a`. Hashes first and compares what agrees, so that it costs one reading of both sets.
[[nodiscard]] std::vector<std::pair<std::int64_t, std::int64_t>> findShared(const ImageSet& a, const ImageSet& b);

}  // namespace dyadic::data
