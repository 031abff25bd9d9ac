// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/weights/Pickle.h"

#include <algorithm>
#include <array>

#include "engine/nets/weights/PickleMachine.h"
#include "engine/nets/weights/PickleTree.h"

namespace dyadic::nets {

using Kind = PickleValue::Kind;

Kind PickleValue::kind() const { return tree_->nodes[node_].kind; }

std::optional<bool> PickleValue::flag() const {
  const auto value = integer();
  return value && (*value == 0 || *value == 1) ? std::optional(*value == 1) : std::nullopt;
}

std::optional<std::int64_t> PickleValue::integer() const {
  if (kind() != Kind::Int && kind() != Kind::Bool) return std::nullopt;
  return tree_->nodes[node_].integer;
}

std::optional<double> PickleValue::number() const {
  if (kind() == Kind::Float) return tree_->nodes[node_].number;
  const auto value = integer();
  return value ? std::optional(static_cast<double>(*value)) : std::nullopt;
}

std::optional<std::string_view> PickleValue::text() const {
  if (kind() != Kind::Text && kind() != Kind::Bytes && kind() != Kind::LongInt) return std::nullopt;
  return tree_->textOf(node_);
}

std::optional<std::vector<std::int64_t>> PickleValue::integers() const {
  if (kind() != Kind::List && kind() != Kind::Tuple) return std::nullopt;
  std::vector<std::int64_t> out(size());
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto value = at(i).integer();
    if (!value) return std::nullopt;
    out[i] = *value;
  }
  return out;
}

std::size_t PickleValue::size() const {
  switch (kind()) {
    case Kind::List:
    case Kind::Tuple:
    case Kind::Set:
    case Kind::Persistent:
      return tree_->childrenOf(node_).size();
    case Kind::Dict:
      return tree_->childrenOf(node_).size() / 2;
    default:
      return 0;
  }
}

PickleValue PickleValue::at(std::size_t index) const {
  return {tree_, tree_->childrenOf(node_)[kind() == Kind::Dict ? 2 * index + 1 : index]};
}

PickleValue PickleValue::key(std::size_t index) const { return {tree_, tree_->childrenOf(node_)[2 * index]}; }

std::optional<PickleValue> PickleValue::find(std::string_view wanted) const {
  if (kind() != Kind::Dict) return std::nullopt;
  for (std::size_t i = size(); i-- > 0;) {
    const PickleValue name = key(i);
    if (name.kind() != Kind::LongInt && name.text() == wanted) return at(i);
  }
  return std::nullopt;
}

std::string_view PickleValue::name() const {
  if (kind() == Kind::Global) return tree_->textOf(node_);
  return kind() == Kind::Object ? tree_->textOf(tree_->childrenOf(node_)[0]) : std::string_view();
}

PickleValue PickleValue::arguments() const {
  return {tree_, kind() == Kind::Object ? tree_->childrenOf(node_)[1] : PickleTree::kEmptyTuple};
}

PickleValue PickleValue::state() const {
  return {tree_, kind() == Kind::Object ? tree_->childrenOf(node_)[2] : PickleTree::kNone};
}

Expected<Pickle> Pickle::parse(std::string bytes, const std::string& source) {
  const auto tree = std::make_shared<PickleTree>();
  tree->owned = std::move(bytes);
  tree->bytes = tree->owned;
  if (const Status status = PickleMachine(*tree, source).run(); !status) return status.error();
  return Pickle(tree);
}

Expected<Pickle> Pickle::view(std::string_view bytes, const std::string& source) {
  const auto tree = std::make_shared<PickleTree>();
  tree->bytes = bytes;
  if (const Status status = PickleMachine(*tree, source).run(); !status) return status.error();
  return Pickle(tree);
}

PickleValue Pickle::root() const { return {tree_.get(), tree_->root}; }

std::size_t Pickle::count() const { return tree_->nodes.size(); }

PickleValue Pickle::value(std::size_t index) const { return {tree_.get(), static_cast<std::uint32_t>(index)}; }

std::size_t Pickle::used() const { return tree_->used; }

