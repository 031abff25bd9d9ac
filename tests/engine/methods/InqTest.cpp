// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/methods/inq/InqRecipe.h"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/methods/Registry.h"
#include "engine/quantizers/PowerOfTwo.h"
#include "engine/training/Measurements.h"
#include "engine/training/Trainer.h"
#include "tests/support/TinyNetwork.h"

using namespace dyadic;
using methods::inq::InqRecipe;
using quantizers::PowerOfTwo;
using quantizers::QuantSite;
using quantizers::SiteKind;

namespace {

RunConfig inqConfig(const ParameterMap& changes = {}) {
  const auto& info = methods::findMethod("inq")->info;
  RunConfig config;
  config.method.id = "inq";
  config.training = info.training;
  for (const auto& spec : info.parameters) config.method.parameters[spec.key] = spec.defaultValue;
  for (const auto& [key, value] : changes) config.method.parameters[key] = value;
  config.training.epochsPerStage = {1};
  config.training.learningRate = 0.05;
  return config;
}

struct TinyRun {
  explicit TinyRun(RunConfig c, nets::Graph g = tests::tinyGraph())
      : config(std::move(c)),
        graph(std::move(g)),
        recipe(config),
        train(tests::tinySource(160, true)),
        validation(tests::tinySource(48, false, 2)),
        calibration(tests::tinySource(64, true, 3)),
        trainer(graph, recipe, {*train, *validation, *calibration}, {config}) {
    EXPECT_TRUE(trainer.prepare());
  }
  RunConfig config;
  nets::Graph graph;
  InqRecipe recipe;
  std::unique_ptr<data::DataSource> train;
  std::unique_ptr<data::DataSource> validation;
  std::unique_ptr<data::DataSource> calibration;
  training::Trainer trainer;
};

const PowerOfTwo& powers(const QuantSite& site) { return dynamic_cast<const PowerOfTwo&>(*site.quantizer); }

/// Whether every masked entry is 0 or +-2^k with n2 <= k <= n1, told from the bits of the number alone.
int offGrid(const QuantSite& site, const torch::Tensor& weight) {
  const auto flat = weight.detach().contiguous().view(-1);
  const auto mask = site.mask.contiguous().view(-1);
  int count = 0;
  for (std::int64_t i = 0; i < flat.numel(); ++i) {
    if (!mask[i].item<bool>()) continue;
    const float w = flat[i].item<float>();
    int exponent = 0;
    const bool power = std::abs(std::frexp(w, &exponent)) == 0.5F;
    const int n1 = powers(site).grid().top;
    const int n2 = n1 + 1 - (1 << (site.quantizer->bits() - 2));
    if (w != 0 && !(power && exponent - 1 <= n1 && exponent - 1 >= n2)) ++count;
  }
  return count;
}

/// After every step: what is frozen has not moved and is on its grid, what is free has.
class Invariants : public training::TrainHooks {
 public:
  explicit Invariants(nets::Graph& graph) : graph_(graph) {}

  void stageBegan(const training::TrainContext& context) override {
    std::size_t i = 0;
    for (const auto* site : context.plan.sitesOf(SiteKind::Weight)) {
      const auto now = graph_.node(site->node).weight.detach();
      if (context.stage > 0) {
        // Frozen before: the same level still, and still frozen.
        EXPECT_TRUE(torch::equal(now.masked_select(masks_[i]), weights_[i].masked_select(masks_[i])));
        EXPECT_TRUE(site->mask.masked_select(masks_[i]).all().item<bool>());
        EXPECT_EQ(powers(*site).grid().top, tops_[i]) << "n1 is fixed";
      }
      const auto numel = site->mask.numel();
      const double portion = context.stages[static_cast<std::size_t>(context.stage)].portion;
      const auto k = static_cast<std::int64_t>(std::llround(portion * static_cast<double>(numel)));
      EXPECT_EQ(site->mask.sum().item<std::int64_t>(), portion < 1 ? std::min(k, numel - 1) : numel);
      ++i;
    }
    keep(context);
  }

