// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/weights/Safetensors.h"

#include <algorithm>
#include <cstring>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <tuple>

#include "engine/types/OutputFile.h"

namespace dyadic::nets {
namespace {

using nlohmann::json;
using Entry = TensorEntry;

constexpr std::uint64_t kLengthBytes = 8;
constexpr std::uint64_t kMaxHeaderBytes = 100'000'000;  // the format's own limit
constexpr std::size_t kMaxDimensions = 8;
constexpr int kMaxDepth = 3;  // root, tensor, shape

Error truncated(const std::string& source, std::uint64_t expected, std::uint64_t found) {
  return failure(DYADIC_TR("engine", "%1 is truncated: expected %2 bytes, found %3. Download or copy it again."),
                 {source, std::to_string(expected), std::to_string(found)});
}

Error badHeader(const std::string& source) {
  return failure(DYADIC_TR("engine", "%1 is damaged: its header is not a valid safetensors header."), {source});
}

Error badTensor(const std::string& source, const std::string& name) {
  return failure(DYADIC_TR("engine", "%1 is damaged: its header describes the tensor %2 wrongly."),
                 {source, printable(name)});
}

/// Parses JSON that nests no deeper than a safetensors header and names nothing twice.
std::optional<json> parseHeader(std::string_view text) {
  bool valid = !text.empty() && text.front() == '{';
  std::set<std::string> names;
  const auto check = [&](int depth, json::parse_event_t event, json& parsed) {
    if (depth > kMaxDepth) valid = false;
    if (event == json::parse_event_t::key && depth == 1) {
      valid = names.insert(parsed.get_ref<const std::string&>()).second && valid;
    }
    return valid;
  };
  if (!valid) return std::nullopt;
  json header = json::parse(text.begin(), text.end(), check, false);
  if (!valid || !header.is_object()) return std::nullopt;
  return header;
}

std::optional<std::vector<std::uint64_t>> unsignedList(const json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_array()) return std::nullopt;
  std::vector<std::uint64_t> out;
  for (const json& value : *found) {
    if (!value.is_number_unsigned()) return std::nullopt;
    out.push_back(value.get<std::uint64_t>());
  }
  return out;
}

/// Product of the dimensions times `size`; nothing where that is more than `limit`, which never overflows.
std::optional<std::uint64_t> byteCount(const std::vector<std::uint64_t>& shape, std::uint64_t size,
                                       std::uint64_t limit) {
  if (std::find(shape.begin(), shape.end(), 0U) != shape.end()) return 0;
  std::uint64_t bytes = size;
  for (const std::uint64_t dimension : shape) {
    if (dimension > limit / bytes) return std::nullopt;
    bytes *= dimension;
  }
  return bytes <= limit ? std::optional(bytes) : std::nullopt;
}

Expected<Entry> readEntry(const std::string& name, const json& value, std::uint64_t dataBytes,
                          const std::string& source) {
  if (!value.is_object() || !value.contains("dtype") || !value["dtype"].is_string()) return badTensor(source, name);
  const std::string dtypeName = value["dtype"].get<std::string>();
  const std::optional<DType> dtype = dtypeOf(dtypeName);
  if (!dtype) {
    return failure(DYADIC_TR("engine",
                             "The tensor %2 of %1 has elements of type %3, which is not supported. Save it as "
                             "F32."),
                   {source, printable(name), printable(dtypeName)});
  }
  const auto shape = unsignedList(value, "shape");
  const auto offsets = unsignedList(value, "data_offsets");
  if (!shape || shape->size() > kMaxDimensions || !offsets || offsets->size() != 2) return badTensor(source, name);
  const std::uint64_t begin = (*offsets)[0];
  const std::uint64_t end = (*offsets)[1];
  if (begin > end) return badTensor(source, name);
  const auto bytes = byteCount(*shape, bytesOf(*dtype), end - begin);
  if (!bytes || *bytes != end - begin) return badTensor(source, name);
  if (end > dataBytes) return truncated(source, end, dataBytes);
  for (const std::uint64_t dimension : *shape) {
    if (dimension > static_cast<std::uint64_t>(INT64_MAX)) return badTensor(source, name);
  }
  Entry entry;
  entry.name = name;
  entry.dtype = *dtype;
  entry.shape.assign(shape->begin(), shape->end());
  entry.offset = begin;
  entry.elements = static_cast<std::int64_t>(*bytes / bytesOf(*dtype));
  return entry;
}

std::uint64_t sizeOf(const Entry& entry) { return static_cast<std::uint64_t>(entry.elements) * bytesOf(entry.dtype); }

struct Header {
  std::vector<Entry> entries;
  std::map<std::string, std::string> metadata;
};

Expected<Header> readHeader(std::string_view text, std::uint64_t dataBytes, const std::string& source) {
  const std::optional<json> header = parseHeader(text);
  if (!header) return badHeader(source);
  Header contents;
  for (const auto& [name, value] : header->items()) {
    if (name == "__metadata__") {
      if (!value.is_object()) return badHeader(source);
      for (const auto& [key, note] : value.items()) {
        if (!note.is_string()) return badHeader(source);
        contents.metadata[key] = note.get<std::string>();
      }
      continue;
    }
    Expected<Entry> entry = readEntry(name, value, dataBytes, source);
    if (!entry) return entry.error();
    contents.entries.push_back(std::move(*entry));
  }
  std::sort(contents.entries.begin(), contents.entries.end(), [](const Entry& a, const Entry& b) {
    return std::tuple(a.offset, sizeOf(a), a.name) < std::tuple(b.offset, sizeOf(b), b.name);
  });
  std::uint64_t end = 0;  // the format allows neither holes nor overlaps
  for (const Entry& entry : contents.entries) {
    if (entry.offset != end) return badTensor(source, entry.name);
    end += sizeOf(entry);
  }
  if (end != dataBytes) {
    return failure(DYADIC_TR("engine", "%1 is damaged: its tensors take %2 bytes, but it has %3."),
                   {source, std::to_string(end), std::to_string(dataBytes)});
  }
  return contents;
}

/// Header length of a file of `fileBytes` bytes that begins with `begin`, checked against that size.
Expected<std::uint64_t> headerLength(std::string_view begin, std::uint64_t fileBytes, const std::string& source) {
  if (fileBytes < kLengthBytes) return truncated(source, kLengthBytes, fileBytes);
  std::uint64_t length = 0;
  std::memcpy(&length, begin.data(), kLengthBytes);
  if (length > kMaxHeaderBytes) {
    return failure(DYADIC_TR("engine", "%1 is not a safetensors file."), {source});
  }
  if (length > fileBytes - kLengthBytes) return truncated(source, kLengthBytes + length, fileBytes);
  return length;
}

}  // namespace

