// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/explore/ImagePanel.h"

#include <gtest/gtest.h>

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <algorithm>

#include "widgets/panels/images/ImageFacts.h"
#include "widgets/panels/images/ImageGrid.h"

namespace dyadic::widgets {
namespace {

using Keys = std::vector<std::int64_t>;

/// Image i has label i modulo 10. Of every hundred, the float network gets image 0 wrong, the quantized one 1 and 2.
class ImagePanelTest : public testing::Test {
 protected:
  ImagePanelTest() {
    panel.resize(1000, 700);
    panel.show();
    QObject::connect(&panel, &ImagePanel::pixelsWanted, &panel, [this](const Keys& wanted) { asked = wanted; });
  }

  void fill(int count) {
    ImagePanel::Content content;
    for (int i = 0; i < count; ++i) {
      content.labels.push_back(i % 10);
      content.files << QStringLiteral("val/%1/img_%2.png").arg(i % 10).arg(i);
    }
    for (int c = 0; c < 10; ++c) content.classNames << QStringLiteral("class-%1").arg(c);
    panel.setContent(std::move(content));
  }
  static std::shared_ptr<const ImageAnswers> answers(int count) {
    auto out = std::make_shared<ImageAnswers>();
    for (int i = 0; i < count; ++i) {
      out->images.push_back(i);
      out->floatClasses.push_back(i % 100 == 0 ? 9 : i % 10);
      out->quantizedClasses.push_back(i % 100 == 1 || i % 100 == 2 ? 8 : i % 10);
    }
    return out;
  }
  [[nodiscard]] bool says(const QString& text) const {
    const auto labels = panel.findChildren<QLabel*>();
    return std::any_of(labels.begin(), labels.end(),
                       [&](const QLabel* label) { return label->isVisible() && label->text().contains(text); });
  }
  /// As a person does: the box opens with a key, and another one chooses.
  void choose(const QString& box, int index) const {
    for (auto* each : panel.findChildren<QComboBox*>()) {
      if (each->accessibleName() != box) continue;
      while (each->currentIndex() < index) QTest::keyClick(each, Qt::Key_Down);
      while (each->currentIndex() > index) QTest::keyClick(each, Qt::Key_Up);
    }
  }
  [[nodiscard]] ImageGrid& grid() const { return panel.grid(); }

  ImagePanel panel;
  Keys asked;
};

TEST_F(ImagePanelTest, WithoutImagesItSaysWhatToDo) {
  EXPECT_TRUE(panel.emptyText().contains(QStringLiteral("drop its folder")));
  panel.say(QStringLiteral("The images cannot be shown"), QStringLiteral("x is not there."));
  EXPECT_TRUE(panel.emptyText().contains(QStringLiteral("x is not there.")));
  fill(3);
  EXPECT_EQ(panel.emptyText(), QString());
  EXPECT_TRUE(says(QStringLiteral("3 of 3 images")));
}

TEST_F(ImagePanelTest, PixelsAreAskedForAsTheyComeIntoSight) {
  fill(5000);
  ASSERT_TRUE(QTest::qWaitFor([&] { return !asked.empty(); }));
  EXPECT_EQ(asked.front(), 0);
  EXPECT_LT(asked.size(), 100U) << "not all five thousand";
  EXPECT_FALSE(grid().isComplete());
  for (int round = 0; round < 10 && !asked.empty(); ++round) {
    const Keys now = std::exchange(asked, {});
    panel.setPixels(now, std::vector<QImage>(now.size(), QImage(8, 8, QImage::Format_Grayscale8)));
    QTest::qWait(60);
  }
  EXPECT_TRUE(grid().isComplete());
  EXPECT_TRUE(asked.empty()) << "nothing is asked for twice";
  grid().verticalScrollBar()->setValue(grid().verticalScrollBar()->maximum());
  ASSERT_TRUE(QTest::qWaitFor([&] { return !asked.empty(); }));
  EXPECT_NE(std::find(asked.begin(), asked.end(), 4999), asked.end());
}

TEST_F(ImagePanelTest, OfFiftyThousandImagesOnlyWhatIsInSightIsWorkedOn) {
  fill(50000);
  panel.setAnswers(answers(50000));
  QScrollBar* bar = grid().verticalScrollBar();
  for (int step = 0; step < 10; ++step) {
    asked.clear();
    bar->setValue(step % 2 == 0 ? step * 900 : bar->maximum() - step * 900);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !asked.empty(); }));
    EXPECT_LT(asked.size(), 100U);
  }
}

