// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/integer/exports/OnnxGraph.h"

#include <algorithm>
#include <limits>

#include "engine/integer/exports/PlainName.h"
#include "engine/types/OutputFile.h"

namespace dyadic::integer {
namespace {

using dyadic_onnx::AttributeProto;
using dyadic_onnx::TensorProto;

template <class Number, class Values>
std::string bytesOf(const Values& values) {
  std::string bytes;
  bytes.reserve(values.size() * sizeof(Number));
  for (const auto value : values) {  // ONNX is little-endian, as x86-64 is
    const auto number = static_cast<Number>(value);
    bytes.append(reinterpret_cast<const char*>(&number), sizeof(number));
  }
  return bytes;
}

void setImages(dyadic_onnx::ValueInfoProto& info, const std::string& name, const OnnxGraph::Shape& shape) {
  info.set_name(name);
  auto* tensor = info.mutable_type()->mutable_tensor_type();
  tensor->set_elem_type(TensorProto::FLOAT);
  tensor->mutable_shape()->add_dim()->set_dim_param("N");
  for (const auto side : shape) tensor->mutable_shape()->add_dim()->set_dim_value(side);
}

}  // namespace

OnnxGraph::OnnxGraph() {
  model_.set_ir_version(7);
  model_.set_producer_name("dyadic");
  model_.add_opset_import()->set_version(13);
  model_.mutable_graph()->set_name("dyadic");
}

void OnnxGraph::beginLayer(const std::string& name) { layer_ = plainName(name); }

std::string OnnxGraph::fresh(const std::string& what) { return layer_ + "/" + what + "." + std::to_string(count_++); }

std::string OnnxGraph::node(const std::string& type, const Names& inputs, const Attributes& attributes) {
  std::string output = fresh(type);
  namedNode(type, inputs, output, attributes);
  return output;
}

void OnnxGraph::namedNode(const std::string& type, const Names& inputs, const std::string& output,
                          const Attributes& attributes) {
  auto* node = model_.mutable_graph()->add_node();
  node->set_op_type(type);
  node->set_name(output);
  for (const auto& input : inputs) node->add_input(input);
  node->add_output(output);
  for (const auto& [name, value] : attributes) {
    auto* attribute = node->add_attribute();
    attribute->set_name(name);
    if (const auto* numbers = std::get_if<Shape>(&value)) {
      attribute->set_type(AttributeProto::INTS);
      for (const auto number : *numbers) attribute->add_ints(number);
    } else {
      attribute->set_type(AttributeProto::INT);
      attribute->set_i(std::get<std::int64_t>(value));
    }
  }
}

std::string OnnxGraph::cast(const std::string& value, Type type) {
  return node("Cast", {value}, {{"to", std::int64_t{type}}});
}

std::string OnnxGraph::initializer(std::string bytes, const Shape& shape, Type type) {
  std::string name = fresh("constant");
  auto* tensor = model_.mutable_graph()->add_initializer();
  for (const auto side : shape) tensor->add_dims(side);
  tensor->set_data_type(type);
  tensor->set_name(name);
  tensor->set_raw_data(std::move(bytes));
  return name;
}

std::string OnnxGraph::integers(const std::vector<std::int64_t>& values, const Shape& shape, Type type) {
  switch (type) {
    case TensorProto::INT8:
      return initializer(bytesOf<std::int8_t>(values), shape, type);
    case TensorProto::INT16:
      return initializer(bytesOf<std::int16_t>(values), shape, type);
    case TensorProto::INT32:
      return initializer(bytesOf<std::int32_t>(values), shape, type);
    default:
      return initializer(bytesOf<std::int64_t>(values), shape, TensorProto::INT64);
  }
}

std::string OnnxGraph::smallest(const std::vector<std::int64_t>& values, const Shape& shape) {
  const auto fit = [&](auto limits) {
    return std::all_of(values.begin(), values.end(),
                       [&](std::int64_t value) { return value >= limits.min() && value <= limits.max(); });
  };
  if (fit(std::numeric_limits<std::int8_t>())) return integers(values, shape, TensorProto::INT8);
  if (fit(std::numeric_limits<std::int16_t>())) return integers(values, shape, TensorProto::INT16);
  const bool narrow = fit(std::numeric_limits<std::int32_t>());
  return integers(values, shape, narrow ? TensorProto::INT32 : TensorProto::INT64);
}

std::string OnnxGraph::scalar(double value, Type type) {
  std::string& name = scalars_[{value, type}];
  if (!name.empty()) return name;
  const std::vector<double> values{value};
  if (type == TensorProto::DOUBLE) {
    name = initializer(bytesOf<double>(values), {}, type);
  } else if (type == TensorProto::FLOAT) {
    name = initializer(bytesOf<float>(values), {}, type);
  } else {
    name = integers({static_cast<std::int64_t>(value)}, {}, type);
  }
  return name;
}

void OnnxGraph::addInput(const std::string& name, const Shape& shapeOfOne) {
  setImages(*model_.mutable_graph()->add_input(), name, shapeOfOne);
}

void OnnxGraph::addOutput(const std::string& name, const Shape& shapeOfOne) {
  setImages(*model_.mutable_graph()->add_output(), name, shapeOfOne);
}

void OnnxGraph::addMetadata(const std::string& key, const std::string& value) {
  auto* entry = model_.add_metadata_props();
  entry->set_key(key);
  entry->set_value(value);
}

void OnnxGraph::describe(const std::string& text) { model_.mutable_graph()->set_doc_string(text); }

Status OnnxGraph::write(const std::string& path, bool force) const {
  if (model_.ByteSizeLong() > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max())) {
    return failure(DYADIC_TR("engine", "%1 cannot be written: the model is larger than the 2 GiB of an ONNX file."),
                   {path});
  }
  return writeOutput(path, force, [&](std::ostream& out) {
    if (!model_.SerializeToOstream(&out)) out.setstate(std::ios::failbit);
  });
}

}  // namespace dyadic::integer
