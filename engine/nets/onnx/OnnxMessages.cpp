// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/onnx/OnnxMessages.h"

#include <charconv>
#include <filesystem>
#include <limits>

namespace dyadic::nets {
namespace {

using dyadic_onnx::AttributeProto;
using dyadic_onnx::TensorProto;

constexpr std::int64_t kMostElements = std::int64_t{1} << 40;  // no overflow; the bytes have to be there anyway
constexpr int kMostDimensions = 16;

Error damaged(const OnnxSource& source, const std::string& tensor, const std::string& why) {
  return failure(DYADIC_TR("engine", "%1 is damaged: its tensor \"%2\" %3."), {source.path, tensor, why});
}

/// The elements of one of the typed fields, each in `Number`, which the field's own type may be wider than.
template <class Number, class Field>
std::string packed(Field& field) {
  std::string bytes;
  bytes.reserve(static_cast<std::size_t>(field.size()) * sizeof(Number));
  for (const auto value : field) {
    const auto number = static_cast<Number>(value);
    bytes.append(reinterpret_cast<const char*>(&number), sizeof(number));
  }
  Field().Swap(&field);  // frees, which Clear() does not
  return bytes;
}

std::string typedBytes(TensorProto& message) {
  switch (static_cast<OnnxType>(message.data_type())) {
    case OnnxType::Float:
      return packed<float>(*message.mutable_float_data());
    case OnnxType::Double:
      return packed<double>(*message.mutable_double_data());
    case OnnxType::Int64:
      return packed<std::int64_t>(*message.mutable_int64_data());
    case OnnxType::UInt64:
      return packed<std::uint64_t>(*message.mutable_uint64_data());
    case OnnxType::UInt32:
      return packed<std::uint32_t>(*message.mutable_uint64_data());
    case OnnxType::Int32:
      return packed<std::int32_t>(*message.mutable_int32_data());
    case OnnxType::Int16:
    case OnnxType::UInt16:
    case OnnxType::Float16:
    case OnnxType::BFloat16:
      return packed<std::uint16_t>(*message.mutable_int32_data());
    case OnnxType::Int8:
    case OnnxType::UInt8:
    case OnnxType::Bool:
      return packed<std::uint8_t>(*message.mutable_int32_data());
  }
  return {};
}

/// What TensorProto::external_data says.
struct External {
  std::string location;
  std::uint64_t offset = 0;
  std::optional<std::uint64_t> length;
  bool valid = true;
};

External externalOf(const TensorProto& message) {
  External out;
  for (const auto& entry : message.external_data()) {
    std::uint64_t number = 0;
    if (entry.key() == "location") out.location = entry.value();
    if (entry.key() != "offset" && entry.key() != "length") continue;
    const char* const end = entry.value().data() + entry.value().size();
    const auto [at, code] = std::from_chars(entry.value().data(), end, number);
    if (code != std::errc() || at != end) out.valid = false;
    if (entry.key() == "offset") {
      out.offset = number;
    } else {
      out.length = number;
    }
  }
  return out;
}

/// Where external data are, if that is a file below the model's folder; symbolic links count as what they point to.
std::optional<std::filesystem::path> below(const std::string& folder, const std::string& location) {
  namespace fs = std::filesystem;
  const fs::path relative(location);
  if (location.empty() || location.find('\0') != std::string::npos || relative.is_absolute()) return std::nullopt;
  std::error_code code;
  const fs::path root = fs::weakly_canonical(folder, code);
  if (code) return std::nullopt;
  const fs::path file = fs::weakly_canonical(root / relative, code);
  if (code) return std::nullopt;
  const fs::path inside = file.lexically_relative(root);
  if (inside.empty() || *inside.begin() == ".." || *inside.begin() == ".") return std::nullopt;
  return file;
}

Status setExternal(const TensorProto& message, const OnnxSource& source, OnnxTensor& tensor) {
  if (source.folder.empty()) {
    tensor.unreadable = "its data are in another file";
    return {};
  }
  const External external = externalOf(message);
  if (!external.valid) return damaged(source, tensor.name, "has external data whose place is no number");
  const auto file = below(source.folder, external.location);
  if (!file) {
    return failure(DYADIC_TR("engine",
                             "%1 keeps its tensor \"%2\" in the file \"%3\", which is not below the model's folder. "
                             "Such files are not read; put it beside the model and save the model anew."),
                   {source.path, tensor.name, external.location});
  }
  std::error_code code;
  if (!std::filesystem::is_regular_file(*file, code)) {
    return failure(DYADIC_TR("engine",
                             "%1 keeps its tensor \"%2\" in the file \"%3\", which is not there. Copy it to "
                             "the model's folder."),
                   {source.path, tensor.name, external.location});
  }
  const auto wanted = static_cast<std::uint64_t>(tensor.elements * onnxTypeSize(tensor.type));
  const std::uintmax_t size = std::filesystem::file_size(*file, code);
  if (code || external.offset > size || size - external.offset < wanted || external.length.value_or(wanted) != wanted) {
    return failure(DYADIC_TR("engine",
                             "%1 is damaged, or its data file \"%3\" is: the elements of tensor \"%2\" are "
                             "not all there."),
                   {source.path, tensor.name, external.location});
  }
  tensor.file = file->string();
  tensor.offset = external.offset;
  return {};
}

Expected<std::int64_t> elementsOf(const OnnxTensor& tensor, const OnnxSource& source) {
  if (tensor.dims.size() > kMostDimensions) return damaged(source, tensor.name, "has more than 16 dimensions");
  std::int64_t count = 1;
  for (const std::int64_t size : tensor.dims) {
    if (size < 0 || size > kMostElements) return damaged(source, tensor.name, "has an impossible shape");
    if (size > 0 && count > kMostElements / size) return damaged(source, tensor.name, "has an impossible shape");
    count *= size;
  }
  return count;
}

Status takeAttribute(AttributeProto& message, const OnnxSource& source, OnnxAttribute& out) {
  using Kind = OnnxAttribute::Kind;
  out.name = message.name();
  out.integer = message.i();
  out.real = message.f();
  out.text = std::move(*message.mutable_s());
  out.integers.assign(message.ints().begin(), message.ints().end());
  out.reals.assign(message.floats().begin(), message.floats().end());
  if (message.has_t()) {
    Expected<OnnxTensor> tensor = takeTensor(*message.mutable_t(), source);
    if (!tensor) return tensor.error();
    out.tensor = std::move(tensor).value();
  }
  switch (message.type()) {
    case AttributeProto::INT:
      out.kind = Kind::Integer;
      break;
    case AttributeProto::FLOAT:
      out.kind = Kind::Real;
      break;
    case AttributeProto::STRING:
      out.kind = Kind::Text;
      break;
    case AttributeProto::TENSOR:
      out.kind = out.tensor ? Kind::Tensor : Kind::Other;
      break;
    case AttributeProto::INTS:
      out.kind = Kind::Integers;
      break;
    case AttributeProto::FLOATS:
      out.kind = Kind::Reals;
      break;
    case AttributeProto::STRINGS:
      out.kind = Kind::Texts;
      break;
    case AttributeProto::GRAPH:
    case AttributeProto::GRAPHS:
      out.kind = Kind::Graph;
      break;
    default:
      break;
  }
  return {};
}

}  // namespace

Expected<OnnxTensor> takeTensor(TensorProto& message, const OnnxSource& source) {
  OnnxTensor tensor;
  tensor.name = message.name();
  tensor.type = message.data_type();
  tensor.dims.assign(message.dims().begin(), message.dims().end());
  const Expected<std::int64_t> elements = elementsOf(tensor, source);
  if (!elements) return elements.error();
  tensor.elements = *elements;
  const std::int64_t size = onnxTypeSize(tensor.type);
  if (size == 0) {
    TensorProto().Swap(&message);
    return tensor;
  }
  if (message.has_segment()) return damaged(source, tensor.name, "is only a segment");
  if (message.data_location() == TensorProto::EXTERNAL) {
    if (Status status = setExternal(message, source, tensor); !status) return status.error();
    return tensor;
  }
  tensor.bytes = message.has_raw_data() ? std::move(*message.mutable_raw_data()) : typedBytes(message);
  TensorProto().Swap(&message);
  if (static_cast<std::int64_t>(tensor.bytes.size()) != tensor.elements * size) {
    return damaged(source, tensor.name, "does not have as many elements as its shape says");
  }
  return tensor;
}

Expected<OnnxNode> takeNode(dyadic_onnx::NodeProto& message, const OnnxSource& source) {
  OnnxNode node;
  node.name = message.name();
  node.op = message.op_type();
  node.domain = message.domain() == "ai.onnx" ? "" : message.domain();
  node.inputs.assign(message.input().begin(), message.input().end());
  node.outputs.assign(message.output().begin(), message.output().end());
  for (AttributeProto& attribute : *message.mutable_attribute()) {
    OnnxAttribute out;
    if (Status status = takeAttribute(attribute, source, out); !status) return status.error();
    node.attributes.push_back(std::move(out));
  }
  dyadic_onnx::NodeProto().Swap(&message);
  return node;
}

OnnxValue valueOf(const dyadic_onnx::ValueInfoProto& message) {
  OnnxValue out;
  out.name = message.name();
  if (!message.type().has_tensor_type()) return out;
  const auto& tensor = message.type().tensor_type();
  out.type = tensor.elem_type();
  out.hasShape = tensor.has_shape();
  for (const auto& size : tensor.shape().dim()) {
    out.dims.push_back(size.has_dim_value() && size.dim_value() > 0 ? size.dim_value() : -1);
  }
  return out;
}

}  // namespace dyadic::nets
