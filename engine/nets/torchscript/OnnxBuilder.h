// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Onnx.pb.h>
#include <torch/torch.h>

#include <map>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace dyadic::torchscript {

/// An ONNX model (opset 13, and operators of the domain "dyadic" that only Dyadic reads) in the making. Values are
/// known by their names, which are made here and are unique.
class OnnxBuilder {
 public:
  using Integers = std::vector<std::int64_t>;
  using Attribute = std::variant<std::int64_t, float, Integers>;
  using Attributes = std::vector<std::pair<std::string, Attribute>>;

  OnnxBuilder();

  /// `shape` with the batch.
  std::string addInput(const std::string& name, const Integers& shape);
  void addOutput(const std::string& value);
  /// Adds a node with one output, whose name is returned. `layer` (layer1.0.relu) begins the names; an operator of the
  /// domain "dyadic" is written dyadic.Name; a trailing input that is "" is left out.
  std::string addNode(const std::string& op, const std::string& layer, std::vector<std::string> inputs,
                      const Attributes& attributes = {});
  /// A float32 initializer. The same tensor under the same name is added once.
  std::string addWeights(const std::string& name, const at::Tensor& tensor);
  std::string addIntegers(const Integers& values);
  std::string addScalar(double value);

  [[nodiscard]] const dyadic_onnx::ModelProto& model() const { return model_; }

 private:
  std::string fresh(const std::string& name);

  dyadic_onnx::ModelProto model_;
  std::set<std::string> used_;
  std::map<std::string, int> counts_;
  std::map<std::pair<std::string, const void*>, std::string> weights_;
  std::map<double, std::string> scalars_;
};

}  // namespace dyadic::torchscript
