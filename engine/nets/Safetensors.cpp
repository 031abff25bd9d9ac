// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/Safetensors.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <tuple>

static_assert(std::endian::native == std::endian::little, "safetensors files are little-endian and read as they are");

namespace dyadic::nets {
namespace {

using nlohmann::json;
using Entry = SafetensorsFile::Entry;

constexpr std::uint64_t kLengthBytes = 8;
constexpr std::uint64_t kMaxHeaderBytes = 100'000'000;  // the format's own limit
constexpr std::size_t kMaxDimensions = 8;
constexpr int kMaxDepth = 3;  // root, tensor, shape

struct DTypeInfo {
  DType dtype;
  const char* name;
  std::uint64_t bytes;
};
constexpr std::array<DTypeInfo, 13> kDTypes = {{{DType::Bool, "BOOL", 1},
                                                {DType::U8, "U8", 1},
                                                {DType::I8, "I8", 1},
                                                {DType::U16, "U16", 2},
                                                {DType::I16, "I16", 2},
                                                {DType::F16, "F16", 2},
                                                {DType::BF16, "BF16", 2},
                                                {DType::U32, "U32", 4},
                                                {DType::I32, "I32", 4},
                                                {DType::F32, "F32", 4},
                                                {DType::U64, "U64", 8},
                                                {DType::I64, "I64", 8},
                                                {DType::F64, "F64", 8}}};

const DTypeInfo* findDType(const std::string& name) {
  const auto found = std::find_if(kDTypes.begin(), kDTypes.end(), [&](const DTypeInfo& i) { return name == i.name; });
  return found == kDTypes.end() ? nullptr : &*found;
}

/// A name from the file, fit for a message: short, no control characters.
std::string printable(std::string name) {
  constexpr std::size_t kLongest = 80;
  if (name.size() > kLongest) name = name.substr(0, kLongest) + "...";
  for (char& c : name) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = '?';
  }
  return name;
}

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
  const DTypeInfo* dtype = findDType(dtypeName);
  if (dtype == nullptr) {
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
  const auto bytes = byteCount(*shape, dtype->bytes, end - begin);
  if (!bytes || *bytes != end - begin) return badTensor(source, name);
  if (end > dataBytes) return truncated(source, end, dataBytes);
  for (const std::uint64_t dimension : *shape) {
    if (dimension > static_cast<std::uint64_t>(INT64_MAX)) return badTensor(source, name);
  }
  Entry entry;
  entry.name = name;
  entry.dtype = dtype->dtype;
  entry.shape.assign(shape->begin(), shape->end());
  entry.offset = begin;
  entry.bytes = *bytes;
  entry.elements = static_cast<std::int64_t>(*bytes / dtype->bytes);
  return entry;
}

struct Contents {
  std::vector<Entry> entries;
  std::map<std::string, std::string> metadata;
};

Expected<Contents> readHeader(std::string_view text, std::uint64_t dataBytes, const std::string& source) {
  const std::optional<json> header = parseHeader(text);
  if (!header) return badHeader(source);
  Contents contents;
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
    return std::tie(a.offset, a.bytes, a.name) < std::tie(b.offset, b.bytes, b.name);
  });
  std::uint64_t end = 0;  // the format allows neither holes nor overlaps
  for (const Entry& entry : contents.entries) {
    if (entry.offset != end) return badTensor(source, entry.name);
    end += entry.bytes;
  }
  if (end != dataBytes) {
    return failure(DYADIC_TR("engine", "%1 is damaged: its tensors take %2 bytes, but it has %3."),
                   {source, std::to_string(end), std::to_string(dataBytes)});
  }
  return contents;
}

/// Header length of a file of `fileBytes` bytes that begins with `begin`, checked against that size.
Expected<std::uint64_t> headerLength(std::string_view begin, std::uint64_t fileBytes, const std::string& source) {
  if (begin.substr(0, 2) == "PK" || begin.substr(0, 2) == "\x80\x02") {
    return failure(DYADIC_TR("engine",
                             "%1 is a PyTorch file, not a safetensors file. Convert it with "
                             "safetensors.torch.save_file."),
                   {source});
  }
  if (fileBytes < kLengthBytes) return truncated(source, kLengthBytes, fileBytes);
  std::uint64_t length = 0;
  std::memcpy(&length, begin.data(), kLengthBytes);
  if (length > kMaxHeaderBytes) {
    return failure(DYADIC_TR("engine", "%1 is not a safetensors file."), {source});
  }
  if (length > fileBytes - kLengthBytes) return truncated(source, kLengthBytes + length, fileBytes);
  return length;
}

float halfToFloat(std::uint16_t half) {
  const int exponent = (half >> 10) & 0x1f;
  const int mantissa = half & 0x3ff;
  const float sign = (half & 0x8000) != 0 ? -1.0F : 1.0F;
  if (exponent == 0x1f) return mantissa != 0 ? std::numeric_limits<float>::quiet_NaN() : sign * INFINITY;
  if (exponent == 0) return sign * std::ldexp(static_cast<float>(mantissa), -24);
  return sign * std::ldexp(static_cast<float>(mantissa + 1024), exponent - 25);
}

