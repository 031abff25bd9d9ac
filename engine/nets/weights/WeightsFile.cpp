// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/weights/WeightsFile.h"

#include <algorithm>
#include <cstring>
#include <new>
#include <set>

#include "engine/nets/weights/Safetensors.h"
#include "engine/nets/weights/TorchFile.h"
#include "engine/nets/weights/ZipArchive.h"

namespace dyadic::nets {
namespace {

constexpr std::size_t kMostDimensions = 8;
constexpr std::uint64_t kMostSharing = 4;
constexpr std::uint64_t kSmall = 1 << 20;

bool isTorchScript(const ZipArchive& archive) {
  return std::any_of(archive.entries().begin(), archive.entries().end(),
                     [](const ZipArchive::Entry& entry) { return entry.name.ends_with("/constants.pkl"); });
}

/// Product of the sizes; nothing where one is negative or it is more than `most`.
std::optional<std::int64_t> countOf(const std::vector<std::int64_t>& shape, std::uint64_t most) {
  const auto negative = [](std::int64_t size) { return size < 0; };
  if (shape.size() > kMostDimensions || std::any_of(shape.begin(), shape.end(), negative)) return std::nullopt;
  if (std::find(shape.begin(), shape.end(), 0) != shape.end()) return 0;
  std::uint64_t count = 1;
  for (const std::int64_t size : shape) {
    if (static_cast<std::uint64_t>(size) > most / count) return std::nullopt;
    count *= static_cast<std::uint64_t>(size);
  }
  return static_cast<std::int64_t>(count);
}

/// Elements from the first to the last one, both counted; nothing where that is more than `most`.
std::optional<std::uint64_t> extentOf(const TensorEntry& entry, std::uint64_t most) {
  if (entry.elements == 0) return 0;
  if (entry.strides.empty()) return static_cast<std::uint64_t>(entry.elements);
  std::uint64_t last = 0;
  for (std::size_t d = 0; d < entry.shape.size(); ++d) {
    const auto steps = static_cast<std::uint64_t>(entry.shape[d] - 1);
    if (entry.strides[d] < 0) return std::nullopt;
    const auto stride = static_cast<std::uint64_t>(entry.strides[d]);
    if (steps > 0 && stride > (most - last) / steps) return std::nullopt;
    last += steps * stride;
  }
  return last + 1;
}

bool rowMajor(const TensorEntry& entry) {
  std::int64_t expected = 1;
  for (std::size_t d = entry.shape.size(); d-- > 0;) {
    if (entry.shape[d] != 1 && entry.strides[d] != expected) return false;
    expected *= entry.shape[d];
  }
  return true;
}

/// out = the elements of `from`, which begins with the first one, in row-major order.
void gather(const TensorEntry& entry, const std::vector<float>& from, std::span<float> out) {
  const std::size_t inner = entry.shape.size() - 1;
  std::vector<std::int64_t> at(entry.shape.size(), 0);
  std::int64_t begin = 0;
  for (std::size_t i = 0; i < out.size();) {
    for (std::int64_t k = 0; k < entry.shape[inner]; ++k) {
      out[i++] = from[static_cast<std::size_t>(begin + k * entry.strides[inner])];
    }
    for (std::size_t d = inner; d-- > 0;) {
      begin += entry.strides[d];
      if (++at[d] < entry.shape[d]) break;
      begin -= at[d] * entry.strides[d];
      at[d] = 0;
    }
  }
}

}  // namespace

Expected<FileKind> lookAt(const ByteSource& source) {
  const Expected<std::string> begin = source.begin(16);
  if (!begin) return begin.error();
  if (begin->empty()) return failure(DYADIC_TR("engine", "%1 is empty."), {source.name()});
  if (begin->starts_with("PK")) {
    const Expected<ZipArchive> archive = ZipArchive::open(source);
    if (!archive) return archive.error();
    return isTorchScript(*archive) ? FileKind::TorchScript : FileKind::TorchZip;
  }
  const auto byte = [&](std::size_t i) { return i < begin->size() ? static_cast<unsigned char>((*begin)[i]) : 0U; };
  // Of an old file the number 0x1950a86a20f9469cfc6c comes first, as a pickle.
  if (byte(0) == 0x80 && byte(1) <= 5) return FileKind::TorchLegacy;
  if (begin->starts_with("L119547037146038801333356L")) return FileKind::TorchLegacy;
  // A header's length and its brace; what is shorter than that was one of the many truncated downloads.
  if (begin->size() <= 8 || (byte(8) == '{' && byte(7) == 0 && byte(6) == 0)) return FileKind::Safetensors;
  if (byte(0) == 0x08 && byte(1) > 0 && byte(1) < 0x40) return FileKind::Onnx;  // field 1, ir_version
  return FileKind::Unknown;
}

Error unknownFile(const std::string& source) {
  return failure(DYADIC_TR("engine",
                           "%1 is no model file that can be read. Safetensors, state dicts that PyTorch saved, "
                           "TorchScript and ONNX files can be."),
                 {source});
}

Expected<WeightsFile> WeightsFile::open(const std::string& path) {
  const Expected<ByteSource> source = ByteSource::open(path);
  if (!source) return source.error();
  return read(*source);
}

Expected<WeightsFile> WeightsFile::parse(std::string bytes, const std::string& name) {
  return read(ByteSource::of(std::move(bytes), name));
}

Expected<WeightsFile> WeightsFile::read(const ByteSource& source) {
  const Expected<FileKind> kind = lookAt(source);
  if (!kind) return kind.error();
  const auto readContents = [&]() -> Expected<Contents> {
    switch (*kind) {
      case FileKind::TorchZip:
        return readTorchZip(source);
      case FileKind::TorchLegacy:
        return readTorchLegacy(source);
      case FileKind::TorchScript:
        return failure(DYADIC_TR("engine", "%1 is a TorchScript program, no file of tensors."), {source.name()});
      case FileKind::Onnx:
        return failure(DYADIC_TR("engine", "%1 is an ONNX model, no file of tensors."), {source.name()});
      case FileKind::Safetensors:
        return readSafetensors(source);
      case FileKind::Unknown:
        break;
    }
    return unknownFile(source.name());
  };
  Expected<Contents> contents = readContents();
  if (!contents) return contents.error();
  return check(std::move(*contents), source.size());
}

Expected<WeightsFile> WeightsFile::check(Contents contents, std::uint64_t fileBytes) {
  const auto wrong = [&](const TensorEntry& entry) {
    return failure(DYADIC_TR("engine", "%1 is damaged: it describes the tensor %2 wrongly."),
                   {contents.source, printable(entry.name)});
  };
  // Tensors may share their elements, and one element may stand for many; an honest file does not overdo it.
  const std::uint64_t most = kMostSharing * std::min<std::uint64_t>(fileBytes, INT64_MAX / 16) + kSmall;
  std::uint64_t total = 0;
  std::set<std::string_view> names;
  for (TensorEntry& entry : contents.entries) {
    const std::uint64_t bytes = bytesOf(entry.dtype);
    const std::uint64_t there = contents.blobs->size(entry.blob);
    const auto count = countOf(entry.shape, most);
    if (!count || (!entry.strides.empty() && entry.strides.size() != entry.shape.size())) return wrong(entry);
    entry.elements = *count;
    const auto extent = extentOf(entry, most);
    if (!extent || entry.offset > there || *extent > (there - entry.offset) / bytes) return wrong(entry);
    if (!entry.strides.empty() && rowMajor(entry)) entry.strides.clear();
    total += static_cast<std::uint64_t>(*count);
    if (total > most || !names.insert(entry.name).second) return wrong(entry);
  }
  WeightsFile out;
  out.contents_ = std::move(contents);
  return out;
}

const TensorEntry* WeightsFile::find(std::string_view name) const {
  const auto found =
      std::find_if(entries().begin(), entries().end(), [&](const TensorEntry& e) { return e.name == name; });
  return found == entries().end() ? nullptr : &*found;
}

Status WeightsFile::read(const TensorEntry& entry, std::span<float> out) const {
  if (out.empty()) return {};
  const TensorBlobs& blobs = *contents_.blobs;
  const std::size_t bytes = bytesOf(entry.dtype);
  if (entry.strides.empty() && entry.dtype == DType::F32) {
    return blobs.read(entry.blob, entry.offset, {reinterpret_cast<char*>(out.data()), out.size_bytes()});
  }
  try {
    const std::uint64_t extent = *extentOf(entry, UINT64_MAX);
    std::string raw(extent * bytes, '\0');
    if (const Status status = blobs.read(entry.blob, entry.offset, raw); !status) return status;
    if (entry.strides.empty()) {
      toFloats(entry.dtype, raw.data(), out);
      return {};
    }
    std::vector<float> all(extent);
    toFloats(entry.dtype, raw.data(), all);
    gather(entry, all, out);
    return {};
  } catch (const std::bad_alloc&) {
    return noMemory(contents_.source, out.size_bytes());
  }
}

}  // namespace dyadic::nets
