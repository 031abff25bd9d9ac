// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/weights/TorchFile.h"

#include <cstring>
#include <functional>
#include <limits>

#include "engine/nets/weights/Pickle.h"
#include "engine/nets/weights/TorchState.h"
#include "engine/nets/weights/ZipArchive.h"

namespace dyadic::nets {
namespace {

using Contents = WeightsFile::Contents;

constexpr std::uint64_t kMostPickle = 64U << 20U;  ///< describes tensors, does not hold them

Error damaged(const std::string& source) {
  return failure(DYADIC_TR("engine",
                           "%1 is damaged: it is not built as torch.save builds its files. Download or copy it "
                           "again."),
                 {source});
}

/// Pickle's refusal in the words of who saved the file.
Error explained(const Error& error, std::string_view pickle, const std::string& source) {
  const std::string name = refusedName(error);
  if (name.empty()) return error;
  if (name.find("qtensor") != std::string::npos || name.starts_with("torch.Q")) {
    return failure(DYADIC_TR("engine", "%1 holds tensors that are quantized already (%2). Save the float network."),
                   {source, name});
  }
  if (pickle.find("torch.nn.modules") != std::string_view::npos) {
    return failure(DYADIC_TR("engine",
                             "%1 holds a whole module, which only its own Python code can load: it calls %2. In "
                             "Python, save its tensors with torch.save(model.state_dict(), \"model.pth\"), or the "
                             "network with torch.jit.script(model).save(\"model.pt\")."),
                   {source, name});
  }
  return error;
}

/// The blob of a tensor's storage; nothing where the file has none.
using BlobOf = std::function<std::optional<std::size_t>(const TorchTensor&)>;

Expected<std::vector<TensorEntry>> entriesOf(std::vector<TorchTensor> tensors, const BlobOf& blobOf,
                                             const std::string& source) {
  std::vector<TensorEntry> out;
  for (TorchTensor& tensor : tensors) {
    const auto blob = blobOf(tensor);
    const auto bytes = static_cast<std::int64_t>(bytesOf(tensor.dtype));
    if (!blob || tensor.offset > std::numeric_limits<std::int64_t>::max() / bytes) {
      return failure(DYADIC_TR("engine", "%1 is damaged: the elements of its tensor %2 are missing."),
                     {source, printable(tensor.name)});
    }
    TensorEntry entry;
    entry.name = std::move(tensor.name);
    entry.dtype = tensor.dtype;
    entry.shape = std::move(tensor.shape);
    entry.strides = std::move(tensor.strides);
    if (entry.strides.size() != entry.shape.size()) return damaged(source);
    entry.blob = *blob;
    entry.offset = static_cast<std::uint64_t>(tensor.offset * bytes);
    out.push_back(std::move(entry));
  }
  return out;
}

class ZipBlobs : public TensorBlobs {
 public:
  explicit ZipBlobs(ZipArchive archive) : archive_(std::move(archive)) {}
  [[nodiscard]] std::uint64_t size(std::size_t blob) const override { return archive_.entries()[blob].bytes; }
  [[nodiscard]] Status read(std::size_t blob, std::uint64_t offset, std::span<char> out) const override {
    return archive_.read(blob, offset, out);
  }

