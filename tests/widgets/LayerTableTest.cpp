// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/LayerTable.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <algorithm>

#include "tests/widgets/Tables.h"
#include "widgets/gallery/FakeRun.h"
#include "widgets/panels/RowTable.h"

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

TEST_F(LayerTableTest, RealScalesStandInThePlaceOfExponents) {
  const int exponent = columnOf(view, QStringLiteral("Exp"));
  const int scale = columnOf(view, QStringLiteral("Scale"));
  EXPECT_FALSE(view.isColumnHidden(exponent));
  EXPECT_TRUE(view.isColumnHidden(scale)) << "no layer has one";
  auto stage = std::make_shared<StageRecord>(*fakeStage(0, 1, layers));
  const auto setScales = [&](std::size_t i, int count, double mean) {
    stage->layers[i].exponent.reset();
    stage->layers[i].scales = count;
    stage->layers[i].scale = mean;
  };
  setScales(1, 1, 0.01234);
  setScales(2, 16, 0.5);
  table.setRecords(stage);
  view.sortByColumn(0, Qt::AscendingOrder);
  EXPECT_FALSE(view.isColumnHidden(exponent) || view.isColumnHidden(scale));
  const auto text = [&](int row, int column) { return view.model()->index(row, column).data().toString(); };
  EXPECT_EQ(text(1, exponent), QStringLiteral("\u2014"));
  EXPECT_EQ(text(1, scale), QStringLiteral("0.0123"));
  EXPECT_EQ(text(2, scale), QStringLiteral("16 scales"));
  EXPECT_TRUE(view.model()->index(2, 0).data(Qt::ToolTipRole).toString().contains(QStringLiteral("on average 0.5")));
  EXPECT_NE(text(3, exponent), QStringLiteral("\u2014"));
  EXPECT_EQ(text(3, scale), QStringLiteral("\u2013"));
  EXPECT_FALSE(view.model()->index(1, exponent).data(SortRole).isValid()) << "sorted to the end, not as 0";
  stage = std::make_shared<StageRecord>(*stage);
  for (std::size_t i = 0; i < layers.size(); ++i) setScales(i, 0, 0);  // float numbers
  table.setRecords(stage);
  EXPECT_TRUE(view.isColumnHidden(exponent) && view.isColumnHidden(scale));
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

class EditableLayersTest : public LayerTableTest {
 protected:
  EditableLayersTest() {
    layers[3].quantizable = false;
    layers[3].reason = "Its input is no feature map.";
    table.setLayers(layers);
    table.setRecords(fakeStage(0, 1, layers));
    settings.assign(layers.size(), LayerSetting{8, 8, true, false, false, false});
    table.setSettings(settings);
    view.sortByColumn(0, Qt::AscendingOrder);
    bits = columnOf(view, QStringLiteral("Bits"));
    QApplication::setActiveWindow(&table);  // keys of actions go to the widget with the focus
    view.setFocus();
  }
  [[nodiscard]] QModelIndex cell(int row, int column) const { return view.model()->index(row, column); }
  void clickRow(int row, Qt::KeyboardModifiers modifiers = {}) {
    QTest::mouseClick(view.viewport(), Qt::LeftButton, modifiers, view.visualRect(cell(row, 1)).center());
  }
  void typeBits(const QString& text) {
    auto* spin = view.findChild<QSpinBox*>();
    ASSERT_NE(spin, nullptr);
    QTest::keyClicks(spin, text);
    QTest::keyClick(spin, Qt::Key_Return);
    QTest::qWait(10);  // the view commits and closes the editor later
  }
  std::vector<LayerSetting> settings;
  int bits = -1;
};

using Layers = std::vector<int>;

TEST_F(EditableLayersTest, ABoxTicksALayerInAndOut) {
  QSignalSpy wanted(&table, &LayerTable::quantizedWanted);
  const QRect rect = view.visualRect(cell(1, 0));
  QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, QPoint(rect.left() + 15, rect.center().y()));
  ASSERT_EQ(wanted.count(), 1);
  EXPECT_EQ(wanted[0][0].value<Layers>(), Layers{1});
  EXPECT_FALSE(wanted[0][1].toBool());
  QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, rect.center());
  EXPECT_EQ(wanted.count(), 1) << "only the box ticks";
  QTest::keyClick(&view, Qt::Key_Space);
  EXPECT_EQ(wanted.count(), 2);
  const QRect fixed = view.visualRect(cell(3, 0));
  QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, QPoint(fixed.left() + 15, fixed.center().y()));
  EXPECT_EQ(wanted.count(), 2);
  EXPECT_TRUE(cell(3, 0).data(Qt::ToolTipRole).toString().contains(QStringLiteral("no feature map")));
  EXPECT_EQ(cell(3, 0).data(Qt::CheckStateRole).toInt(), Qt::Checked) << "as the setting says";
}

