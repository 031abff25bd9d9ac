// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include "widgets/controls/NumberEdit.h"
#include "widgets/gallery/FakeRun.h"
#include "widgets/panels/MessageBanner.h"
#include "widgets/panels/RunHeader.h"
#include "widgets/panels/RunList.h"
#include "widgets/panels/SetupPanel.h"
#include "widgets/panels/StageStrip.h"
#include "widgets/panels/SummaryTiles.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

QPushButton* visibleButton(const QWidget& widget, const QString& text) {
  for (QPushButton* button : widget.findChildren<QPushButton*>()) {
    if (button->text().remove(QLatin1Char('&')) == text && button->isVisibleTo(&widget)) return button;
  }
  return nullptr;
}

TEST(RunHeader, ShowsTheButtonsThatApplyAndSendsIntents) {
  RunHeader header;
  header.show();
  const RunProgress progress{.activity = "Training", .stage = 0, .epoch = 0, .epochs = 2, .step = 5, .steps = 10};
  EXPECT_NE(visibleButton(header, QStringLiteral("Start")), nullptr);
  EXPECT_EQ(visibleButton(header, QStringLiteral("Stop")), nullptr);

  header.setRun(QStringLiteral("run"), RunState::Running, progress, true);
  EXPECT_EQ(visibleButton(header, QStringLiteral("Start")), nullptr);
  QSignalSpy pause(&header, &RunHeader::pauseRequested);
  QSignalSpy stop(&header, &RunHeader::stopRequested);
  QTest::mouseClick(visibleButton(header, QStringLiteral("Pause")), Qt::LeftButton);
  QTest::mouseClick(visibleButton(header, QStringLiteral("Stop")), Qt::LeftButton);
  EXPECT_EQ(pause.count(), 1);
  EXPECT_EQ(stop.count(), 1);
  EXPECT_NE(visibleButton(header, QStringLiteral("Pause")), nullptr) << "nothing changes until the owner says so";

  header.setRun(QStringLiteral("run"), RunState::Paused, progress, true);
  EXPECT_EQ(visibleButton(header, QStringLiteral("Pause")), nullptr);
  QSignalSpy resume(&header, &RunHeader::resumeRequested);
  QTest::mouseClick(visibleButton(header, QStringLiteral("Resume")), Qt::LeftButton);
  EXPECT_EQ(resume.count(), 1);

  header.setRun(QStringLiteral("run"), RunState::Running, progress, false);
  EXPECT_EQ(visibleButton(header, QStringLiteral("Pause")), nullptr) << "another program's run cannot be paused";
  header.setRun(QStringLiteral("run"), RunState::Finished, progress, false);
  for (const auto* text : {"Start", "Pause", "Resume", "Stop"})
    EXPECT_EQ(visibleButton(header, QString::fromLatin1(text)), nullptr) << text << " beside a past run";

  header.setIdle();
  QSignalSpy start(&header, &RunHeader::startRequested);
  header.setStartEnabled(false, QStringLiteral("No model."));
  EXPECT_FALSE(visibleButton(header, QStringLiteral("Start"))->isEnabled());
  EXPECT_EQ(visibleButton(header, QStringLiteral("Start"))->toolTip(), QStringLiteral("No model."));
  header.setStartEnabled(true);
  QTest::mouseClick(visibleButton(header, QStringLiteral("Start")), Qt::LeftButton);
  EXPECT_EQ(start.count(), 1);
}

TEST(StageStrip, OnlyStagesThatBeganCanBePicked) {
  StageStrip strip;
  strip.resize(440, 44);
  strip.setPortions({0.5, 0.75, 0.875, 1});
  strip.setProgress(1, true, 0.5);
  strip.setLive(true);
  strip.show();
  QApplication::processEvents();
  QWidget* bar = strip.findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly).first();
  QSignalSpy selected(&strip, &StageStrip::stageSelected);
  const auto click = [&](double share) {
    QTest::mouseClick(bar, Qt::LeftButton, {}, QPoint(static_cast<int>(bar->width() * share), 15));
  };
  EXPECT_TRUE(strip.isFollowingLive());
  click(0.1);
  click(0.4);
  click(0.6);
  click(0.9);
  ASSERT_EQ(selected.count(), 2);
  EXPECT_EQ(selected[0][0].toInt(), 0);
  EXPECT_EQ(selected[1][0].toInt(), 1);
  EXPECT_EQ(strip.shownStage(), 1);
  EXPECT_FALSE(strip.isFollowingLive());
  QTest::keyClick(bar, Qt::Key_Left);
  EXPECT_EQ(strip.shownStage(), 0);
  QSignalSpy follow(&strip, &StageStrip::followLiveRequested);
  QTest::mouseClick(strip.findChild<QToolButton*>(), Qt::LeftButton);
  EXPECT_EQ(follow.count(), 1);
  strip.setLive(false);
  EXPECT_FALSE(strip.findChild<QToolButton*>()->isVisible()) << "a past run cannot be followed";
  strip.setPortions({});
  strip.setProgress(9, true, std::numeric_limits<double>::quiet_NaN());
  strip.setShownStage(7);
  EXPECT_EQ(strip.shownStage(), -1);
  EXPECT_FALSE(strip.grab().isNull());
}

