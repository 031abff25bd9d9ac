// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/forms/ParameterForm.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

#include "widgets/controls/Chips.h"
#include "widgets/controls/ListEdit.h"
#include "widgets/controls/NumberEdit.h"
#include "widgets/controls/Slider.h"
#include "widgets/controls/Switch.h"
#include "widgets/forms/DataForm.h"
#include "widgets/forms/TrainingForm.h"
#include "widgets/gallery/FakeRun.h"

namespace dyadic::widgets {
namespace {

class ParameterFormTest : public testing::Test {
 protected:
  ParameterFormTest() {
    const MethodInfo method = fakeMethod();
    form.setParameters(method.parameters, method.presets);
    form.show();
  }

  void type(const char* key, const QString& text) {
    QWidget* editor = form.editor(QString::fromLatin1(key));
    auto* line = qobject_cast<QLineEdit*>(editor);
    if (!line) line = editor->findChild<QLineEdit*>();
    line->selectAll();
    QTest::keyClicks(line, text.isEmpty() ? QString() : text);
    if (text.isEmpty()) QTest::keyClick(line, Qt::Key_Delete);
  }

  ParameterForm form;
};

TEST_F(ParameterFormTest, StartsWithTheDefaultsAndLeavesFollowersOut) {
  const ParameterMap values = form.values();
  for (const ParameterSpec& spec : fakeMethod().parameters) {
    if (spec.sameAs.empty()) {
      ASSERT_TRUE(values.contains(spec.key)) << spec.key;
      EXPECT_EQ(values.at(spec.key), spec.defaultValue) << spec.key;
    } else {
      EXPECT_FALSE(values.contains(spec.key)) << spec.key;
    }
  }
  EXPECT_TRUE(form.isValid());
}

TEST_F(ParameterFormTest, EveryKindGoesInAndComesOutUnchanged) {
  const ParameterMap values = {{"bits", std::int64_t{6}},
                               {"activation_bits", std::int64_t{5}},
                               {"portions", std::vector<double>{0.3, 0.1 + 0.2 + 0.3, 1}},
                               {"partition", std::string("random")},
                               {"candidates", std::vector<std::int64_t>{-2, 0}},
                               {"rounding", std::string("half_even")},
                               {"symmetric_range", true},
                               {"ema_momentum", 0.123456789012345678}};
  form.setValues(values);
  EXPECT_EQ(form.values(), values);
  form.setValues(form.values());
  EXPECT_EQ(form.values(), values);
}

TEST_F(ParameterFormTest, TypingChangesValuesAndSaysSo) {
  QSignalSpy changed(&form, &ParameterForm::changed);
  type("bits", QStringLiteral("12"));
  type("portions", QStringLiteral("0.2 0.6;1"));
  EXPECT_EQ(form.values().at("bits"), ParameterValue(std::int64_t{12}));
  EXPECT_EQ(form.values().at("portions"), ParameterValue(std::vector<double>{0.2, 0.6, 1}));
  QTest::mouseClick(form.editor(QStringLiteral("symmetric_range")), Qt::LeftButton);
  EXPECT_EQ(form.values().at("symmetric_range"), ParameterValue(true));
  EXPECT_GT(changed.count(), 2);
}

TEST_F(ParameterFormTest, BadInputIsRefusedBesideTheFieldAndTheLastGoodValueStays) {
  const struct {
    const char* key;
    QString text;
    QString part;
  } kCases[] = {{"bits", QStringLiteral("17"), QStringLiteral("2 to 16")},
                {"bits", QStringLiteral("1"), QStringLiteral("binary codebooks")},
                {"bits", QStringLiteral("x"), QStringLiteral("no number")},
                {"bits", QStringLiteral("6.5"), QStringLiteral("whole number")},
                {"bits", QString(), QStringLiteral("needed")},
                {"bits", QStringLiteral("1e999"), QStringLiteral("no number")},
                {"ema_momentum", QStringLiteral("1.5"), QStringLiteral("0 to 1")},
                {"portions", QStringLiteral("0.5, 1.2"), QStringLiteral("1.2 is above 1")},
                {"portions", QStringLiteral("0.5, abc"), QStringLiteral("abc")},
                {"portions", QString(), QStringLiteral("needed")}};
  for (const auto& c : kCases) {
    form.setValues({});
    const ParameterMap before = form.values();
    type(c.key, c.text);
    EXPECT_FALSE(form.isValid()) << c.key << ' ' << c.text.toStdString();
    ASSERT_FALSE(form.errors().isEmpty());
    EXPECT_TRUE(form.errors().first().contains(c.part)) << form.errors().first().toStdString();
    EXPECT_TRUE(form.editor(QString::fromLatin1(c.key))->property("invalid").toBool());
    for (const auto& [key, value] : before) {
      EXPECT_EQ(form.values().contains(key), true) << key;
    }
  }
  form.setValues({});
  EXPECT_TRUE(form.isValid());
}

TEST_F(ParameterFormTest, AFollowerShowsWhatItFollowsUntilItIsGivenAValue) {
  QWidget* follower = form.editor(QStringLiteral("activation_bits"));
  ASSERT_NE(follower, nullptr);
  const auto placeholder = [&] { return follower->findChild<QLineEdit*>()->placeholderText(); };
  auto* slider = follower->findChild<Slider*>();
  auto* back = follower->findChild<QToolButton*>();
  EXPECT_EQ(placeholder(), QStringLiteral("8"));
  EXPECT_EQ(slider->value(), 8);
  EXPECT_FALSE(back->isVisible());
  type("bits", QStringLiteral("6"));
  EXPECT_EQ(placeholder(), QStringLiteral("6"));
  EXPECT_EQ(slider->value(), 6);
  QTest::keyClick(slider, Qt::Key_Right);
  EXPECT_EQ(form.values().at("activation_bits"), ParameterValue(std::int64_t{7}));
  ASSERT_TRUE(back->isVisible());
  EXPECT_TRUE(back->toolTip().contains(QStringLiteral("Bits")));
  QTest::mouseClick(back, Qt::LeftButton);
  EXPECT_FALSE(form.values().contains("activation_bits"));
  EXPECT_EQ(slider->value(), 6);
  type("activation_bits", QStringLiteral("4"));
  EXPECT_EQ(form.values().at("activation_bits"), ParameterValue(std::int64_t{4}));
  type("activation_bits", QString());
  EXPECT_FALSE(form.values().contains("activation_bits"));
  EXPECT_TRUE(form.isValid());
  form.setValues({{"bits", std::int64_t{5}}, {"activation_bits", std::int64_t{5}}});
  EXPECT_FALSE(form.values().contains("activation_bits")) << "an equal value is shown as following";
}

TEST_F(ParameterFormTest, ValuesOfAnotherKindAndUnknownKeysAreLeftOut) {
  const ParameterMap before = form.values();
  QSignalSpy changed(&form, &ParameterForm::changed);
  form.setValues({{"bits", std::string("eight")},
                  {"partition", std::string("alphabetical")},
                  {"portions", 0.5},
                  {"symmetric_range", std::int64_t{1}},
                  {"no_such_key", true}});
  EXPECT_EQ(form.values(), before);
  EXPECT_EQ(changed.count(), 0);
}

TEST_F(ParameterFormTest, WholeNumbersServeWhereRealsAreAskedFor) {
  form.setValues({{"ema_momentum", std::int64_t{1}}, {"portions", std::vector<std::int64_t>{1}}});
  EXPECT_EQ(form.values().at("ema_momentum"), ParameterValue(1.0));
  EXPECT_EQ(form.values().at("portions"), ParameterValue(std::vector<double>{1}));
}

TEST_F(ParameterFormTest, PresetsFillInAndAreRecognized) {
  auto* menu = form.findChildren<QComboBox*>().first();
  ASSERT_EQ(menu->itemText(1), QStringLiteral("Paper"));
  EXPECT_EQ(menu->currentText(), QStringLiteral("Paper"));
  menu->setCurrentIndex(2);
  Q_EMIT menu->activated(2);
  EXPECT_EQ(form.values().at("portions"), ParameterValue(std::vector<double>{0.5, 1}));
  type("bits", QStringLiteral("7"));
  EXPECT_EQ(menu->currentText(), QStringLiteral("Custom"));
}

TEST_F(ParameterFormTest, AnErrorFromOutsideStaysUntilTheFieldChanges) {
  form.setError(QStringLiteral("portions"), QStringLiteral("Portions must rise."));
  EXPECT_FALSE(form.isValid());
  type("bits", QStringLiteral("7"));
  EXPECT_FALSE(form.isValid());
  type("portions", QStringLiteral("0.5, 1"));
  EXPECT_TRUE(form.isValid());
}

TEST_F(ParameterFormTest, EditorsCarryNameAndDescription) {
  for (const ParameterSpec& spec : fakeMethod().parameters) {
    const QWidget* editor = form.editor(QString::fromStdString(spec.key));
    ASSERT_NE(editor, nullptr);
    EXPECT_EQ(editor->accessibleName().toStdString(), spec.label);
    EXPECT_TRUE(editor->toolTip().contains(QString::fromStdString(spec.description)));
    EXPECT_NE(editor->focusPolicy(), Qt::NoFocus);
  }
  EXPECT_EQ(form.editor(QStringLiteral("nothing")), nullptr);
}

TEST_F(ParameterFormTest, ASliderActsWhileItMovesAndIsOneChange) {
  auto* slider = form.editor(QStringLiteral("bits"))->findChild<Slider*>();
  QSignalSpy changed(&form, &ParameterForm::changed);
  QSignalSpy adjusting(&form, &ParameterForm::adjusting);
  const int y = slider->height() / 2;
  QTest::mousePress(slider, Qt::LeftButton, {}, QPoint(0, y));
  EXPECT_EQ(form.values().at("bits"), ParameterValue(std::int64_t{2})) << "before the button is let go";
  QTest::mouseMove(slider, QPoint(slider->width() / 2, y));
  QMouseEvent move(QEvent::MouseMove, QPointF(slider->width(), y), slider->mapToGlobal(QPointF(slider->width(), y)),
                   Qt::NoButton, Qt::LeftButton, {});
  QApplication::sendEvent(slider, &move);
  EXPECT_EQ(form.values().at("bits"), ParameterValue(std::int64_t{16}));
  QTest::mouseRelease(slider, Qt::LeftButton, {}, QPoint(slider->width(), y));
  EXPECT_GE(changed.count(), 2);
  ASSERT_EQ(adjusting.count(), 2);
  EXPECT_TRUE(adjusting[0][0].toBool());
  EXPECT_FALSE(adjusting[1][0].toBool());
  const auto before = form.values();
  QWheelEvent wheel(QPointF(5, 5), slider->mapToGlobal(QPointF(5, 5)), {}, {0, -120}, {}, {}, Qt::NoScrollPhase, false);
  QApplication::sendEvent(slider, &wheel);
  EXPECT_EQ(form.values(), before) << "the wheel scrolls the form";
}

TEST_F(ParameterFormTest, AShareHasASliderThatKeepsWhatWasTyped) {
  type("ema_momentum", QStringLiteral("0.12345"));
  EXPECT_EQ(form.values().at("ema_momentum"), ParameterValue(0.12345));
  auto* slider = form.editor(QStringLiteral("ema_momentum"))->findChild<Slider*>();
  QTest::keyClick(slider, Qt::Key_Home);
  EXPECT_EQ(form.values().at("ema_momentum"), ParameterValue(0.0));
  QTest::keyClick(slider, Qt::Key_End);
  EXPECT_EQ(form.values().at("ema_momentum"), ParameterValue(1.0));
}

TEST_F(ParameterFormTest, WordsAreChips) {
  auto* chips = qobject_cast<Chips*>(form.editor(QStringLiteral("partition")));
  ASSERT_NE(chips, nullptr);
  QTest::mouseClick(chips->chip(1), Qt::LeftButton);
  EXPECT_EQ(form.values().at("partition"), ParameterValue(std::string("random")));
  EXPECT_FALSE(chips->isChosen(0));
  QTest::keyClick(chips->chip(1), Qt::Key_Left);
  EXPECT_EQ(form.values().at("partition"), ParameterValue(std::string("pruning")));
  QTest::mouseClick(chips->chip(0), Qt::LeftButton);
  EXPECT_EQ(form.values().at("partition"), ParameterValue(std::string("pruning"))) << "one is always chosen";
}

TEST_F(ParameterFormTest, CandidatesAreChipsToWhichOthersCanBeAdded) {
  auto* chips = qobject_cast<Chips*>(form.editor(QStringLiteral("candidates")));
  ASSERT_NE(chips, nullptr);
  const auto offsets = [this] { return std::get<std::vector<std::int64_t>>(form.values().at("candidates")); };
  const auto chipOf = [&](const QString& text) -> QAbstractButton* {
    for (int i = 0; i < chips->count(); ++i)
      if (chips->chip(i)->text() == text) return chips->chip(i);
    return nullptr;
  };
  ASSERT_NE(chipOf(QStringLiteral("\u22122")), nullptr) << "one beyond the default on each side";
  ASSERT_NE(chipOf(QStringLiteral("3")), nullptr);
  QTest::mouseClick(chipOf(QStringLiteral("3")), Qt::LeftButton);
  QTest::mouseClick(chipOf(QStringLiteral("\u22121")), Qt::LeftButton);
  EXPECT_THAT(offsets(), testing::ElementsAre(0, 1, 2, 3));
  const auto enter = [&](const QString& text) {
    QTest::mouseClick(chips->findChild<QAbstractButton*>(QStringLiteral("add")), Qt::LeftButton);
    auto* field = chips->findChild<QLineEdit*>();
    QTest::keyClicks(field, text);
    QTest::keyClick(field, Qt::Key_Return);
  };
  enter(QStringLiteral("-7"));
  EXPECT_THAT(offsets(), testing::ElementsAre(-7, 0, 1, 2, 3));
  EXPECT_NE(chipOf(QStringLiteral("\u22127")), nullptr);
  enter(QStringLiteral("99"));
  EXPECT_FALSE(form.isValid());
  EXPECT_THAT(offsets(), testing::ElementsAre(-7, 0, 1, 2, 3));
  enter(QStringLiteral("5"));
  EXPECT_TRUE(form.isValid());
  for (const std::int64_t each : offsets())
    QTest::mouseClick(chipOf(QString::number(each).replace(QLatin1Char('-'), QChar(0x2212))), Qt::LeftButton);
  EXPECT_FALSE(form.isValid()) << "none is left";
  form.setValues({{"candidates", std::vector<std::int64_t>{2, -1, 0}}});
  EXPECT_THAT(offsets(), testing::ElementsAre(2, -1, 0)) << "the order of a config stays";
}

TEST(Chips, WrapWhereThereIsNoRoom) {
  Chips chips(Chips::Mode::One);
  chips.setChoices({QStringLiteral("half away"), QStringLiteral("half up"), QStringLiteral("half even")});
  EXPECT_GT(chips.heightForWidth(chips.sizeHint().width() / 2), chips.sizeHint().height());
  EXPECT_EQ(chips.heightForWidth(chips.sizeHint().width()), chips.sizeHint().height());
}

TEST(NumberEdit, ArrowsStepWithinTheLimits) {
  NumberEdit edit({.integer = true, .minimum = 2, .maximum = 4, .unit = {}, .hint = {}});
  edit.setValue(3);
  edit.stepUp();
  edit.stepUp();
  EXPECT_EQ(edit.value(), 4);
  edit.setValue(99);
  edit.stepDown();
  EXPECT_EQ(edit.value(), 4);
}

TEST(NumberEdit, AFactorOfTwoForNumbersOfUnknownSize) {
  NumberEdit edit({.integer = false, .minimum = 0, .maximum = {}, .unit = {}, .step = 0, .hint = {}});
  edit.setValue(0.01);
  edit.stepUp();
  EXPECT_DOUBLE_EQ(*edit.value(), 0.02);
}

TEST(ListEdit, TakesBracketsAndTypographicMinus) {
  ListEdit edit({.integer = true, .minimum = {}, .maximum = {}, .hint = {}});
  edit.setText(QStringLiteral("[\u22122, -1, 0]"));
  EXPECT_THAT(edit.values(), testing::ElementsAre(-2, -1, 0));
  EXPECT_TRUE(edit.problem().isEmpty());
}

TEST(TrainingForm, ValuesGoInAndComeOutUnchanged) {
  TrainingForm form;
  TrainingForm::Values v;
  v.training.epochs = 21;
  v.training.epochsPerStage = {1, 2, 3};
  v.training.batch = 64;
  v.training.momentum = 0.85;
  v.training.nesterov = true;
  v.training.weightDecay = 1.25e-4;
  v.training.learningRate = 0.0123;
  v.training.schedule = "step";
  v.training.resetOptimizer = true;
  v.seed = 424242;
  v.threads = 3;
  v.device = "cuda:1";
  for (const bool floatTraining : {false, true}) {
    form.setFloatTraining(floatTraining);
    form.setValues(v);
    const TrainingForm::Values w = form.values();
    EXPECT_EQ(w.training.epochs, v.training.epochs);
    EXPECT_EQ(w.training.epochsPerStage, v.training.epochsPerStage);
    EXPECT_EQ(w.training.batch, v.training.batch);
    EXPECT_EQ(w.training.momentum, v.training.momentum);
    EXPECT_EQ(w.training.nesterov, v.training.nesterov);
    EXPECT_EQ(w.training.weightDecay, v.training.weightDecay);
    EXPECT_EQ(w.training.learningRate, v.training.learningRate);
    EXPECT_EQ(w.training.schedule, v.training.schedule);
    EXPECT_EQ(w.training.resetOptimizer, v.training.resetOptimizer);
    EXPECT_EQ(w.seed, v.seed);
    EXPECT_EQ(w.threads, v.threads);
    EXPECT_EQ(w.device, v.device);
  }
}

TEST(DataForm, ValuesGoInAndComeOutUnchanged) {
  DataForm form;
  DataConfig v;
  v.path = "/data";
  v.format = "folder";
  v.train = "train[:500]";
  v.validation = "train[500:]";
  v.calibration = "train[:100]";
  v.limit = 7;
  v.trainLimit = 8;
  v.calibrationLimit = 9;
  v.subsetSeed = 3;
  v.resize = "224x192";
  v.crop = "center";
  v.mean = {0.5};
  v.deviation = {0.25};
  v.input = "3x224x192";
  for (const auto& augment : std::vector<std::vector<std::string>>{{}, {"flip"}, {"crop"}, {"crop", "flip"}}) {
    v.augment = augment;
    form.setValue(v);
    EXPECT_EQ(form.value(), v) << testing::PrintToString(augment);
  }
  form.setValue(DataConfig());
  EXPECT_EQ(form.value(), DataConfig());
}

TEST(DataForm, TypedTextCountsAndAnEmptyFieldIsTheDefault) {
  DataForm form;
  QSignalSpy changed(&form, &DataForm::changed);
  auto* resize = form.findChild<QLineEdit*>(QStringLiteral("resize"));
  ASSERT_NE(resize, nullptr);
  EXPECT_TRUE(resize->text().isEmpty());
  EXPECT_EQ(resize->placeholderText(), QStringLiteral("auto"));
  QTest::keyClicks(resize, QStringLiteral(" 256 "));
  EXPECT_EQ(changed.count(), 0) << "not before it is typed";
  QTest::keyClick(resize, Qt::Key_Return);
  EXPECT_EQ(changed.count(), 1);
  EXPECT_EQ(form.value().resize, "256");
  QTest::keyClick(resize, Qt::Key_Return);
  EXPECT_EQ(changed.count(), 1) << "nothing new";
  resize->clear();
  QTest::keyClick(resize, Qt::Key_Return);
  EXPECT_EQ(form.value().resize, "auto");
}

}  // namespace
}  // namespace dyadic::widgets
