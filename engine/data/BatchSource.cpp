// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/BatchSource.h"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <numeric>
#include <string>
#include <thread>
#include <utility>

#include "engine/math/Random.h"

namespace dyadic::data {

namespace {

constexpr int kPadding = 4;

/// Where an image's pixels come from: output (y, x) is input (y + dy, x + dx), zero outside, mirrored if `flip`.
struct Augmentation {
  int dy = 0;
  int dx = 0;
  bool flip = false;
};

/// One channel plane of `in` to every channels-th float of `out` (height x width x channels).
void normalizePlane(const std::uint8_t* in, const ImageShape& shape, const std::array<float, 256>& table, float* out) {
  const int size = shape.height * shape.width;
  for (int i = 0; i < size; ++i) {
    out[static_cast<std::ptrdiff_t>(i) * shape.channels] = table[in[i]];
  }
}

void augmentPlane(const std::uint8_t* in, const ImageShape& shape, const std::array<float, 256>& table,
                  const Augmentation& augmentation, float* out) {
  const int first = std::clamp(-augmentation.dx, 0, shape.width);  // columns [first, last) lie within the image
  const int last = std::clamp(shape.width - augmentation.dx, first, shape.width);
  const std::ptrdiff_t step = augmentation.flip ? -shape.channels : shape.channels;
  const std::ptrdiff_t left = augmentation.flip ? shape.width - 1 : 0;
  const float padding = table[0];
  for (int y = 0; y < shape.height; ++y) {
    const int from = y + augmentation.dy;
    const bool inside = from >= 0 && from < shape.height;
    const std::ptrdiff_t row = static_cast<std::ptrdiff_t>(from) * shape.width + augmentation.dx;
    float* to = out + (static_cast<std::ptrdiff_t>(y) * shape.width + left) * shape.channels;
    int x = 0;
    for (const int end = inside ? first : shape.width; x < end; ++x, to += step) {
      *to = padding;
    }
    for (; x < last; ++x, to += step) {
      *to = table[in[row + x]];
    }
    for (; x < shape.width; ++x, to += step) {
      *to = padding;
    }
  }
}

void fillImage(const std::uint8_t* in, const ImageShape& shape, const PixelTable& table,
               const Augmentation& augmentation, float* out) {
  const bool plain = augmentation.dy == 0 && augmentation.dx == 0 && !augmentation.flip;
  const std::ptrdiff_t plane = static_cast<std::ptrdiff_t>(shape.height) * shape.width;
  for (int channel = 0; channel < shape.channels; ++channel) {
    const auto& values = table[static_cast<std::size_t>(channel)];
    if (plain) {
      normalizePlane(in + channel * plane, shape, values, out + channel);
    } else {
      augmentPlane(in + channel * plane, shape, values, augmentation, out + channel);
    }
  }
}

torch::Tensor emptyImages(std::int64_t count, const ImageShape& shape) {
  return torch::empty({count, shape.channels, shape.height, shape.width},
                      torch::TensorOptions().dtype(torch::kFloat32).memory_format(torch::MemoryFormat::ChannelsLast));
}

/// Calls make(first), make(first + 1) ... make(last - 1) on a thread of its own, at most `depth` results ahead.
class Prefetcher {
 public:
  struct Range {
    std::int64_t first = 0;
    std::int64_t last = 0;
  };
  using Make = std::function<Batch(std::int64_t)>;

  Prefetcher(Make make, Range range, int depth)
      : make_(std::move(make)), range_(range), depth_(static_cast<std::size_t>(depth)), thread_([this] { work(); }) {}
  ~Prefetcher() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    changed_.notify_all();
    thread_.join();
  }
  Prefetcher(const Prefetcher&) = delete;
  Prefetcher& operator=(const Prefetcher&) = delete;

  /// Waits for the next result; rethrows what make() threw. REQUIRES: called at most last - first times.
  Batch take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !ready_.empty() || error_ != nullptr; });
    if (ready_.empty()) {
      std::rethrow_exception(error_);
    }
    Batch batch = std::move(ready_.front());
    ready_.pop_front();
    lock.unlock();
    changed_.notify_all();
    return batch;
  }

 private:
  void work() {
    try {
      for (std::int64_t index = range_.first; index < range_.last; ++index) {
        Batch batch = make_(index);
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return ready_.size() < depth_ || stopping_; });
        if (stopping_) {
          return;
        }
        ready_.push_back(std::move(batch));
        lock.unlock();
        changed_.notify_all();
      }
    } catch (...) {
      const std::lock_guard lock(mutex_);
      error_ = std::current_exception();
      changed_.notify_all();
    }
  }

  Make make_;
  Range range_;
  std::size_t depth_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Batch> ready_;
  std::exception_ptr error_;
  bool stopping_ = false;
  std::thread thread_;  // last: it uses all of the above
};

