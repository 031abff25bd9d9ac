// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/Formats.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <optional>
#include <string_view>
#include <utility>

#include "engine/data/CifarPickleReader.h"
#include "engine/data/CifarReader.h"
#include "engine/data/IdxReader.h"
#include "engine/data/ImageFolders.h"

namespace dyadic::data {

namespace {

const std::string kFashionMnistFolder = "/usr/share/datasets/fashion-mnist";
/// An optional integer at the front of `text`, which it is cut off from.
std::optional<std::int64_t> takeInteger(std::string_view& text) {
  std::int64_t value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (code != std::errc()) {
    return std::nullopt;
  }
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}

/// The first names in a folder, for an error.
std::string contentsOf(const std::string& path) {
  constexpr std::size_t kShown = 6;
  std::error_code code;
  std::vector<std::string> names;
  for (std::filesystem::directory_iterator entry(path, code), none; !code && entry != none; entry.increment(code)) {
    names.push_back(entry->path().filename().string() + (entry->is_directory(code) ? "/" : ""));
  }
  std::sort(names.begin(), names.end());
  std::string text;
  for (std::size_t i = 0; i < std::min(names.size(), kShown); ++i) {
    text += (i > 0 ? ", " : "") + names[i];
  }
  return text + (names.size() > kShown ? " ... (" + std::to_string(names.size()) + ")" : "");
}

Error nothingKnown(const std::string& path) {
  std::error_code code;
  const std::string name = lowerCase(path);
  for (const char* ending : {".tar", ".tar.gz", ".tgz", ".zip", ".tar.xz"}) {
    if (name.ends_with(ending)) {
      return failure(DYADIC_TR("engine", "%1 is an archive: unpack it and give its folder."), {path});
    }
  }
  if (!std::filesystem::is_directory(path, code)) {
    return failure(DYADIC_TR("engine", "%1 is no data set that is known here: an IDX file of images, or a folder."),
                   {path});
  }
  return failure(
      DYADIC_TR("engine",
                "%1 holds no data set that is known here: IDX files (train-images-idx3-ubyte), CIFAR's binary version "
                "(data_batch_1.bin) or Python version (data_batch_1), images in SPLIT/CLASS/ or CLASS/, or images with "
                "a label file (val/ and val.txt) are looked for. It holds: %2"),
      {path, contentsOf(path)});
}

using Reader = std::unique_ptr<SetReader>;

}  // namespace

const std::vector<std::string>& fashionMnistNames() {
  static const std::vector<std::string> kNames = {"T-shirt/top", "Trouser", "Pullover", "Dress", "Coat",
                                                  "Sandal",      "Shirt",   "Sneaker",  "Bag",   "Ankle boot"};
  return kNames;
}

Expected<ImageShape> parseShape(const std::string& text) {
  const Error error = usageError(
      DYADIC_TR("engine", "data.input is \"%1\"; expected channels, height and width such as \"1x28x28\"."), {text});
  std::string_view rest = text;
  std::array<int, 3> sizes{};
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    if (i > 0 && !rest.starts_with('x')) {
      return error;
    }
    rest.remove_prefix(i > 0 ? 1 : 0);
    const auto value = takeInteger(rest);
    constexpr std::int64_t kLargest = 1 << 16;
    if (!value || *value < 1 || *value > kLargest) {
      return error;
    }
    sizes[i] = static_cast<int>(*value);
  }
  return rest.empty() ? Expected<ImageShape>(ImageShape{sizes[0], sizes[1], sizes[2]}) : error;
}

Expected<std::string> folderOf(const DataConfig& data) {
  std::error_code code;
  if (data.path.empty()) {
    return usageError(DYADIC_TR("engine", "No data set was given: set data.path (--data)."));
  }
  if (data.path == kFashionMnist) {
    if (!std::filesystem::exists(kFashionMnistFolder, code)) {
      return failure(DYADIC_TR("engine",
                               "%1 is not installed: there is no %2. Install Debian's package "
                               "dataset-fashion-mnist (sudo apt install dataset-fashion-mnist)."),
                     {kFashionMnist, kFashionMnistFolder});
    }
    return kFashionMnistFolder;
  }
  if (data.path.starts_with("builtin:")) {
    return usageError(DYADIC_TR("engine", "There is no data set %1; %2 is the one that is built in."),
                      {data.path, kFashionMnist});
  }
  if (!std::filesystem::exists(data.path, code)) {
    return failure(DYADIC_TR("engine", "There is no data set at %1."), {data.path});
  }
  return data.path;
}

Expected<Reader> openReader(const std::string& path, const std::string& format, const FolderOptions& folder) {
  const bool automatic = format == "auto" || format.empty();
  if (format == "idx" || (automatic && looksLikeIdx(path))) {
    return openIdx(path);
  }
  const bool pickles = looksLikeCifarPickle(path);
  if ((format == "cifar" && !pickles) || (automatic && looksLikeCifar(path))) {
    return openCifar(path);
  }
  if (pickles && (format == "cifar" || automatic)) {
    return openCifarPickle(path);
  }
  if (format == "folder" || (automatic && looksLikeFolder(path))) {
    return openFolder(path, folder);
  }
  if (automatic) {
    return nothingKnown(path);
  }
  return usageError(DYADIC_TR("engine", "data.format is \"%1\"; expected auto, idx, cifar or folder."), {format});
}

}  // namespace dyadic::data
