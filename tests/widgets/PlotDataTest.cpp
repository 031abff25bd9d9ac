// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/PlotData.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace dyadic::widgets {
namespace {

using testing::ElementsAre;
using testing::Pair;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInf = std::numeric_limits<double>::infinity();

PlotData dataOf(std::vector<Column> columns) {
  PlotData data;
  data.tables.push_back({{}, std::move(columns)});
  data.x.range = {0, 100};
  data.y.range = {0, 100};
  return data;
}

TEST(PlotData, CellsReadBackExactly) {
  const std::vector<std::int64_t> large = {9007199254740993};
  EXPECT_EQ(Column::view(QStringLiteral("n"), large).text(0), QStringLiteral("9007199254740993"));
  const Column tenth(QStringLiteral("t"), std::vector<double>{0.1, 1.0 / 3, kNan, std::ldexp(1, -40)});
  EXPECT_EQ(tenth.text(0), QStringLiteral("0.1"));
  EXPECT_EQ(tenth.text(1).toDouble(), 1.0 / 3);
  EXPECT_EQ(tenth.text(2), QString());
  EXPECT_EQ(tenth.text(3).toDouble(), std::ldexp(1, -40));
  EXPECT_EQ(tenth.text(4), QString()) << "past the end";
  EXPECT_TRUE(std::isnan(tenth.number(4)));
}

TEST(PlotData, TablesOfOneFileShareTheirColumns) {
  PlotData data;
  data.tables.push_back(
      {QStringLiteral("a"),
       {{QStringLiteral("x"), std::vector<double>{1, 2}}, {QStringLiteral("loss"), std::vector<double>{0.5, 0.25}}}});
  data.tables.push_back(
      {QStringLiteral("b, too"),
       {{QStringLiteral("x"), std::vector<double>{3}}, {QStringLiteral("top1"), std::vector<double>{0.9}}}});
  EXPECT_EQ(csvOf(data), "table,x,loss,top1\na,1,0.5,\na,2,0.25,\n\"b, too\",3,,0.9\n");
}

TEST(PlotData, LinesAreScaledAndThinned) {
  std::vector<double> x;
  std::vector<double> y;
  for (int i = 0; i < 100000; ++i) {
    x.push_back(i);
    y.push_back(i == 77777 ? 1 : 0);
  }
  const PlotData data = dataOf({Column::view(QStringLiteral("x"), x), Column::view(QStringLiteral("y"), y)});
  const Coordinates points = pointsOf(data, {.y = 1, .scale = 100});
  EXPECT_LT(points.size(), 4000U);
  EXPECT_THAT(points, testing::Contains(Pair(77777, 100)));
}

TEST(PlotData, LinesEndWhereTheAxisDoes) {
  PlotData data = dataOf({{QStringLiteral("x"), std::vector<double>{0, 1, 2, 3, 4}},
                          {QStringLiteral("y"), std::vector<double>{5, 15, -5, kNan, 5}}});
  data.y.range = {0, 10};
  const Coordinates points = pointsOf(data, {.y = 1});
  ASSERT_EQ(points.size(), 8U);
  EXPECT_THAT(points[0], Pair(0, 5));
  EXPECT_THAT(points[1], Pair(0.5, 10));
  EXPECT_TRUE(std::isnan(points[2].second)) << "a gap above the axis";
  EXPECT_THAT(points[3], Pair(1.25, 10));
  EXPECT_THAT(points[4], Pair(1.75, 0));
  EXPECT_TRUE(std::isnan(points[5].second));
  EXPECT_TRUE(std::isnan(points[6].second)) << "not a number";
  EXPECT_THAT(points[7], Pair(4, 5));
}

TEST(PlotData, StepsStandOnTheAxis) {
  PlotData data = dataOf({{QStringLiteral("low"), std::vector<double>{0, 1}},
                          {QStringLiteral("high"), std::vector<double>{1, 2}},
                          {QStringLiteral("n"), std::vector<double>{3, 0}}});
  data.y.range = {0.5, 10};
  const Coordinates corners = pointsOf(data, {.shape = Series::Shape::Steps, .y = 2});
  EXPECT_THAT(corners, ElementsAre(Pair(0, 0.5), Pair(0, 3), Pair(1, 3), Pair(1, 0.5), Pair(2, 0.5), Pair(2, 0.5)));
}

TEST(PlotData, BarsEndAtTheAxis) {
  const PlotData data = dataOf({{QStringLiteral("v"), std::vector<double>{5, kInf, kNan, 7}},
                                {QStringLiteral("at"), std::vector<double>{0, 1, 2, 3}}});
  Series bars{.shape = Series::Shape::Bars, .x = 0, .y = 1};
  EXPECT_THAT(pointsOf(data, bars), ElementsAre(Pair(5, 0), Pair(100, 1), Pair(7, 3)));
  bars.rows = {3};
  EXPECT_THAT(pointsOf(data, bars), ElementsAre(Pair(7, 3)));
  EXPECT_EQ(barFoot(data.x), 0);
  Axis logarithmic;
  logarithmic.range = {1e-6, 1};
  EXPECT_EQ(barFoot(logarithmic), 1e-6);
}

TEST(PlotData, BandsGoThereAndBack) {
  const PlotData data = dataOf({{QStringLiteral("x"), std::vector<double>{1, 2, 3}},
                                {QStringLiteral("low"), std::vector<double>{4, kNan, 5}},
                                {QStringLiteral("high"), std::vector<double>{6, 7, 8}}});
  EXPECT_THAT(pointsOf(data, {.shape = Series::Shape::Band, .x = 0, .y = 1, .yEnd = 2}),
              ElementsAre(Pair(1, 4), Pair(3, 5), Pair(3, 8), Pair(2, 7), Pair(1, 6)));
}

TEST(PlotData, TicksSayWhatTheAxisIs) {
  Axis axis{.label = QStringLiteral("Top-1 accuracy"), .unit = QStringLiteral("%")};
  EXPECT_EQ(axis.title(), QStringLiteral("Top-1 accuracy (%)"));
  EXPECT_EQ(axis.tickText(-0.5, 1), QStringLiteral("\u22120.5"));
  axis.numbers = Axis::Numbers::Hundredths;
  EXPECT_EQ(axis.tickText(92.5, 1), QStringLiteral("92.50"));
  axis.numbers = Axis::Numbers::Short;
  EXPECT_EQ(axis.tickText(0.005, 3), QStringLiteral("0.005"));
  axis.numbers = Axis::Numbers::Counts;
  EXPECT_EQ(axis.tickText(12300, 0), QStringLiteral("12.3 k"));
}

TEST(PlotData, RunsAreToldApartWithoutColour) {
  EXPECT_NE(runMarker(0), runMarker(1));
  EXPECT_NE(runMarker(-3), Marker::None);
  EXPECT_NE(runMarker(1000), Marker::None);
}

}  // namespace
}  // namespace dyadic::widgets
