// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "engine/nets/Executor.h"
#include "engine/quantizers/QuantizedPass.h"
#include "engine/quantizers/ScaledCodebook.h"
#include "tests/support/TinyRun.h"

using namespace dyadic;
using tests::tinyConfig;
using tests::TinyRun;

namespace {

ParameterValue word(const char* text) { return std::string(text); }

/// conv1 alone binary, so that what reaches it is told from the gradient of its binary weight.
RunConfig gradientConfig(const char* gradient) {
  auto config = tinyConfig("bwn", {{"gradient", word(gradient)}});
  config.layers = {{.match = "conv1", .bits = {}, .activationBits = {}, .quantize = true},
                   {.match = "conv2", .bits = {}, .activationBits = {}, .quantize = false}};
  return config;
}

torch::Tensor gradientOf(TinyRun& run, quantizers::QuantPlan& plan, nets::Graph& graph) {
  data::Batch batch;
  run.train->reset(0);
  run.train->next(batch);
  quantizers::QuantizedPass pass(graph, plan, quantizers::PassKind::Training);
  const auto logits = nets::run(graph, batch.images, {true, &pass});
  auto weight = graph.node(*graph.find("conv1")).weight;
  return torch::autograd::grad({torch::nn::functional::cross_entropy(logits, batch.labels)}, {weight}).front();
}

}  // namespace

TEST(Bwn, BinarizesWhatLiesBetweenTheEnds) {
  TinyRun run(tinyConfig("bwn"));
  EXPECT_EQ(run.trainer.plan().sites().size(), 1U);
  ASSERT_NE(run.site("conv2"), nullptr);
  EXPECT_EQ(run.site("conv2")->quantizer->bits(), 1);
}

TEST(Bwn, RefusesANetworkWithoutMiddleLayers) {
  nets::Graph graph({2, 6, 6});
  const int conv = graph.addConv2d("conv", 0, {.out = 3, .kernel = {3, 3}});
  graph.addLinear("fc", graph.addFlatten("flatten", conv), {.out = 3});
  for (const char* id : {"bwn", "admm"}) {
    auto recipe = methods::findMethod(id)->create(tinyConfig(id));
    const auto plan = recipe->plan(graph);
    ASSERT_FALSE(plan) << id;
    EXPECT_EQ(plan.error().kind, ErrorKind::Usage);
    EXPECT_NE(plan.error().message().find("2 layers"), std::string::npos) << plan.error().message();
    auto ends = methods::findMethod(id)->create(tinyConfig(id, {{"quantize_last", true}}));
    EXPECT_TRUE(ends->plan(graph)) << id;
  }
}

TEST(Bwn, WeightsAreCentredAndLimitedAtEveryStep) {
  struct Watcher : training::TrainHooks {
    explicit Watcher(TinyRun& r) : run(r) {}
    void stageBegan(const training::TrainContext&) override { look(); }
    void stepEnded(const training::TrainContext&, const training::StepReport&) override { look(); }
    void look() {
      const auto w = run.weight("conv2");
      // Centred first, then limited: the mean is 0 where nothing was cut off.
      EXPECT_LE(w.abs().max().item<double>(), 1);
      const auto whole = w.abs().amax(1) < 1;
      EXPECT_LT(w.mean(1).masked_select(whole).abs().max().item<double>(), 1e-6);
      ++looks;
    }
    TinyRun& run;
    int looks = 0;
  };
  TinyRun run(tinyConfig("bwn"));
  run.weight("conv2").view(-1)[0] = 9;
  Watcher watcher(run);
  run.run(watcher);
  EXPECT_EQ(watcher.looks, 21);

  TinyRun plain(tinyConfig("bwn", {{"centre_weights", false}, {"clamp_weights", false}}));
  plain.weight("conv2").view(-1)[0] = 9;
  tests::Progress progress;
  plain.run(progress);
  EXPECT_GT(plain.weight("conv2").view(-1)[0].item<double>(), 2);
}

