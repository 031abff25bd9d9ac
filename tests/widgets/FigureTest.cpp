// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QStandardPaths>
#include <QTemporaryDir>

#include "widgets/gallery/FakeRun.h"
#include "widgets/plots/ComparePlot.h"
#include "widgets/plots/CompareSeriesPlot.h"
#include "widgets/plots/ErrorPlot.h"
#include "widgets/plots/ExponentsPlot.h"
#include "widgets/plots/HistogramPlot.h"
#include "widgets/plots/HistogramsPlot.h"
#include "widgets/plots/LossPlot.h"
#include "widgets/plots/ParallelPlot.h"
#include "widgets/plots/ParetoPlot.h"
#include "widgets/plots/StagesPlot.h"

/// Figures read back by other programs: poppler's and pdflatex.
namespace dyadic::widgets {
namespace {

using Plots = std::vector<std::unique_ptr<Plot>>;

Plots everyPlot() {
  const auto layers = fakeLayers();
  Plots plots;
  auto stages = std::make_unique<StagesPlot>();
  stages->setStages({fakeStage(0, 0.5, layers), fakeStage(1, 1, layers)});
  stages->setBaseline(0.9263);
  plots.push_back(std::move(stages));
  auto histogram = std::make_unique<HistogramPlot>();
  histogram->setHistogram(fakeStage(0, 1, layers), 3, QStringLiteral("layer1.0_conv & 100 %"));
  plots.push_back(std::move(histogram));
  auto error = std::make_unique<ErrorPlot>();
  error->setLayers(layers);
  error->setRecords(fakeStage(0, 1, layers));
  plots.push_back(std::move(error));
  auto loss = std::make_unique<LossPlot>();
  loss->setSeries(fakeTraining(), fakeValidation());
  plots.push_back(std::move(loss));
  auto exponents = std::make_unique<ExponentsPlot>();
  exponents->setSeries(fakeEdges(), fakeExponents());
  plots.push_back(std::move(exponents));
  auto compare = std::make_unique<ComparePlot>();
  compare->setRuns({{"pruning",
                     0,
                     {{"a", {fakeStage(0, 0.5, layers), fakeStage(1, 1, layers)}, 0.9263},
                      {"b", {fakeStage(1, 0.5, layers), fakeStage(3, 1, layers)}, 0.9263}}},
                    {"random", 1, {{"c", {fakeStage(0, 0.5, layers), fakeStage(2, 1, layers)}, 0.9263}}}});
  plots.push_back(std::move(compare));
  auto pareto = std::make_unique<ParetoPlot>();
  pareto->setRuns({{"a", "pruning", 8, 0.92, 0.93}, {"b", "random", 6, 0.9, 0.93}, {"c", "random", 4, 0.91, 0.93}});
  plots.push_back(std::move(pareto));
  auto histograms = std::make_unique<HistogramsPlot>();
  histograms->setEntries({{"6 bits", 0, fakeStage(0, 1, layers, 6), 3}, {"4 bits", 1, fakeStage(0, 1, layers, 4), 3}},
                         "Weights of conv1");
  plots.push_back(std::move(histograms));
  auto parallel = std::make_unique<ParallelPlot>();
  parallel->setRuns(
      {axisOfTexts("bits", "bits", {"4", "8"}), axisOfTexts("partition", "par_tition", {"random", "a & b"}),
       axisOfNumbers("hard_top1", "hard top-1, %", {0.9, 0.92}, {100, 2})},
      {{QStringLiteral("first"), 0}, {QStringLiteral("second"), 1}});
  plots.push_back(std::move(parallel));
  auto losses = std::make_unique<CompareSeriesPlot>(CompareSeriesPlot::Quantity::Loss);
  auto series = std::make_shared<TrainSeries>();
  for (int i = 0; i < 40; ++i) {
    series->step.push_back(i);
    series->epoch.push_back(i / 10.0);
    series->stage.push_back(0);
    series->loss.push_back(2.0 / (1 + i));
    series->learningRate.push_back(0.1);
  }
  losses->setGroups({{QStringLiteral("seeds"), 0, {series, series}}, {QStringLiteral("alone"), 1, {series}}});
  plots.push_back(std::move(losses));
  return plots;
}

class FigureTest : public testing::Test {
 protected:
  [[nodiscard]] QString path(const QString& name) const { return folder.filePath(name); }
  [[nodiscard]] QByteArray content(const QString& name) const {
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
  }
  /// What the program prints; empty if it fails.
  [[nodiscard]] QString output(const QString& program, const QStringList& arguments) const {
    QProcess process;
    process.setWorkingDirectory(folder.path());
    process.start(program, arguments);
    if (!process.waitForFinished(60000) || process.exitCode() != 0) return {};
    return QString::fromUtf8(process.readAllStandardOutput());
  }
  [[nodiscard]] static bool has(const QString& program) { return !QStandardPaths::findExecutable(program).isEmpty(); }
  /// Width and height of the only page, in PDF points.
  [[nodiscard]] QSizeF pageSize(const QString& pdf) const {
    const auto found = QRegularExpression(QStringLiteral("Pages:\\s+1\\b.*Page size:\\s+([0-9.]+) x ([0-9.]+) pts"),
                                          QRegularExpression::DotMatchesEverythingOption)
                           .match(output(QStringLiteral("pdfinfo"), {pdf}));
    return {found.captured(1).toDouble(), found.captured(2).toDouble()};
  }

