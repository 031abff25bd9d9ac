// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/DeployView.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QWheelEvent>

#include "widgets/controls/Parts.h"
#include "widgets/controls/Segmented.h"
#include "widgets/gallery/FakeProgram.h"
#include "widgets/graph/GraphCanvas.h"
#include "widgets/panels/RowTable.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

class DeployViewTest : public testing::Test {
 protected:
  DeployViewTest() : table(*view.findChild<QTableView*>()), graph(*view.findChild<GraphCanvas*>()) {
    view.resize(1200, 800);
    view.show();
  }

  /// All texts that can be seen, elided or not.
  [[nodiscard]] QString texts() const {
    QStringList all;
    for (const QLabel* label : view.findChildren<QLabel*>()) {
      if (!label->isVisible()) continue;
      const auto* elided = qobject_cast<const ElidedLabel*>(label);
      all << (elided ? elided->fullText() : label->text());
    }
    return all.join(QLatin1Char('|'));
  }
  [[nodiscard]] QPushButton* button(const QString& text) const {
    for (QPushButton* each : view.findChildren<QPushButton*>())
      if (each->isVisible() && each->text().remove(QLatin1Char('&')) == text) return each;
    return nullptr;
  }
  [[nodiscard]] QAction* exportAction(const QString& part) const {
    for (QAction* action : button(QStringLiteral("Export"))->menu()->actions())
      if (action->text().remove(QLatin1Char('&')).contains(part)) return action;
    return nullptr;
  }
  /// The cell of an operation, whatever the order of the rows.
  [[nodiscard]] QModelIndex cell(const QString& name, const QString& title) const {
    int column = 0;
    while (table.model()->headerData(column, Qt::Horizontal).toString() != title) ++column;
    for (int row = 0; row < table.model()->rowCount(); ++row)
      if (table.model()->index(row, 0).data().toString() == name) return table.model()->index(row, column);
    return {};
  }

  DeployView view;
  QTableView& table;
  GraphCanvas& graph;
};

TEST_F(DeployViewTest, WithoutAProgramItSaysWhatToDo) {
  EXPECT_TRUE(texts().contains(QStringLiteral("No run is open")));
  EXPECT_TRUE(texts().contains(QStringLiteral("Open a finished run")));
  view.setUnavailable(DeployView::Unavailable::NotFinished);
  EXPECT_TRUE(texts().contains(QStringLiteral("has not finished")));
  view.setUnavailable(DeployView::Unavailable::Refused, QStringLiteral("conv1 shifts by 70 places."));
  EXPECT_TRUE(texts().contains(QStringLiteral("conv1 shifts by 70 places.")));
  EXPECT_FALSE(view.hasDeployment());
  EXPECT_EQ(button(QStringLiteral("Verify")), nullptr);
  view.setProgress(1, 2);
  view.setReport({});
  view.setError(QStringLiteral("late"));
  view.setCancelled();
  EXPECT_FALSE(view.isVerifying()) << "what comes late for a program that is gone is ignored";
  EXPECT_FALSE(view.grab().isNull());
}

