// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "engine/data/DataSet.h"
#include "engine/data/ImageSet.h"

namespace dyadic::data {

struct Batch {
  torch::Tensor images;    ///< float32 [N, channels, height, width], normalized, channels-last in memory, on the CPU
  torch::Tensor labels;    ///< int64 [N]
  std::int64_t first = 0;  ///< position of the first image in this epoch's order; without shuffle its index in the set
};

/// Where a source stands; with its options this is all that an exact resume needs.
struct SourceState {
  std::int64_t epoch = 0;
  std::int64_t batch = 0;  ///< batches of this epoch already handed out
};

/// Hands out batches, one epoch after another. One thread at a time. next() and reset() throw what making a batch threw
/// (std::bad_alloc, c10::Error), as tensor operations do.
class DataSource {
 public:
  virtual ~DataSource() = default;

  /// The next batch of the epoch; false when there is none left.
  virtual bool next(Batch& batch) = 0;
  /// Begins an epoch; its order and augmentation depend on the source's seed and this number alone.
  virtual void reset(std::int64_t epoch) = 0;

  [[nodiscard]] virtual std::int64_t images() const = 0;   ///< handed out in an epoch
  [[nodiscard]] virtual std::int64_t batches() const = 0;  ///< in an epoch

  [[nodiscard]] virtual SourceState state() const = 0;
  /// Continues exactly where state() was taken.
  virtual void restore(const SourceState& state) = 0;
};

struct SourceOptions {
  std::int64_t batch = 128;  ///< images
  std::uint64_t seed = 1;    ///< of order and augmentation
  bool shuffle = false;      ///< a new order each epoch
  bool flip = false;         ///< mirrors half of the images left to right
  bool crop = false;         ///< pads the pixels with 4 zeros on each side and cuts the image's size out at random
  bool dropLast = false;     ///< leaves out a last batch that is not full
  int prefetch = 2;          ///< batches made ahead by a thread of the source's own; 0: made within next()
};

/// The order in which a source of this seed that shuffles hands out `count` images: Batch::first is a position in it.
[[nodiscard]] std::vector<std::int64_t> shuffledOrder(std::int64_t count, std::uint64_t seed, std::int64_t epoch);

/// Batches of a set in memory. Batches are the same whatever `prefetch` is. Begins in epoch 0.
/// REQUIRES: options.batch >= 1; one mean and deviation a channel.
[[nodiscard]] std::unique_ptr<DataSource> makeSource(ImageSet set, const Normalization& normalization,
                                                     const SourceOptions& options);

/// What each of the 256 pixel values is to the network, per channel: (pixel/255 - mean) / deviation, computed in
/// float32 by the same operations as torchvision's ToTensor and Normalize, so that the bits agree.
using PixelTable = std::vector<std::array<float, 256>>;
[[nodiscard]] PixelTable pixelTable(const Normalization& normalization);

/// One image as a batch of one, [1, channels, height, width].
[[nodiscard]] torch::Tensor toTensor(const Image& image, const Normalization& normalization);

}  // namespace dyadic::data
