// SPDX-License-Identifier: GPL-3.0-or-later
// What every registered method must keep, whatever it does otherwise.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "engine/math/Random.h"
#include "engine/methods/Registry.h"
#include "engine/nets/Executor.h"
#include "engine/quantizers/QuantizedPass.h"
#include "engine/training/Trainer.h"
#include "tests/support/TinyNetwork.h"

using namespace dyadic;
using methods::Method;
using quantizers::PassKind;
using quantizers::SiteKind;

namespace {

RunConfig configOf(const Method& method) {
  RunConfig config;
  config.method.id = method.info.id;
  config.training = method.info.training;
  for (const auto& spec : method.info.parameters) config.method.parameters[spec.key] = spec.defaultValue;
  config.training.learningRate = std::max(0.02, method.info.training.learningRate);
  // Enough in all for the network to learn its task, however many stages there are.
  constexpr std::size_t kEpochs = 8;
  config.training.epochsPerStage = {1};
  const auto stages = method.create(config)->schedule().size();
  config.training.epochsPerStage = {static_cast<int>(std::max<std::size_t>(kEpochs / stages, 1))};
  return config;
}

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

class Conformance : public ::testing::TestWithParam<std::size_t> {
 protected:
  [[nodiscard]] const Method& method() const { return methods::registeredMethods()[GetParam()]; }
};

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

TEST_P(Conformance, ResumedRunsEndAsUninterruptedOnes) {
  const auto config = configOf(method());
  const auto runTo = [&](int stopAfter, const training::Trainer::State* from, nets::Graph& graph) {
    struct Stopper : training::TrainHooks {
      int left;
      explicit Stopper(int steps) : left(steps) {}
      void stepEnded(const training::TrainContext&, const training::StepReport&) override { --left; }
      bool shouldStop() override { return left <= 0; }
    };
    auto recipe = method().create(config);
    auto train = tests::tinySource(160, true);
    auto calibration = tests::tinySource(64, true, 3);
    auto validation = tests::tinySource(32, false, 2);
    training::Trainer trainer(graph, *recipe, {*train, *validation, *calibration}, {config});
    EXPECT_TRUE(trainer.prepare());
    if (from != nullptr) {
      EXPECT_TRUE(trainer.restore(*from));
    }
    Stopper stopper(stopAfter);
    EXPECT_TRUE(trainer.run(stopper));
    training::Trainer::State out;
    for (const auto& [name, tensor] : trainer.state()) out.emplace_back(name, tensor.clone());
    return out;
  };
  auto whole = tests::tinyGraph();
  const auto expected = runTo(1 << 30, nullptr, whole);
  for (int stop : {1, 10, 17, 33}) {
    auto first = tests::tinyGraph();
    auto second = tests::tinyGraph();
    const auto half = runTo(stop, nullptr, first);
    const auto got = runTo(1 << 30, &half, second);
    ASSERT_EQ(got.size(), expected.size());
    for (std::size_t i = 0; i < got.size(); ++i) {
      if (got[i].first == "position") continue;  // holds seconds
      EXPECT_TRUE(torch::equal(got[i].second, expected[i].second))
          << got[i].first << " after stopping at step " << stop;
    }
  }
}

// A recipe may calibrate for long at the beginning of a stage or at the end: a stop in between must not leave a
// checkpoint that takes half of it for all.
TEST_P(Conformance, StopsWhileTheRecipeWorksLoseNothing) {
  const auto config = configOf(method());
  const auto runTo = [&](int asked, const training::Trainer::State* from, bool& ended) {
    struct Stopper : training::TrainHooks {
      explicit Stopper(int times) : left(times) {}
      bool shouldStop() override { return left-- <= 0; }
      int left;
    };
    auto graph = tests::tinyGraph();
    auto recipe = method().create(config);
    auto train = tests::tinySource(64, true);
    auto calibration = tests::tinySource(64, true, 3);
    auto validation = tests::tinySource(32, false, 2);
    training::Trainer trainer(graph, *recipe, {*train, *validation, *calibration}, {config});
    EXPECT_TRUE(trainer.prepare());
    if (from != nullptr) {
      EXPECT_TRUE(trainer.restore(*from));
    }
    Stopper stopper(asked);
    const auto end = trainer.run(stopper);
    EXPECT_TRUE(end);
    ended = end && *end == training::Trainer::End::Finished;
    training::Trainer::State out;
    for (const auto& [name, tensor] : trainer.state()) out.emplace_back(name, tensor.clone());
    return out;
  };
  bool ended = false;
  const auto expected = runTo(1 << 30, nullptr, ended);
  ASSERT_TRUE(ended);
  int stops = 0;
  for (int asked = 1; !ended || stops == 0; asked += 3) {  // one more question answered each time
    const auto half = runTo(asked, nullptr, ended);
    if (ended) break;
    ++stops;
    bool done = false;
    const auto got = runTo(1 << 30, &half, done);
    ASSERT_TRUE(done);
    ASSERT_EQ(got.size(), expected.size());
    for (std::size_t i = 0; i < got.size(); ++i) {
      if (got[i].first == "position") continue;  // holds seconds
      ASSERT_TRUE(torch::equal(got[i].second, expected[i].second)) << got[i].first << ", stopped at question " << asked;
    }
  }
  EXPECT_GT(stops, 5);
}

TEST_P(Conformance, CheckpointsFromBeforeThereWasPruningFit) {
  const auto config = configOf(method());
  auto train = tests::tinySource(64, true);
  auto validation = tests::tinySource(32, false, 2);
  auto graph = tests::tinyGraph();
  auto recipe = method().create(config);
  training::Trainer trainer(graph, *recipe, {*train, *validation, *train}, {config});
  ASSERT_TRUE(trainer.prepare());
  const auto state = trainer.state();
  auto older = state;
  for (auto& [name, tensor] : older) {
    if (name.rfind("site.", 0) != 0 || name.find('.', 5) != std::string::npos) continue;
    tensor = torch::cat({tensor.slice(0, 0, 5), tensor.slice(0, 6)});  // without the sixth number, the threshold
  }
  ASSERT_TRUE(trainer.restore(older));
  const auto restored = trainer.state();
  for (std::size_t i = 0; i < state.size(); ++i) EXPECT_TRUE(torch::equal(restored[i].second, state[i].second));
}

// Whoever sends a run file may have changed anything in it: what makes no sense is refused, and what passes for a
// checkpoint ends in a run or in an error, never in a crash.
TEST_P(Conformance, DamagedCheckpointsAreRefusedOrDoNoHarm) {
  const auto config = configOf(method());
  struct Stopper : training::TrainHooks {
    explicit Stopper(int steps) : left(steps) {}
    void stepEnded(const training::TrainContext&, const training::StepReport&) override { --left; }
    bool shouldStop() override { return left <= 0; }
    int left;
  };
  auto train = tests::tinySource(160, true);
  auto calibration = tests::tinySource(64, true, 3);
  auto validation = tests::tinySource(32, false, 2);
  auto graph = tests::tinyGraph();
  auto recipe = method().create(config);
  training::Trainer trainer(graph, *recipe, {*train, *validation, *calibration}, {config});
  ASSERT_TRUE(trainer.prepare());
  Stopper half(13);
  ASSERT_TRUE(trainer.run(half));
  training::Trainer::State sound;
  for (const auto& [name, tensor] : trainer.state()) sound.emplace_back(name, tensor.clone());

  const std::vector<double> values = {std::nan(""), INFINITY, -INFINITY, 1e300, -1e300, -1, 0.5, 2147483648.0, 0, 7};
  math::RandomStream random(1, "damage");
  int refused = 0;
  for (int round = 0; round < 600; ++round) {
    auto state = sound;
    const auto at = static_cast<std::ptrdiff_t>(random.below(state.size()));
    auto& [name, tensor] = state[static_cast<std::size_t>(at)];
    const std::string damaged = name;
    const auto kind = random.below(8);
    bool mustRefuse = name == "position";
    if (kind == 0) {
      mustRefuse = name.find('.') == std::string::npos || name.rfind("graph.", 0) == 0 || name.rfind("trains.", 0) == 0;
      state.erase(state.begin() + at);
    } else if (kind == 1) {
      tensor = torch::cat({tensor.reshape({-1}), tensor.reshape({-1})});
      mustRefuse = true;
    } else {
      tensor = tensor.to(torch::kDouble);
      const double value = values[random.below(values.size())];
      mustRefuse = mustRefuse && !(value >= 0 && value < 10 && value == std::floor(value));
      // The last flags of the position are true or false, whatever else is there.
      const auto element = static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(tensor.numel())));
      mustRefuse = mustRefuse && element < 5;
      tensor.view(-1)[element] = value;
    }
    auto other = tests::tinyGraph();
    auto otherRecipe = method().create(config);
    training::Trainer again(other, *otherRecipe, {*train, *validation, *calibration}, {config});
    ASSERT_TRUE(again.prepare());
    const auto restored = again.restore(state);
    refused += restored ? 0 : 1;
    if (mustRefuse) {
      EXPECT_FALSE(restored) << damaged << ", kind " << kind;
    }
    if (!restored) continue;
    Stopper rest(round % 10 == 0 ? 1 << 20 : 4);
    try {
      (void)again.run(rest);  // an error is as good as an end
    } catch (const std::exception&) {
      // As LibTorch says it; a run ends with it as its reason.
    }
  }
  EXPECT_GT(refused, 80);
}

INSTANTIATE_TEST_SUITE_P(Methods, Conformance, ::testing::Range(std::size_t{0}, methods::registeredMethods().size()),
                         [](const auto& each) {
                           std::string name = methods::registeredMethods()[each.param].info.id;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });
