// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/MainWindow.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>
#include <algorithm>

#include "app/shell/RunView.h"
#include "tests/support/FakeEngine.h"
#include "widgets/panels/EdgeTable.h"
#include "widgets/panels/LayerTable.h"
#include "widgets/panels/MessageBanner.h"
#include "widgets/panels/RunHeader.h"
#include "widgets/panels/RunList.h"
#include "widgets/panels/SetupPanel.h"
#include "widgets/panels/explore/NetworkPanel.h"
#include "widgets/plots/ErrorPlot.h"
#include "widgets/plots/FigureDialog.h"
#include "widgets/plots/HistogramPlot.h"
#include "widgets/plots/LossPlot.h"
#include "widgets/plots/StagesPlot.h"

namespace dyadic::shell {
namespace {

using namespace std::chrono_literals;

class MainWindowTest : public testing::Test {
 protected:
  void open() {
    window = std::make_unique<MainWindow>(engine, folder.filePath("runs"));
    window->resize(1280, 800);
    window->show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(window.get()));
    ASSERT_TRUE(QTest::qWaitFor([this] { return !histogram().isEmpty(); })) << "the what-if of the example";
  }
  template <class T>
  [[nodiscard]] T& child() const {
    return *window->findChild<T*>();
  }
  [[nodiscard]] widgets::HistogramPlot& histogram() const { return child<widgets::HistogramPlot>(); }
  [[nodiscard]] RunState shownState() const {
    const auto snapshot = child<RunView>().snapshot();
    return snapshot ? snapshot->state : RunState::Opening;
  }
  [[nodiscard]] bool reaches(RunState state) const {
    return QTest::qWaitFor([this, state] { return shownState() == state; });
  }
  /// The first button that can be seen and says so, or null.
  [[nodiscard]] QAbstractButton* button(const QString& text) const {
    for (auto* each : window->findChildren<QAbstractButton*>())
      if (each->isVisible() && each->text().remove('&').contains(text)) return each;
    return nullptr;
  }
  void click(const QString& text) {
    QAbstractButton* found = button(text);
    ASSERT_NE(found, nullptr) << text.toStdString();
    ASSERT_TRUE(found->isEnabled()) << text.toStdString();
    QTest::mouseClick(found, Qt::LeftButton);
  }
  [[nodiscard]] QString runFile() const {
    const auto files = QDir(folder.filePath("runs")).entryList({"*.h5"});
    return files.isEmpty() ? QString() : folder.filePath("runs/" + files.first());
  }

  QTemporaryDir folder;
  std::shared_ptr<support::FakeWorld> world = std::make_shared<support::FakeWorld>();
  runtime::Engine engine = support::fakeEngine(world);
  std::unique_ptr<MainWindow> window;
};

TEST_F(MainWindowTest, OpensOnTheExampleAndShowsWhatQuantizationWouldDo) {
  open();
  EXPECT_EQ(child<widgets::SetupPanel>().config().model.path, "builtin:resnet8-fashion");
  EXPECT_EQ(child<widgets::SetupPanel>().config().data.path, "builtin:fashion-mnist");
  EXPECT_TRUE(child<widgets::SetupPanel>().isReady());
  EXPECT_FALSE(child<widgets::ErrorPlot>().isEmpty());
  EXPECT_TRUE(child<widgets::NetworkPanel>().isVisible());
  EXPECT_GE(window->selectedLayer(), 0);
  EXPECT_EQ(child<widgets::LayerTable>().selectedLayer(), window->selectedLayer());
  EXPECT_TRUE(child<widgets::MessageBanner>().isHidden());
}

TEST_F(MainWindowTest, RealScalesAndFloatMapsAreNamedForWhatTheyAre) {
  world->mendLayer = [](session::WhatIfLayer& layer) {
    layer.record.exponent.reset();
    layer.record.bits = 1;
    layer.record.scales = 16;
    layer.record.scale = 0.02;
    layer.candidates.clear();
    layer.mapBits = 0;
  };
  open();
  const auto shows = [&](const char* text) {
    const auto labels = window->findChildren<QLabel*>();
    return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) { return label->text().contains(text); });
  };
  EXPECT_TRUE(shows("1 bit · 16 scales"));
  EXPECT_FALSE(shows("· exponent"));
  const auto* view = child<widgets::LayerTable>().findChild<QTableView*>();
  const auto* model = view->model();
  const auto columnOf = [&](const char* title) {
    for (int i = 0; i < model->columnCount(); ++i)
      if (model->headerData(i, Qt::Horizontal).toString() == title) return i;
    return -1;
  };
  EXPECT_EQ(model->index(0, columnOf("Maps")).data().toString(), "float");
  EXPECT_EQ(model->index(0, columnOf("Scale")).data().toString(), "16 scales");
  EXPECT_TRUE(view->isColumnHidden(columnOf("Exp")));
}

