// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/ImageFolders.h"

#include <algorithm>
#include <cctype>
#include <system_error>

namespace dyadic::data {

namespace {

namespace fs = std::filesystem;

bool isImageName(const fs::path& path) {
  const std::string extension = lowerCase(path.extension().string());
  return extension == ".jpg" || extension == ".jpeg" || extension == ".png";
}

bool isOtherImageName(const fs::path& path) {
  static const std::vector<std::string> kOthers = {".bmp", ".gif", ".tif",  ".tiff", ".webp",
                                                   ".ppm", ".pgm", ".heic", ".avif", ".jp2"};
  return std::find(kOthers.begin(), kOthers.end(), lowerCase(path.extension().string())) != kOthers.end();
}

/// Calls `take` with every entry that is not hidden.
template <class Take>
void forEach(const fs::path& folder, const Take& take) {
  std::error_code code;
  for (fs::directory_iterator entry(folder, code), none; !code && entry != none; entry.increment(code)) {
    const std::string name = entry->path().filename().string();
    if (!name.starts_with('.')) {
      take(*entry, name);
    }
  }
}

}  // namespace

std::string lowerCase(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return c < 0x80 ? static_cast<char>(std::tolower(c)) : static_cast<char>(c); });
  return text;
}

std::vector<std::string> listFolders(const fs::path& folder) {
  std::vector<std::string> names;
  forEach(folder, [&](const fs::directory_entry& entry, const std::string& name) {
    std::error_code code;
    if (entry.is_directory(code)) {
      names.push_back(name);
    }
  });
  std::sort(names.begin(), names.end());
  return names;
}

ImageNames listImages(const fs::path& folder) {
  ImageNames names;
  forEach(folder, [&](const fs::directory_entry& entry, const std::string& name) {
    std::error_code code;
    if (isImageName(name) && entry.is_regular_file(code)) {
      names.images.push_back(name);
    } else if (isOtherImageName(name) && entry.is_regular_file(code)) {
      names.others.push_back(name);
    }
  });
  std::sort(names.images.begin(), names.images.end());
  std::sort(names.others.begin(), names.others.end());
  return names;
}

bool holdsImage(const fs::path& folder) {
  std::error_code code;
  for (fs::directory_iterator entry(folder, code), none; !code && entry != none; entry.increment(code)) {
    if (isImageName(entry->path()) && !entry->path().filename().string().starts_with('.')) {
      return true;
    }
  }
  return false;
}

fs::path imagesOfClass(const fs::path& folder) {
  const fs::path nested = folder / "images";
  std::error_code code;
  return !holdsImage(folder) && fs::is_directory(nested, code) ? nested : folder;
}

bool holdsClasses(const fs::path& folder) {
  static const std::vector<std::string> kNoClasses = {"images", "train", "val", "valid", "validation", "test"};
  const auto folders = listFolders(folder);
  return std::any_of(folders.begin(), folders.end(), [&](const std::string& name) {
    const bool other = std::find(kNoClasses.begin(), kNoClasses.end(), lowerCase(name)) == kNoClasses.end();
    return other && holdsImage(imagesOfClass(folder / name));
  });
}

}  // namespace dyadic::data
