// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/data/FolderReader.h"
#include "engine/data/SetReader.h"
#include "engine/types/Expected.h"
#include "engine/types/RunConfig.h"

/// Finding the reader of a data set.
namespace dyadic::data {

inline const std::string kFashionMnist = "builtin:fashion-mnist";
[[nodiscard]] const std::vector<std::string>& fashionMnistNames();  ///< of its classes, which its files do not name

/// The folder or file behind data.path; fails where there is none.
[[nodiscard]] Expected<std::string> folderOf(const DataConfig& data);

/// The reader for `format`, or with "auto" for what lies there. The error says what was looked for and what was found.
[[nodiscard]] Expected<std::unique_ptr<SetReader>> openReader(const std::string& path, const std::string& format,
                                                              const FolderOptions& folder);

/// "CxHxW" of data.input.
[[nodiscard]] Expected<ImageShape> parseShape(const std::string& text);

}  // namespace dyadic::data