TEST_F(MainWindowTest, RunsPausesResumesStopsAndReopensByClicks) {
  world->stepTime = 20ms;
  open();
  click("Start");
  ASSERT_TRUE(reaches(RunState::Running));
  EXPECT_EQ(window->view(), MainWindow::View::Run);
  EXPECT_NE(button("Live"), nullptr);
  click("Pause");
  ASSERT_TRUE(reaches(RunState::Paused));
  click("Resume");
  ASSERT_TRUE(reaches(RunState::Running));
  ASSERT_TRUE(QTest::qWaitFor([this] { return !child<RunView>().snapshot()->stages.empty(); }));
  EXPECT_FALSE(child<widgets::StagesPlot>().isEmpty());
  EXPECT_FALSE(child<widgets::LossPlot>().isEmpty());
  EXPECT_FALSE(histogram().isEmpty());
  click("Stop");
  ASSERT_TRUE(reaches(RunState::Stopped));
  ASSERT_TRUE(QTest::qWaitFor([this] { return button("Start run") != nullptr; }));

  const QString path = runFile();
  ASSERT_FALSE(path.isEmpty());
  window->setView(MainWindow::View::Explore);
  const auto before = child<RunView>().snapshot();
  Q_EMIT child<widgets::RunList>().opened(path);
  ASSERT_TRUE(QTest::qWaitFor([&] { return child<RunView>().snapshot() != before; }));
  EXPECT_EQ(window->view(), MainWindow::View::Run);
  EXPECT_EQ(shownState(), RunState::Stopped);
  EXPECT_EQ(child<widgets::RunList>().current(), path);
  EXPECT_FALSE(histogram().isEmpty());
}

TEST_F(MainWindowTest, SpacePausesAndResumesInTheRunView) {
  world->stepTime = 30ms;
  open();
  click("Start");
  ASSERT_TRUE(reaches(RunState::Running));
  EXPECT_TRUE(child<RunView>().hasFocus());
  QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
  ASSERT_TRUE(reaches(RunState::Paused));
  child<widgets::StagesPlot>().setFocus();
  QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
  ASSERT_TRUE(reaches(RunState::Running));
  auto* filter = child<widgets::LayerTable>().findChild<QLineEdit*>();
  filter->setFocus();
  QTest::keyClick(filter, Qt::Key_Space);
  EXPECT_EQ(filter->text(), " ");
  QTest::qWait(100);
  EXPECT_EQ(shownState(), RunState::Running) << "a text field keeps its spaces";
}

TEST_F(MainWindowTest, APastRunHasNeitherStartNorLive) {
  const QString past = folder.filePath("past.h5");
  world->addFile(past.toStdString(), support::fakeRun(past.toStdString()));
  open();
  window->setView(MainWindow::View::Run);
  EXPECT_NE(button("Start"), nullptr);
  window->openPath(past);
  ASSERT_TRUE(reaches(RunState::Finished));
  EXPECT_EQ(button("Live"), nullptr);
  const auto buttons = child<widgets::RunHeader>().findChildren<QAbstractButton*>();
  EXPECT_TRUE(std::none_of(buttons.begin(), buttons.end(), [](auto* each) { return each->isVisible(); }));
}

TEST_F(MainWindowTest, AFolderOfRunsIsListedAndItsFirstRunShown) {
  for (const char* name : {"sweep/bits=4_seed=2.h5", "sweep/bits=4_seed=1.h5"}) {
    const std::string path = folder.filePath(name).toStdString();
    world->addFile(path, support::fakeRun(path));
  }
  open();
  window->openPath(folder.filePath("sweep"));
  ASSERT_TRUE(reaches(RunState::Finished));
  EXPECT_EQ(child<widgets::RunList>().current(), folder.filePath("sweep/bits=4_seed=1.h5"));
  const auto* list = child<widgets::RunList>().findChild<QAbstractItemView*>();
  EXPECT_TRUE(QTest::qWaitFor([&] { return list->model()->rowCount() == 2; }));
}

