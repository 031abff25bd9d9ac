// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/LayerTable.h"

#include <gtest/gtest.h>

#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <algorithm>

#include "tests/widgets/Tables.h"
#include "widgets/gallery/FakeRun.h"

namespace dyadic::widgets {
namespace {

class LayerTableTest : public testing::Test {
 protected:
  LayerTableTest() : view(*table.findChild<QTableView*>()) {
    table.setLayers(layers);
    table.setRecords(fakeStage(0, 0.5, layers));
    table.resize(900, 500);
    table.show();
  }
  std::vector<LayerInfo> layers = fakeLayers();
  LayerTable table;
  QTableView& view;
};

TEST_F(LayerTableTest, WorstFirstAndFloatLayersLastWhicheverWayItIsSorted) {
  const auto stage = fakeStage(0, 0.5, layers);
  const int column = columnOf(view, QStringLiteral("SQNR dB"));
  ASSERT_GE(column, 0);
  for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
    view.sortByColumn(column, order);
    const auto names = namesOf(view);
    ASSERT_EQ(names.size(), layers.size());
    EXPECT_EQ(names.back(), "conv1") << "layer 0 stays float";
    double last = order == Qt::AscendingOrder ? -1e9 : 1e9;
    for (std::size_t row = 0; row + 1 < names.size(); ++row) {
      const auto it =
          std::find_if(layers.begin(), layers.end(), [&](const LayerInfo& l) { return l.name == names[row]; });
      const double sqnr = stage->layers[static_cast<std::size_t>(std::distance(layers.begin(), it))].sqnrDb;
      EXPECT_TRUE(order == Qt::AscendingOrder ? sqnr >= last : sqnr <= last);
      last = sqnr;
    }
  }
}

TEST_F(LayerTableTest, SortingByNameIsExecutionOrder) {
  view.sortByColumn(0, Qt::AscendingOrder);
  std::vector<std::string> expected;
  for (const LayerInfo& layer : layers) expected.push_back(layer.name);
  EXPECT_EQ(namesOf(view), expected);
}

TEST_F(LayerTableTest, EveryColumnSortsBothWaysWithoutLosingRows) {
  for (int column = 0; column < view.model()->columnCount(); ++column) {
    for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
      view.sortByColumn(column, order);
      auto names = namesOf(view);
      std::sort(names.begin(), names.end());
      EXPECT_EQ(std::unique(names.begin(), names.end()) - names.begin(), std::ssize(layers));
    }
  }
}

TEST_F(LayerTableTest, SelectionIsALayerAndSurvivesUpdatesSortingAndFilter) {
  QSignalSpy selected(&table, &LayerTable::layerSelected);
  table.selectLayer(6);
  EXPECT_EQ(selected.count(), 1);
  table.selectLayer(6);
  EXPECT_EQ(selected.count(), 1);
  for (int stage = 0; stage < 3; ++stage) table.setRecords(fakeStage(stage, 0.5 + 0.1 * stage, layers, 8 - stage));
  view.sortByColumn(columnOf(view, QStringLiteral("Params")), Qt::DescendingOrder);
  EXPECT_EQ(table.selectedLayer(), 6);
  EXPECT_EQ(view.currentIndex().siblingAtColumn(0).data().toString().toStdString(), layers[6].name);
  auto* filter = table.findChild<QLineEdit*>(QStringLiteral("filter"));
  filter->setText(QStringLiteral("FC"));
  EXPECT_EQ(view.model()->rowCount(), 1);
  EXPECT_EQ(table.selectedLayer(), 6) << "a filter does not change the selection";
  filter->clear();
  EXPECT_EQ(view.currentIndex().siblingAtColumn(0).data().toString().toStdString(), layers[6].name);
  EXPECT_EQ(selected.count(), 1);
}

TEST_F(LayerTableTest, RowsDoNotJumpWhileAStageRuns) {
  const auto before = namesOf(view);
  auto live = std::make_shared<StageRecord>(*fakeStage(0, 0.5, layers));
  for (LayerRecord& r : live->layers) r.sqnrDb = 60 - r.sqnrDb;
  table.setRecords(live);
  EXPECT_EQ(namesOf(view), before);
  live = std::make_shared<StageRecord>(*live);
  live->index = 1;
  table.setRecords(live);
  EXPECT_NE(namesOf(view), before);
}

TEST_F(LayerTableTest, ANewModelKeepsTheSelectionByName) {
  table.selectLayer(4);
  std::vector<LayerInfo> shifted = layers;
  shifted.erase(shifted.begin());
  QSignalSpy selected(&table, &LayerTable::layerSelected);
  table.setLayers(shifted);
  EXPECT_EQ(table.selectedLayer(), 3);
  EXPECT_EQ(selected.count(), 1);
  table.setLayers({});
  EXPECT_EQ(table.selectedLayer(), -1);
  table.setRecords(fakeStage(0, 1, layers));  // more records than layers
  table.setLayers(layers);
  table.setRecords(fakeStage(0, 1, {layers[0]}));  // fewer
  EXPECT_FALSE(table.grab().isNull());
}

TEST_F(LayerTableTest, AClickSelects) {
  QSignalSpy selected(&table, &LayerTable::layerSelected);
  const QModelIndex index = view.model()->index(2, 1);
  QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.visualRect(index).center());
  ASSERT_EQ(selected.count(), 1);
  EXPECT_EQ(layers[selected[0][0].toUInt()].name, index.siblingAtColumn(0).data().toString().toStdString());
}

}  // namespace
}  // namespace dyadic::widgets
