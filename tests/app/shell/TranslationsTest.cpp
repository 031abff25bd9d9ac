// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/Translations.h"

#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QHash>
#include <QLabel>
#include <QLibraryInfo>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>
#include <algorithm>
#include <tuple>
#include <vector>

#include "app/runtime/ErrorText.h"
#include "app/shell/CommandPalette.h"
#include "app/shell/MainWindow.h"
#include "tests/support/FakeEngine.h"
#include "widgets/panels/MessageBanner.h"
#include "widgets/panels/compare/CompareTable.h"

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
  world->failure = failure("%1 cannot be written: %2. It keeps what was in it before.", {"a.h5", "disk full"});
  MainWindow window(support::fakeEngine(world), folder.filePath("runs"));
  window.show();
  window.startWhenReady();
  const auto& banner = *window.findChild<widgets::MessageBanner*>();
  ASSERT_TRUE(QTest::qWaitFor([&] { return banner.isVisible(); }));
  EXPECT_TRUE(banner.text().contains("a.h5 kann nicht geschrieben werden: disk full.")) << banner.text().toStdString();
}

TEST(Translations, EnglishWhereALanguageIsNotThere) {
  installTranslations(*qApp, QLocale(QLocale::Icelandic));
  EXPECT_EQ(runtime::errorText(failure("There is no file %1.", {"x"})), "There is no file x.");
  qDeleteAll(qApp->findChildren<QTranslator*>());
}

TEST(Translations, OneRunIsNoPlural) {
  for (const auto& [language, one, several] : {std::tuple{"en", "1 run", "2 runs"},
                                               {"de", "1 Lauf", "2 Läufe"},
                                               {"zh_CN", "1 个运行", "2 个运行"},
                                               {"is", "1 run", "2 runs"}}) {
    installTranslations(*qApp, QLocale(QLatin1String(language)));
    EXPECT_EQ(widgets::CompareTable::tr("%n runs", nullptr, 1), QString::fromUtf8(one));
    EXPECT_EQ(widgets::CompareTable::tr("%n runs", nullptr, 2), QString::fromUtf8(several));
    qDeleteAll(qApp->findChildren<QTranslator*>());
  }
}

TEST(Translations, EveryLanguageIsOfferedOnce) {
  QStringList found = languages();
  EXPECT_EQ(found.front(), "en");
  found.sort();
  EXPECT_EQ(found, QStringList({"de", "en", "zh_CN"}));
}

QDir translationsFolder() { return QDir(DYADIC_SOURCE_DIR "/resources/translations"); }

struct Message {
  QString source;
  QStringList texts;  ///< one, or one a plural form
  bool counted = false;
  bool finished = true;
};

std::vector<Message> messagesOf(const QString& path) {
  QFile file(path);
  EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << path.toStdString();
  QXmlStreamReader xml(&file);
  std::vector<Message> found;
  while (!xml.atEnd()) {
    if (xml.readNext() != QXmlStreamReader::StartElement) continue;
    if (xml.name() == QLatin1String("message")) {
      found.emplace_back().counted = xml.attributes().hasAttribute("numerus");
    } else if (xml.name() == QLatin1String("source")) {
      found.back().source = xml.readElementText();
    } else if (xml.name() == QLatin1String("translation")) {
      found.back().finished = !xml.attributes().hasAttribute("type");
      if (!found.back().counted) found.back().texts << xml.readElementText();
    } else if (xml.name() == QLatin1String("numerusform")) {
      found.back().texts << xml.readElementText();
    }
  }
  EXPECT_FALSE(xml.hasError()) << xml.errorString().toStdString();
  return found;
}

QStringList placeholders(const QString& text) {
  QStringList found;
  auto each = QRegularExpression("%[1-9n]").globalMatch(text);
  while (each.hasNext()) found << each.next().captured();
  found.sort();
  return found;
}

/// A text that loses its %1 loses the file it speaks of.
TEST(Translations, EveryTextIsTranslatedAndKeepsItsPlaceholders) {
  for (const QString& name : translationsFolder().entryList({"*.ts"})) {
    const std::vector<Message> messages = messagesOf(translationsFolder().filePath(name));
    EXPECT_GT(messages.size(), name == QLatin1String("dyadic_en.ts") ? 10U : 1300U) << name.toStdString();
    const qsizetype forms = name == QLatin1String("dyadic_zh_CN.ts") ? 1 : 2;
    for (const Message& each : messages) {
      SCOPED_TRACE((name + ": " + each.source).toStdString());
      EXPECT_TRUE(each.finished);
      EXPECT_EQ(each.texts.size(), each.counted ? forms : 1);
      for (const QString& text : each.texts) {
        EXPECT_FALSE(text.isEmpty());
        EXPECT_EQ(placeholders(text), placeholders(each.source));
        EXPECT_EQ(text.count('&'), each.source.count('&')) << "mnemonic";
        EXPECT_EQ(text.count('\n'), each.source.count('\n'));
        EXPECT_EQ(text.endsWith(u'…'), each.source.endsWith(u'…'));
      }
    }
  }
}

