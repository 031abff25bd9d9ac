// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDBusVariant>
#include <QDragEnterEvent>
#include <QDragLeaveEvent>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QScrollBar>
#include <QSettings>
#include <QSpinBox>
#include <QSplitter>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>
#include <QUrl>
#include <algorithm>

#include "app/shell/CommandPalette.h"
#include "app/shell/MainMenu.h"
#include "app/shell/MainWindow.h"
#include "app/shell/MethodHelp.h"
#include "app/shell/QueueDialog.h"
#include "app/shell/RunView.h"
#include "app/shell/ShortcutHelp.h"
#include "app/shell/SystemTheme.h"
#include "app/shell/Translations.h"
#include "tests/support/FakeEngine.h"
#include "widgets/panels/CommandList.h"
#include "widgets/panels/DropHint.h"
#include "widgets/panels/MessageBanner.h"
#include "widgets/panels/QueueList.h"
#include "widgets/panels/RunHeader.h"
#include "widgets/panels/SetupPanel.h"
#include "widgets/panels/WelcomeCard.h"
#include "widgets/plots/HistogramPlot.h"
#include "widgets/theme/Theme.h"

namespace dyadic::shell {
namespace {

using namespace std::chrono_literals;

class HabitsTest : public testing::Test {
 protected:
  HabitsTest() { QSettings().clear(); }
  void open() {
    window = std::make_unique<MainWindow>(engine, folder.filePath("runs"));
    window->resize(1440, 900);
    window->show();
    ASSERT_TRUE(QTest::qWaitForWindowActive(window.get()));
    ASSERT_TRUE(QTest::qWaitFor([this] { return child<widgets::SetupPanel>().isReady(); }));
  }
  template <class T>
  [[nodiscard]] T& child() const {
    return *window->findChild<T*>();
  }
  [[nodiscard]] MainMenu& menu() const { return child<MainMenu>(); }
  [[nodiscard]] static QAbstractButton* button(const QWidget& parent, const QString& text) {
    for (auto* each : parent.findChildren<QAbstractButton*>())
      if (each->isVisible() && QString(each->text()).remove('&').contains(text)) return each;
    return nullptr;
  }
  void click(const QString& text) { click(*window, text); }
  static void click(const QWidget& parent, const QString& text) {
    QAbstractButton* found = button(parent, text);
    ASSERT_NE(found, nullptr) << text.toStdString();
    ASSERT_TRUE(found->isEnabled()) << text.toStdString();
    QTest::mouseClick(found, Qt::LeftButton);
  }
  [[nodiscard]] int waiting() const { return child<widgets::QueueList>().findChild<QListWidget*>()->count(); }
  [[nodiscard]] std::size_t started() const {
    const std::lock_guard lock(world->mutex);
    return world->requests.size();
  }
  [[nodiscard]] bool becomesIdle(std::size_t runs) const {
    return QTest::qWaitFor([&] { return started() == runs && world->sessionsAlive == 0; }, 20000);
  }
  void saveReport(const QString& file) {
    menu().reportRun->trigger();
    auto* dialog = window->findChild<QFileDialog*>();
    ASSERT_NE(dialog, nullptr);
    Q_EMIT dialog->fileSelected(file);
    dialog->close();
    QCoreApplication::sendPostedEvents(dialog, QEvent::DeferredDelete);
  }
  void type(const QString& text) {
    window->activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(window.get()));
    QTest::keyClick(window.get(), Qt::Key_K, Qt::ControlModifier);
    ASSERT_TRUE(QTest::qWaitFor([this] { return window->findChild<widgets::CommandList*>() != nullptr; }));
    auto* field = child<widgets::CommandList>().findChild<QLineEdit*>();
    QTest::keyClicks(field, text);
    QTest::keyClick(field, Qt::Key_Return);
  }

