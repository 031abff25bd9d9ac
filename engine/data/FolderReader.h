// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

#include "engine/data/SetReader.h"
#include "engine/types/Expected.h"

/// Images in one folder a class, or in one folder with a label file: see FolderLayout for the layouts, classes and
/// order. Opening reads names, label files and the headers of a few images; images may differ in size where a
/// transform gives them one. Files that do not decode are left out and named in ImageSet::warnings; a split in which
/// none decodes is an error.
namespace dyadic::data {

struct FolderOptions {
  int channels = 0;      ///< 1 or 3; 0: 3 if one of the images looked at is coloured
  int threads = 0;       ///< decoding threads; 0: all processors
  int modelClasses = 0;  ///< outputs of the network; 0: unknown
};

/// True if `path` holds folders of images in one of the layouts.
[[nodiscard]] bool looksLikeFolder(const std::string& path);

[[nodiscard]] Expected<std::unique_ptr<SetReader>> openFolder(const std::string& path,
                                                              const FolderOptions& options = {});

}  // namespace dyadic::data
