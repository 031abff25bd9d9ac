// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/Executor.h"

#include <gmock/gmock.h>

#include <functional>
#include <map>
#include <set>

#include "engine/nets/architectures/Architectures.h"

namespace dyadic::nets {
namespace {

using testing::ElementsAre;

Graph build(const std::string& id, Shape input) {
  Expected<Graph> graph = buildArchitecture(id, {.input = std::move(input), .seed = 3});
  EXPECT_TRUE(graph) << graph.error().message();
  const torch::NoGradGuard noGrad;
  torch::manual_seed(11);
  for (NamedTensor& tensor : graph->state()) {  // statistics and factors that are not the identity
    const bool scale = tensor.kind == TensorKind::BatchNormWeight || tensor.kind == TensorKind::RunningVar;
    const bool weight = tensor.kind == TensorKind::ConvWeight || tensor.kind == TensorKind::LinearWeight;
    if (!weight) tensor.tensor.uniform_(scale ? 0.5 : -0.5, scale ? 1.5 : 0.5);
  }
  return std::move(*graph);
}

/// The ResNet written out by hand in LibTorch's default layout, with the graph's tensors.
class HandWritten {
 public:
  HandWritten(const Graph& graph, bool training) : training_(training) {
    for (const NamedTensor& tensor : graph.state()) tensors_[tensor.name] = tensor.tensor;
  }

  torch::Tensor resnet(torch::Tensor x, int blocks) {
    x = torch::relu(norm("bn1", torch::conv2d(x, tensors_["conv1.weight"], {}, 1, 1)));
    for (int stage = 1; stage <= 3; ++stage) {
      for (int block = 0; block < blocks; ++block) {
        const std::string name = "layer" + std::to_string(stage) + "." + std::to_string(block) + ".";
        const int stride = stage > 1 && block == 0 ? 2 : 1;
        torch::Tensor y = torch::conv2d(x, tensors_[name + "conv1.weight"], {}, stride, 1);
        y = torch::relu(norm(name + "bn1", y));
        y = norm(name + "bn2", torch::conv2d(y, tensors_[name + "conv2.weight"], {}, 1, 1));
        if (stride == 2) {
          using torch::indexing::Slice;
          const torch::Tensor half =
              x.index({Slice(), Slice(), Slice(0, torch::indexing::None, 2), Slice(0, torch::indexing::None, 2)});
          const torch::Tensor zeros = torch::zeros({half.size(0), half.size(1) / 2, half.size(2), half.size(3)});
          x = torch::cat({zeros, half, zeros}, 1);
        }
        x = torch::relu(y + x);
      }
    }
    return torch::matmul(x.mean({2, 3}), tensors_["linear.weight"].t()) + tensors_["linear.bias"];
  }

 private:
  torch::Tensor norm(const std::string& name, const torch::Tensor& x) {
    const auto column = [](const torch::Tensor& t) { return t.reshape({1, -1, 1, 1}); };
    torch::Tensor mean = tensors_[name + ".running_mean"];
    torch::Tensor var = tensors_[name + ".running_var"];
    if (training_) {
      const torch::NoGradGuard noGrad;
      const double n = static_cast<double>(x.numel() / x.size(1));
      means_[name] = 0.9 * mean + 0.1 * x.mean({0, 2, 3});
      vars_[name] = 0.9 * var + 0.1 * x.var({0, 2, 3}, false) * n / (n - 1);
    }
    if (training_) {
      mean = x.mean({0, 2, 3});
      var = x.var({0, 2, 3}, false);
    }
    return (x - column(mean)) / torch::sqrt(column(var) + 1e-5) * column(tensors_[name + ".weight"]) +
           column(tensors_[name + ".bias"]);
  }

