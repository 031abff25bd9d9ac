// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/methods/ioiq/IoiqRecipe.h"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/math/IntegerArithmetic.h"
#include "engine/methods/Registry.h"
#include "engine/nets/Executor.h"
#include "engine/quantizers/IntSe.h"
#include "engine/quantizers/QuantizedPass.h"
#include "engine/training/Trainer.h"
#include "tests/support/TinyNetwork.h"

using namespace dyadic;
using methods::ioiq::IoiqRecipe;
using quantizers::PassKind;
using quantizers::RangeSource;
using quantizers::SiteKind;

namespace {

RunConfig ioiqConfig(const ParameterMap& changes = {}) {
  const auto& info = methods::findMethod("ioiq")->info;
  RunConfig config;
  config.method.id = "ioiq";
  config.training = info.training;
  for (const auto& spec : info.parameters) config.method.parameters[spec.key] = spec.defaultValue;
  for (const auto& [key, value] : changes) config.method.parameters[key] = value;
  config.training.epochsPerStage = {1};
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
  IoiqRecipe recipe;
  std::unique_ptr<data::DataSource> train;
  std::unique_ptr<data::DataSource> validation;
  std::unique_ptr<data::DataSource> calibration;
  training::Trainer trainer;
};

/// Integers of a tensor on a grid; fails the test where a value is off the grid or out of range.
std::vector<std::int64_t> integers(const torch::Tensor& values, int exponent, int bits) {
  const auto scaled = (values.detach().to(torch::kDouble).contiguous() * std::ldexp(1.0, -exponent)).contiguous();
  std::vector<std::int64_t> out;
  for (std::int64_t i = 0; i < scaled.numel(); ++i) {
    const double v = scaled.data_ptr<double>()[i];
    EXPECT_EQ(v, std::floor(v)) << "not on the grid";
    EXPECT_LE(std::abs(v + 0.5), std::ldexp(1.0, bits - 1)) << "out of range";
    out.push_back(static_cast<std::int64_t>(v));
  }
  return out;
}

/// Keeps every edge of a hard pass.
class Keeper : public quantizers::QuantizedPass {
 public:
  using QuantizedPass::QuantizedPass;
  torch::Tensor edge(const nets::Node& node, torch::Tensor y) override {
    auto out = QuantizedPass::edge(node, std::move(y));
    edges[node.id] = out.to(torch::kDouble).clone();
    return out;
  }
  std::map<int, torch::Tensor> edges;
};

}  // namespace

// A channel that is constant has a variance near 0 and, as it stands in the formula, a scale near gamma / sqrt(eps).
TEST(Ioiq, AConstantChannelTakesNoOtherChannelsScale) {
  TinyRun run(ioiqConfig({{"bits", std::int64_t{4}}}));
  auto& node = run.graph.node(*run.graph.find("bn1"));
  const auto before = quantizers::fusedBatchNorm(node);
  node.runningVar[1] = 1e-15;
  const auto fused = quantizers::fusedBatchNorm(node);
  EXPECT_EQ(fused.scale[1].item<float>(), 0);
  EXPECT_EQ(fused.shift[1].item<float>(), node.bias[1].item<float>());
  for (const int c : {0, 2, 3}) {
    EXPECT_EQ(fused.scale[c].item<float>(), before.scale[c].item<float>());
    EXPECT_EQ(fused.shift[c].item<float>(), before.shift[c].item<float>());
  }
  node.runningVar[1] = node.eps;  // small, but not constant
  EXPECT_NEAR(quantizers::fusedBatchNorm(node).scale[1].item<double>(),
              node.weight[1].item<double>() / std::sqrt(2 * node.eps), 1e-4);
}

