// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runtime/Termination.h"

#include <gtest/gtest.h>

#include <QSignalSpy>
#include <csignal>

namespace dyadic::runtime {
namespace {

class TerminationTest : public testing::TestWithParam<int> {};

TEST_P(TerminationTest, TheFirstSignalIsARequestAndTheSecondTheEnd) {
  Termination termination;
  QSignalSpy requested(&termination, &Termination::requested);
  std::raise(GetParam());
  EXPECT_EQ(requested.count(), 0) << "nothing happens within the handler";
  ASSERT_TRUE(requested.wait(2000));
  EXPECT_EQ(requested.count(), 1);
  EXPECT_EXIT(std::raise(GetParam()), testing::ExitedWithCode(128 + GetParam()), "");
}

INSTANTIATE_TEST_SUITE_P(Signals, TerminationTest, testing::Values(SIGINT, SIGTERM));

TEST(Termination, LeavesSignalsAsTheyWereWhenItGoes) {
  { const Termination termination; }
  EXPECT_EXIT(std::raise(SIGTERM), testing::KilledBySignal(SIGTERM), "");
}

}  // namespace
}  // namespace dyadic::runtime
