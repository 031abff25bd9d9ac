// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <QApplication>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>

#include "widgets/theme/Theme.h"

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication application(argc, argv);
  QStandardPaths::setTestModeEnabled(true);  // not the user's own trash
  QCoreApplication::setOrganizationName(QStringLiteral("dyadic-test"));
  QCoreApplication::setApplicationName(QStringLiteral("dyadic-test"));
  QCoreApplication::setApplicationVersion(QStringLiteral("0"));
  const QTemporaryDir settings;
  QSettings::setDefaultFormat(QSettings::IniFormat);
  QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
  dyadic::widgets::applyTheme(application, dyadic::widgets::Theme::Light);
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
