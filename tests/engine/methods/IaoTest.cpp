// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "engine/methods/Registry.h"
#include "engine/methods/iao/IaoRecipe.h"
#include "engine/nets/Executor.h"
#include "engine/quantizers/Affine.h"
#include "engine/quantizers/QuantizedPass.h"
#include "engine/training/Measurements.h"
#include "engine/training/Trainer.h"
#include "tests/support/TinyNetwork.h"

using namespace dyadic;
using methods::iao::IaoRecipe;
using quantizers::PassKind;
using quantizers::SiteKind;

namespace {

RunConfig iaoConfig(const ParameterMap& changes = {}) {
  const auto& info = methods::findMethod("iao")->info;
  RunConfig config;
  config.method.id = "iao";
  config.training = info.training;
  for (const auto& spec : info.parameters) config.method.parameters[spec.key] = spec.defaultValue;
  for (const auto& [key, value] : changes) config.method.parameters[key] = value;
  config.training.epochsPerStage = {2};
  config.training.learningRate = 0.02;
  return config;
}

struct TinyRun {
  explicit TinyRun(RunConfig c)
      : config(std::move(c)),
        graph(tests::tinyGraph()),
        recipe(config),
        train(tests::tinySource(160, true)),
        validation(tests::tinySource(48, false, 2)),
        calibration(tests::tinySource(64, true, 3)),
        trainer(graph, recipe, {*train, *validation, *calibration}, {config}) {}
  RunConfig config;
  nets::Graph graph;
  IaoRecipe recipe;
  std::unique_ptr<data::DataSource> train;
  std::unique_ptr<data::DataSource> validation;
  std::unique_ptr<data::DataSource> calibration;
  training::Trainer trainer;
};

torch::Tensor images(std::int64_t count = 16) {
  auto source = tests::tinySource(count, false, 5);
  data::Batch batch;
  source->next(batch);
  return batch.images;
}

std::string refusal(const nets::Graph& graph, const RunConfig& config) {
  IaoRecipe recipe(config);
  const auto plan = recipe.plan(graph);
  return plan ? "" : plan.error().message();
}

/// Keeps what comes out of bn1.
struct Keeper : quantizers::QuantizedPass {
  using QuantizedPass::QuantizedPass;
  torch::Tensor edge(const nets::Node& node, torch::Tensor y) override {
    if (node.name == "bn1") kept = y.detach().clone();
    return QuantizedPass::edge(node, std::move(y));
  }
  torch::Tensor kept;
};

}  // namespace

TEST(Iao, NetworksThatItCannotTreatAreRefusedBeforeTheStart) {
  nets::Graph plain({2, 6, 6});
  const int conv = plain.addConv2d("conv", 0, {.out = 3});
  plain.addLinear("linear", plain.addFlatten("flatten", plain.addRelu("relu", conv)), {.out = 3});
  EXPECT_NE(refusal(plain, iaoConfig()).find("has none"), std::string::npos);
  EXPECT_EQ(refusal(plain, iaoConfig({{"fold_batch_norm", false}})), "");

  nets::Graph before({2, 6, 6});
  before.addConv2d("conv", before.addRelu("relu", before.addBatchNorm2d("norm0", 0)), {.out = 3});
  EXPECT_NE(refusal(before, iaoConfig()).find("norm0"), std::string::npos);

  nets::Graph shared({2, 6, 6});
  const int stem = shared.addConv2d("conv", 0, {.out = 3});
  shared.addAdd("add", shared.addBatchNorm2d("norm1", stem), stem);
  EXPECT_NE(refusal(shared, iaoConfig()).find("norm1"), std::string::npos);

  auto config = iaoConfig();
  config.layers = {{"nothing", 8, {}, {}}};
  EXPECT_NE(refusal(tests::tinyGraph(), config).find("nothing"), std::string::npos);
}