 public:
  std::map<std::string, torch::Tensor> tensors_;
  std::map<std::string, torch::Tensor> means_;
  std::map<std::string, torch::Tensor> vars_;
  bool training_;
};

TEST(Executor, EqualsHandWrittenOperatorsInEvaluation) {
  const torch::NoGradGuard noGrad;
  const Graph graph = build("resnet20-cifar", {3, 32, 32});
  const torch::Tensor x = torch::randn({4, 3, 32, 32});
  const torch::Tensor expected = HandWritten(graph, false).resnet(x, 3);
  EXPECT_TRUE(torch::allclose(run(graph, x), expected, 1e-3, 1e-3));
}

TEST(Executor, EqualsHandWrittenOperatorsInTraining) {
  const Graph reference = build("resnet8-cifar", {1, 12, 10});
  const Graph graph = reference.clone();
  for (NamedTensor& tensor : graph.parameters()) tensor.tensor.set_requires_grad(true);
  for (NamedTensor& tensor : reference.parameters()) tensor.tensor.set_requires_grad(true);
  const torch::Tensor x = torch::randn({6, 1, 12, 10});
  const torch::Tensor labels = torch::tensor({0, 1, 2, 3, 4, 5}, torch::kLong);

  HandWritten byHand(reference, true);
  const torch::Tensor expected = byHand.resnet(x, 1);
  const torch::Tensor found = run(graph, x, {.training = true});
  EXPECT_TRUE(torch::allclose(found, expected, 1e-3, 1e-4));
  torch::cross_entropy_loss(expected, labels).backward();
  torch::cross_entropy_loss(found, labels).backward();
  const auto wanted = reference.parameters();
  const auto parameters = graph.parameters();
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    EXPECT_TRUE(torch::allclose(parameters[i].tensor.grad(), wanted[i].tensor.grad(), 1e-2, 1e-4)) << wanted[i].name;
  }
  for (const Node& node : graph.nodes()) {
    if (node.op != Op::BatchNorm2d) continue;
    EXPECT_TRUE(torch::allclose(node.runningMean, byHand.means_[node.name], 1e-4, 1e-5)) << node.name;
    EXPECT_TRUE(torch::allclose(node.runningVar, byHand.vars_[node.name], 1e-4, 1e-5)) << node.name;
  }
}

TEST(Executor, LeavesStatisticsAloneInEvaluation) {
  const Graph graph = build("resnet8-cifar", {3, 16, 16});
  const Graph before = graph.clone();
  const torch::NoGradGuard noGrad;
  (void)run(graph, torch::randn({2, 3, 16, 16}));
  const auto a = graph.state();
  const auto b = before.state();
  for (std::size_t i = 0; i < a.size(); ++i) EXPECT_TRUE(torch::equal(a[i].tensor, b[i].tensor)) << a[i].name;
}

/// An operator's result on a fixed input.
torch::Tensor apply(const torch::Tensor& x, const std::function<void(Graph&)>& add, Hooks* hooks = nullptr) {
  const torch::NoGradGuard noGrad;
  Graph graph(Shape(x.sizes().begin() + 1, x.sizes().end()));
  add(graph);
  EXPECT_TRUE(graph.status());
  return run(graph, x, {.hooks = hooks});
}

TEST(Executor, ComputesTheSmallOperators) {
  const torch::Tensor x = torch::arange(-8, 10, torch::kFloat32).reshape({1, 2, 3, 3});
  EXPECT_TRUE(torch::equal(apply(x, [](Graph& g) { g.addRelu("n", 0); }), torch::relu(x)));
  EXPECT_TRUE(torch::equal(apply(x, [](Graph& g) { g.addRelu6("n", 0); }), torch::relu6(x)));
  EXPECT_TRUE(torch::equal(apply(x, [](Graph& g) { g.addIdentity("n", 0); }), x));
  EXPECT_TRUE(torch::equal(apply(x, [](Graph& g) { g.addDropout("n", 0, 0.5); }), x));
  EXPECT_TRUE(torch::equal(apply(x, [](Graph& g) { g.addAdd("n", 0, 0); }), 2 * x));
  EXPECT_TRUE(torch::equal(apply(x,
                                 [](Graph& g) {
                                   g.addConcat("n", {0, g.addRelu("r", 0)});
                                 }),
                           torch::cat({x, torch::relu(x)}, 1)));
  EXPECT_TRUE(torch::equal(apply(x, [](Graph& g) { g.addFlatten("n", 0); }), x.reshape({1, 18})));
  EXPECT_TRUE(
      torch::equal(apply(x, [](Graph& g) { g.addGlobalAvgPool2d("n", 0); }).flatten(), torch::tensor({-4.0F, 5.0F})));
  const torch::Tensor corners = apply(x, [](Graph& g) { g.addSubsample2d("n", 0, square(2)); });
  EXPECT_TRUE(torch::equal(corners.flatten(), torch::tensor({-8.F, -6.F, -2.F, 0.F, 1.F, 3.F, 7.F, 9.F})));
  const torch::Tensor padded = apply(x, [](Graph& g) { g.addPadChannels("n", 0, 1, 2); });
  EXPECT_EQ(padded.size(1), 5);
  EXPECT_TRUE(torch::equal(padded.slice(1, 1, 3), x));
  EXPECT_EQ(padded.abs().sum().item<float>(), x.abs().sum().item<float>());
  const torch::Tensor mean =
      apply(x, [](Graph& g) { g.addAvgPool2d("n", 0, {.kernel = square(3), .stride = square(3)}); });
  EXPECT_TRUE(torch::equal(mean.flatten(), torch::tensor({-4.0F, 5.0F})));
}

TEST(Executor, DropsOnlyInTraining) {
  Graph graph({1, 100, 100});
  graph.addDropout("drop", 0, 0.25);
  torch::manual_seed(1);
  const torch::Tensor y = run(graph, torch::ones({1, 1, 100, 100}), {.training = true});
  EXPECT_NEAR((y == 0).to(torch::kFloat32).mean().item<double>(), 0.25, 0.03);
}

TEST(Executor, OverwritesNothingThatIsReadAgain) {
  const torch::NoGradGuard noGrad;
  Graph graph({2, 4, 4});
  const int bn = graph.addBatchNorm2d("bn", 0);
  const int same = graph.addIdentity("same", bn);
  const int relu = graph.addRelu("relu", bn);
  graph.addConcat("all", {bn, same, relu, 0});
  const torch::Tensor x = torch::randn({3, 2, 4, 4});
  const torch::Tensor kept = x.clone();
  const torch::Tensor y = run(graph, x);
  const torch::Tensor normal = x / std::sqrt(1 + 1e-5);
  EXPECT_TRUE(torch::allclose(y, torch::cat({normal, normal, torch::relu(normal), x}, 1)));
  EXPECT_TRUE(torch::equal(x, kept));
}

/// Writes down what is called, in order.
class Recorder : public Hooks {
 public:
  torch::Tensor weight(const Node& node, const torch::Tensor& latent) override {
    calls.push_back("weight " + node.name);
    return latent;
  }
  torch::Tensor bias(const Node& node, const torch::Tensor& latent) override {
    calls.push_back("bias " + node.name);
    return latent;
  }
  std::optional<ScaleShift> batchNorm(const Node& node, const torch::Tensor& x) override {
    EXPECT_EQ(x.size(1), node.weight.size(0));
    calls.push_back("batchNorm " + node.name);
    return std::nullopt;
  }
  torch::Tensor edge(const Node& node, torch::Tensor y) override {
    calls.push_back("edge " + node.name);
    Shape shape = y.sizes().vec();
    shape.erase(shape.begin());
    EXPECT_EQ(shape, node.output) << node.name;
    return y;
  }
  std::optional<double> poolReciprocal(const Node& node, std::int64_t n) override {
    calls.push_back("pool " + node.name + " " + std::to_string(n));
    return std::nullopt;
  }
  std::vector<std::string> calls;
};

TEST(Executor, CallsHooksInOrderAndDefaultsChangeNothing) {
  const torch::NoGradGuard noGrad;
  Graph graph({2, 4, 4});
  int x = graph.addConv2d("conv", 0, {.out = 3, .kernel = square(3), .bias = false});
  x = graph.addRelu("relu", graph.addBatchNorm2d("bn", x));
  x = graph.addFlatten("flat", graph.addGlobalAvgPool2d("pool", x));
  graph.addLinear("linear", x, {.out = 2});
  for (NamedTensor& tensor : graph.parameters()) tensor.tensor.uniform_(-1, 1);
  Recorder recorder;
  const torch::Tensor input = torch::randn({2, 2, 4, 4});
  const torch::Tensor y = run(graph, input, {.hooks = &recorder});
  EXPECT_THAT(recorder.calls, ElementsAre("edge input", "weight conv", "edge conv", "batchNorm bn", "edge bn",
                                          "pool pool 4", "edge pool", "weight linear", "bias linear", "edge linear"));
  EXPECT_TRUE(torch::equal(y, run(graph, input)));
}

TEST(Executor, EdgesHaveTheShapesThatTheGraphListsInEveryArchitecture) {
  const torch::NoGradGuard noGrad;
  for (const ArchitectureInfo& info : architectures()) {
    const Shape input = {2, std::max<std::int64_t>(info.leastSide, 21), std::max<std::int64_t>(info.leastSide, 17)};
    const Expected<Graph> graph = buildArchitecture(info.id, {.input = input, .classes = 7, .initialize = false});
    ASSERT_TRUE(graph) << graph.error().message();
    Recorder recorder;
    const torch::Tensor y = run(*graph, torch::randn({1, input[0], input[1], input[2]}), {.hooks = &recorder});
    EXPECT_EQ(y.sizes(), (std::vector<int64_t>{1, 7}));
    std::vector<std::string> edges;
    for (const std::string& call : recorder.calls) {
      if (call.starts_with("edge ")) edges.push_back(call.substr(5));
    }
    std::vector<std::string> listed;
    for (const Edge& edge : graph->edges()) listed.push_back(edge.info.name);
    EXPECT_EQ(edges, listed) << info.id;
  }
}

/// Hooks made of functions.
class Custom : public Hooks {
 public:
  torch::Tensor weight(const Node& node, const torch::Tensor& w) override { return onWeight ? onWeight(node, w) : w; }
  torch::Tensor bias(const Node& node, const torch::Tensor& b) override { return onBias ? onBias(node, b) : b; }
  std::optional<ScaleShift> batchNorm(const Node&, const torch::Tensor&) override { return locked; }
  torch::Tensor edge(const Node& node, torch::Tensor y) override { return onEdge ? onEdge(node, y) : y; }
  bool useDouble(const Node& node) override { return doubles && node.op != Op::Input; }
  std::optional<double> poolReciprocal(const Node&, std::int64_t) override { return reciprocal; }