TEST_F(DeployViewTest, TheTableHoldsWhatTheProgramSays) {
  const auto deployment = fakeDeployment();
  view.setDeployment(deployment);
  ASSERT_EQ(table.model()->rowCount(), std::ssize(deployment->program.operations));
  const IntegerOperation& conv = deployment->program.operations[0];
  EXPECT_EQ(cell(QStringLiteral("conv1"), QStringLiteral("P")).data().toString(),
            QString::number(conv.requantization.shift));
  EXPECT_EQ(cell(QStringLiteral("conv1"), QStringLiteral("Acc.")).data().toString(), QStringLiteral("32"));
  EXPECT_EQ(cell(QStringLiteral("conv1"), QStringLiteral("s in")).data().toString(), QStringLiteral("\u22126"));
  EXPECT_EQ(cell(QStringLiteral("relu"), QStringLiteral("Op")).data().toString(), QStringLiteral("ReLU"));
  EXPECT_EQ(cell(QStringLiteral("relu"), QStringLiteral("P")).data().toString(), QStringLiteral("\u2013"));
  const QModelIndex saturated = cell(QStringLiteral("layer3.1.bn1"), QStringLiteral("Saturated"));
  EXPECT_EQ(saturated.data().toString(), QStringLiteral("1.89 %"));
  EXPECT_EQ(saturated.data(ToneRole).toInt(), BadTone) << "more than 1 %";
  EXPECT_EQ(cell(QStringLiteral("layer2.1.conv2"), QStringLiteral("Measured")).data(ToneRole).toInt(), BadTone)
      << "less than 1 bit";
  EXPECT_EQ(cell(QStringLiteral("conv1"), QStringLiteral("Measured")).data(ToneRole).toInt(), PlainTone);
  EXPECT_EQ(cell(QStringLiteral("layer1.0.bn1"), QStringLiteral("Bias cut")).data().toString(), QStringLiteral("2"));
}

TEST_F(DeployViewTest, EveryColumnSortsWithTheUnknownLast) {
  view.setDeployment(fakeDeployment());
  for (int column = 1; column < table.model()->columnCount(); ++column) {
    for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
      table.sortByColumn(column, order);
      bool known = true;
      QVariant last;
      for (int row = 0; row < table.model()->rowCount(); ++row) {
        const QVariant value = table.model()->index(row, column).data(SortRole);
        EXPECT_TRUE(known || !value.isValid()) << "column " << column;
        known = value.isValid();
        if (known && last.isValid()) {
          const auto compared = QVariant::compare(last, value);
          EXPECT_NE(compared, order == Qt::AscendingOrder ? QPartialOrdering::Greater : QPartialOrdering::Less);
        }
        last = value;
      }
    }
  }
}

TEST_F(DeployViewTest, OneSelectionInGraphAndTable) {
  view.setDeployment(fakeDeployment());
  QSignalSpy selected(&view, &DeployView::operationSelected);
  const QModelIndex row = table.model()->index(3, 1);
  QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(row).center());
  EXPECT_EQ(view.selectedOperation(), 3);
  EXPECT_EQ(graph.selected(), 4) << "node 0 is the input";
  ASSERT_EQ(selected.count(), 1);
  EXPECT_EQ(selected[0][1].toString(), QStringLiteral("layer1.0.conv1"));

  graph.select(1);
  graph.verticalScrollBar()->setValue(0);
  QTest::mouseClick(graph.viewport(), Qt::LeftButton, {}, graph.nodeRect(2).center().toPoint());
  EXPECT_EQ(view.selectedOperation(), 1);
  EXPECT_EQ(table.currentIndex().siblingAtColumn(0).data().toString(), QStringLiteral("bn1"));
  EXPECT_FALSE(graph.accessibleDescription().isEmpty());

  QTest::keyClick(&graph, Qt::Key_Home);
  EXPECT_EQ(view.selectedOperation(), -1) << "the input is no operation";
  EXPECT_EQ(graph.selected(), 0) << "but stays selected";
  view.selectLayer(QStringLiteral("fc"));
  EXPECT_EQ(view.selectedOperation(), table.model()->rowCount() - 1);
  EXPECT_EQ(graph.selected(), table.model()->rowCount());
  view.selectLayer(QStringLiteral("no such layer"));
  EXPECT_EQ(view.selectedOperation(), -1);
  EXPECT_EQ(graph.selected(), -1);
}

