// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/Executor.h"

#include <limits>
#include <utility>
#include <vector>

namespace dyadic::nets {

bool Hooks::passes(const Node&) { return false; }
std::optional<torch::Tensor> Hooks::layer(const Node&, const Compute&) { return std::nullopt; }
torch::Tensor Hooks::weight(const Node&, const torch::Tensor& latent) { return latent; }
torch::Tensor Hooks::bias(const Node&, const torch::Tensor& latent) { return latent; }
std::optional<ScaleShift> Hooks::batchNorm(const Node&, const torch::Tensor&) { return std::nullopt; }
torch::Tensor Hooks::edge(const Node&, torch::Tensor y) { return y; }
bool Hooks::useDouble(const Node&) { return false; }
std::optional<double> Hooks::poolReciprocal(const Node&, std::int64_t) { return std::nullopt; }

bool hasUniformWindows(const Node& node, const Shape& in) {
  const bool padded = node.padding != square(0) || node.paddingEnd != square(0);
  if (padded && !node.countIncludePad) return false;
  for (std::size_t d = 0; d < 2; ++d) {
    const std::int64_t reach = (node.output[d + 1] - 1) * node.stride[d] + node.kernel[d];
    if (reach > in[d + 1] + node.padding[d] + node.paddingEnd[d]) return false;
  }
  return true;
}

namespace {

/// Channels-last layout, also by its strides where there is one channel: LibTorch's operators choose their kernels by
/// strides, and a single channel fits both layouts.
torch::Tensor channelsLast(const torch::Tensor& x) {
  if (x.dim() != 4) return x;
  torch::Tensor y = x.contiguous(torch::MemoryFormat::ChannelsLast);
  if (y.size(1) != 1) return y;
  const std::int64_t height = y.size(2);
  const std::int64_t width = y.size(3);
  return y.as_strided(y.sizes(), {height * width, 1, width, 1});
}

/// What in-place operators may overwrite: outputs that no backward function has saved.
bool isOverwritable(Op op) { return op == Op::Conv2d || op == Op::Linear || op == Op::BatchNorm2d || op == Op::Add; }

class Executor {
 public:
  Executor(const Graph& graph, const RunOptions& options)
      : graph_(graph), options_(options), hooks_(options.hooks), uses_(graph.nodes().size(), 0) {
    for (const Node& node : graph.nodes()) {
      for (const int input : node.inputs) ++uses_[index(input)];
    }
    left_ = uses_;
    values_.resize(uses_.size());
  }

  torch::Tensor run(const torch::Tensor& input) {
    for (const Node& node : graph_.nodes()) {
      const bool owner = hooks_ != nullptr && ownsEdge(node);
      double_ = owner && hooks_->useDouble(node);
      torch::Tensor y = node.op == Op::Input ? start(input) : compute(node);
      if (owner) {
        y = hooks_->edge(node, std::move(y));
        if (double_) y = y.to(torch::kFloat32);
      }
      release(node);
      values_[index(node.id)] = std::move(y);
    }
    return std::move(values_.back());
  }

 private:
  static std::size_t index(int id) { return static_cast<std::size_t>(id); }

  torch::Tensor start(const torch::Tensor& input) const {
    torch::Tensor x = channelsLast(input);
    if (double_) return x.to(torch::kFloat64);
    return hooks_ != nullptr && x.is_alias_of(input) ? x.clone() : x;  // edge() may change it in place
  }

  /// Input `i` of a node in the precision the node is computed in.
  torch::Tensor in(const Node& node, std::size_t i = 0) const { return cast(values_[index(node.inputs[i])]); }

  torch::Tensor cast(const torch::Tensor& x) const {
    return double_ && x.defined() && x.scalar_type() != torch::kFloat64 ? x.to(torch::kFloat64) : x;
  }

