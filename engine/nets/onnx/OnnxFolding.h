// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/nets/onnx/OnnxConstant.h"

namespace dyadic::nets {

/// Computes the nodes of an ONNX model whose inputs are all known: shape arithmetic as exporters write it, and weights
/// that are transposed or reshaped before they are used. Not synchronized.
class OnnxFolder {
 public:
  using Inputs = std::vector<const OnnxConstant*>;  ///< one an input of the node; nullptr: left out

  /// Gives up with an error after `mostElements` elements of results, so that a small file cannot ask for much work.
  OnnxFolder(std::int64_t opset, std::int64_t mostElements) : opset_(opset), left_(mostElements) {}

  /// True for operators that fold() computes (Shape is one of them: of a constant).
  [[nodiscard]] static bool knows(std::string_view op);

  /// Fails for types, attributes and shapes that do not fit. The error is a part of a sentence, about the node.
  [[nodiscard]] Expected<OnnxConstant> fold(const OnnxNode& node, const Inputs& inputs);

 private:
  std::int64_t opset_;
  std::int64_t left_;
};

/// The shape that a Reshape asks for, or nothing where it does not fit. `target` may hold -1 (found from the rest) and,
/// unless `allowZero`, 0 (as in `dims`).
[[nodiscard]] std::optional<std::vector<std::int64_t>> reshaped(const std::vector<std::int64_t>& dims,
                                                                const std::vector<std::int64_t>& target,
                                                                bool allowZero);

/// Elements of a shape; nothing where it is negative or there are too many to count.
[[nodiscard]] std::optional<std::int64_t> countOf(const std::vector<std::int64_t>& dims);

}  // namespace dyadic::nets
