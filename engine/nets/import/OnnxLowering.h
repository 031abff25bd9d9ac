// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/nets/Graph.h"
#include "engine/nets/OnnxImport.h"
#include "engine/nets/onnx/OnnxConstant.h"
#include "engine/nets/onnx/OnnxFolding.h"
#include "engine/nets/onnx/OnnxModel.h"

/// How an ONNX model becomes a Graph; for the files of this folder that do it.
namespace dyadic::nets {

/// A value of the ONNX model that depends on the images: the output of a graph node, seen in ONNX's way. ONNX's first
/// dimension is the batch, which the graph does not have; the others are the node's, perhaps in another order.
struct FeatureMap {
  int node = -1;
  std::vector<std::size_t> order;      ///< ONNX's dimension 1+i is the node's dimension order[i]
  bool shared = false;                 ///< another ONNX value is the same node's output
  std::array<std::int64_t, 4> pads{};  ///< zeros to be added: top, left, bottom, right. A convolution takes them over
  std::string padName;                 ///< of the node that adds them otherwise
};

/// Turns a model's nodes into a graph's, one after the other. An operator that cannot be read is noted, and what needs
/// it is passed over, so that all of them are found. Used once.
class OnnxLowering {
 public:
  struct Options {
    FeatureMap input;                   ///< of the model's one input, on graph node 0
    std::optional<std::int64_t> batch;  ///< where the file fixes it
    std::string until;                  ///< value that is the network's output
  };

  /// `graph` has its input node, and what `options.input` needs.
  OnnxLowering(OnnxModel model, Graph graph, Options options);
  ~OnnxLowering();
  OnnxLowering(const OnnxLowering&) = delete;
  OnnxLowering& operator=(const OnnxLowering&) = delete;

  /// Lowers everything. Afterwards either refused() is not empty, or graph() computes the model's output.
  Status run();
  [[nodiscard]] const std::vector<RefusedOperator>& refused() const { return refused_; }
  [[nodiscard]] Graph takeGraph() { return std::move(graph_); }

  // What operators use. `i` counts inputs of the node being lowered.

  [[nodiscard]] const OnnxNode& node() const { return *node_; }
  [[nodiscard]] std::int64_t opset() const { return model_.opset; }
  [[nodiscard]] Graph& graph() { return graph_; }
  [[nodiscard]] std::optional<std::int64_t> batch() const { return options_.batch; }

  [[nodiscard]] bool isConstant(std::size_t i) const;
  /// A constant input, which is given up where this is its last use. Fails where it depends on the images.
  Expected<OnnxConstant> constant(std::size_t i);
  /// The same for numbers that are not integers, all of them finite.
  Expected<OnnxConstant> weights(std::size_t i);
  /// Integers that newer operator sets give as input `i` and older ones as an attribute. Empty: not given.
  Expected<std::vector<std::int64_t>> list(std::string_view attribute, std::size_t i);

  /// Input `i`, which depends on the images; pads may be pending.
  Expected<FeatureMap> padded(std::size_t i = 0);
  /// The same with its pads added by a node of their own.
  Expected<FeatureMap> map(std::size_t i = 0);
  /// The node of input `i` with its dimensions in ONNX's order. Fails where they are really transposed.
  Expected<int> plain(std::size_t i = 0);
  /// plain() for an image: three dimensions.
  Expected<int> image(std::size_t i = 0);
  /// Adds a node for pads that are pending.
  FeatureMap withPads(FeatureMap map);
  /// ONNX's dimensions, without the batch.
  [[nodiscard]] Shape dims(const FeatureMap& map) const;
  /// How many nodes read input `i` of this node, itself included.
  [[nodiscard]] int uses(std::size_t i) const;

  /// A node's output whose dimensions are in ONNX's order.
  [[nodiscard]] FeatureMap whole(int id) const;
  /// The node of the graph's dimension for ONNX's `axis`; nothing where that is the batch or no dimension.
  [[nodiscard]] static std::optional<std::int64_t> axisOf(const FeatureMap& map, std::int64_t axis);

  /// A name for what this node becomes: unique, dots between levels, as in the framework the model comes from.
  std::string name();
  /// The same for a layer with the weights of input `i`: "layer1.0.conv1" for layer1.0.conv1.weight.
  std::string layerName(std::size_t i);

 private:
  struct Constant;
  struct Value;