  void stepEnded(const training::TrainContext& context, const training::StepReport&) override {
    std::size_t i = 0;
    for (const auto* site : context.plan.sitesOf(SiteKind::Weight)) {
      const auto now = graph_.node(site->node).weight.detach();
      EXPECT_TRUE(torch::equal(now.masked_select(site->mask), weights_[i].masked_select(site->mask)));
      EXPECT_EQ(offGrid(*site, now), 0);
      const auto free = site->mask.logical_not();
      moved_ = moved_ || (now != weights_[i]).logical_and(free).any().item<bool>();
      ++i;
    }
  }

  void stageEnded(const training::TrainContext& context, const training::EpochReport&, double) override {
    const bool last = context.stage + 1 == static_cast<int>(context.stages.size());
    EXPECT_EQ(moved_, !last) << "stage " << context.stage;
    moved_ = false;
    const auto record = training::measureWeights(context);
    EXPECT_NEAR(record.portionRealized, record.portion, 0.02);
    for (const auto& layer : record.layers) {
      if (layer.bits > 0) {
        EXPECT_EQ(layer.offGrid, 0);
      } else {  // a batch norm, which stays float
        for (const double each : {layer.offGrid, layer.mse, layer.sqnrDb, layer.cosine, layer.kl})
          EXPECT_TRUE(std::isnan(each));
      }
    }
    keep(context);
    ++stages;
  }

  int stages = 0;

 private:
  void keep(const training::TrainContext& context) {
    masks_.clear();
    weights_.clear();
    tops_.clear();
    for (const auto* site : context.plan.sitesOf(SiteKind::Weight)) {
      masks_.push_back(site->mask.clone());
      weights_.push_back(graph_.node(site->node).weight.detach().clone());
      tops_.push_back(powers(*site).grid().top);
    }
  }

  nets::Graph& graph_;
  std::vector<torch::Tensor> masks_;
  std::vector<torch::Tensor> weights_;
  std::vector<int> tops_;
  bool moved_ = false;
};

void startStage(TinyRun& run, int stage) {
  auto& context = const_cast<training::TrainContext&>(run.trainer.context());
  context.stage = stage;
  run.recipe.beginStage(context);
}

}  // namespace

TEST(Inq, QuantizesWeightsOfConvolutionsAndLinearLayersAlone) {
  TinyRun run(inqConfig());
  std::vector<std::string> names;
  for (const auto& site : run.trainer.plan().sites()) {
    EXPECT_EQ(site->kind, SiteKind::Weight);
    names.push_back(run.graph.node(site->node).name);
  }
  EXPECT_EQ(names, (std::vector<std::string>{"conv1", "conv2", "linear"}));  // first and last too
}

TEST(Inq, FrozenWeightsNeverMoveAndNeverLeaveTheGrid) {
  for (const char* partition : {"pruning", "random"}) {
    for (std::int64_t bits : {2, 3, 5, 8}) {
      auto config = inqConfig({{"bits", bits}, {"partition", std::string(partition)}});
      config.training.weightDecay = 0.05;
      TinyRun run(config);
      Invariants invariants(run.graph);
      const auto end = run.trainer.run(invariants);
      ASSERT_TRUE(end) << end.error().message();
      EXPECT_EQ(invariants.stages, 4);
    }
  }
}

TEST(Inq, LargestWeightsFreezeFirst) {
  TinyRun run(inqConfig());
  const auto before = run.graph.node(run.trainer.plan().sites().front()->node).weight.detach().abs();
  startStage(run, 0);
  const auto& mask = run.trainer.plan().sites().front()->mask;
  EXPECT_GE(before.masked_select(mask).min().item<float>(),
            before.masked_select(mask.logical_not()).max().item<float>());
}

TEST(Inq, AFreeWeightThatOutgrewTheGridSaturatesOrBecomesZero) {
  for (bool zero : {false, true}) {
    TinyRun run(inqConfig({{"beyond_top", std::string(zero ? "zero" : "saturate")}}));
    startStage(run, 0);
    const auto& site = *run.trainer.plan().sites().front();
    auto weight = run.graph.node(site.node).weight.detach();
    const auto free = site.mask.logical_not().view(-1).nonzero()[0].item<std::int64_t>();
    weight.view(-1)[free] = -100;
    const int top = powers(site).grid().top;
    startStage(run, 1);
    ASSERT_TRUE(site.mask.view(-1)[free].item<bool>());
    EXPECT_EQ(weight.view(-1)[free].item<float>(), zero ? 0 : -std::ldexp(1.0F, top));
  }
}

