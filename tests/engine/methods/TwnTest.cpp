// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "engine/quantizers/ScaledCodebook.h"
#include "engine/training/Measurements.h"
#include "tests/support/TinyRun.h"

using namespace dyadic;
using quantizers::ScaledCodebook;
using tests::tinyConfig;
using tests::TinyRun;

namespace {

const math::ScaledGrid& gridOf(const quantizers::QuantSite* site) {
  return dynamic_cast<const ScaledCodebook&>(*site->quantizer).grid();
}

ParameterValue word(const char* text) { return std::string(text); }

}  // namespace

TEST(Twn, TernaryWeightsInEveryLayerUnlessAnEndIsLeftOut) {
  TinyRun all(tinyConfig("twn"));
  for (const char* name : {"conv1", "conv2", "linear"}) EXPECT_NE(all.site(name), nullptr) << name;
  EXPECT_EQ(all.trainer.plan().sites().size(), 3U) << "weights alone";
  TinyRun middle(tinyConfig("twn", {{"quantize_first", false}, {"quantize_last", false}}));
  EXPECT_EQ(middle.trainer.plan().sites().size(), 1U);
  EXPECT_NE(middle.site("conv2"), nullptr);
  auto config = tinyConfig("twn", {{"quantize_first", false}, {"quantize_last", false}});
  config.layers = {{.match = "conv1", .bits = {}, .activationBits = {}, .quantize = true}};
  TinyRun ruled(config);
  EXPECT_NE(ruled.site("conv1"), nullptr) << "rules have precedence";
}

TEST(Twn, ThresholdAndScaleFollowTheWeights) {
  for (double factor : {0.7, 0.75}) {
    for (const char* granularity : {"layer", "filter"}) {
      auto config = tinyConfig("twn", {{"factor", factor}, {"granularity", word(granularity)}});
      config.training.epochsPerStage = {4};
      TinyRun run(config);
      tests::Progress progress;
      run.run(progress);
      EXPECT_GT(progress.last.hard.evaluation.top1, 0.8);
      EXPECT_LT(progress.mean(75, 5), progress.mean(0, 5));
      const auto w = run.weight("conv2");
      auto* site = run.site("conv2");
      site->quantizer->fit(w);
      const auto& grid = gridOf(site);
      const auto rows = std::string(granularity) == "layer" ? w.reshape({1, -1}) : w.reshape({w.size(0), -1});
      ASSERT_EQ(grid.scales.size(), static_cast<std::size_t>(rows.size(0)));
      for (std::int64_t g = 0; g < rows.size(0); ++g) {
        const auto magnitude = rows[g].abs().to(torch::kDouble);
        const double delta = factor * magnitude.mean().item<double>();
        const auto kept = magnitude.masked_select(magnitude > delta);
        EXPECT_NEAR(grid.thresholds[static_cast<std::size_t>(g)], delta, 1e-6);
        EXPECT_NEAR(grid.scales[static_cast<std::size_t>(g)], kept.mean().item<double>(), 1e-6);
      }
    }
  }
}

TEST(Twn, LatentWeightsLearnFreely) {
  TinyRun run(tinyConfig("twn"));
  const auto before = run.weight("conv2").clone();
  tests::Progress progress;
  run.run(progress);
  const auto now = run.weight("conv2");
  EXPECT_GT((now != before).sum().item<int>(), now.numel() / 2);
  const auto values = std::get<0>(torch::_unique(now));
  EXPECT_GT(values.numel(), 3) << "the latent weights are no codebook";
  const auto record = training::measureWeights(run.trainer.context());
  EXPECT_EQ(record.portionRealized, 1);
  for (const auto& layer : record.layers) {
    if (layer.bits == 0) continue;
    EXPECT_EQ(layer.bits, 2);
    EXPECT_GT(layer.storedBits, 2);
  }
}

TEST(Twn, TheExactThresholdErrsLess) {
  const auto error = [](const char* threshold) {
    TinyRun run(tinyConfig("twn", {{"threshold", word(threshold)}}));
    auto* site = run.site("conv2");
    site->quantizer->fit(run.weight("conv2"));
    return site->quantizer->report().mse;
  };
  EXPECT_LE(error("exact"), error("mean"));
}

TEST(Twn, EpochsAreThoseOfOneStage) {
  auto config = tinyConfig("twn");
  config.training.epochsPerStage = {1, 2};
  EXPECT_FALSE(methods::findMethod("twn")->check(config));
}
