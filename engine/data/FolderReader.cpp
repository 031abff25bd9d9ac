// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/FolderReader.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "engine/data/Decoding.h"
#include "engine/data/Files.h"
#include "engine/data/FolderLayout.h"
#include "engine/data/ImageFile.h"

namespace dyadic::data {

namespace {

constexpr std::int64_t kLookedAt = 32;  // headers of a split that say which sizes there are

class FolderReader final : public SetReader {
 public:
  FolderReader(std::string path, const FolderOptions& options) : path_(std::move(path)), options_(options) {}

  [[nodiscard]] const std::string& format() const override { return format_; }
  [[nodiscard]] const ImageShape& shape() const override { return shape_; }
  [[nodiscard]] SizeRange sizes() const override { return sizes_; }
  [[nodiscard]] const std::vector<SplitInfo>& splits() const override { return splits_; }
  [[nodiscard]] const std::vector<std::string>& classNames() const override { return layout_.classNames; }
  [[nodiscard]] const std::vector<std::string>& classIds() const override { return layout_.classIds; }
  [[nodiscard]] int classes() const override { return layout_.classes; }
  [[nodiscard]] std::vector<std::string> notes() const override { return layout_.notes; }

  Status open() {
    auto layout = findLayout(path_, options_.modelClasses);
    if (!layout) {
      return layout.error();
    }
    layout_ = std::move(*layout);
    if (layout_.splits.empty()) {
      std::string seen;
      for (const std::string& note : layout_.notes) {
        seen += " " + note;
      }
      return failure(DYADIC_TR("engine",
                               "%1 holds no labelled images: SPLIT/CLASS/*.jpg or *.png is looked for, for example "
                               "train/cat/001.jpg, or one folder of images with a label file such as val.txt.%2"),
                     {path_, seen});
    }
    for (const FolderSplit& split : layout_.splits) {
      splits_.push_back({split.name, static_cast<std::int64_t>(split.files.size())});
    }
    return lookAtSizes();
  }

  Expected<ImageSet> read(const std::string& split, std::int64_t begin, std::int64_t end) override {
    std::vector<std::int64_t> positions(static_cast<std::size_t>(end - begin));
    std::iota(positions.begin(), positions.end(), begin);
    return select({split, std::move(positions), {}}, options_.threads);
  }

  Expected<ImageSet> select(const Selection& selection, int threads) override {
    return guarded(path_, [&]() -> Expected<ImageSet> {
      const FolderSplit& split = layout_.split(selection.split);
      if (split.problem) {
        return *split.problem;
      }
      std::vector<ImageEntry> entries;
      entries.reserve(selection.positions.size());
      for (const std::int64_t position : selection.positions) {
        entries.push_back(split.entry(position));
      }
      return decodeAll(entries, {path_, selection.transform, transformedShape(shape_, selection.transform), threads});
    });
  }

  [[nodiscard]] std::string imageName(const std::string& split, std::int64_t position) const override {
    return layout_.split(split).entry(position).path;
  }

  Expected<std::vector<std::int32_t>> labels(const std::string& split) override {
    std::vector<std::int32_t> out;
    for (const FolderSplit::File& file : layout_.split(split).files) {
      out.push_back(file.label);
    }
    return out;
  }

 private:
  /// From the headers of images spread over the splits.
  Status lookAtSizes() {
    Status first;
    for (const FolderSplit& split : layout_.splits) {
      const auto count = static_cast<std::int64_t>(split.files.size());
      for (std::int64_t i = 0; i < std::min(count, kLookedAt); ++i) {
        lookAt(split, count <= kLookedAt ? i : i * count / kLookedAt, first);
      }
    }
    // None of these can be read: perhaps another one can.
    for (const FolderSplit& split : layout_.splits) {
      for (std::int64_t i = 0; shape_.channels == 0 && i < static_cast<std::int64_t>(split.files.size()); ++i) {
        lookAt(split, i, first);
      }
    }
    if (shape_.channels == 0) {
      return first.ok() ? failure(DYADIC_TR("engine", "%1 holds no images."), {path_}) : first.error();
    }
    if (options_.channels == 3) {
      channels_ = 3;  // a gray image among coloured ones
    }
    shape_.channels = sizes_.smallest.channels = sizes_.largest.channels = channels_;
    return {};
  }

  void lookAt(const FolderSplit& split, std::int64_t position, Status& first) {
    const auto shape = readImageFileShape(split.entry(position).path);
    if (!shape) {
      if (first) {
        first = shape.error();
      }
      return;
    }
    if (shape_.channels == 0) {
      shape_ = sizes_.smallest = sizes_.largest = *shape;
    }
    channels_ = std::max(channels_, shape->channels);
    sizes_.smallest.height = std::min(sizes_.smallest.height, shape->height);
    sizes_.smallest.width = std::min(sizes_.smallest.width, shape->width);
    sizes_.largest.height = std::max(sizes_.largest.height, shape->height);
    sizes_.largest.width = std::max(sizes_.largest.width, shape->width);
  }

  std::string path_;
  FolderOptions options_;
  std::string format_ = "folder";
  FolderLayout layout_;
  ImageShape shape_;
  SizeRange sizes_;
  int channels_ = 0;
  std::vector<SplitInfo> splits_;
};

}  // namespace

bool looksLikeFolder(const std::string& path) {
  try {
    return holdsImageFolders(path);
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
