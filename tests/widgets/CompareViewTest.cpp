// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <QApplication>
#include <QListView>
#include <QSignalSpy>
#include <QTest>

#include "widgets/panels/RunList.h"
#include "widgets/panels/RunListItems.h"
#include "widgets/panels/compare/PartitionPage.h"
#include "widgets/plots/FigureStyle.h"
#include "widgets/plots/ParallelPlot.h"
#include "widgets/plots/QCustomPlot.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

RunItem item(const QString& path, int day) {
  RunItem run;
  run.path = path;
  run.name = path;
  run.method = QStringLiteral("IOIQ");
  run.hardTop1 = 0.9;
  run.started = QDateTime(QDate(2024, 5, day), QTime(9, 0));
  return run;
}

class RunListTest : public testing::Test {
 protected:
  RunListTest() {
    list.resize(320, 500);
    list.show();
    RunItem tagged = item(QStringLiteral("b"), 2);
    tagged.tags = QStringList{QStringLiteral("paper")};
    RunItem archived = item(QStringLiteral("c"), 1);
    archived.archived = true;
    list.setRuns({item(QStringLiteral("a"), 3), tagged, archived});
    view = list.findChild<QListView*>();
  }
  QRect row(int index) const { return view->visualRect(view->model()->index(index, 0)); }
  int rows() const { return view->model()->rowCount(); }

  RunList list;
  QListView* view = nullptr;
};

TEST_F(RunListTest, ArchivedRunsAreListedOnDemand) {
  EXPECT_EQ(rows(), 2);
  for (QToolButton* button : list.findChildren<QToolButton*>())
    if (button->isCheckable()) QTest::mouseClick(button, Qt::LeftButton);
  EXPECT_EQ(rows(), 3);
}

TEST_F(RunListTest, FilterLooksAtNamesAndTags) {
  auto* filter = list.findChild<QLineEdit*>();
  QTest::keyClicks(filter, QStringLiteral("pap"));
  EXPECT_EQ(rows(), 1);
  filter->clear();
  QTest::keyClicks(filter, QStringLiteral("ioiq a"));
  EXPECT_EQ(rows(), 2);  // "paper" has an a too
  filter->clear();
  QAbstractButton* chip = nullptr;
  for (auto* button : list.findChildren<QAbstractButton*>())
    if (button->text() == QLatin1String("paper")) chip = button;
  ASSERT_TRUE(chip);
  QTest::mouseClick(chip, Qt::LeftButton);
  EXPECT_EQ(rows(), 1);
  QTest::mouseClick(chip, Qt::LeftButton);
  EXPECT_EQ(rows(), 2);
}

TEST_F(RunListTest, TheEyeIsClickedWithoutOpeningTheRun) {
  QSignalSpy opened(&list, &RunList::opened);
  QSignalSpy hidden(&list, &RunList::hiddenChanged);
  QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, RunDelegate::eyeRect(row(0)).center());
  EXPECT_EQ(opened.count(), 0);
  ASSERT_EQ(hidden.count(), 1);
  EXPECT_EQ(hidden[0][0].toStringList(), QStringList{QStringLiteral("a")});
  EXPECT_TRUE(hidden[0][1].toBool());
}

