// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/data/ImageSet.h"
#include "engine/types/Expected.h"

namespace dyadic::data {

/// What is known of a split without reading its pixels.
struct SplitInfo {
  std::string name;  ///< train, test, or the folder's name
  std::int64_t count = 0;
};

/// A data set on disk, opened by openIdx, openCifar or openFolder. Opening looks at names, headers and labels only; the
/// pixels are read by read(). Readers hold no LibTorch type. One thread at a time.
class SetReader {
 public:
  virtual ~SetReader() = default;

  [[nodiscard]] virtual const std::string& format() const = 0;  ///< idx | cifar | folder
  [[nodiscard]] virtual const ImageShape& shape() const = 0;
  [[nodiscard]] virtual const std::vector<SplitInfo>& splits() const = 0;
  /// Index = label; empty where the files name no classes.
  [[nodiscard]] virtual const std::vector<std::string>& classNames() const = 0;
  /// Labels are below this; 0 where only reading the pixels would tell.
  [[nodiscard]] virtual int classes() const = 0;

  /// Images begin to end-1 of a split of splits(). REQUIRES: 0 <= begin <= end <= count.
  [[nodiscard]] virtual Expected<ImageSet> read(const std::string& split, std::int64_t begin, std::int64_t end) = 0;
};

}  // namespace dyadic::data