class MemorySource final : public DataSource {
 public:
  MemorySource(ImageSet set, const Normalization& normalization, const SourceOptions& options)
      : set_(std::move(set)), table_(pixelTable(normalization)), options_(options) {
    restore({0, 0});
  }

  bool next(Batch& batch) override {
    if (state_.batch >= batches()) {
      return false;
    }
    if (options_.prefetch > 0) {
      if (prefetcher_ == nullptr) {
        prefetcher_ = std::make_unique<Prefetcher>([this](std::int64_t index) { return make(index); },
                                                   Prefetcher::Range{state_.batch, batches()}, options_.prefetch);
      }
      batch = prefetcher_->take();
    } else {
      batch = make(state_.batch);
    }
    ++state_.batch;
    return true;
  }

  void reset(std::int64_t epoch) override { restore({epoch, 0}); }

  [[nodiscard]] std::int64_t images() const override {
    return options_.dropLast ? set_.count / options_.batch * options_.batch : set_.count;
  }
  [[nodiscard]] std::int64_t batches() const override { return (images() + options_.batch - 1) / options_.batch; }
  [[nodiscard]] SourceState state() const override { return state_; }

  void restore(const SourceState& state) override {
    prefetcher_.reset();  // before what its thread reads changes
    state_ = state;
    epoch_ = std::to_string(state.epoch);
    if (options_.shuffle) {
      order_ = shuffledOrder(set_.count, options_.seed, state.epoch);
    } else if (order_.empty()) {
      order_.resize(static_cast<std::size_t>(set_.count));
      std::iota(order_.begin(), order_.end(), 0);
    }
  }

 private:
  /// On the prefetching thread or within next(); depends on options, epoch and index alone.
  [[nodiscard]] Batch make(std::int64_t index) const {
    Batch batch;
    batch.first = index * options_.batch;
    const std::int64_t count = std::min(options_.batch, images() - batch.first);
    batch.images = emptyImages(count, set_.shape);
    batch.labels = torch::empty({count}, torch::kInt64);
    auto* images = batch.images.data_ptr<float>();
    auto* labels = batch.labels.data_ptr<std::int64_t>();
    math::RandomStream random(options_.seed, "augment/" + epoch_ + "/" + std::to_string(index));
    for (std::int64_t i = 0; i < count; ++i) {
      const std::int64_t from = order_[static_cast<std::size_t>(batch.first + i)];
      fillImage(set_.image(from), set_.shape, table_, draw(random),
                images + static_cast<std::size_t>(i) * set_.shape.bytes());
      labels[i] = set_.labels[static_cast<std::size_t>(from)];
    }
    return batch;
  }

  [[nodiscard]] Augmentation draw(math::RandomStream& random) const {
    Augmentation augmentation;
    if (options_.crop) {
      augmentation.dy = static_cast<int>(random.below(2 * kPadding + 1)) - kPadding;
      augmentation.dx = static_cast<int>(random.below(2 * kPadding + 1)) - kPadding;
    }
    augmentation.flip = options_.flip && random.below(2) == 1;
    return augmentation;
  }

  ImageSet set_;
  PixelTable table_;
  SourceOptions options_;
  SourceState state_;
  std::string epoch_;
  std::vector<std::int64_t> order_;
  std::unique_ptr<Prefetcher> prefetcher_;  // last: its thread uses all of the above
};

}  // namespace

std::vector<std::int64_t> shuffledOrder(std::int64_t count, std::uint64_t seed, std::int64_t epoch) {
  return math::RandomStream(seed, "order/" + std::to_string(epoch)).permutation(count);
}

std::unique_ptr<DataSource> makeSource(ImageSet set, const Normalization& normalization, const SourceOptions& options) {
  return std::make_unique<MemorySource>(std::move(set), normalization, options);
}

PixelTable pixelTable(const Normalization& normalization) {
  PixelTable table(normalization.mean.size());
  for (std::size_t channel = 0; channel < table.size(); ++channel) {
    const auto mean = static_cast<float>(normalization.mean[channel]);
    const auto deviation = static_cast<float>(normalization.deviation[channel]);
    for (std::size_t pixel = 0; pixel < table[channel].size(); ++pixel) {
      table[channel][pixel] = (static_cast<float>(pixel) / 255.0F - mean) / deviation;
    }
  }
  return table;
}

torch::Tensor toTensor(const Image& image, const Normalization& normalization) {
  torch::Tensor out = emptyImages(1, image.shape);
  fillImage(image.pixels.data(), image.shape, pixelTable(normalization), {}, out.data_ptr<float>());
  return out;
}

}  // namespace dyadic::data
