// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/FolderReader.h"

#include <algorithm>
#include <atomic>
#include <cctype>
#include <cstring>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <thread>

#include "engine/data/Files.h"
#include "engine/data/ImageFile.h"

namespace dyadic::data {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kLargestFile = std::uint64_t{1} << 28;

bool isImageName(const fs::path& path) {
  std::string extension = path.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return extension == ".jpg" || extension == ".jpeg" || extension == ".png";
}

/// Names in a folder that `wanted` accepts, sorted by byte; a name that begins with a dot is hidden.
template <class Wanted>
std::vector<std::string> list(const fs::path& folder, const Wanted& wanted) {
  std::vector<std::string> names;
  std::error_code code;
  for (fs::directory_iterator entry(folder, code), none; !code && entry != none; entry.increment(code)) {
    std::string name = entry->path().filename().string();
    if (!name.starts_with('.') && wanted(*entry)) {
      names.push_back(std::move(name));
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<std::string> listFolders(const fs::path& folder) {
  return list(folder, [](const fs::directory_entry& entry) {
    std::error_code code;
    return entry.is_directory(code);
  });
}

std::vector<std::string> listImages(const fs::path& folder) {
  return list(folder, [](const fs::directory_entry& entry) {
    std::error_code code;
    return isImageName(entry.path()) && entry.is_regular_file(code);
  });
}

bool holdsImage(const fs::path& folder) {
  std::error_code code;
  for (fs::directory_iterator entry(folder, code), none; !code && entry != none; entry.increment(code)) {
    if (isImageName(entry->path())) {
      return true;
    }
  }
  return false;
}

bool holdsClasses(const fs::path& folder) {
  const auto folders = listFolders(folder);
  return std::any_of(folders.begin(), folders.end(),
                     [&](const std::string& name) { return holdsImage(folder / name); });
}

/// Split name and folder. A folder of class folders is itself the only split, under its own name.
std::map<std::string, fs::path> findSplits(const std::string& path) {
  const fs::path root = fs::path(path).has_filename() ? fs::path(path) : fs::path(path).parent_path();
  std::map<std::string, fs::path> splits;
  for (const std::string& name : listFolders(root)) {
    if (holdsClasses(root / name)) {
      splits[name] = root / name;
    }
  }
  if (splits.empty() && holdsClasses(root)) {
    splits[root.filename().string()] = root;
  }
  return splits;
}

struct Entry {
  std::string path;
  std::int32_t label = 0;
};

/// Decodes entries into slots of one block of pixels, several threads at once.
class Decoding {
 public:
  Decoding(std::span<const Entry> entries, const ImageShape& shape, std::uint8_t* pixels)
      : shape_(shape), entries_(entries), pixels_(pixels), errors_(entries.size()) {}

  void run(int threads) {
    const auto most = static_cast<int>((entries_.size() + kChunk - 1) / kChunk);
    std::vector<std::jthread> pool;
    for (int i = 1; i < std::min(threads, most); ++i) {
      pool.emplace_back([this] { work(); });
    }
    work();
  }

  /// Per entry: what prevented it; wrongShape() is an error for the whole set.
  [[nodiscard]] const std::vector<std::optional<Error>>& errors() const { return errors_; }
  [[nodiscard]] std::optional<Error> fatal() const {
    const std::size_t index = fatal_.load();
    return index < errors_.size() ? errors_[index] : std::nullopt;
  }

 private:
  static constexpr std::size_t kChunk = 64;

  void work() {
    std::vector<std::uint8_t> bytes;
    for (std::size_t begin = next_.fetch_add(kChunk); begin < entries_.size(); begin = next_.fetch_add(kChunk)) {
      for (std::size_t i = begin; i < std::min(begin + kChunk, entries_.size()); ++i) {
        // Chunks before the first fatal error are finished, so that the error reported is always the first.
        if (i > fatal_.load()) {
          return;
        }
        const Status status = guarded(entries_[i].path, [&] { return decode(i, bytes); });
        if (!status) {
          errors_[i] = status.error();
        }
      }
    }
  }

  Status decode(std::size_t index, std::vector<std::uint8_t>& bytes) {
    const std::string& path = entries_[index].path;
    if (Status status = readBytes(path, kLargestFile, bytes); !status) {
      return status;
    }
    auto shape = imageShape(bytes, path);
    if (!shape) {
      return shape.error();
    }
    const bool fits = shape->height == shape_.height && shape->width == shape_.width &&
                      (shape->channels == shape_.channels || shape->channels == 1);
    if (!fits) {
      markFatal(index);
      return failure(DYADIC_TR("engine",
                               "%1 is an image of %2, the others are %3. All images must have one size: "
                               "resize or move it."),
                     {path, formatShape(*shape), formatShape(shape_)});
    }
    auto image = decodeImage(bytes, path, shape_.channels);
    if (!image) {
      return image.error();
    }
    std::memcpy(pixels_ + index * shape_.bytes(), image->pixels.data(), shape_.bytes());
    return {};
  }

  void markFatal(std::size_t index) {
    std::size_t seen = fatal_.load();
    while (index < seen && !fatal_.compare_exchange_weak(seen, index)) {
    }
  }

  ImageShape shape_;
  std::span<const Entry> entries_;
  std::uint8_t* pixels_;
  std::vector<std::optional<Error>> errors_;
  std::atomic<std::size_t> next_{0};
  std::atomic<std::size_t> fatal_{static_cast<std::size_t>(-1)};
};

class FolderReader final : public SetReader {
 public:
  FolderReader(std::string path, const FolderOptions& options) : path_(std::move(path)), options_(options) {}

  [[nodiscard]] const std::string& format() const override { return format_; }
  [[nodiscard]] const ImageShape& shape() const override { return shape_; }
  [[nodiscard]] const std::vector<SplitInfo>& splits() const override { return splits_; }
  [[nodiscard]] const std::vector<std::string>& classNames() const override { return classNames_; }
  [[nodiscard]] int classes() const override { return static_cast<int>(classNames_.size()); }

  Status open() {
    const auto folders = findSplits(path_);
    if (folders.empty()) {
      return failure(DYADIC_TR("engine",
                               "%1 holds no images: SPLIT/CLASS/*.jpg or *.png is looked for, for example "
                               "train/cat/001.jpg."),
                     {path_});
    }
    std::set<std::string> names;
    const auto train = folders.find("train");
    for (const auto& [split, folder] : folders) {
      if (train == folders.end() || split == "train") {
        for (std::string& name : listFolders(folder)) {
          names.insert(std::move(name));
        }
      }
    }
    classNames_.assign(names.begin(), names.end());
    for (const auto& [split, folder] : folders) {
      for (const std::string& name : listFolders(folder)) {
        if (!names.contains(name) && holdsImage(folder / name)) {
          strays_[split] = (folder / name).string();
        }
      }
      entries_[split] = listEntries(folder);
      splits_.push_back({split, static_cast<std::int64_t>(entries_[split].size())});
    }
    return findShape(train != folders.end() ? "train" : folders.begin()->first);
  }

  Expected<ImageSet> read(const std::string& split, std::int64_t begin, std::int64_t end) override {
    return guarded(path_, [&]() -> Expected<ImageSet> {
      if (const auto stray = strays_.find(split); stray != strays_.end()) {
        return failure(DYADIC_TR("engine", "%1 is a folder of images whose class the split train does not have."),
                       {stray->second});
      }
      const auto entries = std::span<const Entry>(entries_.at(split))
                               .subspan(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
      const std::uint64_t size = entries.size() * shape_.bytes();
      if (Status status = checkMemory(size, path_); !status) {
        return status.error();
      }
      const auto pixels = std::make_shared_for_overwrite<std::uint8_t[]>(size);
      Decoding decoding(entries, shape_, pixels.get());
      const auto processors = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
      decoding.run(options_.threads > 0 ? options_.threads : processors);
      if (auto fatal = decoding.fatal()) {
        return *fatal;
      }
      return gather(entries, decoding.errors(), pixels);
    });
  }

 private:
  /// The first file of every class, then the second, and so on.
  [[nodiscard]] std::vector<Entry> listEntries(const fs::path& folder) const {
    struct Ranked {
      std::size_t rank;
      Entry entry;
    };
    std::vector<Ranked> ranked;
    for (std::size_t label = 0; label < classNames_.size(); ++label) {
      const fs::path classFolder = folder / classNames_[label];
      std::size_t rank = 0;
      for (const std::string& name : listImages(classFolder)) {
        ranked.push_back({rank++, {(classFolder / name).string(), static_cast<std::int32_t>(label)}});
      }
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) { return a.rank < b.rank; });
    std::vector<Entry> entries;
    entries.reserve(ranked.size());
    for (Ranked& item : ranked) {
      entries.push_back(std::move(item.entry));
    }
    return entries;
  }

  /// From the first image that can be read.
  Status findShape(const std::string& split) {
    Status first;
    for (const Entry& entry : entries_[split]) {
      auto shape = readImageFileShape(entry.path);
      if (shape) {
        shape_ = *shape;
        if (options_.channels == 3) {
          shape_.channels = 3;  // a gray image among coloured ones
        }
        return {};
      }
      if (first) {
        first = shape.error();
      }
    }
    return first.ok() ? failure(DYADIC_TR("engine", "%1 holds no images."), {path_ + "/" + split}) : first.error();
  }

  /// Closes the gaps that files which do not decode left.
  [[nodiscard]] Expected<ImageSet> gather(std::span<const Entry> entries,
                                          const std::vector<std::optional<Error>>& errors,
                                          const std::shared_ptr<std::uint8_t[]>& pixels) const {
    ImageSet set;
    set.shape = shape_;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (errors[i]) {
        set.warnings.push_back(errors[i]->message());
        continue;
      }
      const auto slot = static_cast<std::size_t>(set.count);
      if (slot != i) {
        std::memcpy(pixels.get() + slot * shape_.bytes(), pixels.get() + i * shape_.bytes(), shape_.bytes());
      }
      set.labels.push_back(entries[i].label);
      set.files.push_back(entries[i].path);
      ++set.count;
    }
    if (set.count == 0 && !entries.empty()) {
      return failure(DYADIC_TR("engine", "None of the %1 images of %2 can be read. The first: %3"),
                     {std::to_string(entries.size()), path_, set.warnings.front()});
    }
    set.pixels = pixels;
    return set;
  }

  std::string path_;
  FolderOptions options_;
  std::string format_ = "folder";
  ImageShape shape_;
  std::vector<SplitInfo> splits_;
  std::vector<std::string> classNames_;
  std::map<std::string, std::vector<Entry>> entries_;  // by split
  std::map<std::string, std::string> strays_;          // by split: a class folder that train does not have
};

}  // namespace

bool looksLikeFolder(const std::string& path) {
  try {
    return !findSplits(path).empty();
  } catch (const std::exception&) {
    return false;
  }
}

Expected<std::unique_ptr<SetReader>> openFolder(const std::string& path, const FolderOptions& options) {
  return guarded(path, [&]() -> Expected<std::unique_ptr<SetReader>> {
    auto reader = std::make_unique<FolderReader>(path, options);
    if (Status status = reader->open(); !status) {
      return status.error();
    }
    return std::unique_ptr<SetReader>(std::move(reader));
  });
}

}  // namespace dyadic::data