TEST(Ioiq, FinalNetworkIsTheIntegerPipelineOfThePaper) {
  // An independent reading of the pipeline in plain integers, against the hard simulation: conv1 with its bias, bn1,
  // the residual sum, the average pool and the linear layer.
  for (int bits : {4, 6, 8, 12, 16}) {
    TinyRun run(ioiqConfig(
        {{"bits", std::int64_t{bits}}, {"activation_bits", std::int64_t{bits}}, {"bias_bits", std::int64_t{bits}}}));
    ASSERT_TRUE(run.trainer.prepare());
    training::TrainHooks quiet;
    ASSERT_TRUE(run.trainer.run(quiet));
    auto& plan = run.trainer.plan();
    const torch::NoGradGuard noGradient;
    Keeper pass(run.graph, plan, PassKind::Hard);
    data::Batch batch;
    run.validation->reset(0);
    run.validation->next(batch);
    (void)nets::run(run.graph, batch.images, {false, &pass});

    const auto node = [&](const char* name) { return *run.graph.find(name); };
    const auto exponent = [&](int id, SiteKind kind) { return *plan.find(id, kind)->quantizer->exponent(); };
    const auto edge = [&](int id) { return integers(pass.edges.at(id), exponent(id, SiteKind::FeatureMap), bits); };
    const auto code = [&](int id, SiteKind kind, const torch::Tensor& latent) {
      const auto c = plan.find(id, kind)->quantizer->encode(latent).to(torch::kLong).contiguous();
      return std::vector<std::int64_t>(c.data_ptr<std::int64_t>(), c.data_ptr<std::int64_t>() + c.numel());
    };
    const math::IntSeFormat format{bits, false};
    const auto requantized = [&](std::int64_t t, int shift) {
      return math::saturate(math::roundShift(t, shift, Rounding::HalfAway), format);
    };

    // conv1: 3x3, padding 1, bias.
    const auto x = edge(0);
    const int conv = node("conv1");
    const auto w = code(conv, SiteKind::Weight, run.graph.node(conv).weight);
    const auto b = code(conv, SiteKind::Bias, run.graph.node(conv).bias);
    const int accumulator = exponent(0, SiteKind::FeatureMap) + exponent(conv, SiteKind::Weight);
    const int align = exponent(conv, SiteKind::Bias) - accumulator;
    ASSERT_GE(align, 0);
    ASSERT_LE(align, bits - 1);
    const auto y = edge(conv);
    const auto at = [](int n, int c, int i, int j, int channels) {
      return static_cast<std::size_t>(((n * channels + c) * 6 + i) * 6 + j);
    };
    for (int n = 0; n < 4; ++n) {
      for (int o = 0; o < 4; ++o) {
        for (int i = 0; i < 6; ++i) {
          for (int j = 0; j < 6; ++j) {
            std::int64_t t = b[static_cast<std::size_t>(o)] << align;
            for (int c = 0; c < 2; ++c) {
              for (int p = 0; p < 9; ++p) {
                const int r = i + p / 3 - 1;
                const int s = j + p % 3 - 1;
                if (r < 0 || r > 5 || s < 0 || s > 5) continue;
                t += x[at(n, c, r, s, 2)] * w[static_cast<std::size_t>((o * 2 + c) * 9 + p)];
              }
            }
            ASSERT_EQ(y[at(n, o, i, j, 4)], requantized(t, exponent(conv, SiteKind::FeatureMap) - accumulator))
                << bits << " bits";
          }
        }
      }
    }

    // bn1: integer scale and shift.
    const int bn = node("bn1");
    const auto fused = quantizers::fusedBatchNorm(run.graph.node(bn));
    const auto k = code(bn, SiteKind::BatchNormScale, fused.scale);
    const auto d = code(bn, SiteKind::BatchNormShift, fused.shift);
    const int product = exponent(conv, SiteKind::FeatureMap) + exponent(bn, SiteKind::BatchNormScale);
    const int lift = exponent(bn, SiteKind::BatchNormShift) - product;
    ASSERT_GE(lift, 0);
    const auto z = edge(bn);
    for (std::size_t i = 0; i < z.size(); ++i) {
      const std::size_t c = i / 36 % 4;
      const std::int64_t t = y[i] * k[c] + (d[c] << lift);
      ASSERT_EQ(z[i], requantized(t, exponent(bn, SiteKind::FeatureMap) - product)) << bits << " bits";
    }

    // add: both sides aligned to the smaller exponent (the right one passed a ReLU).
    const int bn2 = node("bn2");
    const int add = node("add");
    const auto left = edge(bn2);
    const auto sum = edge(add);
    const int sa = exponent(bn2, SiteKind::FeatureMap);
    const int sb = exponent(bn, SiteKind::FeatureMap);
    const int low = std::min(sa, sb);
    for (std::size_t i = 0; i < sum.size(); ++i) {
      const std::int64_t t = (left[i] << (sa - low)) + (std::max<std::int64_t>(z[i], 0) << (sb - low));
      ASSERT_EQ(sum[i], requantized(t, exponent(add, SiteKind::FeatureMap) - low)) << bits << " bits";
    }

    // pool: 36 values times a 16-bit constant.
    const int pool = node("pool");
    const auto mean = edge(pool);
    const auto constant = math::reciprocal(36);
    for (std::size_t i = 0; i < mean.size(); ++i) {
      std::int64_t t = 0;
      for (std::size_t j = 0; j < 36; ++j) t += std::max<std::int64_t>(sum[i * 36 + j], 0);
      const int shift =
          exponent(pool, SiteKind::FeatureMap) - (exponent(add, SiteKind::FeatureMap) + constant.exponent);
      ASSERT_EQ(mean[i], requantized(t * constant.code, shift)) << bits << " bits";
    }
  }
}

TEST(Ioiq, BatchNormLearnsUntilTheLastStageAndIsThenLocked) {
  TinyRun run(ioiqConfig());
  struct Hooks : training::TrainHooks {
    nets::Graph* graph = nullptr;
    std::vector<torch::Tensor> means;
    std::vector<bool> active;
    void stageEnded(const training::TrainContext& c, const training::EpochReport&, double) override {
      means.push_back(graph->node(*graph->find("bn1")).runningMean.clone());
      active.push_back(c.plan.find(*graph->find("bn1"), SiteKind::BatchNormScale)->active);
    }
  } hooks;
  hooks.graph = &run.graph;
  ASSERT_TRUE(run.trainer.prepare());
  ASSERT_TRUE(run.trainer.run(hooks));
  EXPECT_EQ(hooks.active, (std::vector<bool>{false, false, false, true}));
  EXPECT_FALSE(torch::equal(hooks.means[0], hooks.means[1]));
  EXPECT_FALSE(torch::equal(hooks.means[1], hooks.means[2]));
  EXPECT_TRUE(torch::equal(hooks.means[2], hooks.means[3]));
}

