// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/weights/DType.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>

static_assert(std::endian::native == std::endian::little, "files of tensors are little-endian and read as they are");

namespace dyadic::nets {
namespace {

struct DTypeInfo {
  DType dtype;
  std::string_view name;
  std::size_t bytes;
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
void convert(const char* bytes, std::span<float> out, Convert toFloat) {
  for (std::size_t i = 0; i < out.size(); ++i) {
    T value;
    std::memcpy(&value, bytes + i * sizeof(T), sizeof(T));
    out[i] = toFloat(value);
  }
}

}  // namespace

std::size_t bytesOf(DType type) { return kDTypes[static_cast<std::size_t>(type)].bytes; }

std::optional<DType> dtypeOf(std::string_view name) {
  const auto found = std::find_if(kDTypes.begin(), kDTypes.end(), [&](const DTypeInfo& i) { return name == i.name; });
  return found == kDTypes.end() ? std::nullopt : std::optional(found->dtype);
}

void toFloats(DType type, const char* bytes, std::span<float> out) {
  const auto cast = [](auto value) { return static_cast<float>(value); };
  switch (type) {
    case DType::Bool:
    case DType::U8:
      return convert<std::uint8_t>(bytes, out, cast);
    case DType::I8:
      return convert<std::int8_t>(bytes, out, cast);
    case DType::U16:
      return convert<std::uint16_t>(bytes, out, cast);
    case DType::I16:
      return convert<std::int16_t>(bytes, out, cast);
    case DType::F16:
      return convert<std::uint16_t>(bytes, out, halfToFloat);
    case DType::BF16:
      return convert<std::uint16_t>(bytes, out, bfloatToFloat);
    case DType::U32:
      return convert<std::uint32_t>(bytes, out, cast);
    case DType::I32:
      return convert<std::int32_t>(bytes, out, cast);
    case DType::F32:
      return convert<float>(bytes, out, cast);
    case DType::U64:
      return convert<std::uint64_t>(bytes, out, cast);
    case DType::I64:
      return convert<std::int64_t>(bytes, out, cast);
    case DType::F64:
      return convert<double>(bytes, out, cast);
  }
}

}  // namespace dyadic::nets
