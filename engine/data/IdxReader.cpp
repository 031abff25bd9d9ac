// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/IdxReader.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <optional>

#include "engine/data/Files.h"

namespace dyadic::data {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kLargestSet = std::uint64_t{1} << 33;  // bytes; guards against compressed bombs
constexpr std::uint64_t kDeflateRatio = 1032;                  // no deflate stream expands more
constexpr std::uint32_t kLargestSide = 1 << 14;
constexpr std::uint32_t kMostChannels = 1 << 10;

/// A file read through zlib, which passes plain files on as they are.
class GzFile {
 public:
  explicit GzFile(const std::string& path) : path_(path) {
    std::error_code code;
    if (fs::is_regular_file(path, code)) {
      file_ = gzopen(path.c_str(), "rbe");
      fileSize_ = fs::file_size(path, code);
    }
    if (file_ != nullptr) {
      gzbuffer(file_, 1 << 18);
    }
  }
  ~GzFile() {
    if (file_ != nullptr) {
      gzclose(file_);
    }
  }
  GzFile(const GzFile&) = delete;
  GzFile& operator=(const GzFile&) = delete;

  [[nodiscard]] bool isOpen() const { return file_ != nullptr; }

  /// Whether the file can hold so many bytes, as far as its size tells.
  [[nodiscard]] bool canHold(std::uint64_t bytes) {
    const bool plain = gzdirect(file_) != 0;
    return bytes <= kLargestSet && bytes <= (plain ? fileSize_ : fileSize_ * kDeflateRatio);
  }

  /// Exactly `size` bytes; `offset` is where they begin and is only named in errors.
  Status read(std::uint8_t* out, std::uint64_t size, std::uint64_t offset) {
    std::uint64_t done = 0;
    while (done < size) {
      constexpr std::uint64_t kStep = 1 << 24;
      const int got = gzread(file_, out + done, static_cast<unsigned>(std::min(kStep, size - done)));
      if (got < 0) {
        return damaged();
      }
      if (got == 0) {
        break;
      }
      done += static_cast<std::uint64_t>(got);
    }
    if (done < size) {
      return failure(DYADIC_TR("engine", "%1 is truncated: expected at least %2 bytes, found %3. Get it again."),
                     {path_, std::to_string(offset + size), std::to_string(offset + done)});
    }
    return {};
  }

  Status skip(std::uint64_t bytes) {
    return bytes == 0 || gzseek(file_, static_cast<z_off_t>(bytes), SEEK_CUR) >= 0 ? Status{} : Status{damaged()};
  }

  /// Nothing may follow; this is also where zlib compares the checksum.
  Status finish() {
    std::uint8_t extra = 0;
    const int got = gzread(file_, &extra, 1);
    int code = Z_OK;
    gzerror(file_, &code);  // at the end of a truncated file zlib returns 0 and says so only here
    if (got < 0 || (code != Z_OK && code != Z_STREAM_END)) {
      return damaged();
    }
    if (got > 0) {
      return failure(DYADIC_TR("engine", "%1 holds more than its header says: it is no valid IDX file."), {path_});
    }
    return {};
  }

 private:
  [[nodiscard]] Error damaged() const {
    int code = 0;
    const std::string reason = gzerror(file_, &code);
    if (code == Z_BUF_ERROR) {
      return failure(DYADIC_TR("engine", "%1 is truncated: its compressed data ends too early. Get it again."),
                     {path_});
    }
    return failure(DYADIC_TR("engine", "%1 is damaged: %2. Get it again."), {path_, reason});
  }

