// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "engine/nets/Executor.h"
#include "engine/quantizers/IntSe.h"
#include "engine/quantizers/ScaledCodebook.h"
#include "tests/support/TinyRun.h"

using namespace dyadic;
using quantizers::IntSe;
using quantizers::ScaledCodebook;
using quantizers::SiteKind;
using tests::tinyConfig;
using tests::TinyRun;

namespace {

ParameterValue word(const char* text) { return std::string(text); }

RunConfig untrained(const ParameterMap& changes = {}) {
  auto config = tinyConfig("fgq", changes);
  config.training.epochsPerStage = {0};
  return config;
}

/// The network trained as floats first, so that there is an accuracy to keep.
nets::Graph trainedGraph() {
  auto graph = tests::tinyGraph();
  RunConfig config;
  config.training.epochs = 4;
  config.training.learningRate = 0.05;
  training::FloatRecipe recipe(config);
  auto train = tests::tinySource(320, true);
  auto other = tests::tinySource(64, false, 2);
  training::Trainer trainer(graph, recipe, {*train, *other, *other}, {config});
  EXPECT_TRUE(trainer.prepare());
  training::TrainHooks hooks;
  EXPECT_TRUE(trainer.run(hooks));
  return graph;
}

}  // namespace

TEST(Fgq, TernaryBlocksIntegersAtTheFirstLayerAndAtFeatureMaps) {
  TinyRun run(untrained());
  EXPECT_NE(dynamic_cast<IntSe*>(run.site("conv1")->quantizer.get()), nullptr);
  EXPECT_EQ(run.site("conv1")->quantizer->bits(), 8);
  for (const char* name : {"conv2", "linear"}) {
    const auto* ternary = dynamic_cast<ScaledCodebook*>(run.site(name)->quantizer.get());
    ASSERT_NE(ternary, nullptr) << name;
    EXPECT_EQ(ternary->grid().groups.block, 4);
    EXPECT_EQ(ternary->grid().format.scaleBits, 8);
    EXPECT_EQ(ternary->bits(), 2);
  }
  // What a layer, sum or pool reads; not what a batch norm alone reads, nor the logits.
  std::vector<std::string> maps;
  for (const auto* site : run.trainer.plan().sitesOf(SiteKind::FeatureMap))
    maps.push_back(run.graph.node(site->node).name);
  EXPECT_EQ(maps, (std::vector<std::string>{"input", "bn1", "bn2", "add", "pool"}));
  EXPECT_EQ(run.trainer.plan().sites().size(), 8U) << "biases and batch norms stay float";
}

TEST(Fgq, EndsAndFeatureMapsAsAsked) {
  TinyRun run(untrained({{"first_layer", word("float")},
                         {"last_layer", word("integer")},
                         {"end_bits", std::int64_t{6}},
                         {"quantize_activations", false},
                         {"integer_scales", false},
                         {"group", std::int64_t{2}}}));
  EXPECT_EQ(run.site("conv1"), nullptr);
  EXPECT_EQ(run.site("linear")->quantizer->bits(), 6);
  EXPECT_EQ(run.trainer.plan().sites().size(), 2U);
  const auto& grid = dynamic_cast<ScaledCodebook&>(*run.site("conv2")->quantizer).grid();
  EXPECT_EQ(grid.groups.block, 2);
  EXPECT_EQ(grid.format.scaleBits, 0);
}

TEST(Fgq, KeepsTheAccuracyWithoutTraining) {
  TinyRun run(untrained(), trainedGraph());
  const auto weight = run.weight("conv2").clone();
  const auto linear = run.weight("linear").clone();
  const auto mean = run.graph.node(*run.graph.find("bn2")).runningMean.clone();
  struct Baseline : tests::Progress {
    void baseline(const training::EvaluationResult& result) override { top1 = result.evaluation.top1; }
    double top1 = 0;
  } progress;
  run.run(progress);
  EXPECT_EQ(progress.stages, 1);
  EXPECT_TRUE(progress.losses.empty());
  EXPECT_TRUE(torch::equal(run.weight("conv2"), weight));
  EXPECT_TRUE(torch::equal(run.weight("linear"), linear));
  EXPECT_FALSE(torch::equal(run.graph.node(*run.graph.find("bn2")).runningMean, mean)) << "statistics are new";
  EXPECT_GT(progress.top1, 0.9);
  EXPECT_GT(progress.last.hard.evaluation.top1, progress.top1 - 0.1);
}

TEST(Fgq, BatchNormsTakeTheStatisticsOfTheQuantizedNetwork) {
  TinyRun run(untrained({{"quantize_activations", false}, {"batch_norm_batches", std::int64_t{3}}}), trainedGraph());
  tests::Progress progress;
  run.run(progress);
  // By hand: bn1's input is conv1 with its quantized weight, on the first three calibration batches.
  auto* site = run.site("conv1");
  site->quantizer->fit(run.weight("conv1"));
  const auto q = site->quantizer->fakeQuantize(run.weight("conv1").clone());
  auto mean = torch::zeros({4});
  auto variance = torch::zeros({4});
  run.calibration->reset(0);
  data::Batch batch;
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(run.calibration->next(batch));
    const auto& node = run.graph.node(*run.graph.find("conv1"));
    const auto y = torch::conv2d(batch.images, q, node.bias.detach(), 1, 1).transpose(0, 1).flatten(1);
    mean += y.mean(1) / 3;
    variance += y.var(1) / 3;
  }
  const auto& bn = run.graph.node(*run.graph.find("bn1"));
  EXPECT_TRUE(torch::allclose(bn.runningMean, mean, 1e-4, 1e-5));
  EXPECT_TRUE(torch::allclose(bn.runningVar, variance, 1e-4, 1e-5));
  EXPECT_EQ(bn.momentum, 0.1) << "given back";
}

TEST(Fgq, StatisticsStayWhereAskedTo) {
  TinyRun run(untrained({{"batch_norm_batches", std::int64_t{0}}}), trainedGraph());
  const auto mean = run.graph.node(*run.graph.find("bn1")).runningMean.clone();
  tests::Progress progress;
  run.run(progress);
  EXPECT_TRUE(torch::equal(run.graph.node(*run.graph.find("bn1")).runningMean, mean));
}

TEST(Fgq, FineTuningTrains) {
  auto config = tinyConfig("fgq", {{"group", std::int64_t{64}}});
  config.training.epochsPerStage = {2};
  TinyRun run(config);
  const auto before = run.weight("conv2").clone();
  tests::Progress progress;
  run.run(progress);
  EXPECT_FALSE(torch::equal(run.weight("conv2"), before));
  EXPECT_LT(progress.mean(35, 5), progress.mean(0, 5));
}
