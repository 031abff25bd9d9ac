// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/types/Expected.h"

namespace dyadic::nets {

/// Element types of the format.
enum class DType { Bool, U8, I8, U16, I16, F16, BF16, U32, I32, F32, U64, I64, F64 };

/// A safetensors file in memory: 8 bytes header length, a JSON header, tensors. Everything the header says is checked
/// against the bytes that are there before anything is allocated from it, so damaged and hostile files end in an error
/// that names the file. Includes no LibTorch. Immutable; any thread.
class SafetensorsFile {
 public:
  struct Entry {
    std::string name;
    DType dtype = DType::F32;
    std::vector<std::int64_t> shape;  ///< empty: a scalar
    std::uint64_t offset = 0;         ///< into the tensor bytes
    std::uint64_t bytes = 0;
    std::int64_t elements = 0;
  };

  /// Reads and checks a file.
  [[nodiscard]] static Expected<SafetensorsFile> open(const std::string& path);
  /// The same for bytes in memory; errors name `source`.
  [[nodiscard]] static Expected<SafetensorsFile> parse(std::string bytes, const std::string& source);

  /// In the order of their offsets.
  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }
  /// nullptr: no tensor of that name.
  [[nodiscard]] const Entry* find(std::string_view name) const;
  /// The texts of __metadata__.
  [[nodiscard]] const std::map<std::string, std::string>& metadata() const { return metadata_; }
  /// The tensor's elements in row-major order, converted to float32.
  [[nodiscard]] std::vector<float> floats(const Entry& entry) const;

 private:
  std::string bytes_;
  std::size_t dataBegin_ = 0;
  std::vector<Entry> entries_;
  std::map<std::string, std::string> metadata_;
};

/// A float32 tensor to write; `data` is the caller's.
struct SafetensorsTensor {
  std::string name;
  std::vector<std::int64_t> shape;
  std::span<const float> data;
};

/// Writes a file as a whole: into a temporary one beside it, which then takes its name. Refuses to replace an existing
/// file unless `force`. REQUIRES: names are unique, data sizes fit the shapes.
[[nodiscard]] Status writeSafetensors(const std::string& path, const std::vector<SafetensorsTensor>& tensors,
                                      const std::map<std::string, std::string>& metadata, bool force);

}  // namespace dyadic::nets
