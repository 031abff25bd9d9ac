// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/onnx/OnnxConstant.h"

#include <algorithm>
#include <cstring>
#include <fstream>

#include "engine/nets/weights/DType.h"

namespace dyadic::nets {
namespace {

/// Calls `add` with each element of the type `Stored`.
template <class Stored, class Add>
void each(const std::string& bytes, const Add& add) {
  for (std::size_t at = 0; at + sizeof(Stored) <= bytes.size(); at += sizeof(Stored)) {
    Stored value;
    std::memcpy(&value, bytes.data() + at, sizeof(Stored));
    add(value);
  }
}

template <class Stored>
void addIntegers(const std::string& bytes, OnnxConstant& out) {
  out.integer = true;
  out.integers.reserve(bytes.size() / sizeof(Stored));
  each<Stored>(bytes, [&](Stored value) { out.integers.push_back(static_cast<std::int64_t>(value)); });
}

void addFloats(DType type, const std::string& bytes, OnnxConstant& out) {
  out.floats.resize(bytes.size() / bytesOf(type));
  toFloats(type, bytes.data(), out.floats);
}

/// False: a type that is not read.
bool addElements(int type, const std::string& bytes, OnnxConstant& out) {
  switch (static_cast<OnnxType>(type)) {
    case OnnxType::Float:
      addFloats(DType::F32, bytes, out);
      return true;
    case OnnxType::Double:
      addFloats(DType::F64, bytes, out);
      return true;
    case OnnxType::Float16:
      addFloats(DType::F16, bytes, out);
      return true;
    case OnnxType::BFloat16:
      addFloats(DType::BF16, bytes, out);
      return true;
    case OnnxType::Int64:
      addIntegers<std::int64_t>(bytes, out);
      return true;
    case OnnxType::UInt64:
      addIntegers<std::uint64_t>(bytes, out);
      return true;
    case OnnxType::Int32:
      addIntegers<std::int32_t>(bytes, out);
      return true;
    case OnnxType::UInt32:
      addIntegers<std::uint32_t>(bytes, out);
      return true;
    case OnnxType::Int16:
      addIntegers<std::int16_t>(bytes, out);
      return true;
    case OnnxType::UInt16:
      addIntegers<std::uint16_t>(bytes, out);
      return true;
    case OnnxType::Int8:
      addIntegers<std::int8_t>(bytes, out);
      return true;
    case OnnxType::UInt8:
    case OnnxType::Bool:
      addIntegers<std::uint8_t>(bytes, out);
      return true;
  }
  return false;
}

Expected<std::string> readExternal(const OnnxTensor& tensor, const std::string& source) {
  std::string bytes(static_cast<std::size_t>(tensor.elements * onnxTypeSize(tensor.type)), '\0');
  std::ifstream in(tensor.file, std::ios::binary);
  in.seekg(static_cast<std::streamoff>(tensor.offset));
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!in) {
    return failure(DYADIC_TR("engine", "The elements of tensor \"%2\" of %1 could not be read from %3."),
                   {source, tensor.name, tensor.file});
  }
  return bytes;
}

}  // namespace

bool OnnxConstant::isSymbolic() const {
  return std::any_of(images.begin(), images.end(), [](std::int64_t n) { return n != 0; });
}

OnnxConstant integerVector(std::vector<std::int64_t> values) {
  OnnxConstant out;
  out.dims = {static_cast<std::int64_t>(values.size())};
  out.integer = true;
  out.integers = std::move(values);
  return out;
}

Expected<OnnxConstant> decodeTensor(const OnnxTensor& tensor, const std::string& source) {
  if (!tensor.unreadable.empty()) {
    return failure(DYADIC_TR("engine", "the tensor \"%1\" cannot be had: %2"), {tensor.name, tensor.unreadable});
  }
  OnnxConstant out;
  out.dims = tensor.dims;
  bool known = false;
  if (tensor.file.empty()) {
    known = addElements(tensor.type, tensor.bytes, out);
  } else {
    const Expected<std::string> bytes = readExternal(tensor, source);
    if (!bytes) return bytes.error();
    known = addElements(tensor.type, *bytes, out);
  }
  if (!known) {
    return failure(DYADIC_TR("engine", "the tensor \"%1\" is of type %2, which is not read"),
                   {tensor.name, onnxTypeName(tensor.type)});
  }
  return out;
}

std::optional<std::size_t> normalAxis(std::int64_t axis, std::size_t rank) {
  const auto count = static_cast<std::int64_t>(rank);
  if (axis < -count || axis >= count) return std::nullopt;
  return static_cast<std::size_t>(axis < 0 ? axis + count : axis);
}

std::optional<std::vector<std::size_t>> normalAxes(const std::vector<std::int64_t>& axes, std::size_t rank) {
  std::vector<std::size_t> out;
  for (const std::int64_t axis : axes) {
    const auto normal = normalAxis(axis, rank);
    if (!normal) return std::nullopt;
    out.push_back(*normal);
  }
  std::sort(out.begin(), out.end());
  if (std::adjacent_find(out.begin(), out.end()) != out.end()) return std::nullopt;
  return out;
}

OnnxRange normalRange(std::int64_t begin, std::int64_t end, std::int64_t step, std::int64_t size) {
  constexpr std::int64_t kFar = std::int64_t{1} << 48;  // beyond every tensor, and no overflow below
  step = std::clamp(step, -kFar, kFar);
  if (begin < 0) begin += size;
  if (end < 0) end += size;
  OnnxRange out;
  out.step = step;
  if (step > 0) {
    out.begin = std::clamp<std::int64_t>(begin, 0, size);
    const std::int64_t last = std::clamp<std::int64_t>(end, 0, size);
    out.count = last > out.begin ? (last - out.begin - 1) / step + 1 : 0;
  } else {
    out.begin = std::clamp<std::int64_t>(begin, -1, size - 1);
    const std::int64_t last = std::clamp<std::int64_t>(end, -1, size - 1);
    out.count = out.begin > last ? (out.begin - last - 1) / -step + 1 : 0;
  }
  return out;
}

}  // namespace dyadic::nets