RunItem item(const QString& path, int day, RunState state = RunState::Finished) {
  return {path, path, QStringLiteral("IOIQ"), state,
          0.9,  0.5,  runColor(day),          QDateTime(QDate(2024, 5, day), QTime(9, 0))};
}

TEST(RunList, NewestFirstAndTheCurrentOneStays) {
  RunList list;
  list.resize(300, 400);
  list.show();
  list.setRuns({item(QStringLiteral("a"), 1), item(QStringLiteral("c"), 3), item(QStringLiteral("b"), 2)});
  auto* view = list.findChild<QListView*>();
  EXPECT_EQ(view->model()->index(0, 0).data().toString(), QStringLiteral("c"));
  QSignalSpy opened(&list, &RunList::opened);
  QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(view->model()->index(1, 0)).center());
  ASSERT_EQ(opened.count(), 1);
  EXPECT_EQ(opened[0][0].toString(), QStringLiteral("b"));
  list.updateRun(item(QStringLiteral("d"), 4, RunState::Running));
  list.updateRun(item(QStringLiteral("d"), 4, RunState::Failed));
  EXPECT_EQ(view->model()->rowCount(), 4);
  EXPECT_EQ(list.current(), QStringLiteral("b"));
  list.setRuns({item(QStringLiteral("b"), 2)});
  EXPECT_EQ(list.current(), QStringLiteral("b"));
  EXPECT_EQ(opened.count(), 1);
  EXPECT_FALSE(list.grab().isNull());
}

TEST(MessageBanner, AnErrorCanBeCopiedAndClosed) {
  QWidget window;
  auto* banner = new MessageBanner(&window);
  banner->resize(500, 80);
  window.resize(500, 80);
  window.show();
  EXPECT_FALSE(banner->isVisible());
  banner->showMessage(Severity::Error, QStringLiteral("Cannot open"), QStringLiteral("Try another."),
                      QStringLiteral("Again"));
  EXPECT_TRUE(banner->isVisible());
  QSignalSpy action(banner, &MessageBanner::actionTriggered);
  QTest::mouseClick(visibleButton(*banner, QStringLiteral("Again")), Qt::LeftButton);
  EXPECT_EQ(action.count(), 1);
  const auto buttons = banner->findChildren<QToolButton*>();
  for (const QToolButton* button : buttons) EXPECT_FALSE(button->accessibleName().isEmpty());
  QTest::mouseClick(buttons[0], Qt::LeftButton);
  EXPECT_EQ(QApplication::clipboard()->text(), QStringLiteral("Cannot open\nTry another."));
  QTest::mouseClick(buttons[1], Qt::LeftButton);
  EXPECT_FALSE(banner->isVisible());
}

class SetupPanelTest : public testing::Test {
 protected:
  SetupPanelTest() {
    MethodInfo other = fakeMethod();
    other.id = "other";
    other.name = "Other";
    other.parameters.resize(1);
    other.presets.clear();
    other.training.batch = 32;
    panel.setModels({{QStringLiteral("Example"), QStringLiteral("builtin:resnet8-fashion")}});
    panel.setMethods({fakeMethod(), other});
    panel.resize(340, 800);
    panel.show();
  }
  static RunConfig full() {
    RunConfig config;
    config.model = {"builtin:resnet8-fashion", "resnet8-cifar"};
    config.data.path = "/data";
    config.data.limit = 500;
    config.method.id = "ioiq";
    config.method.parameters = {{"bits", std::int64_t{6}}};
    config.layers = {{"conv1", 8, {}, {}}};
    config.training.epochsPerStage = {3};
    config.seed = 9;
    config.output = "out.h5";
    return config;
  }
  SetupPanel panel;
};

