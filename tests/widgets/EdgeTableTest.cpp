// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/EdgeTable.h"

#include <gtest/gtest.h>

#include <QSignalSpy>
#include <limits>

#include "tests/widgets/Tables.h"

namespace dyadic::widgets {
namespace {

class EdgeTableTest : public testing::Test {
 protected:
  EdgeTableTest() : view(*table.findChild<QTableView*>()) {
    table.setEdges({{"input", {1, 28, 28}}, {"conv1", {16, 28, 28}}, {"bn1", {16, 28, 28}}, {"pool", {64}}});
    table.setRecords(stageWith(0));
    table.resize(700, 400);
    table.show();
  }
  static std::shared_ptr<StageRecord> stageWith(int index) {
    auto stage = std::make_shared<StageRecord>();
    stage->index = index;
    stage->edges = {{8, -6, -6.25, 2e-5, 46, 0.0004},
                    {8, -5, -4.96, 9e-5, 19, 0.02},
                    {8, 3, kNotMeasured, kNotMeasured, kNotMeasured, kNotMeasured},
                    {0, 0, kNotMeasured, kNotMeasured, kNotMeasured, kNotMeasured}};
    return stage;
  }
  [[nodiscard]] QString cell(const std::string& name, const QString& column) const {
    for (int row = 0; row < view.model()->rowCount(); ++row) {
      if (view.model()->index(row, 0).data().toString().toStdString() == name)
        return view.model()->index(row, columnOf(view, column)).data().toString();
    }
    return {};
  }

  EdgeTable table;
  QTableView& view;
};

TEST_F(EdgeTableTest, ShowsExponentMeanErrorAndSaturation) {
  EXPECT_EQ(cell("input", "Exp"), QString(QChar(0x2212)) + "6");
  EXPECT_EQ(cell("input", "Mean"), QString(QChar(0x2212)) + "6.25");
  EXPECT_EQ(cell("conv1", "SQNR dB"), "19.0");
  EXPECT_EQ(cell("conv1", "Saturated"), "2.00 %");
  EXPECT_EQ(cell("conv1", "Shape"), QString::fromUtf8("16×28×28"));
  EXPECT_EQ(cell("bn1", "Exp"), "3");
  EXPECT_EQ(cell("bn1", "Mean"), QString(QChar(0x2013))) << "not measured";
  EXPECT_EQ(cell("pool", "Bits"), "float");
}

TEST_F(EdgeTableTest, WorstFirstAndUnknownLast) {
  EXPECT_EQ(namesOf(view), (std::vector<std::string>{"conv1", "input", "bn1", "pool"}));
  view.sortByColumn(columnOf(view, "SQNR dB"), Qt::DescendingOrder);
  EXPECT_EQ(namesOf(view)[0], "input");
  EXPECT_EQ(namesOf(view)[1], "conv1");
}

TEST_F(EdgeTableTest, SelectionGoesByEdgeAndSurvivesANewModelByName) {
  QSignalSpy selected(&table, &EdgeTable::edgeSelected);
  table.selectEdge(1);
  ASSERT_EQ(selected.count(), 1);
  table.setRecords(stageWith(1));
  EXPECT_EQ(table.selectedEdge(), 1);
  table.setEdges({{"conv1", {16, 28, 28}}});
  EXPECT_EQ(table.selectedEdge(), 0);
  table.setRecords(stageWith(2));  // more records than edges
  table.setEdges({});
  EXPECT_EQ(table.selectedEdge(), -1);
  EXPECT_FALSE(table.grab().isNull());
}

}  // namespace
}  // namespace dyadic::widgets
