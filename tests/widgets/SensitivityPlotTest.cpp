// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/SensitivityPlot.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <limits>
#include <set>

#include "widgets/gallery/FakeExplore.h"

namespace dyadic::widgets {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::vector<LayerInfo> layers(int count) {
  std::vector<LayerInfo> result;
  for (int i = 0; i < count; ++i) {
    result.emplace_back();
    result.back().name = "layer" + std::to_string(i);
  }
  return result;
}

/// Four layers: float, unmeasured, and two of which the second is worse.
std::shared_ptr<SensitivityRecord> smallRecord() {
  auto record = std::make_shared<SensitivityRecord>();
  record->whole = fakeOutputError(0.05, 10);
  record->layers.resize(4);
  for (std::size_t i = 1; i < 4; ++i) record->layers[i].bits = 4;
  record->layers[2].only = fakeOutputError(0.01, 12);
  record->layers[3].only = fakeOutputError(0.03, 20);
  record->layers[3].allBut = fakeOutputError(0.02, 15);
  return record;
}

class SensitivityPlotTest : public testing::Test {
 protected:
  std::string text(const QString& ending) {
    const QString path = folder.filePath("f." + ending);
    EXPECT_EQ(plot.exportTo(path, {}).toStdString(), "");
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
  }
  QTemporaryDir folder;
  SensitivityPlot plot;
};

TEST_F(SensitivityPlotTest, RanksByTheMetricAndLeavesOutWhatWasNotMeasured) {
  const auto record = smallRecord();
  EXPECT_THAT(mostSensitive(*record, OutputMetric::Drop), ElementsAre(3, 2));
  EXPECT_THAT(mostSensitive(*record, OutputMetric::SqnrDb), ElementsAre(2, 3));
  EXPECT_THAT(mostSensitive(*record, OutputMetric::Mse), ElementsAre(2, 3));
  record->layers[2].only.drop = 0.03;
  EXPECT_THAT(mostSensitive(*record, OutputMetric::Drop), ElementsAre(2, 3)) << "equal drops go by SQNR";
}

TEST_F(SensitivityPlotTest, IsEmptyUntilALayerWasMeasured) {
  EXPECT_TRUE(plot.isEmpty());
  plot.setLayers(layers(4));
  auto record = std::make_shared<SensitivityRecord>();
  record->layers.resize(4);
  plot.setRecord(record);
  EXPECT_TRUE(plot.isEmpty());
  plot.setRecord(smallRecord());
  EXPECT_FALSE(plot.isEmpty());
  plot.setLayers(layers(3));
  EXPECT_TRUE(plot.isEmpty()) << "a record of another model";
}

TEST_F(SensitivityPlotTest, TheTableHoldsEveryMetricAsFractions) {
  plot.setLayers(layers(4));
  plot.setRecord(smallRecord());
  EXPECT_THAT(text("csv"), HasSubstr("layer,bits,only_drop,only_sqnr_db,only_mse,all_but_drop,all_but_sqnr_db,all_but_"
                                     "mse,accumulated_drop,accumulated_sqnr_db,accumulated_mse,position\n"
                                     "layer3,4,0.03,20,0.01,0.02,15,"));
  EXPECT_THAT(text("csv"), HasSubstr("\nlayer2,4,0.01,12,"));
}

TEST_F(SensitivityPlotTest, NamesWhatItDraws) {
  plot.setLayers(layers(4));
  plot.setRecord(smallRecord());
  const std::string drop = text("svg");
  EXPECT_THAT(drop, HasSubstr("Only this layer quantized"));
  EXPECT_THAT(drop, HasSubstr("All but this layer"));
  EXPECT_THAT(drop, HasSubstr("Accuracy lost (points)"));
  plot.setMetric(OutputMetric::SqnrDb);
  EXPECT_THAT(text("svg"), HasSubstr("SQNR of the output (dB)"));
  plot.setMetric(OutputMetric::Mse);
  EXPECT_THAT(text("tex"), HasSubstr("xmode=log"));
  auto record = smallRecord();
  record->layers[3].allBut = {};
  plot.setRecord(record);
  EXPECT_THAT(text("svg"), Not(HasSubstr("All but this layer"))) << "not yet measured";
}

TEST_F(SensitivityPlotTest, AnUntouchedOutputIsNoTrouble) {
  auto record = smallRecord();
  record->layers[2].only = fakeOutputError(0, std::numeric_limits<double>::infinity());
  record->layers[2].only.mse = 0;
  record->whole = record->layers[2].only;
  plot.setLayers(layers(4));
  plot.setRecord(record);
  for (const OutputMetric metric : {OutputMetric::Drop, OutputMetric::SqnrDb, OutputMetric::Mse}) {
    plot.setMetric(metric);
    EXPECT_THAT(text("svg"), Not(HasSubstr("nan")));
    EXPECT_THAT(text("tex"), AllOf(Not(HasSubstr("\ninf")), Not(HasSubstr(" inf\n"))));
  }
  EXPECT_EQ(outputText(record->layers[2].only, OutputMetric::SqnrDb), QStringLiteral("\u221e"));
  EXPECT_EQ(outputText({}, OutputMetric::Drop), QStringLiteral("\u2013"));
  EXPECT_EQ(outputText(fakeOutputError(-0.002, 1), OutputMetric::Drop), QStringLiteral("\u22120.20"));
}

TEST_F(SensitivityPlotTest, OfAHundredLayersTheWorstAreDrawnAndAllAreInTheTable) {
  plot.setLayers(fakeDeepLayers());
  plot.setRecord(fakeSensitivity(161, 484));
  EXPECT_THAT(text("svg"), HasSubstr("Worst 40 of 161 layers"));
  const std::string csv = text("csv");
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 162);
}

TEST_F(SensitivityPlotTest, AClickSelectsALayer) {
  plot.setLayers(layers(4));
  plot.setRecord(smallRecord());
  plot.resize(500, 300);
  plot.show();
  ASSERT_TRUE(QTest::qWaitForWindowExposed(&plot));
  QTest::qWait(50);
  std::set<int> chosen;
  QObject::connect(&plot, &SensitivityPlot::layerSelected, [&](int layer) { chosen.insert(layer); });
  for (QWidget* canvas : plot.findChildren<QWidget*>()) {
    if (!canvas->inherits("QCustomPlot")) continue;
    for (int y = 0; y < canvas->height(); y += 10) QTest::mouseClick(canvas, Qt::LeftButton, {}, {250, y});
  }
  EXPECT_EQ(chosen, (std::set<int>{2, 3}));
}

}  // namespace
}  // namespace dyadic::widgets
