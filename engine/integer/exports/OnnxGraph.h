// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Onnx.pb.h>

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/types/Expected.h"

namespace dyadic::integer {

/// An ONNX model (opset 13) in the making. Values are known by their names, which are made here and are unique.
class OnnxGraph {
 public:
  using Type = dyadic_onnx::TensorProto::DataType;
  using Names = std::vector<std::string>;
  using Shape = std::vector<std::int64_t>;
  using Attributes = std::vector<std::pair<std::string, std::variant<std::int64_t, Shape>>>;

  OnnxGraph();

  /// The names of nodes and values from here on begin with this.
  void beginLayer(const std::string& name);

  /// Adds a node and returns the name of its one output.
  std::string node(const std::string& type, const Names& inputs, const Attributes& attributes = {});
  /// The same with a given name for the output.
  void namedNode(const std::string& type, const Names& inputs, const std::string& output,
                 const Attributes& attributes = {});

  std::string cast(const std::string& value, Type type);

  /// An initializer of integers in the given type. REQUIRES: they fit it.
  std::string integers(const std::vector<std::int64_t>& values, const Shape& shape, Type type);
  /// The same in the smallest type that holds them all.
  std::string smallest(const std::vector<std::int64_t>& values, const Shape& shape);
  /// A scalar; equal ones are stored once.
  std::string scalar(double value, Type type);

  /// A float32 input or output whose first dimension is the number of images.
  void addInput(const std::string& name, const Shape& shapeOfOne);
  void addOutput(const std::string& name, const Shape& shapeOfOne);

  void addMetadata(const std::string& key, const std::string& value);
  /// What the graph computes, for people.
  void describe(const std::string& text);

  /// Writes the model, whole or not at all. Fails above protobuf's limit of 2 GiB, and where `path` exists without
  /// `force`.
  [[nodiscard]] Status write(const std::string& path, bool force) const;

 private:
  std::string initializer(std::string bytes, const Shape& shape, Type type);
  [[nodiscard]] std::string fresh(const std::string& what);

  dyadic_onnx::ModelProto model_;
  std::string layer_;
  std::int64_t count_ = 0;
  std::map<std::pair<double, Type>, std::string> scalars_;
};

}  // namespace dyadic::integer
