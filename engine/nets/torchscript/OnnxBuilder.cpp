// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/torchscript/OnnxBuilder.h"

namespace dyadic::torchscript {

using dyadic_onnx::AttributeProto;
using dyadic_onnx::TensorProto;

OnnxBuilder::OnnxBuilder() {
  constexpr int kIrVersion = 8;
  constexpr int kOpset = 13;
  model_.set_ir_version(kIrVersion);
  model_.set_producer_name("TorchScript");
  model_.add_opset_import()->set_version(kOpset);
  auto* own = model_.add_opset_import();
  own->set_domain("dyadic");
  own->set_version(1);
  model_.mutable_graph()->set_name("torchscript");
}

std::string OnnxBuilder::fresh(const std::string& name) {
  std::string out = name;
  while (!used_.insert(out).second) out = name + "_" + std::to_string(++counts_[name] + 1);
  return out;
}

namespace {

void describe(dyadic_onnx::ValueInfoProto& value, const std::string& name, const OnnxBuilder::Integers& shape) {
  value.set_name(name);
  auto* type = value.mutable_type()->mutable_tensor_type();
  type->set_elem_type(TensorProto::FLOAT);
  type->mutable_shape()->add_dim()->set_dim_param("images");
  for (std::size_t i = 1; i < shape.size(); ++i) type->mutable_shape()->add_dim()->set_dim_value(shape[i]);
}

}  // namespace

std::string OnnxBuilder::addInput(const std::string& name, const Integers& shape) {
  const std::string value = fresh(name);
  describe(*model_.mutable_graph()->add_input(), value, shape);
  return value;
}

void OnnxBuilder::addOutput(const std::string& value) { model_.mutable_graph()->add_output()->set_name(value); }

std::string OnnxBuilder::addNode(const std::string& op, const std::string& layer, std::vector<std::string> inputs,
                                 const Attributes& attributes) {
  constexpr std::string_view kOwn = "dyadic.";
  auto* node = model_.mutable_graph()->add_node();
  const bool own = op.starts_with(kOwn);
  node->set_op_type(own ? op.substr(kOwn.size()) : op);
  if (own) node->set_domain("dyadic");
  while (!inputs.empty() && inputs.back().empty()) inputs.pop_back();
  for (std::string& input : inputs) node->add_input(std::move(input));
  const std::string name = fresh(layer);
  node->set_name(name);
  const std::string output = fresh(name + ".out");
  node->add_output(output);
  for (const auto& [key, value] : attributes) {
    AttributeProto* attribute = node->add_attribute();
    attribute->set_name(key);
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
      attribute->set_type(AttributeProto::INT);
      attribute->set_i(*integer);
    } else if (const auto* real = std::get_if<float>(&value)) {
      attribute->set_type(AttributeProto::FLOAT);
      attribute->set_f(*real);
    } else {
      attribute->set_type(AttributeProto::INTS);
      for (const std::int64_t item : std::get<Integers>(value)) attribute->add_ints(item);
    }
  }
  return output;
}

std::string OnnxBuilder::addWeights(const std::string& name, const at::Tensor& tensor) {
  const auto [place, isNew] = weights_.emplace(std::pair(name, tensor.unsafeGetTensorImpl()), "");
  if (!isNew) return place->second;
  place->second = fresh(name);
  const at::Tensor values = tensor.detach().to(at::kCPU, at::kFloat).contiguous();
  TensorProto* out = model_.mutable_graph()->add_initializer();
  out->set_name(place->second);
  out->set_data_type(TensorProto::FLOAT);
  for (const std::int64_t size : values.sizes()) out->add_dims(size);
  out->set_raw_data(values.data_ptr<float>(), static_cast<std::size_t>(values.numel()) * sizeof(float));
  return place->second;
}

std::string OnnxBuilder::addIntegers(const Integers& values) {
  TensorProto* out = model_.mutable_graph()->add_initializer();
  const std::string name = fresh("integers");
  out->set_name(name);
  out->set_data_type(TensorProto::INT64);
  out->add_dims(static_cast<std::int64_t>(values.size()));
  for (const std::int64_t value : values) out->add_int64_data(value);
  return name;
}

std::string OnnxBuilder::addScalar(double value) {
  const auto [place, isNew] = scalars_.emplace(value, "");
  if (!isNew) return place->second;
  place->second = fresh("scalar");
  TensorProto* out = model_.mutable_graph()->add_initializer();
  out->set_name(place->second);
  out->set_data_type(TensorProto::FLOAT);
  out->add_float_data(static_cast<float>(value));
  return place->second;
}

}  // namespace dyadic::torchscript
