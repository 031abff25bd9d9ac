// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/torchscript/Operators.h"

#include <torch/csrc/jit/ir/ir.h>

#include <algorithm>
#include <array>

namespace dyadic::torchscript {
namespace {

template <std::size_t N>
bool among(const std::array<std::string_view, N>& sorted, std::string_view name) {
  return std::binary_search(sorted.begin(), sorted.end(), name);
}

}  // namespace

bool Call::has(std::string_view name) const {
  const auto index = node.schema().argumentIndexWithName(std::string(name));
  return index && !inputs[static_cast<std::size_t>(*index)].isNone();
}

const c10::IValue& Call::argument(std::string_view name) const {
  const auto index = node.schema().argumentIndexWithName(std::string(name));
  if (!index) refuse("");
  return inputs[static_cast<std::size_t>(*index)];
}

std::vector<std::int64_t> Call::integers(std::string_view name) const {
  const c10::IValue& value = argument(name);
  if (value.isInt()) return {value.toInt()};
  return value.toIntVector();
}

std::vector<std::int64_t> Call::pair(std::string_view name) const {
  std::vector<std::int64_t> out = integers(name);
  if (out.size() == 1) out.push_back(out[0]);
  if (out.size() != 2) refuse("it is not for images");
  return out;
}

std::string Call::add(const std::string& onnx, std::vector<std::string> from,
                      const OnnxBuilder::Attributes& attributes) const {
  return at.builder().addNode(onnx, Conversion::layerOf(node, op), std::move(from), attributes);
}

c10::IValue Call::result(const std::string& name, at::IntArrayRef shape) const {
  if (!inPlace) return at.value(name, shape);
  const at::Tensor self = inputs[0].toTensor();
  if (self.sizes() != shape) refuse("");
  at.rebind(self, name);
  return self;
}

void Call::misfit(const std::string& why) const {
  try {
    refuse(why);
  } catch (Refusal& refusal) {
    refusal.size = true;
    throw;
  }
}

bool isQuestion(std::string_view op) {
  static constexpr std::array kAll = std::to_array<std::string_view>(
      {"__contains__", "__getitem__", "__is__", "__isnot__", "append", "device", "dim", "dtype", "is_floating_point",
       "is_quantized", "layout", "len", "list", "numel", "requires_grad", "size"});
  static_assert(std::is_sorted(kAll.begin(), kAll.end()));
  return among(kAll, op);
}

bool isArithmetic(std::string_view op) {
  static constexpr std::array kAll = std::to_array<std::string_view>({"Bool",
                                                                      "Float",
                                                                      "FloatImplicit",
                                                                      "Int",
                                                                      "IntImplicit",
                                                                      "NumToTensor",
                                                                      "ScalarImplicit",
                                                                      "__and__",
                                                                      "__not__",
                                                                      "__or__",
                                                                      "__xor__",
                                                                      "abs",
                                                                      "add",
                                                                      "ceil",
                                                                      "contiguous",
                                                                      "copy",
                                                                      "detach",
                                                                      "div",
                                                                      "eq",
                                                                      "extend",
                                                                      "floor",
                                                                      "floor_divide",
                                                                      "floordiv",
                                                                      "format",
                                                                      "ge",
                                                                      "gt",
                                                                      "insert",
                                                                      "item",
                                                                      "keys",
                                                                      "le",
                                                                      "lt",
                                                                      "max",
                                                                      "min",
                                                                      "mul",
                                                                      "ne",
                                                                      "neg",
                                                                      "percentFormat",
                                                                      "pow",
                                                                      "remainder",
                                                                      "reshape",
                                                                      "reverse",
                                                                      "round",
                                                                      "rsub",
                                                                      "select",
                                                                      "slice",
                                                                      "sqrt",
                                                                      "str",
                                                                      "sub",
                                                                      "t",
                                                                      "tensor",
                                                                      "to",
                                                                      "transpose",
                                                                      "true_divide",
                                                                      "trunc",
                                                                      "unsqueeze",
                                                                      "values",
                                                                      "view"});
  static_assert(std::is_sorted(kAll.begin(), kAll.end()));
  return among(kAll, op);
}

}  // namespace dyadic::torchscript
