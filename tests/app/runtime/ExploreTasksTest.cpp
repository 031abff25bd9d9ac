// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runtime/ExploreTasks.h"

#include <gtest/gtest.h>

#include <QTest>
#include <QThread>
#include <string>
#include <vector>

#include "tests/support/FakeEngine.h"

namespace dyadic::runtime {
namespace {

using namespace std::chrono_literals;

QuantSetting setting(int bits) {
  QuantSetting result = settingOf(support::fakeConfig());
  result.method.parameters["bits"] = std::int64_t{bits};
  return result;
}

class ExploreTasksTest : public testing::Test {
 protected:
  ExploreTasksTest() {
    QObject::connect(&tasks, &ExploreTasks::costsReady, [this](const CostRecord& costs) {
      EXPECT_EQ(QThread::currentThread(), tasks.thread());
      averageBits.push_back(costs.averageBits);
    });
    QObject::connect(&tasks, &ExploreTasks::estimated, [this](const AccuracyEstimate& now) {
      EXPECT_EQ(QThread::currentThread(), tasks.thread());
      estimates.push_back(now);
    });
    QObject::connect(&tasks, &ExploreTasks::sensitivityMeasured,
                     [this](const std::shared_ptr<const SensitivityRecord>& now) { record = now; });
    QObject::connect(&tasks, &ExploreTasks::sensitivityDone, [this] { ++done; });
    QObject::connect(&tasks, &ExploreTasks::featureMapsReady, [this](const auto& now) { maps = now; });
    QObject::connect(&tasks, &ExploreTasks::proposing, [this](double) { ++progressed; });
    QObject::connect(&tasks, &ExploreTasks::proposed, [this](const auto& now) { proposal = now; });
    const auto fail = [this](const Error& error) { errors.push_back(error.message()); };
    QObject::connect(&tasks, &ExploreTasks::costsFailed, fail);
    QObject::connect(&tasks, &ExploreTasks::estimateFailed, fail);
    QObject::connect(&tasks, &ExploreTasks::sensitivityFailed, fail);
    QObject::connect(&tasks, &ExploreTasks::featureMapsFailed, fail);
    QObject::connect(&tasks, &ExploreTasks::proposeFailed, fail);
    tasks.setConfig(support::fakeConfig());
  }
  [[nodiscard]] bool complete() const {
    return QTest::qWaitFor([this] { return !estimates.empty() && estimates.back().complete; });
  }

