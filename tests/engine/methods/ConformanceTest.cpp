// SPDX-License-Identifier: GPL-3.0-or-later
// What every registered method must keep, whatever it does otherwise.
#include <gtest/gtest.h>

#include <algorithm>

#include "engine/methods/Registry.h"
#include "engine/nets/Executor.h"
#include "engine/quantizers/QuantizedPass.h"
#include "engine/training/Trainer.h"
#include "tests/engine/methods/EveryMethod.h"
#include "tests/support/TinyNetwork.h"

using namespace dyadic;
using methods::Method;
using quantizers::PassKind;
using quantizers::SiteKind;

namespace {

torch::Tensor someImages() {
  auto source = tests::tinySource(16, false, 5);
  data::Batch batch;
  source->next(batch);
  return batch.images;
}

torch::Tensor logits(const nets::Graph& graph, quantizers::QuantPlan& plan, PassKind kind) {
  const torch::NoGradGuard noGradient;
  quantizers::QuantizedPass pass(graph, plan, kind);
  return nets::run(graph, someImages(), {false, &pass});
}

using Conformance = tests::EveryMethod;
using tests::configOf;

/// Watches a run: portions, frozen entries, equality of passes.
class Watcher : public training::TrainHooks {
 public:
  explicit Watcher(nets::Graph& graph) : graph_(graph) {}

  void stageBegan(const training::TrainContext& context) override {
    before_.clear();
    for (const auto* site : context.plan.sitesOf(SiteKind::Weight))
      before_.push_back(graph_.node(site->node).weight.detach().clone());
  }

  void stageEnded(const training::TrainContext& context, const training::EpochReport& epoch, double) override {
    const double portion = context.stages[static_cast<std::size_t>(context.stage)].portion;
    std::size_t i = 0;
    for (const auto* site : context.plan.sitesOf(SiteKind::Weight)) {
      const auto weight = graph_.node(site->node).weight.detach();
      // Portions count what a stage of pruning has left.
      const auto left =
          site->pruned.defined() && portion > 0 ? site->pruned.logical_not() : torch::ones_like(weight, torch::kBool);
      const double quantized = site->mask.defined() ? site->mask.logical_and(left).sum().item<double>() : 0;
      EXPECT_LE(std::abs(quantized - portion * left.sum().item<double>()), 1.0) << "stage " << context.stage;
      const auto changed = weight != before_[i++];
      if (!site->mask.defined()) continue;
      const auto moved = changed.logical_and(site->mask);
      if (site->policy == quantizers::UpdatePolicy::FreezeQuantized) {
        EXPECT_EQ(moved.sum().item<int>(), 0) << "a frozen weight moved";
      } else {
        EXPECT_GT(moved.sum().item<int>(), 0) << "quantized weights stay although they are to learn";
      }
    }
    stages_.push_back(epoch);
  }

  std::vector<training::EpochReport> stages_;

 private:
  nets::Graph& graph_;
  std::vector<torch::Tensor> before_;
};

}  // namespace

TEST_P(Conformance, NothingActiveIsTheFloatNetworkBitForBit) {
  const auto graph = tests::tinyGraph();
  auto recipe = method().create(configOf(method()));
  auto plan = recipe->plan(graph);
  ASSERT_TRUE(plan);
  for (const auto& site : plan->sites()) site->active = false;  // masks are undefined: all 0
  const torch::NoGradGuard noGradient;
  EXPECT_TRUE(torch::equal(logits(graph, *plan, PassKind::Trained), nets::run(graph, someImages())));
}

TEST_P(Conformance, StagesReachTheirPortionsAndTheLastPassesAgree) {
  auto graph = tests::tinyGraph();
  const auto config = configOf(method());
  auto recipe = method().create(config);
  auto train = tests::tinySource(320, true);
  auto calibration = tests::tinySource(64, true, 3);
  auto validation = tests::tinySource(96, false, 2);
  training::Trainer trainer(graph, *recipe, {*train, *validation, *calibration}, {config});
  ASSERT_TRUE(trainer.prepare());
  Watcher watcher(graph);
  const auto end = trainer.run(watcher);
  ASSERT_TRUE(end) << end.error().message();
  ASSERT_EQ(watcher.stages_.size(), trainer.stages().size());
  // Everything is quantized now: the network as it trains is the network as it is exported.
  EXPECT_EQ(watcher.stages_.back().trained.predictions, watcher.stages_.back().hard.predictions);
  EXPECT_GT(watcher.stages_.back().hard.evaluation.top1, 0.8);
  EXPECT_TRUE(torch::allclose(logits(graph, trainer.plan(), PassKind::Trained),
                              logits(graph, trainer.plan(), PassKind::Hard), 1e-5, 1e-5));
}

TEST_P(Conformance, EverythingUsedIsRepresentable) {
  auto graph = tests::tinyGraph();
  auto recipe = method().create(configOf(method()));
  auto plan = recipe->plan(graph);
  ASSERT_TRUE(plan);
  for (const auto& site : plan->sites()) {
    if (site->kind != SiteKind::Weight) continue;
    const auto& w = graph.node(site->node).weight;
    site->quantizer->fit(w);
    const auto q = site->quantizer->fakeQuantize(w.clone());
    EXPECT_TRUE(torch::equal(site->quantizer->decode(site->quantizer->encode(w)), q));
    // Codes, since several scales may share a codebook.
    EXPECT_LE(std::get<0>(torch::_unique(site->quantizer->encode(w))).numel(),
              std::int64_t{1} << site->quantizer->bits());
  }
}

INSTANTIATE_TEST_SUITE_P(Methods, Conformance, tests::everyMethod(), tests::methodName);