Expected<WeightsFile::Contents> readSafetensors(const ByteSource& source) {
  // The first bytes already tell a file of another kind, however large, from one worth reading.
  const Expected<std::string> begin = source.begin(kLengthBytes);
  if (!begin) return begin.error();
  const Expected<std::uint64_t> length = headerLength(*begin, source.size(), source.name());
  if (!length) return length.error();
  const Expected<std::string> text = source.begin(kLengthBytes + *length);
  if (!text) return text.error();
  const std::uint64_t dataBegin = kLengthBytes + *length;
  const std::uint64_t dataBytes = source.size() - dataBegin;
  Expected<Header> header = readHeader(std::string_view(*text).substr(kLengthBytes), dataBytes, source.name());
  if (!header) return header.error();
  return WeightsFile::Contents{
      source.name(), "safetensors", std::move(header->entries), std::move(header->metadata),
      std::make_unique<FileRanges>(source, std::vector<FileRanges::Range>{{dataBegin, dataBytes}})};
}

namespace {

std::string formatHeader(const std::vector<SafetensorsTensor>& tensors,
                         const std::map<std::string, std::string>& metadata) {
  nlohmann::ordered_json header = nlohmann::ordered_json::object();
  if (!metadata.empty()) header["__metadata__"] = metadata;
  std::uint64_t offset = 0;
  for (const SafetensorsTensor& tensor : tensors) {
    const std::uint64_t end = offset + tensor.data.size_bytes();
    header[tensor.name] = {{"dtype", "F32"}, {"shape", tensor.shape}, {"data_offsets", {offset, end}}};
    offset = end;
  }
  std::string text = header.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  text.resize((text.size() + kLengthBytes - 1) / kLengthBytes * kLengthBytes, ' ');  // tensors begin aligned
  return text;
}

}  // namespace

Status writeSafetensors(const std::string& path, const std::vector<SafetensorsTensor>& tensors,
                        const std::map<std::string, std::string>& metadata, bool force) {
  const std::string header = formatHeader(tensors, metadata);
  const std::uint64_t length = header.size();
  return writeOutput(path, force, [&](std::ostream& out) {
    out.write(reinterpret_cast<const char*>(&length), kLengthBytes);
    out.write(header.data(), static_cast<std::streamsize>(header.size()));
    for (const SafetensorsTensor& tensor : tensors) {
      out.write(reinterpret_cast<const char*>(tensor.data.data()),
                static_cast<std::streamsize>(tensor.data.size_bytes()));
    }
  });
}

}  // namespace dyadic::nets