  /// True where nothing else reads input `i`, now or in backward.
  bool mayOverwrite(const Node& node, std::size_t i) const {
    const int input = node.inputs[i];
    return uses_[index(input)] == 1 && isOverwritable(graph_.node(input).op);
  }

  /// Frees the inputs that no later node reads.
  void release(const Node& node) {
    for (const int input : node.inputs) {
      if (--left_[index(input)] == 0) values_[index(input)].reset();
    }
  }

  torch::Tensor compute(const Node& node) {
    if (hooks_ != nullptr && hooks_->passes(node)) return in(node);
    switch (node.op) {
      case Op::Conv2d:
        return conv2d(node);
      case Op::Linear:
        return linear(node);
      case Op::BatchNorm2d:
        return batchNorm(node);
      case Op::Relu:
        return mayOverwrite(node, 0) ? in(node).relu_() : in(node).relu();
      case Op::Relu6:
        return mayOverwrite(node, 0) ? in(node).clamp_(0, 6) : in(node).clamp(0, 6);
      case Op::LeakyRelu:
        return torch::leaky_relu(in(node), node.slope);
      case Op::Clip:
        return in(node).clamp(node.low, node.high);
      case Op::Sigmoid:
        return in(node).sigmoid();
      case Op::HardSigmoid:
        return (in(node)*node.slope + node.offset).clamp(0, 1);
      case Op::HardSwish:
        return torch::hardswish(in(node));
      case Op::Softmax:
        return in(node).softmax(node.axis + 1);
      case Op::LocalResponseNorm:
        return localResponseNorm(node);
      case Op::Constant:
        return cast(node.weight).unsqueeze(0);
      case Op::Add:
        return sum(node);
      case Op::Mul:
        return in(node, 0) * in(node, 1);
      case Op::Concat:
        return concat(node);
      case Op::MaxPool2d:
        return maxPool(node);
      case Op::AvgPool2d:
        return averagePool(node);
      case Op::GlobalAvgPool2d:
        return globalAveragePool(node);
      case Op::Mean:
        return mean(node);
      case Op::Flatten:
        return in(node).flatten(1);
      case Op::Reshape:
        return in(node).reshape(batched(node.output));
      case Op::Slice:
        return slice(node);
      case Op::Pad:
        return pad(node);
      case Op::Subsample2d:
        return in(node).slice(2, 0, c10::nullopt, node.stride[0]).slice(3, 0, c10::nullopt, node.stride[1]);
      case Op::PadChannels:
        return torch::constant_pad_nd(in(node), {0, 0, 0, 0, node.front, node.back});
      case Op::Dropout:
        return dropout(node);
      case Op::Identity:
      case Op::Input:
        break;
    }
    return in(node);
  }

  torch::Tensor dropout(const Node& node) {
    const torch::Tensor x = in(node);
    if (!options_.training || node.probability == 0) return x;
    constexpr std::uint64_t kApart = 0x9E3779B97F4A7C15;  // seeds of neighbouring nodes have little in common
    const auto generator =
        at::make_generator<at::CPUGeneratorImpl>(options_.dropoutSeed + static_cast<std::uint64_t>(node.id) * kApart);
    const double keep = 1 - node.probability;
    auto mask = torch::empty(x.sizes(), torch::kFloat).bernoulli_(keep, generator);
    if (keep > 0) mask.mul_(1 / keep);
    return x * mask.to(x.device(), x.scalar_type());
  }

  std::pair<torch::Tensor, torch::Tensor> weights(const Node& node) {
    torch::Tensor weight = hooks_ != nullptr ? hooks_->weight(node, node.weight) : node.weight;
    torch::Tensor bias = hooks_ != nullptr && node.bias.defined() ? hooks_->bias(node, node.bias) : node.bias;
    return {weight, bias};
  }

  torch::Tensor layer(const Node& node, const Hooks::Compute& compute) {
    if (hooks_ != nullptr) {
      if (auto y = hooks_->layer(node, compute)) return std::move(*y);
    }
    const auto [weight, bias] = weights(node);
    return compute(weight, bias);
  }

