// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/script.h>

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "engine/nets/torchscript/OnnxBuilder.h"
#include "engine/types/Expected.h"
#include "engine/types/RefusedOperator.h"

namespace dyadic::torchscript {

/// Thrown where a program cannot be converted. Nothing outside this program sees it.
struct Refusal {
  Error error;
  bool size = false;                         ///< images of another size may do
  std::vector<RefusedOperator> operators{};  ///< where operators are the reason
};

/// Follows the program of a TorchScript module for one image and writes down what it computes as ONNX.
///
/// Images and all that depends on them are tensors without elements (device "meta"), so that shapes are the program's
/// own while nothing is computed; weights are tensors. Branches and loops are decided on the way, in evaluation mode.
/// Only operators on a list are known: arithmetic on numbers and lists is computed, layers become ONNX nodes, and
/// everything else is refused by operator and source line. The number of steps is bounded. Used once.
class Conversion {
 public:
  /// REQUIRES: `module` is in evaluation mode. `image` is [channels, height, width].
  Conversion(const torch::jit::Module& module, std::vector<std::int64_t> image);
  /// Throws Refusal, or what LibTorch throws.
  void run();
  [[nodiscard]] const dyadic_onnx::ModelProto& model() const { return builder_.model(); }

  // What operators use.

  [[nodiscard]] OnnxBuilder& builder() { return builder_; }
  /// ONNX's name of a tensor: of an image's value, or of weights, which are added where they are new.
  std::string nameOf(const at::Tensor& tensor);
  /// The name that weights have in the module; empty: none.
  [[nodiscard]] std::string parameterName(const at::Tensor& weights) const;
  /// The parameter that `weights` is a view of all of, in its shape and order; else `weights` itself.
  [[nodiscard]] at::Tensor parameterOf(const at::Tensor& weights) const;
  /// A new value of this shape, known to ONNX as `name`.
  at::Tensor value(const std::string& name, at::IntArrayRef shape);
  /// `like` under another name; for tensors that share their elements with others.
  at::Tensor alias(const std::string& name, const at::Tensor& like);
  /// Keeps a tensor's address its own.
  void keep(const at::Tensor& tensor) { kept_.push_back(tensor); }
  /// After an operator that works in place: `tensor` is `name` from now on.
  void rebind(const at::Tensor& tensor, const std::string& name);
  /// "layer1.0.relu" of the module that the node belongs to, else `otherwise`.
  [[nodiscard]] static std::string layerOf(const torch::jit::Node& node, const std::string& otherwise);
  [[noreturn]] static void refuse(const torch::jit::Node& node, const std::string& why,
                                  const std::vector<const torch::jit::Node*>& others = {});

  /// A value in the middle of torch.nn.functional.local_response_norm, which is many small operators.
  struct Response {
    at::Tensor source;
    int stage = 0;
    std::int64_t size = 0;
    double alpha = 0, bias = 0, beta = 0;
  };
  std::unordered_map<const at::TensorImpl*, Response> responses;

 private:
  using Value = torch::jit::Value;
  using Node = torch::jit::Node;

  void runBlock(torch::jit::Block& block);
  void runNode(Node& node);
  bool runStructure(Node& node);
  void runIf(Node& node);
  void runLoop(Node& node);
  void runNatively(Node& node);
  [[noreturn]] void refuseUnknown(const Node& node);
  void set(const Value* value, c10::IValue content) { values_[value] = std::move(content); }
  [[nodiscard]] const c10::IValue& get(const Value* value) const;
  [[nodiscard]] bool dependsOnImages(const Node& node) const;

  torch::jit::Module module_;
  std::shared_ptr<torch::jit::Graph> program_;  ///< forward(), with all it calls in place
  std::vector<std::int64_t> image_;
  OnnxBuilder builder_;
  std::unordered_map<const Value*, c10::IValue> values_;
  std::unordered_map<const at::TensorImpl*, std::string> names_;  ///< of images' values
  std::unordered_map<const at::TensorImpl*, std::string> parameters_;
  std::unordered_set<const at::TensorImpl*> stale_;  ///< shared their elements with a tensor changed in place
  std::vector<at::Tensor> kept_;                     ///< so that addresses stay theirs
  std::int64_t steps_ = 0;
};

}  // namespace dyadic::torchscript