TEST_F(ImagePanelTest, FiltersLeaveWhatIsAskedFor) {
  fill(1000);
  panel.setAnswers(answers(1000));
  const auto outcome = [&](ImagePanel::Outcome wanted) {
    choose(QStringLiteral("What the networks make of them"), static_cast<int>(wanted));
    panel.setOutcome(wanted);
    return grid().keys();
  };
  EXPECT_EQ(outcome(ImagePanel::Outcome::FloatWrong).size(), 10U);
  EXPECT_EQ(outcome(ImagePanel::Outcome::QuantizedWrong).size(), 20U);
  EXPECT_EQ(outcome(ImagePanel::Outcome::Lost), outcome(ImagePanel::Outcome::QuantizedWrong));
  EXPECT_EQ(outcome(ImagePanel::Outcome::Gained), outcome(ImagePanel::Outcome::FloatWrong));
  EXPECT_EQ(outcome(ImagePanel::Outcome::Flipped).size(), 30U);
  EXPECT_TRUE(says(QStringLiteral("30 of 1,000 images")));
  for (auto* box : panel.findChildren<QComboBox*>()) {
    if (box->accessibleName() != QStringLiteral("Class")) continue;
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Down);
    QTest::keyClick(box, Qt::Key_Down);
    Q_EMIT box->activated(box->currentIndex());
  }
  EXPECT_EQ(grid().keys().size(), 10U) << "of class 1 alone";
}

TEST_F(ImagePanelTest, ImagesAreFoundByNumberAndFile) {
  fill(1000);
  auto* field = panel.findChild<QLineEdit*>();
  QTest::keyClicks(field, QStringLiteral("img_77"));
  ASSERT_TRUE(QTest::qWaitFor([&] { return grid().keys().size() == 11; })) << "77 and 770 to 779";
  field->clear();
  QTest::keyClicks(field, QStringLiteral("val/3/"));
  ASSERT_TRUE(QTest::qWaitFor([&] { return grid().keys().size() == 100; }));
}

TEST_F(ImagePanelTest, AnswersGrowAndSayHowFarTheyAre) {
  fill(1000);
  panel.setAnswers(answers(200));
  EXPECT_TRUE(says(QStringLiteral("200 classified so far")));
  panel.setAnswersNote(QStringLiteral("classifying again…"));
  EXPECT_TRUE(says(QStringLiteral("classifying again…")));
  panel.setAnswersNote({});
  panel.setOutcome(ImagePanel::Outcome::Lost);
  EXPECT_EQ(grid().keys().size(), 4U);
  panel.setAnswers(answers(1000));
  EXPECT_TRUE(QTest::qWaitFor([&] { return grid().keys().size() == 20; })) << "the filter follows";
}

TEST_F(ImagePanelTest, AClickShowsAnImageLarger) {
  fill(1000);
  QSignalSpy wanted(&panel, &ImagePanel::lookWanted);
  QTest::mouseClick(grid().viewport(), Qt::LeftButton, {}, grid().cellOf(2).center());
  ASSERT_EQ(wanted.count(), 1);
  EXPECT_EQ(wanted[0][0].toLongLong(), 2);
  ImageLook look;
  look.image = 2;
  look.floatNetwork = {{2, 0.8}, {1, 0.2}};
  look.quantized = {{8, 0.55}, {2, 0.45}};
  panel.setLook(look);
  const QString lines = panel.facts().lines().join(QLatin1Char('|'));
  EXPECT_TRUE(lines.contains(QStringLiteral("class-2 80.0 %")));
  EXPECT_TRUE(lines.contains(QStringLiteral("class-8 55.0 %")));
  EXPECT_TRUE(lines.contains(QStringLiteral("val/2/img_2.png")));
  QTest::keyClick(&grid(), Qt::Key_Right);
  EXPECT_EQ(grid().selectedKey(), 3);
  EXPECT_FALSE(panel.facts().lines().join(QLatin1Char('|')).contains(QStringLiteral("80.0")))
      << "that was the other one";
  panel.setLook(look);
  EXPECT_FALSE(panel.facts().lines().join(QLatin1Char('|')).contains(QStringLiteral("80.0"))) << "too late";
  QTest::keyClick(&grid(), Qt::Key_End);
  EXPECT_EQ(grid().selectedKey(), 999);
  EXPECT_TRUE(grid().viewport()->rect().intersects(grid().cellOf(999)));
}

TEST_F(ImagePanelTest, OtherPartsHaveNoClasses) {
  fill(100);
  panel.setAnswers(answers(100));
  panel.setOutcome(ImagePanel::Outcome::Lost);
  QSignalSpy parts(&panel, &ImagePanel::partWanted);
  for (auto* box : panel.findChildren<QComboBox*>()) {
    if (box->accessibleName() != QStringLiteral("Part of the data set")) continue;
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Down);
    Q_EMIT box->activated(box->currentIndex());
  }
  ASSERT_GE(parts.count(), 1);
  EXPECT_EQ(panel.part(), ImagePanel::Part::Calibration);
  fill(50);
  EXPECT_EQ(grid().keys().size(), 50U) << "the filter by outcome is off";
  QTest::mouseClick(grid().viewport(), Qt::LeftButton, {}, grid().cellOf(2).center());
  EXPECT_TRUE(panel.facts().lines().join(QLatin1Char('|')).contains(QStringLiteral("validation images")));
}

}  // namespace
}  // namespace dyadic::widgets
