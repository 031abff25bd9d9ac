// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <sstream>
#include <vector>

#include "engine/nets/import/OnnxLowering.h"

namespace dyadic::nets {
namespace {

/// The operators that are read, beside those that OnnxFolder computes.
const std::vector<OnnxRule>& rules() {
  constexpr std::string_view kWindow = "auto_pad:t dilations:ii kernel_shape:ii pads:ii strides:ii";
  static const std::string convolution = std::string(kWindow) + " group:i";
  static const std::string pool = std::string(kWindow) + " ceil_mode:i storage_order:i count_include_pad:i";
  static const std::vector<OnnxRule> all = {
      {"", "Add", 1, "", onnx::add},
      {"", "AveragePool", 1, pool, onnx::averagePool},
      {"", "BatchNormalization", 1, "epsilon:r momentum:r spatial:i training_mode:i", onnx::batchNormalization},
      {"", "Cast", 1, "to:i saturate:i", onnx::cast},
      {"", "Clip", 1, "min:r max:r", onnx::clip},
      {"", "Concat", 1, "axis:i", onnx::concat},
      {"", "Conv", 1, convolution, onnx::conv},
      {"", "Dropout", 1, "ratio:r seed:i", onnx::dropout},
      {"", "Flatten", 1, "axis:i", onnx::flatten},
      {"", "Gather", 1, "axis:i", onnx::gather},
      {"", "Gemm", 1, "alpha:r beta:r transA:i transB:i", onnx::gemm},
      {"", "GlobalAveragePool", 1, "", onnx::globalAveragePool},
      {"", "HardSigmoid", 1, "alpha:r beta:r", onnx::hardSigmoid},
      {"", "HardSwish", 14, "", onnx::hardSwish},
      {"", "Identity", 1, "", onnx::identity},
      {"", "LRN", 1, "alpha:r beta:r bias:r size:i", onnx::lrn},
      {"", "LeakyRelu", 1, "alpha:r", onnx::leakyRelu},
      {"", "MatMul", 1, "", onnx::matMul},
      {"", "MaxPool", 1, pool, onnx::maxPool},
      {"", "Mul", 1, "", onnx::mul},
      {"", "Pad", 1, "mode:t pads:ii value:r", onnx::pad},
      {"", "ReduceMean", 1, "axes:ii keepdims:i noop_with_empty_axes:i", onnx::reduceMean},
      {"", "Relu", 1, "", onnx::relu},
      {"", "Reshape", 1, "allowzero:i", onnx::reshape},
      {"", "Sigmoid", 1, "", onnx::sigmoid},
      {"", "Slice", 1, "axes:ii ends:ii starts:ii", onnx::slice},
      {"", "Softmax", 1, "axis:i", onnx::softmax},
      {"", "Squeeze", 1, "axes:ii", onnx::squeeze},
      {"", "Transpose", 1, "perm:ii", onnx::transpose},
      {"", "Unsqueeze", 1, "axes:ii", onnx::unsqueeze},
      {"dyadic", "AdaptiveAveragePool", 1, "output_size:ii", onnx::adaptiveAveragePool},
  };
  return all;
}

std::string_view kindText(OnnxAttribute::Kind kind) {
  switch (kind) {
    case OnnxAttribute::Kind::Integer:
      return "i";
    case OnnxAttribute::Kind::Real:
      return "r";
    case OnnxAttribute::Kind::Text:
      return "t";
    case OnnxAttribute::Kind::Integers:
      return "ii";
    case OnnxAttribute::Kind::Reals:
      return "rr";
    case OnnxAttribute::Kind::Tensor:
      return "v";
    default:
      return "";
  }
}

}  // namespace

const OnnxRule* findOnnxRule(const OnnxNode& node) {
  const auto matches = [&](const OnnxRule& rule) { return rule.domain == node.domain && rule.op == node.op; };
  const auto found = std::find_if(rules().begin(), rules().end(), matches);
  return found == rules().end() ? nullptr : &*found;
}

Status checkOnnxAttributes(const OnnxNode& node, const OnnxRule& rule) {
  for (const OnnxAttribute& attribute : node.attributes) {
    std::istringstream known{std::string(rule.attributes)};
    const std::string wanted = attribute.name + ":" + std::string(kindText(attribute.kind));
    bool found = false;
    for (std::string one; known >> one;) found = found || one == wanted;
    if (!found) {
      return failure(DYADIC_TR("engine", "its attribute \"%1\" is not read"), {attribute.name.substr(0, 200)});
    }
  }
  return {};
}

}  // namespace dyadic::nets