TEST_F(DeployViewTest, TheSelectionSurvivesFilterReportAndAnotherProgram) {
  view.setDeployment(fakeDeployment(false));
  view.selectLayer(QStringLiteral("layer2.0.conv1"));
  const int old = view.selectedOperation();
  auto* filter = view.findChild<QLineEdit*>(QStringLiteral("filter"));
  filter->setText(QStringLiteral("LAYER3"));
  EXPECT_LT(table.model()->rowCount(), 40);
  EXPECT_EQ(view.selectedOperation(), old);
  filter->clear();
  view.setReport(fakeReport(fakeResNet()));
  EXPECT_EQ(view.selectedOperation(), old);
  auto other = std::make_shared<IntegerDeployment>();
  other->program = fakeResNet(1);
  view.setDeployment(other);
  EXPECT_NE(view.selectedOperation(), old);
  EXPECT_EQ(other->program.operations[static_cast<std::size_t>(view.selectedOperation())].name, "layer2.0.conv1");
  EXPECT_EQ(graph.selected(), view.selectedOperation() + 1);
}

TEST_F(DeployViewTest, VerifyShowsProgressAndCanBeCancelled) {
  view.setDeployment(fakeDeployment(false));
  view.setRun(QStringLiteral("20240514-ioiq-8"), 0.9154);
  EXPECT_TRUE(texts().contains(QStringLiteral("20240514-ioiq-8")));
  EXPECT_TRUE(texts().contains(QStringLiteral("Not verified yet")));
  EXPECT_TRUE(texts().contains(QStringLiteral("91.54 %"))) << "the hard accuracy is known before";
  QSignalSpy verify(&view, &DeployView::verifyRequested);
  QSignalSpy cancel(&view, &DeployView::cancelRequested);
  QTest::mouseClick(button(QStringLiteral("Verify")), Qt::LeftButton);
  EXPECT_EQ(verify.count(), 1);
  EXPECT_FALSE(view.isVerifying()) << "nothing changes until the owner says so";
  view.setProgress(0, 0);
  EXPECT_TRUE(view.isVerifying());
  EXPECT_EQ(button(QStringLiteral("Verify")), nullptr);
  view.setProgress(2500, 10000);
  EXPECT_TRUE(texts().contains(QStringLiteral("2,500 of 10,000 images")));
  const auto* bar = view.findChild<QProgressBar*>();
  EXPECT_EQ(bar->value() * 4, bar->maximum());
  QTest::mouseClick(button(QStringLiteral("Cancel")), Qt::LeftButton);
  EXPECT_EQ(cancel.count(), 1);
  EXPECT_FALSE(button(QStringLiteral("Cancel"))->isEnabled());
  view.setProgress(2600, 10000);
  EXPECT_TRUE(texts().contains(QStringLiteral("Stopping"))) << "late progress does not look like going on";
  view.setCancelled();
  EXPECT_FALSE(view.isVerifying());
  EXPECT_TRUE(texts().contains(QStringLiteral("Not verified yet")));
  view.setProgress(1, 10);
  EXPECT_TRUE(button(QStringLiteral("Cancel"))->isEnabled()) << "the next one can be cancelled again";
  view.setError(QStringLiteral("The disk is full."));
  EXPECT_TRUE(texts().contains(QStringLiteral("The disk is full.")));
  EXPECT_NE(button(QStringLiteral("Verify")), nullptr);
}

TEST_F(DeployViewTest, ReportsAreSaidPlainly) {
  view.setDeployment(fakeDeployment(false));
  auto* coloring = view.findChild<Segmented*>();
  view.setReport(fakeReport(fakeResNet()));
  EXPECT_TRUE(texts().contains(QStringLiteral("Bit-exact on 10,000 images")));
  EXPECT_TRUE(texts().contains(QStringLiteral("11,240")));
  EXPECT_EQ(button(QStringLiteral("Show layer")), nullptr);

  view.setReport(fakeReport(fakeResNet(), "layer2.0.conv1"));
  EXPECT_TRUE(texts().contains(QStringLiteral("image 17, layer2.0.conv1, index 2,068"))) << texts().toStdString();
  EXPECT_TRUE(texts().contains(QStringLiteral("expected 12, found 13")));
  QTest::mouseClick(button(QStringLiteral("Show layer")), Qt::LeftButton);
  EXPECT_EQ(table.currentIndex().siblingAtColumn(0).data().toString(), QStringLiteral("layer2.0.conv1"));

  coloring->setCurrent(2);
  view.setDeployment(fakeDeployment(false));
  EXPECT_EQ(coloring->current(), 1) << "without a report nothing is known of saturation";
}