TEST_F(MainWindowTest, FollowsTheFormWithTheWhatIf) {
  open();
  auto& setup = child<widgets::SetupPanel>();
  const int before = world->whatIfComputed;
  RunConfig config = setup.config();
  config.method.parameters["bits"] = std::int64_t{4};
  setup.setConfig(config);
  for (int i = 0; i < 200; ++i) Q_EMIT setup.changed();
  QTest::qWait(250);
  EXPECT_GT(world->whatIfComputed, before);
  EXPECT_LE(world->whatIfComputed, before + 8) << "changes are thinned out";
}

TEST_F(MainWindowTest, OneLayerIsSelectedEverywhere) {
  open();
  child<widgets::LayerTable>().selectLayer(4);
  EXPECT_EQ(window->selectedLayer(), 4);
  Q_EMIT child<widgets::ErrorPlot>().layerSelected(6);
  EXPECT_EQ(window->selectedLayer(), 6);
  EXPECT_EQ(child<widgets::LayerTable>().selectedLayer(), 6);
  click("Start");
  ASSERT_TRUE(reaches(RunState::Finished));
  EXPECT_EQ(window->selectedLayer(), 6) << "the same model keeps its selection";
}

TEST_F(MainWindowTest, ShowsFeatureMapsInPlaceOfWeightsAndKeepsTheSelectedName) {
  open();
  EXPECT_FALSE(button("Feature maps")->isEnabled()) << "a what-if has none";
  click("Start");
  ASSERT_TRUE(reaches(RunState::Finished));
  child<widgets::LayerTable>().selectLayer(4);
  click("Feature maps");
  auto& maps = child<widgets::EdgeTable>();
  EXPECT_TRUE(maps.isVisible());
  EXPECT_FALSE(child<widgets::LayerTable>().isVisible());
  EXPECT_EQ(maps.selectedEdge(), 4) << "the feature map of the same name";
  EXPECT_FALSE(histogram().isEmpty());
  Q_EMIT child<widgets::ErrorPlot>().layerSelected(7);
  EXPECT_EQ(maps.selectedEdge(), 7);
  window->setView(MainWindow::View::Explore);
  EXPECT_TRUE(child<widgets::LayerTable>().isVisible());
  window->setView(MainWindow::View::Run);
  EXPECT_TRUE(maps.isVisible()) << "the choice is kept";
  click("Weights");
  EXPECT_EQ(window->selectedLayer(), 7);
}

TEST_F(MainWindowTest, LooksAtAPastStageAndFollowsAgain) {
  world->stepTime = 10ms;
  open();
  click("Start");
  auto& view = child<RunView>();
  ASSERT_TRUE(QTest::qWaitFor([&] { return view.snapshot() && view.snapshot()->stages.size() >= 2; }));
  view.selectStage(0);
  ASSERT_EQ(view.stage()->index, 0);
  ASSERT_TRUE(reaches(RunState::Finished));
  EXPECT_EQ(view.stage()->index, 0) << "new snapshots leave the picked stage alone";
  view.followLive();
  EXPECT_EQ(view.stage()->index, 3);
}

TEST_F(MainWindowTest, AnotherRunCanBeLookedAtWhileOneIsActive) {
  world->stepTime = 200ms;
  const QString past = folder.filePath("past.h5");
  world->addFile(past.toStdString(), support::fakeRun(past.toStdString()));
  open();
  click("Start");
  ASSERT_TRUE(reaches(RunState::Running));
  const std::string live = child<RunView>().snapshot()->path;
  window->openPath(past);
  ASSERT_TRUE(reaches(RunState::Finished));
  QTest::qWait(450);  // two more live snapshots
  EXPECT_EQ(child<RunView>().snapshot()->path, past.toStdString()) << "live snapshots do not take the view back";
  window->openPath(QString::fromStdString(live));
  EXPECT_EQ(child<RunView>().snapshot()->path, live);
}

