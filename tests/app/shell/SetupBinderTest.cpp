// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/SetupBinder.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/FakeEngine.h"
#include "widgets/controls/Slider.h"
#include "widgets/panels/RunTimeLabel.h"
#include "widgets/panels/SetupPanel.h"

namespace dyadic::shell {
namespace {

using support::fakeConfig;
using support::FakeWorld;
using namespace std::chrono_literals;

class SetupBinderTest : public testing::Test {
 protected:
  SetupBinderTest() {
    panel.resize(300, 900);
    panel.show();
    binder.setConfig(fakeConfig());
    EXPECT_TRUE(QTest::qWaitFor([this] { return binder.model() != nullptr; }));
  }
  [[nodiscard]] std::int64_t bits() const {
    return std::get<std::int64_t>(binder.config().method.parameters.at("bits"));
  }
  [[nodiscard]] widgets::Slider& slider(const char* key) const {
    return *panel.findChild<QWidget*>(QString::fromLatin1(key))->findChild<widgets::Slider*>();
  }
  void drag(widgets::Slider& slider, std::initializer_list<double> shares) {
    const double y = slider.height() / 2.0;
    const auto at = [&](double share) { return QPointF(8 + (slider.width() - 16) * share, y); };
    QTest::mousePress(&slider, Qt::LeftButton, {}, at(*shares.begin()).toPoint());
    for (const double share : shares) {
      QMouseEvent move(QEvent::MouseMove, at(share), slider.mapToGlobal(at(share)), Qt::NoButton, Qt::LeftButton, {});
      QApplication::sendEvent(&slider, &move);
    }
    QTest::mouseRelease(&slider, Qt::LeftButton, {}, at(0).toPoint());
  }
  [[nodiscard]] QAction& undo() const { return *binder.history().undoAction(); }
  [[nodiscard]] QAction& redo() const { return *binder.history().redoAction(); }
  [[nodiscard]] bool says(const QString& text) const {
    return QTest::qWaitFor([&] { return panel.time().isVisible() && panel.time().text().contains(text); });
  }