TEST(Bwn, BatchNormsEndWithTheStatisticsOfTheBinaryNetwork) {
  TinyRun kept(tinyConfig("bwn", {{"batch_norm_batches", std::int64_t{0}}}));
  TinyRun anew(tinyConfig("bwn", {{"batch_norm_batches", std::int64_t{3}}}));
  tests::Progress progress;
  kept.run(progress);
  anew.run(progress);
  EXPECT_TRUE(torch::equal(kept.weight("conv2"), anew.weight("conv2"))) << "nothing else changes";
  // By hand: bn1's input is conv1, which is float, on the first three calibration batches.
  const auto& node = anew.graph.node(*anew.graph.find("conv1"));
  auto mean = torch::zeros({4});
  anew.calibration->reset(0);
  data::Batch batch;
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(anew.calibration->next(batch));
    mean += torch::conv2d(batch.images, node.weight.detach(), node.bias.detach(), 1, 1).mean({0, 2, 3}) / 3;
  }
  const auto meanOf = [](TinyRun& run) { return run.graph.node(*run.graph.find("bn1")).runningMean; };
  EXPECT_TRUE(torch::allclose(meanOf(anew), mean, 1e-4, 1e-5));
  EXPECT_FALSE(torch::allclose(meanOf(kept), mean, 1e-4, 1e-5));
}

TEST(Bwn, LayersWithOneInputChannelKeepTheirWeights) {
  nets::Graph graph({2, 6, 6});
  const int first = graph.addConv2d("conv1", 0, {.out = 4, .kernel = {3, 3}});
  const int deep = graph.addConv2d("depthwise", first, {.out = 4, .kernel = {3, 3}, .groups = 4});
  graph.addLinear("linear", graph.addFlatten("flatten", deep), {.out = 3});
  torch::manual_seed(1);
  for (auto& p : graph.parameters()) torch::nn::init::normal_(p.tensor, 0, 0.3);
  TinyRun run(tinyConfig("bwn"), std::move(graph));
  const auto before = run.weight("depthwise").clone();
  run.recipe->beginStage(run.context());
  EXPECT_TRUE(torch::equal(run.weight("depthwise"), before.clamp(-1, 1)));
}

TEST(Bwn, TheGradientIsTheBinaryWeightsTimesTheGate) {
  TinyRun straight(gradientConfig("straight_through"));
  TinyRun paper(gradientConfig("paper"));
  TinyRun code(gradientConfig("code"));
  for (TinyRun* run : {&straight, &paper, &code}) {
    run->weight("conv1").view(-1)[0] = 1.5;  // beyond 1 alpha's share is gone
    run->recipe->beginStage(run->context());
    run->weight("conv1").view(-1)[0] = 1.5;
  }
  const auto base = gradientOf(straight, straight.trainer.plan(), straight.graph);
  const auto w = straight.weight("conv1");
  const double n = 18;
  const auto alpha = w.abs().flatten(1).mean(1).view({-1, 1, 1, 1});
  const auto gate = alpha * (w.abs() < 1) + 1 / n;
  EXPECT_TRUE(torch::allclose(gradientOf(paper, paper.trainer.plan(), paper.graph), base * gate, 1e-4, 1e-7));
  EXPECT_TRUE(torch::allclose(gradientOf(code, code.trainer.plan(), code.graph), base * gate * n * 0.5, 1e-4, 1e-6));
  EXPECT_GT(base.abs().max().item<double>(), 1e-4);
}

TEST(Bwn, LearnsWithEachGradient) {
  for (const char* gradient : {"paper", "code", "straight_through"}) {
    TinyRun run(tinyConfig("bwn", {{"gradient", word(gradient)}}));
    tests::Progress progress;
    run.run(progress);
    EXPECT_LT(progress.mean(15, 5), progress.mean(0, 5)) << gradient;
    const auto q = run.site("conv2")->quantizer->fakeQuantize(run.weight("conv2").clone());
    for (std::int64_t f = 0; f < q.size(0); ++f)
      EXPECT_EQ(std::get<0>(torch::_unique(q[f].abs())).numel(), 1) << "one magnitude a filter";
    EXPECT_EQ((q == 0).sum().item<int>(), 0);
  }
}
