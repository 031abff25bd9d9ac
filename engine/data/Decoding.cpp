// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/Decoding.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <optional>
#include <thread>

#include "engine/data/Files.h"
#include "engine/data/ImageFile.h"

namespace dyadic::data {

namespace {

constexpr std::uint64_t kLargestFile = std::uint64_t{1} << 28;

/// Decodes entries into slots of one block of pixels.
class Decoding {
 public:
  Decoding(const std::vector<ImageEntry>& entries, const DecodingOptions& options, std::uint8_t* pixels)
      : options_(options), entries_(entries), pixels_(pixels), errors_(entries.size()) {}

  void run(int threads) {
    const auto most = static_cast<int>((entries_.size() + kChunk - 1) / kChunk);
    std::vector<std::jthread> pool;
    for (int i = 1; i < std::min(threads, most); ++i) {
      pool.emplace_back([this] { work(); });
    }
    work();
  }

  /// Per entry: what prevented it.
  [[nodiscard]] const std::vector<std::optional<Error>>& errors() const { return errors_; }
  /// The first error that is one of the whole set.
  [[nodiscard]] std::optional<Error> fatal() const {
    const std::size_t index = fatal_.load();
    return index < errors_.size() ? errors_[index] : std::nullopt;
  }

 private:
  static constexpr std::size_t kChunk = 16;

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
    const auto stored = imageShape(bytes, path);
    if (!stored) {
      return stored.error();
    }
    const ImageShape shape = transformedShape(*stored, options_.transform);
    const ImageShape& wanted = options_.shape;
    const bool gray = shape.channels == 1;
    if (shape.height != wanted.height || shape.width != wanted.width || (shape.channels != wanted.channels && !gray)) {
      markFatal(index);
      return failure(
          DYADIC_TR("engine",
                    "%1 is an image of %2, the others are %3. All images must have one size: set data.resize "
                    "and data.crop, or resize or move it."),
          {path, formatShape(*stored), formatShape(wanted)});
    }
    auto image = decodeImage(bytes, path, wanted.channels);
    if (!image) {
      return image.error();
    }
    const auto done = transformed(std::move(*image), options_.transform, path);
    if (!done) {
      return done.error();
    }
    std::memcpy(pixels_ + index * wanted.bytes(), done->pixels.data(), wanted.bytes());
    return {};
  }

  void markFatal(std::size_t index) {
    std::size_t seen = fatal_.load();
    while (index < seen && !fatal_.compare_exchange_weak(seen, index)) {
    }
  }

  const DecodingOptions& options_;
  const std::vector<ImageEntry>& entries_;
  std::uint8_t* pixels_;
  std::vector<std::optional<Error>> errors_;
  std::atomic<std::size_t> next_{0};
  std::atomic<std::size_t> fatal_{static_cast<std::size_t>(-1)};
};

/// Closes the gaps that files which do not decode left.
Expected<ImageSet> gather(const std::vector<ImageEntry>& entries, const Decoding& decoding,
                          const DecodingOptions& options, const std::shared_ptr<std::uint8_t[]>& pixels) {
  ImageSet set;
  set.shape = options.shape;
  const std::size_t size = options.shape.bytes();
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (const auto& error = decoding.errors()[i]) {
      set.warnings.push_back(error->message());
      continue;
    }
    const auto slot = static_cast<std::size_t>(set.count);
    if (slot != i) {
      std::memcpy(pixels.get() + slot * size, pixels.get() + i * size, size);
    }
    set.labels.push_back(entries[i].label);
    set.files.push_back(entries[i].path);
    ++set.count;
  }
  if (set.count == 0 && !entries.empty()) {
    return failure(DYADIC_TR("engine", "None of the %1 images of %2 can be read. The first: %3"),
                   {std::to_string(entries.size()), options.source, set.warnings.front()});
  }
  set.pixels = pixels;
  return set;
}

}  // namespace

Expected<ImageSet> decodeAll(const std::vector<ImageEntry>& entries, const DecodingOptions& options) {
  const std::uint64_t size = entries.size() * options.shape.bytes();
  if (Status status = checkMemory(size, options.source); !status) {
    return status.error();
  }
  const auto pixels = std::make_shared_for_overwrite<std::uint8_t[]>(size);
  Decoding decoding(entries, options, pixels.get());
  const auto processors = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  decoding.run(options.threads > 0 ? options.threads : processors);
  if (auto fatal = decoding.fatal()) {
    return *fatal;
  }
  return gather(entries, decoding, options, pixels);
}

}  // namespace dyadic::data
