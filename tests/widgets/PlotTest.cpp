// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/Plot.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QImage>
#include <QMimeData>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>
#include <QtEndian>
#include <functional>

#include "widgets/gallery/FakeRun.h"
#include "widgets/plots/ErrorPlot.h"
#include "widgets/plots/ExponentsPlot.h"
#include "widgets/plots/FigureDialog.h"
#include "widgets/plots/HistogramPlot.h"
#include "widgets/plots/LossPlot.h"
#include "widgets/plots/QCustomPlot.h"
#include "widgets/plots/StagesPlot.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInf = std::numeric_limits<double>::infinity();

std::unique_ptr<Plot> filled(const QString& kind) {
  const auto layers = fakeLayers();
  if (kind == QLatin1String("stages")) {
    auto plot = std::make_unique<StagesPlot>();
    plot->setStages({fakeStage(0, 0.5, layers), fakeStage(1, 1, layers)});
    plot->setBaseline(0.9263);
    return plot;
  }
  if (kind == QLatin1String("histogram")) {
    auto plot = std::make_unique<HistogramPlot>();
    plot->setHistogram(fakeStage(0, 1, layers), 3, QStringLiteral("conv"));
    return plot;
  }
  if (kind == QLatin1String("error")) {
    auto plot = std::make_unique<ErrorPlot>();
    plot->setLayers(layers);
    plot->setRecords(fakeStage(0, 1, layers));
    return plot;
  }
  if (kind == QLatin1String("loss")) {
    auto plot = std::make_unique<LossPlot>();
    plot->setSeries(fakeTraining(), fakeValidation());
    return plot;
  }
  auto plot = std::make_unique<ExponentsPlot>();
  plot->setSeries(fakeEdges(), fakeExponents());
  return plot;
}

const QStringList kKinds = {QStringLiteral("stages"), QStringLiteral("histogram"), QStringLiteral("error"),
                            QStringLiteral("loss"), QStringLiteral("exponents")};