TEST_F(MainWindowTest, ClosingDuringARunAsksOnceAndEndsItCleanly) {
  world->stepTime = 30ms;
  open();
  click("Start");
  ASSERT_TRUE(reaches(RunState::Running));
  EXPECT_FALSE(window->close());
  EXPECT_FALSE(window->close());
  ASSERT_EQ(window->findChildren<QMessageBox*>().size(), 1);
  auto* box = window->findChild<QMessageBox*>();
  for (QAbstractButton* button : box->buttons())
    if (box->buttonRole(button) == QMessageBox::DestructiveRole) QTest::mouseClick(button, Qt::LeftButton);
  ASSERT_TRUE(QTest::qWaitFor([this] { return !window->isVisible(); }));
  EXPECT_EQ(world->sessionsAlive, 0);
  EXPECT_EQ(world->files.size(), 1U) << "the run file was finished";
  EXPECT_EQ(world->files.begin()->second->state, RunState::Stopped);
}

TEST_F(MainWindowTest, StopsTheRunAndClosesWithoutAQuestionWhenToldTo) {
  world->stepTime = 30ms;
  open();
  click("Start");
  ASSERT_TRUE(reaches(RunState::Running));
  window->stopAndClose();
  ASSERT_TRUE(QTest::qWaitFor([this] { return !window->isVisible(); }));
  EXPECT_EQ(window->findChild<QMessageBox*>(), nullptr);
  EXPECT_EQ(world->sessionsAlive, 0);
  EXPECT_EQ(world->files.begin()->second->state, RunState::Stopped);
}

TEST_F(MainWindowTest, KeepsRunningWhenTheQuestionIsDeclined) {
  world->stepTime = 30ms;
  open();
  click("Start");
  ASSERT_TRUE(reaches(RunState::Running));
  EXPECT_FALSE(window->close());
  auto* box = window->findChild<QMessageBox*>();
  ASSERT_NE(box, nullptr);
  QTest::mouseClick(box->defaultButton(), Qt::LeftButton);
  EXPECT_TRUE(window->isVisible());
  EXPECT_EQ(world->sessionsAlive, 1);
}

TEST_F(MainWindowTest, SaysInPlaceWhatIsWrongWithAFile) {
  open();
  const QString bad = folder.filePath("bad.h5");
  QFile(bad).open(QIODevice::WriteOnly);
  window->openPath(bad);
  auto& banner = child<widgets::MessageBanner>();
  ASSERT_TRUE(QTest::qWaitFor([&] { return banner.isVisible(); }));
  EXPECT_TRUE(banner.text().contains("bad.h5"));
  EXPECT_EQ(window->findChild<QMessageBox*>(), nullptr);
}

TEST_F(MainWindowTest, WaitsForNoPipe) {
  open();
  const QString pipe = folder.filePath("config.json");
  ASSERT_EQ(mkfifo(pipe.toLocal8Bit().constData(), 0600), 0);
  window->openPath(pipe);
  auto& banner = child<widgets::MessageBanner>();
  ASSERT_TRUE(QTest::qWaitFor([&] { return banner.isVisible(); }));
  EXPECT_TRUE(banner.text().contains("no regular file"));
}

TEST_F(MainWindowTest, NeverOverwritesARunFileWithoutAsking) {
  open();
  const QString taken = folder.filePath("taken.h5");
  QFile(taken).open(QIODevice::WriteOnly);
  auto& setup = child<widgets::SetupPanel>();
  RunConfig config = setup.config();
  config.output = taken.toStdString();
  setup.setConfig(config);
  window->startRun();
  EXPECT_EQ(world->sessionsAlive, 0);
  auto& banner = child<widgets::MessageBanner>();
  ASSERT_TRUE(banner.isVisible());
  Q_EMIT banner.actionTriggered();
  EXPECT_EQ(world->sessionsAlive, 1);
  EXPECT_TRUE(world->requests.back().force);
}