  torch::Tensor conv2d(const Node& node) {
    const auto input = padded(node, 0);
    return layer(node, [&](const torch::Tensor& weight, const torch::Tensor& bias) {
      return torch::conv2d(input.first, cast(weight), cast(bias), node.stride, input.second, node.dilation,
                           node.groups);
    });
  }

  torch::Tensor linear(const Node& node) {
    const torch::Tensor x = in(node);
    return layer(node, [&](const torch::Tensor& weight, const torch::Tensor& bias) {
      return torch::linear(x, cast(weight), cast(bias));
    });
  }

  torch::Tensor batchNorm(const Node& node) {
    const torch::Tensor x = in(node);
    if (hooks_ != nullptr) {
      // With mean 0, variance 1 and eps 0 LibTorch's kernel computes x*scale + shift, and is the fastest one that does.
      if (const auto locked = hooks_->batchNorm(node, x)) {
        const torch::Tensor zero = torch::zeros_like(node.runningMean, x.scalar_type());
        const torch::Tensor one = torch::ones_like(node.runningVar, x.scalar_type());
        return torch::batch_norm(x, cast(locked->scale), cast(locked->shift), zero, one, false, 0, 0, true);
      }
    }
    const torch::Tensor mean = cast(node.runningMean);
    const torch::Tensor var = cast(node.runningVar);
    torch::Tensor y = torch::batch_norm(x, cast(node.weight), cast(node.bias), mean, var, options_.training,
                                        node.momentum, node.eps, true);
    if (double_ && options_.training) {
      torch::Tensor(node.runningMean).copy_(mean);
      torch::Tensor(node.runningVar).copy_(var);
    }
    return y;
  }

  torch::Tensor sum(const Node& node) const {
    torch::Tensor left = in(node, 0);
    torch::Tensor right = in(node, 1);
    if (left.sizes() == right.sizes()) {
      if (mayOverwrite(node, 0)) return left.add_(right);
      if (mayOverwrite(node, 1)) return right.add_(left);
    }
    return left + right;
  }

  torch::Tensor concat(const Node& node) const {
    std::vector<torch::Tensor> inputs;
    for (std::size_t i = 0; i < node.inputs.size(); ++i) inputs.push_back(in(node, i));
    return torch::cat(inputs, node.axis + 1);
  }

  /// The shape of a batch of what has this shape for one image.
  static Shape batched(const Shape& shape) {
    Shape out{-1};
    out.insert(out.end(), shape.begin(), shape.end());
    return out;
  }

  torch::Tensor localResponseNorm(const Node& node) const {
    const LocalResponseNormOptions& options = node.localResponse;
    const torch::Tensor x = in(node);
    // Channels as the depth of a volume with one channel: windows of `size` of them, the extra one above.
    Shape volume = batched(node.output);
    volume.insert(volume.begin() + 1, 1);
    volume.resize(3);
    volume.push_back(-1);
    volume[0] = x.size(0);
    torch::Tensor squares =
        torch::constant_pad_nd(x.mul(x).reshape(volume), {0, 0, (options.size - 1) / 2, options.size / 2});
    squares = torch::avg_pool2d(squares, {options.size, 1}, {1, 1}).reshape(x.sizes());
    return x / (squares * options.alpha + options.k).pow(options.beta);
  }

  torch::Tensor mean(const Node& node) const {
    std::vector<std::int64_t> axes;
    for (const std::int64_t axis : node.axes) axes.push_back(axis + 1);
    return in(node).mean(axes).reshape(batched(node.output));
  }

  torch::Tensor slice(const Node& node) const {
    torch::Tensor y = in(node);
    for (std::size_t d = 0; d < node.slices.size(); ++d) {
      const SliceRange& range = node.slices[d];
      y = y.slice(static_cast<std::int64_t>(d) + 1, range.begin, range.end, range.step);
    }
    return y;
  }

