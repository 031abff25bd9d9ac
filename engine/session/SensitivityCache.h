// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace dyadic::session {

/// What was measured of one network on a fixed set of images.
struct Measured {
  std::int64_t correct = 0;
  double error = 0;   ///< sum (y - q)^2 over all logits
  double signal = 0;  ///< sum y^2
  bool operator==(const Measured&) const = default;
};

/// Measurements of many quantizations of one network on the same images, in memory and in a file of one JSON object a
/// line, to which every measurement is added at once: what is there survives an end of any kind, and several processes
/// may add to one file. The file is untrusted: lines that do not make sense are not there, and a file too large
/// to be one is removed. Where it cannot be written
/// the memory still serves. One thread at a time.
class SensitivityCache {
 public:
  /// Reads `path` where it exists. `images` is the number of images of every measurement.
  SensitivityCache(std::string path, std::int64_t images);

  [[nodiscard]] std::optional<Measured> find(const std::string& key) const;
  void add(const std::string& key, const Measured& measured);
  [[nodiscard]] const std::string& path() const { return path_; }

  /// $XDG_CACHE_HOME/dyadic/sensitivity/NAME.jsonl, else below ~/.cache; empty (memory alone) where neither is known.
  [[nodiscard]] static std::string pathOf(const std::string& name);

 private:
  std::string path_;
  std::int64_t images_;
  std::map<std::string, Measured> entries_;
};

}  // namespace dyadic::session
