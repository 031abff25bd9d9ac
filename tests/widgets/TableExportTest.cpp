// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/TableExport.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QHeaderView>
#include <QMenu>
#include <QStandardItemModel>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include "widgets/panels/LayerTable.h"

namespace dyadic::widgets {
namespace {

class TableExportTest : public testing::Test {
 protected:
  TableExportTest() : model(2, 3) {
    model.setHorizontalHeaderLabels({"Layer", "SQNR (dB)", "Bits"});
    for (const int column : {1, 2})
      model.setHeaderData(column, Qt::Horizontal, static_cast<int>(Qt::AlignRight), Qt::TextAlignmentRole);
    set(0, "conv_1", QString::fromUtf8("−3.1"), -3.14159);
    set(1, "a&b, \"c\"", QString::fromUtf8("–"), QVariant());
    view.setModel(&model);
    exporter = new TableExport(view, {"Layers", Qt::UserRole});
    QApplication::clipboard()->clear();
  }
  void set(int row, const QString& name, const QString& shown, const QVariant& exact) {
    model.setItem(row, 0, new QStandardItem(name));
    auto* value = new QStandardItem(shown);
    value->setData(exact, Qt::UserRole);
    model.setItem(row, 1, value);
    auto* bits = new QStandardItem("8");
    bits->setData(8, Qt::UserRole);
    model.setItem(row, 2, bits);
  }
  void show() {
    view.show();
    view.activateWindow();
    view.setFocus();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&view));
  }
  [[nodiscard]] static QString clipboard() { return QApplication::clipboard()->text(); }
  [[nodiscard]] QAction* action(const QString& text) {
    for (QAction* each : view.actions()) {
      if (each->text().remove('&') == text) return each;
      if (!each->menu()) continue;
      for (QAction* inner : each->menu()->actions())
        if (inner->text().remove('&') == text) return inner;
    }
    return nullptr;
  }

  QStandardItemModel model;
  QTableView view;
  TableExport* exporter = nullptr;
};

TEST_F(TableExportTest, CopiesTheSelectedRowByKey) {
  view.setSelectionBehavior(QAbstractItemView::SelectRows);
  show();
  view.selectRow(0);
  QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
  EXPECT_EQ(clipboard(), "conv_1\t-3.1\t8\n");
}

TEST_F(TableExportTest, CopiesASingleCellAsItsValueAlone) {
  show();
  view.setCurrentIndex(model.index(0, 1));
  QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
  EXPECT_EQ(clipboard(), "-3.1");
}

TEST_F(TableExportTest, TakesColumnsInTheOrderShownAndLeavesHiddenOnesOut) {
  view.horizontalHeader()->moveSection(2, 0);
  view.setColumnHidden(1, true);
  action("Tabs, for a spreadsheet")->trigger();
  EXPECT_EQ(clipboard(), "Bits\tLayer\n8\tconv_1\n8\ta&b, \"c\"\n");
}

TEST_F(TableExportTest, EscapesForLatexAndMarkdownAndGivesExactNumbersToCsv) {
  action("LaTeX (booktabs)")->trigger();
  EXPECT_TRUE(clipboard().contains("\\begin{tabular}{lrr}")) << clipboard().toStdString();
  EXPECT_TRUE(clipboard().contains("conv\\_1 & $-3.1$ & 8 \\\\"));
  EXPECT_TRUE(clipboard().contains("a\\&b, \"c\" & -- & 8"));
  action("Markdown")->trigger();
  EXPECT_TRUE(clipboard().contains("| Layer | SQNR (dB) | Bits |\n| --- | ---: | ---: |"));
  action("CSV")->trigger();
  EXPECT_EQ(clipboard(), "Layer,SQNR (dB),Bits\nconv_1,-3.14159,8\n\"a&b, \"\"c\"\"\",,8\n");
}

TEST_F(TableExportTest, WritesFilesByTheirEndingAndSaysWhatFailed) {
  const QTemporaryDir folder;
  const QString path = folder.filePath("layers.tex");
  EXPECT_EQ(exporter->writeTo(path), QString());
  QFile file(path);
  ASSERT_TRUE(file.open(QIODevice::ReadOnly));
  EXPECT_TRUE(file.readAll().contains("\\toprule"));
  const QString wrong = exporter->writeTo(folder.filePath("none/layers.csv"));
  EXPECT_TRUE(wrong.contains("none/layers.csv")) << wrong.toStdString();
}

TEST(TableExport, LayerTablesHaveIt) {
  LayerTable table;
  auto* view = table.findChild<QTableView*>();
  ASSERT_NE(view, nullptr);
  EXPECT_NE(view->findChild<TableExport*>(), nullptr);
  EXPECT_EQ(view->contextMenuPolicy(), Qt::ActionsContextMenu);
}

}  // namespace
}  // namespace dyadic::widgets
