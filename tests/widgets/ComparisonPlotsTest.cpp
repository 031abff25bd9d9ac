// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QFile>
#include <QTemporaryDir>
#include <limits>

#include "widgets/gallery/FakeRun.h"
#include "widgets/plots/ComparePlot.h"
#include "widgets/plots/HistogramsPlot.h"
#include "widgets/plots/ParetoPlot.h"

namespace dyadic::widgets {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::shared_ptr<const StageRecord> stage(double portion, double hard) {
  auto record = std::make_shared<StageRecord>();
  record->portion = portion;
  record->hard.top1 = hard;
  return record;
}

class ComparisonPlotsTest : public testing::Test {
 protected:
  std::string text(const Plot& plot, const QString& ending) {
    const QString path = folder.filePath("f." + ending);
    EXPECT_EQ(plot.exportTo(path, {}).toStdString(), "");
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
  }
  QTemporaryDir folder;
};

TEST_F(ComparisonPlotsTest, SeedsAreTheirMeanBetweenWorstAndBest) {
  ComparePlot plot;
  EXPECT_TRUE(plot.isEmpty());
  plot.setRuns(
      {{"pruning", 0, {{"a", {stage(0.5, 0.9), stage(1, 0.92)}, 0.93}, {"b", {stage(0.5, 0.8), stage(1, 0.94)}, 0.93}}},
       {"random", 1, {{"c", {stage(0.5, 0.7), stage(1, 0.75)}, 0.93}}}});
  EXPECT_THAT(text(plot, "csv"),
              HasSubstr("table,stage,position,portion,hard_top1,hard_top1_low,hard_top1_high\n"
                        "pruning,0,0,0.5,0.8500000000000001,0.8,0.9\npruning,1,1,1,0.9299999999999999,0.92,0.94\n"
                        "random,0,0,0.5,0.7,,\n"));
  EXPECT_THAT(text(plot, "csv"), HasSubstr("\na,0,,0.5,0.9,,\n")) << "each run stays readable";
  const std::string svg = text(plot, "svg");
  EXPECT_THAT(svg, HasSubstr("pruning (2 runs)"));
  EXPECT_THAT(svg, HasSubstr("Float 93.00 %"));
  EXPECT_THAT(svg, HasSubstr(">50 %"));
}

TEST_F(ComparisonPlotsTest, RunsWithOtherPortionsStandAtTheirPortion) {
  ComparePlot plot;
  plot.setRuns({{"a", 0, {{"a", {stage(0.5, 0.9), stage(1, 0.92)}, {}}}}, {"b", 1, {{"b", {stage(0.25, 0.9)}, {}}}}});
  EXPECT_THAT(text(plot, "csv"), HasSubstr("b,0,25,0.25,0.9"));
  EXPECT_THAT(text(plot, "svg"), Not(HasSubstr("Float")));
  // A run under way has the first of the others' portions.
  plot.setRuns({{"a", 0, {{"a", {stage(0.5, 0.9), stage(1, 0.92)}, {}}}}, {"b", 1, {{"b", {stage(0.5, 0.9)}, {}}}}});
  EXPECT_THAT(text(plot, "csv"), HasSubstr("b,0,0,0.5,0.9"));
  plot.setRuns({{"nothing", 0, {{"n", {nullptr}, {}}}}, {"none", 1, {}}});
  EXPECT_TRUE(plot.isEmpty());
}

TEST_F(ComparisonPlotsTest, ParetoFrontHoldsWhatNothingBeats) {
  EXPECT_THAT(paretoFront({{8, 0.9}, {4, 0.8}, {6, 0.79}, {8, 0.91}, {5, 0.85}, {9, 0.91}}), ElementsAre(1, 4, 3));
  EXPECT_THAT(paretoFront({}), IsEmpty());
  EXPECT_THAT(paretoFront({{std::numeric_limits<double>::quiet_NaN(), 1}, {3, 0.5}, {3, 0.5}}), ElementsAre(1));
}

TEST_F(ComparisonPlotsTest, ParetoShowsEveryRunInItsGroup) {
  ParetoPlot plot;
  plot.setRuns({{"a", "pruning", 8, 0.92, 0.93},
                {"b", "pruning", 6, 0.90, 0.93},
                {"c", "random", 6, 0.88, 0.93},
                {"d", "random", std::numeric_limits<double>::quiet_NaN(), 0.5, {}}});
  EXPECT_THAT(text(plot, "csv"),
              HasSubstr("runs,b,pruning,6,0.9\nruns,c,random,6,0.88\nfront,,,6,0.9\nfront,,,8,0.9\n"));
  const std::string tex = text(plot, "tex");
  EXPECT_THAT(tex, HasSubstr("\\addlegendentry{random}"));
  EXPECT_THAT(tex, HasSubstr("only marks"));
}

TEST_F(ComparisonPlotsTest, HistogramsOfOtherGridsAreComparedByDensity) {
  const auto layers = fakeLayers();
  HistogramsPlot plot;
  plot.setEntries({{"8 bits", 0, fakeStage(0, 1, layers, 8), 3},
                   {"4 bits", 1, fakeStage(0, 1, layers, 4), 3},
                   {"gone", 2, nullptr, 3},
                   {"out", 3, fakeStage(0, 1, layers, 4), 99}},
                  "Weights");
  const QStringList lines = QString::fromStdString(text(plot, "csv")).split('\n');
  std::map<QString, double> area;
  for (const QString& line : lines.mid(1)) {
    const QStringList cells = line.split(',');
    if (cells.size() < 6) continue;
    area[cells[0]] += (cells[2].toDouble() - cells[1].toDouble()) * cells[5].toDouble();
  }
  ASSERT_EQ(area.size(), 2U);
  for (const auto& [name, value] : area) EXPECT_NEAR(value, 1, 1e-9) << name.toStdString();
}

}  // namespace
}  // namespace dyadic::widgets
