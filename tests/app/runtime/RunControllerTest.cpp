// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runtime/RunController.h"

#include <gtest/gtest.h>

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <vector>

#include "tests/support/FakeEngine.h"

namespace dyadic::runtime {
namespace {

using namespace std::chrono_literals;

/// What a controller emitted, in order.
struct Log {
  explicit Log(RunController& controller) {
    QObject::connect(&controller, &RunController::activeChanged,
                     [this](bool on) { events.push_back(on ? "on" : "off"); });
    QObject::connect(&controller, &RunController::snapshotChanged, [this](const auto& snapshot) {
      events.push_back("snapshot");
      snapshots.push_back(snapshot);
      thread = QThread::currentThread();
    });
    QObject::connect(&controller, &RunController::ended, [this](const auto&) { events.push_back("ended"); });
  }
  [[nodiscard]] bool hasEnded() const { return !events.empty() && events.back() == "ended"; }
  [[nodiscard]] bool reached(RunState state) const { return !snapshots.empty() && snapshots.back()->state == state; }

  std::vector<std::string> events;
  std::vector<std::shared_ptr<const RunSnapshot>> snapshots;
  QThread* thread = nullptr;
};

class RunControllerTest : public testing::Test {
 protected:
  session::RunRequest request() {
    session::RunRequest request;
    request.config = dyadic::support::fakeConfig();
    request.config.output = folder.filePath("run.h5").toStdString();
    return request;
  }

  QTemporaryDir folder;
  std::shared_ptr<dyadic::support::FakeWorld> world = std::make_shared<dyadic::support::FakeWorld>();
};

TEST_F(RunControllerTest, EmitsInTheOrderItsHeaderStates) {
  RunController controller(dyadic::support::fakeEngine(world));
  Log log(controller);
  ASSERT_TRUE(controller.start(request()));
  EXPECT_TRUE(controller.isActive());
  ASSERT_TRUE(QTest::qWaitFor([&] { return log.hasEnded(); }));

  ASSERT_GE(log.events.size(), 5U);
  EXPECT_EQ(log.events[0], "on");
  EXPECT_EQ(log.events[1], "snapshot");
  EXPECT_EQ(log.snapshots.front()->state, RunState::Opening);
  EXPECT_EQ(log.events[log.events.size() - 3], "snapshot");
  EXPECT_EQ(log.events[log.events.size() - 2], "off");
  EXPECT_EQ(log.snapshots.back()->state, RunState::Finished);
  EXPECT_EQ(log.snapshots.back()->stages.size(), 4U);
  EXPECT_EQ(log.thread, QThread::currentThread());
  EXPECT_EQ(world->sessionsAlive, 0);
}

TEST_F(RunControllerTest, ThinsOutAFastStreamWithoutLosingItsEnd) {
  world->stepTime = 1ms;
  RunController controller(dyadic::support::fakeEngine(world));
  Log log(controller);
  QElapsedTimer clock;
  clock.start();
  ASSERT_TRUE(controller.start(request()));
  ASSERT_TRUE(QTest::qWaitFor([&] { return log.hasEnded(); }));
  EXPECT_LE(static_cast<qint64>(log.snapshots.size()), clock.elapsed() / 33 + 3);
  EXPECT_EQ(log.snapshots.back()->progress.step, log.snapshots.back()->progress.steps);
}

TEST_F(RunControllerTest, PausesResumesAndStops) {
  RunController controller(dyadic::support::fakeEngine(world));
  Log log(controller);
  ASSERT_TRUE(controller.start(request()));
  controller.pause();
  ASSERT_TRUE(QTest::qWaitFor([&] { return log.reached(RunState::Paused); }));
  const auto step = controller.snapshot()->progress.step;
  QTest::qWait(50);
  EXPECT_EQ(controller.snapshot()->progress.step, step);
  controller.resume();
  ASSERT_TRUE(QTest::qWaitFor([&] { return log.reached(RunState::Running); }));
  controller.stop();
  EXPECT_TRUE(controller.isStopping());
  ASSERT_TRUE(QTest::qWaitFor([&] { return log.hasEnded(); }));
  EXPECT_EQ(controller.snapshot()->state, RunState::Stopped);
  EXPECT_FALSE(controller.isActive());
}

TEST_F(RunControllerTest, RefusesASecondRunUntilTheFirstHasEnded) {
  world->closeTime = 60ms;
  RunController controller(dyadic::support::fakeEngine(world));
  Log log(controller);
  ASSERT_TRUE(controller.start(request()));
  EXPECT_FALSE(controller.start(request()));
  controller.stop();
  ASSERT_TRUE(QTest::qWaitFor([&] { return log.reached(RunState::Stopped); }));
  EXPECT_TRUE(controller.isActive()) << "the file is not closed yet";
  EXPECT_FALSE(controller.start(request()));
  ASSERT_TRUE(QTest::qWaitFor([&] { return log.hasEnded(); }));
  session::RunRequest again = request();
  again.force = true;
  EXPECT_TRUE(controller.start(again));
}

TEST_F(RunControllerTest, HandsOnTheEnginesRefusal) {
  RunController controller(dyadic::support::fakeEngine(world));
  Log log(controller);
  world->addFile(request().config.output, nullptr);
  const Status status = controller.start(request());
  ASSERT_FALSE(status);
  EXPECT_NE(status.error().message().find("run.h5"), std::string::npos);
  EXPECT_TRUE(log.events.empty());
  EXPECT_FALSE(controller.isActive());
}

TEST_F(RunControllerTest, DestructionEndsARunThatIsActive) {
  {
    RunController controller(dyadic::support::fakeEngine(world));
    ASSERT_TRUE(controller.start(request()));
    EXPECT_EQ(world->sessionsAlive, 1);
  }
  EXPECT_EQ(world->sessionsAlive, 0);
  QCoreApplication::processEvents();  // posted snapshots of the run that is gone are dropped
}

}  // namespace
}  // namespace dyadic::runtime