TEST(Inq, VariantsRedrawMasksAndFindTheTopAnew) {
  TinyRun run(inqConfig({{"masks", std::string("redrawn")}, {"top_exponent", std::string("every_stage")}}));
  startStage(run, 0);
  const auto& site = *run.trainer.plan().sites().front();
  const auto first = site.mask.clone();
  auto weight = run.graph.node(site.node).weight.detach();
  // All that is free outgrows what is frozen.
  weight.copy_(torch::where(first, weight, torch::full_like(weight, 9)));
  startStage(run, 0);
  EXPECT_TRUE(torch::equal(site.mask, first.logical_not()) || site.mask.logical_and(first).sum().item<int>() <= 1);
  startStage(run, 1);
  EXPECT_EQ(powers(site).grid().top, 3);  // 2^3 is the power nearest to 8, which 9 became
}

TEST(Inq, MomentumOfNewlyFrozenWeightsIsGone) {
  auto config = inqConfig();
  TinyRun run(config);
  struct Check : training::TrainHooks {
    training::Trainer* trainer = nullptr;
    int seen = 0;
    void stepEnded(const training::TrainContext& context, const training::StepReport&) override {
      for (const auto& [name, tensor] : trainer->state()) {
        if (name != "momentum.conv2.weight") continue;
        for (const auto* site : context.plan.sitesOf(SiteKind::Weight)) {
          if (context.graph.node(site->node).name != "conv2") continue;
          EXPECT_EQ(tensor.masked_select(site->mask).abs().sum().item<float>(), 0);
          ++seen;
        }
      }
    }
  } check;
  check.trainer = &run.trainer;
  ASSERT_TRUE(run.trainer.run(check));
  EXPECT_GT(check.seen, 20);
}

TEST(Inq, ASmallLayerKeepsAFreeWeightUntilTheLastStage) {
  nets::Graph graph({2, 6, 6});
  const int conv = graph.addConv2d("conv1", 0, {.out = 1, .kernel = {1, 1}, .bias = false});  // two weights
  const int pool = graph.addGlobalAvgPool2d("pool", conv);
  graph.addLinear("linear", graph.addFlatten("flatten", pool), {.out = 3, .bias = true});
  const torch::NoGradGuard noGradient;
  for (auto& p : graph.state()) p.tensor.fill_(0.3F);
  TinyRun run(inqConfig(), std::move(graph));
  const auto& site = *run.trainer.plan().sites().front();
  for (int stage = 0; stage < 4; ++stage) {
    startStage(run, stage);
    EXPECT_EQ(site.mask.sum().item<int>(), stage < 3 ? 1 : 2) << stage;
  }
}

TEST(Inq, RulesGiveLayersTheirOwnBitsOrLeaveThemFloat) {
  auto config = inqConfig();
  config.layers = {{"conv1", 8, {}, {}}, {"linear", {}, {}, false}};
  TinyRun run(config);
  const auto& sites = run.trainer.plan().sites();
  ASSERT_EQ(sites.size(), 2U);
  EXPECT_EQ(sites[0]->quantizer->bits(), 8);
  EXPECT_EQ(sites[1]->quantizer->bits(), 5);
  config.layers = {{"nothing", 8, {}, {}}};
  InqRecipe recipe(config);
  EXPECT_FALSE(recipe.plan(run.graph));
}

TEST(Inq, OneShotIsThePublishedGridOnTheWholeLayer) {
  auto config = inqConfig({{"portions", std::vector<double>{1}}});
  TinyRun run(config);
  std::vector<torch::Tensor> before;
  for (const auto& site : run.trainer.plan().sites())
    before.push_back(run.graph.node(site->node).weight.detach().clone());
  startStage(run, 0);
  for (std::size_t i = 0; i < before.size(); ++i) {
    const auto& site = *run.trainer.plan().sites()[i];
    const double largest = before[i].abs().max().item<double>();
    EXPECT_EQ(powers(site).grid().top, static_cast<int>(std::floor(std::log2(4 * largest / 3))));
    EXPECT_EQ(offGrid(site, run.graph.node(site.node).weight), 0);
  }
}
