// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/CifarPickleReader.h"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <functional>
#include <map>

#include "engine/data/Files.h"
#include "engine/nets/weights/Pickle.h"

namespace dyadic::data {

namespace {

namespace fs = std::filesystem;
using nets::Pickle;
using nets::PickleValue;

constexpr ImageShape kShape{3, 32, 32};
constexpr std::int64_t kPixels = 3072;
constexpr std::uint64_t kLargestFile = std::uint64_t{1} << 30;

struct Version {
  int classes;
  const char* subfolder;
  const char* labels;  // key of a batch
  const char* metaFile;
  const char* classNames;                                 // key of it
  std::map<std::string, std::vector<std::string>> files;  // by split
};

const std::vector<Version>& versions() {
  static const std::vector<Version> kAll = {
      {10,
       "cifar-10-batches-py",
       "labels",
       "batches.meta",
       "label_names",
       {{"train", {"data_batch_1", "data_batch_2", "data_batch_3", "data_batch_4", "data_batch_5"}},
        {"test", {"test_batch"}}}},
      {100, "cifar-100-python", "fine_labels", "meta", "fine_label_names", {{"train", {"train"}}, {"test", {"test"}}}}};
  return kAll;
}

struct Found {
  const Version* version = nullptr;
  fs::path folder;
};

/// CIFAR-100's names are such that the file of class names must be there as well.
Found find(const std::string& path) {
  std::error_code code;
  const fs::path given = path;
  const fs::path base = fs::is_regular_file(given, code) ? given.parent_path() : given;
  for (const Version& version : versions()) {
    for (const fs::path& folder : {base, base / version.subfolder}) {
      for (const auto& [split, names] : version.files) {
        const bool known = version.classes == 10 || fs::is_regular_file(folder / version.metaFile, code);
        if (known && fs::is_regular_file(folder / names.front(), code)) {
          return {&version, folder};
        }
      }
    }
  }
  return {};
}

class CifarPickleReader final : public SetReader {
 public:
  explicit CifarPickleReader(const Found& found) : version_(*found.version), folder_(found.folder) {}

  [[nodiscard]] const std::string& format() const override { return format_; }
  [[nodiscard]] const ImageShape& shape() const override { return kShape; }
  [[nodiscard]] const std::vector<SplitInfo>& splits() const override { return splits_; }
  [[nodiscard]] const std::vector<std::string>& classNames() const override { return classNames_; }
  [[nodiscard]] int classes() const override { return version_.classes; }

  Status open() {
    for (const auto& [split, names] : version_.files) {
      std::error_code code;
      if (!fs::exists(folder_ / names.front(), code)) {
        continue;
      }
      std::int64_t count = 0;
      for (const std::string& name : names) {
        const std::string path = (folder_ / name).string();
        auto labels = readLabels(path);
        if (!labels) {
          return labels.error();
        }
        count += static_cast<std::int64_t>(labels->size());
        files_[split].push_back({path, std::move(*labels)});
      }
      splits_.push_back({split, count});
    }
    return readNames();
  }

  Expected<ImageSet> read(const std::string& split, std::int64_t begin, std::int64_t end) override {
    return guarded(folder_.string(), [&]() -> Expected<ImageSet> {
      const std::uint64_t size = static_cast<std::uint64_t>(end - begin) * kPixels;
      if (Status status = checkMemory(size, folder_.string()); !status) {
        return status.error();
      }
      const auto pixels = std::make_shared_for_overwrite<std::uint8_t[]>(size);
      ImageSet set;
      set.shape = kShape;
      std::int64_t first = 0;  // position in the split of a file's first image
      for (const File& file : files_.at(split)) {
        const auto held = static_cast<std::int64_t>(file.labels.size());
        const std::int64_t from = std::max(begin, first) - first;
        const std::int64_t to = std::min(end, first + held) - first;
        if (from < to) {
          std::uint8_t* out = pixels.get() + set.count * kPixels;
          if (Status status = copyPixels(file, from, to, out); !status) {
            return status.error();
          }
          set.labels.insert(set.labels.end(), file.labels.begin() + from, file.labels.begin() + to);
          set.count += to - from;
        }
        first += held;
      }
      set.pixels = pixels;
      return set;
    });
  }

  Expected<std::vector<std::int32_t>> labels(const std::string& split) override {
    std::vector<std::int32_t> out;
    for (const File& file : files_.at(split)) {
      out.insert(out.end(), file.labels.begin(), file.labels.end());
    }
    return out;
  }

 private:
  struct File {
    std::string path;
    std::vector<std::int32_t> labels;
  };

  [[nodiscard]] Error noBatch(const std::string& path, const std::string& what) const {
    return failure(DYADIC_TR("engine", "%1 is damaged or no CIFAR-%2 pickle: %3."),
                   {path, std::to_string(version_.classes), what});
  }