TEST_F(DeployViewTest, ExportsThatTheProgramHasNoFormForAreOffAndSayWhy) {
  auto deployment = std::make_shared<IntegerDeployment>(*fakeDeployment());
  view.setDeployment(deployment);
  QSignalSpy exported(&view, &DeployView::exportRequested);
  exportAction(QStringLiteral("C99"))->trigger();
  exportAction(QStringLiteral("exact"))->trigger();
  exportAction(QStringLiteral("HDF5"))->trigger();
  QAction* qdq = exportAction(QStringLiteral("QuantizeLinear"));
  EXPECT_FALSE(qdq->isEnabled());
  EXPECT_TRUE(qdq->toolTip().contains(QStringLiteral("half_even")));
  auto even = std::make_shared<IntegerDeployment>(*deployment);
  even->program.rounding = Rounding::HalfEven;
  view.setDeployment(even);
  ASSERT_TRUE(qdq->isEnabled());
  qdq->trigger();
  const DeployExport expected[] = {DeployExport::C, DeployExport::OnnxExact, DeployExport::H5, DeployExport::OnnxQdq};
  ASSERT_EQ(exported.count(), 4);
  for (int i = 0; i < 4; ++i) EXPECT_EQ(exported[i][0].value<DeployExport>(), expected[i]);
  auto wide = std::make_shared<IntegerDeployment>(*even);
  wide->program.tensors[2].bits = 12;
  view.setDeployment(wide);
  EXPECT_FALSE(qdq->isEnabled());
  EXPECT_TRUE(qdq->toolTip().contains(QStringLiteral("12")));
}

TEST_F(DeployViewTest, TheGraphBeginsLegibleAndZoomsRoundTheMouse) {
  view.setDeployment(fakeDeployment());
  EXPECT_GE(graph.zoom(), 0.8);
  EXPECT_GT(graph.verticalScrollBar()->maximum(), 1000) << "it scrolls instead of shrinking";
  EXPECT_EQ(graph.verticalScrollBar()->value(), 0);
  graph.verticalScrollBar()->setValue(1500);
  const QPointF mouse(120, 200);
  const auto under = [&] { return (mouse - graph.nodeRect(0).topLeft()) / graph.zoom(); };
  const QPointF before = under();
  QWheelEvent wheel(mouse, graph.viewport()->mapToGlobal(mouse), {}, {0, 240}, Qt::NoButton, Qt::ControlModifier,
                    Qt::NoScrollPhase, false);
  QApplication::sendEvent(graph.viewport(), &wheel);
  EXPECT_GT(graph.zoom(), 1.2);
  EXPECT_NEAR(under().y(), before.y(), 2);
  const double zoomed = graph.zoom();
  QTest::keyClick(&graph, Qt::Key_Minus);
  EXPECT_LT(graph.zoom(), zoomed);
  QTest::keyClick(&graph, Qt::Key_9);
  EXPECT_LT(graph.zoom(), 0.5);
  EXPECT_EQ(graph.verticalScrollBar()->maximum(), 0) << "all of it";
  QTest::keyClick(&graph, Qt::Key_0);
  EXPECT_GE(graph.zoom(), 0.8);
}

