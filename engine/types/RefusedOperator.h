// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace dyadic {

/// An operator because of which a model file cannot be read.
struct RefusedOperator {
  std::string op;          ///< as the file calls it: "Gelu", "com.microsoft.FusedConv", "aten::gelu"
  std::string node;        ///< ONNX: the node's name, or its output's where it has none. TorchScript: the source line
  std::int64_t opset = 0;  ///< of ONNX; 0: TorchScript
  std::string reason;      ///< a part of a sentence; empty: the operator itself is not read
};

}  // namespace dyadic