  /// Calls use(root) while the file's bytes are in memory.
  Status withPickle(const std::string& path, const std::function<Status(const PickleValue&)>& use) {
    if (Status status = readBytes(path, kLargestFile, buffer_); !status) {
      return status;
    }
    const std::string_view bytes(reinterpret_cast<const char*>(buffer_.data()), buffer_.size());
    const auto pickle = Pickle::view(bytes, path);
    return pickle ? use(pickle->root()) : Status(pickle.error());
  }

  /// The pixels of a batch: as many rows of 3072 bytes as there are labels.
  [[nodiscard]] Expected<std::string_view> pixelsOf(const PickleValue& batch, const std::string& path) const {
    const auto data = batch.find("data");
    const auto array = data ? nets::arrayOf(*data) : std::nullopt;
    const bool fits = array && array->shape.size() == 2 && array->shape[1] == kPixels && array->type == 'u' &&
                      array->itemBytes == 1 && !array->columnMajor;
    if (!fits) {
      return noBatch(path, "\"data\" is no array of bytes with 3072 columns");
    }
    return array->data;
  }

  Expected<std::vector<std::int32_t>> readLabels(const std::string& path) {
    std::vector<std::int32_t> labels;
    const Status status = withPickle(path, [&](const PickleValue& batch) -> Status {
      const auto list = batch.find(version_.labels);
      const auto numbers = list ? list->integers() : std::nullopt;
      if (!numbers) {
        return noBatch(path, "\"" + std::string(version_.labels) + "\" is no list of labels");
      }
      const auto pixels = pixelsOf(batch, path);
      if (!pixels) {
        return pixels.error();
      }
      if (pixels->size() != numbers->size() * static_cast<std::size_t>(kPixels)) {
        return noBatch(path, "it holds " + std::to_string(pixels->size() / static_cast<std::size_t>(kPixels)) +
                                 " images and " + std::to_string(numbers->size()) + " labels");
      }
      for (const std::int64_t label : *numbers) {
        if (label < 0 || label >= version_.classes) {
          return noBatch(path, "image " + std::to_string(labels.size()) + " has label " + std::to_string(label));
        }
        labels.push_back(static_cast<std::int32_t>(label));
      }
      return {};
    });
    return status ? Expected<std::vector<std::int32_t>>(std::move(labels)) : status.error();
  }

  Status copyPixels(const File& file, std::int64_t from, std::int64_t to, std::uint8_t* out) {
    return withPickle(file.path, [&](const PickleValue& batch) -> Status {
      const auto pixels = pixelsOf(batch, file.path);
      if (!pixels) {
        return pixels.error();
      }
      if (pixels->size() != file.labels.size() * static_cast<std::size_t>(kPixels)) {
        return failure(DYADIC_TR("engine", "%1 has changed while it was in use."), {file.path});
      }
      std::memcpy(out, pixels->data() + from * kPixels, static_cast<std::size_t>((to - from) * kPixels));
      return {};
    });
  }

  Status readNames() {
    std::error_code code;
    const fs::path path = folder_ / version_.metaFile;
    if (!fs::exists(path, code)) {
      return {};
    }
    return withPickle(path.string(), [&](const PickleValue& meta) -> Status {
      const auto names = meta.find(version_.classNames);
      for (std::size_t i = 0; names && i < names->size(); ++i) {
        classNames_.emplace_back(names->at(i).text().value_or(""));
      }
      const bool named = std::none_of(classNames_.begin(), classNames_.end(), [](const auto& n) { return n.empty(); });
      if (!named || classNames_.size() != static_cast<std::size_t>(version_.classes)) {
        return failure(DYADIC_TR("engine", "%1 names %2 classes, expected %3."),
                       {path.string(), std::to_string(classNames_.size()), std::to_string(version_.classes)});
      }
      return {};
    });
  }

  const Version& version_;
  fs::path folder_;
  std::string format_ = "cifar";
  std::vector<SplitInfo> splits_;
  std::vector<std::string> classNames_;
  std::map<std::string, std::vector<File>> files_;
  std::vector<std::uint8_t> buffer_;
};

}  // namespace

bool looksLikeCifarPickle(const std::string& path) { return find(path).version != nullptr; }

Expected<std::unique_ptr<SetReader>> openCifarPickle(const std::string& path) {
  return guarded(path, [&]() -> Expected<std::unique_ptr<SetReader>> {
    const Found found = find(path);
    if (found.version == nullptr) {
      return failure(DYADIC_TR("engine",
                               "%1 holds no CIFAR pickles: data_batch_1 to data_batch_5 and test_batch (CIFAR-100: "
                               "train, test and meta) are looked for."),
                     {path});
    }
    auto reader = std::make_unique<CifarPickleReader>(found);
    if (Status status = reader->open(); !status) {
      return status.error();
    }
    return std::unique_ptr<SetReader>(std::move(reader));
  });
}

}  // namespace dyadic::data
