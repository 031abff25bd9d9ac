// SPDX-License-Identifier: GPL-3.0-or-later
#include <torch/csrc/jit/ir/ir.h>

#include <algorithm>
#include <map>

#include "engine/nets/torchscript/Operators.h"

/// Layers with weights, windows over images, activations and arithmetic on images' values.
namespace dyadic::torchscript {
namespace {

using Integers = std::vector<std::int64_t>;

Integers square(const Integers& padding) { return {padding[0], padding[1], padding[0], padding[1]}; }

at::Tensor image(const Call& call, std::string_view name) {
  const at::Tensor x = call.tensor(name);
  if (x.dim() != 4) call.refuse("it is not for images");
  return x;
}

struct Window {
  Integers kernel, stride, padding, dilation;
  bool ceilMode = false;
};

/// Pixels that come out; the rule of PyTorch's pools and convolutions.
std::int64_t outputSize(const Window& window, std::size_t d, std::int64_t in) {
  const std::int64_t reach = window.dilation[d] * (window.kernel[d] - 1) + 1;
  const std::int64_t room = in + 2 * window.padding[d] - reach;
  if (room < 0 || window.stride[d] < 1) return 0;
  std::int64_t out = (room + (window.ceilMode ? window.stride[d] - 1 : 0)) / window.stride[d] + 1;
  if (window.ceilMode && (out - 1) * window.stride[d] >= in + window.padding[d]) --out;
  return out;
}

Integers slide(const Call& call, const Window& window, const at::Tensor& x, std::int64_t channels) {
  const Integers out = {x.size(0), channels, outputSize(window, 0, x.size(2)), outputSize(window, 1, x.size(3))};
  if (out[2] < 1 || out[3] < 1) call.misfit("its window is larger than the image");
  return out;
}

/// "same" and "valid" of newer convolutions.
Integers paddingOf(const Call& call, const Window& window) {
  const c10::IValue& given = call.argument("padding");
  if (!given.isString()) return square(call.pair("padding"));
  if (given.toStringRef() == "valid") return {0, 0, 0, 0};
  Integers out(4);
  for (std::size_t d = 0; d < 2; ++d) {
    const std::int64_t total = window.dilation[d] * (window.kernel[d] - 1);
    out[d] = total / 2;
    out[d + 2] = total - total / 2;
  }
  return out;
}

c10::IValue convolution(const Call& call) {
  const at::Tensor x = image(call, "input");
  const at::Tensor weight = call.tensor("weight");
  if (weight.is_meta()) call.refuse("its weights depend on the image");
  if (weight.dim() != 4) call.refuse("it is not for images");
  const bool generic = call.op == "_convolution" || call.op == "convolution";
  if (generic && call.argument("transposed").toBool()) call.refuse("it is transposed");
  Window window{{weight.size(2), weight.size(3)}, call.pair("stride"), {0, 0}, call.pair("dilation"), false};
  const Integers pads = paddingOf(call, window);
  const std::int64_t groups = call.argument("groups").toInt();
  if (groups < 1 || x.size(1) != weight.size(1) * groups) call.misfit("its input has another number of channels");
  Integers shape = {x.size(0), weight.size(0), 0, 0};
  for (std::size_t d = 0; d < 2; ++d) {
    shape[d + 2] = outputSize(window, d, x.size(static_cast<std::int64_t>(d) + 2) + pads[d] + pads[d + 2]);
    if (shape[d + 2] < 1) call.misfit("its window is larger than the image");
  }
  const std::string bias = call.has("bias") ? call.at.nameOf(call.tensor("bias")) : "";
  return call.result(call.add("Conv", {call.at.nameOf(x), call.at.nameOf(weight), bias},
                              {{"kernel_shape", window.kernel},
                               {"strides", window.stride},
                               {"dilations", window.dilation},
                               {"pads", pads},
                               {"group", groups}}),
                     shape);
}

c10::IValue batchNorm(const Call& call) {
  const at::Tensor x = call.tensor("input");
  if (call.argument("training").toBool() || !call.has("running_mean") || !call.has("running_var")) {
    call.refuse("it normalizes by the batch");
  }
  const at::Tensor mean = call.tensor("running_mean");
  const std::string own = call.at.parameterName(mean);
  const std::string layer = own.ends_with(".running_mean") ? own.substr(0, own.size() - 13) : "batch_norm";
  const auto weights = [&](const char* name, const at::Tensor& otherwise) {
    if (call.has(name)) return call.at.nameOf(call.tensor(name));
    return call.at.builder().addWeights(layer + "." + name, otherwise);
  };
  const std::string scale = weights("weight", at::ones(mean.sizes()));
  const std::string shift = weights("bias", at::zeros(mean.sizes()));
  return call.result(
      call.add("BatchNormalization",
               {call.at.nameOf(x), scale, shift, call.at.nameOf(mean), call.at.nameOf(call.tensor("running_var"))},
               {{"epsilon", static_cast<float>(call.number("eps"))}}),
      x.sizes());
}

/// x W^T + b, with weights [out, in].
c10::IValue gemm(const Call& call, const at::Tensor& x, const at::Tensor& weight, const std::string& bias) {
  if (x.dim() != 2 || weight.dim() != 2 || weight.is_meta()) call.refuse("it is not for one vector of an image");
  if (x.size(1) != weight.size(1)) {
    call.misfit("its input has " + std::to_string(x.size(1)) + " values instead of " + std::to_string(weight.size(1)));
  }
  const std::string from = call.at.nameOf(x);
  return call.result(call.add("Gemm", {from, call.at.nameOf(weight), bias}, {{"transB", std::int64_t{1}}}),
                     Integers{x.size(0), weight.size(0)});
}

c10::IValue linear(const Call& call) {
  return gemm(call, call.tensor("input"), call.tensor("weight"),
              call.has("bias") ? call.at.nameOf(call.tensor("bias")) : "");
}

/// The matrix [in, out] of a product as weights [out, in]: mostly a view of a parameter, which keeps its name.
at::Tensor transposed(const Call& call, const at::Tensor& matrix) {
  if (matrix.is_meta() || matrix.dim() != 2) call.refuse("both its factors depend on the image");
  const at::Tensor out = call.at.parameterOf(matrix.t());
  return out;
}

c10::IValue addmm(const Call& call) {
  if (call.number("beta") != 1 || call.number("alpha") != 1) call.refuse("it scales its terms");
  return gemm(call, call.tensor("mat1"), transposed(call, call.tensor("mat2")), call.at.nameOf(call.tensor("self")));
}

c10::IValue matmul(const Call& call) {
  return gemm(call, call.inputs[0].toTensor(), transposed(call, call.inputs[1].toTensor()), "");
}

c10::IValue maxPool(const Call& call) {
  const at::Tensor x = image(call, "self");
  const Integers kernel = call.pair("kernel_size");
  const Window window{kernel, call.integers("stride").empty() ? kernel : call.pair("stride"), call.pair("padding"),
                      call.pair("dilation"), call.argument("ceil_mode").toBool()};
  const Integers shape = slide(call, window, x, x.size(1));
  return call.result(call.add("MaxPool", {call.at.nameOf(x)},
                              {{"kernel_shape", window.kernel},
                               {"strides", window.stride},
                               {"dilations", window.dilation},
                               {"pads", square(window.padding)},
                               {"ceil_mode", std::int64_t{window.ceilMode}}}),
                     shape);
}

c10::IValue averagePool(const Call& call) {
  const at::Tensor x = image(call, "self");
  if (call.has("divisor_override")) call.refuse("it divides by a number of its own");
  const Integers kernel = call.pair("kernel_size");
  const Window window{kernel,
                      call.integers("stride").empty() ? kernel : call.pair("stride"),
                      call.pair("padding"),
                      {1, 1},
                      call.argument("ceil_mode").toBool()};
  const Integers shape = slide(call, window, x, x.size(1));
  return call.result(call.add("AveragePool", {call.at.nameOf(x)},
                              {{"kernel_shape", window.kernel},
                               {"strides", window.stride},
                               {"pads", square(window.padding)},
                               {"ceil_mode", std::int64_t{window.ceilMode}},
                               {"count_include_pad", std::int64_t{call.argument("count_include_pad").toBool()}}}),
                     shape);
}

c10::IValue adaptiveAveragePool(const Call& call) {
  const at::Tensor x = image(call, "self");
  const Integers size = call.pair("output_size");
  const Integers shape = {x.size(0), x.size(1), size[0], size[1]};
  const std::string from = call.at.nameOf(x);
  if (size[0] == 1 && size[1] == 1) return call.result(call.add("GlobalAveragePool", {from}), shape);
  return call.result(call.add("dyadic.AdaptiveAveragePool", {from}, {{"output_size", size}}), shape);
}

c10::IValue mean(const Call& call) {
  const at::Tensor x = call.tensor("self");
  if (!call.has("dim")) call.refuse("it takes the mean of all elements");
  const bool keep = call.argument("keepdim").toBool();
  const at::Tensor shape = at::mean(at::empty(x.sizes(), x.options()), call.integers("dim"), keep);
  return call.result(
      call.add("ReduceMean", {call.at.nameOf(x)}, {{"axes", call.integers("dim")}, {"keepdims", std::int64_t{keep}}}),
      shape.sizes());
}

c10::IValue softmax(const Call& call) {
  const at::Tensor x = call.tensor("self");
  const std::string onnx = call.op == "softmax" ? "Softmax" : "LogSoftmax";
  return call.result(call.add(onnx, {call.at.nameOf(x)}, {{"axis", call.argument("dim").toInt()}}), x.sizes());
}

c10::IValue simple(const Call& call, const char* onnx, const OnnxBuilder::Attributes& attributes = {}) {
  const at::Tensor x = call.inputs[0].toTensor();
  return call.result(call.add(onnx, {call.at.nameOf(x)}, attributes), x.sizes());
}

c10::IValue clip(const Call& call, std::optional<double> least, std::optional<double> most) {
  const at::Tensor x = call.inputs[0].toTensor();
  const auto bound = [&](std::optional<double> value) { return value ? call.at.builder().addScalar(*value) : ""; };
  const std::string from = call.at.nameOf(x);
  const std::string low = bound(least);
  return call.result(call.add("Clip", {from, low, bound(most)}), x.sizes());
}

c10::IValue clamp(const Call& call) {
  const auto bound = [&](const char* name) {
    if (!call.has(name)) return std::optional<double>();
    if (call.argument(name).isTensor()) call.refuse("its bounds are tensors");
    return std::optional(call.number(name));
  };
  return clip(call, bound("min"), bound("max"));
}

c10::IValue silu(const Call& call) {
  const at::Tensor x = call.inputs[0].toTensor();
  const std::string from = call.at.nameOf(x);
  const std::string gate = call.add("Sigmoid", {from});
  return call.result(call.add("Mul", {from, gate}), x.sizes());
}

/// A term or factor: a tensor or a number.
std::string operand(const Call& call, const c10::IValue& value) {
  if (!value.isTensor()) return call.at.builder().addScalar(value.toScalar().toDouble());
  const at::Tensor tensor = value.toTensor();
  if (!tensor.is_meta() && tensor.dim() == 0) return call.at.builder().addScalar(tensor.item().toDouble());
  return call.at.nameOf(tensor);
}

Integers broadcast(const Call& call) {
  const auto shape = [](const c10::IValue& value) {
    return value.isTensor() ? value.toTensor().sizes().vec() : Integers();
  };
  Integers left = shape(call.inputs[0]);
  Integers right = shape(call.inputs[1]);
  if (left.size() < right.size()) std::swap(left, right);
  right.insert(right.begin(), left.size() - right.size(), 1);
  for (std::size_t d = 0; d < left.size(); ++d) {
    if (left[d] != right[d] && left[d] != 1 && right[d] != 1) call.misfit("its operands have different shapes");
    left[d] = left[d] == 1 ? right[d] : left[d];
  }
  return left;
}

c10::IValue sum(const Call& call) {
  const Integers shape = broadcast(call);
  const bool minus = call.op == "sub";
  const double alpha = (minus ? -1 : 1) * (call.has("alpha") ? call.number("alpha") : 1);
  const std::string left = operand(call, call.inputs[0]);
  if (!call.inputs[1].isTensor()) {
    return call.result(
        call.add("Add", {left, call.at.builder().addScalar(alpha * call.inputs[1].toScalar().toDouble())}), shape);
  }
  std::string right = operand(call, call.inputs[1]);
  if (alpha != 1) right = call.add("Mul", {right, call.at.builder().addScalar(alpha)});
  return call.result(call.add("Add", {left, right}), shape);
}

c10::IValue product(const Call& call) {
  const Integers shape = broadcast(call);
  const std::string left = operand(call, call.inputs[0]);
  return call.result(call.add("Mul", {left, operand(call, call.inputs[1])}), shape);
}

c10::IValue quotient(const Call& call) {
  if (call.inputs[1].isTensor() && (call.inputs[1].toTensor().is_meta() || call.inputs[1].toTensor().dim() > 0)) {
    call.refuse("it divides by a tensor");
  }
  const double by =
      call.inputs[1].isTensor() ? call.inputs[1].toTensor().item().toDouble() : call.inputs[1].toScalar().toDouble();
  const at::Tensor x = call.inputs[0].toTensor();
  return call.result(call.add("Mul", {call.at.nameOf(x), call.at.builder().addScalar(1 / by)}), x.sizes());
}

c10::IValue relu(const Call& call) { return simple(call, "Relu"); }
c10::IValue relu6(const Call& call) { return clip(call, 0, 6); }
c10::IValue hardtanh(const Call& call) { return clip(call, call.number("min_val"), call.number("max_val")); }
c10::IValue clampMin(const Call& call) { return clip(call, call.number("min"), std::nullopt); }
c10::IValue sigmoid(const Call& call) { return simple(call, "Sigmoid"); }
c10::IValue hardSigmoid(const Call& call) { return simple(call, "HardSigmoid", {{"alpha", 1.0F / 6}, {"beta", 0.5F}}); }
c10::IValue leakyRelu(const Call& call) {
  return simple(call, "LeakyRelu", {{"alpha", static_cast<float>(call.number("negative_slope"))}});
}
/// HardSwish came with opset 14: x * HardSigmoid(x).
c10::IValue hardSwish(const Call& call) {
  const at::Tensor x = call.inputs[0].toTensor();
  const std::string from = call.at.nameOf(x);
  const std::string gate = call.add("HardSigmoid", {from}, {{"alpha", 1.0F / 6}, {"beta", 0.5F}});
  return call.result(call.add("Mul", {from, gate}), x.sizes());
}

}  // namespace

Operator findLayer(std::string_view op) {
  static const std::map<std::string_view, Operator> all = {
      {"_convolution", convolution},
      {"_convolution_mode", convolution},
      {"adaptive_avg_pool2d", adaptiveAveragePool},
      {"add", sum},
      {"addmm", addmm},
      {"avg_pool2d", averagePool},
      {"batch_norm", batchNorm},
      {"clamp", clamp},
      {"clamp_min", clampMin},
      {"conv2d", convolution},
      {"convolution", convolution},
      {"div", quotient},
      {"hardsigmoid", hardSigmoid},
      {"hardswish", hardSwish},
      {"hardtanh", hardtanh},
      {"leaky_relu", leakyRelu},
      {"linear", linear},
      {"log_softmax", softmax},
      {"matmul", matmul},
      {"max_pool2d", maxPool},
      {"mean", mean},
      {"mm", matmul},
      {"mul", product},
      {"relu", relu},
      {"relu6", relu6},
      {"sigmoid", sigmoid},
      {"silu", silu},
      {"softmax", softmax},
      {"sub", sum},
  };
  const auto found = all.find(op);
  return found == all.end() ? nullptr : found->second;
}

}  // namespace dyadic::torchscript
