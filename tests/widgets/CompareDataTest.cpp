// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/compare/CompareData.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace dyadic::widgets {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// Hard accuracies, one a stage.
CompareRun run(const std::string& name, std::map<std::string, std::string> config, const std::vector<double>& hard) {
  auto outline = std::make_shared<RunOutline>();
  outline->config.seed = config.count("seed") ? std::stoull(config["seed"]) : 0;
  auto snapshot = std::make_shared<RunSnapshot>();
  for (std::size_t i = 0; i < hard.size(); ++i) {
    auto stage = std::make_shared<StageRecord>();
    stage->portion = static_cast<double>(i + 1) / static_cast<double>(hard.size());
    stage->hard.top1 = hard[i];
    snapshot->stages.push_back(stage);
  }
  snapshot->baseline = Evaluation{0.90, 0, 0, 0, 0};
  snapshot->outline = outline;
  CompareRun result;
  result.path = "/runs/" + name + ".h5";
  result.name = name;
  result.config = std::move(config);
  result.run = snapshot;
  result.averageBits = 8;
  return result;
}

std::map<std::string, std::string> config(const std::string& bits, const std::string& partition,
                                          const std::string& seed) {
  return {{"method.id", "ioiq"},
          {"method.parameters.bits", bits},
          {"method.parameters.activation_bits", bits},
          {"method.parameters.partition", partition},
          {"seed", seed},
          {"threads", seed},
          {"output", "run-" + seed}};
}

TEST(CompareData, OnlySettingsThatDifferAreColumns) {
  const std::vector<CompareRun> runs = {run("a", config("8", "pruning", "1"), {0.9}),
                                        run("b", config("6", "pruning", "2"), {0.8})};
  EXPECT_THAT(comparedKeys(runs, false),
              ElementsAre("method.parameters.activation_bits", "method.parameters.bits", "seed"));
  EXPECT_EQ(comparedKeys(runs, true).size(), 7u);
  EXPECT_THAT(comparedKeys({}, false), IsEmpty());
}

TEST(CompareData, SeedsMakeAGroupThatIsNamedByWhatTellsItApart) {
  const std::vector<CompareRun> runs = {run("a", config("8", "pruning", "1"), {0.9}),
                                        run("b", config("6", "pruning", "1"), {0.8}),
                                        run("c", config("8", "pruning", "2"), {0.91})};
  const auto groups = groupRuns(runs, true);
  ASSERT_EQ(groups.size(), 2u);
  EXPECT_EQ(groups[0].name, "bits 8");  // activation_bits follow them and are not said
  EXPECT_THAT(groups[0].runs, ElementsAre(0, 2));
  EXPECT_EQ(groups[1].name, "b");  // alone
  EXPECT_EQ(groupRuns(runs, false).size(), 3u);
  const auto alone = groupRuns({runs[0], runs[2]}, true);
  ASSERT_EQ(alone.size(), 1u);
  EXPECT_EQ(alone[0].name, "");
}

TEST(CompareData, AStageIsTheLastWhereARunHasNotComeSoFar) {
  const CompareRun one = run("a", config("8", "pruning", "1"), {0.7, 0.85});
  EXPECT_DOUBLE_EQ(one.hardTop1(), 0.85);
  EXPECT_DOUBLE_EQ(one.hardTop1(0), 0.7);
  EXPECT_DOUBLE_EQ(one.hardTop1(5), 0.85);
  EXPECT_NEAR(one.change(), -0.05, 1e-12);
}

TEST(CompareData, PruningAgainstRandomIsPairedBySeed) {
  const std::vector<CompareRun> runs = {
      run("p1", config("6", "pruning", "1"), {0.90, 0.80}), run("p2", config("6", "pruning", "2"), {0.92, 0.84}),
      run("p3", config("6", "pruning", "3"), {0.94, 0.88}), run("r1", config("6", "random", "1"), {0.89, 0.78}),
      run("r2", config("6", "random", "2"), {0.90, 0.80}),  run("other", config("8", "pruning", "1"), {0.95, 0.95})};
  const auto studies = partitionStudies(runs);
  ASSERT_EQ(studies.size(), 1u);
  const PartitionStudy& study = studies[0];
  EXPECT_THAT(study.pruning, ElementsAre(0, 1, 2));
  EXPECT_THAT(study.random, ElementsAre(3, 4));
  EXPECT_THAT(study.paired, ElementsAre(1, 2));
  ASSERT_EQ(study.stages.size(), 2u);
  EXPECT_DOUBLE_EQ(study.stages[0].portion, 0.5);
  EXPECT_NEAR(study.stages[0].pruning.mean, 0.92, 1e-12);
  EXPECT_NEAR(study.stages[0].pruning.deviation, 0.02, 1e-12);
  EXPECT_NEAR(study.stages[1].random.mean, 0.79, 1e-12);
  // 0.80 - 0.78 and 0.84 - 0.80: seed 3 has no counterpart.
  EXPECT_EQ(study.stages[1].difference.count, 2u);
  EXPECT_NEAR(study.stages[1].difference.mean, 0.03, 1e-12);
  EXPECT_NEAR(study.stages[1].difference.deviation, std::sqrt(2.0) * 0.01, 1e-12);
}

