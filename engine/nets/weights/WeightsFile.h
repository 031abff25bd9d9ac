// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/nets/weights/ByteSource.h"
#include "engine/nets/weights/DType.h"
#include "engine/types/Expected.h"

namespace dyadic::nets {

/// What the first bytes of a model file say it is. Its name does not count.
enum class FileKind {
  Safetensors,
  TorchZip,     ///< torch.save since PyTorch 1.6
  TorchLegacy,  ///< torch.save before, or with _use_new_zipfile_serialization=False
  TorchScript,  ///< torch.jit.save: a program, which no reader here runs
  Onnx,         ///< likely: protobuf has no mark of its own
  Unknown,
};
/// Fails where the file cannot be read or is empty.
[[nodiscard]] Expected<FileKind> lookAt(const ByteSource& source);

/// What to say of FileKind::Unknown.
[[nodiscard]] Error unknownFile(const std::string& source);

/// A tensor of a weights file.
struct TensorEntry {
  std::string name;
  DType dtype = DType::F32;
  std::vector<std::int64_t> shape;  ///< empty: a scalar
  std::int64_t elements = 0;

  // Where it is.
  std::size_t blob = 0;               ///< part of the file
  std::uint64_t offset = 0;           ///< of its first element in there, in bytes
  std::vector<std::int64_t> strides;  ///< in elements, one a dimension; empty: row-major without gaps
};

/// Parts of a file that hold tensors' bytes, each addressed from its own beginning.
class TensorBlobs {
 public:
  virtual ~TensorBlobs() = default;
  [[nodiscard]] virtual std::uint64_t size(std::size_t blob) const = 0;
  /// REQUIRES: the range is within the blob.
  [[nodiscard]] virtual Status read(std::size_t blob, std::uint64_t offset, std::span<char> out) const = 0;
};

/// Named tensors in a file: safetensors, or what torch.save made of a state dict or of a checkpoint that holds one.
/// Everything the file says is checked against the bytes that are there before memory is taken for it, so damaged and
/// hostile files end in an error that names the file. Tensors' bytes stay in the file until they are asked for.
/// Includes no LibTorch. Moves only; one thread at a time.
class WeightsFile {
 public:
  /// Reads the description of the tensors. A TorchScript, ONNX or unknown file is refused.
  [[nodiscard]] static Expected<WeightsFile> open(const std::string& path);
  /// The same for bytes in memory; errors name `name`.
  [[nodiscard]] static Expected<WeightsFile> parse(std::string bytes, const std::string& name);
  [[nodiscard]] static Expected<WeightsFile> read(const ByteSource& source);

  /// "safetensors" or "PyTorch weights".
  [[nodiscard]] const std::string& format() const { return contents_.format; }
  /// In the file's order. Names are unique.
  [[nodiscard]] const std::vector<TensorEntry>& entries() const { return contents_.entries; }
  /// nullptr: no tensor of that name.
  [[nodiscard]] const TensorEntry* find(std::string_view name) const;
  /// Texts beside the tensors: __metadata__ of safetensors.
  [[nodiscard]] const std::map<std::string, std::string>& metadata() const { return contents_.metadata; }
  /// Elements in row-major order, converted to float32. REQUIRES: `entry` is one of entries(), out.size() its elements.
  [[nodiscard]] Status read(const TensorEntry& entry, std::span<float> out) const;

  /// What the readers of the formats find.
  struct Contents {
    std::string source;
    std::string format;
    std::vector<TensorEntry> entries;
    std::map<std::string, std::string> metadata;
    std::unique_ptr<const TensorBlobs> blobs;
  };

 private:
  static Expected<WeightsFile> check(Contents contents, std::uint64_t fileBytes);
  Contents contents_;
};

/// Blobs that are ranges of a file.
class FileRanges : public TensorBlobs {
 public:
  struct Range {
    std::uint64_t begin;
    std::uint64_t bytes;
  };
  /// REQUIRES: the ranges lie within the source.
  FileRanges(ByteSource source, std::vector<Range> ranges) : source_(std::move(source)), ranges_(std::move(ranges)) {}
  [[nodiscard]] std::uint64_t size(std::size_t blob) const override { return ranges_[blob].bytes; }
  [[nodiscard]] Status read(std::size_t blob, std::uint64_t offset, std::span<char> out) const override {
    return source_.read(ranges_[blob].begin + offset, out);
  }

 private:
  ByteSource source_;
  std::vector<Range> ranges_;
};

}  // namespace dyadic::nets