  torch::Tensor pad(const Node& node) const {
    if (node.padMode == PadMode::Constant) {
      std::vector<std::int64_t> pads;  // last dimension first
      for (std::size_t d = node.before.size(); d-- > 0;) {
        pads.push_back(node.before[d]);
        pads.push_back(node.after[d]);
      }
      return torch::constant_pad_nd(in(node), pads, node.padValue);
    }
    torch::Tensor y = in(node);
    for (std::size_t d = 0; d < node.before.size(); ++d) {
      if (node.before[d] == 0 && node.after[d] == 0) continue;
      const auto axis = static_cast<std::int64_t>(d) + 1;
      const std::int64_t size = y.size(axis);
      torch::Tensor from = torch::arange(-node.before[d], size + node.after[d], torch::kInt64);
      if (node.padMode == PadMode::Reflect) from = (size - 1) - (size - 1 - from.abs()).abs();
      y = y.index_select(axis, from.clamp(0, size - 1).to(y.device()));
    }
    return y;
  }

  /// The node's input and the padding that is left to its operator, which knows only one for both sides: where they
  /// differ, the input has been padded with `value`.
  std::pair<torch::Tensor, Pair> padded(const Node& node, double value) const { return padded(node, value, in(node)); }
  static std::pair<torch::Tensor, Pair> padded(const Node& node, double value, const torch::Tensor& x) {
    if (node.padding == node.paddingEnd) return {x, node.padding};
    return {
        torch::constant_pad_nd(x, {node.padding[1], node.paddingEnd[1], node.padding[0], node.paddingEnd[0]}, value),
        square(0)};
  }

  torch::Tensor maxPool(const Node& node) const {
    const auto [x, padding] = padded(node, -std::numeric_limits<double>::infinity());
    return torch::max_pool2d(x, node.kernel, node.stride, padding, node.dilation, node.ceilMode);
  }

  torch::Tensor averagePool(const Node& node) {
    const std::int64_t n = node.kernel[0] * node.kernel[1];
    std::optional<double> factor;
    if (hooks_ != nullptr && hasUniformWindows(node, graph_.node(node.inputs[0]).output)) {
      factor = hooks_->poolReciprocal(node, n);
    }
    const c10::optional<std::int64_t> divisor = factor ? c10::optional<std::int64_t>(1) : c10::nullopt;
    const auto pool = [&](const torch::Tensor& x) {
      const auto [input, padding] = padded(node, 0, x);
      return torch::avg_pool2d(input, node.kernel, node.stride, padding, node.ceilMode, node.countIncludePad, divisor);
    };
    const torch::Tensor x = in(node);
    torch::Tensor y = pool(x);
    if (factor) return y.mul_(*factor);
    // Padding that is not the same on both sides has become zeros of the input, which the pool has counted.
    if (node.padding == node.paddingEnd || node.countIncludePad) return y;
    return y / pool(torch::ones_like(x[0]).unsqueeze(0));
  }

  torch::Tensor globalAveragePool(const Node& node) {
    if (hooks_ != nullptr) {
      if (const auto factor = hooks_->poolReciprocal(node, node.kernel[0] * node.kernel[1])) {
        return in(node).sum({2, 3}, true).mul_(*factor);
      }
    }
    return torch::adaptive_avg_pool2d(in(node), {1, 1});
  }

  const Graph& graph_;
  RunOptions options_;
  Hooks* hooks_;
  std::vector<int> uses_;  ///< how many nodes read each node's output
  std::vector<int> left_;  ///< and how many of them are still to come
  std::vector<torch::Tensor> values_;
  bool double_ = false;  ///< precision of the node being computed
};

}  // namespace

torch::Tensor run(const Graph& graph, const torch::Tensor& input, const RunOptions& options) {
  return Executor(graph, options).run(input);
}

}  // namespace dyadic::nets
