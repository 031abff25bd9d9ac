// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/Trainer.h"

#include <gtest/gtest.h>

#include "engine/nets/Executor.h"
#include "tests/support/TinyNetwork.h"

using namespace dyadic;
using training::Trainer;

namespace {

RunConfig floatConfig(int epochs) {
  RunConfig config;
  config.training.epochs = epochs;
  config.training.learningRate = 0.1;
  return config;
}

struct TinyRun {
  explicit TinyRun(const RunConfig& config, std::int64_t images = 320, nets::Graph g = tests::tinyGraph())
      : graph(std::move(g)),
        recipe(config),
        train(tests::tinySource(images, true)),
        validation(tests::tinySource(96, false, 2)),
        trainer(graph, recipe, {*train, *validation, *train}, {config}) {}
  nets::Graph graph;
  training::FloatRecipe recipe;
  std::unique_ptr<data::DataSource> train;
  std::unique_ptr<data::DataSource> validation;
  Trainer trainer;
};

class Recorder : public training::TrainHooks {
 public:
  void baseline(const training::EvaluationResult& r) override { before = r.evaluation.top1; }
  void stepEnded(const training::TrainContext&, const training::StepReport& s) override { losses.push_back(s.loss); }
  void stageEnded(const training::TrainContext&, const training::EpochReport& e, double) override {
    after = e.trained.evaluation.top1;
  }
  bool shouldStop() override { return stopAfter >= 0 && static_cast<int>(losses.size()) >= stopAfter; }

  std::vector<double> losses;
  double before = 0;
  double after = 0;
  int stopAfter = -1;
};

}  // namespace

TEST(Trainer, LearnsWhatCanBeLearnt) {
  TinyRun run(floatConfig(6));
  Recorder recorder;
  ASSERT_TRUE(run.trainer.prepare());
  ASSERT_TRUE(run.trainer.run(recorder));
  EXPECT_EQ(recorder.losses.size(), 6U * 20U);
  EXPECT_EQ(run.trainer.totalSteps(), 120);
  EXPECT_GT(recorder.after, 0.9);
  EXPECT_LT(recorder.before, 0.7);
}

TEST(Trainer, FirstStepIsThatOfLibTorchsFormula) {
  auto config = floatConfig(1);
  config.training.schedule = "constant";
  config.training.weightDecay = 0.01;
  TinyRun run(config, 16);
  const auto before = run.graph.clone();
  ASSERT_TRUE(run.trainer.prepare());
  Recorder recorder;
  ASSERT_TRUE(run.trainer.run(recorder));
  // One batch: w1 = w0 - lr (g + decay w0). Decay is for weights only, so biases move by the gradient alone, which for
  // the last layer's bias under cross-entropy is mean(softmax - onehot): its entries sum to 0.
  const int linear = *run.graph.find("linear");
  const auto moved = run.graph.node(linear).bias.detach() - before.node(linear).bias.detach();
  EXPECT_NEAR(moved.sum().item<float>(), 0, 1e-6);
  EXPECT_GT(moved.abs().max().item<float>(), 1e-4F);
}

TEST(Trainer, OneSeedOneResult) {
  TinyRun a(floatConfig(2));
  TinyRun b(floatConfig(2));
  Recorder ra;
  Recorder rb;
  ASSERT_TRUE(a.trainer.prepare());
  ASSERT_TRUE(b.trainer.prepare());
  ASSERT_TRUE(a.trainer.run(ra));
  ASSERT_TRUE(b.trainer.run(rb));
  EXPECT_EQ(ra.losses, rb.losses);
}

TEST(Trainer, ResumesExactlyWhereItStopped) {
  TinyRun whole(floatConfig(3));
  Recorder all;
  ASSERT_TRUE(whole.trainer.prepare());
  ASSERT_TRUE(whole.trainer.run(all));

  TinyRun first(floatConfig(3));
  Recorder begin;
  begin.stopAfter = 27;  // in the middle of the second epoch
  ASSERT_TRUE(first.trainer.prepare());
  const auto stopped = first.trainer.run(begin);
  ASSERT_TRUE(stopped);
  EXPECT_EQ(*stopped, Trainer::End::Stopped);
  Trainer::State state;
  for (const auto& [name, tensor] : first.trainer.state()) state.emplace_back(name, tensor.clone());

  TinyRun second(floatConfig(3));
  Recorder end;
  ASSERT_TRUE(second.trainer.prepare());
  ASSERT_TRUE(second.trainer.restore(state));
  ASSERT_TRUE(second.trainer.run(end));
  begin.losses.insert(begin.losses.end(), end.losses.begin(), end.losses.end());
  EXPECT_EQ(begin.losses, all.losses);
  const auto expected = whole.graph.state();
  const auto got = second.graph.state();
  for (std::size_t i = 0; i < got.size(); ++i)
    EXPECT_TRUE(tests::identical(got[i].tensor, expected[i].tensor)) << got[i].name;
}