TEST(Ioiq, EveryForwardKeepsLearningStatisticsAndParameters) {
  TinyRun run(ioiqConfig({{"bn_lock", std::string("every_forward")}}));
  const auto before = run.graph.clone();
  ASSERT_TRUE(run.trainer.prepare());
  training::TrainHooks quiet;
  ASSERT_TRUE(run.trainer.run(quiet));
  const auto& node = run.graph.node(*run.graph.find("bn1"));
  const auto& old = before.node(*before.find("bn1"));
  EXPECT_FALSE(torch::equal(node.weight.detach(), old.weight.detach()));
  EXPECT_FALSE(torch::equal(node.runningMean, old.runningMean));
}

TEST(Ioiq, FeatureMapsTakeTheAverageAfterTheLockAndFreezeAnEpochLater) {
  auto config = ioiqConfig();
  config.training.epochsPerStage = {1, 1, 1, 3};
  TinyRun run(config);
  struct Hooks : training::TrainHooks {
    std::vector<RangeSource> ranges;
    void epochEnded(const training::TrainContext& c, const training::EpochReport& e) override {
      if (e.position.stage < 3 || e.position.epoch < 3) ranges.push_back(c.plan.find(0, SiteKind::FeatureMap)->range);
    }
  } hooks;
  ASSERT_TRUE(run.trainer.prepare());
  ASSERT_TRUE(run.trainer.run(hooks));
  EXPECT_EQ(hooks.ranges, (std::vector<RangeSource>{RangeSource::Batch, RangeSource::Batch, RangeSource::Batch,
                                                    RangeSource::Average, RangeSource::Frozen}));
}

TEST(Ioiq, LayerRulesSetBitsAndLaterOnesWin) {
  auto config = ioiqConfig();
  config.layers = {{"conv*", 6, 5, std::nullopt},
                   {"conv2", 4, std::nullopt, std::nullopt},
                   {"linear", std::nullopt, std::nullopt, false}};
  const auto graph = tests::tinyGraph();
  IoiqRecipe recipe(config);
  const auto plan = recipe.plan(graph);
  ASSERT_TRUE(plan);
  const auto bits = [&](const char* name, SiteKind kind) {
    const auto* site = plan->find(*graph.find(name), kind);
    return site == nullptr ? 0 : site->quantizer->bits();
  };
  EXPECT_EQ(bits("conv1", SiteKind::Weight), 6);
  EXPECT_EQ(bits("conv1", SiteKind::Bias), 6);
  EXPECT_EQ(bits("conv1", SiteKind::FeatureMap), 5);
  EXPECT_EQ(bits("conv2", SiteKind::Weight), 4);
  EXPECT_EQ(bits("conv2", SiteKind::FeatureMap), 5);
  EXPECT_EQ(bits("bn1", SiteKind::BatchNormScale), 8);
  EXPECT_EQ(bits("linear", SiteKind::Weight), 0);
  EXPECT_EQ(bits("add", SiteKind::FeatureMap), 8);
}

TEST(Ioiq, RuleThatMatchesNothingIsAnError) {
  auto config = ioiqConfig();
  config.layers = {{"layer9.*", 6, std::nullopt, std::nullopt}};
  IoiqRecipe recipe(config);
  const auto plan = recipe.plan(tests::tinyGraph());
  ASSERT_FALSE(plan);
  EXPECT_EQ(plan.error().kind, ErrorKind::Usage);
  EXPECT_NE(plan.error().message().find("layer9.*"), std::string::npos);
}

TEST(Ioiq, ZeroEpochsCalibrateBeforeTheyEvaluate) {
  auto config = ioiqConfig({{"portions", std::vector<double>{1}}});
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
  for (const auto* site : run.trainer.plan().sitesOf(SiteKind::FeatureMap)) EXPECT_TRUE(site->observer->hasValue());
  EXPECT_NEAR(hooks.top1, hooks.base, 0.1);
}

TEST(Ioiq, FrozenQuantizedWeightsStay) {
  TinyRun run(ioiqConfig({{"quantized_gradient", std::string("frozen")}}));
  struct Hooks : training::TrainHooks {
    nets::Graph* graph = nullptr;
    torch::Tensor atStart;
    void stageBegan(const training::TrainContext& c) override {
      atStart = graph->node(1).weight.detach().clone();
      (void)c;
    }
    void stageEnded(const training::TrainContext& c, const training::EpochReport&, double) override {
      const auto moved =
          (graph->node(1).weight.detach() != atStart).logical_and(c.plan.find(1, SiteKind::Weight)->mask);
      EXPECT_EQ(moved.sum().item<int>(), 0);
    }
  } hooks;
  hooks.graph = &run.graph;
  ASSERT_TRUE(run.trainer.prepare());
  ASSERT_TRUE(run.trainer.run(hooks));
}
