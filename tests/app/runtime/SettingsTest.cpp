// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runtime/Settings.h"

#include <gtest/gtest.h>

namespace dyadic::runtime {
namespace {

TEST(Settings, KeepsTheNewestRecentFilesFirstAndOnce) {
  Settings settings;
  settings.clearRecent(Settings::Recent::Models);
  for (int i = 0; i < Settings::kMaxRecent + 3; ++i) settings.addRecent(Settings::Recent::Models, QString::number(i));
  settings.addRecent(Settings::Recent::Models, "9");
  const QStringList recent = Settings().recent(Settings::Recent::Models);
  EXPECT_EQ(recent.size(), Settings::kMaxRecent);
  EXPECT_EQ(recent.first(), "9");
  EXPECT_EQ(recent.count("9"), 1);
  EXPECT_TRUE(settings.recent(Settings::Recent::Runs).isEmpty());
}

}  // namespace
}  // namespace dyadic::runtime
