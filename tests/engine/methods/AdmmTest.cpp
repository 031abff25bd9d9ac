// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "engine/quantizers/ScaledCodebook.h"
#include "engine/training/AugmentedLagrangian.h"
#include "tests/support/TinyRun.h"

using namespace dyadic;
using tests::tinyConfig;
using tests::TinyRun;

namespace {

ParameterValue word(const char* text) { return std::string(text); }

RunConfig config(const ParameterMap& changes = {}) {
  ParameterMap all = {{"iterations", std::int64_t{4}}, {"rho", 0.5}, {"quantize_first", true}, {"quantize_last", true}};
  for (const auto& [key, value] : changes) all[key] = value;
  return tinyConfig("admm", all);
}

void startStage(TinyRun& run, int stage) {
  run.context().stage = stage;
  run.recipe->beginStage(run.context());
}

}  // namespace

TEST(Admm, IterationsAreStages) {
  TinyRun run(config({{"rho_growth", 2.0}}));
  const auto& stages = run.trainer.stages();
  ASSERT_EQ(stages.size(), 5U);
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(stages[i].portion, 0);
    EXPECT_DOUBLE_EQ(stages[i].penalty, 0.5 * std::pow(2, i));
  }
  EXPECT_EQ(stages[4].portion, 1);
  EXPECT_EQ(stages[4].penalty, 0);
  auto wrong = config();
  wrong.training.epochsPerStage = {1, 1, 1};
  EXPECT_FALSE(methods::findMethod("admm")->check(wrong));
  wrong.training.epochsPerStage.clear();
  methods::findMethod("admm")->complete(wrong);
  EXPECT_EQ(wrong.training.epochsPerStage, (std::vector<int>{3, 3, 3, 3, 1}));
  EXPECT_TRUE(methods::findMethod("admm")->check(wrong));
}

TEST(Admm, ProjectionAndDualStep) {
  TinyRun run(config({{"rho_growth", 2.0}}));
  const auto* site = run.site("conv2");
  auto w = run.weight("conv2");
  const auto project = [&](const torch::Tensor& v) {
    auto fresh = site->quantizer->clone();
    return fresh->fitAndQuantize(v.clone());
  };
  startStage(run, 0);
  EXPECT_TRUE(torch::equal(site->target, project(w)));
  EXPECT_EQ(site->multiplier.abs().max().item<double>(), 0);
  EXPECT_FALSE(site->mask.defined()) << "the network trains as floats";

  w.add_(torch::randn_like(w) * 0.1);
  startStage(run, 1);
  const auto g1 = project(w);
  EXPECT_TRUE(torch::equal(site->target, g1));
  EXPECT_TRUE(torch::allclose(site->multiplier, (w - g1) / 2)) << "lambda + W - G, rescaled to the new rho";

  const auto lambda = site->multiplier.clone();
  w.add_(torch::randn_like(w) * 0.1);
  startStage(run, 2);
  const auto g2 = project(w + lambda);
  EXPECT_TRUE(torch::equal(site->target, g2));
  EXPECT_TRUE(torch::allclose(site->multiplier, (lambda + w - g2) / 2));

  const auto last = project(w + site->multiplier);
  startStage(run, 4);
  EXPECT_TRUE(torch::equal(run.weight("conv2"), last)) << "G takes the place of W";
  EXPECT_TRUE(site->mask.all().item<bool>());
  EXPECT_FALSE(site->target.defined());
}

TEST(Admm, ThePullIsTheDerivativeOfItsValue) {
  TinyRun run(config());
  startStage(run, 0);
  auto* site = run.site("conv2");
  site->multiplier = torch::randn_like(site->target) * 0.2;
  training::AugmentedLagrangian term(run.trainer.context());
  const auto value = [&] { return term.value({}, torch::zeros({1})); };
  auto node = run.graph.node(*run.graph.find("conv2"));
  const auto gradient = torch::autograd::grad({value()}, {node.weight}).front();
  const auto expected = 0.5 * (node.weight.detach() - site->target + site->multiplier);
  EXPECT_TRUE(torch::allclose(gradient, expected, 1e-5, 1e-6));
  const torch::NoGradGuard noGradient;
  auto flat = node.weight.view(-1);
  for (std::int64_t i = 0; i < flat.numel(); i += 17) {
    constexpr double kStep = 1e-2;
    const float kept = flat[i].item<float>();
    flat[i] = kept + kStep;
    const double up = value().item<double>();
    flat[i] = kept - kStep;
    const double down = value().item<double>();
    flat[i] = kept;
    EXPECT_NEAR((up - down) / (2 * kStep), gradient.view(-1)[i].item<double>(), 2e-3);
  }
}

TEST(Admm, WeightsApproachTheirCodebook) {
  for (const char* alphabet : {"binary", "ternary", "powers"}) {
    struct Distances : tests::Progress {
      void stageBegan(const training::TrainContext& context) override {
        if (context.stage + 1 == static_cast<int>(context.stages.size())) return;
        double error = 0;
        double all = 0;
        for (const auto* site : context.plan.sitesOf(quantizers::SiteKind::Weight)) {
          const auto w = context.graph.node(site->node).weight.detach();
          error += (w - site->target).square().sum().item<double>();
          all += w.square().sum().item<double>();
        }
        distances.push_back(error / all);
      }
      std::vector<double> distances;
    } progress;
    auto c = config({{"alphabet", word(alphabet)}, {"rho", 1.0}, {"quantize_first", false}, {"quantize_last", false}});
    TinyRun run(c);
    run.run(progress);
    EXPECT_LT(progress.distances.back(), 0.6 * progress.distances.front()) << alphabet;
    EXPECT_EQ(progress.last.trained.predictions, progress.last.hard.predictions);
    EXPECT_GT(progress.last.hard.evaluation.top1, 0.7) << alphabet;
    const auto levels = std::get<0>(torch::_unique(run.weight("conv2"))).numel();
    EXPECT_LE(levels, std::string(alphabet) == "binary" ? 2 : std::string(alphabet) == "ternary" ? 3 : 7);
  }
}

TEST(Admm, RunsByExtragradientAsThePaperDoes) {
  auto c = config({{"rho", 1.0}, {"quantize_first", false}, {"quantize_last", false}});
  c.training.optimizer = "extragradient";
  TinyRun run(c);
  tests::Progress progress;
  run.run(progress);
  EXPECT_GT(progress.last.hard.evaluation.top1, 0.7);
}
