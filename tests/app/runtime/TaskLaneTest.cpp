// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runtime/TaskLane.h"

#include <gtest/gtest.h>

#include <QTest>
#include <QThread>
#include <atomic>
#include <semaphore>
#include <thread>
#include <vector>

namespace dyadic::runtime {
namespace {

TEST(TaskLane, WorksElsewhereAndAnswersHere) {
  TaskLane lane;
  Qt::HANDLE worker = nullptr;
  Qt::HANDLE answered = nullptr;
  lane.submit([&]() -> TaskLane::Answer {
    worker = QThread::currentThreadId();
    return [&] { answered = QThread::currentThreadId(); };
  });
  EXPECT_TRUE(lane.isBusy());
  ASSERT_TRUE(QTest::qWaitFor([&] { return answered != nullptr; }));
  EXPECT_EQ(answered, QThread::currentThreadId());
  EXPECT_NE(worker, QThread::currentThreadId());
  EXPECT_FALSE(lane.isBusy());
}

TEST(TaskLane, DropsOvertakenAnswersAndSkipsJobsThatNeverBegan) {
  TaskLane lane;
  std::binary_semaphore gate(0);
  std::vector<int> begun;
  std::vector<int> answers;
  for (int i = 0; i < 5; ++i)
    lane.submit([&, i]() -> TaskLane::Answer {
      if (i == 0) gate.acquire();
      begun.push_back(i);
      return [&answers, i] { answers.push_back(i); };
    });
  gate.release();
  ASSERT_TRUE(QTest::qWaitFor([&] { return !lane.isBusy(); }));
  EXPECT_EQ(begun, (std::vector{0, 4}));
  EXPECT_EQ(answers, std::vector{4});
}

TEST(TaskLane, AJobThatThrowsTakesNobodyWithIt) {
  TaskLane lane;
  bool answered = false;
  lane.submit([]() -> TaskLane::Answer { throw std::bad_alloc(); });
  ASSERT_TRUE(QTest::qWaitFor([&] { return !lane.isBusy(); }));
  lane.submit([&]() -> TaskLane::Answer { return [&] { answered = true; }; });
  EXPECT_TRUE(QTest::qWaitFor([&] { return answered; }));
}

TEST(TaskLane, CancelDropsTheAnswerOfTheRunningJob) {
  TaskLane lane;
  bool answered = false;
  lane.submit([&]() -> TaskLane::Answer { return [&] { answered = true; }; });
  lane.cancel();
  ASSERT_TRUE(QTest::qWaitFor([&] { return !lane.isBusy(); }));
  EXPECT_FALSE(answered);
}

TEST(TaskLane, DestructionWaitsForTheJobAndDropsItsAnswer) {
  std::atomic<bool> ended = false;
  bool answered = false;
  {
    TaskLane lane;
    lane.submit([&]() -> TaskLane::Answer {
      std::this_thread::sleep_for(std::chrono::milliseconds(30));
      ended = true;
      return [&] { answered = true; };
    });
  }
  EXPECT_TRUE(ended);
  QTest::qWait(20);
  EXPECT_FALSE(answered);
}

}  // namespace
}  // namespace dyadic::runtime