/// lupdate on a copy of the file, as app_shell_lupdate runs it; what it says.
QByteArray updated(const QString& lupdate, const QString& copy) {
  QProcess process;
  process.setWorkingDirectory(DYADIC_SOURCE_DIR);
  process.setProcessChannelMode(QProcess::MergedChannels);
  QStringList arguments{"-tr-function-alias", "QT_TRANSLATE_NOOP+=DYADIC_TR", "-no-obsolete", "-locations", "none"};
  if (copy.endsWith("_en.ts")) arguments << "-pluralonly";
  arguments << QStringList{"-I", ".", "app/runtime", "app/shell", "widgets", "engine", "-ts", copy};
  process.start(lupdate, arguments);
  EXPECT_TRUE(process.waitForFinished(60000));
  EXPECT_EQ(process.exitCode(), 0);
  return process.readAll();
}

TEST(Translations, TheFilesHoldTheTextsOfTheSources) {
  const QString lupdate =
      QStandardPaths::findExecutable("lupdate", {QLibraryInfo::path(QLibraryInfo::BinariesPath), "/usr/lib/qt6/bin"});
  if (lupdate.isEmpty()) GTEST_SKIP() << "lupdate is not installed (qt6-l10n-tools)";
  const QTemporaryDir scratch;
  for (const QString& name : translationsFolder().entryList({"*.ts"})) {
    const QString path = translationsFolder().filePath(name);
    const QString copy = scratch.filePath(name);
    ASSERT_TRUE(QFile::copy(path, copy));
    const QByteArray said = updated(lupdate, copy);
    EXPECT_FALSE(said.contains("lacks Q_OBJECT")) << "texts in a context of their own:\n" << said.toStdString();
    const auto keys = [](const QString& file) {
      QStringList all;
      for (const Message& each : messagesOf(file)) all << each.source + (each.finished ? "" : " (new)");
      all.sort();
      return all;
    };
    EXPECT_EQ(keys(copy), keys(path)) << "run: ninja -C build/release app_shell_lupdate";
  }
}

/// Every text of a window: of its actions, buttons, labels, fields and tool tips.
QStringList textsOf(const QWidget& window) {
  QStringList found;
  for (const QWidget* each : window.findChildren<QWidget*>())
    found << each->toolTip() << each->accessibleName() << each->accessibleDescription() << each->windowTitle();
  for (const auto* each : window.findChildren<QAction*>()) found << each->text() << each->toolTip();
  for (const auto* each : window.findChildren<QAbstractButton*>()) found << each->text();
  for (const auto* each : window.findChildren<QLabel*>()) found << each->text();
  for (const auto* each : window.findChildren<QLineEdit*>()) found << each->placeholderText();
  return found;
}

TEST(Translations, NothingInAChineseWindowIsEnglish) {
  installTranslations(*qApp, QLocale("zh_CN"));
  QHash<QString, QString> chinese;
  for (const Message& each : messagesOf(translationsFolder().filePath("dyadic_zh_CN.ts")))
    chinese.insert(each.source, each.texts.front());
  chinese.remove("Bits");  // what the made-up engine calls its parameter
  chinese.remove("none");  // a word of configs, which forms show as it is typed there: data.crop
  const QTemporaryDir folder;
  const auto world = std::make_shared<support::FakeWorld>();
  MainWindow window(support::fakeEngine(world), folder.filePath("runs"));
  window.show();
  window.startWhenReady();
  EXPECT_TRUE(QTest::qWaitFor([&] { return hasButton(window, "开始运行(S)"); }));
  for (const widgets::Command& each : menuCommands(*window.menuBar()))
    EXPECT_FALSE((each.group + each.title).contains(u'(')) << (each.group + each.title).toStdString();
  const QStringList texts = textsOf(window);
  EXPECT_GT(texts.filter(QRegularExpression("\\p{Han}")).size(), 200);
  for (const QString& text : texts)
    EXPECT_TRUE(chinese.value(text, text) == text) << text.toStdString() << ", not " << chinese[text].toStdString();
  qDeleteAll(qApp->findChildren<QTranslator*>());
}

TEST(Translations, NoTwoEntriesOfAMenuHaveTheSameMnemonic) {
  for (const QString& language : languages()) {
    installTranslations(*qApp, QLocale(language));
    const QTemporaryDir folder;
    const MainWindow window(support::fakeEngine(std::make_shared<support::FakeWorld>()), folder.filePath("runs"));
    for (const auto* menu : window.menuBar()->findChildren<QMenu*>()) {
      QHash<QString, QString> taken;
      for (const QAction* action : menu->actions()) {
        const QString key = QKeySequence::mnemonic(action->text()).toString();
        if (key.isEmpty()) continue;
        EXPECT_FALSE(taken.contains(key)) << (language + ": " + taken[key] + " and " + action->text()).toStdString();
        taken.insert(key, action->text());
      }
    }
    qDeleteAll(qApp->findChildren<QTranslator*>());
  }
}

}  // namespace
}  // namespace dyadic::shell
