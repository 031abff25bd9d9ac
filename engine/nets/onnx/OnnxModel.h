// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// An ONNX file as plain values, without protobuf: what OnnxFile reads and checks, and what is lowered to a Graph.
namespace dyadic::nets {

/// The element types of ONNX tensors that are read, by ONNX's own numbers.
enum class OnnxType {
  Float = 1,
  UInt8 = 2,
  Int8 = 3,
  UInt16 = 4,
  Int16 = 5,
  Int32 = 6,
  Int64 = 7,
  Bool = 9,
  Float16 = 10,
  Double = 11,
  UInt32 = 12,
  UInt64 = 13,
  BFloat16 = 16,
};
/// "FLOAT"; "type 99" for what ONNX does not know.
[[nodiscard]] std::string onnxTypeName(int type);
/// Bytes of an element; 0 for types that are not read (strings, complex numbers, 8-bit floats, 4-bit integers).
[[nodiscard]] std::int64_t onnxTypeSize(int type);

/// A tensor whose elements were checked to be there. Bytes are little-endian and stand here, or in a file beside the
/// model's.
struct OnnxTensor {
  std::string name;
  int type = 0;  ///< OnnxType, or a number that is not read
  std::vector<std::int64_t> dims;
  std::int64_t elements = 0;
  std::string bytes;         ///< elements * onnxTypeSize(type) of them, none with external data
  std::string file;          ///< external data: its path, below the model's folder; else empty
  std::uint64_t offset = 0;  ///< external data: of the first byte
  std::string unreadable;    ///< why the elements cannot be had (external data of bytes in memory); empty if they can
};

struct OnnxAttribute {
  enum class Kind { Integer, Real, Text, Tensor, Integers, Reals, Texts, Graph, Other };
  std::string name;
  Kind kind = Kind::Other;
  std::int64_t integer = 0;
  float real = 0;
  std::string text;
  std::vector<std::int64_t> integers;
  std::vector<float> reals;
  std::optional<OnnxTensor> tensor;
};

struct OnnxNode {
  std::string name;                  ///< may be empty, may not be unique
  std::string op;                    ///< Conv, Gemm ...
  std::string domain;                ///< empty: ONNX's own
  std::vector<std::string> inputs;   ///< names of values; empty: left out
  std::vector<std::string> outputs;  ///< likewise
  std::vector<OnnxAttribute> attributes;

  /// nullptr: not given.
  [[nodiscard]] const OnnxAttribute* find(std::string_view attribute) const;
  [[nodiscard]] std::int64_t integer(std::string_view attribute, std::int64_t otherwise) const;
  [[nodiscard]] double real(std::string_view attribute, double otherwise) const;
  [[nodiscard]] std::string text(std::string_view attribute, std::string_view otherwise) const;
  /// Empty: not given.
  [[nodiscard]] std::vector<std::int64_t> integers(std::string_view attribute) const;
  /// True where input `i` is given.
  [[nodiscard]] bool has(std::size_t i) const { return i < inputs.size() && !inputs[i].empty(); }
};

/// An input or output of the graph.
struct OnnxValue {
  std::string name;
  int type = 0;  ///< as in OnnxTensor; 0: no tensor, or not said
  bool hasShape = false;
  std::vector<std::int64_t> dims;  ///< -1: not fixed
};

struct OnnxModel {
  std::string source;           ///< the file, for messages
  std::int64_t opset = 0;       ///< of ONNX's own domain
  std::string producer;         ///< "pytorch 1.13.0", may be empty
  std::vector<OnnxNode> nodes;  ///< in an order in which each follows those it reads
  std::map<std::string, OnnxTensor> initializers;
  std::vector<OnnxValue> inputs;   ///< without those that only give an initializer a type
  std::vector<OnnxValue> outputs;  ///< at least one
  std::map<std::string, std::string> metadata;
};

}  // namespace dyadic::nets
