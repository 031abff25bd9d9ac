// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <cmath>

#include "engine/methods/dns/DnsRecipe.h"
#include "engine/nets/Executor.h"
#include "engine/quantizers/PowerOfTwo.h"
#include "engine/quantizers/QuantizedPass.h"
#include "engine/training/Measurements.h"
#include "tests/support/TinyRun.h"

using namespace dyadic;
using quantizers::QuantSite;
using quantizers::SiteKind;
using tests::tinyConfig;
using tests::TinyRun;

namespace {

void startStage(TinyRun& run, int stage) {
  run.context().stage = stage;
  run.recipe->beginStage(run.context());
}

void endStep(TinyRun& run, std::int64_t step) {
  run.context().step = step;
  run.recipe->endStep(run.context());
}

}  // namespace

TEST(Dns, ThresholdsAreThoseOfTheWeightsBeforeTraining) {
  for (double rate : {-1.0, 0.0, 0.5}) {
    auto graph = tests::tinyGraph();
    graph.node(*graph.find("conv1")).weight.detach().view(-1)[0] = 0;  // counts for nothing
    TinyRun run(tinyConfig("dns", {{"rate", rate}, {"linear_rate", 2 * rate}}), std::move(graph));
    for (const char* name : {"conv1", "conv2", "linear"}) {
      const nets::Node& node = run.graph.node(run.site(name)->node);
      double sum = 0;
      double squares = 0;
      int count = 0;
      for (const auto& t : {node.weight, node.bias}) {
        for (std::int64_t i = 0; t.defined() && i < t.numel(); ++i) {
          const double w = t.detach().view(-1)[i].item<double>();
          if (w == 0) continue;
          sum += std::abs(w);
          squares += w * w;
          ++count;
        }
      }
      const double mean = sum / count;
      const double deviation = std::sqrt(squares / count - mean * mean);
      const double own = std::string(name) == "linear" ? 2 * rate : rate;
      EXPECT_NEAR(run.site(name)->pruneThreshold, std::max(mean + own * deviation, 0.0), 1e-9) << name;
    }
  }
}

TEST(Dns, WeightsArePrunedAndSplicedWithAMarginBetween) {
  TinyRun run(tinyConfig("dns", {{"power", 0.0}, {"until", 1.0}}));
  startStage(run, 0);
  auto* site = run.site("conv2");
  const double t = site->pruneThreshold;
  auto w = run.weight("conv2").view(-1);
  const auto set = [&](std::vector<double> values) {
    for (std::size_t i = 0; i < values.size(); ++i) w[static_cast<std::int64_t>(i)] = values[i] * t;
    endStep(run, 1);
    std::vector<bool> pruned;
    for (std::size_t i = 0; i < values.size(); ++i)
      pruned.push_back(site->pruned.view(-1)[static_cast<std::int64_t>(i)].item<bool>());
    return pruned;
  };
  EXPECT_EQ(set({0.5, -0.5, 2, -2}), (std::vector<bool>{true, true, false, false}));
  EXPECT_EQ(set({1, -1.05, 0.95, -1}), (std::vector<bool>{true, true, false, false})) << "the margin changes nothing";
  EXPECT_EQ(set({1.2, -1.2, 0.8, 0}), (std::vector<bool>{false, false, true, true}));
}

TEST(Dns, DecisionsBecomeRareAndEnd) {
  auto config = tinyConfig("dns", {{"gamma", 1.0}, {"power", 1.0}, {"until", 0.5}});
  config.training.epochsPerStage = {100};  // of 10 steps each
  TinyRun run(config);
  startStage(run, 0);
  auto* site = run.site("conv2");
  const auto decisions = [&](std::int64_t from, std::int64_t to) {
    int count = 0;
    for (std::int64_t i = from; i < to; ++i) {
      site->pruned = torch::ones_like(site->pruned);
      run.weight("conv2").fill_(100);
      endStep(run, i);
      if (!site->pruned.any().item<bool>()) ++count;
    }
    return count;
  };
  const auto steps = run.trainer.context().stepsPerEpoch * 100;
  // Expected: the sum of 1/(1 + i), about ln 100 of the first 100 and ln 5 of the next 400.
  EXPECT_NEAR(decisions(0, 100), 5.2, 4.5);
  EXPECT_LE(decisions(100, 500), 8);
  EXPECT_EQ(decisions(steps / 2, steps), 0);
}