TEST(CompareData, TheStudyWithMorePairsComesFirst) {
  const std::vector<CompareRun> runs = {
      run("a", config("4", "pruning", "1"), {0.5}), run("b", config("4", "random", "1"), {0.4}),
      run("c", config("6", "pruning", "1"), {0.8}), run("d", config("6", "random", "1"), {0.8}),
      run("e", config("6", "pruning", "2"), {0.8}), run("f", config("6", "random", "2"), {0.8})};
  const auto studies = partitionStudies(runs);
  ASSERT_EQ(studies.size(), 2u);
  EXPECT_EQ(studies[0].setting, "bits 6");
  EXPECT_EQ(studies[0].paired.size(), 2u);
  EXPECT_EQ(studies[1].setting, "bits 4");
}

TEST(CompareData, SaysWhichPartitionIsMissing) {
  const std::vector<CompareRun> runs = {run("a", config("4", "pruning", "1"), {0.5}),
                                        run("b", config("6", "random", "1"), {0.4}),
                                        run("c", config("6", "random", "2"), {0.4})};
  EXPECT_TRUE(partitionStudies(runs).empty());  // other bits
  const MissingPartition missing = missingPartition(runs);
  EXPECT_EQ(missing.have, "random");
  EXPECT_EQ(missing.missing, "pruning");
  EXPECT_THAT(missing.runs, ElementsAre(1, 2));
  EXPECT_TRUE(missingPartition({}).runs.empty());
}

TEST(CompareData, EqualSettingsAreOneAxisAndResultsComeLast) {
  const std::vector<CompareRun> runs = {run("a", config("8", "pruning", "1"), {0.9}),
                                        run("b", config("6", "random", "1"), {0.8})};
  const auto axes = parallelAxes(runs);
  ASSERT_EQ(axes.size(), 3u);
  EXPECT_EQ(axes[0].title, "bits");
  EXPECT_EQ(axes[1].title, "partition");
  EXPECT_EQ(axes[2].key, "hard_top1");
  EXPECT_EQ(axes[2].texts[0], "90.00");
  EXPECT_TRUE(parallelAxes({}).empty());
}

TEST(ParallelAxes, NumbersKeepTheirDistancesAndWordsStandOneAboveTheOther) {
  const ParallelAxis bits = axisOfTexts("bits", "bits", {"4", "8", "5", ""});
  EXPECT_TRUE(bits.words.empty());
  EXPECT_DOUBLE_EQ(bits.position(0), 0);
  EXPECT_DOUBLE_EQ(bits.position(1), 1);
  EXPECT_DOUBLE_EQ(bits.position(2), 0.25);
  EXPECT_TRUE(std::isnan(bits.position(3)));
  const ParallelAxis words = axisOfTexts("p", "p", {"random", "pruning", "random"});
  EXPECT_THAT(words.words, ElementsAre("pruning", "random"));
  EXPECT_DOUBLE_EQ(words.position(0), 1);
  EXPECT_DOUBLE_EQ(words.position(1), 0);
  EXPECT_DOUBLE_EQ(axisOfTexts("c", "c", {"3", "3"}).position(0), 0.5);
}

TEST(ParallelAxes, ARunIsPickedWhenItPassesThroughEveryBrush) {
  const std::vector<ParallelAxis> axes = {axisOfTexts("bits", "bits", {"4", "6", "8"}),
                                          axisOfNumbers("top1", "top1", {0.5, 0.9, NAN}, {100, 2})};
  EXPECT_THAT(brushed(axes, 3, {}), ElementsAre(true, true, true));
  EXPECT_THAT(brushed(axes, 3, {{0, {0.4, 1.1}}}), ElementsAre(false, true, true));
  EXPECT_THAT(brushed(axes, 3, {{0, {0.4, 1.1}}, {1, {0, 1}}}), ElementsAre(false, true, false));
  EXPECT_THAT(brushed(axes, 3, {{7, {0, 0}}}), ElementsAre(true, true, true));
}

}  // namespace
}  // namespace dyadic::widgets
