// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Onnx.pb.h>

#include <cstdint>
#include <initializer_list>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace dyadic::nets::test {

using Ints = std::vector<std::int64_t>;
using Floats = std::vector<float>;
using OnnxAttributeValue = std::variant<std::int64_t, float, std::string, Ints>;

/// Writes small ONNX models for tests, well-formed or not.
class OnnxBuilder {
 public:
  explicit OnnxBuilder(std::int64_t opset = 13) {
    model_.set_ir_version(opset >= 19 ? 9 : 8);
    model_.set_producer_name("test");
    auto* import = model_.add_opset_import();
    import->set_domain("");
    import->set_version(opset);
    graph().set_name("test");
  }

  dyadic_onnx::ModelProto& model() { return model_; }
  dyadic_onnx::GraphProto& graph() { return *model_.mutable_graph(); }

  /// Dimensions below 1 are not fixed.
  OnnxBuilder& input(const std::string& name, const Ints& dims) {
    set(*graph().add_input(), name, dims);
    return *this;
  }
  OnnxBuilder& output(const std::string& name, const Ints& dims = {}) {
    set(*graph().add_output(), name, dims);
    if (dims.empty()) graph().mutable_output(graph().output_size() - 1)->mutable_type()->Clear();
    return *this;
  }
  OnnxBuilder& floats(const std::string& name, const Ints& dims, const Floats& values) {
    auto& tensor = add(name, dims, dyadic_onnx::TensorProto::FLOAT);
    tensor.set_raw_data(std::string(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(float)));
    return *this;
  }
  /// As many as the shape has, between -1 and 1, following `seed`.
  OnnxBuilder& random(const std::string& name, const Ints& dims, unsigned seed = 1) {
    std::size_t count = 1;
    for (const std::int64_t size : dims) count *= static_cast<std::size_t>(size);
    Floats values(count);
    unsigned state = seed * 2654435761U + 12345U;
    for (float& value : values) {
      state = state * 1664525U + 1013904223U;
      value = static_cast<float>(state >> 8U) / 8388608.0F - 1.0F;
    }
    return floats(name, dims, values);
  }
  OnnxBuilder& integers(const std::string& name, const Ints& values) {
    auto& tensor = add(name, {static_cast<std::int64_t>(values.size())}, dyadic_onnx::TensorProto::INT64);
    for (const std::int64_t value : values) tensor.add_int64_data(value);
    return *this;
  }
  OnnxBuilder& scalar(const std::string& name, float value) { return floats(name, {}, {value}); }

  OnnxBuilder& node(const std::string& op, const std::vector<std::string>& inputs,
                    const std::vector<std::string>& outputs,
                    const std::vector<std::pair<std::string, OnnxAttributeValue>>& attributes = {}) {
    auto* node = graph().add_node();
    node->set_op_type(op);
    node->set_name(op + "." + outputs.front());
    for (const auto& name : inputs) node->add_input(name);
    for (const auto& name : outputs) node->add_output(name);
    for (const auto& [name, value] : attributes) addAttribute(*node, name, value);
    return *this;
  }

  [[nodiscard]] std::string bytes() const { return model_.SerializeAsString(); }

 private:
  static void set(dyadic_onnx::ValueInfoProto& value, const std::string& name, const Ints& dims) {
    value.set_name(name);
    auto* tensor = value.mutable_type()->mutable_tensor_type();
    tensor->set_elem_type(dyadic_onnx::TensorProto::FLOAT);
    tensor->mutable_shape();
    for (const std::int64_t size : dims) {
      auto* dim = tensor->mutable_shape()->add_dim();
      if (size > 0) {
        dim->set_dim_value(size);
      } else {
        dim->set_dim_param("N");
      }
    }
  }

  dyadic_onnx::TensorProto& add(const std::string& name, const Ints& dims, dyadic_onnx::TensorProto::DataType type) {
    auto* tensor = graph().add_initializer();
    tensor->set_name(name);
    tensor->set_data_type(type);
    for (const std::int64_t size : dims) tensor->add_dims(size);
    return *tensor;
  }

  static void addAttribute(dyadic_onnx::NodeProto& node, const std::string& name, const OnnxAttributeValue& value) {
    using dyadic_onnx::AttributeProto;
    auto* attribute = node.add_attribute();
    attribute->set_name(name);
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
      attribute->set_type(AttributeProto::INT);
      attribute->set_i(*integer);
    } else if (const auto* real = std::get_if<float>(&value)) {
      attribute->set_type(AttributeProto::FLOAT);
      attribute->set_f(*real);
    } else if (const auto* text = std::get_if<std::string>(&value)) {
      attribute->set_type(AttributeProto::STRING);
      attribute->set_s(*text);
    } else {
      attribute->set_type(AttributeProto::INTS);
      for (const std::int64_t number : std::get<Ints>(value)) attribute->add_ints(number);
    }
  }

  dyadic_onnx::ModelProto model_;
};

}  // namespace dyadic::nets::test
