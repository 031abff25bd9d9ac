// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

#include "engine/data/SetReader.h"
#include "engine/types/Expected.h"

/// Images in one folder a class: PATH/SPLIT/CLASS/*.jpg, .jpeg, .png. Classes are numbered by name. The order of a
/// split is the first file of every class, then the second of every class, and so on, files by name: so that a range or
/// a limit takes as many of every class. All images of a split have one size. Files that do not decode are left out and
/// named in ImageSet::warnings; a split in which none decodes is an error.
namespace dyadic::data {

struct FolderOptions {
  int channels = 0;  ///< 1 or 3; 0: what the first image of the first split has
  int threads = 0;   ///< decoding threads; 0: all processors
};

/// True if `path` holds at least one folder of class folders with images.
[[nodiscard]] bool looksLikeFolder(const std::string& path);

[[nodiscard]] Expected<std::unique_ptr<SetReader>> openFolder(const std::string& path,
                                                              const FolderOptions& options = {});

}  // namespace dyadic::data
