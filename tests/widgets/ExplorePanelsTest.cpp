// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QTableView>
#include <QTest>
#include <algorithm>
#include <optional>

#include "tests/widgets/Tables.h"
#include "widgets/controls/NumberEdit.h"
#include "widgets/controls/Parts.h"
#include "widgets/gallery/FakeExplore.h"
#include "widgets/panels/explore/AccuracyCard.h"
#include "widgets/panels/explore/ExploreTiles.h"
#include "widgets/panels/explore/FeatureMapPanel.h"
#include "widgets/panels/explore/ProposalPanel.h"
#include "widgets/panels/explore/SensitivityPanel.h"
#include "widgets/plots/HistogramPlot.h"
#include "widgets/plots/SensitivityPlot.h"

namespace dyadic::widgets {
namespace {

bool says(const QWidget& where, const QString& text) {
  const auto labels = where.findChildren<QLabel*>();
  return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) {
    const auto* elided = qobject_cast<const ElidedLabel*>(label);
    return label->isVisibleTo(&where) && (elided ? elided->fullText() : label->text()).contains(text);
  });
}

QAbstractButton* button(const QWidget& where, const QString& text) {
  for (auto* each : where.findChildren<QAbstractButton*>())
    if (each->isVisibleTo(&where) && QString(each->text()).remove('&') == text) return each;
  return nullptr;
}

TEST(AccuracyCardTest, ShowsTheFigureThatIsKnownAndHowWell) {
  AccuracyCard card;
  card.setPending();
  EXPECT_TRUE(says(card, "Measuring"));
  card.showEstimate(fakeEstimate(1400));
  EXPECT_TRUE(says(card, "93.4 % ± 1.3"));
  EXPECT_TRUE(says(card, "1,400 of 10,000 images"));
  card.setPending();
  EXPECT_TRUE(says(card, "93.4 %")) << "the old figure stays until there is a new one";
  EXPECT_TRUE(says(card, "measuring again"));
  card.showEstimate(fakeEstimate(10000));
  EXPECT_TRUE(says(card, "93.40 % ± 0.49"));
  EXPECT_TRUE(says(card, "all 10,000 images"));
  card.showNote("paused while a run is active");
  EXPECT_TRUE(says(card, "93.40 %"));
  card.clear();
  EXPECT_FALSE(says(card, "93.40 %"));
}

TEST(AccuracyCardTest, AnErrorStandsInPlaceAndCanBeCopied) {
  AccuracyCard card;
  card.showError("test.csv is damaged.");
  EXPECT_TRUE(says(card, "test.csv is damaged."));
  for (auto* each : card.findChildren<QAbstractButton*>()) QTest::mouseClick(each, Qt::LeftButton);
  EXPECT_EQ(QGuiApplication::clipboard()->text(), "test.csv is damaged.");
  card.showEstimate(fakeEstimate(200));
  EXPECT_FALSE(says(card, "damaged"));
}

TEST(ExploreTilesTest, SaysWhereADifferenceIsChance) {
  ExploreTiles tiles;
  tiles.setCosts(fakeCosts(fakeLayers(), 8));
  EXPECT_TRUE(says(tiles, "4.0× smaller"));
  EXPECT_TRUE(says(tiles, "8.00"));
  AccuracyEstimate estimate = fakeEstimate(10000);
  tiles.setChange(estimate);
  EXPECT_TRUE(says(tiles, QStringLiteral("\u22120.23")));
  EXPECT_TRUE(says(tiles, "p 0.12 ≈ float"));
  estimate.pairedP = 0.00001;
  tiles.setChange(estimate);
  EXPECT_TRUE(says(tiles, "p < 0.001"));
  EXPECT_FALSE(says(tiles, "≈ float"));
}

class SensitivityPanelTest : public testing::Test {
 protected:
  SensitivityPanelTest() {
    panel.setLayers(fakeLayers());
    panel.setMeasurable(true);
    panel.resize(900, 500);
    panel.show();
  }
  [[nodiscard]] QAbstractButton* measure() const {
    for (auto* each : panel.tools()->findChildren<QAbstractButton*>())
      if (each->inherits("QPushButton")) return each;
    return nullptr;
  }
  const int count = static_cast<int>(fakeLayers().size());
  SensitivityPanel panel;
};

