// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/onnx/OnnxModel.h"

#include <algorithm>
#include <array>

namespace dyadic::nets {

std::string onnxTypeName(int type) {
  static constexpr std::array<std::string_view, 24> kNames = {
      "UNDEFINED",      "FLOAT",      "UINT8",          "INT8",       "UINT16",   "INT16",
      "INT32",          "INT64",      "STRING",         "BOOL",       "FLOAT16",  "DOUBLE",
      "UINT32",         "UINT64",     "COMPLEX64",      "COMPLEX128", "BFLOAT16", "FLOAT8E4M3FN",
      "FLOAT8E4M3FNUZ", "FLOAT8E5M2", "FLOAT8E5M2FNUZ", "UINT4",      "INT4",     "FLOAT4E2M1"};
  if (type < 0 || type >= static_cast<int>(kNames.size())) return "type " + std::to_string(type);
  return std::string(kNames[static_cast<std::size_t>(type)]);
}

std::int64_t onnxTypeSize(int type) {
  switch (static_cast<OnnxType>(type)) {
    case OnnxType::UInt8:
    case OnnxType::Int8:
    case OnnxType::Bool:
      return 1;
    case OnnxType::UInt16:
    case OnnxType::Int16:
    case OnnxType::Float16:
    case OnnxType::BFloat16:
      return 2;
    case OnnxType::Float:
    case OnnxType::Int32:
    case OnnxType::UInt32:
      return 4;
    case OnnxType::Int64:
    case OnnxType::UInt64:
    case OnnxType::Double:
      return 8;
  }
  return 0;
}

const OnnxAttribute* OnnxNode::find(std::string_view attribute) const {
  const auto found =
      std::find_if(attributes.begin(), attributes.end(), [&](const OnnxAttribute& a) { return a.name == attribute; });
  return found == attributes.end() ? nullptr : &*found;
}

std::int64_t OnnxNode::integer(std::string_view attribute, std::int64_t otherwise) const {
  const OnnxAttribute* found = find(attribute);
  return found == nullptr ? otherwise : found->integer;
}

double OnnxNode::real(std::string_view attribute, double otherwise) const {
  const OnnxAttribute* found = find(attribute);
  return found == nullptr ? otherwise : static_cast<double>(found->real);
}

std::string OnnxNode::text(std::string_view attribute, std::string_view otherwise) const {
  const OnnxAttribute* found = find(attribute);
  return found == nullptr ? std::string(otherwise) : found->text;
}

std::vector<std::int64_t> OnnxNode::integers(std::string_view attribute) const {
  const OnnxAttribute* found = find(attribute);
  return found == nullptr ? std::vector<std::int64_t>() : found->integers;
}

}  // namespace dyadic::nets