  QTemporaryDir folder;
};

/// Ascent less descent of the font in a PDF, in units of the font's size, as its descriptor says.
double lineHeight(const QByteArray& pdf) {
  const auto found =
      QRegularExpression(QStringLiteral("/Ascent ([0-9.-]+)\\s+/Descent ([0-9.-]+)")).match(QString::fromLatin1(pdf));
  return (found.captured(1).toDouble() - found.captured(2).toDouble()) / 1000;
}

TEST_F(FigureTest, AColumnIs889MillimetresWithTextOf8PointInEmbeddedFonts) {
  if (!has("pdfinfo") || !has("pdffonts") || !has("pdftotext") || !has("pdfimages"))
    GTEST_SKIP() << "poppler-utils is not installed";
  for (const auto& plot : everyPlot()) {
    SCOPED_TRACE(plot->kind().toStdString());
    ASSERT_EQ(plot->exportTo(path("f.pdf"), *FigureStyle::fromPreset("ieee-column")).toStdString(), "");
    EXPECT_NEAR(pageSize("f.pdf").width() / 72 * 25.4, 88.9, 1e-6);

    QStringList fonts = output("pdffonts", {"f.pdf"}).trimmed().split('\n').mid(2);
    ASSERT_FALSE(fonts.isEmpty());
    for (const QString& font : fonts)
      EXPECT_TRUE(QRegularExpression("\\syes (yes|no) +(yes|no) +\\d+ +\\d+$").match(font).hasMatch())
          << font.toStdString() << " is not embedded";
    EXPECT_EQ(output("pdfimages", {"-list", "f.pdf"}).trimmed().split('\n').size(), 2) << "nothing but the title lines";

    // A line of text is as high as the font says, times its size; a turned one as wide. Superscripts are smaller.
    const double unit = lineHeight(content("f.pdf"));
    ASSERT_GT(unit, 0.8);
    auto words =
        QRegularExpression("xMin=\"([0-9.]+)\" yMin=\"([0-9.]+)\" xMax=\"([0-9.]+)\" yMax=\"([0-9.]+)\">([^<]*)<")
            .globalMatch(output("pdftotext", {"-bbox", "f.pdf", "-"}));
    int eight = 0;
    while (words.hasNext()) {
      const auto word = words.next();
      const double lying = (word.captured(4).toDouble() - word.captured(2).toDouble()) / unit;
      const double turned = (word.captured(3).toDouble() - word.captured(1).toDouble()) / unit;
      const bool right = std::abs(lying - 8) <= 0.1 || std::abs(turned - 8) <= 0.1;
      EXPECT_TRUE(right || (lying > 5 && lying < 7)) << word.captured(5).toStdString() << ": " << lying;
      if (right) ++eight;
    }
    EXPECT_GE(eight, 8);
  }
}

TEST_F(FigureTest, TextOfAPdfCanBeSearched) {
  if (!has("pdftotext")) GTEST_SKIP() << "poppler-utils is not installed";
  const Plots plots = everyPlot();
  ASSERT_EQ(plots[0]->exportTo(path("f.pdf"), {}).toStdString(), "");
  const std::string text = output("pdftotext", {"f.pdf", "-"}).toStdString();
  EXPECT_THAT(text, testing::HasSubstr("Share of weights quantized, stage by stage"));
  EXPECT_THAT(text, testing::HasSubstr("Hard, as exported"));
}

TEST_F(FigureTest, PgfplotsCompilesAloneWithTheSizeOfThePreset) {
  if (!has("pdflatex")) GTEST_SKIP() << "pdflatex is not installed";
  FigureStyle style;
  for (const auto& plot : everyPlot()) {
    SCOPED_TRACE(plot->kind().toStdString());
    ASSERT_EQ(plot->exportTo(path(plot->kind() + ".tex"), style).toStdString(), "");
    const QString log = output("pdflatex", {"-interaction=nonstopmode", "-halt-on-error", plot->kind() + ".tex"});
    ASSERT_FALSE(log.isEmpty()) << "pdflatex failed: " << content(plot->kind() + ".log").right(2000).toStdString();
    EXPECT_FALSE(log.contains("Overfull"));
    if (!has("pdfinfo")) continue;
    const QSizeF size = pageSize(plot->kind() + ".pdf");
    EXPECT_NEAR(size.width() / 72 * 25.4, style.widthMm, 0.01);
    EXPECT_NEAR(size.height() / 72 * 25.4, style.heightMm, 0.01);
    EXPECT_TRUE(output("pdffonts", {plot->kind() + ".pdf"}).contains("8 ")) << "fonts of 8 point design size";
    style.legend = legendPlaces()[static_cast<std::size_t>(plot->kind().size()) % 7].second;  // another one each time
    style.grid = !style.grid;
  }
}

TEST_F(FigureTest, PgfplotsCanBeInputIntoAPaper) {
  if (!has("pdflatex")) GTEST_SKIP() << "pdflatex is not installed";
  QFile paper(path("paper.tex"));
  ASSERT_TRUE(paper.open(QIODevice::WriteOnly));
  paper.write("\\documentclass{article}\\usepackage{pgfplots}\\pgfplotsset{compat=1.16}\\begin{document}\n");
  const Plots plots = everyPlot();
  for (const auto& plot : {plots[0].get(), plots[2].get()}) {
    ASSERT_EQ(plot->exportTo(path(plot->kind() + ".tex"), {}).toStdString(), "");
    paper.write("\\begin{figure}\\centering\\input{" + plot->kind().toUtf8() + "}\\caption{Figure}\\end{figure}\n");
  }
  paper.write("Last words.\\end{document}\n");
  paper.close();
  const QString log = output("pdflatex", {"-interaction=nonstopmode", "-halt-on-error", "paper.tex"});
  EXPECT_TRUE(log.contains("Output written on paper.pdf")) << content("paper.log").right(2000).toStdString();
}

TEST_F(FigureTest, StyleReachesTheDrawing) {
  const Plots plots = everyPlot();
  const Plot& stages = *plots[0];
  const QString usual = QString::fromUtf8(stages.svg({}));
  EXPECT_TRUE(usual.contains("Hard, as exported"));
  EXPECT_TRUE(usual.contains("#0072b2", Qt::CaseInsensitive));
  EXPECT_TRUE(usual.contains("#e0e0e0", Qt::CaseInsensitive)) << "the grid";
  FigureStyle style;
  style.legend = LegendPlace::None;
  style.grid = false;
  style.palette = FigurePalette::Greys;
  style.fontFamily = "DejaVu Serif";
  const QString plain = QString::fromUtf8(stages.svg(style));
  EXPECT_FALSE(plain.contains("Hard, as exported"));
  EXPECT_FALSE(plain.contains("#e0e0e0", Qt::CaseInsensitive));
  EXPECT_TRUE(plain.contains("DejaVu Serif"));
  auto colors = QRegularExpression("#([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})\"").globalMatch(plain);
  while (colors.hasNext()) {
    const auto color = colors.next();
    EXPECT_EQ(color.captured(1), color.captured(2)) << color.captured(0).toStdString();
    EXPECT_EQ(color.captured(2), color.captured(3));
  }
  for (const auto& [id, place] : legendPlaces()) {
    style.legend = place;
    EXPECT_EQ(stages.svg(style).contains("Hard, as exported"), place != LegendPlace::None) << id.toStdString();
  }
  style.widthMm = 5;
  EXPECT_TRUE(stages.svg(style).isEmpty());
}

TEST_F(FigureTest, SvgDrawsNothingOutsideTheAxes) {
  // SVG as Qt writes it knows no clipping.
  for (const auto& plot : everyPlot()) {
    const QString svg = QString::fromUtf8(plot->svg({}));
    auto numbers = QRegularExpression("(?:[ML]|<rect x=\"|points=\")(-?[0-9.]+)[,\"]").globalMatch(svg);
    int count = 0;
    while (numbers.hasNext()) {
      const double x = numbers.next().captured(1).toDouble();
      EXPECT_GE(x, -1) << plot->kind().toStdString();
      EXPECT_LE(x, 2521) << plot->kind().toStdString();
      ++count;
    }
    EXPECT_GT(count, 10) << plot->kind().toStdString();
  }
}

/// All that a new plot has to say.
class Squares : public Plot {
 public:
  [[nodiscard]] QString kind() const override { return QStringLiteral("squares"); }