float bfloatToFloat(std::uint16_t bfloat) { return std::bit_cast<float>(static_cast<std::uint32_t>(bfloat) << 16); }

template <class T, class Convert>
void convert(const char* bytes, std::vector<float>& out, Convert toFloat) {
  for (std::size_t i = 0; i < out.size(); ++i) {
    T value;
    std::memcpy(&value, bytes + i * sizeof(T), sizeof(T));
    out[i] = toFloat(value);
  }
}

}  // namespace

Expected<SafetensorsFile> SafetensorsFile::parse(std::string bytes, const std::string& source) {
  const Expected<std::uint64_t> length = headerLength(bytes, bytes.size(), source);
  if (!length) return length.error();
  SafetensorsFile file;
  file.dataBegin_ = kLengthBytes + *length;
  Expected<Contents> contents =
      readHeader(std::string_view(bytes).substr(kLengthBytes, *length), bytes.size() - file.dataBegin_, source);
  if (!contents) return contents.error();
  file.bytes_ = std::move(bytes);
  file.entries_ = std::move(contents->entries);
  file.metadata_ = std::move(contents->metadata);
  return file;
}

Expected<SafetensorsFile> SafetensorsFile::open(const std::string& path) {
  std::error_code code;
  if (!std::filesystem::is_regular_file(path, code)) {
    return failure(DYADIC_TR("engine", "There is no file %1."), {path});
  }
  const std::uintmax_t size = std::filesystem::file_size(path, code);
  std::ifstream in(path, std::ios::binary);
  if (code || !in) return failure(DYADIC_TR("engine", "%1 cannot be read. Check its permissions."), {path});
  std::string bytes(std::min<std::uintmax_t>(size, kLengthBytes), '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  // The first bytes already tell a file of another kind, however large, from one worth reading.
  if (const auto length = headerLength(bytes, size, path); !length) return length.error();
  try {
    bytes.resize(size);
  } catch (const std::exception&) {
    return failure(DYADIC_TR("engine", "There is no memory for the %2 bytes of %1."), {path, std::to_string(size)});
  }
  in.read(bytes.data() + kLengthBytes, static_cast<std::streamsize>(size - kLengthBytes));
  if (!in) return failure(DYADIC_TR("engine", "%1 could not be read to its end."), {path});
  return parse(std::move(bytes), path);
}

const SafetensorsFile::Entry* SafetensorsFile::find(std::string_view name) const {
  const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& e) { return e.name == name; });
  return found == entries_.end() ? nullptr : &*found;
}

std::vector<float> SafetensorsFile::floats(const Entry& entry) const {
  std::vector<float> out(static_cast<std::size_t>(entry.elements));
  const char* bytes = bytes_.data() + dataBegin_ + entry.offset;
  const auto cast = [](auto value) { return static_cast<float>(value); };
  switch (entry.dtype) {
    case DType::Bool:
    case DType::U8:
      convert<std::uint8_t>(bytes, out, cast);
      break;
    case DType::I8:
      convert<std::int8_t>(bytes, out, cast);
      break;
    case DType::U16:
      convert<std::uint16_t>(bytes, out, cast);
      break;
    case DType::I16:
      convert<std::int16_t>(bytes, out, cast);
      break;
    case DType::F16:
      convert<std::uint16_t>(bytes, out, halfToFloat);
      break;
    case DType::BF16:
      convert<std::uint16_t>(bytes, out, bfloatToFloat);
      break;
    case DType::U32:
      convert<std::uint32_t>(bytes, out, cast);
      break;
    case DType::I32:
      convert<std::int32_t>(bytes, out, cast);
      break;
    case DType::F32:
      convert<float>(bytes, out, cast);
      break;
    case DType::U64:
      convert<std::uint64_t>(bytes, out, cast);
      break;
    case DType::I64:
      convert<std::int64_t>(bytes, out, cast);
      break;
    case DType::F64:
      convert<double>(bytes, out, cast);
      break;
  }
  return out;
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
  std::error_code code;
  if (!force && std::filesystem::exists(path, code)) {
    return failure(DYADIC_TR("engine", "%1 exists. Choose another name, or overwrite it with --force."), {path});
  }
  const std::string temporary = path + ".part" + std::to_string(::getpid());
  const std::string header = formatHeader(tensors, metadata);
  const std::uint64_t length = header.size();
  std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
  out.write(reinterpret_cast<const char*>(&length), kLengthBytes);
  out.write(header.data(), static_cast<std::streamsize>(header.size()));
  for (const SafetensorsTensor& tensor : tensors) {
    out.write(reinterpret_cast<const char*>(tensor.data.data()),
              static_cast<std::streamsize>(tensor.data.size_bytes()));
  }
  out.close();
  if (out) std::filesystem::rename(temporary, path, code);
  if (out && !code) return {};
  std::filesystem::remove(temporary, code);
  return failure(DYADIC_TR("engine",
                           "%1 cannot be written. Check that its folder exists, can be written to and has "
                           "space."),
                 {path});
}

}  // namespace dyadic::nets
