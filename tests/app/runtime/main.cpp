// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>

int main(int argc, char** argv) {
  QCoreApplication application(argc, argv);
  QStandardPaths::setTestModeEnabled(true);  // not the user's own trash
  QCoreApplication::setOrganizationName(QStringLiteral("dyadic-test"));
  QCoreApplication::setApplicationName(QStringLiteral("dyadic-test"));
  const QTemporaryDir settings;
  QSettings::setDefaultFormat(QSettings::IniFormat);
  QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