TEST(Dns, PrunedWeightsMultiplyAsZeroAndLearnOn) {
  TinyRun run(tinyConfig("dns"));
  tests::Progress progress;
  run.run(progress);
  auto* site = run.site("conv2");
  ASSERT_GT(quantizers::maskFraction(site->pruned), 0.2);
  EXPECT_LT(progress.mean(15, 5), progress.mean(0, 5)) << "the loss falls";
  EXPECT_GT((run.weight("conv2").masked_select(site->pruned) != 0).sum().item<int>(), 0) << "the latent ones live";
  // A float network with zeros written in gives the same logits.
  auto plain = tests::tinyGraph();
  const torch::NoGradGuard noGradient;
  const auto from = run.graph.state();
  const auto to = plain.state();
  for (std::size_t i = 0; i < from.size(); ++i) torch::Tensor(to[i].tensor).copy_(from[i].tensor);
  for (const auto* each : run.trainer.plan().sitesOf(SiteKind::Weight))
    plain.node(each->node).weight.masked_fill_(each->pruned, 0);
  data::Batch batch;
  tests::tinySource(16, false, 5)->next(batch);
  for (const auto kind : {quantizers::PassKind::Trained, quantizers::PassKind::Hard}) {
    quantizers::QuantizedPass pass(run.graph, run.trainer.plan(), kind);
    EXPECT_TRUE(torch::equal(nets::run(run.graph, batch.images, {false, &pass}), nets::run(plain, batch.images)));
  }
}

TEST(Dns, SizesCountWhatIsLeft) {
  TinyRun run(tinyConfig("dns", {{"index_bits", std::int64_t{8}}}));
  startStage(run, 0);
  const auto record = training::measureWeights(run.trainer.context());
  const auto layers = run.graph.layers();
  for (std::size_t i = 0; i < record.layers.size(); ++i) {
    const auto* site = run.trainer.plan().find(layers[i].node, SiteKind::Weight);
    if (site == nullptr) continue;
    const double left = 1 - quantizers::maskFraction(site->pruned);
    EXPECT_NEAR(record.layers[i].storedBits, left * (32 + 8), 1e-9) << "no gap is longer than 256 here";
  }
}

TEST(DnsInq, ZerosStayAndTheOthersBecomePowersOfTwo) {
  for (const char* masks : {"monotone", "redrawn"}) {
    TinyRun run(tinyConfig("dns-inq", {{"surgery_epochs", std::int64_t{2}}, {"masks", std::string(masks)}}));
    struct Watch : training::TrainHooks {
      std::vector<torch::Tensor> zeros;
      std::vector<double> portions;
      void stageEnded(const training::TrainContext& context, const training::EpochReport&, double) override {
        std::size_t i = 0;
        for (const auto* site : context.plan.sitesOf(SiteKind::Weight)) {
          const auto weight = context.graph.node(site->node).weight.detach();
          if (context.stage == 0) {
            zeros.push_back(site->pruned.clone());
            continue;
          }
          EXPECT_TRUE(torch::equal(site->pruned, zeros[i]));
          EXPECT_EQ(weight.masked_select(zeros[i]).abs().sum().item<float>(), 0);
          const auto others = zeros[i].logical_not();
          const double share = site->mask.logical_and(others).sum().item<double>() / others.sum().item<double>();
          const double asked = context.stages[static_cast<std::size_t>(context.stage)].portion;
          EXPECT_NEAR(share, asked, 1 / others.sum().item<double>() + 1e-9) << "portions count what is not pruned";
          ++i;
        }
        portions.push_back(context.stages[static_cast<std::size_t>(context.stage)].portion);
      }
    } watch;
    ASSERT_TRUE(run.trainer.run(watch));
    EXPECT_EQ(watch.portions, (std::vector<double>{0, 0.5, 0.75, 0.875, 1}));
    for (const auto* site : run.trainer.plan().sitesOf(SiteKind::Weight)) {
      const auto weight = run.graph.node(site->node).weight.detach();
      const auto book = torch::tensor(site->quantizer->codebook());
      EXPECT_TRUE(torch::isin(weight, book).all().item<bool>());
      EXPECT_GT(quantizers::maskFraction(site->pruned), 0.1);
    }
  }
}
