// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/quantizers/IntSe.h"

#include <cmath>
#include <limits>

#include "engine/math/IntegerArithmetic.h"
#include "engine/quantizers/TensorIntSe.h"

namespace dyadic::quantizers {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// Bits of saturated elements, wrapped as a tensor so that autograd can keep them.
torch::Tensor saturationTensor(std::int64_t elements) {
  return torch::empty({static_cast<std::int64_t>(math::saturationWords(static_cast<std::size_t>(elements)))},
                      torch::kLong);
}
std::span<std::uint64_t> words(const torch::Tensor& t) {
  return {reinterpret_cast<std::uint64_t*>(t.data_ptr<std::int64_t>()), static_cast<std::size_t>(t.numel())};
}

struct Outcome {
  math::ExponentChoice choice;  ///< only where a search was asked for
  std::int64_t saturated = 0;
};

struct Task {
  const IntSeOptions& options;
  int exponent;  ///< used where `search` is false
  bool search;
  Outcome* outcome;
};

/// Quantizes x's memory in place; fills `saturation` where it is defined.
void quantizeSpans(const torch::Tensor& x, const Task& task, const torch::Tensor& saturation) {
  const auto bits = saturation.defined() ? words(saturation) : std::span<std::uint64_t>();
  if (task.search) {
    auto result = math::searchAndQuantize(valuesOf(x), task.options.format, task.options.search, writableValuesOf(x),
                                          poolExecutor(), bits);
    task.outcome->choice = std::move(result.choice);
    task.outcome->saturated = result.saturated;
  } else {
    const math::IntSeGrid grid{task.options.format, task.exponent, task.options.search.rounding};
    task.outcome->saturated = math::quantize(valuesOf(x), grid, writableValuesOf(x), poolExecutor(), bits).saturated;
  }
}

/// In-place fake quantization of a dense float32 CPU tensor with the gradient rule of the options.
class QuantizeInPlace : public torch::autograd::Function<QuantizeInPlace> {
 public:
  static torch::Tensor forward(AutogradContext* context, torch::Tensor x, const Task* task) {
    torch::Tensor saturation;
    if (task->options.gradient == GradientRule::Clipped) saturation = saturationTensor(x.numel());
    quantizeSpans(x, *task, saturation);
    context->mark_dirty({x});
    if (saturation.defined() && task->outcome->saturated > 0) {
      context->saved_data["saturation"] = saturation;
      context->saved_data["strides"] = x.strides().vec();
    }
    return x;
  }

  static variable_list backward(AutogradContext* context, variable_list gradients) {
    auto gradient = gradients[0];
    const auto it = context->saved_data.find("saturation");
    if (it == context->saved_data.end() || !gradient.defined()) return {gradient, torch::Tensor()};
    // The bits are in the memory order of x; the gradient may come in another one.
    const auto strides = context->saved_data["strides"].toIntVector();
    auto out = torch::empty_strided(gradient.sizes(), strides, gradient.options());
    if (gradient.strides() != torch::IntArrayRef(strides)) gradient = out.copy_(gradient);
    math::clearSaturated(valuesOf(gradient), words(it->second.toTensor()), writableValuesOf(out), poolExecutor());
    return {out, torch::Tensor()};
  }
};

/// The same in tensor operations, for other devices and types.
torch::Tensor quantizeTensors(const torch::Tensor& x, const Task& task) {
  const torch::NoGradGuard noGradient;
  int exponent = task.exponent;
  if (task.search) {
    task.outcome->choice = tensors::searchExponent(x, task.options.format, task.options.search);
    exponent = task.outcome->choice.exponent;
    if (!task.outcome->choice.finite) return x.clone();
  }
  const math::IntSeGrid grid{task.options.format, exponent, task.options.search.rounding};
  task.outcome->saturated = tensors::saturated(x, grid).sum().item<std::int64_t>();
  return tensors::codes(x, grid) * std::ldexp(1.0, exponent) + 0.0;  // + 0.0: no negative zeros
}

class QuantizeTensors : public torch::autograd::Function<QuantizeTensors> {
 public:
  static torch::Tensor forward(AutogradContext* context, const torch::Tensor& x, const Task* task) {
    auto out = quantizeTensors(x, *task);
    if (task->options.gradient == GradientRule::Clipped && task->outcome->saturated > 0) {
      const int exponent = task->search ? task->outcome->choice.exponent : task->exponent;
      context->saved_data["saturation"] =
          tensors::saturated(x, {task->options.format, exponent, task->options.search.rounding});
    }
    return out;
  }

