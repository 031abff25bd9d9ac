// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/SetReader.h"

#include <algorithm>
#include <cstring>
#include <mutex>
#include <optional>

#include "engine/data/Files.h"
#include "engine/math/Executor.h"

namespace dyadic::data {

namespace {

/// The images of `set` at positions that are counted from `first`.
ImageSet pick(const ImageSet& set, const std::vector<std::int64_t>& positions, std::int64_t first) {
  ImageSet out;
  out.count = static_cast<std::int64_t>(positions.size());
  out.shape = set.shape;
  out.warnings = set.warnings;
  const auto pixels = std::make_shared_for_overwrite<std::uint8_t[]>(positions.size() * set.shape.bytes());
  std::uint8_t* to = pixels.get();
  for (const std::int64_t position : positions) {
    std::memcpy(to, set.image(position - first), set.shape.bytes());
    to += set.shape.bytes();
    out.labels.push_back(set.labels[static_cast<std::size_t>(position - first)]);
  }
  out.pixels = pixels;
  return out;
}

Expected<ImageSet> transformAll(const ImageSet& set, const Selection& selection, int threads) {
  ImageSet out = set;
  out.shape = transformedShape(set.shape, selection.transform);
  const std::uint64_t size = static_cast<std::uint64_t>(set.count) * out.shape.bytes();
  if (Status status = checkMemory(size, selection.split); !status) {
    return status.error();
  }
  const auto pixels = std::make_shared_for_overwrite<std::uint8_t[]>(size);
  std::mutex mutex;
  std::optional<Error> error;
  math::threadExecutor(threads)->run(set.count, [&](std::int64_t i) {
    const auto done = guarded(selection.split, [&]() -> Expected<Image> {
      const std::uint8_t* first = set.image(i);
      return transformed({set.shape, {first, first + set.shape.bytes()}}, selection.transform, selection.split);
    });
    if (done) {
      std::memcpy(pixels.get() + static_cast<std::size_t>(i) * out.shape.bytes(), done->pixels.data(),
                  out.shape.bytes());
      return;
    }
    const std::lock_guard lock(mutex);
    error = done.error();
  });
  if (error) {
    return *error;
  }
  out.pixels = pixels;
  return out;
}

}  // namespace

std::int64_t SetReader::countOf(const std::string& split) const {
  const auto found =
      std::find_if(splits().begin(), splits().end(), [&](const SplitInfo& info) { return info.name == split; });
  return found == splits().end() ? 0 : found->count;
}

Expected<ImageSet> SetReader::select(const Selection& selection, int threads) {
  const auto& positions = selection.positions;
  const std::int64_t begin = positions.empty() ? 0 : positions.front();
  const std::int64_t end = positions.empty() ? 0 : positions.back() + 1;
  auto set = read(selection.split, begin, end);
  if (!set) {
    return set;
  }
  if (set->count > static_cast<std::int64_t>(positions.size())) {
    *set = pick(*set, positions, begin);
  }
  return selection.transform.changes() ? transformAll(*set, selection, threads) : set;
}

Expected<std::vector<std::int32_t>> SetReader::labels(const std::string& split) {
  auto set = read(split, 0, countOf(split));
  if (!set) {
    return set.error();
  }
  return std::move(set->labels);
}

}  // namespace dyadic::data