 private:
  ZipArchive archive_;
};

Expected<bool> littleEndian(const ZipArchive& archive, const std::string& folder) {
  const auto entry = archive.find(folder + "byteorder");
  if (!entry) return true;
  const Expected<std::string> order = archive.readAll(*entry, 16);
  if (!order) return order.error();
  return *order == "little";
}

Error bigEndian(const std::string& source) {
  return failure(DYADIC_TR("engine", "%1 was saved on a big-endian machine. Save it on another one."), {source});
}

/// The first pickle of `bytes`, which it leaves behind it.
Expected<Pickle> nextPickle(std::string_view& bytes, const std::string& source) {
  Expected<Pickle> out = Pickle::view(bytes, source);
  if (!out) return explained(out.error(), bytes.substr(0, kMostPickle), source);
  bytes.remove_prefix(out->used());
  return out;
}

struct LegacyParts {
  std::vector<TorchTensor> tensors;
  std::map<std::string, DType> storages;
  std::vector<std::string> keys;  ///< of the storages, in their order
  std::uint64_t begin = 0;        ///< of the storages
};

Expected<LegacyParts> readLegacyPickles(std::string_view bytes, const std::string& source) {
  const std::size_t size = bytes.size();
  const Expected<Pickle> magic = nextPickle(bytes, source);
  if (!magic) return magic.error();
  if (magic->root().kind() != PickleValue::Kind::LongInt) {
    return failure(DYADIC_TR("engine",
                             "%1 is a Python pickle, but not one that torch.save wrote. In Python, save a state dict "
                             "with torch.save(model.state_dict(), \"model.pth\")."),
                   {source});
  }
  const Expected<Pickle> protocol = nextPickle(bytes, source);
  if (!protocol) return protocol.error();
  const Expected<Pickle> system = nextPickle(bytes, source);
  if (!system) return system.error();
  if (const auto little = system->root().find("little_endian"); little && little->flag() == false) {
    return bigEndian(source);
  }
  const Expected<Pickle> object = nextPickle(bytes, source);
  if (!object) return object.error();
  const Expected<Pickle> keys = nextPickle(bytes, source);
  if (!keys) return keys.error();
  LegacyParts out;
  Expected<std::vector<TorchTensor>> tensors = readState(object->root(), source);
  if (!tensors) return tensors.error();
  out.tensors = std::move(*tensors);
  out.storages = storagesIn(*object);
  for (std::size_t i = 0; i < keys->root().size(); ++i) {
    const auto key = keys->root().at(i).text();
    if (keys->root().kind() != PickleValue::Kind::List || !key) return damaged(source);
    out.keys.emplace_back(*key);
  }
  out.begin = size - bytes.size();
  return out;
}

/// Reads as much of the file's beginning as its pickles need: their size stands nowhere.
Expected<LegacyParts> readLegacyParts(const ByteSource& source) {
  constexpr std::uint64_t kFirst = 1U << 20U;
  for (std::uint64_t most = kFirst;; most *= 8) {
    const Expected<std::string> begin = source.begin(std::min(most, kMostPickle));
    if (!begin) return begin.error();
    Expected<LegacyParts> parts = readLegacyPickles(*begin, source.name());
    if (parts || most >= kMostPickle || most >= source.size() || !refusedName(parts.error()).empty()) return parts;
  }
}

}  // namespace

Expected<Contents> readTorchZip(const ByteSource& source) {
  Expected<ZipArchive> archive = ZipArchive::open(source);
  if (!archive) return archive.error();
  constexpr std::string_view kPickle = "/data.pkl";
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < archive->entries().size() && !found; ++i) {
    if (archive->entries()[i].name.ends_with(kPickle)) found = i;
  }
  if (!found) {
    return failure(DYADIC_TR("engine", "%1 is a zip archive, but not one that torch.save wrote. Unpack it first."),
                   {source.name()});
  }
  const std::string& name = archive->entries()[*found].name;
  const std::string folder = name.substr(0, name.size() - kPickle.size() + 1);
  const Expected<bool> little = littleEndian(*archive, folder);
  if (!little) return little.error();
  if (!*little) return bigEndian(source.name());
  const Expected<std::string> bytes = archive->readAll(*found, kMostPickle);
  if (!bytes) return bytes.error();
  const Expected<Pickle> pickle = Pickle::view(*bytes, source.name());
  if (!pickle) return explained(pickle.error(), *bytes, source.name());
  Expected<std::vector<TorchTensor>> tensors = readState(pickle->root(), source.name());
  if (!tensors) return tensors.error();
  std::map<std::string_view, std::size_t> blobs;
  for (std::size_t i = 0; i < archive->entries().size(); ++i) blobs[archive->entries()[i].name] = i;
  const auto blobOf = [&](const TorchTensor& tensor) -> std::optional<std::size_t> {
    const auto blob = blobs.find(folder + "data/" + tensor.storage);
    return blob == blobs.end() ? std::nullopt : std::optional(blob->second);
  };
  Expected<std::vector<TensorEntry>> entries = entriesOf(std::move(*tensors), blobOf, source.name());
  if (!entries) return entries.error();
  return Contents{
      source.name(), "PyTorch weights", std::move(*entries), {}, std::make_unique<ZipBlobs>(std::move(*archive))};
}

Expected<Contents> readTorchLegacy(const ByteSource& source) {
  Expected<LegacyParts> parts = readLegacyParts(source);
  if (!parts) return parts.error();
  std::vector<FileRanges::Range> ranges;
  std::map<std::string, std::size_t> blobs;
  std::uint64_t at = parts->begin;
  for (const std::string& key : parts->keys) {
    std::uint64_t elements = 0;
    if (const Status status = source.read(at, {reinterpret_cast<char*>(&elements), sizeof(elements)}); !status) {
      return status.error();
    }
    at += sizeof(elements);
    const auto type = parts->storages.find(key);
    if (type == parts->storages.end()) return damaged(source.name());
    const std::uint64_t bytes = bytesOf(type->second);
    if (elements > (source.size() - at) / bytes) {
      return failure(DYADIC_TR("engine",
                               "%1 is truncated: its %2 bytes do not hold all of its tensors. Download or copy "
                               "it again."),
                     {source.name(), std::to_string(source.size())});
    }
    blobs.emplace(key, ranges.size());
    ranges.push_back({at, elements * bytes});
    at += elements * bytes;
  }
  const auto blobOf = [&](const TorchTensor& tensor) -> std::optional<std::size_t> {
    const auto blob = blobs.find(tensor.storage);
    return blob == blobs.end() ? std::nullopt : std::optional(blob->second);
  };
  Expected<std::vector<TensorEntry>> entries = entriesOf(std::move(parts->tensors), blobOf, source.name());
  if (!entries) return entries.error();
  return Contents{source.name(),
                  "PyTorch weights",
                  std::move(*entries),
                  {},
                  std::make_unique<FileRanges>(source, std::move(ranges))};
}

}  // namespace dyadic::nets
