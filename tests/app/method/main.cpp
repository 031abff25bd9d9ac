// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <QApplication>
#include <QStandardPaths>

#include "widgets/theme/Theme.h"

/// Without a display and without the user's settings.
int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  QStandardPaths::setTestModeEnabled(true);
  testing::InitGoogleTest(&argc, argv);
  QApplication application(argc, argv);
  dyadic::widgets::applyTheme(application, dyadic::widgets::Theme::Light);
  return RUN_ALL_TESTS();
}
