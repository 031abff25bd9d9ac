// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/forms/LayerRules.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include "tests/support/FakeRuns.h"
#include "widgets/controls/Chips.h"
#include "widgets/controls/NumberEdit.h"
#include "widgets/forms/LayerRulesEdit.h"

namespace dyadic::widgets {
namespace {

TEST(LayerRules, ALayerHasOneRuleOfItsOwnWhateverIsSet) {
  LayerRules rules;
  setLayerBits(rules, "conv1", 4);
  setMapBits(rules, "conv1", 6);
  setLayerBits(rules, "conv1", 5);
  setLayerQuantized(rules, "conv1", false);
  EXPECT_EQ(rules, (LayerRules{{"conv1", 5, 6, false}}));
  setLayerQuantized(rules, "conv1", true);
  EXPECT_EQ(rules, (LayerRules{{"conv1", 5, 6, {}}})) << "nothing else leaves it float";
  setLayerBits(rules, "conv1", {});
  setMapBits(rules, "conv1", {});
  EXPECT_TRUE(rules.empty()) << "a rule that sets nothing goes";
}

TEST(LayerRules, TheOwnRuleWinsOverPatternsBehindIt) {
  LayerRules rules = {{"conv1", 4, {}, {}}, {"*", 8, {}, {}}};
  setLayerBits(rules, "conv1", 3);
  EXPECT_EQ(rules, (LayerRules{{"*", 8, {}, {}}, {"conv1", 3, {}, {}}}));
  EXPECT_EQ(ruledLayer(rules, "conv1").bits, 3);
  EXPECT_EQ(ruledLayer(rules, "fc").bits, 8);
  setLayerBits(rules, "conv1", 2);
  EXPECT_EQ(rules.size(), 2U);
}

TEST(LayerRules, TickingALayerThatAPatternLeavesFloatSaysSo) {
  LayerRules rules = {{"layer1.*", {}, {}, false}};
  setLayerQuantized(rules, "layer1.0.conv1", true);
  EXPECT_EQ(rules.back(), (LayerRule{"layer1.0.conv1", {}, {}, true}));
  setLayerQuantized(rules, "layer1.0.conv1", false);
  EXPECT_EQ(rules.size(), 1U);
}

TEST(LayerRules, SeveralOwnRulesOfAConfigBecomeOne) {
  LayerRules rules = {{"fc", 4, {}, {}}, {"conv*", 7, {}, {}}, {"fc", {}, 5, {}}, {"fc", 6, {}, {}}};
  setLayerQuantized(rules, "fc", true);
  EXPECT_EQ(rules, (LayerRules{{"fc", 6, 5, {}}, {"conv*", 7, {}, {}}}));
  addLayerRules(rules, {{"fc", 3, {}, {}}, {"conv?", 2, {}, {}}});
  EXPECT_EQ(rules, (LayerRules{{"fc", 3, 5, {}}, {"conv*", 7, {}, {}}, {"conv?", 2, {}, {}}}));
  clearLayerRule(rules, "fc");
  EXPECT_EQ(rules.size(), 2U);
}

TEST(LayerRules, SettingsFollowTheGlobalBitsAndTheRules) {
  const ModelInfo model = support::fakeModel();
  QuantSetting setting;
  setting.method.parameters["bits"] = std::int64_t{6};
  setting.layers = {{"conv1", 4, {}, {}}, {"layer1.*", {}, 5, {}}, {"fc", {}, {}, false}};
  const auto settings = layerSettings(setting, model);
  ASSERT_EQ(settings.size(), model.layers.size());
  EXPECT_EQ(settings[0], (LayerSetting{4, 6, true, true, false, false}));
  EXPECT_EQ(settings[2], (LayerSetting{6, 5, true, false, true, false}));
  EXPECT_EQ(settings.back(), (LayerSetting{6, 6, false, false, false, true}));
}

class LayerRulesEditTest : public testing::Test {
 protected:
  LayerRulesEditTest() {
    edit.setModel(support::fakeModel());
    edit.resize(280, 500);
    edit.show();
  }
  void press(const char* name) {
    auto* button = edit.findChild<QToolButton*>(QString::fromLatin1(name));
    ASSERT_TRUE(button->isVisible() && button->isEnabled()) << name;
    QTest::mouseClick(button, Qt::LeftButton);
  }
  void type(const char* name, const QString& text) {
    auto* widget = edit.findChild<QWidget*>(QString::fromLatin1(name));
    auto* line = qobject_cast<QLineEdit*>(widget);
    if (!line) line = widget->findChild<QLineEdit*>();
    line->selectAll();
    QTest::keyClick(line, Qt::Key_Delete);
    QTest::keyClicks(line, text);
  }
  [[nodiscard]] QString matched(int row) const {
    const auto* model = edit.findChild<QListView*>()->model();
    return model->index(row, 0).data(Qt::ToolTipRole).toString();
  }
  LayerRulesEdit edit;
};

TEST_F(LayerRulesEditTest, ARuleIsAddedEditedMovedAndRemoved) {
  QSignalSpy changed(&edit, &LayerRulesEdit::changed);
  press("addRule");
  type("match", QStringLiteral("layer1.*"));
  type("ruleBits", QStringLiteral("4"));
  type("ruleMapBits", QStringLiteral("6"));
  EXPECT_EQ(edit.rules(), (LayerRules{{"layer1.*", 4, 6, {}}}));
  EXPECT_GT(changed.count(), 3);
  press("addRule");
  type("match", QStringLiteral("fc"));
  QTest::mouseClick(edit.findChild<Chips*>()->chip(2), Qt::LeftButton);
  EXPECT_EQ(edit.rules().back(), (LayerRule{"fc", {}, {}, false}));
  press("ruleUp");
  EXPECT_EQ(edit.rules(), (LayerRules{{"fc", {}, {}, false}, {"layer1.*", 4, 6, {}}}));
  press("ruleDown");
  EXPECT_EQ(edit.rules().back().match, "fc") << "the moved rule stays the selected one";
  press("removeRule");
  EXPECT_EQ(edit.rules(), (LayerRules{{"layer1.*", 4, 6, {}}}));
  QApplication::setActiveWindow(&edit);
  edit.findChild<QListView*>()->setFocus();
  QTest::keyClick(edit.findChild<QListView*>(), Qt::Key_Delete);
  EXPECT_TRUE(edit.rules().empty());
}

TEST_F(LayerRulesEditTest, EachRuleSaysWhatItMatched) {
  edit.setRules({{"layer1.*.conv?", 4, {}, {}}, {"fc", {}, 4, {}}, {"foo*", 4, {}, {}}, {"conv1", 17, {}, {}}});
  EXPECT_TRUE(matched(0).contains(QStringLiteral("2 layers: layer1.0.conv1, layer1.0.conv2")))
      << matched(0).toStdString();
  EXPECT_TRUE(matched(1).contains(QStringLiteral("1 feature map: fc"))) << matched(1).toStdString();
  EXPECT_TRUE(matched(2).contains(QStringLiteral("Matches no layer")));
  EXPECT_TRUE(matched(3).contains(QStringLiteral("2 to 16")));
  ASSERT_EQ(edit.errors().size(), 2);
  EXPECT_TRUE(edit.errors().first().contains(QStringLiteral("foo*")));
  edit.setModel(std::nullopt);
  EXPECT_EQ(edit.errors().size(), 1) << "without a model nothing is known to match nothing";
}

TEST_F(LayerRulesEditTest, RulesFromElsewhereKeepTheSelection) {
  edit.setRules({{"conv1", 4, {}, {}}, {"fc", 5, {}, {}}});
  auto* view = edit.findChild<QListView*>();
  QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(view->model()->index(1, 0)).center());
  QSignalSpy changed(&edit, &LayerRulesEdit::changed);
  edit.setRules({{"conv1", 4, {}, {}}, {"fc", 7, {}, {}}});
  EXPECT_EQ(edit.findChild<NumberEdit*>(QStringLiteral("ruleBits"))->value(), 7);
  EXPECT_EQ(view->currentIndex().row(), 1);
  EXPECT_EQ(changed.count(), 0);
}

}  // namespace
}  // namespace dyadic::widgets
