// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/types/Expected.h"
#include "engine/types/ModelInfo.h"

namespace dyadic::nets {

using Shape = std::vector<std::int64_t>;   ///< for one image: [channels, height, width] or [features]
using Pair = std::array<std::int64_t, 2>;  ///< height, width
inline Pair square(std::int64_t side) { return {side, side}; }

enum class Op {
  Input,
  Conv2d,
  Linear,
  BatchNorm2d,
  Relu,
  Relu6,
  LeakyRelu,  ///< x, or slope * x below 0
  Clip,       ///< to low..high
  Sigmoid,
  HardSigmoid,        ///< slope * x + offset, limited to 0..1
  HardSwish,          ///< x * (x/6 + 1/2 limited to 0..1)
  Softmax,            ///< along `axis`
  LocalResponseNorm,  ///< across channels (Krizhevsky et al., 2012, section 3.3)
  Constant,           ///< the same for every image
  Add,                ///< sizes of 1 are stretched
  Mul,                ///< likewise
  Concat,             ///< along `axis`
  MaxPool2d,
  AvgPool2d,
  GlobalAvgPool2d,  ///< [C, H, W] -> [C, 1, 1]
  Mean,             ///< over `axes`
  Flatten,
  Reshape,
  Slice,
  Pad,
  Subsample2d,  ///< every stride-th pixel, beginning with the first
  PadChannels,  ///< zero channels on both sides
  Dropout,      ///< does nothing outside training
  Identity,
};

/// "Conv2d", "BatchNorm2d" ... as LayerInfo::op spells it.
[[nodiscard]] std::string_view opName(Op op);
/// Whether it is a layer: convolution, linear or batch norm.
[[nodiscard]] bool hasParameters(Op op);

enum class PadMode { Constant, Reflect, Edge };

/// Every `step`-th element from `begin` to before `end` of a dimension.
struct SliceRange {
  std::int64_t begin = 0;
  std::int64_t end = 1;
  std::int64_t step = 1;
};

/// y = x / (k + alpha/size * (sum of x^2 over `size` neighbouring channels))^beta
struct LocalResponseNormOptions {
  std::int64_t size = 5;
  double alpha = 1e-4;
  double beta = 0.75;
  double k = 1;
};

/// One operator. Attributes that an operator does not have keep their defaults.
struct Node {
  int id = -1;       ///< index in Graph::nodes()
  std::string name;  ///< unique; parameters are called <name>.weight and so on
  Op op = Op::Identity;
  std::vector<int> inputs;  ///< node ids, all below `id`
  Shape output;             ///< for one image

  Pair kernel{1, 1};
  Pair stride{1, 1};      ///< also of Subsample2d
  Pair padding{0, 0};     ///< above and to the left
  Pair paddingEnd{0, 0};  ///< below and to the right
  Pair dilation{1, 1};
  std::int64_t groups = 1;
  bool ceilMode = false;
  bool countIncludePad = true;
  double eps = 1e-5;         ///< batch norm
  double momentum = 0.1;     ///< batch norm: share of the batch in the running statistics
  double probability = 0.5;  ///< dropout
  std::int64_t front = 0;    ///< PadChannels: zero channels before
  std::int64_t back = 0;     ///< PadChannels: zero channels after
  double slope = 1;          ///< LeakyRelu, HardSigmoid
  double offset = 0;         ///< HardSigmoid
  double low = 0;            ///< Clip
  double high = 0;           ///< Clip
  LocalResponseNormOptions localResponse;
  std::int64_t axis = 0;             ///< Concat, Softmax: dimension of one image's shape
  std::vector<std::int64_t> axes;    ///< Mean: likewise, ascending
  std::vector<SliceRange> slices;    ///< Slice: one a dimension
  std::vector<std::int64_t> before;  ///< Pad: elements added before each dimension
  std::vector<std::int64_t> after;   ///< Pad: and after it
  PadMode padMode = PadMode::Constant;
  double padValue = 0;

