// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/Translations.h"

#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>
#include <algorithm>

#include "app/runtime/ErrorText.h"
#include "app/shell/MainWindow.h"
#include "tests/support/FakeEngine.h"
#include "widgets/panels/MessageBanner.h"

namespace dyadic::shell {
namespace {

class TranslationsTest : public testing::Test {
 protected:
  void SetUp() override { installTranslations(*qApp, QLocale(QLocale::German)); }
  void TearDown() override { qDeleteAll(qApp->findChildren<QTranslator*>()); }
};

bool hasButton(const QWidget& window, const QString& text) {
  const auto buttons = window.findChildren<QAbstractButton*>();
  return std::any_of(buttons.begin(), buttons.end(),
                     [&](const QAbstractButton* each) { return each->text().remove('&') == text; });
}

TEST_F(TranslationsTest, TheWindowSpeaksTheLanguageOfTheLocale) {
  const QTemporaryDir folder;
  const auto world = std::make_shared<support::FakeWorld>();
  const MainWindow window(support::fakeEngine(world), folder.filePath("runs"));
  EXPECT_TRUE(hasButton(window, "Lauf starten"));
  EXPECT_TRUE(hasButton(window, "Erkunden"));
  EXPECT_FALSE(hasButton(window, "Start run"));
}

TEST_F(TranslationsTest, ErrorsOfTheEngineKeepTheirArguments) {
  EXPECT_EQ(runtime::errorText(failure("There is no file %1.", {"50 %1.bin"})), "Es gibt keine Datei 50 %1.bin.");
}

TEST_F(TranslationsTest, ARunThatFailsSaysWhyInThatLanguage) {
  const QTemporaryDir folder;
  const auto world = std::make_shared<support::FakeWorld>();
  world->failure = failure("%1 can no longer be written: %2. It keeps what was in it before.", {"a.h5", "disk full"});
  MainWindow window(support::fakeEngine(world), folder.filePath("runs"));
  window.show();
  window.startWhenReady();
  const auto& banner = *window.findChild<widgets::MessageBanner*>();
  ASSERT_TRUE(QTest::qWaitFor([&] { return banner.isVisible(); }));
  EXPECT_TRUE(banner.text().contains("a.h5 kann nicht weiter geschrieben werden: disk full."))
      << banner.text().toStdString();
}

TEST(Translations, EnglishWhereALanguageIsNotThere) {
  installTranslations(*qApp, QLocale(QLocale::Icelandic));
  EXPECT_EQ(runtime::errorText(failure("There is no file %1.", {"x"})), "There is no file x.");
  qDeleteAll(qApp->findChildren<QTranslator*>());
}

QStringList placeholders(const QString& text) {
  QStringList found;
  auto each = QRegularExpression("%[1-9]").globalMatch(text);
  while (each.hasNext()) found << each.next().captured();
  found.sort();
  return found;
}

/// A text that loses its %1 loses the file it speaks of.
TEST(Translations, EveryTextKeepsItsPlaceholders) {
  const QDir folder(DYADIC_SOURCE_DIR "/resources/translations");
  const QStringList names = folder.entryList({"*.ts"});
  ASSERT_FALSE(names.isEmpty());
  for (const QString& name : names) {
    QFile file(folder.filePath(name));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    QXmlStreamReader xml(&file);
    QString source;
    int checked = 0;
    while (!xml.atEnd()) {
      if (xml.readNext() != QXmlStreamReader::StartElement) continue;
      if (xml.name() == QLatin1String("source")) {
        source = xml.readElementText();
      } else if (xml.name() == QLatin1String("translation")) {
        const QString text = xml.readElementText();
        if (text.isEmpty()) continue;
        ++checked;
        EXPECT_EQ(placeholders(text), placeholders(source)) << source.toStdString();
        EXPECT_EQ(text.contains('&'), source.contains('&')) << "mnemonic: " << source.toStdString();
      }
    }
    EXPECT_FALSE(xml.hasError()) << xml.errorString().toStdString();
    EXPECT_GT(checked, 700);
  }
}

}  // namespace
}  // namespace dyadic::shell