TEST_F(DeployViewTest, ArrowsWalkTheGraphAndKeepItInView) {
  view.setDeployment(fakeDeployment());
  QTest::keyClick(&graph, Qt::Key_Down);
  EXPECT_EQ(graph.selected(), 0);
  for (int i = 0; i < 30; ++i) QTest::keyClick(&graph, Qt::Key_Down);
  EXPECT_GT(graph.selected(), 25);
  EXPECT_TRUE(QRectF(graph.viewport()->rect()).contains(graph.nodeRect(graph.selected())));
  EXPECT_EQ(table.currentIndex().siblingAtColumn(0).data().toString().isEmpty(), false);
  QTest::keyClick(&graph, Qt::Key_End);
  QTest::keyClick(&graph, Qt::Key_Down);
  EXPECT_TRUE(QRectF(graph.viewport()->rect()).contains(graph.nodeRect(graph.selected())));
}

TEST_F(DeployViewTest, DraggingMovesAndSelectsNothing) {
  view.setDeployment(fakeDeployment());
  const QPoint from = graph.nodeRect(4).center().toPoint();
  QTest::mousePress(graph.viewport(), Qt::LeftButton, {}, from);
  QMouseEvent move(QEvent::MouseMove, from - QPoint(0, 120), graph.viewport()->mapToGlobal(from - QPoint(0, 120)),
                   Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
  QApplication::sendEvent(graph.viewport(), &move);
  QTest::mouseRelease(graph.viewport(), Qt::LeftButton, {}, from - QPoint(0, 120));
  EXPECT_EQ(graph.verticalScrollBar()->value(), 120);
  EXPECT_EQ(graph.selected(), -1);
}

TEST_F(DeployViewTest, ThousandsOfOperationsAreDrawnNearAndFar) {
  auto deployment = std::make_shared<IntegerDeployment>();
  deployment->program = fakeResNet(230);
  deployment->report = fakeReport(deployment->program);
  view.setDeployment(deployment);
  ASSERT_GT(table.model()->rowCount(), 4800);
  QImage last;
  for (int i = 0; i < 5; ++i) {
    graph.verticalScrollBar()->setValue(graph.verticalScrollBar()->value() + 400);
    const QImage drawn = graph.viewport()->grab().toImage();
    EXPECT_NE(drawn, last) << "other operations come into sight";
    last = drawn;
  }
  graph.fitAll();
  EXPECT_NE(graph.viewport()->grab().toImage(), last);
}

TEST_F(DeployViewTest, EveryThingThatTakesTheFocusHasAName) {
  view.setDeployment(fakeDeployment());
  for (const QWidget* widget : view.findChildren<QWidget*>()) {
    if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus) continue;
    const auto* named = qobject_cast<const QAbstractButton*>(widget);
    if (named && !named->text().isEmpty()) continue;
    const bool inner = widget->objectName().startsWith(QLatin1String("qt_")) ||
                       qobject_cast<const QScrollBar*>(widget) || qobject_cast<const QHeaderView*>(widget) ||
                       qobject_cast<const QLabel*>(widget);
    EXPECT_TRUE(inner || !widget->accessibleName().isEmpty()) << widget->metaObject()->className();
  }
}

TEST_F(DeployViewTest, EmptyAndDamagedProgramsDoNotBreakAnything) {
  view.setDeployment(std::make_shared<IntegerDeployment>());
  EXPECT_FALSE(view.grab().isNull());
  QTest::keyClick(&graph, Qt::Key_Down);
  QTest::keyClick(&graph, Qt::Key_End);
  auto damaged = std::make_shared<IntegerDeployment>(*fakeDeployment());
  damaged->program.operations[3].inputs = {-1, 999};
  damaged->program.operations.back().output = 999;
  damaged->program.tensors[2].shape.clear();
  damaged->report->operations.clear();
  damaged->report->bitExact = false;
  damaged->report->firstDifference.reset();
  view.setDeployment(damaged);
  applyTheme(*qApp, Theme::Dark);
  EXPECT_FALSE(view.grab().isNull());
  applyTheme(*qApp, Theme::Light);
}

}  // namespace
}  // namespace dyadic::widgets
