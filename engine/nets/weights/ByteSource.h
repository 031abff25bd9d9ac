// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "engine/types/Expected.h"

namespace dyadic::nets {

/// The bytes of a file, read where they are asked for and never mapped: a file that another program shortens meanwhile
/// ends in an error. Copies share the file. Any thread.
class ByteSource {
 public:
  /// Fails where `path` is no regular file or cannot be read.
  [[nodiscard]] static Expected<ByteSource> open(const std::string& path);
  /// The same for bytes in memory, which errors call `name`.
  [[nodiscard]] static ByteSource of(std::string bytes, std::string name);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] std::uint64_t size() const { return size_; }
  /// Fills `out` with the bytes from `offset` on. Fails where there are not so many.
  [[nodiscard]] Status read(std::uint64_t offset, std::span<char> out) const;
  /// The first bytes, at most `most`.
  [[nodiscard]] Expected<std::string> begin(std::uint64_t most) const;
  /// The bytes where they are in memory, null for a file.
  [[nodiscard]] const std::string* memory() const { return memory_.get(); }

 private:
  std::string name_;
  std::uint64_t size_ = 0;
  std::shared_ptr<const std::string> memory_;
  std::shared_ptr<const int> file_;  ///< descriptor, closed with the last copy
};

/// "There is no memory for ..." of a file.
[[nodiscard]] Error noMemory(const std::string& source, std::uint64_t bytes);

/// A name from a file, fit for a message: short, no control characters.
[[nodiscard]] std::string printable(std::string_view name);

}  // namespace dyadic::nets
