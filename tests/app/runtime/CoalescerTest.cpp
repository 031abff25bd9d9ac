// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runtime/Coalescer.h"

#include <gtest/gtest.h>

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

namespace dyadic::runtime {
namespace {

using namespace std::chrono_literals;

TEST(Coalescer, FiresTheFirstTriggerAtOnceAndABurstOnceMore) {
  Coalescer coalescer(40ms);
  QSignalSpy fired(&coalescer, &Coalescer::fired);
  for (int i = 0; i < 100; ++i) coalescer.trigger();
  EXPECT_EQ(fired.count(), 1);
  QTest::qWait(120);
  EXPECT_EQ(fired.count(), 2);
}

TEST(Coalescer, KeepsTheIntervalUnderAStreamOfTriggers) {
  Coalescer coalescer(40ms);
  QSignalSpy fired(&coalescer, &Coalescer::fired);
  QElapsedTimer clock;
  clock.start();
  while (clock.elapsed() < 400) {
    coalescer.trigger();
    QTest::qWait(1);
  }
  const auto most = static_cast<int>(clock.elapsed() / 40) + 2;
  EXPECT_LE(fired.count(), most);
  EXPECT_GE(fired.count(), 3);
}

TEST(Coalescer, FlushFiresWhatWaitsAndNothingElse) {
  Coalescer coalescer(10s);
  QSignalSpy fired(&coalescer, &Coalescer::fired);
  coalescer.flush();
  EXPECT_EQ(fired.count(), 0);
  coalescer.trigger();
  coalescer.flush();
  EXPECT_EQ(fired.count(), 1);
  coalescer.trigger();
  coalescer.flush();
  EXPECT_EQ(fired.count(), 2);
}

TEST(Coalescer, CancelForgetsTheTriggerThatWaits) {
  Coalescer coalescer(20ms);
  QSignalSpy fired(&coalescer, &Coalescer::fired);
  coalescer.trigger();
  coalescer.trigger();
  coalescer.cancel();
  QTest::qWait(60);
  EXPECT_EQ(fired.count(), 1);
}

}  // namespace
}  // namespace dyadic::runtime
