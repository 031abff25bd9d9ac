// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/CompareBinder.h"

#include <gtest/gtest.h>

#include <QComboBox>
#include <QFile>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "app/shell/Notices.h"
#include "app/shell/RunListBinder.h"
#include "tests/support/FakeEngine.h"
#include "widgets/panels/MessageBanner.h"
#include "widgets/panels/RunList.h"
#include "widgets/panels/RunListItems.h"
#include "widgets/panels/compare/CompareBar.h"
#include "widgets/panels/compare/CompareView.h"
#include "widgets/panels/compare/FlipsPage.h"
#include "widgets/panels/images/ImageGrid.h"
#include "widgets/plots/ComparePlot.h"
#include "widgets/plots/HistogramsPlot.h"
#include "widgets/plots/ParallelPlot.h"
#include "widgets/plots/ParetoPlot.h"
#include "widgets/plots/Plot.h"

namespace dyadic::shell {
namespace {

using widgets::CompareView;

class CompareBinderTest : public testing::Test {
 protected:
  struct Made {
    std::int64_t bits = 8;
    std::string partition = "pruning";
    std::uint64_t seed = 1;
    std::string architecture = "resnet8-cifar";
  };
  QString put(const QString& name, const Made& made) {
    const std::string path = folder.filePath(name + ".h5").toStdString();
    RunConfig config = dyadic::support::fakeConfig();
    config.method.parameters["bits"] = made.bits;
    config.method.parameters["partition"] = made.partition;
    config.seed = made.seed;
    dyadic::support::FakeProgress progress(config, path);
    for (int i = 0; i < progress.steps(); ++i) progress.advance();
    auto run = std::make_shared<RunSnapshot>(*progress.snapshot(RunState::Finished));
    auto outline = std::make_shared<RunOutline>(*run->outline);
    outline->model.architecture = made.architecture;
    run->outline = outline;
    world->addFile(path, run);
    return QString::fromStdString(path);
  }
  void open() {
    library = std::make_unique<runtime::RunLibrary>(dyadic::support::fakeEngine(world));
    notices = std::make_unique<Notices>(banner);
    listBinder = std::make_unique<RunListBinder>(*library, list, *notices);
    binder = std::make_unique<CompareBinder>(dyadic::support::fakeEngine(world),
                                             CompareBinder::Parts{*library, *listBinder, list, view});
    view.resize(1200, 900);
    view.show();
    list.resize(300, 500);
    list.show();
    library->setFolder(folder.path());
    const bool read = QTest::qWaitFor([&] {
      const auto& entries = library->entries();
      return !entries.isEmpty() &&
             std::all_of(entries.begin(), entries.end(), [](const runtime::RunEntry& e) { return e.read; });
    });
    EXPECT_TRUE(read);
    binder->show(nullptr, true);
  }
  bool waitForRuns(std::size_t count) {
    return QTest::qWaitFor([&] { return view.runs().size() == count; });
  }
  QModelIndex rowOf(const QString& path) {
    auto* rows = list.findChild<QListView*>();
    for (int i = 0; i < rows->model()->rowCount(); ++i)
      if (rows->model()->index(i, 0).data(widgets::PathRole).toString() == path) return rows->model()->index(i, 0);
    return {};
  }
  void clickEye(const QString& path) {
    auto* rows = list.findChild<QListView*>();
    QTest::mouseClick(rows->viewport(), Qt::LeftButton, {},
                      widgets::RunDelegate::eyeRect(rows->visualRect(rowOf(path))).center());
  }

