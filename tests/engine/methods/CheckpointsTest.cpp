// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "engine/math/Random.h"
#include "engine/training/Trainer.h"
#include "tests/engine/methods/EveryMethod.h"
#include "tests/support/TinyNetwork.h"

/// Checkpoints of every method: from any of them a run ends as if it had never stopped, and none does harm.
namespace dyadic {
namespace {

using training::Trainer;

constexpr int kNever = 1 << 30;

/// Stops after some steps, or when it has been asked some times.
struct Stopper : training::TrainHooks {
  explicit Stopper(int someSteps, int someQuestions = kNever) : steps(someSteps), questions(someQuestions) {}
  void stepEnded(const training::TrainContext&, const training::StepReport&) override { --steps; }
  bool shouldStop() override { return steps <= 0 || questions-- <= 0; }
  int steps;
  int questions;
};

Trainer::State copyOf(const Trainer& trainer) {
  Trainer::State out;
  for (const auto& [name, tensor] : trainer.state()) out.emplace_back(name, tensor.clone());
  return out;
}

/// Keeps the state behind every stage.
struct Keeper : training::TrainHooks {
  explicit Keeper(const Trainer& someTrainer) : trainer(someTrainer) {}
  void stageEnded(const training::TrainContext&, const training::EpochReport&, double) override { ++stages; }
  void stageLeft() override { states.push_back(copyOf(trainer)); }
  const Trainer& trainer;
  std::size_t stages = 0;
  std::vector<Trainer::State> states;
};

/// A trainer of the method and all that it works on, prepared.
struct Trial {
  explicit Trial(const methods::Method& method, std::int64_t images = 160)
      : config(tests::configOf(method)),
        graph(tests::tinyGraph()),
        recipe(method.create(config)),
        train(tests::tinySource(images, true)),
        validation(tests::tinySource(32, false, 2)),
        calibration(tests::tinySource(64, true, 3)),
        trainer(graph, *recipe, {*train, *validation, *calibration}, {config}) {
    EXPECT_TRUE(trainer.prepare());
  }

  /// Its state afterwards.
  Trainer::State to(Stopper stopper) {
    const auto end = trainer.run(stopper);
    EXPECT_TRUE(end);
    ended = end && *end == Trainer::End::Finished;
    return copyOf(trainer);
  }

  RunConfig config;
  nets::Graph graph;
  std::unique_ptr<training::Recipe> recipe;
  std::unique_ptr<data::DataSource> train;
  std::unique_ptr<data::DataSource> validation;
  std::unique_ptr<data::DataSource> calibration;
  Trainer trainer;
  bool ended = false;
};

void expectSame(const Trainer::State& got, const Trainer::State& expected, const std::string& when) {
  ASSERT_EQ(got.size(), expected.size());
  for (std::size_t i = 0; i < got.size(); ++i) {
    if (got[i].first == "position") continue;  // holds seconds
    ASSERT_TRUE(torch::equal(got[i].second, expected[i].second)) << got[i].first << ", stopped " << when;
  }
}

class Checkpoints : public tests::EveryMethod {
 protected:
  /// What a run from `half` to the end leaves is what an uninterrupted one left.
  void expectTheSameEnd(const Trainer::State& half, const Trainer::State& expected, std::int64_t images,
                        const std::string& when) {
    Trial rest(method(), images);
    ASSERT_TRUE(rest.trainer.restore(half)) << when;
    const auto got = rest.to(Stopper(kNever));
    EXPECT_TRUE(rest.ended);
    expectSame(got, expected, when);
  }
};

TEST_P(Checkpoints, ResumedRunsEndAsUninterruptedOnes) {
  const auto expected = Trial(method()).to(Stopper(kNever));
  for (const int step : {1, 10, 17, 33})
    expectTheSameEnd(Trial(method()).to(Stopper(step)), expected, 160, "after step " + std::to_string(step));
}

// The run file holds them with the stages: a run that is killed then goes on with the next stage.
TEST_P(Checkpoints, ThoseBehindAStageMakeNoneAgain) {
  Trial run(method());
  Keeper whole(run.trainer);
  ASSERT_TRUE(run.trainer.run(whole));
  ASSERT_EQ(whole.states.size(), whole.stages);
  for (std::size_t k = 0; k < whole.stages; ++k) {
    Trial rest(method());
    ASSERT_TRUE(rest.trainer.restore(whole.states[k]));
    Keeper left(rest.trainer);
    ASSERT_TRUE(rest.trainer.run(left));
    EXPECT_EQ(left.stages, whole.stages - k - 1);
    expectSame(copyOf(rest.trainer), whole.states.back(), "behind stage " + std::to_string(k));
  }
}

// A recipe may calibrate for long at the beginning of a stage or at the end: a stop in between must not leave a
// checkpoint that takes half of it for all.
TEST_P(Checkpoints, StopsWhileTheRecipeWorksLoseNothing) {
  constexpr std::int64_t kImages = 64;
  const auto expected = Trial(method(), kImages).to(Stopper(kNever));
  int stops = 0;
  for (int questions = 1;; questions += 3) {
    Trial first(method(), kImages);
    const auto half = first.to(Stopper(kNever, questions));
    if (first.ended) break;
    ++stops;
    expectTheSameEnd(half, expected, kImages, "at question " + std::to_string(questions));
  }
  EXPECT_GT(stops, 5);
}

TEST_P(Checkpoints, ThoseFromBeforeThereWasPruningFit) {
  Trial run(method());
  const auto state = run.trainer.state();
  auto older = state;
  for (auto& [name, tensor] : older) {
    if (name.rfind("site.", 0) != 0 || name.find('.', 5) != std::string::npos) continue;
    tensor = torch::cat({tensor.slice(0, 0, 5), tensor.slice(0, 6)});  // without the sixth number, the threshold
  }
  ASSERT_TRUE(run.trainer.restore(older));
  const auto restored = run.trainer.state();
  for (std::size_t i = 0; i < state.size(); ++i) EXPECT_TRUE(torch::equal(restored[i].second, state[i].second));
}

// Whoever sends a run file may have changed anything in it: what makes no sense is refused, and what passes for a
// checkpoint ends in a run or in an error, never in a crash.
TEST_P(Checkpoints, DamagedOnesAreRefusedOrDoNoHarm) {
  const auto sound = Trial(method()).to(Stopper(13));
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
    Trial again(method());
    const auto restored = again.trainer.restore(state);
    refused += restored ? 0 : 1;
    if (mustRefuse) {
      EXPECT_FALSE(restored) << damaged << ", kind " << kind;
    }
    if (!restored) continue;
    Stopper rest(round % 10 == 0 ? kNever : 4);
    try {
      (void)again.trainer.run(rest);  // an error is as good as an end
    } catch (const std::exception&) {
      // As LibTorch says it; a run ends with it as its reason.
    }
  }
  EXPECT_GT(refused, 80);
}

INSTANTIATE_TEST_SUITE_P(Methods, Checkpoints, tests::everyMethod(), tests::methodName);

}  // namespace
}  // namespace dyadic
