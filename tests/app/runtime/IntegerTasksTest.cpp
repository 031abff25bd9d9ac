// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runtime/IntegerTasks.h"

#include <gtest/gtest.h>

#include <QTest>
#include <QThread>
#include <string>
#include <vector>

#include "tests/support/FakeEngine.h"

namespace dyadic::runtime {
namespace {

using namespace std::chrono_literals;
using dyadic::support::fakeEngine;
using dyadic::support::FakeWorld;

class IntegerTasksTest : public testing::Test {
 protected:
  IntegerTasksTest() {
    QObject::connect(&tasks, &IntegerTasks::opened, [this](const QString& run) { log("opened", run); });
    QObject::connect(&tasks, &IntegerTasks::openFailed, [this](const QString& run) { log("openFailed", run); });
    QObject::connect(&tasks, &IntegerTasks::progress, [this](const QString&, qint64 images, qint64 of) {
      EXPECT_EQ(QThread::currentThread(), tasks.thread());
      EXPECT_TRUE(ended.empty()) << "nothing comes after the end";
      EXPECT_GE(images, lastImages);
      EXPECT_EQ(of, integers.images);
      lastImages = images;
      ++progressed;
    });
    QObject::connect(&tasks, &IntegerTasks::verified, [this](const QString& run) { end("verified", run); });
    QObject::connect(&tasks, &IntegerTasks::verifyFailed, [this](const QString& run) { end("verifyFailed", run); });
    QObject::connect(&tasks, &IntegerTasks::cancelled, [this](const QString& run) { end("cancelled", run); });
    QObject::connect(&tasks, &IntegerTasks::exported, [this] { log("exported", "out"); });
    QObject::connect(&tasks, &IntegerTasks::exportFailed, [this] { log("exportFailed", "out"); });
  }
  void log(const char* what, const QString& run) { said.push_back(what + (" " + run.toStdString())); }
  void end(const char* what, const QString& run) {
    EXPECT_TRUE(tasks.verifying().isEmpty()) << "the next one may begin in the slot";
    ended.push_back(what + (" " + run.toStdString()));
  }

  std::shared_ptr<FakeWorld> world = std::make_shared<FakeWorld>();
  support::FakeIntegers& integers = *world->integers;
  IntegerTasks tasks{fakeEngine(world)};
  std::vector<std::string> said;
  std::vector<std::string> ended;
  qint64 lastImages = 0;
  int progressed = 0;
};

TEST_F(IntegerTasksTest, OpensTheNewestRunAlone) {
  for (const char* run : {"a", "b", "c"}) tasks.open(run);
  ASSERT_TRUE(QTest::qWaitFor([&] { return !said.empty(); }));
  QTest::qWait(30);
  EXPECT_EQ(said, std::vector<std::string>{"opened c"});
  integers.refusal = "It cannot be lowered.";
  tasks.open("d");
  ASSERT_TRUE(QTest::qWaitFor([&] { return said.size() == 2; }));
  EXPECT_EQ(said[1], "openFailed d");
}

TEST_F(IntegerTasksTest, VerifiesOneRunAtATimeWithProgress) {
  integers.imageTime = 10ms;
  tasks.verify("a");
  EXPECT_EQ(tasks.verifying(), "a");
  tasks.verify("b");
  ASSERT_TRUE(QTest::qWaitFor([&] { return !ended.empty(); }));
  QTest::qWait(30);
  EXPECT_EQ(ended, std::vector<std::string>{"verified a"});
  EXPECT_GE(progressed, 2);
  EXPECT_LE(progressed, 12) << "at most 30 times a second";
}

TEST_F(IntegerTasksTest, GivesUpSoonAndCanBeginAgain) {
  integers.imageTime = 5ms;
  integers.images = 100000;
  tasks.verify("a");
  ASSERT_TRUE(QTest::qWaitFor([&] { return progressed > 0; }));
  tasks.cancelVerify();
  ASSERT_TRUE(QTest::qWaitFor([&] { return !ended.empty(); }));
  EXPECT_EQ(ended, std::vector<std::string>{"cancelled a"});
  integers.images = 1;
  ended.clear();
  lastImages = 0;
  tasks.verify("b");
  ASSERT_TRUE(QTest::qWaitFor([&] { return !ended.empty(); }));
  EXPECT_EQ(ended, std::vector<std::string>{"verified b"}) << "giving up was about the last one alone";
}

TEST_F(IntegerTasksTest, AFailureIsNotTakenForGivingUp) {
  integers.verifyFails = true;
  tasks.verify("a");
  ASSERT_TRUE(QTest::qWaitFor([&] { return !ended.empty(); }));
  EXPECT_EQ(ended, std::vector<std::string>{"verifyFailed a"});
}

TEST_F(IntegerTasksTest, LeavingDoesNotWaitForAllImages) {
  integers.imageTime = 5ms;
  integers.images = 100000;
  QElapsedTimer clock;
  {
    IntegerTasks leaving(fakeEngine(world));
    leaving.verify("a");
    QTest::qWait(20);
    clock.start();
  }
  EXPECT_LT(clock.elapsed(), 2000);
}

TEST_F(IntegerTasksTest, ExportsAndSaysWhatFailed) {
  session::ExportRequest request;
  request.run = "a";
  request.out = "out";
  tasks.exportProgram(request);
  ASSERT_TRUE(QTest::qWaitFor([&] { return !said.empty(); }));
  integers.exists = true;
  tasks.exportProgram(request);
  ASSERT_TRUE(QTest::qWaitFor([&] { return said.size() == 2; }));
  EXPECT_EQ(said, (std::vector<std::string>{"exported out", "exportFailed out"}));
  EXPECT_EQ(integers.exports.size(), 1U);
}

}  // namespace
}  // namespace dyadic::runtime
