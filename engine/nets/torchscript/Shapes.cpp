// SPDX-License-Identifier: GPL-3.0-or-later
#include <torch/csrc/jit/ir/ir.h>

#include <map>

#include "engine/nets/torchscript/Operators.h"

/// Operators that move values or pass them on, and the pieces of local_response_norm.
namespace dyadic::torchscript {
namespace {

using Integers = std::vector<std::int64_t>;

c10::IValue pass(const Call& call) { return call.inputs[0]; }

c10::IValue dropout(const Call& call) {
  if (call.argument("train").toBool()) call.refuse("it is in training mode");
  return call.inputs[0];
}

/// The operator itself on a tensor without elements: for the shape it gives.
std::vector<at::Tensor> native(const Call& call) {
  torch::jit::Stack stack(call.inputs.begin(), call.inputs.end());
  try {
    call.node.getOperation()(stack);
  } catch (const c10::Error&) {
    call.misfit("the shape of its input does not fit");
  }
  const c10::IValue out = stack.back();
  if (out.isTensor()) return {out.toTensor()};
  return out.toTensorVector();
}

/// What a view or reshape becomes. The batch stays the first dimension.
c10::IValue reshaped(const Call& call) {
  const at::Tensor x = call.inputs[0].toTensor();
  const std::string from = call.at.nameOf(x);
  at::Tensor out = native(call).front();
  if (out.sizes() == x.sizes()) return call.inputs[0];
  if (out.dim() == 0 || out.size(0) != x.size(0)) call.refuse("it mixes the images of a batch");
  std::string name;
  if (out.dim() == 2) {
    name = call.add("Flatten", {from}, {{"axis", std::int64_t{1}}});
  } else {
    Integers target = out.sizes().vec();
    target[0] = -1;
    name = call.add("Reshape", {from, call.at.builder().addIntegers(target)});
  }
  return call.at.alias(name, out);
}

c10::IValue permuted(const Call& call) {
  const at::Tensor x = call.inputs[0].toTensor();
  Integers order;
  if (call.op == "permute") {
    for (const std::int64_t d : call.integers("dims")) order.push_back(d < 0 ? d + x.dim() : d);
  } else {
    for (std::int64_t d = 0; d < x.dim(); ++d) order.push_back(d);
    const auto index = [&](const char* name) {
      const std::int64_t d = call.argument(name).toInt();
      return static_cast<std::size_t>(d < 0 ? d + x.dim() : d);
    };
    const std::size_t left = index("dim0");
    const std::size_t right = index("dim1");
    if (left >= order.size() || right >= order.size()) call.refuse("");
    std::swap(order[left], order[right]);
  }
  return call.at.alias(call.add("Transpose", {call.at.nameOf(x)}, {{"perm", order}}), native(call).front());
}

c10::IValue concatenated(const Call& call) {
  std::vector<std::string> names;
  std::vector<at::Tensor> shapes;
  for (const at::Tensor& tensor : call.argument("tensors").toTensorVector()) {
    names.push_back(call.at.nameOf(tensor));
    shapes.push_back(at::empty(tensor.sizes(), at::TensorOptions().device(at::kMeta)));
  }
  std::int64_t axis = call.argument("dim").toInt();
  if (shapes.empty()) call.refuse("it has no tensors");
  if (axis < 0) axis += shapes.front().dim();
  Integers shape = shapes.front().sizes().vec();
  if (axis < 1 || axis >= std::ssize(shape)) call.refuse("it mixes the images of a batch");
  for (std::size_t i = 1; i < shapes.size(); ++i) {
    for (std::int64_t d = 0; d < std::ssize(shape); ++d) {
      if (shapes[i].dim() != std::ssize(shape) ||
          (d != axis && shapes[i].size(d) != shape[static_cast<std::size_t>(d)])) {
        call.misfit("its tensors have different shapes");
      }
    }
    shape[static_cast<std::size_t>(axis)] += shapes[i].size(axis);
  }
  return call.result(call.add("Concat", names, {{"axis", axis}}), shape);
}

c10::IValue sliced(const Call& call) {
  const at::Tensor x = call.tensor("self");
  const at::Tensor out = native(call).front();
  if (out.sizes() == x.sizes()) return x;
  const auto bound = [&](const char* name, std::int64_t otherwise) {
    return call.has(name) ? call.argument(name).toInt() : otherwise;
  };
  auto& builder = call.at.builder();
  const std::string from = call.at.nameOf(x);
  const std::string begin = builder.addIntegers({bound("start", 0)});
  const std::string end = builder.addIntegers({bound("end", INT64_MAX)});
  const std::string axes = builder.addIntegers({call.argument("dim").toInt()});
  const std::string steps = builder.addIntegers({bound("step", 1)});
  return call.at.alias(call.add("Slice", {from, begin, end, axes, steps}), out);
}

/// PyTorch counts from the last dimension: left, right, top, bottom, front, back.
c10::IValue padded(const Call& call) {
  const at::Tensor x = call.tensor("self");
  const Integers pad = call.integers("pad");
  if (call.op == "pad" && call.argument("mode").toStringRef() != "constant") call.refuse("it does not pad by a number");
  if (pad.size() % 2 != 0 || std::ssize(pad) / 2 >= x.dim()) call.refuse("it pads the batch");
  const bool given = call.has("value");
  const double value = given ? call.number("value") : 0;
  Integers shape = x.sizes().vec();
  Integers pads(2 * shape.size(), 0);
  for (std::size_t i = 0; i < pad.size() / 2; ++i) {
    const std::size_t d = shape.size() - 1 - i;
    pads[d] = pad[2 * i];
    pads[d + shape.size()] = pad[2 * i + 1];
    shape[d] += pad[2 * i] + pad[2 * i + 1];
    if (shape[d] < 1) call.misfit("nothing is left of its input");
  }
  const std::string from = call.at.nameOf(x);
  const std::string sizes = call.at.builder().addIntegers(pads);
  return call.result(call.add("Pad", {from, sizes, call.at.builder().addScalar(value)}), shape);
}

using Response = Conversion::Response;

const Response* responseOf(const Call& call) {
  if (call.inputs.empty() || !call.inputs[0].isTensor()) return nullptr;
  const auto found = call.at.responses.find(call.inputs[0].toTensor().unsafeGetTensorImpl());
  return found == call.at.responses.end() ? nullptr : &found->second;
}

/// The next value of a local_response_norm, which ONNX does not see.
c10::IValue remember(const Call& call, Response response, const at::Tensor& shape) {
  const at::Tensor out = at::empty(shape.sizes(), at::TensorOptions().device(at::kMeta));
  call.at.responses[out.unsafeGetTensorImpl()] = std::move(response);
  call.at.keep(out);
  return out;
}

// input.mul(input).unsqueeze(1), then view, pad, avg_pool3d (size, 1, 1), squeeze, view, mul(alpha), add(k), pow(beta),
// and input / that.

c10::IValue responseSquare(const Call& call) {  // as a product, too: the square may be for something else
  const c10::IValue out = findLayer("mul")(call);
  Response response;
  response.source = call.inputs[0].toTensor();
  call.at.responses[out.toTensor().unsafeGetTensorImpl()] = response;
  return out;
}

c10::IValue responseShape(const Call& call) { return remember(call, *responseOf(call), native(call).front()); }

c10::IValue responsePool(const Call& call) {
  Response response = *responseOf(call);
  const Integers kernel = call.integers("kernel_size");
  if (kernel.size() != 3 || kernel[1] != 1 || kernel[2] != 1 || call.integers("stride") != Integers{1, 1, 1}) {
    call.refuse("");
  }
  response.size = kernel[0];
  response.stage = 1;
  const at::Tensor x = call.inputs[0].toTensor();
  Integers shape = x.sizes().vec();
  shape[2] -= kernel[0] - 1;
  if (shape.size() != 5 || shape[2] < 1) call.refuse("");
  return remember(call, response, at::empty(shape, x.options()));
}

c10::IValue responseNumber(const Call& call) {
  Response response = *responseOf(call);
  if (call.inputs[1].isTensor() && (call.inputs[1].toTensor().is_meta() || call.inputs[1].toTensor().dim() > 0)) {
    call.refuse("");
  }
  const double value =
      call.inputs[1].isTensor() ? call.inputs[1].toTensor().item().toDouble() : call.inputs[1].toScalar().toDouble();
  const bool mul = call.op == "mul" && response.stage == 1;
  const bool add = call.op == "add" && response.stage == 2;
  const bool pow = call.op == "pow" && response.stage == 3;
  if (!mul && !add && !pow) call.refuse("");
  (mul ? response.alpha : add ? response.bias : response.beta) = value;
  ++response.stage;
  return remember(call, response, call.inputs[0].toTensor());
}

c10::IValue responseEnd(const Call& call) {
  const at::Tensor x = call.inputs[0].toTensor();
  const Response& response = call.at.responses.at(call.inputs[1].toTensor().unsafeGetTensorImpl());
  if (response.stage != 4 || !response.source.is_same(x)) call.refuse("it divides by a tensor");
  return call.result(call.add("LRN", {call.at.nameOf(x)},
                              {{"size", response.size},
                               {"alpha", static_cast<float>(response.alpha)},
                               {"beta", static_cast<float>(response.beta)},
                               {"bias", static_cast<float>(response.bias)}}),
                     x.sizes());
}

}  // namespace

Operator findReshaping(std::string_view op) {
  static const std::map<std::string_view, Operator> all = {
      {"alpha_dropout", dropout}, {"cat", concatenated},   {"clone", pass},       {"constant_pad_nd", padded},
      {"contiguous", pass},       {"detach", pass},        {"dropout", dropout},  {"feature_dropout", dropout},
      {"flatten", reshaped},      {"pad", padded},         {"permute", permuted}, {"reshape", reshaped},
      {"slice", sliced},          {"squeeze", reshaped},   {"to", pass},          {"transpose", permuted},
      {"type_as", pass},          {"unsqueeze", reshaped}, {"view", reshaped},
  };
  const auto found = all.find(op);
  return found == all.end() ? nullptr : found->second;
}

Operator findResponse(const Call& call) {
  if (call.op == "mul" && call.inputs.size() == 2 && call.inputs[0].isTensor() && call.inputs[1].isTensor() &&
      call.inputs[0].toTensor().is_same(call.inputs[1].toTensor())) {
    return responseSquare;
  }
  if (call.op == "div" && call.inputs.size() > 1 && call.inputs[1].isTensor() &&
      call.at.responses.contains(call.inputs[1].toTensor().unsafeGetTensorImpl())) {
    return responseEnd;
  }
  const Response* response = responseOf(call);
  if (response == nullptr || call.inPlace) return nullptr;
  static const std::map<std::string_view, Operator> all = {
      {"add", responseNumber},    {"avg_pool3d", responsePool}, {"constant_pad_nd", responseShape},
      {"mul", responseNumber},    {"pad", responseShape},       {"pow", responseNumber},
      {"squeeze", responseShape}, {"unsqueeze", responseShape}, {"view", responseShape},
  };
  const auto found = all.find(call.op);
  // A square that goes elsewhere is an ordinary product: only the 5-dimensional forms are this operator's own.
  if (found == all.end() || (response->stage == 0 && call.op != "unsqueeze" && call.inputs[0].toTensor().dim() != 5)) {
    return nullptr;
  }
  return found->second;
}

}  // namespace dyadic::torchscript