  void keepNeeded();
  void countUses();
  Expected<Value> lower(const OnnxNode& node);
  Expected<Value> shapeOf();
  Expected<Value> folded();
  Expected<OnnxConstant> take(Value& value);
  [[nodiscard]] Value* find(std::size_t i) const;
  void release(const OnnxNode& node);
  void refuse(const OnnxNode& node, const Error& why);
  std::string unique(std::string name);

  OnnxModel model_;
  Graph graph_;
  Options options_;
  std::int64_t weightsLeft_;  ///< elements that layers may still take
  OnnxFolder folder_;
  const OnnxNode* node_ = nullptr;
  std::unordered_map<std::string, std::unique_ptr<Value>> values_;
  std::unordered_map<std::string, int> uses_;
  std::set<std::string> names_;
  std::unordered_map<std::string, int> counts_;  ///< how far unique() has counted for a name
  std::vector<RefusedOperator> refused_;
};

/// One operator: since which operator set it exists, its attributes, and what it becomes.
struct OnnxRule {
  std::string_view domain;
  std::string_view op;
  std::int64_t since;
  std::string_view attributes;  ///< "kernel_shape:ii group:i": i integer, r real, t text, ii and rr lists, v tensor
  Expected<FeatureMap> (*lower)(OnnxLowering&);
};
/// nullptr: an operator that is not read.
[[nodiscard]] const OnnxRule* findOnnxRule(const OnnxNode& node);
/// Why the node's attributes are not those of its rule.
[[nodiscard]] Status checkOnnxAttributes(const OnnxNode& node, const OnnxRule& rule);

// The operators, by file.
namespace onnx {
// OnnxLayers.cpp
Expected<FeatureMap> conv(OnnxLowering& at);
Expected<FeatureMap> gemm(OnnxLowering& at);
Expected<FeatureMap> matMul(OnnxLowering& at);
Expected<FeatureMap> batchNormalization(OnnxLowering& at);
Expected<FeatureMap> add(OnnxLowering& at);
Expected<FeatureMap> mul(OnnxLowering& at);
// OnnxPools.cpp
Expected<FeatureMap> maxPool(OnnxLowering& at);
Expected<FeatureMap> averagePool(OnnxLowering& at);
Expected<FeatureMap> globalAveragePool(OnnxLowering& at);
Expected<FeatureMap> adaptiveAveragePool(OnnxLowering& at);
Expected<FeatureMap> reduceMean(OnnxLowering& at);
// OnnxActivations.cpp
Expected<FeatureMap> relu(OnnxLowering& at);
Expected<FeatureMap> clip(OnnxLowering& at);
Expected<FeatureMap> leakyRelu(OnnxLowering& at);
Expected<FeatureMap> sigmoid(OnnxLowering& at);
Expected<FeatureMap> hardSigmoid(OnnxLowering& at);
Expected<FeatureMap> hardSwish(OnnxLowering& at);
Expected<FeatureMap> softmax(OnnxLowering& at);
Expected<FeatureMap> lrn(OnnxLowering& at);
Expected<FeatureMap> dropout(OnnxLowering& at);
// OnnxShapes.cpp
Expected<FeatureMap> concat(OnnxLowering& at);
Expected<FeatureMap> flatten(OnnxLowering& at);
Expected<FeatureMap> gather(OnnxLowering& at);
Expected<FeatureMap> reshape(OnnxLowering& at);
Expected<FeatureMap> squeeze(OnnxLowering& at);
Expected<FeatureMap> unsqueeze(OnnxLowering& at);
Expected<FeatureMap> transpose(OnnxLowering& at);
Expected<FeatureMap> pad(OnnxLowering& at);
Expected<FeatureMap> slice(OnnxLowering& at);
Expected<FeatureMap> identity(OnnxLowering& at);
Expected<FeatureMap> cast(OnnxLowering& at);

/// The node as it is or with another shape, whichever is needed.
FeatureMap shaped(OnnxLowering& at, int id, const Shape& shape);
/// The padding that auto_pad asks for: before and after, for one dimension.
struct Padding {
  std::int64_t before = 0;
  std::int64_t after = 0;
};
/// A window that slides over an image: the common attributes of convolutions and pools.
struct Window {
  Pair kernel{1, 1};
  Pair stride{1, 1};
  Pair dilation{1, 1};
  std::array<Padding, 2> padding;
};
/// `kernel` counts where the node has no kernel_shape; `in` is the image's shape.
Expected<Window> windowOf(const OnnxNode& node, const std::optional<Pair>& kernel, const Shape& in);
}  // namespace onnx

}  // namespace dyadic::nets