  std::string path_;
  gzFile file_ = nullptr;
  std::uint64_t fileSize_ = 0;
};

struct Header {
  std::int64_t count = 0;
  ImageShape shape;  // 1x1x1 for labels
  std::uint64_t bytes = 0;
};

std::uint32_t bigEndian(const std::uint8_t* bytes) {
  return std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16 | std::uint32_t{bytes[2]} << 8 | bytes[3];
}

/// Reads magic and dimensions: 1 for labels, 3 or 4 for images.
Expected<Header> readHeader(GzFile& file, const std::string& path, bool labels) {
  if (!file.isOpen()) {
    return cannotOpen(path);
  }
  std::array<std::uint8_t, 20> bytes{};
  if (Status status = file.read(bytes.data(), 4, 0); !status) {
    return status.error();
  }
  const std::uint32_t magic = bigEndian(bytes.data());
  const std::uint32_t dimensions = magic & 0xff;
  const bool fits = labels ? dimensions == 1 : dimensions == 3 || dimensions == 4;
  if ((magic >> 8) != 0x08 || !fits) {
    return failure(labels ? DYADIC_TR("engine", "%1 is no IDX label file: its first bytes should be 00 00 08 01.")
                          : DYADIC_TR("engine", "%1 is no IDX image file: its first bytes should be 00 00 08 03."),
                   {path});
  }
  if (Status status = file.read(bytes.data() + 4, std::uint64_t{4} * dimensions, 4); !status) {
    return status.error();
  }
  const auto size = [&](std::uint32_t dimension) { return bigEndian(bytes.data() + 4 + std::size_t{4} * dimension); };
  Header header;
  header.bytes = 4 + std::uint64_t{4} * dimensions;
  header.count = size(0);
  std::uint64_t perImage = 1;
  if (!labels) {
    const std::uint32_t channels = dimensions == 4 ? size(1) : 1;
    const std::uint32_t height = size(dimensions - 2);
    const std::uint32_t width = size(dimensions - 1);
    if (channels - 1 >= kMostChannels || height - 1 >= kLargestSide || width - 1 >= kLargestSide) {
      return failure(DYADIC_TR("engine", "%1 is damaged: its header speaks of images of %2 x %3 x %4."),
                     {path, std::to_string(channels), std::to_string(height), std::to_string(width)});
    }
    header.shape = {static_cast<int>(channels), static_cast<int>(height), static_cast<int>(width)};
    perImage = header.shape.bytes();
  }
  const std::uint64_t needed = static_cast<std::uint64_t>(header.count) * perImage;
  if (needed > kLargestSet || !file.canHold(header.bytes + needed)) {
    return failure(DYADIC_TR("engine",
                             "%1 is truncated or its header is damaged: it speaks of %2 bytes, which this "
                             "file cannot hold. Get it again."),
                   {path, std::to_string(header.bytes + needed)});
  }
  return header;
}

Expected<ImageSet> readRange(const std::string& path, std::int64_t begin, std::int64_t end) {
  GzFile file(path);
  auto header = readHeader(file, path, false);
  if (!header) {
    return header.error();
  }
  if (end < 0) {
    end = header->count;
  }
  if (begin > end || end > header->count) {
    return failure(DYADIC_TR("engine", "%1 has changed while it was in use."), {path});
  }
  ImageSet set;
  set.count = end - begin;
  set.shape = header->shape;
  const std::uint64_t start = static_cast<std::uint64_t>(begin) * set.shape.bytes();
  const std::uint64_t size = static_cast<std::uint64_t>(set.count) * set.shape.bytes();
  if (Status status = checkMemory(size, path); !status) {
    return status.error();
  }
  const auto pixels = std::make_shared_for_overwrite<std::uint8_t[]>(size);
  Status status = file.skip(start);
  if (status) {
    status = file.read(pixels.get(), size, header->bytes + start);
  }
  if (status && end == header->count) {
    status = file.finish();
  }
  if (!status) {
    return status.error();
  }
  set.pixels = pixels;
  return set;
}

/// An image file of a folder and the label file that belongs to it.
struct FilePair {
  std::string images;
  std::string labels;
};

struct ImageFileName {
  std::string split;
  std::string labels;  // name of the label file, without .gz
};

/// What PREFIX-images-idx3-ubyte[.gz] says; nothing for other names.
std::optional<ImageFileName> takeApart(std::string name) {
  if (name.ends_with(".gz")) {
    name.resize(name.size() - 3);
  }
  for (const std::string suffix :
       {"images-idx3-ubyte", "images.idx3-ubyte", "images-idx4-ubyte", "images.idx4-ubyte"}) {
    if (!name.ends_with(suffix)) {
      continue;
    }
    std::string prefix = name.substr(0, name.size() - suffix.size());
    ImageFileName out{prefix, prefix + "labels" + suffix[6] + "idx1-ubyte"};
    while (out.split.ends_with('-') || out.split.ends_with('_') || out.split.ends_with('.')) {
      out.split.pop_back();
    }
    if (out.split == "t10k") {
      out.split = "test";
    } else if (out.split.empty()) {
      out.split = "all";
    }
    return out;
  }
  return std::nullopt;
}

/// Image files of a folder by split; a plain file is taken before a compressed one.
std::map<std::string, FilePair> findFiles(const std::string& path) {
  std::error_code code;
  const fs::path folder = fs::is_regular_file(path, code) ? fs::path(path).parent_path() : fs::path(path);
  std::map<std::string, FilePair> files;
  for (fs::directory_iterator entry(folder.empty() ? fs::path(".") : folder, code), none; !code && entry != none;
       entry.increment(code)) {
    const auto name = takeApart(entry->path().filename().string());
    if (!name || !fs::is_regular_file(entry->path(), code)) {
      continue;
    }
    std::string labels = (entry->path().parent_path() / name->labels).string();
    if (!fs::exists(labels, code)) {
      labels += ".gz";
    }
    FilePair& pair = files[name->split];
    if (pair.images.empty() || pair.images.ends_with(".gz")) {
      pair = {entry->path().string(), labels};
    }
  }
  return files;
}

class IdxReader final : public SetReader {
 public:
  [[nodiscard]] const std::string& format() const override { return format_; }
  [[nodiscard]] const ImageShape& shape() const override { return shape_; }
  [[nodiscard]] const std::vector<SplitInfo>& splits() const override { return splits_; }
  [[nodiscard]] const std::vector<std::string>& classNames() const override { return classNames_; }
  [[nodiscard]] int classes() const override { return classes_; }