TEST_F(EditableLayersTest, BitsAreEditedInPlaceForAllChosenLayers) {
  QSignalSpy wanted(&table, &LayerTable::bitsWanted);
  QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.visualRect(cell(2, bits)).center());
  QTest::mouseDClick(view.viewport(), Qt::LeftButton, {}, view.visualRect(cell(2, bits)).center());
  typeBits(QStringLiteral("5"));
  ASSERT_EQ(wanted.count(), 1);
  EXPECT_EQ(wanted[0][0].value<Layers>(), Layers{2});
  EXPECT_EQ(wanted[0][1].toInt(), 5);
  clickRow(1);
  clickRow(2, Qt::ShiftModifier);
  clickRow(4, Qt::ControlModifier);
  QTest::keyClick(&view, Qt::Key_B);
  typeBits(QStringLiteral("3"));
  ASSERT_EQ(wanted.count(), 2);
  EXPECT_EQ(wanted[1][0].value<Layers>(), (Layers{1, 2, 4}));
  EXPECT_EQ(wanted[1][1].toInt(), 3);
  QSignalSpy maps(&table, &LayerTable::mapBitsWanted);
  QTest::keyClick(&view, Qt::Key_M);
  typeBits(QStringLiteral("6"));
  ASSERT_EQ(maps.count(), 1);
  QTest::keyClick(&view, Qt::Key_B);
  typeBits(QString());
  EXPECT_EQ(wanted.count(), 2) << "looking at a cell sets nothing";
}

TEST_F(EditableLayersTest, KeysAndMenuLeaveFloatAndGoBack) {
  QSignalSpy wanted(&table, &LayerTable::quantizedWanted);
  QSignalSpy reset(&table, &LayerTable::resetWanted);
  clickRow(0);
  clickRow(1, Qt::ShiftModifier);
  QTest::keyClick(&view, Qt::Key_F);
  ASSERT_EQ(wanted.count(), 1);
  EXPECT_EQ(wanted[0][0].value<Layers>(), (Layers{0, 1}));
  QTest::keyClick(&view, Qt::Key_Delete);
  ASSERT_EQ(reset.count(), 1);
  EXPECT_EQ(view.actions().first()->text(), QStringLiteral("Set &bits…"));
  table.setSettings({});
  EXPECT_FALSE(view.actions().first()->isVisible());
  QTest::keyClick(&view, Qt::Key_F);
  EXPECT_EQ(wanted.count(), 1) << "a run's layers cannot be edited";
  EXPECT_TRUE(view.isColumnHidden(columnOf(view, QStringLiteral("Maps"))));
}

TEST_F(EditableLayersTest, MapsThatTheMethodLeavesFloatSaySoAndCannotBeEdited) {
  const int maps = columnOf(view, QStringLiteral("Maps"));
  EXPECT_EQ(cell(1, maps).data().toString(), QStringLiteral("8"));
  EXPECT_TRUE(cell(1, maps).flags().testFlag(Qt::ItemIsEditable));
  settings[1].mapFloat = true;
  settings[1].mapBitsRuled = true;
  table.setSettings(settings);
  EXPECT_EQ(cell(1, maps).data().toString(), QStringLiteral("float"));
  EXPECT_FALSE(cell(1, maps).flags().testFlag(Qt::ItemIsEditable));
  EXPECT_FALSE(cell(1, maps).data(MarkRole).toBool()) << "its rule does nothing";
  EXPECT_EQ(cell(2, maps).data().toString(), QStringLiteral("8"));
  settings[1].mapBits = 0;  // a method without such a parameter
  table.setSettings(settings);
  EXPECT_EQ(cell(1, maps).data().toString(), QStringLiteral("float"));
  settings[1].mapFloat = false;
  table.setSettings(settings);
  EXPECT_EQ(cell(1, maps).data().toString(), QStringLiteral("\u2013")) << "there is no such feature map";
}

TEST_F(EditableLayersTest, WhatARuleHasSetIsMarked) {
  EXPECT_FALSE(cell(1, bits).data(MarkRole).toBool());
  settings[1].bitsRuled = true;
  settings[1].bits = 4;
  table.setSettings(settings);
  EXPECT_TRUE(cell(1, bits).data(MarkRole).toBool());
  EXPECT_EQ(cell(1, bits).data().toString(), QStringLiteral("4")) << "before its error is known";
  EXPECT_FALSE(cell(2, bits).data(MarkRole).toBool());
  EXPECT_FALSE(view.grab().isNull());
}

}  // namespace
}  // namespace dyadic::widgets