  std::function<torch::Tensor(const Node&, torch::Tensor)> onWeight, onBias, onEdge;
  std::optional<ScaleShift> locked;
  std::optional<double> reciprocal;
  bool doubles = false;
};

TEST(Executor, UsesTheWeightsAndBiasesOfTheHooks) {
  Graph graph({2, 4, 4});
  graph.addConv2d("conv", 0, {.out = 3, .kernel = square(3)});
  const torch::NoGradGuard noGrad;
  for (NamedTensor& tensor : graph.parameters()) tensor.tensor.uniform_(-1, 1);
  const Node& conv = graph.node(1);
  Custom hooks;
  hooks.onWeight = [](const Node&, torch::Tensor w) { return w * 2; };
  hooks.onBias = [](const Node&, torch::Tensor b) { return b + 1; };
  const torch::Tensor x = torch::randn({2, 2, 4, 4});
  EXPECT_TRUE(
      torch::allclose(run(graph, x, {.hooks = &hooks}), torch::conv2d(x, 2 * conv.weight, conv.bias + 1), 1e-4, 1e-5));
}

TEST(Executor, ReplacesBatchNormByScaleAndShiftWithGradients) {
  Graph graph({3, 5, 4});
  graph.addBatchNorm2d("bn", 0);
  Custom hooks;
  hooks.locked = ScaleShift{torch::randn({3}), torch::randn({3})};
  for (const bool training : {false, true}) {
    const torch::Tensor x = torch::randn({2, 3, 5, 4}).requires_grad_();
    const torch::Tensor y = run(graph, x, {.training = training, .hooks = &hooks});
    const torch::Tensor scale = hooks.locked->scale.reshape({1, 3, 1, 1});
    EXPECT_TRUE(torch::allclose(y, x * scale + hooks.locked->shift.reshape({1, 3, 1, 1}), 1e-6, 1e-6));
    const torch::Tensor pull = torch::randn_like(x);
    y.backward(pull);
    EXPECT_TRUE(torch::allclose(x.grad(), pull * scale));
  }
  EXPECT_TRUE(torch::equal(graph.node(1).runningMean, torch::zeros({3})));
  EXPECT_TRUE(torch::equal(graph.node(1).runningVar, torch::ones({3})));
}

TEST(Executor, GivesScaleAndShiftTheirGradients) {
  Graph graph({3, 5, 4});
  graph.addBatchNorm2d("bn", 0);
  Custom hooks;
  hooks.locked = ScaleShift{torch::randn({3}).requires_grad_(), torch::randn({3}).requires_grad_()};
  const torch::Tensor x = torch::randn({2, 3, 5, 4});
  const torch::Tensor pull = torch::randn_like(x);
  run(graph, x, {.training = true, .hooks = &hooks}).backward(pull);
  EXPECT_TRUE(torch::allclose(hooks.locked->scale.grad(), (pull * x).sum({0, 2, 3}), 1e-4, 1e-5));
  EXPECT_TRUE(torch::allclose(hooks.locked->shift.grad(), pull.sum({0, 2, 3}), 1e-4, 1e-5));
}

TEST(Executor, LetsEdgesChangeInPlaceButNotTheCallersInput) {
  const torch::NoGradGuard noGrad;
  Graph graph({2, 3, 3});
  graph.addIdentity("same", 0);
  Custom hooks;
  hooks.onEdge = [](const Node&, torch::Tensor y) { return y.mul_(3); };
  const torch::Tensor x = torch::randn({2, 2, 3, 3}).contiguous(torch::MemoryFormat::ChannelsLast);
  const torch::Tensor kept = x.clone();
  EXPECT_TRUE(torch::equal(run(graph, x, {.hooks = &hooks}), 3 * kept));
  EXPECT_TRUE(torch::equal(x, kept));
}

TEST(Executor, ComputesInDoubleWhereAsked) {
  const torch::NoGradGuard noGrad;
  Graph graph({2, 1, 1});
  const int conv = graph.addConv2d("conv", 0, {.out = 1, .bias = false});
  const int sum = graph.addAdd("sum", conv, conv);
  graph.addLinear("linear", graph.addFlatten("flat", graph.addRelu("relu", sum)), {.out = 1, .bias = false});
  graph.node(conv).weight.fill_(1);
  graph.node(graph.outputNode()).weight.fill_(1);
  // 2^24 + 1 needs 25 bits: float32 has 24, so the odd bit survives only in float64.
  const torch::Tensor x = torch::tensor({16777216.0F, 1.0F}).reshape({1, 2, 1, 1});
  Custom hooks;
  hooks.onEdge = [](const Node& node, torch::Tensor y) {
    EXPECT_EQ(y.scalar_type(), node.op == Op::Input ? torch::kFloat32 : torch::kFloat64) << node.name;
    return node.name == "conv" ? y - 16777216.0 : y;
  };
  hooks.doubles = true;
  const torch::Tensor y = run(graph, x, {.hooks = &hooks});
  EXPECT_EQ(y.scalar_type(), torch::kFloat32);
  EXPECT_EQ(y.item<float>(), 2.0F);
}

TEST(Executor, TrainsBatchNormInDoubleAsInFloat) {
  Graph single({3, 6, 6});
  single.addBatchNorm2d("bn", 0);
  const Graph wide = single.clone();
  Custom hooks;
  hooks.doubles = true;
  const torch::Tensor x = torch::randn({4, 3, 6, 6}) + 2;
  const torch::Tensor a = run(single, x, {.training = true});
  const torch::Tensor b = run(wide, x, {.training = true, .hooks = &hooks});
  EXPECT_TRUE(torch::allclose(a, b, 1e-4, 1e-5));
  EXPECT_TRUE(torch::allclose(single.node(1).runningMean, wide.node(1).runningMean, 1e-5, 1e-6));
  EXPECT_TRUE(torch::allclose(single.node(1).runningVar, wide.node(1).runningVar, 1e-5, 1e-6));
  EXPECT_NEAR(wide.node(1).runningMean.mean().item<double>(), 0.2, 0.05);
}

TEST(Executor, MultipliesPoolsByTheGivenConstant) {
  const torch::Tensor x = torch::arange(18, torch::kFloat32).reshape({1, 2, 3, 3});
  Custom hooks;
  hooks.reciprocal = 0.125;
  const torch::Tensor sums = torch::tensor({36.0F, 117.0F});
  const auto global = [](Graph& g) { g.addGlobalAvgPool2d("n", 0); };
  EXPECT_TRUE(torch::equal(apply(x, global, &hooks).flatten(), sums * 0.125));
  const auto window = [](Graph& g) { g.addAvgPool2d("n", 0, {.kernel = square(3), .stride = square(3)}); };
  EXPECT_TRUE(torch::equal(apply(x, window, &hooks).flatten(), sums * 0.125));
  // Windows that hang over the edge divide by different numbers: no single constant, so the hook is not asked.
  const auto uneven = [](Graph& g) {
    g.addAvgPool2d("n", 0, {.kernel = square(2), .stride = square(2), .ceilMode = true});
  };
  EXPECT_TRUE(torch::equal(apply(x, uneven, &hooks), apply(x, uneven)));
  EXPECT_EQ(apply(x, uneven).flatten()[3].item<float>(), 8.0F);
}

TEST(Executor, FreesIntermediateResultsAfterTheirLastUse) {
  const torch::NoGradGuard noGrad;
  const Graph graph = build("resnet20-cifar", {3, 16, 16});
  using Weak = c10::weak_intrusive_ptr<c10::TensorImpl>;
  std::vector<Weak> seen;
  std::size_t most = 0;
  Custom hooks;
  hooks.onEdge = [&](const Node&, torch::Tensor y) {
    seen.emplace_back(y.getIntrusivePtr());
    std::set<const c10::TensorImpl*> alive;  // distinct: a sum may be computed in place
    for (const Weak& tensor : seen) {
      if (!tensor.expired()) alive.insert(tensor.lock().get());
    }
    most = std::max(most, alive.size());
    return y;
  };
  (void)run(graph, torch::randn({1, 3, 16, 16}), {.hooks = &hooks});
  EXPECT_EQ(seen.size(), graph.edges().size());
  EXPECT_LE(most, 3U);  // shortcut, input and output of the node
}

}  // namespace
}  // namespace dyadic::nets
