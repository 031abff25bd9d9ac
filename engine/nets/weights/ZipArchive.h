// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/nets/weights/ByteSource.h"
#include "engine/types/Expected.h"

namespace dyadic::nets {

/// A zip archive, read by libzip: entries stored as they are or deflated. For untrusted files: encrypted entries, other
/// compressions, names that stand twice and archives that unpack to more than eight times their size are refused when
/// it is opened; checksums are verified when an entry is read to its end. Moves only; one thread at a time.
class ZipArchive {
 public:
  struct Entry {
    std::string name;
    std::uint64_t bytes;  ///< unpacked
  };

  [[nodiscard]] static Expected<ZipArchive> open(const ByteSource& source);

  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }
  [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const;
  /// Bytes of an entry from `offset` on. REQUIRES: they are within the entry.
  [[nodiscard]] Status read(std::size_t entry, std::uint64_t offset, std::span<char> out) const;
  /// A whole entry. Fails where it is larger than `most`.
  [[nodiscard]] Expected<std::string> readAll(std::size_t entry, std::uint64_t most) const;

 private:
  struct Handle;
  struct Close {
    void operator()(Handle* handle) const;
  };
  ZipArchive() = default;
  [[nodiscard]] Status list(std::uint64_t fileBytes);

  std::string source_;
  std::unique_ptr<Handle, Close> handle_;
  std::vector<Entry> entries_;
  std::vector<bool> stored_;
};

}  // namespace dyadic::nets