  std::shared_ptr<FakeWorld> world = std::make_shared<FakeWorld>();
  widgets::SetupPanel panel;
  SetupBinder binder{support::fakeEngine(world), panel};
};

TEST_F(SetupBinderTest, TellsOfEachSettingOnce) {
  QSignalSpy told(&binder, &SetupBinder::settingChanged);
  binder.setPortion(0.4);
  ASSERT_EQ(told.count(), 1);
  EXPECT_DOUBLE_EQ(told[0][0].value<QuantSetting>().portion, 0.4);
  EXPECT_EQ(binder.setting(), told[0][0].value<QuantSetting>());
  binder.setPortion(0.4);
  EXPECT_EQ(told.count(), 1);
  binder.setLayerBits({0, 2, 99, -1}, 5);
  EXPECT_EQ(told.count(), 2);
  EXPECT_EQ(binder.setting().layers, (std::vector<LayerRule>{{"conv1", 5, {}, {}}, {"layer1.0.conv1", 5, {}, {}}}));
}

TEST_F(SetupBinderTest, TheTableWritesOneRuleALayer) {
  binder.setLayerBits({0}, 5);
  binder.setMapBits({0}, 6);
  binder.setLayersQuantized({0}, false);
  EXPECT_EQ(binder.config().layers, (std::vector<LayerRule>{{"conv1", 5, 6, false}}));
  binder.setLayersQuantized({0}, true);
  binder.clearLayerRules({0});
  EXPECT_TRUE(binder.config().layers.empty());
  EXPECT_EQ(undo().text().remove('&'), QStringLiteral("Undo global bits for conv1"));
}

TEST_F(SetupBinderTest, ADragIsOneStepAndTheNextDragAnother) {
  EXPECT_FALSE(undo().isEnabled()) << "the first set-up is nothing to undo";
  drag(slider("bits"), {0, 0.2, 0.5, 1});
  EXPECT_EQ(bits(), 16);
  drag(slider("bits"), {0.8, 0.2, 0});
  EXPECT_EQ(bits(), 2);
  EXPECT_EQ(undo().text().remove('&'), QStringLiteral("Undo Bits"));
  undo().trigger();
  EXPECT_EQ(bits(), 16);
  undo().trigger();
  EXPECT_EQ(bits(), 8);
  EXPECT_FALSE(undo().isEnabled());
  redo().trigger();
  EXPECT_EQ(bits(), 16);
  drag(slider("portion"), {1, 0.5});
  EXPECT_LT(binder.setting().portion, 0.6);
  undo().trigger();
  EXPECT_EQ(binder.setting().portion, 1);
  EXPECT_EQ(bits(), 16);
}

TEST_F(SetupBinderTest, UndoTakesBackRulesModelsAndWholeSetUps) {
  QSignalSpy told(&binder, &SetupBinder::settingChanged);
  binder.setLayerBits({0, 2}, 4);
  RunConfig other = fakeConfig();
  other.method.parameters["bits"] = std::int64_t{3};
  binder.applyConfig(other, QStringLiteral("a proposal"));
  EXPECT_EQ(undo().text().remove('&'), QStringLiteral("Undo a proposal"));
  EXPECT_EQ(bits(), 3);
  undo().trigger();
  EXPECT_EQ(bits(), 8);
  EXPECT_EQ(binder.config().layers.size(), 2U);
  EXPECT_EQ(told.count(), 3) << "undoing is a change too";
  undo().trigger();
  EXPECT_TRUE(binder.config().layers.empty());
  redo().trigger();
  EXPECT_EQ(binder.config().layers.size(), 2U);
  binder.openModel(QStringLiteral("/nowhere.safetensors"));
  ASSERT_TRUE(QTest::qWaitFor([this] { return binder.model() == nullptr; }));
  undo().trigger();
  EXPECT_TRUE(QTest::qWaitFor([this] { return binder.model() != nullptr; }));
  EXPECT_EQ(binder.config().model.path, fakeConfig().model.path);
}

TEST_F(SetupBinderTest, HowImagesAreUsedIsAskedOfTheDataSetAndUndone) {
  auto* resize = panel.findChild<QLineEdit*>(QStringLiteral("resize"));
  ASSERT_NE(resize, nullptr);
  const auto shows = [this](const QString& text) {
    const auto labels = panel.findChildren<QLabel*>();
    return std::any_of(labels.begin(), labels.end(),
                       [&](const QLabel* label) { return !label->isHidden() && label->text().contains(text); });
  };
  const auto type = [&](const char* text) {
    resize->setText(QString::fromLatin1(text));
    QTest::keyClick(resize, Qt::Key_Return);
  };
  type("64");
  EXPECT_EQ(binder.config().data.resize, "64");
  EXPECT_TRUE(QTest::qWaitFor([&] { return shows(QStringLiteral("resized to 64")); }));
  EXPECT_EQ(undo().text().remove('&'), QStringLiteral("Undo use of the images"));
  type("wide");
  EXPECT_TRUE(QTest::qWaitFor([&] { return shows(QStringLiteral("data.resize is")); }));
  EXPECT_FALSE(panel.isReady());
  undo().trigger();
  EXPECT_TRUE(QTest::qWaitFor([&] { return !shows(QStringLiteral("data.resize is")); }));
  EXPECT_EQ(binder.config().data.resize, "auto");
}

TEST_F(SetupBinderTest, ARuleThatMatchesNothingStopsTheStart) {
  ASSERT_TRUE(QTest::qWaitFor([this] { return panel.isReady(); }));
  const int asked = world->whatIfComputed;
  binder.addRules({{"foo*", 4, {}, {}}});
  EXPECT_FALSE(panel.isReady());
  EXPECT_TRUE(panel.whyNotReady().contains(QStringLiteral("foo*"))) << panel.whyNotReady().toStdString();
  QTest::qWait(120);
  EXPECT_EQ(world->whatIfComputed, asked) << "there is nothing to ask";
  undo().trigger();
  EXPECT_TRUE(panel.isReady());
}

TEST_F(SetupBinderTest, ModelAndDataAreKnownWhateverIsWrongWithTheSettings) {
  RunConfig config = fakeConfig();
  config.method.parameters["bits"] = std::int64_t{1};
  binder.setConfig(config);
  EXPECT_EQ(binder.model(), nullptr);
  EXPECT_TRUE(QTest::qWaitFor([this] { return binder.model() != nullptr; }));
  EXPECT_FALSE(panel.isReady());
}

TEST_F(SetupBinderTest, DataThatDoNotFitTheModelStopTheStart) {
  runtime::Engine engine = support::fakeEngine(world);
  engine.inspectData = [](const RunConfig& config) -> Expected<DataInfo> {
    if (config.data.input.empty() || config.data.input == "3x32x32") return support::fakeData();
    return failure("The network takes %1.", {config.data.input});
  };
  widgets::SetupPanel form;
  SetupBinder strict(std::move(engine), form);
  strict.setConfig(fakeConfig());
  ASSERT_TRUE(QTest::qWaitFor([&] { return !form.isReady(); }));
  EXPECT_EQ(form.whyNotReady(), QStringLiteral("The network takes 1x28x28."));
  strict.setLayerBits({0}, 4);
  EXPECT_TRUE(QTest::qWaitFor([&] { return !form.isReady(); })) << "nor does another change help";
  strict.openModel(QStringLiteral("/nowhere.safetensors"));
  EXPECT_TRUE(QTest::qWaitFor([&] { return form.whyNotReady().contains(QStringLiteral("nowhere")); }));
  RunConfig own = fakeConfig();
  own.data.input = "3x32x32";
  strict.setConfig(own);
  EXPECT_TRUE(QTest::qWaitFor([&] { return strict.model() && form.isReady(); })) << "the set-up's own input is kept";
}

TEST_F(SetupBinderTest, WhatIsDoubtfulAboutTheDataStandsThereAndStopsNothing) {
  const auto* warnings = panel.findChild<QLabel*>(QStringLiteral("dataWarnings"));
  ASSERT_NE(warnings, nullptr);
  EXPECT_TRUE(warnings->isHidden());
  binder.openData(QStringLiteral("builtin:overlap"));
  ASSERT_TRUE(QTest::qWaitFor([&] { return !warnings->isHidden(); }));
  EXPECT_TRUE(warnings->text().contains(QStringLiteral("share 3 of 10000")));
  EXPECT_TRUE(QTest::qWaitFor([this] { return panel.isReady(); }));
  binder.openData(QStringLiteral("builtin:other"));
  EXPECT_TRUE(QTest::qWaitFor([&] { return warnings->isHidden(); }));
}

TEST_F(SetupBinderTest, SaysHowLongARunTakesOnceTheFormIsLeftAlone) {
  ASSERT_TRUE(says(QStringLiteral("4 min"))) << panel.time().text().toStdString();
  EXPECT_TRUE(panel.time().text().contains(QStringLiteral("thread")));
  EXPECT_TRUE(panel.time().toolTip().contains(QStringLiteral("4,690"))) << panel.time().toolTip().toStdString();
  binder.setPortion(0.5);
  EXPECT_TRUE(panel.time().isVisible()) << "what is looked at is no part of a run";
  world->estimateTime = 20s;
  binder.setLayerBits({0}, 4);
  EXPECT_FALSE(panel.time().isVisible());
  ASSERT_TRUE(says(QStringLiteral("Measuring")));
  binder.setRunActive(true);
  EXPECT_FALSE(panel.time().isVisible());
  EXPECT_TRUE(QTest::qWaitFor([this] { return world->timesCancelled == 1; })) << "between two batches";
  QTest::qWait(1700);
  EXPECT_FALSE(panel.time().isVisible()) << "nothing is measured beside a run";
  world->estimateTime = 1ms;
  world->timeFails = true;
  binder.setRunActive(false);
  EXPECT_TRUE(says(QStringLiteral("no training images")));
}

}  // namespace
}  // namespace dyadic::shell