TEST(Iao, SitesStandWhereIntegersWillBe) {
  const auto graph = tests::tinyGraph();
  IaoRecipe recipe(iaoConfig());
  const auto plan = recipe.plan(graph);
  ASSERT_TRUE(plan);
  const auto node = [&](const char* name) { return *graph.find(name); };
  const auto map = [&](const char* name) { return plan->find(node(name), SiteKind::FeatureMap); };
  EXPECT_EQ(plan->find(node("conv1"), SiteKind::Weight)->folded, node("bn1"));
  EXPECT_EQ(plan->find(node("conv2"), SiteKind::Bias)->folded, node("bn2"))
      << "folding makes a bias where there was none";
  EXPECT_EQ(plan->find(node("linear"), SiteKind::Weight)->folded, -1);
  EXPECT_EQ(map("conv1"), nullptr) << "between convolution and batch norm nothing is rounded";
  ASSERT_NE(map("bn1"), nullptr);
  EXPECT_EQ(map("bn1")->activation->low, 0);
  EXPECT_FALSE(map("bn2")->activation) << "goes into a sum";
  EXPECT_EQ(map("add")->activation->low, 0) << "after the sum, and after its activation function";
  EXPECT_NE(map("input"), nullptr);
  EXPECT_NE(map("linear"), nullptr);
  EXPECT_EQ(plan->find(node("bn1"), SiteKind::BatchNormScale), nullptr);
}

TEST(Iao, RulesGiveLayersTheirOwnBitsOrLeaveThemFloat) {
  auto config = iaoConfig();
  config.layers = {{"conv1", 4, {}, {}}, {"conv2", {}, {}, false}, {"add", {}, 6, {}}};
  const auto graph = tests::tinyGraph();
  IaoRecipe recipe(config);
  const auto plan = recipe.plan(graph);
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->find(*graph.find("conv1"), SiteKind::Weight)->quantizer->bits(), 4);
  EXPECT_EQ(plan->find(*graph.find("conv2"), SiteKind::Weight), nullptr);
  EXPECT_EQ(plan->find(*graph.find("add"), SiteKind::FeatureMap)->quantizer->bits(), 6);
}

TEST(Iao, InputsOfAConcatenationShareItsGrid) {
  nets::Graph graph({2, 6, 6});
  const auto branch = [&](const std::string& name) {
    return graph.addRelu(name + ".relu", graph.addBatchNorm2d(name + ".bn", graph.addConv2d(name, 0, {.out = 3})));
  };
  const int a = branch("a");
  const int b = graph.addMaxPool2d("pool", branch("b"), {.kernel = {1, 1}, .stride = {1, 1}});
  const int concat = graph.addConcat("concat", {a, b});
  graph.addLinear("linear", graph.addFlatten("flatten", concat), {.out = 3});
  ASSERT_TRUE(graph.status());
  IaoRecipe recipe(iaoConfig());
  auto plan = recipe.plan(graph);
  ASSERT_TRUE(plan);
  for (const char* name : {"a.bn", "b.bn"}) {
    EXPECT_EQ(plan->find(*graph.find(name), SiteKind::FeatureMap)->grid, concat);
    EXPECT_EQ(plan->findGrid(*graph.find(name)), plan->find(concat, SiteKind::FeatureMap));
  }
  const torch::NoGradGuard noGradient;
  quantizers::QuantizedPass pass(graph, *plan, PassKind::Hard);
  EXPECT_TRUE(nets::run(graph, images(), {false, &pass}).isfinite().all().item<bool>());
}

TEST(Iao, FoldedLayersComputeWhatLayerAndBatchNormDo) {
  const auto graph = tests::tinyGraph();
  const torch::NoGradGuard noGradient;
  const auto& conv = graph.node(*graph.find("conv1"));
  const auto& norm = graph.node(*graph.find("bn1"));
  const auto x = images();
  const auto folded = quantizers::foldBatchNorm(conv, norm, norm.runningMean);
  const auto y = torch::conv2d(x, folded.weight, folded.bias, 1, 1);
  const auto apart = torch::batch_norm(torch::conv2d(x, conv.weight, conv.bias, 1, 1), norm.weight, norm.bias,
                                       norm.runningMean, norm.runningVar, false, 0, norm.eps, false);
  EXPECT_TRUE(torch::allclose(y, apart, 1e-4, 1e-5));
}