TEST_F(MainWindowTest, TakesFilesThatAreDroppedOnIt) {
  open();
  const QString path = folder.filePath("dropped.h5");
  world->addFile(path.toStdString(), support::fakeRun(path.toStdString()));
  QMimeData data;
  data.setUrls({QUrl::fromLocalFile(path)});
  QDragEnterEvent enter(QPoint(400, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QApplication::sendEvent(window.get(), &enter);
  EXPECT_TRUE(enter.isAccepted());
  QDropEvent event(QPointF(400, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QApplication::sendEvent(window.get(), &event);
  ASSERT_TRUE(reaches(RunState::Finished));
  EXPECT_EQ(child<RunView>().snapshot()->path, path.toStdString());
}

TEST_F(MainWindowTest, WhatIsDroppedIsToldApartByLooking) {
  open();
  const auto make = [&](const QString& name, const QByteArray& bytes) {
    QFile file(folder.filePath(name));
    EXPECT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    return file.fileName();
  };
  const auto drop = [&](const QString& path) {
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter(QPoint(400, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(window.get(), &enter);
    QDropEvent event(QPointF(400, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(window.get(), &event);
    return child<widgets::SetupPanel>().config();
  };
  for (const char* name : {"net.onnx", "weights.pth", "weights.th", "model.tar", "traced.pt", "net.safetensors"}) {
    const QString path = make(name, "x");
    EXPECT_EQ(drop(path).model.path, path.toStdString());
  }
  const QByteArray idx("\0\0\x08\x03", 4);
  for (const auto& [name, bytes] : {std::pair<QString, QByteArray>{"t10k-images-idx3-ubyte.gz", "\x1f\x8b"},
                                    {"data_batch_1", "x"},
                                    {"test_batch.bin", "x"},
                                    {"strange", idx}}) {
    const QString path = make(name, bytes);
    EXPECT_EQ(drop(path).data.path, path.toStdString());
  }
  EXPECT_EQ(drop(folder.path()).data.path, folder.path().toStdString()) << "a folder is a data set";
  const QString run = folder.filePath("renamed");
  world->addFile(run.toStdString(), support::fakeRun(run.toStdString()));
  make("renamed", "\x89HDF\r\n\x1a\n");
  (void)drop(run);
  EXPECT_TRUE(reaches(RunState::Finished)) << "a run file whatever it is called";
}

TEST_F(MainWindowTest, StartsAtOnceWhenAskedTo) {
  window = std::make_unique<MainWindow>(engine, folder.filePath("runs"));
  window->show();
  window->startWhenReady();
  EXPECT_TRUE(reaches(RunState::Finished));
}

TEST_F(MainWindowTest, WarnsOfTheDataOfARun) {
  open();
  auto& panel = child<widgets::SetupPanel>();
  RunConfig config = panel.config();
  config.data.path = "/data/overlap";
  panel.setConfig(config);
  window->startWhenReady();
  auto& banner = child<widgets::MessageBanner>();
  ASSERT_TRUE(QTest::qWaitFor([&] { return banner.isVisible() && banner.text().contains("share 3 of 10000"); }));
  EXPECT_TRUE(banner.text().contains("cannot be read")) << banner.text().toStdString();
}

TEST_F(MainWindowTest, ResumesARunFromItsFile) {
  open();
  const QString path = folder.filePath("half.h5");
  world->addFile(path.toStdString(), support::fakeRun(path.toStdString(), RunState::Interrupted));
  Q_EMIT child<widgets::RunList>().resumeRequested(path);
  ASSERT_EQ(world->requests.size(), 1U);
  EXPECT_EQ(world->requests.front().resume, path.toStdString());
}

TEST_F(MainWindowTest, OffersToResumeARunThatHasNotFinished) {
  open();
  const QString path = folder.filePath("half.h5");
  world->addFile(path.toStdString(), support::fakeRun(path.toStdString(), RunState::Stopped));
  window->openPath(path);
  ASSERT_TRUE(QTest::qWaitFor([this] { return button("Resume") != nullptr; }));
  click("Resume");
  ASSERT_EQ(world->requests.size(), 1U);
  EXPECT_EQ(world->requests.front().resume, path.toStdString());
}

TEST_F(MainWindowTest, ExportsAFigureThroughItsDialog) {
  open();
  Q_EMIT histogram().exportRequested();
  auto* dialog = window->findChild<widgets::FigureDialog*>();
  ASSERT_NE(dialog, nullptr);
  EXPECT_TRUE(dialog->isVisible());
  dialog->close();
}

}  // namespace
}  // namespace dyadic::shell
