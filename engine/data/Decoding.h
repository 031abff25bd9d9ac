// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/data/ImageSet.h"
#include "engine/data/Transform.h"
#include "engine/types/Expected.h"

namespace dyadic::data {

/// An image file that is to be read.
struct ImageEntry {
  std::string path;
  std::int32_t label = 0;
};

struct DecodingOptions {
  std::string source;  ///< folder that errors name
  Transform transform;
  ImageShape shape;  ///< that all images must have in the end; with 3 channels gray ones are made coloured
  int threads = 0;   ///< 0: all processors
};

/// Decodes files, several at once, into one set in the order of `entries`. What does not decode is left out and named
/// in ImageSet::warnings; it is an error where nothing decodes, where an image comes out in another size (the first
/// such file is named), and where the pixels would not fit into memory.
[[nodiscard]] Expected<ImageSet> decodeAll(const std::vector<ImageEntry>& entries, const DecodingOptions& options);

}  // namespace dyadic::data