// A channel whose variance has died out would get weights of gamma / sqrt(eps), and their range with them.
TEST(Iao, AConstantChannelWidensNoOtherChannelsRange) {
  auto graph = tests::tinyGraph();
  IaoRecipe recipe(iaoConfig());
  auto plan = recipe.plan(graph);
  ASSERT_TRUE(plan);
  const torch::NoGradGuard noGradient;
  auto& conv = graph.node(*graph.find("conv1"));
  auto& norm = graph.node(*graph.find("bn1"));
  const auto before = quantizers::foldBatchNorm(conv, norm, norm.runningMean);
  norm.runningVar[1] = 1e-15;
  norm.runningMean[1] = 0.5;
  const auto folded = quantizers::foldBatchNorm(conv, norm, norm.runningMean);
  EXPECT_EQ(folded.weight[1].abs().max().item<float>(), 0);
  EXPECT_EQ(folded.bias[1].item<float>(), norm.bias[1].item<float>());
  for (const int c : {0, 2, 3}) EXPECT_TRUE(torch::equal(folded.weight[c], before.weight[c]));

  // In training, where the layer gives a constant: what a batch norm makes of it, at every channel.
  conv.weight[1] = 0;
  Keeper pass(graph, *plan, PassKind::Training);
  (void)nets::run(graph, images(), {true, &pass});
  // In float64: from the mean of equal numbers in float32 something is left, which 1 / sqrt(eps) makes visible.
  const auto plain = torch::conv2d(images(), conv.weight, conv.bias, 1, 1).to(torch::kDouble);
  const auto expected = torch::batch_norm(plain, norm.weight.to(torch::kDouble), norm.bias.to(torch::kDouble), {}, {},
                                          true, 0, norm.eps, false);
  EXPECT_TRUE(torch::allclose(pass.kept.to(torch::kDouble), expected, 1e-3, 1e-4));
}

TEST(Iao, TrainingIsThatOfABatchNormUntilTheStatisticsFreeze) {
  auto graph = tests::tinyGraph();
  IaoRecipe recipe(iaoConfig({{"statistics_momentum", 0.9}}));
  auto plan = recipe.plan(graph);
  ASSERT_TRUE(plan);
  const auto& norm = graph.node(*graph.find("bn1"));
  const auto meanBefore = norm.runningMean.clone();
  const auto varBefore = norm.runningVar.clone();
  const torch::NoGradGuard noGradient;
  const auto& conv = graph.node(*graph.find("conv1"));
  const auto plain = torch::conv2d(images(), conv.weight, conv.bias, 1, 1);
  {
    Keeper pass(graph, *plan, PassKind::Training);  // masks are undefined: weights stay as they are
    (void)nets::run(graph, images(), {true, &pass});
    const std::vector<std::int64_t> all{0, 2, 3};
    const auto mean = plain.mean(all);
    EXPECT_TRUE(torch::allclose(norm.runningMean, 0.9 * meanBefore + 0.1 * mean, 1e-4, 1e-5));
    EXPECT_TRUE(torch::allclose(norm.runningVar, 0.9 * varBefore + 0.1 * plain.var(all), 1e-4, 1e-5));
    const auto expected = torch::batch_norm(plain, norm.weight, norm.bias, {}, {}, true, 0, norm.eps, false);
    EXPECT_TRUE(torch::allclose(pass.kept, expected, 1e-3, 1e-4));
  }
  for (auto* site : plan->sitesOf(SiteKind::Weight)) site->followStatistics = false;  // frozen: the averages
  const auto frozen = norm.runningMean.clone();
  Keeper pass(graph, *plan, PassKind::Training);
  (void)nets::run(graph, images(), {true, &pass});
  EXPECT_TRUE(torch::equal(norm.runningMean, frozen));
  const auto expected =
      torch::batch_norm(plain, norm.weight, norm.bias, norm.runningMean, norm.runningVar, false, 0, norm.eps, false);
  EXPECT_TRUE(torch::allclose(pass.kept, expected, 1e-3, 1e-4));
}

