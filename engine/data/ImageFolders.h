// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

/// What lies in folders, by names alone. Names are sorted by byte; one that begins with a dot is hidden. Folders that
/// cannot be read are empty.
namespace dyadic::data {

[[nodiscard]] std::vector<std::string> listFolders(const std::filesystem::path& folder);

struct ImageNames {
  std::vector<std::string> images;  ///< .jpg, .jpeg, .png in any case
  std::vector<std::string> others;  ///< images of formats that are not read: .bmp, .webp, .tiff ...
};
[[nodiscard]] ImageNames listImages(const std::filesystem::path& folder);

/// True if a JPEG or PNG lies in the folder itself.
[[nodiscard]] bool holdsImage(const std::filesystem::path& folder);

/// The folder with a class's images: the class folder, or its `images` where it has none of its own.
[[nodiscard]] std::filesystem::path imagesOfClass(const std::filesystem::path& folder);

/// True if a folder within it holds images; `images` and the names of splits are not taken for classes.
[[nodiscard]] bool holdsClasses(const std::filesystem::path& folder);

/// Text in small letters, as far as it is ASCII.
[[nodiscard]] std::string lowerCase(std::string text);

}  // namespace dyadic::data