  static variable_list backward(AutogradContext* context, variable_list gradients) {
    const auto it = context->saved_data.find("saturation");
    if (it == context->saved_data.end()) return {gradients[0], torch::Tensor()};
    return {gradients[0].masked_fill(it->second.toTensor(), 0), torch::Tensor()};
  }
};

torch::Tensor apply(torch::Tensor x, const Task& task) {
  const bool recorded = torch::GradMode::is_enabled() && x.requires_grad();
  if (!spansServe(x)) return recorded ? QuantizeTensors::apply(x, &task) : quantizeTensors(x, task);
  if (x.is_leaf() && x.requires_grad()) x = x.clone();  // a leaf is somebody's parameter
  if (recorded) return QuantizeInPlace::apply(x, &task);
  quantizeSpans(x, task, {});
  return x;
}

}  // namespace

IntSe::IntSe(IntSeOptions options) : options_(std::move(options)), exponent_(-(options_.format.bits - 1)) {}

void IntSe::take(const math::ExponentChoice& choice) {
  exponent_ = choice.exponent;
  report_.finite = choice.finite;
  report_.mse = choice.mse.empty() ? 0 : choice.mse[static_cast<std::size_t>(choice.chosen)];
  report_.sqnrDb =
      report_.mse > 0 ? 10 * std::log10(choice.meanSquare / report_.mse) : std::numeric_limits<double>::infinity();
}

void IntSe::fit(const torch::Tensor& x) {
  const torch::NoGradGuard noGradient;
  take(spansServe(x) ? math::searchExponent(valuesOf(x), options_.format, options_.search, poolExecutor())
                     : tensors::searchExponent(x, options_.format, options_.search));
}

void IntSe::fitAligned(const torch::Tensor& x, std::optional<int> accumulator) {
  fit(x);
  if (!accumulator) return;
  const int range = options_.alignedRange > 0 ? options_.alignedRange : options_.format.bits - 1;
  exponent_ = math::biasExponent(exponent_, *accumulator, range + 1);
}

torch::Tensor IntSe::fakeQuantize(torch::Tensor x) {
  Outcome outcome;
  const auto elements = static_cast<double>(std::max<std::int64_t>(x.numel(), 1));
  auto out = apply(std::move(x), {options_, exponent_, false, &outcome});
  report_.saturatedFraction = static_cast<double>(outcome.saturated) / elements;
  return out;
}

torch::Tensor IntSe::fitAndQuantize(torch::Tensor x) {
  Outcome outcome;
  const auto elements = static_cast<double>(std::max<std::int64_t>(x.numel(), 1));
  auto out = apply(std::move(x), {options_, exponent_, true, &outcome});
  take(outcome.choice);
  report_.saturatedFraction = static_cast<double>(outcome.saturated) / elements;
  return out;
}

torch::Tensor IntSe::encode(const torch::Tensor& x) const {
  const torch::NoGradGuard noGradient;
  return tensors::codes(x, grid()).to(torch::kInt);
}

torch::Tensor IntSe::decode(const torch::Tensor& codes) const {
  return codes.to(torch::kFloat) * std::ldexp(1.0, exponent_);
}

std::int64_t IntSe::quantizeSpan(std::span<const float> x, std::span<float> out, math::Executor& executor) const {
  return math::quantize(x, grid(), out, executor).saturated;
}

math::WhatIfOutput IntSe::whatIf(std::span<const float> x, math::Executor& executor) {
  const math::WhatIfInput input{x, options_.format};
  auto output = math::whatIf({&input, 1}, options_.search, executor).front();
  take(output.choice);
  return output;
}

double IntSe::storedBits(std::span<const float> x, math::Executor&) const {
  constexpr double kExponentBits = 8;
  return static_cast<double>(x.size()) * options_.format.bits + kExponentBits;
}

std::string IntSe::identity() const {
  std::string out = "int-se";
  const auto add = [&](int value) { out += " " + std::to_string(value); };
  add(options_.format.bits);
  add(options_.format.symmetric ? 1 : 0);
  add(static_cast<int>(options_.search.rounding));
  add(static_cast<int>(options_.search.initial));
  add(options_.alignedRange);
  for (int offset : options_.search.offsets) add(offset);
  return out;
}

}  // namespace dyadic::quantizers
