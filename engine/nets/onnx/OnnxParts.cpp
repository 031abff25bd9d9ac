// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/onnx/OnnxParts.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/wire_format_lite.h>

#include <array>

namespace dyadic::nets {
namespace {

using google::protobuf::internal::WireFormatLite;
using google::protobuf::io::CodedInputStream;

enum class Kind {
  Model,
  Graph,
  Node,
  Attribute,
  Tensor,
  Value,
  Type,
  TensorType,
  Shape,
  Sparse,
  Wrap,
  Map,
  Flat,
  Leaf
};

struct Field {
  Kind in;
  int number;
  Kind is;
};
/// Where messages are in messages; every other field with a length is a Leaf. Flat ones hold only leaves.
constexpr std::array<Field, 28> kFields = {{
    {Kind::Model, 7, Kind::Graph},       {Kind::Graph, 1, Kind::Node},        {Kind::Graph, 5, Kind::Tensor},
    {Kind::Graph, 11, Kind::Value},      {Kind::Graph, 12, Kind::Value},      {Kind::Graph, 13, Kind::Value},
    {Kind::Graph, 14, Kind::Flat},       {Kind::Graph, 15, Kind::Sparse},     {Kind::Node, 5, Kind::Attribute},
    {Kind::Attribute, 5, Kind::Tensor},  {Kind::Attribute, 6, Kind::Graph},   {Kind::Attribute, 10, Kind::Tensor},
    {Kind::Attribute, 11, Kind::Graph},  {Kind::Attribute, 14, Kind::Type},   {Kind::Attribute, 15, Kind::Type},
    {Kind::Attribute, 22, Kind::Sparse}, {Kind::Attribute, 23, Kind::Sparse}, {Kind::Sparse, 1, Kind::Tensor},
    {Kind::Sparse, 2, Kind::Tensor},     {Kind::Value, 2, Kind::Type},        {Kind::Type, 1, Kind::TensorType},
    {Kind::Type, 4, Kind::Wrap},         {Kind::Type, 5, Kind::Map},          {Kind::Type, 8, Kind::TensorType},
    {Kind::Type, 9, Kind::Wrap},         {Kind::TensorType, 2, Kind::Shape},  {Kind::Wrap, 1, Kind::Type},
    {Kind::Map, 2, Kind::Type},
}};

Kind kindOf(Kind in, int number) {
  for (const Field& field : kFields) {
    if (field.in == in && field.number == number) return field.is;
  }
  return Kind::Leaf;
}

struct Counter {
  CodedInputStream& in;
  std::int64_t parts = 0;

  /// False: damaged, or enough.
  bool count(Kind kind, int depth) {
    constexpr int kDeepest = 100;  // as protobuf
    if (depth > kDeepest) return false;
    while (const std::uint32_t tag = in.ReadTag()) {
      if (WireFormatLite::GetTagWireType(tag) != WireFormatLite::WIRETYPE_LENGTH_DELIMITED) {
        if (!WireFormatLite::SkipField(&in, tag)) return false;
        continue;
      }
      int length = 0;
      if (++parts > kMostOnnxParts || !in.ReadVarintSizeAsInt(&length)) return false;
      const Kind inner = kindOf(kind, WireFormatLite::GetTagFieldNumber(tag));
      if (inner == Kind::Leaf) {
        if (!in.Skip(length)) return false;
        continue;
      }
      const CodedInputStream::Limit limit = in.PushLimit(length);
      if (!count(inner, depth + 1) || in.BytesUntilLimit() != 0) return false;
      in.PopLimit(limit);
    }
    return true;
  }
};

}  // namespace

bool hasFewParts(google::protobuf::io::ZeroCopyInputStream& stream) {
  CodedInputStream in(&stream);
  Counter counter{in};
  counter.count(Kind::Model, 0);
  return counter.parts <= kMostOnnxParts;
}

}  // namespace dyadic::nets