QByteArray contentOf(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// All deflated streams of a PDF, one after the other.
QByteArray streamsOf(const QByteArray& pdf) {
  QByteArray all;
  for (qsizetype at = pdf.indexOf("stream\n"); at >= 0; at = pdf.indexOf("\nstream\n", at)) {
    at = pdf.indexOf('\n', at + 1) + 1;
    const qsizetype end = pdf.indexOf("endstream", at);
    if (end < 0) break;
    if (pdf[at] != 'x') continue;  // not deflated
    QByteArray sized(4, '\0');
    qToBigEndian<quint32>(1 << 20, sized.data());
    all += qUncompress(sized + pdf.mid(at, end - at));
    at = end;
  }
  return all;
}

void show(Plot& plot) {
  plot.resize(480, 300);
  plot.show();
  for (int i = 0; i < 3; ++i) QApplication::processEvents();
}

class PlotTest : public testing::Test {
 protected:
  QTemporaryDir folder;
  [[nodiscard]] QString path(const QString& name) const { return folder.filePath(name); }
};

TEST_F(PlotTest, PdfHasThePresetsSizeEmbeddedFontsAndRealPoints) {
  for (const QString& kind : kKinds) {
    const auto plot = filled(kind);
    for (const QString& preset : FigureStyle::presets()) {
      const FigureStyle style = *FigureStyle::fromPreset(preset);
      const QString file = path(kind + QStringLiteral(".pdf"));
      ASSERT_EQ(plot->exportTo(file, style).toStdString(), "");
      const QByteArray pdf = contentOf(file);
      ASSERT_TRUE(pdf.startsWith("%PDF-")) << kind.toStdString();
      const auto box = QRegularExpression(QStringLiteral("/MediaBox \\[0 0 ([0-9.]+) ([0-9.]+)\\s*\\]"))
                           .match(QString::fromLatin1(pdf));
      ASSERT_TRUE(box.hasMatch());
      EXPECT_NEAR(box.captured(1).toDouble() / 72 * 25.4, style.widthMm, 0.18);  // PDF sizes of Qt are whole points
      EXPECT_NEAR(box.captured(2).toDouble() / 72 * 25.4, style.heightMm, 0.18);
      EXPECT_TRUE(pdf.contains("/FontFile")) << "fonts are not embedded";

      const QString drawing = QString::fromLatin1(streamsOf(pdf));
      // The page's unit is a tenth of a point, whatever the factor in front; fonts are set in it.
      const auto scale = QRegularExpression(QStringLiteral("(0?\\.1)[0-9]* 0 0 -0?\\.1[0-9]* ")).match(drawing);
      ASSERT_TRUE(scale.hasMatch()) << drawing.left(300).toStdString();
      QSet<QString> sizes;
      auto fonts = QRegularExpression(QStringLiteral("/F[0-9]+ ([0-9.]+) Tf")).globalMatch(drawing);
      while (fonts.hasNext()) sizes.insert(fonts.next().captured(1));
      ASSERT_FALSE(sizes.isEmpty()) << "no text in " << file.toStdString();
      for (const QString& size : sizes) {
        const double points = size.toDouble() * 0.1;
        // Superscripts of powers of ten are smaller.
        EXPECT_TRUE(std::abs(points - style.pointSize) < 0.051 ||
                    (points < style.pointSize && points > 0.5 * style.pointSize))
            << points << " in " << kind.toStdString();
      }
      EXPECT_TRUE(sizes.contains(QString::number(qRound(style.pointSize * 10))));
    }
  }
}

TEST_F(PlotTest, SvgIsWellFormedInMillimetresAndKeepsText) {
  for (const QString& kind : kKinds) {
    const FigureStyle style = *FigureStyle::fromPreset(QStringLiteral("springer-column"));
    const QString file = path(kind + QStringLiteral(".svg"));
    ASSERT_EQ(filled(kind)->exportTo(file, style).toStdString(), "");
    QXmlStreamReader xml(contentOf(file));
    int texts = 0;
    double unitsWide = 0;
    while (!xml.atEnd()) {
      if (xml.readNext() != QXmlStreamReader::StartElement) continue;
      if (xml.name() == QLatin1String("svg")) {
        EXPECT_NEAR(xml.attributes().value(QLatin1String("width")).toString().remove(QStringLiteral("mm")).toDouble(),
                    84, 0.05);
        unitsWide = xml.attributes().value(QLatin1String("viewBox")).toString().split(QLatin1Char(' '))[2].toDouble();
      }
      if (xml.name() != QLatin1String("text")) continue;
      ++texts;
      const double millimetres = xml.attributes().value(QLatin1String("font-size")).toDouble() / unitsWide * 84;
      EXPECT_LE(millimetres / 25.4 * 72, 8.05);
      EXPECT_GE(millimetres / 25.4 * 72, 4);
    }
    EXPECT_FALSE(xml.hasError()) << xml.errorString().toStdString();
    EXPECT_GT(texts, 5) << kind.toStdString();
  }
}

TEST_F(PlotTest, PngHasTheResolutionAndIsNotBlank) {
  FigureStyle style = *FigureStyle::fromPreset(QStringLiteral("ieee-column"));
  style.dpi = 200;
  for (const QString& kind : kKinds) {
    ASSERT_EQ(filled(kind)->exportTo(path(QStringLiteral("a.png")), style).toStdString(), "");
    const QImage image(path(QStringLiteral("a.png")));
    EXPECT_EQ(image.width(), 700);  // 3.5 inches
    EXPECT_EQ(image.pixelColor(1, 1), QColor(Qt::white));
    QSet<QRgb> seen;
    for (int y = 0; y < image.height(); y += 3) {
      for (int x = 0; x < image.width(); x += 3) seen.insert(image.pixel(x, y));
    }
    EXPECT_GT(seen.size(), 10) << kind.toStdString();
  }
}

TEST_F(PlotTest, CsvHoldsTheValuesThatArePlotted) {
  HistogramPlot plot;
  Histogram h = fakeHistogram(4, 1, 1000);
  plot.setHistogram(h);
  ASSERT_EQ(plot.exportTo(path(QStringLiteral("h.csv")), {}).toStdString(), "");
  const QList<QByteArray> lines = contentOf(path(QStringLiteral("h.csv"))).trimmed().split('\n');
  ASSERT_EQ(lines.size(), static_cast<int>(h.floatCounts.size()) + 1);
  EXPECT_EQ(lines[0], "bin_low,bin_high,float,quantized");
  std::int64_t floats = 0;
  for (int i = 1; i < lines.size(); ++i) {
    const QList<QByteArray> cells = lines[i].split(',');
    EXPECT_EQ(cells[0].toDouble(), h.edges[static_cast<std::size_t>(i) - 1]) << "edges must read back exactly";
    floats += cells[2].toLongLong();
  }
  EXPECT_EQ(floats, 1000);
}

TEST_F(PlotTest, CsvQuotesNamesWithCommas) {
  ErrorPlot plot;
  auto layers = fakeLayers();
  layers[2].name = "a,\"b\"";
  plot.setLayers(layers);
  plot.setRecords(fakeStage(0, 1, layers));
  ASSERT_EQ(plot.exportTo(path(QStringLiteral("e.csv")), {}).toStdString(), "");
  EXPECT_TRUE(contentOf(path(QStringLiteral("e.csv"))).contains("\n\"a,\"\"b\"\"\","));
}

TEST_F(PlotTest, FeatureMapsTakeThePlaceOfWeights) {
  auto stage = std::make_shared<StageRecord>(*fakeStage(0, 1, fakeLayers()));
  stage->edges = {{8, -6, -6.25, 2e-5, 46, 0.0004}, {6, -5, -4.96, 9e-5, 19, 0.02}};
  stage->edgeHistograms = {fakeHistogram(8, 1), fakeHistogram(6, 2)};
  ErrorPlot error;
  error.setEdges({{"input", {1, 28, 28}}, {"conv1", {16, 28, 28}}, {"not recorded", {1}}});
  error.setRecords(stage);
  ASSERT_EQ(error.exportTo(path(QStringLiteral("e.csv")), {}).toStdString(), "");
  const QList<QByteArray> lines = contentOf(path(QStringLiteral("e.csv"))).trimmed().split('\n');
  ASSERT_EQ(lines.size(), 3);
  EXPECT_TRUE(lines[2].startsWith("conv1,6,-5,9e-05,19,,,,0.02")) << lines[2].toStdString();
  HistogramPlot histogram;
  histogram.setEdgeHistogram(stage, 1, QStringLiteral("Feature map of conv1"));
  ASSERT_EQ(histogram.exportTo(path(QStringLiteral("h.csv")), {}).toStdString(), "");
  EXPECT_EQ(contentOf(path(QStringLiteral("h.csv"))).trimmed().count('\n'),
            std::ssize(stage->edgeHistograms[1].floatCounts));
  histogram.setEdgeHistogram(stage, 2);
  EXPECT_TRUE(histogram.isEmpty());
}

/// The canvas of a plot that is shown.
QCustomPlot* canvasOf(const Plot& plot) {
  for (QWidget* child : plot.findChildren<QWidget*>())
    if (auto* canvas = qobject_cast<QCustomPlot*>(child)) return canvas;
  return nullptr;
}

/// The texts inside the axes.
QStringList notesOf(QCustomPlot& canvas) {
  QStringList texts;
  for (int i = 0; i < canvas.itemCount(); ++i)
    if (const auto* item = qobject_cast<QCPItemText*>(canvas.item(i))) texts << item->text();
  return texts;
}

int barsOf(QCustomPlot& canvas) {
  int count = 0;
  for (int i = 0; i < canvas.plottableCount(); ++i)
    if (const auto* bars = qobject_cast<QCPBars*>(canvas.plottable(i))) count += bars->dataCount();
  return count;
}

TEST_F(PlotTest, LayersWithoutErrorHaveNoBarButSaySo) {
  const auto layers = fakeLayers(1);
  const int bars = static_cast<int>(layers.size()) - 1;  // the first one stays float
  auto stage = std::make_shared<StageRecord>(*fakeStage(0, 1, layers));
  for (const std::size_t exact : {1, 2}) {
    stage->layers[exact].sqnrDb = kInf;
    stage->layers[exact].mse = 0;
  }
  ErrorPlot plot;
  plot.setLayers(layers);
  plot.setRecords(stage);
  show(plot);
  ASSERT_NE(canvasOf(plot), nullptr);
  for (const auto metric : {ErrorPlot::Metric::SqnrDb, ErrorPlot::Metric::Mse}) {
    plot.setMetric(metric);
    show(plot);
    EXPECT_EQ(notesOf(*canvasOf(plot)), QStringList({QStringLiteral("exact"), QStringLiteral("exact")}));
    EXPECT_EQ(barsOf(*canvasOf(plot)), bars - 2);
  }
  for (LayerRecord& layer : stage->layers) {
    layer.sqnrDb = kInf;
    layer.mse = 0;
  }
  plot.setRecords(std::make_shared<StageRecord>(*stage));
  plot.setMetric(ErrorPlot::Metric::SqnrDb);
  plot.setSelectedLayer(3);
  show(plot);
  EXPECT_EQ(barsOf(*canvasOf(plot)), 0) << "none is the worst";
  EXPECT_EQ(notesOf(*canvasOf(plot)).size(), bars);
  ASSERT_EQ(plot.exportTo(path(QStringLiteral("e.csv")), {}).toStdString(), "");
  EXPECT_TRUE(contentOf(path(QStringLiteral("e.csv"))).contains(",inf,"));
  ASSERT_EQ(plot.exportTo(path(QStringLiteral("e.tex")), {}).toStdString(), "");
  EXPECT_EQ(contentOf(path(QStringLiteral("e.tex"))).count("{exact}"), bars);
}

TEST_F(PlotTest, StagesOfOneShareAreToldByTheirNumbers) {
  const auto layers = fakeLayers(1);
  StagesPlot plot;
  const auto names = [&](std::vector<double> shares) {
    std::vector<std::shared_ptr<const StageRecord>> stages;
    for (const double share : shares) stages.push_back(fakeStage(static_cast<int>(stages.size()), share, layers));
    plot.setStages(stages);
    show(plot);
    const auto labels = canvasOf(plot)->xAxis->tickVectorLabels();
    return QStringList(labels.begin(), labels.end());
  };
  EXPECT_EQ(names({0.5, 0.75, 1}),
            QStringList({QStringLiteral("50 %"), QStringLiteral("75 %"), QStringLiteral("100 %")}));
  EXPECT_EQ(names({0, 0, 1}), QStringList({QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("3")}));
  EXPECT_EQ(canvasOf(plot)->xAxis->label(), QStringLiteral("Stage"));
}

TEST_F(PlotTest, ManyStagesAreNumberedWithoutCoveringEachOther) {
  LossPlot plot;
  const auto words = [&](int stages) {
    plot.setSeries(fakeTraining(600, stages), fakeValidation());
    show(plot);
    return notesOf(*canvasOf(plot)).filter(QStringLiteral("stage")).size();
  };
  EXPECT_EQ(words(4), 3);
  EXPECT_EQ(words(12), 0);
  EXPECT_EQ(notesOf(*canvasOf(plot)).last(), QStringLiteral("12"));
  auto uneven = std::make_shared<TrainSeries>(*fakeTraining(600, 4));
  for (std::size_t i = 0; i < uneven->stage.size(); ++i)
    uneven->stage[i] = i < 540 ? 0 : 1 + static_cast<int>(i % 60) / 20;
  plot.setSeries(uneven, fakeValidation());
  show(plot);
  EXPECT_EQ(notesOf(*canvasOf(plot)), QStringList({QStringLiteral("2"), QStringLiteral("3"), QStringLiteral("4")}));
}

TEST_F(PlotTest, FloatNumbersHaveNoZonesThatSaturate) {
  Histogram h;
  h.edges = {-1, -0.5, 0, 0.5, 1};
  h.floatCounts = h.quantizedCounts = {3, 0, 20, 4};
  h.clipLow = -1;
  h.clipHigh = 1;
  HistogramPlot plot;
  const auto zones = [&] {
    plot.setHistogram(h);
    show(plot);
    EXPECT_EQ(plot.exportTo(path(QStringLiteral("h.tex")), {}).toStdString(), "");
    return contentOf(path(QStringLiteral("h.tex"))).contains("Saturates");
  };
  EXPECT_FALSE(zones());
  h.levels = {-1, 0, 1};
  h.clipHigh = 0.5;
  EXPECT_TRUE(zones());
}

TEST_F(PlotTest, ShortLogarithmicAxesHaveTicksThatDiffer) {
  for (const std::int64_t highest : {1, 2, 6, 12, 40, 300, 20000}) {
    Histogram h;
    h.edges = {-1, 0, 1};
    h.floatCounts = h.quantizedCounts = {1, highest};
    HistogramPlot plot;
    plot.setHistogram(h);
    plot.setLogarithmic(true);
    show(plot);
    auto labels = canvasOf(plot)->yAxis->tickVectorLabels();
    EXPECT_GE(labels.size(), 2) << highest;
    EXPECT_LE(labels.size(), 7) << highest;
    EXPECT_EQ(QSet<QString>(labels.begin(), labels.end()).size(), labels.size()) << highest;
  }
}

TEST_F(PlotTest, EmptyPlotsSayWhatToDoAndWriteNothing) {
  const std::vector<std::function<std::unique_ptr<Plot>()>> makers = {
      [] { return std::make_unique<StagesPlot>(); }, [] { return std::make_unique<HistogramPlot>(); },
      [] { return std::make_unique<ErrorPlot>(); }, [] { return std::make_unique<LossPlot>(); },
      [] { return std::make_unique<ExponentsPlot>(); }};
  for (const auto& make : makers) {
    const auto plot = make();
    show(*plot);
    EXPECT_TRUE(plot->isEmpty());
    EXPECT_GT(plot->emptyText().size(), 20);
    EXPECT_FALSE(plot->exportTo(path(QStringLiteral("x.pdf")), {}).isEmpty());
    EXPECT_FALSE(QFile::exists(path(QStringLiteral("x.pdf"))));
  }
}

TEST_F(PlotTest, RunsWithoutExponentsSaySoInsteadOfDrawingNothing) {
  ExponentsPlot plot;
  const QString before = plot.emptyText();
  auto series = std::make_shared<ExponentSeries>(*fakeExponents());
  for (auto& row : series->meanExponent) row.assign(row.size(), kNan);
  plot.setSeries(fakeEdges(), series);
  EXPECT_TRUE(plot.isEmpty());
  EXPECT_TRUE(plot.emptyText().contains(QStringLiteral("no shared exponents")));
  series = std::make_shared<ExponentSeries>(*series);
  series->meanExponent.back().front() = -5;
  plot.setSeries(fakeEdges(), series);
  EXPECT_FALSE(plot.isEmpty());
  plot.clear();
  EXPECT_EQ(plot.emptyText(), before);
}

TEST_F(PlotTest, BadTargetsAreNamed) {
  const auto plot = filled(QStringLiteral("stages"));
  for (const char* name : {"/no/such/folder/a.pdf", "a.gif", "noSuffix"}) {
    const QString target = name[0] == '/' ? QString::fromLatin1(name) : path(QString::fromLatin1(name));
    EXPECT_TRUE(plot->exportTo(target, {}).contains(target)) << name;
  }
  FigureStyle wrong;
  wrong.widthMm = kNan;
  EXPECT_FALSE(plot->exportTo(path(QStringLiteral("a.pdf")), wrong).isEmpty());
  wrong = {};
  wrong.heightMm = 1e9;
  EXPECT_FALSE(plot->exportTo(path(QStringLiteral("a.png")), wrong).isEmpty());
  EXPECT_FALSE(QFile::exists(path(QStringLiteral("a.pdf"))));
}

TEST_F(PlotTest, ValuesThatAreNotNumbersDoNotBreakAnything) {
  auto layers = fakeLayers();
  auto stage = std::make_shared<StageRecord>(*fakeStage(0, kNan, layers));
  stage->trained = {};
  stage->hard = {};
  for (std::size_t i = 0; i < stage->layers.size(); ++i) {
    stage->layers[i].sqnrDb = i % 3 == 0 ? kNan : (i % 3 == 1 ? kInf : -kInf);
    stage->layers[i].mse = i % 2 == 0 ? kNan : 0;
  }
  StagesPlot stages;
  stages.setStages({stage, nullptr, stage});
  stages.setBaseline(kNan);
  ErrorPlot error;
  error.setLayers(layers);
  error.setRecords(stage);
  LossPlot loss;
  auto series = std::make_shared<TrainSeries>(*fakeTraining(100));
  for (double& value : series->loss) value = kNan;
  series->learningRate.assign(100, kInf);
  loss.setSeries(series);
  ExponentsPlot exponents;
  auto ragged = std::make_shared<ExponentSeries>(*fakeExponents());
  ragged->meanExponent[1].resize(2);
  ragged->meanExponent[2].assign(ragged->meanExponent[2].size(), kNan);
  exponents.setSeries(fakeEdges(), ragged);
  for (Plot* plot : std::vector<Plot*>{&stages, &error, &loss, &exponents}) {
    show(*plot);
    EXPECT_FALSE(plot->grab().isNull());
    EXPECT_EQ(plot->exportTo(path(QStringLiteral("n.pdf")), {}).toStdString(), "") << plot->kind().toStdString();
  }
  error.setMetric(ErrorPlot::Metric::Mse);
  show(error);
  EXPECT_EQ(error.exportTo(path(QStringLiteral("m.svg")), {}).toStdString(), "");
}

TEST_F(PlotTest, DamagedHistogramsAreNotPlotted) {
  HistogramPlot plot;
  Histogram h = fakeHistogram(8, 1, 100);
  h.edges.pop_back();
  plot.setHistogram(h);
  EXPECT_TRUE(plot.isEmpty());
  h = fakeHistogram(8, 1, 100);
  h.edges.front() = kNan;
  plot.setHistogram(h);
  EXPECT_TRUE(plot.isEmpty());
  plot.setHistogram(fakeStage(0, 1, fakeLayers()), 999);
  EXPECT_TRUE(plot.isEmpty());
  plot.setHistogram(nullptr, 0);
  EXPECT_TRUE(plot.isEmpty());
  h = fakeHistogram(8, 1, 0);  // sound, but without a single value
  plot.setHistogram(h);
  show(plot);
  EXPECT_EQ(plot.exportTo(path(QStringLiteral("z.pdf")), {}).toStdString(), "");
}

TEST_F(PlotTest, SeriesOfUnequalLengthsAreNotPlotted) {
  LossPlot plot;
  auto series = std::make_shared<TrainSeries>(*fakeTraining(100));
  series->epoch.resize(50);
  plot.setSeries(series);
  EXPECT_TRUE(plot.isEmpty());
}

TEST_F(PlotTest, AMillionStepsAreDrawnAsFewPoints) {
  LossPlot plot;
  plot.setSeries(fakeTraining(1'000'000));
  show(plot);
  EXPECT_FALSE(plot.grab().isNull());
  EXPECT_EQ(plot.exportTo(path(QStringLiteral("l.svg")), {}).toStdString(), "");
  EXPECT_LT(contentOf(path(QStringLiteral("l.svg"))).size(), 1'000'000);
}

TEST_F(PlotTest, ManyLayersAndBinsAreDrawn) {
  const auto layers = fakeLayers(400);
  ErrorPlot error;
  error.setLayers(layers);
  auto stage = std::make_shared<StageRecord>();
  stage->layers.resize(layers.size());
  for (std::size_t i = 0; i < layers.size(); ++i) stage->layers[i] = {8, -8, 1e-5, 20.0 + static_cast<double>(i % 30)};
  error.setRecords(stage);
  show(error);
  HistogramPlot histogram;
  histogram.setHistogram(fakeHistogram(14, 1, 10000));
  show(histogram);
  for (Plot* plot : std::vector<Plot*>{&error, &histogram}) {
    EXPECT_EQ(plot->exportTo(path(QStringLiteral("b.pdf")), {}).toStdString(), "");
  }
}

TEST_F(PlotTest, AClickOnABarSelectsItsLayer) {
  ErrorPlot plot;
  const auto layers = fakeLayers();
  plot.setLayers(layers);
  plot.setRecords(fakeStage(0, 1, layers));
  show(plot);
  QSignalSpy selected(&plot, &ErrorPlot::layerSelected);
  QWidget* canvas = nullptr;
  for (QWidget* child : plot.findChildren<QWidget*>()) {
    if (QByteArray(child->metaObject()->className()) == "QCustomPlot") canvas = child;
  }
  ASSERT_NE(canvas, nullptr);
  QSet<int> hit;
  for (int y = 0; y < canvas->height(); y += 2) {
    QTest::mouseClick(canvas, Qt::LeftButton, {}, QPoint(canvas->width() / 2, y));
  }
  int last = -1;
  for (const auto& arguments : selected) {
    const int layer = arguments.first().toInt();
    EXPECT_GE(layer, last) << "bars stand in execution order";
    last = layer;
    hit.insert(layer);
  }
  EXPECT_EQ(hit.size(), static_cast<int>(layers.size()) - 1) << "every bar but the float layer's can be hit";
  EXPECT_FALSE(hit.contains(0));
}

TEST_F(PlotTest, PlotsFollowTheTheme) {
  const auto plot = filled(QStringLiteral("stages"));
  show(*plot);
  const auto corner = [&] { return plot->grab().toImage().pixelColor(2, 2); };
  EXPECT_EQ(corner(), colorsOf(Theme::Light).surface);
  applyTheme(*qApp, Theme::Dark);
  for (int i = 0; i < 3; ++i) QApplication::processEvents();
  EXPECT_EQ(corner(), colorsOf(Theme::Dark).surface);
  ASSERT_EQ(plot->exportTo(path(QStringLiteral("d.png")), {}).toStdString(), "");
  EXPECT_EQ(QImage(path(QStringLiteral("d.png"))).pixelColor(1, 1), QColor(Qt::white)) << "paper stays white";
  applyTheme(*qApp, Theme::Light);
}

TEST_F(PlotTest, TheDialogSavesWhatItShows) {
  const auto plot = filled(QStringLiteral("stages"));
  auto* dialog = new FigureDialog(*plot, folder.path());
  QSignalSpy saved(dialog, &FigureDialog::saved);
  dialog->open();
  EXPECT_EQ(dialog->style().widthMm, 88.9);
  const QString target = dialog->path();
  EXPECT_TRUE(target.endsWith(QStringLiteral("stages.pdf")));
  QTest::keyClick(dialog, Qt::Key_Return);
  ASSERT_EQ(saved.count(), 1);
  EXPECT_TRUE(contentOf(target).startsWith("%PDF-"));
}

TEST(FigureStyle, PresetsAreThePapersWidths) {
  EXPECT_EQ(FigureStyle::fromPreset(QStringLiteral("ieee-column"))->widthMm, 88.9);
  EXPECT_EQ(FigureStyle::fromPreset(QStringLiteral("ieee-page"))->widthMm, 181);
  EXPECT_EQ(FigureStyle::fromPreset(QStringLiteral("springer-column"))->widthMm, 84);
  const FigureStyle slide = *FigureStyle::fromPreset(QStringLiteral("slide"));
  EXPECT_NEAR(slide.widthMm / slide.heightMm, 16.0 / 9, 0.01);
  EXPECT_FALSE(FigureStyle::fromPreset(QStringLiteral("poster")).has_value());
}

TEST_F(PlotTest, TheDialogCopiesAPictureAndDataAsText) {
  const auto plot = filled(QStringLiteral("stages"));
  auto* dialog = new FigureDialog(*plot, folder.path());
  QApplication::clipboard()->clear();
  QPushButton* copy = nullptr;
  for (auto* each : dialog->findChildren<QPushButton*>())
    if (each->text().remove(QLatin1Char('&')) == QStringLiteral("Copy")) copy = each;
  ASSERT_NE(copy, nullptr);
  copy->click();
  const QMimeData* copied = QApplication::clipboard()->mimeData();
  EXPECT_FALSE(qvariant_cast<QImage>(copied->imageData()).isNull());
  EXPECT_TRUE(copied->data(QStringLiteral("image/svg+xml")).contains("<svg"));
  EXPECT_EQ(plot->copyTo(*QApplication::clipboard(), QStringLiteral("csv"), FigureStyle()), QString());
  EXPECT_TRUE(QApplication::clipboard()->text().contains(QStringLiteral("hard")));
  StagesPlot empty;
  EXPECT_NE(empty.copyTo(*QApplication::clipboard(), QStringLiteral("csv"), FigureStyle()), QString());
  dialog->close();
}

}  // namespace
}  // namespace dyadic::widgets
