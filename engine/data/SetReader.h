// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/data/ImageSet.h"
#include "engine/data/Transform.h"
#include "engine/data/TransformChoice.h"
#include "engine/types/Expected.h"

namespace dyadic::data {

/// What is known of a split without reading its pixels.
struct SplitInfo {
  std::string name;  ///< train, test, or the folder's name
  std::int64_t count = 0;
};

/// Which images of a split are read, and what is done to them.
struct Selection {
  std::string split;
  std::vector<std::int64_t> positions;  ///< within the split, rising
  Transform transform;
};

/// A data set on disk, opened by openIdx, openCifar, openCifarPickle or openFolder. Opening looks at names, headers and
/// labels only; the pixels are read by read() and select(). Readers hold no LibTorch type. One thread at a time.
class SetReader {
 public:
  virtual ~SetReader() = default;

  [[nodiscard]] virtual const std::string& format() const = 0;  ///< idx | cifar | folder
  /// Of the images as they are stored; of the first one where sizes() differ.
  [[nodiscard]] virtual const ImageShape& shape() const = 0;
  /// Of the images that were looked at.
  [[nodiscard]] virtual SizeRange sizes() const { return {shape(), shape()}; }
  [[nodiscard]] virtual const std::vector<SplitInfo>& splits() const = 0;
  /// Index = label; empty where the files name no classes.
  [[nodiscard]] virtual const std::vector<std::string>& classNames() const = 0;
  /// The same classes by the names of their folders (n01440764), where these are not the names.
  [[nodiscard]] virtual const std::vector<std::string>& classIds() const { return classNames(); }
  /// Labels are below this; 0 where only reading the pixels would tell.
  [[nodiscard]] virtual int classes() const = 0;
  /// What people should know of how the set was taken, a sentence each: files left out, where labels came from.
  [[nodiscard]] virtual std::vector<std::string> notes() const { return {}; }

  /// Images begin to end-1 of a split of splits(). REQUIRES: 0 <= begin <= end <= count.
  [[nodiscard]] virtual Expected<ImageSet> read(const std::string& split, std::int64_t begin, std::int64_t end) = 0;

  /// The chosen images, transformed, several at once on `threads` (0: all processors). REQUIRES: positions of the
  /// split, rising.
  [[nodiscard]] virtual Expected<ImageSet> select(const Selection& selection, int threads);

  /// What people call an image: its file, or "train[7]".
  [[nodiscard]] virtual std::string imageName(const std::string& split, std::int64_t position) const {
    return split + "[" + std::to_string(position) + "]";
  }

  /// The label of every image of a split.
  [[nodiscard]] virtual Expected<std::vector<std::int32_t>> labels(const std::string& split);

 protected:
  [[nodiscard]] std::int64_t countOf(const std::string& split) const;
};

}  // namespace dyadic::data
