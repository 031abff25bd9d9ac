// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/CifarReader.h"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <map>

#include "engine/data/Files.h"

namespace dyadic::data {

namespace {

namespace fs = std::filesystem;

constexpr ImageShape kShape{3, 32, 32};
constexpr std::int64_t kPixels = 3072;
constexpr std::uint64_t kLargestFile = std::uint64_t{1} << 30;

/// The two versions differ in files and label bytes only.
struct Version {
  int classes;
  int labelBytes;  // the last one is used
  const char* subfolder;
  const char* names;
  std::map<std::string, std::vector<std::string>> files;  // by split
};

const std::vector<Version>& versions() {
  static const std::vector<Version> kAll = {
      {10,
       1,
       "cifar-10-batches-bin",
       "batches.meta.txt",
       {{"train", {"data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin"}},
        {"test", {"test_batch.bin"}}}},
      {100, 2, "cifar-100-binary", "fine_label_names.txt", {{"train", {"train.bin"}}, {"test", {"test.bin"}}}}};
  return kAll;
}

/// The version whose first file of a split lies in `path`, in its subfolder, or beside it if `path` is a file.
struct Found {
  const Version* version = nullptr;
  fs::path folder;
};

Found find(const std::string& path) {
  std::error_code code;
  const fs::path given = path;
  const fs::path base = fs::is_regular_file(given, code) ? given.parent_path() : given;
  for (const Version& version : versions()) {
    for (const fs::path& folder : {base, base / version.subfolder}) {
      for (const auto& [split, names] : version.files) {
        if (fs::is_regular_file(folder / names.front(), code)) {
          return {&version, folder};
        }
      }
    }
  }
  return {};
}

class CifarReader final : public SetReader {
 public:
  explicit CifarReader(const Found& found) : version_(*found.version), folder_(found.folder) {}

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
        auto records = countRecords(folder_ / name);
        if (!records) {
          return records.error();
        }
        files_[split].push_back({(folder_ / name).string(), *records});
        count += *records;
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
      std::int64_t first = 0;  // position in the split of a file's first record
      for (const File& file : files_.at(split)) {
        const std::int64_t from = std::max(begin, first) - first;
        const std::int64_t to = std::min(end, first + file.records) - first;
        if (from < to) {
          if (Status status = append(file, from, to, pixels.get(), set); !status) {
            return status.error();
          }
        }
        first += file.records;
      }
      set.pixels = pixels;
      return set;
    });
  }

 private:
  struct File {
    std::string path;
    std::int64_t records = 0;
  };

  [[nodiscard]] std::int64_t recordBytes() const { return version_.labelBytes + kPixels; }

  [[nodiscard]] Expected<std::int64_t> countRecords(const fs::path& path) const {
    std::error_code code;
    const auto size = fs::file_size(path, code);
    if (code) {
      return cannotOpen(path.string());
    }
    const auto record = static_cast<std::uint64_t>(recordBytes());
    if (size == 0 || size % record != 0 || size > kLargestFile) {
      return failure(DYADIC_TR("engine",
                               "%1 is truncated or no CIFAR-%2 file: its %3 bytes are not whole records of "
                               "%4 bytes. Get it again."),
                     {path.string(), std::to_string(version_.classes), std::to_string(size), std::to_string(record)});
    }
    return static_cast<std::int64_t>(size / record);
  }

  Status readNames() {
    std::error_code code;
    const fs::path path = folder_ / version_.names;
    if (!fs::exists(path, code)) {
      return {};
    }
    auto lines = readLines(path.string());
    if (!lines) {
      return lines.error();
    }
    if (lines->size() != static_cast<std::size_t>(version_.classes)) {
      return failure(DYADIC_TR("engine", "%1 names %2 classes, expected %3."),
                     {path.string(), std::to_string(lines->size()), std::to_string(version_.classes)});
    }
    classNames_ = std::move(*lines);
    return {};
  }

  Status append(const File& file, std::int64_t from, std::int64_t to, std::uint8_t* pixels, ImageSet& set) {
    if (Status status = readBytes(file.path, kLargestFile, buffer_); !status) {
      return status;
    }
    if (buffer_.size() != static_cast<std::size_t>(file.records * recordBytes())) {
      return failure(DYADIC_TR("engine", "%1 has changed while it was in use."), {file.path});
    }
    for (std::int64_t record = from; record < to; ++record) {
      const std::uint8_t* bytes = buffer_.data() + record * recordBytes();
      const int label = bytes[version_.labelBytes - 1];
      if (label >= version_.classes) {
        return failure(DYADIC_TR("engine", "%1 is damaged or no CIFAR-%2 file: image %3 has label %4."),
                       {file.path, std::to_string(version_.classes), std::to_string(record), std::to_string(label)});
      }
      std::memcpy(pixels + set.count * kPixels, bytes + version_.labelBytes, kPixels);
      set.labels.push_back(label);
      ++set.count;
    }
    return {};
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

bool looksLikeCifar(const std::string& path) { return find(path).version != nullptr; }

Expected<std::unique_ptr<SetReader>> openCifar(const std::string& path) {
  return guarded(path, [&]() -> Expected<std::unique_ptr<SetReader>> {
    const Found found = find(path);
    if (found.version == nullptr) {
      return failure(DYADIC_TR("engine",
                               "%1 holds no CIFAR files: data_batch_1.bin to data_batch_5.bin and "
                               "test_batch.bin (CIFAR-100: train.bin and test.bin) are looked for."),
                     {path});
    }
    auto reader = std::make_unique<CifarReader>(found);
    if (Status status = reader->open(); !status) {
      return status.error();
    }
    return std::unique_ptr<SetReader>(std::move(reader));
  });
}

}  // namespace dyadic::data