  Status add(const std::string& split, const FilePair& files) {
    GzFile file(files.images);
    auto header = readHeader(file, files.images, false);
    if (!header) {
      return header.error();
    }
    auto labels = readIdxLabels(files.labels);
    if (!labels) {
      return labels.error();
    }
    if (static_cast<std::int64_t>(labels->size()) != header->count) {
      return failure(DYADIC_TR("engine", "%1 holds %2 images, but %3 holds %4 labels."),
                     {files.images, std::to_string(header->count), files.labels, std::to_string(labels->size())});
    }
    if (!splits_.empty() && header->shape != shape_) {
      return failure(DYADIC_TR("engine", "%1 holds images of %2, the files beside it hold images of %3."),
                     {files.images, formatShape(header->shape), formatShape(shape_)});
    }
    shape_ = header->shape;
    for (const std::int32_t label : *labels) {
      classes_ = std::max(classes_, label + 1);
    }
    splits_.push_back({split, header->count});
    parts_[split] = {files.images, std::move(*labels)};
    return {};
  }

  Expected<ImageSet> read(const std::string& split, std::int64_t begin, std::int64_t end) override {
    const Part& part = parts_.at(split);
    return guarded(part.path, [&]() -> Expected<ImageSet> {
      auto set = readRange(part.path, begin, end);
      if (set && set->shape != shape_) {
        return failure(DYADIC_TR("engine", "%1 has changed while it was in use."), {part.path});
      }
      if (set) {
        set->labels.assign(part.labels.begin() + begin, part.labels.begin() + end);
      }
      return set;
    });
  }

 private:
  struct Part {
    std::string path;
    std::vector<std::int32_t> labels;
  };
  std::string format_ = "idx";
  ImageShape shape_;
  std::vector<SplitInfo> splits_;
  std::vector<std::string> classNames_;
  int classes_ = 0;
  std::map<std::string, Part> parts_;
};

}  // namespace

Expected<ImageSet> readIdxImages(const std::string& path) {
  return guarded(path, [&] { return readRange(path, 0, -1); });
}

Expected<std::vector<std::int32_t>> readIdxLabels(const std::string& path) {
  return guarded(path, [&]() -> Expected<std::vector<std::int32_t>> {
    GzFile file(path);
    auto header = readHeader(file, path, true);
    if (!header) {
      return header.error();
    }
    std::vector<std::uint8_t> bytes(static_cast<std::size_t>(header->count));
    Status status = file.read(bytes.data(), bytes.size(), header->bytes);
    if (status) {
      status = file.finish();
    }
    if (!status) {
      return status.error();
    }
    return std::vector<std::int32_t>(bytes.begin(), bytes.end());
  });
}

bool looksLikeIdx(const std::string& path) { return !findFiles(path).empty(); }

Expected<std::unique_ptr<SetReader>> openIdx(const std::string& path) {
  return guarded(path, [&]() -> Expected<std::unique_ptr<SetReader>> {
    const auto files = findFiles(path);
    if (files.empty()) {
      return failure(DYADIC_TR("engine",
                               "%1 holds no IDX files: train-images-idx3-ubyte and train-labels-idx1-ubyte "
                               "(or .gz) are looked for."),
                     {path});
    }
    auto reader = std::make_unique<IdxReader>();
    for (const auto& [split, pair] : files) {
      if (Status status = reader->add(split, pair); !status) {
        return status.error();
      }
    }
    return std::unique_ptr<SetReader>(std::move(reader));
  });
}

}  // namespace dyadic::data