TEST_F(RunListTest, SeveralAreSelectedAndMeantByKeys) {
  QSignalSpy opened(&list, &RunList::opened);
  QSignalSpy removed(&list, &RunList::removeRequested);
  QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, row(0).topLeft() + QPoint(60, 12));
  QTest::mouseClick(view->viewport(), Qt::LeftButton, Qt::ShiftModifier, row(1).topLeft() + QPoint(60, 12));
  EXPECT_EQ(opened.count(), 1);
  EXPECT_EQ(list.selected(), (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
  QTest::keyClick(view, Qt::Key_Delete);
  ASSERT_EQ(removed.count(), 1);
  EXPECT_EQ(removed[0][0].toStringList().size(), 2);
  // The selection outlives a refill in which figures came in.
  list.setRuns({item(QStringLiteral("a"), 3), item(QStringLiteral("b"), 2), item(QStringLiteral("d"), 4)});
  EXPECT_EQ(list.selected(), (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
}

TEST_F(RunListTest, ARunIsRenamedInItsRow) {
  QSignalSpy renamed(&list, &RunList::renamed);
  list.rename(QStringLiteral("b"));
  auto* editor = view->viewport()->findChild<QLineEdit*>();
  ASSERT_TRUE(editor);
  EXPECT_EQ(editor->text(), QStringLiteral("b"));
  editor->selectAll();
  QTest::keyClicks(editor, QStringLiteral("new name"));
  QTest::keyClick(editor, Qt::Key_Return);
  ASSERT_TRUE(QTest::qWaitFor([&] { return !renamed.isEmpty(); }));
  ASSERT_EQ(renamed.count(), 1);
  EXPECT_EQ(renamed[0][0].toString(), QStringLiteral("b"));
  EXPECT_EQ(renamed[0][1].toString(), QStringLiteral("new name"));
}

class ParallelPlotTest : public testing::Test {
 protected:
  ParallelPlotTest() {
    plot.resize(600, 300);
    plot.setRuns({axisOfTexts("bits", "bits", {"4", "6", "8"}),
                  axisOfNumbers("hard_top1", "hard top-1, %", {0.5, 0.9, 0.95}, {100, 2})},
                 {{QStringLiteral("a"), 0}, {QStringLiteral("b"), 1}, {QStringLiteral("c"), 2}});
    plot.show();
    QTest::qWait(30);
    canvas = plot.findChild<QCustomPlot*>();
  }
  QPoint at(double axis, double position) const {
    return {qRound(canvas->xAxis->coordToPixel(axis)), qRound(canvas->yAxis->coordToPixel(position))};
  }
  void drag(const QPoint& from, const QPoint& to) const {
    QTest::mousePress(canvas, Qt::LeftButton, {}, from);
    QTest::mouseMove(canvas, (from + to) / 2);
    QMouseEvent move(QEvent::MouseMove, to, canvas->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
    QApplication::sendEvent(canvas, &move);
    QTest::mouseRelease(canvas, Qt::LeftButton, {}, to);
  }

  ParallelPlot plot;
  QCustomPlot* canvas = nullptr;
};

TEST_F(ParallelPlotTest, DraggingAlongAnAxisPicksRunsOut) {
  QSignalSpy changed(&plot, &ParallelPlot::brushesChanged);
  drag(at(0, 0.4), at(0, 1.05));
  EXPECT_GE(changed.count(), 1);
  ASSERT_EQ(plot.brushes().size(), 1u);
  EXPECT_EQ(brushed(plot.axes(), 3, plot.brushes()), (std::vector<bool>{false, true, true}));
  drag(at(1, 0.95), at(1, 1.05));
  EXPECT_EQ(brushed(plot.axes(), 3, plot.brushes()), (std::vector<bool>{false, false, true}));
  QTest::mouseClick(canvas, Qt::LeftButton, {}, at(0, 0.2));  // a click takes the axis' brush away
  EXPECT_EQ(plot.brushes().size(), 1u);
  QTest::mouseDClick(canvas, Qt::LeftButton, {}, at(0.5, 0.1));
  EXPECT_TRUE(plot.brushes().empty());
}

TEST_F(ParallelPlotTest, AClickOnALineSelectsTheRun) {
  QSignalSpy selected(&plot, &ParallelPlot::lineSelected);
  const double half = (0 + 0.5 * 0) / 2;  // run a is at the foot of both axes
  QTest::mouseClick(canvas, Qt::LeftButton, {}, at(0.5, half));
  ASSERT_EQ(selected.count(), 1);
  EXPECT_EQ(selected[0][0].toInt(), 0);
}

TEST_F(ParallelPlotTest, IsWrittenInEveryFormat) {
  QTemporaryDir folder;
  for (const QString& format : figureFormats()) {
    const QString path = folder.filePath(QStringLiteral("parallel.") + format);
    EXPECT_EQ(plot.exportTo(path, {}), QString());
    EXPECT_GT(QFileInfo(path).size(), 100);
  }
  QFile csv(folder.filePath(QStringLiteral("parallel.csv")));
  ASSERT_TRUE(csv.open(QIODevice::ReadOnly));
  const QString text = QString::fromUtf8(csv.readAll());
  EXPECT_TRUE(text.contains(QStringLiteral("hard_top1")));
  EXPECT_TRUE(text.contains(QStringLiteral("0.95")));
}

TEST(PartitionPage, SaysWhichRunsToMake) {
  PartitionPage page;
  EXPECT_TRUE(page.emptyText().contains(QStringLiteral("No runs with a partition")));
}

}  // namespace
}  // namespace dyadic::widgets