 protected:
  [[nodiscard]] bool hasData() const override { return true; }
  [[nodiscard]] PlotData describe(Medium) const override {
    PlotData shown;
    shown.tables = {
        {{}, {{QStringLiteral("x"), std::vector<double>{1, 2, 3}}, {QStringLiteral("x_squared"), {1, 4, 9}}}}};
    shown.series = {{.name = QStringLiteral("Squares_2"), .y = 1}};
    shown.x.range = {0, 4};
    shown.y.range = {0, 10};
    return shown;
  }
  [[nodiscard]] QString readout(const QCustomPlot&, const QPointF&) const override { return {}; }
};

TEST_F(FigureTest, ANewPlotHasEveryFormat) {
  const Squares plot;
  for (const QString& format : figureFormats()) {
    ASSERT_EQ(plot.exportTo(path("s." + format), {}).toStdString(), "");
    EXPECT_GT(content("s." + format).size(), 20);
  }
  EXPECT_EQ(content("s.csv"), "x,x_squared\n1,1\n2,4\n3,9\n");
  const std::string tex = content("s.tex").toStdString();
  EXPECT_THAT(tex, testing::HasSubstr("x y\n1 1\n2 4\n3 9\n"));
  EXPECT_THAT(tex, testing::HasSubstr("Squares\\_2"));
}

}  // namespace
}  // namespace dyadic::widgets
