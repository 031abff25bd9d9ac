// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/ExploreBinder.h"

#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QAction>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

#include "app/shell/MainWindow.h"
#include "app/shell/RunView.h"
#include "tests/support/FakeEngine.h"
#include "widgets/controls/NumberEdit.h"
#include "widgets/controls/Parts.h"
#include "widgets/panels/SetupPanel.h"
#include "widgets/panels/explore/AccuracyCard.h"
#include "widgets/panels/explore/ExploreTiles.h"
#include "widgets/panels/explore/ExploreView.h"
#include "widgets/panels/explore/FeatureMapPanel.h"
#include "widgets/panels/explore/ImagePanel.h"
#include "widgets/panels/explore/NetworkPanel.h"
#include "widgets/panels/explore/ProposalPanel.h"
#include "widgets/panels/explore/SensitivityPanel.h"
#include "widgets/panels/explore/SensitivityTable.h"
#include "widgets/panels/images/ImageFacts.h"
#include "widgets/panels/images/ImageGrid.h"
#include "widgets/plots/HistogramPlot.h"
#include "widgets/plots/SensitivityPlot.h"

namespace dyadic::shell {
namespace {

using namespace std::chrono_literals;
using widgets::ExploreView;
using State = widgets::SensitivityPanel::State;

QString fullText(const QLabel& label) {
  const auto* elided = qobject_cast<const widgets::ElidedLabel*>(&label);
  return elided ? elided->fullText() : label.text();
}

class ExploreBinderTest : public testing::Test {
 protected:
  ExploreBinderTest() {
    window = std::make_unique<MainWindow>(support::fakeEngine(world), folder.filePath("runs"));
    window->resize(1500, 950);
    window->show();
  }
  [[nodiscard]] ExploreView& view() const { return *window->findChild<ExploreView*>(); }
  [[nodiscard]] widgets::SensitivityPanel& ranking() const { return view().sensitivity(); }
  [[nodiscard]] widgets::SetupPanel& setup() const { return *window->findChild<widgets::SetupPanel*>(); }

  static bool says(const QWidget& where, const QString& text) {
    const auto labels = where.findChildren<QLabel*>();
    return std::any_of(labels.begin(), labels.end(),
                       [&](const QLabel* label) { return label->isVisible() && fullText(*label).contains(text); });
  }
  [[nodiscard]] bool shows(const QString& text) const {
    return QTest::qWaitFor([&] { return says(view(), text); });
  }
  [[nodiscard]] QAbstractButton* button(const QString& text) const {
    for (auto* each : view().findChildren<QAbstractButton*>())
      if (each->isVisible() && QString(each->text()).remove('&') == text) return each;
    return nullptr;
  }
  void click(const QString& text) {
    QAbstractButton* found = button(text);
    ASSERT_NE(found, nullptr) << text.toStdString();
    ASSERT_TRUE(found->isEnabled()) << text.toStdString();
    QTest::mouseClick(found, Qt::LeftButton);
  }
  void setBits(int bits) {
    RunConfig config = setup().config();
    config.method.parameters["bits"] = std::int64_t{bits};
    setup().setConfig(config);
    Q_EMIT setup().changed();
  }
  [[nodiscard]] bool reaches(State state) const {
    return QTest::qWaitFor([&] { return ranking().state() == state; }, 30000);  // a run may have to end first
  }
  static void clickRow(QTableView& table, int row, Qt::KeyboardModifiers keys = {}) {
    const QRect cell = table.visualRect(table.model()->index(row, 0));
    QTest::mouseClick(table.viewport(), Qt::LeftButton, keys, cell.center());
  }