TEST_F(SetupPanelTest, AConfigComesOutAsItWentIn) {
  QSignalSpy changed(&panel, &SetupPanel::changed);
  panel.setConfig(full());
  const RunConfig c = panel.config();
  EXPECT_EQ(c.model.path, "builtin:resnet8-fashion");
  EXPECT_EQ(c.model.architecture, "resnet8-cifar");
  EXPECT_EQ(c.data.path, "/data");
  EXPECT_EQ(c.data.limit, 500);
  EXPECT_EQ(c.method.id, "ioiq");
  EXPECT_EQ(c.method.parameters.at("bits"), ParameterValue(std::int64_t{6}));
  EXPECT_EQ(c.method.parameters.at("partition"), ParameterValue(std::string("pruning")));
  ASSERT_EQ(c.layers.size(), 1U);
  EXPECT_EQ(c.training.epochsPerStage, std::vector<int>{3});
  EXPECT_EQ(c.seed, 9U);
  EXPECT_EQ(c.output, "out.h5");
  EXPECT_EQ(changed.count(), 0);
  EXPECT_TRUE(panel.isReady());
}

TEST_F(SetupPanelTest, StartWaitsUntilEverythingIsThere) {
  panel.setConfig({});
  QPushButton* start = visibleButton(panel, QStringLiteral("Start run"));
  ASSERT_NE(start, nullptr);
  EXPECT_FALSE(start->isEnabled());
  EXPECT_FALSE(panel.whyNotReady().isEmpty());
  panel.setConfig(full());
  EXPECT_TRUE(start->isEnabled());
  panel.setProblem(SetupPanel::Field::Model, QStringLiteral("It is damaged."));
  EXPECT_FALSE(start->isEnabled());
  EXPECT_EQ(panel.whyNotReady(), QStringLiteral("It is damaged."));
  panel.setProblem(SetupPanel::Field::Model, {});
  panel.setParameterProblem(QStringLiteral("portions"), QStringLiteral("They must rise."));
  EXPECT_FALSE(start->isEnabled());
  panel.setConfig(full());
  panel.setRunning(true);
  EXPECT_TRUE(start->isEnabled());
  EXPECT_TRUE(start->text().contains(QStringLiteral("queue")));
  EXPECT_TRUE(panel.findChild<QWidget*>(QStringLiteral("model"))->isEnabled()) << "the next run can be set up";
  panel.setRunning(false);
  QSignalSpy started(&panel, &SetupPanel::startRequested);
  QTest::mouseClick(start, Qt::LeftButton);
  EXPECT_EQ(started.count(), 1);
}

TEST_F(SetupPanelTest, AnotherModelForgetsTheArchitecture) {
  panel.setConfig(full());
  QSignalSpy chosen(&panel, &SetupPanel::modelChosen);
  auto* combo = panel.findChild<QWidget*>(QStringLiteral("model"))->findChild<QComboBox*>();
  combo->lineEdit()->selectAll();
  QTest::keyClicks(combo->lineEdit(), QStringLiteral("/tmp/other.safetensors"));
  QTest::keyClick(combo->lineEdit(), Qt::Key_Return);
  ASSERT_EQ(chosen.count(), 1);
  EXPECT_EQ(panel.config().model.path, "/tmp/other.safetensors");
  EXPECT_EQ(panel.config().model.architecture, "");
}

TEST_F(SetupPanelTest, AnotherMethodBringsItsFormAndTraining) {
  panel.setConfig(full());
  auto* methods = panel.findChild<QComboBox*>(QStringLiteral("method"));
  QSignalSpy chosen(&panel, &SetupPanel::methodChosen);
  methods->setCurrentIndex(1);
  Q_EMIT methods->activated(1);
  ASSERT_EQ(chosen.count(), 1);
  const RunConfig c = panel.config();
  EXPECT_EQ(c.method.id, "other");
  EXPECT_EQ(c.method.parameters.size(), 1U);
  EXPECT_EQ(c.training.batch, 32);
  EXPECT_EQ(c.seed, 9U);
}

TEST(SummaryTiles, DashesForWhatIsNotKnown) {
  SummaryTiles tiles;
  const auto texts = [&] {
    QStringList list;
    for (const QLabel* label : tiles.findChildren<QLabel*>()) list << label->text();
    return list.join(QLatin1Char('|'));
  };
  EXPECT_EQ(texts().count(QStringLiteral("\u2013")), 6);
  tiles.setSummary({0.9263, 0.9255, 0.927, 8, 6, 3.98, 1});
  EXPECT_TRUE(texts().contains(QStringLiteral("92.55 %")));
  EXPECT_TRUE(texts().contains(QStringLiteral("\u22120.08")));
  EXPECT_FALSE(texts().contains(QStringLiteral("\u2013")));
  EXPECT_TRUE(texts().contains(QStringLiteral("|8|")));
  tiles.setSummary({0.9263, 0.9255, 0.927, 3.2, 6, 9.96, 1});
  EXPECT_TRUE(texts().contains(QStringLiteral("|3.20|"))) << "layers may differ";
}

}  // namespace
}  // namespace dyadic::widgets
