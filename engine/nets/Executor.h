// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

#include <cstdint>
#include <functional>
#include <optional>

#include "engine/nets/Graph.h"

namespace dyadic::nets {

/// Batch norm as one multiply and add a channel: y = x * scale + shift; both [channels].
struct ScaleShift {
  torch::Tensor scale;
  torch::Tensor shift;
};

/// Where quantization plugs into run(). All calls come from run()'s thread, node by node in execution order; for one
/// node: useDouble, passes, layer, weight, bias, batchNorm or poolReciprocal, then edge. The defaults change nothing.
/// Results take part in autograd where gradients are on.
class Hooks {
 public:
  virtual ~Hooks() = default;

  /// What a convolution or linear layer makes of its input with a weight and a bias, which may be undefined.
  using Compute = std::function<torch::Tensor(const torch::Tensor& weight, const torch::Tensor& bias)>;

  /// True: what the node computes has been done by a hook before it, so that it passes its input on, to edge() as well.
  virtual bool passes(const Node& node);
  /// Computes a convolution or linear layer in a way of its own, for example together with the batch norm behind it,
  /// which then passes(). Asked before weight() and bias(), which are left out where it returns the layer's output.
  virtual std::optional<torch::Tensor> layer(const Node& node, const Compute& compute);
  /// The weight that a convolution or linear layer multiplies with, given the latent one.
  virtual torch::Tensor weight(const Node& node, const torch::Tensor& latent);
  /// Its bias, after weight(). Called only where there is one.
  virtual torch::Tensor bias(const Node& node, const torch::Tensor& latent);
  /// Locked batch norm: what it returns replaces the normalization of `x` [N, C, H, W], and run() leaves the running
  /// statistics as they are.
  virtual std::optional<ScaleShift> batchNorm(const Node& node, const torch::Tensor& x);
  /// Output `y` [N, ...] of a node for which ownsEdge() holds, the input included. May change `y` in place and return
  /// it. A ReLU or sum behind it may overwrite the result in place: copy what is to be kept, do not save it for
  /// backward.
  virtual torch::Tensor edge(const Node& node, torch::Tensor y);
  /// True: the node (one that ownsEdge()) is computed in float64 with all its inputs converted, edge() gets the float64
  /// tensor, and what edge() returns is converted back to float32.
  virtual bool useDouble(const Node& node);
  /// The constant to multiply the sum of `n` values with in an average pool, instead of dividing by n. Asked only where
  /// every window has the same n.
  virtual std::optional<double> poolReciprocal(const Node& node, std::int64_t n);
};

/// Whether every window of an average pool divides by the same number. `in` is the shape of the node's input.
[[nodiscard]] bool hasUniformWindows(const Node& node, const Shape& in);

struct RunOptions {
  bool training = false;   ///< batch norm uses and updates statistics of the batch, dropout drops
  Hooks* hooks = nullptr;  ///< nullptr: the plain float network
  /// What dropout drops in training depends on this number and the node alone, so that a pass can be repeated.
  std::uint64_t dropoutSeed = 0;
};

/// Runs the network on `input` [N, channels, height, width] (float32, the graph's device) and returns the output node's
/// tensor [N, ...]. Plain LibTorch operators in channels-last layout. Where gradients are off (torch::NoGradGuard, the
/// caller's choice) every intermediate result is freed after its last use.
///
/// `input` is not changed, unless hooks.edge() changes the input edge in place: it then gets a copy.
/// Updates running statistics in training, else reads only: several threads may then run one graph.
/// Throws c10::Error as LibTorch does (shapes, memory); whoever drives training or evaluation catches it once.
[[nodiscard]] torch::Tensor run(const Graph& graph, const torch::Tensor& input, const RunOptions& options = {});

}  // namespace dyadic::nets