  QTemporaryDir folder;
  std::shared_ptr<support::FakeWorld> world = std::make_shared<support::FakeWorld>();
  support::FakeExplores& explores = *world->explores;
  std::unique_ptr<MainWindow> window;
};

TEST_F(ExploreBinderTest, AccuracyAndCostsFollowTheSetUp) {
  EXPECT_TRUE(shows("all 10,000 images"));
  EXPECT_TRUE(shows("93.00 % ± 0.50"));
  EXPECT_TRUE(shows("p 0.43 ≈ float"));
  EXPECT_TRUE(shows("8.00"));
  EXPECT_TRUE(shows("4.0× smaller"));
  explores.reportTime = 40ms;
  setBits(4);
  EXPECT_TRUE(shows("measuring again"));
  EXPECT_TRUE(shows("8.0× smaller")) << "costs are there before the estimate";
  EXPECT_TRUE(shows("200 of 10,000 images"));
  EXPECT_TRUE(shows("p < 0.001"));
  setBits(8);
  EXPECT_TRUE(shows("all 10,000 images"));
  EXPECT_TRUE(says(view(), "93.00 %")) << "the change ended the estimate before it";
  EXPECT_EQ(explores.opened, 1) << "the network is read once";
}

TEST_F(ExploreBinderTest, NothingIsEstimatedWhereNobodyLooks) {
  ASSERT_TRUE(shows("all 10,000 images"));
  window->setView(MainWindow::View::Run);
  const auto before = explores.asked();
  RunConfig config = setup().config();
  config.method.parameters["bits"] = std::int64_t{5};
  setup().setConfig(config);
  QTest::qWait(200);
  EXPECT_EQ(explores.asked(), before);
  window->setView(MainWindow::View::Explore);
  setBits(5);
  EXPECT_TRUE(QTest::qWaitFor([&] { return explores.asked() == before + 1; }));
  EXPECT_TRUE(shows("all 10,000 images"));
  window->setView(MainWindow::View::Run);
  window->setView(MainWindow::View::Explore);
  QTest::qWait(200);
  EXPECT_EQ(explores.asked(), before + 1) << "what is known is not asked again";
}

TEST_F(ExploreBinderTest, ARankingIsMeasuredPausedAndActedOn) {
  ASSERT_TRUE(shows("all 10,000 images"));
  explores.networkTime = 10ms;
  click("Sensitivity");
  EXPECT_TRUE(ranking().plot().isEmpty());
  click("Measure");
  ASSERT_TRUE(QTest::qWaitFor([&] { return !ranking().plot().isEmpty(); }));
  EXPECT_TRUE(shows("of 46 networks"));
  click("Pause");
  ASSERT_TRUE(reaches(State::Paused));
  const auto paused = ranking().record()->done;
  EXPECT_LT(paused, 46);
  explores.networkTime = 0ms;
  click("Resume");
  ASSERT_TRUE(reaches(State::Done));
  EXPECT_EQ(explores.measuredNow, 46) << "no network twice";

  auto& table = *ranking().findChild<widgets::SensitivityTable*>()->findChild<QTableView*>();
  EXPECT_FALSE(button("Set bits")->isEnabled() && ranking().chosenLayers().empty());
  clickRow(table, 0);
  clickRow(table, 2, Qt::ControlModifier);
  const auto chosen = ranking().chosenLayers();
  ASSERT_EQ(chosen.size(), 2U);
  EXPECT_NE(std::find(chosen.begin(), chosen.end(), window->selectedLayer()), chosen.end())
      << "one selection everywhere";
  auto* bits = ranking().findChild<widgets::NumberEdit*>();
  bits->setFocus();
  bits->selectAll();
  QTest::keyClicks(bits, "5");
  click("Set bits");
  ASSERT_TRUE(QTest::qWaitFor([&] { return setup().config().layers.size() == 2; }));
  for (const LayerRule& rule : setup().config().layers) EXPECT_EQ(rule.bits, 5);
  EXPECT_TRUE(reaches(State::Outdated)) << "the ranking stays, and says that it is older";
  EXPECT_FALSE(ranking().plot().isEmpty());
  click("Leave float");
  ASSERT_TRUE(QTest::qWaitFor([&] { return setup().config().layers.front().quantize == false; }));
  EXPECT_NE(button("Measure again"), nullptr);
}

TEST_F(ExploreBinderTest, SelectionIsOneInAllViews) {
  ASSERT_TRUE(shows("all 10,000 images"));
  click("Feature maps");
  ASSERT_TRUE(QTest::qWaitFor([&] { return !view().featureMaps().plot().isEmpty(); }));
  window->selectLayer(4);
  EXPECT_EQ(view().featureMaps().selectedEdge(), 4);
  EXPECT_EQ(ranking().chosenLayers(), std::vector<int>{4});
  clickRow(*view().featureMaps().findChild<QTableView*>(), 0);
  EXPECT_EQ(window->selectedLayer(), view().featureMaps().selectedEdge());
  EXPECT_EQ(ranking().chosenLayers(), std::vector<int>{window->selectedLayer()});
}

TEST_F(ExploreBinderTest, TheLayerSelectedAtTheStartIsSelectedInTheRanking) {
  ASSERT_TRUE(shows("all 10,000 images"));
  ASSERT_GE(window->selectedLayer(), 0);
  EXPECT_EQ(ranking().chosenLayers(), std::vector<int>{window->selectedLayer()});
}

TEST_F(ExploreBinderTest, FeatureMapsAreMeasuredWhileTheyAreLookedAt) {
  ASSERT_TRUE(shows("all 10,000 images"));
  EXPECT_EQ(explores.mapsAsked, 0);
  click("Feature maps");
  ASSERT_TRUE(QTest::qWaitFor([&] { return explores.mapsAsked == 1; }));
  EXPECT_TRUE(shows("15 maps"));
  setBits(5);
  ASSERT_TRUE(QTest::qWaitFor([&] { return explores.mapsAsked == 2; }));
  EXPECT_TRUE(shows("5 bits · exponent"));
  click("Error per layer");
  setBits(6);
  QTest::qWait(150);
  EXPECT_EQ(explores.mapsAsked, 2);
  click("Feature maps");
  ASSERT_TRUE(QTest::qWaitFor([&] { return explores.mapsAsked == 3; }));
}

TEST_F(ExploreBinderTest, ARunHasTheProcessorsToItself) {
  ASSERT_TRUE(shows("all 10,000 images"));
  explores.networkTime = 5ms;
  world->stepTime = 10ms;
  click("Sensitivity");
  click("Measure");
  ASSERT_TRUE(QTest::qWaitFor([&] { return explores.active > 0; }));
  window->startRun();
  window->setView(MainWindow::View::Explore);
  ASSERT_TRUE(shows("paused while a run is active"));
  EXPECT_EQ(ranking().state(), State::Paused);
  EXPECT_TRUE(QTest::qWaitFor([&] { return explores.active == 0; }));
  EXPECT_FALSE(button("Resume")->isEnabled());
  EXPECT_TRUE(says(view(), "93.00 %"));
  explores.networkTime = 0ms;
  ASSERT_TRUE(reaches(State::Done)) << "goes on by itself after the run";
}

TEST_F(ExploreBinderTest, AProposalIsShownBeforeItIsApplied) {
  ASSERT_TRUE(shows("all 10,000 images"));
  click("Propose bits");
  click("Propose");
  ASSERT_TRUE(shows("0.40 points"));
  EXPECT_TRUE(setup().config().layers.empty()) << "nothing changes yet";
  const auto& table = *view().proposal().findChild<QTableView*>();
  EXPECT_EQ(table.model()->rowCount(), 8) << "no batch norms";
  EXPECT_EQ(table.model()->index(0, 1).data().toString(), "8");
  EXPECT_EQ(table.model()->index(0, 2).data().toString(), "8");
  EXPECT_EQ(table.model()->index(1, 2).data().toString(), "2");
  click("Apply");
  EXPECT_TRUE(QTest::qWaitFor([&] { return setup().config().layers.size() == 8; }));
  EXPECT_TRUE(shows("Applied."));

  explores.refuse(&support::FakeExplores::goalRefusal, "An average of 1 bits cannot be reached.");
  click("Propose");
  EXPECT_TRUE(shows("cannot be reached"));
  explores.networkTime = 100ms;
  click("Propose");
  click("Cancel");
  EXPECT_FALSE(view().proposal().isBusy());
  EXPECT_NE(button("Propose"), nullptr);
}

TEST_F(ExploreBinderTest, WithoutImagesCostsAreStillShown) {
  ASSERT_TRUE(shows("all 10,000 images"));
  explores.refuse(&support::FakeExplores::dataRefusal, "The images are gone.");
  setBits(6);
  EXPECT_TRUE(shows("The images are gone."));
  EXPECT_TRUE(shows("6.00"));
  click("Sensitivity");
  click("Measure");
  EXPECT_TRUE(reaches(State::Failed));
  RunConfig config = setup().config();
  config.data = {};
  setup().setConfig(config);
  Q_EMIT setup().changed();
  EXPECT_TRUE(shows("choose a data set"));
  EXPECT_FALSE(button("Measure again") && button("Measure again")->isEnabled());
  EXPECT_TRUE(shows("6.00"));
}

TEST_F(ExploreBinderTest, TheMenuReachesWhatThePagesDo) {
  ASSERT_TRUE(shows("all 10,000 images"));
  const auto trigger = [this](const QString& text) {
    for (QAction* each : window->findChildren<QAction*>())
      if (QString(each->text()).remove('&') == text) return each->trigger();
    FAIL() << text.toStdString();
  };
  window->setView(MainWindow::View::Run);
  explores.networkTime = 10ms;
  trigger("Measure sensitivities");
  EXPECT_EQ(window->view(), MainWindow::View::Explore);
  EXPECT_EQ(view().page(), ExploreView::Page::Sensitivity);
  ASSERT_TRUE(reaches(State::Measuring));
  trigger("Measure sensitivities");
  EXPECT_EQ(ranking().state(), State::Paused);
  trigger("Propose bits");
  EXPECT_EQ(view().page(), ExploreView::Page::Proposal);
}

TEST_F(ExploreBinderTest, AnotherModelEmptiesThePages) {
  ASSERT_TRUE(shows("all 10,000 images"));
  click("Sensitivity");
  click("Measure");
  ASSERT_TRUE(reaches(State::Done));
  const int before = explores.opened;
  QFile(folder.filePath("other.safetensors")).open(QIODevice::WriteOnly);
  window->openPath(folder.filePath("other.safetensors"));
  ASSERT_TRUE(reaches(State::Idle));
  EXPECT_TRUE(ranking().plot().isEmpty());
  EXPECT_TRUE(QTest::qWaitFor([&] { return explores.opened == before + 1; }));
  EXPECT_TRUE(shows("all 10,000 images"));
}

TEST_F(ExploreBinderTest, TheNetworkIsWhatOneSeesOfAModel) {
  ASSERT_TRUE(shows("all 10,000 images"));
  EXPECT_EQ(view().page(), ExploreView::Page::Network);
  widgets::NetworkPanel& network = view().network();
  ASSERT_TRUE(QTest::qWaitFor([&] { return network.hasGraph(); }));
  view().showPage(ExploreView::Page::Error);
  const QString other = folder.filePath("other.onnx");
  ASSERT_TRUE(QFile(other).open(QIODevice::WriteOnly));
  window->openPath(other);
  EXPECT_EQ(view().page(), ExploreView::Page::Network) << "a freshly opened model is seen";
  ASSERT_TRUE(QTest::qWaitFor([&] { return network.hasGraph(); }));

  network.reveal("layer1.0.conv2");
  EXPECT_EQ(window->selectedLayer(), 4) << "the table follows";
  window->selectLayer(5);
  EXPECT_EQ(network.selectedName(), QString::fromStdString(support::fakeModel("x").layers[5].name));

  window->openPath(folder.filePath("nowhere.onnx"));
  EXPECT_TRUE(QTest::qWaitFor([&] { return says(network, "This model cannot be used"); }));
  EXPECT_FALSE(network.hasGraph());
  auto* text = network.findChild<QPlainTextEdit*>();
  EXPECT_TRUE(text->toPlainText().contains("nowhere.onnx"));
}

TEST_F(ExploreBinderTest, ImagesShowWhatBothNetworksSee) {
  ASSERT_TRUE(shows("all 10,000 images"));
  view().showPage(ExploreView::Page::Images);
  widgets::ImagePanel& panel = view().images();
  ASSERT_TRUE(QTest::qWaitFor([&] { return !panel.grid().keys().empty() && panel.grid().isComplete(); }));
  EXPECT_EQ(panel.grid().keys().size(), 1000U);
  panel.setOutcome(widgets::ImagePanel::Outcome::QuantizedWrong);
  EXPECT_TRUE(QTest::qWaitFor([&] { return panel.grid().keys().size() == 10; }));
  setBits(4);
  EXPECT_TRUE(QTest::qWaitFor([&] { return panel.grid().keys().size() == 20; })) << "of the new setting";
  const auto lines = [&] { return panel.facts().lines().join('|'); };
  QTest::mouseClick(panel.grid().viewport(), Qt::LeftButton, {}, panel.grid().cellOf(50).center());
  EXPECT_TRUE(QTest::qWaitFor([&] { return lines().contains("60.0 %"); })) << lines().toStdString();
  const int looked = explores.looked;
  setBits(8);
  EXPECT_TRUE(QTest::qWaitFor([&] { return explores.looked > looked; })) << "asked again under the new setting";
}

TEST_F(ExploreBinderTest, ImagesThatCannotBeReadSayWhy) {
  explores.refuse(&support::FakeExplores::dataRefusal, "The images are gone.");
  ASSERT_TRUE(QTest::qWaitFor([&] { return view().network().hasGraph(); }));
  view().showPage(ExploreView::Page::Images);
  EXPECT_TRUE(QTest::qWaitFor([&] { return view().images().emptyText().contains("The images are gone."); }));
}

}  // namespace
}  // namespace dyadic::shell