  QTemporaryDir folder;
  std::shared_ptr<support::FakeWorld> world = std::make_shared<support::FakeWorld>();
  runtime::Engine engine = support::fakeEngine(world);
  std::unique_ptr<MainWindow> window;
};

TEST_F(HabitsTest, AnotherRunIsQueuedWhileOneIsActiveAndStartsAfterIt) {
  world->stepTime = 10ms;
  open();
  click("Start run");
  ASSERT_TRUE(QTest::qWaitFor([this] { return button(*window, "Add to queue") != nullptr; }));
  auto& setup = child<widgets::SetupPanel>();
  RunConfig config = setup.config();
  config.method.parameters["bits"] = std::int64_t{4};
  setup.setConfig(config);
  ASSERT_TRUE(QTest::qWaitFor([&] { return setup.isReady(); })) << "the set-up stays usable";
  click("Add to queue");
  EXPECT_EQ(waiting(), 1);
  EXPECT_TRUE(child<widgets::QueueList>().isVisible());
  ASSERT_TRUE(becomesIdle(2));
  EXPECT_EQ(std::get<std::int64_t>(world->requests[1].config.method.parameters.at("bits")), 4);
  EXPECT_FALSE(child<widgets::QueueList>().isVisible());
}

TEST_F(HabitsTest, QueuesBothPartitionsOverThreeSeedsInAFewClicks) {
  world->stepTime = 1ms;
  open();
  QTest::keyClick(window.get(), Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
  auto* dialog = window->findChild<QueueDialog*>();
  ASSERT_NE(dialog, nullptr);
  EXPECT_EQ(dialog->findChild<QSpinBox*>("seeds")->value(), 3);
  click(*dialog, "Queue 6 runs");
  ASSERT_TRUE(becomesIdle(6));
  std::vector<std::string> made;
  for (const auto& request : world->requests)
    made.push_back(std::get<std::string>(request.config.method.parameters.at("partition")) +
                   std::to_string(request.config.seed));
  EXPECT_EQ(made, (std::vector<std::string>{"pruning1", "pruning2", "pruning3", "random1", "random2", "random3"}));
  EXPECT_EQ(world->files.size(), 6U) << "each has a file of its own";
}

TEST_F(HabitsTest, ARunThatCannotBeWrittenGoesOnAndMovesToAnotherPlace) {
  world->stepTime = 10ms;
  world->fullDisk = true;
  open();
  const auto banner = [this] { return child<widgets::MessageBanner>().text(); };
  const auto save = [this](const QString& file) {
    click("Save elsewhere");
    auto* dialog = window->findChild<QFileDialog*>();
    ASSERT_NE(dialog, nullptr);
    Q_EMIT dialog->fileSelected(file);
    delete dialog;
  };
  click("Start run");
  ASSERT_TRUE(QTest::qWaitFor([&] { return banner().contains("No space left on device"); }));
  EXPECT_TRUE(world->requests.front().awaitWritten) << "somebody is there to make room";
  save(folder.filePath("taken.h5"));
  ASSERT_TRUE(QTest::qWaitFor([&] { return banner().contains("taken.h5"); })) << banner().toStdString();
  const QString elsewhere = folder.filePath("elsewhere.h5");
  save(elsewhere);
  ASSERT_TRUE(QTest::qWaitFor([&] { return banner().contains("written again"); })) << banner().toStdString();
  EXPECT_TRUE(banner().contains(elsewhere));
  EXPECT_GT(world->sessionsAlive, 0) << "the run went on";
  ASSERT_TRUE(becomesIdle(1));
  EXPECT_EQ(world->files.count(elsewhere.toStdString()), 1U);
}

TEST_F(HabitsTest, StoppingARunThatCannotBeWrittenIsAskedFor) {
  world->stepTime = 10ms;
  world->fullDisk = true;
  open();
  click("Start run");
  ASSERT_TRUE(
      QTest::qWaitFor([&] { return child<widgets::MessageBanner>().text().contains("No space left on device"); }));
  const auto ask = [this] {
    Q_EMIT child<widgets::RunHeader>().stopRequested();
    return window->findChild<QMessageBox*>("stopQuestion");
  };
  QMessageBox* box = ask();
  ASSERT_NE(box, nullptr);
  click(*box, "Keep running");
  EXPECT_GT(world->sessionsAlive, 0);
  delete box;
  box = ask();
  ASSERT_NE(box, nullptr);
  click(*box, "Save elsewhere");
  auto* dialog = window->findChild<QFileDialog*>();
  ASSERT_NE(dialog, nullptr);
  delete dialog;
  delete box;
  box = ask();
  ASSERT_NE(box, nullptr);
  click(*box, "Stop");
  ASSERT_TRUE(becomesIdle(1));
}

TEST_F(HabitsTest, ARunThatAnotherProgramWritesIsFollowedToItsEnd) {
  open();
  const std::string path = folder.filePath("theirs.h5").toStdString();
  support::FakeProgress theirs(child<widgets::SetupPanel>().config(), path);
  theirs.advance();
  world->addFile(path, theirs.snapshot(RunState::Running));
  window->openPath(QString::fromStdString(path));
  auto& view = child<RunView>();
  ASSERT_TRUE(QTest::qWaitFor([&] { return view.snapshot() && view.snapshot()->path == path; }));
  EXPECT_EQ(view.snapshot()->stages.size(), 0U);
  for (int i = 1; i < theirs.steps(); ++i) theirs.advance();
  world->addFile(path, theirs.snapshot(RunState::Running));
  EXPECT_TRUE(QTest::qWaitFor([&] { return !view.snapshot()->stages.empty(); }, 6000));
  world->addFile(path, theirs.snapshot(RunState::Interrupted));
  EXPECT_TRUE(QTest::qWaitFor([&] { return view.snapshot()->state == RunState::Interrupted; }, 6000));
}

TEST_F(HabitsTest, AFailedRunIsReportedAndTheQueueGoesOn) {
  world->failure = failure("Out of memory at %1.", {"layer2"});
  open();
  QTest::keyClick(window.get(), Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
  click(*window->findChild<QueueDialog*>(), "Queue 6 runs");
  ASSERT_TRUE(becomesIdle(6)) << "a run that fails does not keep the others";
  auto& banner = child<widgets::MessageBanner>();
  ASSERT_TRUE(QTest::qWaitFor([&] { return banner.isVisible(); }));
  EXPECT_TRUE(banner.text().contains("Out of memory at layer2."));
  window->setView(MainWindow::View::Run);
  EXPECT_TRUE(QTest::qWaitFor([this] {
    const auto labels = child<widgets::RunHeader>().findChildren<QLabel*>();
    return std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
      return label->isVisible() && label->text().contains("Out of memory at layer2.");
    });
  })) << "the run itself says why it ended";
}

TEST_F(HabitsTest, TheQueueWaitsAfterStopUntilItIsToldToGoOn) {
  world->stepTime = 100ms;
  open();
  click("Start run");
  ASSERT_TRUE(QTest::qWaitFor([this] { return button(*window, "Add to queue") != nullptr; }));
  click("Add to queue");
  click("Add to queue");
  ASSERT_TRUE(QTest::qWaitFor([this] { return button(*window, "Stop") != nullptr; }));
  click("Stop");
  ASSERT_TRUE(QTest::qWaitFor([this] { return button(*window, "Go on") != nullptr; }));
  QTest::qWait(50);
  EXPECT_EQ(started(), 1U);
  EXPECT_EQ(waiting(), 2);
  world->stepTime = 1ms;
  click("Go on");
  EXPECT_TRUE(becomesIdle(3));
}

TEST_F(HabitsTest, AnotherRunStaysInViewWhenTheQueueGoesOn) {
  world->stepTime = 10ms;
  const QString past = folder.filePath("past.h5");
  world->addFile(past.toStdString(), support::fakeRun(past.toStdString()));
  open();
  click("Start run");
  ASSERT_TRUE(QTest::qWaitFor([this] { return button(*window, "Add to queue") != nullptr; }));
  click("Add to queue");
  window->openPath(past);
  ASSERT_TRUE(QTest::qWaitFor([&] {
    const auto shown = child<RunView>().snapshot();
    return shown && shown->path == past.toStdString();
  }));
  ASSERT_TRUE(becomesIdle(2));
  EXPECT_EQ(child<RunView>().snapshot()->path, past.toStdString());
}

TEST_F(HabitsTest, ClosingAsksAboutTheQueueAndForgetsIt) {
  world->stepTime = 30ms;
  open();
  click("Start run");
  ASSERT_TRUE(QTest::qWaitFor([this] { return button(*window, "Add to queue") != nullptr; }));
  click("Add to queue");
  EXPECT_FALSE(window->close());
  auto* box = window->findChild<QMessageBox*>();
  ASSERT_NE(box, nullptr);
  EXPECT_TRUE(box->text().contains("1")) << box->text().toStdString();
  click(*box, "Stop and close");
  ASSERT_TRUE(QTest::qWaitFor([this] { return !window->isVisible(); }));
  EXPECT_EQ(started(), 1U);
  EXPECT_EQ(world->sessionsAlive, 0);
}

TEST_F(HabitsTest, ThePaletteFindsMenusSubmenusRunsAndLayers) {
  const QString past = folder.filePath("runs/yesterday.h5");
  world->addFile(past.toStdString(), support::fakeRun(past.toStdString()));
  open();
  type("theme dark");
  ASSERT_TRUE(QTest::qWaitFor([] { return widgets::currentTheme() == widgets::Theme::Dark; }));
  type("theme light");
  ASSERT_TRUE(QTest::qWaitFor([] { return widgets::currentTheme() == widgets::Theme::Light; }));
  const ModelInfo model = support::fakeModel("builtin:resnet8-fashion");
  type("go to layer " + QString::fromStdString(model.layers[5].name));
  EXPECT_TRUE(QTest::qWaitFor([this] { return window->selectedLayer() == 5; }));
  ASSERT_TRUE(QTest::qWaitFor([this] { return menu().reportRun != nullptr; }));
  type("yesterday");
  EXPECT_TRUE(QTest::qWaitFor([&] {
    const auto shown = child<RunView>().snapshot();
    return shown && shown->path == past.toStdString();
  }));
}

TEST_F(HabitsTest, ThePaletteKnowsThatADisabledMenuHasNothingToOffer) {
  open();
  ASSERT_FALSE(menu().exportIntegers->isEnabled()) << "there is no run to deploy";
  int found = 0;
  for (const widgets::Command& command : menuCommands(*window->menuBar())) {
    if (!command.group.contains("Export integer program")) continue;
    ++found;
    EXPECT_FALSE(command.enabled) << command.title.toStdString();
  }
  EXPECT_GT(found, 0);
}

TEST_F(HabitsTest, TheFirstStartOffersThreeThingsAndKeepsQuietAfterwards) {
  open();
  auto& card = child<widgets::WelcomeCard>();
  EXPECT_TRUE(card.isVisible());
  click(card, "Run the example");
  ASSERT_TRUE(becomesIdle(1));
  EXPECT_FALSE(card.isVisible());
  window.reset();
  open();
  EXPECT_FALSE(child<widgets::WelcomeCard>().isVisible()) << "it was closed for good";
  menu().welcome->trigger();
  EXPECT_TRUE(child<widgets::WelcomeCard>().isVisible());
  click(child<widgets::WelcomeCard>(), "Explore bits");
  EXPECT_EQ(window->view(), MainWindow::View::Explore);
  EXPECT_FALSE(child<widgets::WelcomeCard>().isVisible());
}

TEST_F(HabitsTest, FollowsTheDesktopBetweenLightAndDark) {
  open();
  SystemTheme& system = SystemTheme::instance();
  const QString space = QStringLiteral("org.freedesktop.appearance");
  const auto say = [&](const QString& where, uint scheme) {
    QMetaObject::invokeMethod(&system, "settingChanged", Q_ARG(QString, where), Q_ARG(QString, "color-scheme"),
                              Q_ARG(QDBusVariant, QDBusVariant(QVariant::fromValue(scheme))));
  };
  say(space, 1);
  EXPECT_EQ(widgets::currentTheme(), widgets::Theme::Dark);
  say("org.example.other", 2);
  EXPECT_EQ(widgets::currentTheme(), widgets::Theme::Dark) << "another setting of that name";
  say(space, 2);
  EXPECT_EQ(widgets::currentTheme(), widgets::Theme::Light);
  type("theme light");
  QTest::qWait(20);
  say(space, 1);
  EXPECT_EQ(widgets::currentTheme(), widgets::Theme::Light) << "the user's choice stands";
  say(space, 2);
}

TEST(SystemTheme, ReadsThePortalsValueAlsoInItsWrappers) {
  EXPECT_EQ(SystemTheme::themeOf(QVariant::fromValue(1U)), widgets::Theme::Dark);
  EXPECT_EQ(SystemTheme::themeOf(QVariant::fromValue(QDBusVariant(QVariant::fromValue(2U)))), widgets::Theme::Light);
  EXPECT_EQ(SystemTheme::themeOf(QVariant::fromValue(0U)), std::nullopt);
  EXPECT_EQ(SystemTheme::themeOf({}), std::nullopt);
}

TEST_F(HabitsTest, AMethodHasAPageWithItsCitationToCopy) {
  open();
  QTest::keyClick(window.get(), Qt::Key_F1);
  auto* help = window->findChild<MethodHelp*>();
  ASSERT_NE(help, nullptr);
  const QString page = help->findChild<QTextBrowser*>()->toPlainText();
  EXPECT_TRUE(page.contains("Integers with one shared exponent")) << page.toStdString();
  EXPECT_TRUE(page.contains("2 to 16 bits"));
  EXPECT_TRUE(page.contains("as bits")) << "a parameter that follows another one";
  EXPECT_TRUE(page.contains("pruning, random"));
}

TEST(MethodPage, NamesThePaperAndCopiesBibtex) {
  MethodInfo method = support::fakeMethod();
  method.citation =
      "@article{a2024, author = {Ada Lovelace and Emmy Noether}, title = {On {Integers}},\n"
      "  journal = {Journal of Bits}, year = {2024}, note = {A line that is far too long for a page of this width, "
      "because whoever wrote it did not think of those who would read it in a window of an ordinary size}}";
  const QString page = methodPage(method);
  EXPECT_TRUE(page.contains("Ada Lovelace; Emmy Noether, <i>On Integers</i>, Journal of Bits, 2024"))
      << page.toStdString();
  auto* help = new MethodHelp({method}, nullptr);
  help->showMethod("ioiq");
  help->show();
  EXPECT_EQ(help->findChild<QTextBrowser*>()->horizontalScrollBar()->maximum(), 0) << "long lines are wrapped";
  for (auto* each : help->findChildren<QAbstractButton*>())
    if (each->text().contains("BibTeX")) QTest::mouseClick(each, Qt::LeftButton);
  EXPECT_EQ(QApplication::clipboard()->text(), QString::fromStdString(method.citation));
  help->close();
}

TEST_F(HabitsTest, ThePageOfKeysNamesEveryShortcutOfTheMenus) {
  open();
  const QString page = shortcutPage(*window->menuBar());
  for (QAction* action : {menu().start, menu().commands, menu().exportFigure, menu().reportRun})
    EXPECT_TRUE(page.contains(action->shortcut().toString(QKeySequence::NativeText))) << action->text().toStdString();
}

TEST_F(HabitsTest, NoTwoActionsOfTheMenusShareAShortcut) {
  open();
  QStringList seen;
  for (QAction* action : window->findChildren<QAction*>()) {
    if (action->shortcutContext() != Qt::WindowShortcut) continue;
    for (const QKeySequence& keys : action->shortcuts()) {
      EXPECT_FALSE(seen.contains(keys.toString())) << keys.toString().toStdString() << action->text().toStdString();
      seen << keys.toString();
    }
  }
  EXPECT_GT(seen.size(), 15);
}

TEST_F(HabitsTest, ReportsTheRunThatIsShownAsOnePage) {
  const QString past = folder.filePath("past.h5");
  world->addFile(past.toStdString(), support::fakeRun(past.toStdString()));
  open();
  EXPECT_FALSE(menu().reportRun->isEnabled()) << "there is no run yet";
  window->openPath(past);
  ASSERT_TRUE(QTest::qWaitFor([this] { return menu().reportRun->isEnabled(); }));
  const QString file = folder.filePath("past.html");
  saveReport(file);
  auto& banner = child<widgets::MessageBanner>();
  ASSERT_TRUE(QTest::qWaitFor([&] { return banner.text().contains("Report saved"); }));
  QFile page(file);
  ASSERT_TRUE(page.open(QIODevice::ReadOnly));
  EXPECT_TRUE(page.readAll().contains("<svg"));
  EXPECT_NE(button(banner, "Open"), nullptr);
  saveReport(folder.filePath("none/past.html"));
  ASSERT_TRUE(QTest::qWaitFor([&] { return banner.text().contains("none/past.html cannot be written"); }));
}

TEST_F(HabitsTest, ADraggedFileIsNamedBeforeItIsDropped) {
  open();
  QMimeData data;
  data.setUrls({QUrl::fromLocalFile(folder.filePath("net.safetensors"))});
  QDragEnterEvent enter(QPoint(400, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QApplication::sendEvent(window.get(), &enter);
  auto& hint = child<widgets::DropHint>();
  EXPECT_TRUE(hint.isVisible());
  EXPECT_TRUE(hint.accessibleName().contains("net.safetensors"));
  QDragLeaveEvent leave;
  QApplication::sendEvent(window.get(), &leave);
  EXPECT_FALSE(hint.isVisible());
}

TEST_F(HabitsTest, ResetsTheLayout) {
  open();
  window->showNormal();
  window->resize(1440, 900);
  QApplication::processEvents();
  menu().resetLayout->trigger();
  auto* columns = window->findChild<QSplitter*>("columns");
  const QList<int> first = columns->sizes();
  columns->setSizes({500, 900});
  menu().showDetails->setChecked(false);
  ASSERT_NE(columns->sizes(), first);
  menu().resetLayout->trigger();
  QApplication::processEvents();
  EXPECT_EQ(columns->sizes(), first);
  EXPECT_TRUE(menu().showDetails->isChecked());
}

TEST_F(HabitsTest, OffersTheLanguagesThereAreAndSaysWhenTheyChange) {
  open();
  QStringList names;
  for (QAction* action : menu().languages->actions()) names << action->text();
  EXPECT_TRUE(names.contains("English"));
  EXPECT_TRUE(names.contains("Deutsch"));
  for (QAction* action : menu().languages->actions())
    if (action->text() == "Deutsch") action->trigger();
  EXPECT_TRUE(child<widgets::MessageBanner>().text().contains("next start"));
  EXPECT_EQ(localeOf(QSettings().value("language").toString()).language(), QLocale::German);
}

}  // namespace
}  // namespace dyadic::shell