  torch::Tensor weight;  ///< [out, in/groups, kh, kw], [out, in], [channels] or Constant's value; float32, contiguous
  torch::Tensor bias;    ///< [out] or undefined
  torch::Tensor runningMean;  ///< batch norm: [channels]
  torch::Tensor runningVar;   ///< batch norm: [channels], unbiased, as LibTorch keeps it
};

/// True where the operator's output has an exponent of its own: its values are not among its input's. Every other
/// operator (ReLU, max pool, flatten, slice, zero padding ...) keeps the exponent of its first input.
[[nodiscard]] bool ownsEdge(const Node& node);

enum class TensorKind {
  ConvWeight,
  LinearWeight,
  Bias,  ///< of a convolution or linear layer
  BatchNormWeight,
  BatchNormBias,
  RunningMean,  ///< not trained
  RunningVar,   ///< not trained
};

/// A handle: shares the node's tensor, so writing to it in place changes the network.
struct NamedTensor {
  std::string name;  ///< layer1.0.conv1.weight
  TensorKind kind;
  int node;
  torch::Tensor tensor;
};

/// A layer with parameters and the node it is.
struct Layer {
  int node;
  LayerInfo info;
};

/// A feature map with an exponent of its own and the node that produces it.
struct Edge {
  int node;
  EdgeInfo info;
};

struct Conv2dOptions {
  std::int64_t out = 1;
  Pair kernel{1, 1};
  Pair stride{1, 1};
  Pair padding{0, 0};
  std::optional<Pair> paddingEnd{};  ///< below and to the right, where it is not `padding`
  Pair dilation{1, 1};
  std::int64_t groups = 1;
  bool bias = true;
};
struct LinearOptions {
  std::int64_t out = 1;
  bool bias = true;
};
struct BatchNormOptions {
  double eps = 1e-5;
  double momentum = 0.1;
};
struct PoolOptions {
  Pair kernel{2, 2};
  Pair stride{2, 2};
  Pair padding{0, 0};
  std::optional<Pair> paddingEnd{};  ///< below and to the right, where it is not `padding`
  Pair dilation{1, 1};               ///< max pools
  bool ceilMode = false;
  bool countIncludePad = true;  ///< average pools: padding counts as zeros
};
struct HardSigmoidOptions {
  double slope = 0.2;
  double offset = 0.5;
};
struct ClipOptions {
  double low = 0;
  double high = 6;
};
struct MeanOptions {
  std::vector<std::int64_t> axes;  ///< dimensions of one image's shape
  bool keepDimensions = true;      ///< with size 1
};
struct PadOptions {
  std::vector<std::int64_t> before;  ///< one a dimension of one image's shape; negative ones cut off
  std::vector<std::int64_t> after;   ///< likewise
  PadMode mode = PadMode::Constant;
  double value = 0;
};

/// A network as a list of operators in topological order, and the owner of its float parameters: the latent weights
/// that a trainer updates and quantizers only read. New parameters are zeros (batch norm: the identity) and need no
/// gradient; the trainer asks for gradients.
///
/// Built by the addXxx functions, each of which infers the output shape and returns the new node's id. Once one of them
/// fails, status() holds that first error and all later calls do nothing and return -1, so a builder checks once, at
/// the end. The last node added is the output.
///
/// Moves, does not copy: clone() copies. Not synchronized: one thread at a time, or several that only read.
class Graph {
 public:
  /// A network for images of shape [channels, height, width]; node 0 is the input, called "input". Other numbers of
  /// dimensions, 1 to 5, serve tests of single operators.
  explicit Graph(Shape input);
  Graph(Graph&&) = default;
  Graph& operator=(Graph&&) = default;
  Graph(const Graph&) = delete;
  Graph& operator=(const Graph&) = delete;