TEST_F(SensitivityPanelTest, OneButtonMeasuresPausesAndGoesOn) {
  int measures = 0;
  int pauses = 0;
  QObject::connect(&panel, &SensitivityPanel::measureRequested, [&] { ++measures; });
  QObject::connect(&panel, &SensitivityPanel::pauseRequested, [&] { ++pauses; });
  measure()->click();
  EXPECT_EQ(measures, 1);
  panel.setState(SensitivityPanel::State::Measuring);
  panel.setRecord(fakeSensitivity(count, 12));
  EXPECT_EQ(measure()->text(), "&Pause");
  EXPECT_TRUE(says(panel, "12 of 46 networks"));
  measure()->click();
  EXPECT_EQ(pauses, 1);
  panel.setState(SensitivityPanel::State::Paused);
  EXPECT_EQ(measure()->text(), "&Resume");
  panel.setMeasurable(false, "A run is active.");
  EXPECT_FALSE(measure()->isEnabled());
  EXPECT_EQ(measure()->toolTip(), "A run is active.");
  panel.setState(SensitivityPanel::State::Failed, "The disk is full.");
  EXPECT_TRUE(says(panel, "The disk is full."));
}

TEST_F(SensitivityPanelTest, ChosenLayersKeepWhileTheRankingMoves) {
  panel.setRecord(fakeSensitivity(count, 8));
  auto& table = *panel.findChild<QTableView*>();
  table.setFocus();
  QTest::keyClick(&table, Qt::Key_A, Qt::ControlModifier);
  EXPECT_EQ(static_cast<int>(panel.chosenLayers().size()), count);
  panel.selectLayer(3);
  EXPECT_EQ(static_cast<int>(panel.chosenLayers().size()), count) << "it is one of them";
  table.clearSelection();
  panel.selectLayer(5);
  panel.setRecord(fakeSensitivity(count, 46));
  EXPECT_EQ(panel.chosenLayers(), std::vector<int>{5});
  panel.plot().setMetric(OutputMetric::SqnrDb);
  EXPECT_EQ(panel.chosenLayers(), std::vector<int>{5});
}

TEST_F(SensitivityPanelTest, WorstComesFirstInEveryMetric) {
  const auto record = fakeSensitivity(count, 46);
  panel.setRecord(record);
  const auto& table = *panel.findChild<QTableView*>();
  for (const OutputMetric metric : {OutputMetric::Drop, OutputMetric::SqnrDb, OutputMetric::Mse}) {
    panel.plot().setMetric(metric);
    const auto names = namesOf(table);
    const auto worst = static_cast<std::size_t>(mostSensitive(*record, metric).front());
    EXPECT_EQ(names.front(), fakeLayers()[worst].name);
    const int column = columnOf(table, "Alone");
    EXPECT_EQ(table.model()->index(0, column).data().toString(), outputText(record->layers[worst].only, metric));
  }
}

TEST(FeatureMapPanelTest, ShowsOneMapAndTheErrorsOfAll) {
  FeatureMapPanel panel;
  std::vector<EdgeInfo> edges;
  for (const LayerInfo& layer : fakeLayers()) edges.push_back({layer.name, layer.output});
  panel.setEdges(edges);
  panel.resize(900, 400);
  panel.show();
  EXPECT_TRUE(panel.plot().isEmpty());
  panel.setMaps(fakeFeatureMaps(static_cast<int>(edges.size())));
  EXPECT_FALSE(panel.plot().isEmpty()) << "the worst one, to begin with";
  std::string chosen;
  QObject::connect(&panel, &FeatureMapPanel::nameSelected, [&](const std::string& name) { chosen = name; });
  panel.selectName(edges[4].name);
  EXPECT_EQ(panel.selectedEdge(), 4);
  EXPECT_TRUE(chosen.empty()) << "that came from outside";
  panel.selectName("no such map");
  EXPECT_EQ(panel.selectedEdge(), 4);
  panel.setPending();
  EXPECT_FALSE(panel.plot().isEmpty()) << "the old one stays until there is a new one";
  panel.selectName(edges[2].name);
  panel.setMaps(fakeFeatureMaps(static_cast<int>(edges.size())));
  EXPECT_TRUE(says(panel, "stays float"));
  panel.setEdges({});
  EXPECT_TRUE(panel.plot().isEmpty());
}