TEST(Iao, GradientsThroughFoldingAreThoseOfFiniteDifferences) {
  // Variances are constants to the gradient: where the batch has no share in them they are so to the differences too.
  auto graph = tests::tinyGraph();
  IaoRecipe recipe(iaoConfig());
  auto plan = recipe.plan(graph);
  ASSERT_TRUE(plan);
  for (auto* site : plan->sitesOf(SiteKind::Weight)) site->statisticsMomentum = 0;
  const auto x = images(16);
  const auto loss = [&] {
    quantizers::QuantizedPass pass(graph, *plan, PassKind::Training);
    return nets::run(graph, x, {true, &pass}).to(torch::kDouble).square().sum();
  };
  for (auto& p : graph.parameters()) p.tensor.set_requires_grad(true);
  loss().backward();
  constexpr double kStep = 2e-3;
  for (auto& p : graph.parameters()) {
    const torch::NoGradGuard noGradient;
    auto flat = p.tensor.view(-1);
    for (std::int64_t i = 0; i < std::min<std::int64_t>(flat.numel(), 3); ++i) {
      const float value = flat[i].item<float>();
      flat[i] = value + kStep;
      const double above = loss().item<double>();
      flat[i] = value - kStep;
      const double below = loss().item<double>();
      flat[i] = value;
      // None: a bias before a batch norm, which takes it away again.
      const double gradient = p.tensor.grad().defined() ? p.tensor.grad().view(-1)[i].item<double>() : 0;
      EXPECT_NEAR(gradient, (above - below) / (2 * kStep), 0.03 * std::abs(gradient) + 0.5) << p.name << " " << i;
    }
  }
}

TEST(Iao, QuantizedWeightsAreTheFoldedOnesOnTheirGrid) {
  TinyRun run(iaoConfig());
  ASSERT_TRUE(run.trainer.prepare());
  training::TrainHooks quiet;
  ASSERT_TRUE(run.trainer.run(quiet));
  struct Keeper : quantizers::QuantizedPass {
    using QuantizedPass::QuantizedPass;
    std::optional<torch::Tensor> layer(const nets::Node& node, const Compute& compute) override {
      return QuantizedPass::layer(node, [&](const torch::Tensor& weight, const torch::Tensor& bias) {
        weights[node.name] = weight;
        biases[node.name] = bias;
        return compute(weight, bias);
      });
    }
    std::map<std::string, torch::Tensor> weights;
    std::map<std::string, torch::Tensor> biases;
  };
  const torch::NoGradGuard noGradient;
  auto& plan = run.trainer.plan();
  Keeper pass(run.graph, plan, PassKind::Hard);
  (void)nets::run(run.graph, images(), {false, &pass});
  for (const char* name : {"conv1", "conv2"}) {
    const int id = *run.graph.find(name);
    const auto& weight = *plan.find(id, SiteKind::Weight);
    const auto& bias = *plan.find(id, SiteKind::Bias);
    const auto latent = quantizers::latentOf(run.graph, weight);
    EXPECT_TRUE(torch::equal(pass.weights.at(name), weight.quantizer->decode(weight.quantizer->encode(latent))));
    EXPECT_LE(weight.quantizer->encode(latent).abs().max().item<int>(), 127);
    // Biases: 32 bits at S_in S_w.
    const auto* in = plan.findGrid(run.graph.edgeOf(run.graph.node(id).inputs.front()));
    EXPECT_EQ(*bias.quantizer->step(), *in->quantizer->step() * *weight.quantizer->step());
    EXPECT_TRUE(torch::allclose(pass.biases.at(name), quantizers::latentOf(run.graph, bias), 0, 1e-3));
  }
}

