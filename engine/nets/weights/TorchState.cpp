// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/weights/TorchState.h"

#include <algorithm>
#include <array>
#include <set>

#include "engine/nets/weights/ByteSource.h"

namespace dyadic::nets {
namespace {

using Kind = PickleValue::Kind;

/// Where checkpoints keep the state dict, the most telling name first.
constexpr std::array kStateKeys = std::to_array<std::string_view>(
    {"state_dict", "model_state_dict", "model_state", "model", "net", "network", "module", "weights", "params", "ema"});

std::optional<DType> storageType(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, DType>, 19> kTypes = {{{"torch.FloatStorage", DType::F32},
                                                                          {"torch.HalfStorage", DType::F16},
                                                                          {"torch.BFloat16Storage", DType::BF16},
                                                                          {"torch.DoubleStorage", DType::F64},
                                                                          {"torch.LongStorage", DType::I64},
                                                                          {"torch.IntStorage", DType::I32},
                                                                          {"torch.ShortStorage", DType::I16},
                                                                          {"torch.CharStorage", DType::I8},
                                                                          {"torch.ByteStorage", DType::U8},
                                                                          {"torch.BoolStorage", DType::Bool},
                                                                          {"torch.float32", DType::F32},
                                                                          {"torch.float16", DType::F16},
                                                                          {"torch.bfloat16", DType::BF16},
                                                                          {"torch.float64", DType::F64},
                                                                          {"torch.int64", DType::I64},
                                                                          {"torch.int32", DType::I32},
                                                                          {"torch.int16", DType::I16},
                                                                          {"torch.int8", DType::I8},
                                                                          {"torch.uint8", DType::U8}}};
  const auto found = std::find_if(kTypes.begin(), kTypes.end(), [&](const auto& type) { return type.first == name; });
  return found == kTypes.end() ? std::nullopt : std::optional(found->second);
}

bool isTensor(const PickleValue& value) {
  return value.kind() == Kind::Object &&
         (value.name().starts_with("torch._utils._rebuild_") || value.name() == "torch._tensor._rebuild_from_type_v2");
}

std::size_t tensorsIn(const PickleValue& dict) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < dict.size(); ++i) count += isTensor(dict.at(i)) ? 1 : 0;
  return count;
}

/// The state dict in a checkpoint: by its usual names, else the dict itself, else the only dict in it with tensors.
std::optional<PickleValue> findState(const PickleValue& value, int depth) {
  constexpr int kDeepest = 3;
  if (value.kind() != Kind::Dict || depth > kDeepest) return std::nullopt;
  for (const std::string_view key : kStateKeys) {
    const auto inner = value.find(key);
    const auto found = inner ? findState(*inner, depth + 1) : std::nullopt;
    if (found) return found;
  }
  if (tensorsIn(value) > 0) return value;
  std::optional<PickleValue> only;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value.at(i).kind() != Kind::Dict || tensorsIn(value.at(i)) == 0) continue;
    if (only) return std::nullopt;
    only = value.at(i);
  }
  return only;
}

/// ("storage", torch.FloatStorage, "0", "cpu", elements[, (key of the view, offset, elements)])
bool readStorage(const PickleValue& value, TorchTensor& out) {
  if (value.kind() != Kind::Persistent) return false;
  const PickleValue about = value.at(0);
  if (about.kind() != Kind::Tuple || about.size() < 5 || about.at(0).text() != "storage") return false;
  const auto type = storageType(about.at(1).name());
  const auto key = about.at(2).text();
  const auto elements = about.at(4).integer();
  if (!key || !elements || *elements < 0) return false;
  if (type) out.dtype = *type;
  if (!type && !about.at(1).name().ends_with("UntypedStorage")) return false;
  out.storage = *key;
  out.storageElements = *elements;
  if (about.size() > 5 && about.at(5).kind() == Kind::Tuple) {
    const auto offset = about.at(5).size() == 3 ? about.at(5).at(1).integer() : std::nullopt;
    if (!offset || *offset < 0) return false;
    out.offset = *offset;
  }
  return true;
}

/// (storage, offset, shape, strides ...), in _v3 with the type behind requires_grad and hooks.
bool readTensor(std::string_view function, const PickleValue& arguments, TorchTensor& out) {
  if (arguments.size() < 4 || !readStorage(arguments.at(0), out)) return false;
  const auto offset = arguments.at(1).integer();
  auto shape = arguments.at(2).integers();
  auto strides = arguments.at(3).integers();
  if (!offset || *offset < 0 || *offset > INT64_MAX - out.offset || !shape || !strides) return false;
  out.offset += *offset;
  out.shape = std::move(*shape);
  out.strides = std::move(*strides);
  if (!function.ends_with("_v3")) return true;
  const auto type = arguments.size() > 6 ? storageType(arguments.at(6).name()) : std::nullopt;
  if (type) out.dtype = *type;
  return type.has_value();
}

/// Looks through parameters and subclasses of tensors.
bool readAny(PickleValue value, TorchTensor& out) {
  constexpr int kDeepest = 4;
  for (int depth = 0; depth < kDeepest && isTensor(value); ++depth) {
    const PickleValue arguments = value.arguments();
    if (value.name() == "torch._utils._rebuild_parameter" && arguments.size() > 0) {
      value = arguments.at(0);
    } else if (value.name() == "torch._tensor._rebuild_from_type_v2" && arguments.size() > 2 &&
               arguments.at(2).kind() == Kind::Tuple) {  // (function, type, arguments, state)
      return readTensor(arguments.at(0).name(), arguments.at(2), out);
    } else {
      return readTensor(value.name(), arguments, out);
    }
  }
  return false;
}

}  // namespace

std::map<std::string, DType> storagesIn(const Pickle& pickle) {
  std::map<std::string, DType> out;
  std::set<std::string> unclear;
  for (std::size_t i = 0; i < pickle.count(); ++i) {
    TorchTensor tensor;
    if (!readStorage(pickle.value(i), tensor)) continue;
    const auto [place, isNew] = out.emplace(tensor.storage, tensor.dtype);
    if (!isNew && place->second != tensor.dtype) unclear.insert(tensor.storage);
  }
  for (const std::string& key : unclear) out.erase(key);
  return out;
}

Expected<std::vector<TorchTensor>> readState(const PickleValue& root, const std::string& source) {
  const auto state = findState(root, 0);
  if (!state) {
    return failure(
        DYADIC_TR("engine", "%1 holds no state dict. In Python, save one: torch.save(model.state_dict(), \"%2\")."),
        {source, "model.pth"});
  }
  std::vector<TorchTensor> out;
  std::map<std::string_view, std::size_t> places;
  for (std::size_t i = 0; i < state->size(); ++i) {
    const auto name = state->key(i).text();
    if (!name || !isTensor(state->at(i))) continue;  // counters, settings
    TorchTensor tensor;
    tensor.name = *name;
    if (!readAny(state->at(i), tensor)) {
      return failure(DYADIC_TR("engine", "%1 is damaged: it describes the tensor %2 wrongly."),
                     {source, printable(*name)});
    }
    const auto [place, isNew] = places.emplace(*name, out.size());
    if (isNew) {
      out.push_back(std::move(tensor));
    } else {
      out[place->second] = std::move(tensor);
    }
  }
  return out;
}

}  // namespace dyadic::nets
