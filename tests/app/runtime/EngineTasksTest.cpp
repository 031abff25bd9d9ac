// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runtime/EngineTasks.h"

#include <gtest/gtest.h>

#include <QSignalSpy>
#include <QTest>
#include <semaphore>

#include "tests/support/FakeEngine.h"

namespace dyadic::runtime {
namespace {

using dyadic::support::fakeConfig;
using dyadic::support::fakeEngine;
using dyadic::support::FakeWorld;

RunConfig withBits(int bits) {
  RunConfig config = fakeConfig();
  config.method.parameters["bits"] = std::int64_t{bits};
  return config;
}

TEST(EngineTasks, AnswersTheFirstAndTheNewestWhatIfOfABurst) {
  auto world = std::make_shared<FakeWorld>();
  EngineTasks tasks(fakeEngine(world));
  std::vector<std::int64_t> bits;
  QObject::connect(&tasks, &EngineTasks::whatIfReady, [&](const auto& result) {
    bits.push_back(std::get<std::int64_t>(result->setting.method.parameters.at("bits")));
  });
  for (int i = 2; i <= 8; ++i) tasks.whatIf({withBits(i), 1, 0});
  ASSERT_TRUE(QTest::qWaitFor([&] { return bits.size() >= 2; }));
  QTest::qWait(50);
  EXPECT_EQ(bits, (std::vector<std::int64_t>{2, 8}));
  EXPECT_LE(world->whatIfComputed, 2);
}

TEST(EngineTasks, TellsOfTheLayerLookedAtBeforeTheOthers) {
  EngineTasks tasks(fakeEngine(std::make_shared<FakeWorld>()));
  std::shared_ptr<const WhatIfLook> look;
  std::shared_ptr<const WhatIfResult> result;
  QObject::connect(&tasks, &EngineTasks::layerReady, [&](const auto& answer) {
    EXPECT_EQ(result, nullptr);
    look = answer;
  });
  QObject::connect(&tasks, &EngineTasks::whatIfReady, [&](const auto& answer) { result = answer; });
  tasks.whatIf({withBits(4), 1, 2});
  ASSERT_TRUE(QTest::qWaitFor([&] { return result != nullptr; }));
  ASSERT_NE(look, nullptr);
  EXPECT_EQ(look->model, result->model);
  EXPECT_EQ(look->layer, 2);
  EXPECT_EQ(look->detail.layer.record.exponent, result->layers[2].record.exponent);
  EXPECT_EQ(look->detail.histogram.quantizedCounts, result->histogram->quantizedCounts);
}

TEST(EngineTasks, LeavesOutWhatIsKnownOfAModelThatWasLeft) {
  EngineTasks tasks(fakeEngine(std::make_shared<FakeWorld>()));
  QSignalSpy failed(&tasks, &EngineTasks::modelFailed);
  QSignalSpy ready(&tasks, &EngineTasks::whatIfReady);
  RunConfig missing = withBits(4);
  missing.model.path = "/nowhere/weights.safetensors";
  tasks.whatIf({missing, 1, -1});
  tasks.whatIf({withBits(4), 1, -1});
  ASSERT_TRUE(QTest::qWaitFor([&] { return ready.count() == 1; }));
  EXPECT_EQ(failed.count(), 0);
}

TEST(EngineTasks, OpensAModelOnceAndPicksItsWorstLayer) {
  auto world = std::make_shared<FakeWorld>();
  Engine engine = fakeEngine(world);
  std::atomic<int> opened = 0;
  engine.openWhatIf = [&opened, open = engine.openWhatIf](const RunConfig& config) {
    ++opened;
    return open(config);
  };
  EngineTasks tasks(engine);
  std::shared_ptr<const WhatIfResult> result;
  QObject::connect(&tasks, &EngineTasks::whatIfReady, [&](const auto& answer) { result = answer; });
  tasks.whatIf({withBits(8), 1, -1});
  ASSERT_TRUE(QTest::qWaitFor([&] { return result != nullptr; }));
  ASSERT_GE(result->layer, 0);
  for (const auto& layer : result->layers)
    EXPECT_GE(layer.record.sqnrDb, result->layers[static_cast<std::size_t>(result->layer)].record.sqnrDb);
  const auto first = std::exchange(result, nullptr);
  tasks.whatIf({withBits(4), 1, 2});
  ASSERT_TRUE(QTest::qWaitFor([&] { return result != nullptr; }));
  EXPECT_EQ(result->layer, 2);
  EXPECT_EQ(result->histogram->levels.size(), 16U);
  EXPECT_EQ(result->model, first->model) << "views tell a new model by the pointer";
  EXPECT_EQ(opened, 1);
}

TEST(EngineTasks, TellsAModelThatCannotBeReadFromSettingsThatCannotBeUsed) {
  EngineTasks tasks(fakeEngine(std::make_shared<FakeWorld>()));
  QSignalSpy model(&tasks, &EngineTasks::modelFailed);
  QSignalSpy settings(&tasks, &EngineTasks::whatIfFailed);
  RunConfig missing = fakeConfig();
  missing.model.path = "/nowhere/weights.safetensors";
  tasks.whatIf({missing, 1, -1});
  ASSERT_TRUE(QTest::qWaitFor([&] { return model.count() == 1; }));
  tasks.whatIf({withBits(1), 1, -1});
  ASSERT_TRUE(QTest::qWaitFor([&] { return settings.count() == 1; }));
  EXPECT_EQ(model.count(), 1);
}

TEST(EngineTasks, DropsALateAnswerAboutData) {
  Engine engine = fakeEngine(std::make_shared<FakeWorld>());
  std::binary_semaphore gate(0);
  engine.inspectData = [&gate](const RunConfig& config) -> Expected<DataInfo> {
    if (config.data.path == "slow") gate.acquire();
    return dyadic::support::fakeData(config.data.path);
  };
  EngineTasks tasks(engine);
  std::vector<std::string> paths;
  QObject::connect(&tasks, &EngineTasks::dataInspected, [&](const DataInfo& info) { paths.push_back(info.path); });
  RunConfig config = fakeConfig();
  config.data.path = "slow";
  tasks.inspectData(config);
  config.data.path = "quick";
  tasks.inspectData(config);
  gate.release();
  ASSERT_TRUE(QTest::qWaitFor([&] { return !paths.empty(); }));
  QTest::qWait(20);
  EXPECT_EQ(paths, std::vector<std::string>{"quick"});
}

}  // namespace
}  // namespace dyadic::runtime