TEST(Iao, FeatureMapsAreQuantizedAsTheirActivationFunctionLeavesThem) {
  TinyRun run(iaoConfig({{"ema_momentum", 0.8}}));  // 20 steps in all
  ASSERT_TRUE(run.trainer.prepare());
  training::TrainHooks quiet;
  ASSERT_TRUE(run.trainer.run(quiet));
  const auto* map = run.trainer.plan().find(*run.graph.find("bn1"), SiteKind::FeatureMap);
  EXPECT_EQ(map->quantizer->zeroPoint(), -128) << "no level is spent on what the ReLU cuts off";
  EXPECT_EQ(map->quantizer->outline().low, 0);
  StageRecord record;
  training::measureEdges(run.trainer.context(), record);
  ASSERT_EQ(record.edges.size(), run.graph.edges().size());
  std::size_t i = 0;
  for (const auto& edge : run.graph.edges()) {
    const auto& seen = record.edges[i++];
    const bool between = edge.info.name == "conv1" || edge.info.name == "conv2";
    EXPECT_EQ(seen.bits, between ? 0 : 8) << edge.info.name;
    if (between) continue;
    EXPECT_GT(seen.scale, 0) << edge.info.name;
    EXPECT_GT(seen.sqnrDb, 25) << edge.info.name;
  }
}

TEST(Iao, FeatureMapsBeginAndStatisticsFreezeAtTheirMoments) {
  struct Moments : training::TrainHooks {
    void stepEnded(const training::TrainContext& c, const training::StepReport& step) override {
      const auto* map = c.plan.find(0, SiteKind::FeatureMap);
      EXPECT_TRUE(map->observer->hasValue()) << "ranges are averaged from the beginning";
      if (map->active && active < 0) active = step.position.step;
      if (!c.plan.sitesOf(SiteKind::Weight).front()->followStatistics && frozen < 0) frozen = step.position.step;
    }
    std::int64_t active = -1;
    std::int64_t frozen = -1;
  };
  // 160 images in batches of 16 are 10 steps an epoch; 2 epochs.
  const auto check = [](const char* unit, double delay, double freeze, std::int64_t active, std::int64_t frozen) {
    TinyRun run(
        iaoConfig({{"moments", std::string(unit)}, {"activation_delay", delay}, {"freeze_statistics", freeze}}));
    Moments seen;
    ASSERT_TRUE(run.trainer.prepare());
    ASSERT_TRUE(run.trainer.run(seen));
    EXPECT_EQ(seen.active, active) << unit;
    EXPECT_EQ(seen.frozen, frozen) << unit;
  };
  check("share", 0.25, 0.5, 5, 10);
  check("epochs", 1, 1.5, 10, 15);
  check("steps", 3, 7, 3, 7);
  check("steps", 0, 1000, 1, -1);
}

TEST(Iao, ZeroEpochsCalibrateBeforeTheyEvaluate) {
  auto config = iaoConfig();
  config.training.epochsPerStage = {0};
  TinyRun run(config);
  struct Hooks : training::TrainHooks {
    double top1 = 0;
    double base = 0;
    void baseline(const training::EvaluationResult& r) override { base = r.evaluation.top1; }
    void stageEnded(const training::TrainContext&, const training::EpochReport& e, double) override {
      top1 = e.hard.evaluation.top1;
    }
  } hooks;
  ASSERT_TRUE(run.trainer.prepare());
  ASSERT_TRUE(run.trainer.run(hooks));
  EXPECT_NEAR(hooks.top1, hooks.base, 0.1);
}

TEST(Iao, ConfigsThatMakeNoSenseAreRefused) {
  const auto& method = *methods::findMethod("iao");
  auto config = iaoConfig();
  EXPECT_TRUE(method.check(config));
  config.training.epochsPerStage = {1, 2};
  EXPECT_FALSE(method.check(config));
  EXPECT_FALSE(method.check(iaoConfig({{"activation_delay", 1.5}})));
  EXPECT_TRUE(method.check(iaoConfig({{"activation_delay", 1.5}, {"moments", std::string("epochs")}})));
}
