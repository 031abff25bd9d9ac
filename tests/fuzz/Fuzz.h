// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

/// Readers of untrusted files, each as a function of the bytes of one file. What a reader answers is of no interest
/// here: it must come back, without a crash, a hang or a report of a sanitizer, and with memory that follows from the
/// number of bytes.
namespace dyadic::fuzz {

using Bytes = std::span<const std::uint8_t>;

struct Target {
  std::string name;  ///< also of its folder in tests/fuzz/corpus
  std::function<void(Bytes)> read;
  int mutations = 20000;  ///< in the test, over all seeds
};

/// All of them, in the order of their names.
[[nodiscard]] const std::vector<Target>& targets();
/// nullptr: there is none.
[[nodiscard]] const Target* findTarget(const std::string& name);

/// A folder in memory of this process's own, empty now and removed at exit: for readers that want files.
[[nodiscard]] const std::string& scratchFolder();
/// Writes a file into scratchFolder() and returns its path.
std::string writeScratch(const std::string& name, Bytes bytes);

}  // namespace dyadic::fuzz