namespace {

/// A numpy.dtype of numbers: type, size and byte order of `out`.
bool readType(const PickleValue& dtype, PickleArray& out) {
  if (dtype.name() != "numpy.dtype" || dtype.kind() != Kind::Object || dtype.arguments().size() == 0) return false;
  std::string_view text = dtype.arguments().at(0).text().value_or("");
  if (!text.empty() && std::string_view("|<>=").find(text.front()) != std::string_view::npos) {
    out.bigEndian = text.front() == '>';
    text.remove_prefix(1);
  }
  constexpr std::string_view kKinds = "buif";
  if (text.size() != 2 || kKinds.find(text[0]) == std::string_view::npos) return false;
  out.type = text[0];
  if (text[1] != '1' && text[1] != '2' && text[1] != '4' && text[1] != '8') return false;
  out.itemBytes = static_cast<std::size_t>(text[1] - '0');
  const PickleValue state = dtype.state();  // (version, byte order, ...)
  if (state.kind() == Kind::Tuple && state.size() > 1) out.bigEndian = state.at(1).text() == ">";
  return true;
}

/// True where `data` has just the bytes of the shape.
bool fits(const PickleArray& array) {
  const auto negative = [](std::int64_t size) { return size < 0; };
  if (std::any_of(array.shape.begin(), array.shape.end(), negative)) return false;
  if (std::find(array.shape.begin(), array.shape.end(), 0) != array.shape.end()) return array.data.empty();
  std::uint64_t left = array.data.size() / array.itemBytes;
  for (const std::int64_t size : array.shape) {
    if (left % static_cast<std::uint64_t>(size) != 0) return false;
    left /= static_cast<std::uint64_t>(size);
  }
  return left == 1 && array.data.size() % array.itemBytes == 0;
}

struct ArrayParts {
  PickleValue shape;
  PickleValue dtype;
  PickleValue order;  ///< a flag, or "C" or "F"
  PickleValue data;
};

std::optional<ArrayParts> partsOf(const PickleValue& value) {
  if (value.kind() != Kind::Object) return std::nullopt;
  if (value.name() == "numpy.core.numeric._frombuffer" || value.name() == "numpy._core.numeric._frombuffer") {
    const PickleValue made = value.arguments();  // (buffer, dtype, shape, order)
    return made.size() == 4 ? std::optional(ArrayParts{made.at(2), made.at(1), made.at(3), made.at(0)}) : std::nullopt;
  }
  if (!value.name().ends_with("multiarray._reconstruct")) return std::nullopt;
  const PickleValue state = value.state();  // (version, shape, dtype, is it in Fortran order, bytes)
  if (state.kind() != Kind::Tuple || state.size() != 5) return std::nullopt;
  return ArrayParts{state.at(1), state.at(2), state.at(3), state.at(4)};
}

}  // namespace

std::optional<PickleArray> arrayOf(const PickleValue& value) {
  const auto parts = partsOf(value);
  if (!parts || parts->data.kind() != Kind::Bytes) return std::nullopt;
  PickleArray out;
  auto shape = parts->shape.integers();
  if (!shape || !readType(parts->dtype, out)) return std::nullopt;
  out.shape = std::move(*shape);
  out.columnMajor = parts->order.flag().value_or(false) || parts->order.text() == "F";
  out.data = *parts->data.text();
  return fits(out) ? std::optional(out) : std::nullopt;
}

std::string_view knownConstructor(std::string_view module, std::string_view name) {
  // Sorted. Whatever stands here only describes data: none of it is ever called.
  static constexpr std::array kKnown = std::to_array<std::string_view>({
      "__builtin__.bytearray",
      "__builtin__.bytes",
      "__builtin__.dict",
      "__builtin__.frozenset",
      "__builtin__.int",
      "__builtin__.list",
      "__builtin__.set",
      "_codecs.encode",
      "argparse.Namespace",
      "builtins.bytearray",
      "builtins.bytes",
      "builtins.dict",
      "builtins.frozenset",
      "builtins.int",
      "builtins.list",
      "builtins.set",
      "collections.Counter",
      "collections.OrderedDict",
      "collections.defaultdict",
      "numpy._core.multiarray._reconstruct",
      "numpy._core.multiarray.scalar",
      "numpy._core.numeric._frombuffer",
      "numpy.core.multiarray._reconstruct",
      "numpy.core.multiarray.scalar",
      "numpy.core.numeric._frombuffer",
      "numpy.dtype",
      "numpy.ndarray",
      "pathlib.PosixPath",
      "torch.BFloat16Storage",
      "torch.BoolStorage",
      "torch.ByteStorage",
      "torch.CharStorage",
      "torch.DoubleStorage",
      "torch.FloatStorage",
      "torch.HalfStorage",
      "torch.IntStorage",
      "torch.LongStorage",
      "torch.ShortStorage",
      "torch.Size",
      "torch.Tensor",
      "torch._tensor._rebuild_from_type_v2",
      "torch._utils._rebuild_parameter",
      "torch._utils._rebuild_tensor",
      "torch._utils._rebuild_tensor_v2",
      "torch._utils._rebuild_tensor_v3",
      "torch.bfloat16",
      "torch.bool",
      "torch.device",
      "torch.float16",
      "torch.float32",
      "torch.float64",
      "torch.int16",
      "torch.int32",
      "torch.int64",
      "torch.int8",
      "torch.nn.parameter.Parameter",
      "torch.storage.TypedStorage",
      "torch.storage.UntypedStorage",
      "torch.storage._TypedStorage",
      "torch.storage._UntypedStorage",
      "torch.uint8",
  });
  static_assert(std::is_sorted(kKnown.begin(), kKnown.end()));
  const std::string full = std::string(module) + "." + std::string(name);
  const auto found = std::lower_bound(kKnown.begin(), kKnown.end(), full);
  return found != kKnown.end() && *found == full ? *found : std::string_view();
}

}  // namespace dyadic::nets