  QTemporaryDir folder;
  std::shared_ptr<dyadic::support::FakeWorld> world = std::make_shared<dyadic::support::FakeWorld>();
  widgets::MessageBanner banner;
  widgets::RunList list;
  CompareView view;
  std::unique_ptr<runtime::RunLibrary> library;
  std::unique_ptr<Notices> notices;
  std::unique_ptr<RunListBinder> listBinder;
  std::unique_ptr<CompareBinder> binder;
};

TEST_F(CompareBinderTest, ComparesRunsOfOneNetworkAtFirstAndAllOnDemand) {
  put("a", {8});
  put("b", {6});
  put("c", {8, "pruning", 1, "resnet20-cifar"});
  QFile(folder.filePath("broken.h5")).open(QIODevice::WriteOnly);
  open();
  binder->show(dyadic::support::fakeRun(folder.filePath("a.h5").toStdString()), true);
  ASSERT_TRUE(waitForRuns(2));
  EXPECT_EQ(view.emptyText(), "");
  EXPECT_EQ(view.pair().first, folder.filePath("a.h5"));
  EXPECT_EQ(view.pair().second, folder.filePath("b.h5"));
  Q_EMIT view.scopeChanged(1);
  EXPECT_EQ(view.runs().size(), 3u);
}

TEST_F(CompareBinderTest, TheEyeTakesARunOutAndBringsItBack) {
  const QString a = put("a", {8});
  put("b", {6});
  open();
  ASSERT_TRUE(waitForRuns(2));
  QSignalSpy opened(&list, &widgets::RunList::opened);
  clickEye(a);
  EXPECT_TRUE(waitForRuns(1));
  clickEye(folder.filePath("b.h5"));
  ASSERT_TRUE(QTest::qWaitFor([&] { return !view.emptyText().isEmpty(); }));
  EXPECT_TRUE(view.emptyText().contains("hidden"));
  clickEye(a);
  EXPECT_TRUE(waitForRuns(1));
  EXPECT_EQ(opened.count(), 0);
  EXPECT_TRUE(QTest::qWaitFor([&] { return QFile::exists(folder.filePath("index.json")); }));
}

TEST_F(CompareBinderTest, TwoSelectedRunsAreComparedAlone) {
  put("a", {8});
  const QString b = put("b", {6});
  const QString c = put("c", {4});
  open();
  ASSERT_TRUE(waitForRuns(3));
  auto* rows = list.findChild<QListView*>();
  QTest::mouseClick(rows->viewport(), Qt::LeftButton, {}, rows->visualRect(rowOf(b)).topLeft() + QPoint(60, 12));
  QTest::mouseClick(rows->viewport(), Qt::LeftButton, Qt::ControlModifier,
                    rows->visualRect(rowOf(c)).topLeft() + QPoint(60, 12));
  ASSERT_TRUE(waitForRuns(2));
  EXPECT_EQ(list.selected().size(), 2);
}

TEST_F(CompareBinderTest, ADeletedRunIsBackAfterUndo) {
  const QString a = put("a", {8});
  put("b", {6});
  open();
  ASSERT_TRUE(waitForRuns(2));
  auto* rows = list.findChild<QListView*>();
  rows->setCurrentIndex(rowOf(a));
  QTest::keyClick(rows, Qt::Key_Delete);
  EXPECT_FALSE(QFile::exists(a));
  EXPECT_TRUE(waitForRuns(1));
  QPushButton* undo = nullptr;
  for (QPushButton* button : banner.findChildren<QPushButton*>())
    if (button->text().remove('&') == "Undo") undo = button;
  ASSERT_TRUE(undo);
  undo->click();
  EXPECT_TRUE(QFile::exists(a));
  EXPECT_TRUE(waitForRuns(2));
}

TEST_F(CompareBinderTest, KeepsToTheNetworkOfTheRunThatIsShownWhenItsFileIsDeleted) {
  const QString a = put("a", {8});
  put("b", {6});
  put("c", {8, "pruning", 1, "resnet20-cifar"});
  open();
  binder->show(dyadic::support::fakeRun(a.toStdString()), true);
  ASSERT_TRUE(waitForRuns(2));
  Q_EMIT list.removeRequested({a});
  ASSERT_TRUE(waitForRuns(1));
  EXPECT_EQ(view.runs().front().name, "b");
}

TEST_F(CompareBinderTest, NamesColoursAndTagsAreTheSameEverywhere) {
  const QString a = put("a", {8});
  put("b", {6});
  open();
  ASSERT_TRUE(waitForRuns(2));
  Q_EMIT list.renamed(a, "my best");
  Q_EMIT list.colorChosen({a}, 5);
  Q_EMIT list.tagChanged({a}, "paper", true);
  ASSERT_TRUE(QTest::qWaitFor([&] {
    return std::any_of(view.runs().begin(), view.runs().end(),
                       [](const auto& run) { return run.name == "my best" && run.color == 5; });
  }));
  EXPECT_EQ(rowOf(a).data().toString(), "my best");
  EXPECT_EQ(library->index().mark(a).tags, QStringList{"paper"});
  Q_EMIT list.archivedChanged({a}, true);
  EXPECT_TRUE(waitForRuns(1));
  EXPECT_FALSE(rowOf(a).isValid());
}

TEST_F(CompareBinderTest, FlippedImagesComeAsTheyAreSeen) {
  const QString a = put("a", {8});
  const QString b = put("b", {6});
  session::RunPredictions before;
  session::RunPredictions after;
  for (int i = 0; i < 100; ++i) {
    before.label.push_back(i % 10);
    before.floatNetwork.push_back(i % 10);
    before.hard.push_back(i % 10);
    after.label.push_back(i % 10);
    after.floatNetwork.push_back(i % 10);
    after.hard.push_back(i < 30 ? (i + 1) % 10 : i % 10);
  }
  world->predictions[a.toStdString()] = before;
  world->predictions[b.toStdString()] = after;
  open();
  binder->show(dyadic::support::fakeRun(a.toStdString()), true);
  ASSERT_TRUE(waitForRuns(2));
  view.setPair(a, b);
  view.setPage(CompareView::Page::Flips);
  widgets::FlipsPage& flips = view.flips();
  ASSERT_TRUE(QTest::qWaitFor([&] { return flips.grid().keys().size() == 30; }));
  EXPECT_TRUE(QTest::qWaitFor([&] { return flips.grid().isComplete(); })) << "with their pixels";
  EXPECT_EQ(flips.emptyText(), "");
  view.setPair(a, QString());  // float against hard of a run that changes nothing
  ASSERT_TRUE(QTest::qWaitFor([&] { return flips.emptyText().contains("No image changes"); }));
  world->predictions.erase(b.toStdString());
  view.setPair(b, a);
  ASSERT_TRUE(QTest::qWaitFor([&] { return flips.emptyText().contains("holds no predictions"); }));
}

TEST_F(CompareBinderTest, ALayerIsSelectedInBothDirections) {
  const QString a = put("a", {8});
  put("b", {6});
  open();
  const auto run = dyadic::support::fakeRun(a.toStdString());
  binder->show(run, true);
  ASSERT_TRUE(waitForRuns(2));
  auto* bar = view.findChild<widgets::CompareBar*>();
  ASSERT_TRUE(QTest::qWaitFor([&] { return !bar->layer().isEmpty(); }));
  binder->selectLayer(2);
  EXPECT_EQ(bar->layer().toStdString(), run->outline->model.layers[2].name);
  QSignalSpy selected(binder.get(), &CompareBinder::layerSelected);
  Q_EMIT bar->layerChanged("fc");
  ASSERT_EQ(selected.count(), 1);
  EXPECT_EQ(selected[0][0].toInt(), 14);
  EXPECT_TRUE(QTest::qWaitFor([&] { return !view.findChild<widgets::HistogramsPlot*>()->isEmpty(); }));
}

TEST_F(CompareBinderTest, FiftyRunsStandInTableAndPlots) {
  for (int i = 0; i < 50; ++i)
    put(QString("run%1").arg(i), {4 + i % 5, i % 2 ? "random" : "pruning", static_cast<std::uint64_t>(i)});
  open();
  ASSERT_TRUE(waitForRuns(50));
  EXPECT_TRUE(view.emptyText().isEmpty());
  EXPECT_FALSE(view.findChild<widgets::ParetoPlot*>()->isEmpty());
  EXPECT_FALSE(view.findChild<widgets::ParallelPlot*>()->isEmpty());
  EXPECT_TRUE(QTest::qWaitFor([&] { return !view.findChild<widgets::ComparePlot*>()->isEmpty(); }));
}

}  // namespace
}  // namespace dyadic::shell