  std::shared_ptr<support::FakeWorld> world = std::make_shared<support::FakeWorld>();
  support::FakeExplores& explores = *world->explores;
  ExploreTasks tasks{support::fakeEngine(world)};
  std::vector<double> averageBits;
  std::vector<AccuracyEstimate> estimates;
  std::shared_ptr<const SensitivityRecord> record;
  std::shared_ptr<const std::vector<FeatureMapRecord>> maps;
  std::shared_ptr<const BitProposal> proposal;
  std::vector<std::string> errors;
  int done = 0;
  int progressed = 0;
};

TEST_F(ExploreTasksTest, ReadsTheNetworkOnceForAllKindsOfQuestions) {
  tasks.askCosts(setting(4));
  tasks.estimate(setting(4));
  tasks.askFeatureMaps(setting(4));
  ASSERT_TRUE(complete());
  ASSERT_TRUE(QTest::qWaitFor([&] { return maps && !averageBits.empty(); }));
  EXPECT_EQ(explores.opened, 1);
  EXPECT_EQ(averageBits, std::vector<double>{4});
  RunConfig config = support::fakeConfig();
  config.method.parameters["bits"] = std::int64_t{3};
  EXPECT_FALSE(tasks.setConfig(config)) << "a setting is no reason to read the network again";
  config.data.path = "elsewhere";
  EXPECT_TRUE(tasks.setConfig(config));
  tasks.askCosts(setting(3));
  ASSERT_TRUE(QTest::qWaitFor([&] { return averageBits.size() == 2; }));
  EXPECT_EQ(explores.opened, 2);
  tasks.forget();
  tasks.askCosts(setting(3));
  ASSERT_TRUE(QTest::qWaitFor([&] { return averageBits.size() == 3; }));
  EXPECT_EQ(explores.opened, 3);
}

TEST_F(ExploreTasksTest, TheNewestEstimateWinsAtOnce) {
  explores.reportTime = 200ms;
  tasks.estimate(setting(8));
  ASSERT_TRUE(QTest::qWaitFor([&] { return explores.active == 1; }));
  for (const int bits : {7, 6, 5}) tasks.estimate(setting(bits));
  explores.reportTime = 1ms;
  ASSERT_TRUE(complete());
  for (const AccuracyEstimate& each : estimates)
    EXPECT_NEAR(each.top1, 0.93 - 0.002 * 9, 1e-9) << "nothing of an older setting";
  EXPECT_LE(explores.asked(), 2U) << "those in between are never begun";
  EXPECT_FALSE(tasks.isEstimating());
  EXPECT_TRUE(errors.empty()) << "to be overtaken is no error";
  for (std::size_t i = 1; i < estimates.size(); ++i) EXPECT_GT(estimates[i].images, estimates[i - 1].images);
}

TEST_F(ExploreTasksTest, ACancelledEstimateSaysNothingMore) {
  explores.reportTime = 5ms;
  tasks.estimate(setting(8));
  ASSERT_TRUE(QTest::qWaitFor([&] { return !estimates.empty(); }));
  tasks.cancelEstimate();
  const auto before = estimates.size();
  ASSERT_TRUE(QTest::qWaitFor([&] { return explores.active == 0; }));
  QTest::qWait(30);
  EXPECT_EQ(estimates.size(), before);
  EXPECT_TRUE(errors.empty());
}

TEST_F(ExploreTasksTest, AMeasurementPausesAndGoesOnWhereItWas) {
  explores.networkTime = 5ms;
  tasks.measureSensitivity(setting(4));
  ASSERT_TRUE(QTest::qWaitFor([&] { return record && record->done >= 3; }));
  tasks.pauseSensitivity();
  EXPECT_FALSE(tasks.isMeasuring());
  ASSERT_TRUE(QTest::qWaitFor([&] { return explores.active == 0; }));
  EXPECT_EQ(done, 0);
  tasks.measureSensitivity(setting(4));
  ASSERT_TRUE(QTest::qWaitFor([&] { return done == 1; }));
  EXPECT_EQ(record->done, record->planned);
  EXPECT_LE(explores.measuredNow, record->planned) << "none was measured twice";
  EXPECT_TRUE(errors.empty());
}

TEST_F(ExploreTasksTest, ErrorsComeOnceAndTheNextQuestionIsAnswered) {
  explores.refuse(&support::FakeExplores::dataRefusal, "The images are gone.");
  tasks.estimate(setting(8));
  ASSERT_TRUE(QTest::qWaitFor([&] { return !errors.empty(); }));
  EXPECT_EQ(errors, std::vector<std::string>{"The images are gone."});
  tasks.askCosts(setting(8));
  EXPECT_TRUE(QTest::qWaitFor([&] { return !averageBits.empty(); })) << "costs need no images";
  explores.refuse(&support::FakeExplores::dataRefusal, {});
  tasks.estimate(setting(8));
  EXPECT_TRUE(complete());

  tasks.forget();
  explores.refuse(&support::FakeExplores::openRefusal, "No such file.");
  errors.clear();
  tasks.measureSensitivity(setting(8));
  ASSERT_TRUE(QTest::qWaitFor([&] { return !errors.empty(); }));
  explores.refuse(&support::FakeExplores::openRefusal, {});
  tasks.measureSensitivity(setting(8));
  EXPECT_TRUE(QTest::qWaitFor([&] { return done == 1; })) << "opening is tried again";
}

TEST_F(ExploreTasksTest, ProposesWithProgressAndCanBeCancelled) {
  explores.networkTime = 10ms;
  tasks.propose({setting(8), {}, {}});
  ASSERT_TRUE(QTest::qWaitFor([&] { return progressed > 0; }));
  tasks.cancelPropose();
  ASSERT_TRUE(QTest::qWaitFor([&] { return explores.active == 0; }));
  QTest::qWait(30);
  EXPECT_EQ(proposal, nullptr);
  EXPECT_TRUE(errors.empty());
  tasks.propose({setting(8), {}, {}});
  ASSERT_TRUE(QTest::qWaitFor([&] { return proposal != nullptr; }));
  EXPECT_EQ(proposal->bits.front(), 8);
  explores.refuse(&support::FakeExplores::goalRefusal, "Out of reach.");
  tasks.propose({setting(8), {}, {}});
  ASSERT_TRUE(QTest::qWaitFor([&] { return !errors.empty(); }));
  EXPECT_EQ(errors, std::vector<std::string>{"Out of reach."});
}

TEST_F(ExploreTasksTest, LeavingWaitsForNothingLong) {
  explores.networkTime = explores.reportTime = 10s;
  QElapsedTimer clock;
  {
    ExploreTasks leaving(support::fakeEngine(world));
    leaving.setConfig(support::fakeConfig());
    leaving.estimate(setting(8));
    leaving.measureSensitivity(setting(8));
    ASSERT_TRUE(QTest::qWaitFor([&] { return explores.active == 2; }));
    clock.start();
  }
  EXPECT_LT(clock.elapsed(), 2000);
}

}  // namespace
}  // namespace dyadic::runtime
