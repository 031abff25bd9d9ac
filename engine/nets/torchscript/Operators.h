// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/nets/torchscript/Conversion.h"

namespace dyadic::torchscript {

/// One operator of the program with its arguments.
struct Call {
  Conversion& at;
  const torch::jit::Node& node;
  std::vector<c10::IValue> inputs;
  std::string op;  ///< without aten:: and the _ of operators that work in place
  bool inPlace = false;

  [[nodiscard]] bool has(std::string_view name) const;  ///< given and not None
  /// REQUIRES: the operator has an argument of that name.
  [[nodiscard]] const c10::IValue& argument(std::string_view name) const;
  [[nodiscard]] at::Tensor tensor(std::string_view name) const { return argument(name).toTensor(); }
  [[nodiscard]] std::vector<std::int64_t> integers(std::string_view name) const;
  /// The same for a list of height and width; one number stands for both.
  [[nodiscard]] std::vector<std::int64_t> pair(std::string_view name) const;
  [[nodiscard]] double number(std::string_view name) const { return argument(name).toScalar().toDouble(); }

  /// Adds a node of this operator's layer.
  [[nodiscard]] std::string add(const std::string& onnx, std::vector<std::string> from,
                                const OnnxBuilder::Attributes& attributes = {}) const;
  /// Its result as a value of the program; for operators in place the first argument itself.
  [[nodiscard]] c10::IValue result(const std::string& name, at::IntArrayRef shape) const;
  [[noreturn]] void refuse(const std::string& why) const { Conversion::refuse(node, why); }
  [[noreturn]] void misfit(const std::string& why) const;  ///< images of another size may do
};

using Operator = c10::IValue (*)(const Call&);

/// What an operator on images' values becomes; nullptr: it is not known. By name without aten:: and trailing _.
[[nodiscard]] Operator findLayer(std::string_view op);      ///< with weights, windows and activations
[[nodiscard]] Operator findReshaping(std::string_view op);  ///< that only move values, or pass them on
[[nodiscard]] Operator findResponse(const Call& call);      ///< parts of local_response_norm

/// Operators that ask about a tensor and work without its elements.
[[nodiscard]] bool isQuestion(std::string_view op);
/// Operators on numbers, texts, lists and weights that are computed. None of them touches files or state.
[[nodiscard]] bool isArithmetic(std::string_view op);

}  // namespace dyadic::torchscript