TEST(ProposalPanelTest, AsksForGoalsInTheEnginesUnits) {
  ProposalPanel panel;
  panel.setLayers(fakeLayers());
  panel.resize(900, 400);
  panel.show();
  EXPECT_FALSE(button(panel, "Propose")->isEnabled());
  panel.setAskable(true);
  panel.suggestSize(40000);
  std::optional<BitGoal> goal;
  QObject::connect(&panel, &ProposalPanel::proposeRequested, [&](const BitGoal& asked) { goal = asked; });
  const auto ask = [&](int kind, double value) {
    panel.findChild<QComboBox*>()->setCurrentIndex(kind);
    for (auto* edit : panel.findChildren<NumberEdit*>())
      if (edit->isVisible()) {
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, QString::number(value));
      }
    goal.reset();
    QTest::mouseClick(button(panel, "Propose"), Qt::LeftButton);
    return goal.value_or(BitGoal{BitGoal::Kind::Bytes, -1, {}});
  };
  EXPECT_EQ(ask(0, 0.5).kind, BitGoal::Kind::LargestDrop);
  EXPECT_DOUBLE_EQ(goal->value, 0.005);
  EXPECT_EQ(goal->choices, (std::vector<int>{2, 3, 4, 5, 6, 8}));
  EXPECT_EQ(ask(1, 4.5).kind, BitGoal::Kind::AverageBits);
  EXPECT_DOUBLE_EQ(goal->value, 4.5);
  EXPECT_EQ(ask(2, 12).kind, BitGoal::Kind::Bytes);
  EXPECT_DOUBLE_EQ(goal->value, 12000);
  EXPECT_EQ(ask(1, 99).value, -1) << "not while the value is out of range";
}

TEST(ProposalPanelTest, ShowsNowBesideProposedAndAppliesOnRequest) {
  ProposalPanel panel;
  panel.setLayers(fakeLayers());
  panel.setAskable(true);
  panel.resize(900, 400);
  panel.show();
  panel.showProgress(0.3);
  EXPECT_NE(button(panel, "Cancel"), nullptr);
  panel.showEnd("No choice of bits keeps the drop within 0 %.");
  EXPECT_TRUE(says(panel, "No choice of bits"));
  panel.showProposal(fakeProposal(fakeLayers()), fakeCosts(fakeLayers(), 8));
  EXPECT_TRUE(says(panel, "0.84 points"));
  EXPECT_TRUE(says(panel, "4.37"));
  EXPECT_TRUE(says(panel, "now 8.00"));
  const auto& table = *panel.findChild<QTableView*>();
  EXPECT_EQ(table.model()->index(0, columnOf(table, "Now")).data().toString(), "8");
  EXPECT_EQ(table.model()->index(0, columnOf(table, "Proposed")).data().toString(), "3");
  EXPECT_EQ(table.model()->index(0, columnOf(table, "Change")).data().toString(), QStringLiteral("\u22125"));
  panel.setOutdated();
  EXPECT_TRUE(says(panel, "has changed since"));
  int applied = 0;
  QObject::connect(&panel, &ProposalPanel::applyRequested, [&] { ++applied; });
  QTest::mouseClick(button(panel, "Apply"), Qt::LeftButton);
  EXPECT_EQ(applied, 1);
  QTest::mouseClick(button(panel, "Discard"), Qt::LeftButton);
  EXPECT_EQ(panel.proposal(), nullptr);
}

}  // namespace
}  // namespace dyadic::widgets