TEST(Trainer, DropoutDropsTheSameAfterAResume) {
  const auto graph = [] {
    nets::Graph g({2, 6, 6});
    const int conv = g.addRelu("relu", g.addConv2d("conv", 0, {.out = 4, .kernel = {3, 3}}));
    const int dropped = g.addDropout("dropout2", g.addDropout("dropout1", conv, 0.5), 0.25);
    g.addLinear("linear", g.addFlatten("flatten", dropped), {.out = 3});
    torch::manual_seed(1);
    for (auto& p : g.parameters()) torch::nn::init::normal_(p.tensor, 0, 0.3);
    return g;
  };
  TinyRun whole(floatConfig(2), 320, graph());
  Recorder all;
  ASSERT_TRUE(whole.trainer.prepare());
  ASSERT_TRUE(whole.trainer.run(all));

  TinyRun first(floatConfig(2), 320, graph());
  Recorder begin;
  begin.stopAfter = 27;
  ASSERT_TRUE(first.trainer.prepare());
  ASSERT_TRUE(first.trainer.run(begin));
  Trainer::State state;
  for (const auto& [name, tensor] : first.trainer.state()) state.emplace_back(name, tensor.clone());
  torch::manual_seed(99);  // as if other things had been drawn meanwhile
  TinyRun second(floatConfig(2), 320, graph());
  Recorder end;
  ASSERT_TRUE(second.trainer.prepare());
  ASSERT_TRUE(second.trainer.restore(state));
  ASSERT_TRUE(second.trainer.run(end));
  begin.losses.insert(begin.losses.end(), end.losses.begin(), end.losses.end());
  EXPECT_EQ(begin.losses, all.losses);

  auto other = floatConfig(2);
  other.seed = 2;
  TinyRun differs(other, 320, graph());
  Recorder otherwise;
  ASSERT_TRUE(differs.trainer.prepare());
  ASSERT_TRUE(differs.trainer.run(otherwise));
  EXPECT_NE(otherwise.losses.front(), all.losses.front()) << "the sources are the same: only dropout has the seed";
}

TEST(Trainer, ForeignCheckpointIsRefused) {
  TinyRun run(floatConfig(1));
  ASSERT_TRUE(run.trainer.prepare());
  EXPECT_FALSE(run.trainer.restore({{"position", torch::zeros({8}, torch::kDouble)}}));
  EXPECT_FALSE(run.trainer.restore({}));
}

TEST(Trainer, DivergenceIsAnErrorThatSaysWhatToDo) {
  auto config = floatConfig(3);
  config.training.learningRate = 90;
  config.training.schedule = "constant";
  TinyRun run(config);
  for (auto& p : run.graph.state()) {
    if (p.kind == nets::TensorKind::LinearWeight) p.tensor.fill_(1e30F);
  }
  Recorder recorder;
  ASSERT_TRUE(run.trainer.prepare());
  const auto result = run.trainer.run(recorder);
  ASSERT_FALSE(result);
  EXPECT_NE(result.error().message().find("learning_rate"), std::string::npos);
}

TEST(Trainer, ExtragradientStepsByTheGradientAhead) {
  RunConfig config = floatConfig(1);
  config.training.optimizer = "extragradient";
  config.training.momentum = 0;
  config.training.weightDecay = 0;
  config.training.schedule = "constant";
  TinyRun run(config, 16);
  ASSERT_TRUE(run.trainer.prepare());

  // By hand: W - rate * g(W - rate * g(W)), with batch norms on the statistics of the batch.
  auto graph = tests::tinyGraph();
  auto source = tests::tinySource(16, true);
  data::Batch batch;
  source->restore({0, 0});
  ASSERT_TRUE(source->next(batch));
  std::vector<torch::Tensor> parameters;
  for (auto& p : graph.parameters()) parameters.push_back(p.tensor.set_requires_grad(true));
  const auto gradients = [&] {
    const auto logits = nets::run(graph, batch.images, {true, nullptr});
    return torch::autograd::grad({torch::nn::functional::cross_entropy(logits, batch.labels)}, parameters);
  };
  const auto move = [&](const std::vector<torch::Tensor>& by) {
    const torch::NoGradGuard noGradient;
    for (std::size_t i = 0; i < parameters.size(); ++i) parameters[i].sub_(by[i], 0.1);
  };
  const auto here = graph.clone();
  move(gradients());
  const auto ahead = gradients();
  {
    const torch::NoGradGuard noGradient;
    const auto start = here.parameters();
    for (std::size_t i = 0; i < parameters.size(); ++i) parameters[i].copy_(start[i].tensor);
  }
  move(ahead);

  Recorder recorder;
  ASSERT_TRUE(run.trainer.run(recorder));
  EXPECT_EQ(recorder.losses.size(), 1U);
  const auto got = run.graph.parameters();
  for (std::size_t i = 0; i < parameters.size(); ++i)
    EXPECT_TRUE(torch::allclose(got[i].tensor, parameters[i], 1e-5, 1e-6)) << got[i].name;
}

TEST(Trainer, ExtragradientLearnsToo) {
  RunConfig config = floatConfig(6);
  config.training.optimizer = "extragradient";
  TinyRun run(config);
  Recorder recorder;
  ASSERT_TRUE(run.trainer.prepare());
  ASSERT_TRUE(run.trainer.run(recorder));
  EXPECT_GT(recorder.after, 0.9);
}
