// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QFile>
#include <QImage>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "tests/support/FakeRuns.h"
#include "widgets/controls/Chips.h"
#include "widgets/panels/CandidateChips.h"
#include "widgets/plots/HistogramPlot.h"

namespace dyadic::widgets {
namespace {

QByteArray figureOf(const HistogramPlot& plot) {
  const QTemporaryDir folder;
  const QString path = folder.filePath(QStringLiteral("h.tex"));
  EXPECT_EQ(plot.exportTo(path, FigureStyle()), QString());
  QFile file(path);
  EXPECT_TRUE(file.open(QIODevice::ReadOnly));
  return file.readAll();
}

TEST(HistogramZones, ValuesThatSaturateAndThoseThatBecomeZeroAreShaded) {
  HistogramPlot plot;
  Histogram histogram = support::fakeHistogram(4, -3);
  plot.setHistogram(histogram);
  EXPECT_TRUE(figureOf(plot).contains("Becomes 0"));
  EXPECT_TRUE(figureOf(plot).contains("Saturates"));
  std::erase(histogram.levels, 0.0);
  plot.setHistogram(histogram);
  EXPECT_FALSE(figureOf(plot).contains("Becomes 0")) << "a grid without 0";
}

TEST(HistogramZones, AnotherGridIsMarkedUntilItIsTakenAway) {
  HistogramPlot plot;
  plot.setHistogram(support::fakeHistogram(4, -3));
  plot.setOtherGrid({-2, 1.75}, QStringLiteral("grid of 2"));
  EXPECT_TRUE(figureOf(plot).contains("grid of 2"));
  plot.setOtherGrid({0, 0}, {});
  EXPECT_FALSE(figureOf(plot).contains("grid of 2"));
}

TEST(HistogramZones, ALowPlotStillHasItsAxes) {
  HistogramPlot plot;
  plot.setHistogram(support::fakeHistogram(4, -3));
  plot.resize(600, 110);
  plot.setVisible(true);
  QTest::qWait(60);
  const QImage image = plot.grab().toImage();
  const QRgb ground = image.pixel(image.width() / 2, image.height() - 1);
  int inked = 0;
  for (int y = image.height() / 2; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x) inked += image.pixel(x, y) != ground ? 1 : 0;
  EXPECT_GT(inked, 500) << "axis, numbers and label stand in the lower half";
}

TEST(CandidateChips, TheChosenOneIsTickedAndARejectedOneCanBeLookedAt) {
  CandidateChips candidates;
  candidates.setCandidates({{-5, 4e-4, -1, 1}, {-4, 1e-4, -2, 2}, {-3, 9e-4, -4, 4}}, -4);
  candidates.show();
  const auto* chips = candidates.findChild<Chips*>();
  ASSERT_EQ(chips->count(), 3);
  EXPECT_TRUE(chips->chip(1)->text().startsWith(QChar(0x2713)));
  EXPECT_TRUE(chips->chip(0)->text().contains(QStringLiteral("4.0e-04")));
  QSignalSpy changed(&candidates, &CandidateChips::lookedChanged);
  QTest::mouseClick(chips->chip(2), Qt::LeftButton);
  ASSERT_TRUE(candidates.looked());
  EXPECT_EQ(candidates.looked()->high, 4);
  candidates.setCandidates({{-4, 1e-4, -2, 2}, {-3, 9e-4, -4, 4}}, -4);
  EXPECT_TRUE(candidates.looked()) << "while a slider moves";
  QTest::mouseClick(chips->chip(1), Qt::LeftButton);
  EXPECT_FALSE(candidates.looked());
  QTest::mouseClick(chips->chip(0), Qt::LeftButton);
  EXPECT_FALSE(candidates.looked()) << "its grid is the one that is drawn";
  EXPECT_EQ(changed.count(), 3);
  candidates.setCandidates({}, 0);
  EXPECT_FALSE(candidates.isVisible());
}

}  // namespace
}  // namespace dyadic::widgets