  int addConv2d(std::string name, int input, const Conv2dOptions& options);
  int addLinear(std::string name, int input, const LinearOptions& options);
  int addBatchNorm2d(std::string name, int input, const BatchNormOptions& options = {});
  int addRelu(std::string name, int input);
  int addRelu6(std::string name, int input);
  int addLeakyRelu(std::string name, int input, double slope);
  int addClip(std::string name, int input, const ClipOptions& options);
  int addSigmoid(std::string name, int input);
  int addHardSigmoid(std::string name, int input, const HardSigmoidOptions& options);
  int addHardSwish(std::string name, int input);
  int addSoftmax(std::string name, int input, std::int64_t axis);
  int addLocalResponseNorm(std::string name, int input, const LocalResponseNormOptions& options);
  /// `value` (float32) has the shape of one image's feature map.
  int addConstant(std::string name, torch::Tensor value);
  int addAdd(std::string name, int left, int right);
  int addMul(std::string name, int left, int right);
  int addConcat(std::string name, std::vector<int> inputs, std::int64_t axis = 0);
  int addMaxPool2d(std::string name, int input, const PoolOptions& options);
  int addAvgPool2d(std::string name, int input, const PoolOptions& options);
  int addGlobalAvgPool2d(std::string name, int input);
  int addMean(std::string name, int input, const MeanOptions& options);
  int addFlatten(std::string name, int input);
  int addReshape(std::string name, int input, Shape output);
  /// `ranges` has one entry a dimension, with 0 <= begin < end <= size and step >= 1.
  int addSlice(std::string name, int input, std::vector<SliceRange> ranges);
  int addPad(std::string name, int input, const PadOptions& options);
  int addSubsample2d(std::string name, int input, Pair stride);
  int addPadChannels(std::string name, int input, std::int64_t front, std::int64_t back);
  int addDropout(std::string name, int input, double probability);
  int addIdentity(std::string name, int input);

  /// The first error of the builders, if any: shapes that do not fit, names used twice, no memory.
  [[nodiscard]] Status status() const;

  [[nodiscard]] const std::vector<Node>& nodes() const { return nodes_; }
  /// REQUIRES: 0 <= id < nodes().size().
  [[nodiscard]] const Node& node(int id) const { return nodes_[static_cast<std::size_t>(id)]; }
  [[nodiscard]] Node& node(int id) { return nodes_[static_cast<std::size_t>(id)]; }
  /// Id of the node called `name`.
  [[nodiscard]] std::optional<int> find(std::string_view name) const;
  [[nodiscard]] int inputNode() const { return 0; }
  [[nodiscard]] int outputNode() const { return static_cast<int>(nodes_.size()) - 1; }
  [[nodiscard]] const Shape& inputShape() const { return nodes_.front().output; }
  [[nodiscard]] const Shape& outputShape() const { return nodes_.back().output; }

  /// What a trainer updates, in execution order.
  [[nodiscard]] std::vector<NamedTensor> parameters() const;
  /// parameters() and the running statistics: all that a weights file holds.
  [[nodiscard]] std::vector<NamedTensor> state() const;

  /// Convolutions, linear layers and batch norms in execution order; a position in it is a layer index everywhere.
  [[nodiscard]] std::vector<Layer> layers() const;
  /// Feature maps with exponents of their own in execution order; a position in it is an edge index everywhere.
  [[nodiscard]] std::vector<Edge> edges() const;
  /// The node that owns the exponent of this node's output: itself, or the next one upstream that does.
  [[nodiscard]] int edgeOf(int id) const;

  [[nodiscard]] std::int64_t parameterCount() const;
  /// Multiply-accumulates for one image; a batch norm counts one an element.
  [[nodiscard]] std::int64_t macs() const;

  /// Id it was built by, "" if none.
  [[nodiscard]] const std::string& architecture() const { return architecture_; }
  void setArchitecture(std::string id) { architecture_ = std::move(id); }

  /// Deep copy: own tensors, no gradients, requires_grad as here.
  [[nodiscard]] Graph clone() const;
  /// Moves all tensors. Parameters become new tensors: call before an optimizer holds them. Fails where the device
  /// does not exist or has no memory; tensors may then be on both devices.
  [[nodiscard]] Status to(const torch::Device& device);

 private:
  int add(Node node);
  int addKeepingShape(Op op, std::string name, int input);
  int addStretched(Op op, std::string name, int left, int right);
  int addPool(Op op, std::string name, int input, const PoolOptions& options);
  [[nodiscard]] bool ready(const std::string& name, const std::vector<int>& inputs);
  int fail(Error error);

  std::vector<Node> nodes_;
  std::string architecture_;
  std::optional<Error> error_;
};

}  // namespace dyadic::nets
