// SPDX-License-Identifier: GPL-3.0-or-later
// Every widget with made-up data. `dyadic-gallery` shows them; `dyadic-gallery --screenshots FOLDER` writes PNG files
// of each in both themes and the figures as PDF, SVG and PNG (no display needed: QT_QPA_PLATFORM=offscreen).

#include <QApplication>
#include <QDir>
#include <QGridLayout>
#include <QScrollArea>
#include <QTabWidget>
#include <QTextStream>
#include <QVBoxLayout>
#include <algorithm>
#include <memory>

#include "widgets/controls/Segmented.h"
#include "widgets/gallery/ExplorePages.h"
#include "widgets/gallery/FakeProgram.h"
#include "widgets/gallery/FakeRun.h"
#include "widgets/panels/DeployView.h"
#include "widgets/panels/LayerTable.h"
#include "widgets/panels/MessageBanner.h"
#include "widgets/panels/PlotCard.h"
#include "widgets/panels/RunHeader.h"
#include "widgets/panels/RunList.h"
#include "widgets/panels/SetupPanel.h"
#include "widgets/panels/StageStrip.h"
#include "widgets/panels/SummaryTiles.h"
#include "widgets/plots/ErrorPlot.h"
#include "widgets/plots/ExponentsPlot.h"
#include "widgets/plots/FigureDialog.h"
#include "widgets/plots/HistogramPlot.h"
#include "widgets/plots/LossPlot.h"
#include "widgets/plots/StagesPlot.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

using Stages = std::vector<std::shared_ptr<const StageRecord>>;

struct Page {
  QString name;
  QWidget* widget = nullptr;
};

Stages fakeStages(int bits = 8) {
  Stages stages;
  const std::vector<double> portions = {0.5, 0.75, 0.875, 1};
  for (int i = 0; i < 4; ++i) stages.push_back(fakeStage(i, portions[static_cast<std::size_t>(i)], fakeLayers(), bits));
  return stages;
}

QWidget* page(QWidget* content, int margin = kMargin) {
  auto* widget = new QWidget;
  widget->setObjectName(QStringLiteral("page"));
  auto* column = new QVBoxLayout(widget);
  column->setContentsMargins(margin, margin, margin, margin);
  column->addWidget(content);
  return widget;
}

StagesPlot* stagesPlot() {
  auto* plot = new StagesPlot;
  plot->setPortions({0.5, 0.75, 0.875, 1});
  plot->setStages(fakeStages());
  plot->setBaseline(0.9263);
  plot->setSelectedStage(3);
  return plot;
}

HistogramPlot* histogramPlot(int bits) {
  auto* plot = new HistogramPlot;
  plot->setHistogram(fakeHistogram(bits, 5), QStringLiteral("Weights of layer2.0.conv1"));
  return plot;
}

ErrorPlot* errorPlot() {
  auto* plot = new ErrorPlot;
  plot->setLayers(fakeLayers());
  plot->setRecords(fakeStages().back());
  plot->setSelectedLayer(6);
  return plot;
}

LossPlot* lossPlot() {
  auto* plot = new LossPlot;
  plot->setSeries(fakeTraining(), fakeValidation());
  return plot;
}

ExponentsPlot* exponentsPlot() {
  auto* plot = new ExponentsPlot;
  plot->setSeries(fakeEdges(), fakeExponents());
  return plot;
}

QWidget* plotsPage() {
  auto* grid = new QWidget;
  auto* layout = new QGridLayout(grid);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(kSpace);
  auto* histogram = new PlotCard(QStringLiteral("Histogram"), histogramPlot(8));
  histogram->setDetail(QStringLiteral("layer2.0.conv1 · 8 bits"));
  histogram->addTool(new Segmented({QStringLiteral("Linear"), QStringLiteral("Log")}));
  layout->addWidget(new PlotCard(QStringLiteral("Accuracy per stage"), stagesPlot()), 0, 0);
  layout->addWidget(histogram, 0, 1);
  layout->addWidget(new PlotCard(QStringLiteral("Error per layer"), errorPlot()), 1, 0);
  layout->addWidget(new PlotCard(QStringLiteral("Loss"), lossPlot()), 1, 1);
  layout->addWidget(new PlotCard(QStringLiteral("Exponents"), exponentsPlot()), 2, 0);
  layout->addWidget(new PlotCard(QStringLiteral("4 bits"), histogramPlot(4)), 2, 1);
  grid->setMinimumSize(1150, 960);
  return page(grid);
}

QWidget* emptyPage() {
  auto* grid = new QWidget;
  auto* layout = new QGridLayout(grid);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(new PlotCard(QStringLiteral("Accuracy per stage"), new StagesPlot), 0, 0);
  layout->addWidget(new PlotCard(QStringLiteral("Histogram"), new HistogramPlot), 0, 1);
  layout->addWidget(new RunList, 1, 0);
  layout->addWidget(new LayerTable, 1, 1);
  grid->setMinimumSize(900, 560);
  return page(grid);
}

SetupPanel* setupPanel() {
  auto* setup = new SetupPanel;
  setup->setModels({{QStringLiteral("ResNet-8, Fashion-MNIST (example)"), QStringLiteral("builtin:resnet8-fashion")}});
  setup->setDataSets({{QStringLiteral("Fashion-MNIST"), QStringLiteral("builtin:fashion-mnist")}});
  setup->setMethods({fakeMethod()});
  RunConfig config;
  config.model.path = "builtin:resnet8-fashion";
  config.data.path = "builtin:fashion-mnist";
  config.method.id = "ioiq";
  config.training.epochsPerStage = {2};
  setup->setConfig(config);
  ModelInfo model;
  model.architecture = "resnet8-cifar";
  model.parameters = 77850;
  model.input = {1, 28, 28};
  model.layers = fakeLayers();
  setup->setModelInfo(model);
  DataInfo data;
  data.trainImages = 59000;
  data.validationImages = 10000;
  data.calibrationImages = 1000;
  data.input = {1, 28, 28};
  data.classNames.assign(10, "class");
  setup->setDataInfo(data);
  return setup;
}

std::vector<RunItem> fakeRuns() {
  const auto now = QDateTime(QDate(2024, 5, 14), QTime(15, 20));
  const auto item = [&](int i, const QString& bits, RunState state, double top1) {
    return RunItem{QStringLiteral("/runs/%1.h5").arg(i),
                   QStringLiteral("2024-05-%1-ioiq-%2").arg(14 - i).arg(bits),
                   QStringLiteral("IOIQ · %1").arg(bits),
                   state,
                   top1,
                   0.42,
                   runColor(i),
                   now.addDays(-i)};
  };
  return {item(0, QStringLiteral("8bit"), RunState::Running, kNotMeasured),
          item(1, QStringLiteral("8bit"), RunState::Finished, 0.9255),
          item(2, QStringLiteral("6bit"), RunState::Finished, 0.9187),
          item(3, QStringLiteral("4bit"), RunState::Stopped, 0.8312),
          item(4, QStringLiteral("3bit"), RunState::Failed, kNotMeasured),
          item(5, QStringLiteral("8bit"), RunState::Interrupted, 0.92)};
}

RunHeader* runHeader(RunState state) {
  auto* header = new RunHeader;
  RunProgress progress{.activity = "Training",
                       .stage = 1,
                       .epoch = 0,
                       .epochs = 2,
                       .step = 420,
                       .steps = 1000,
                       .seconds = 67,
                       .secondsLeft = 92,
                       .imagesPerSecond = 3120};
  header->setRun(QStringLiteral("2024-05-14-152031-ioiq-8bit"), state, progress, true);
  return header;
}

QWidget* panelsPage() {
  auto* body = new QWidget;
  auto* column = new QVBoxLayout(body);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(kMargin);
  auto* error = new MessageBanner;
  error->showMessage(
      Severity::Error, QStringLiteral("The model could not be opened"),
      QStringLiteral(
          "models/resnet20.safetensors is truncated: expected 1,118,424 bytes, found 524,288. Download it again."),
      QStringLiteral("Try again"));
  column->addWidget(error);
  for (const Severity severity : {Severity::Warning, Severity::Success, Severity::Info}) {
    auto* banner = new MessageBanner;
    banner->showMessage(severity, QStringLiteral("The run ended: hard top-1 92.55 %"));
    column->addWidget(banner);
  }
  column->addWidget(runHeader(RunState::Running));
  column->addWidget(runHeader(RunState::Paused));
  column->addWidget(runHeader(RunState::Finished));
  column->addWidget(new RunHeader);
  auto* tiles = new SummaryTiles;
  tiles->setSummary({0.9263, 0.9255, 0.9271, 8, 8, 3.98, 1});
  column->addWidget(tiles);
  column->addWidget(new SummaryTiles);
  auto* strip = new StageStrip;
  strip->setPortions({0.5, 0.75, 0.875, 1});
  strip->setProgress(2, true, 0.4);
  strip->setLive(true);
  strip->setShownStage(2);
  column->addWidget(strip);
  column->addStretch(1);
  body->setMinimumWidth(920);
  return page(body);
}

/// Roughly what the main window is put together from.
QWidget* windowPage() {
  auto* body = new QWidget;
  auto* row = new QHBoxLayout(body);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(kSpace);
  auto* runs = new RunList;
  runs->setRuns(fakeRuns());
  runs->setCurrent(QStringLiteral("/runs/0.h5"));
  auto* left = new QVBoxLayout;
  left->setSpacing(kSpace);
  auto* runCard = new PlotCard(QStringLiteral("Runs"), runs);
  auto* setupCard = new PlotCard(QStringLiteral("Set-up"), setupPanel());
  runCard->setFixedWidth(320);
  setupCard->setFixedWidth(320);
  left->addWidget(runCard, 2);
  left->addWidget(setupCard, 5);
  row->addLayout(left);
  auto* center = new QVBoxLayout;
  center->setSpacing(kSpace + kHalfSpace);
  center->addWidget(runHeader(RunState::Running));
  auto* strip = new StageStrip;
  strip->setPortions({0.5, 0.75, 0.875, 1});
  strip->setProgress(2, true, 0.4);
  strip->setLive(true);
  strip->setShownStage(2);
  center->addWidget(strip);
  auto* tiles = new SummaryTiles;
  tiles->setSummary({0.9263, 0.9255, 0.9271, 8, 8, 3.98, 0.875});
  center->addWidget(tiles);
  auto* grid = new QGridLayout;
  grid->setSpacing(kSpace);
  grid->addWidget(new PlotCard(QStringLiteral("Accuracy per stage"), stagesPlot()), 0, 0);
  grid->addWidget(new PlotCard(QStringLiteral("Histogram"), histogramPlot(8)), 0, 1);
  grid->addWidget(new PlotCard(QStringLiteral("Error per layer"), errorPlot()), 1, 0);
  grid->addWidget(new PlotCard(QStringLiteral("Loss"), lossPlot()), 1, 1);
  center->addLayout(grid, 1);
  row->addLayout(center, 1);
  auto* table = new LayerTable;
  table->setLayers(fakeLayers());
  table->setRecords(fakeStages().back());
  table->selectLayer(6);
  auto* tableCard = new PlotCard(QStringLiteral("Layers"), table);
  tableCard->setFixedWidth(460);
  row->addWidget(tableCard);
  body->setMinimumSize(1680, 1000);
  return page(body, kSpace + kHalfSpace);
}

QWidget* setupPage() {
  auto* body = new QWidget;
  auto* row = new QHBoxLayout(body);
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(new PlotCard(QStringLiteral("Set-up"), setupPanel()));
  SetupPanel* broken = setupPanel();
  RunConfig config = broken->config();
  config.method.parameters["bits"] = std::int64_t{17};
  config.method.parameters["portions"] = std::vector<double>{0.5, 1.2};
  broken->setConfig(config);
  broken->setProblem(SetupPanel::Field::Model,
                     QStringLiteral("resnet8.safetensors: conv1.weight is 16×3×3×3, resnet8-cifar needs 16×1×3×3."));
  row->addWidget(new PlotCard(QStringLiteral("With mistakes"), broken));
  SetupPanel* locked = setupPanel();
  locked->setRunning(true);
  row->addWidget(new PlotCard(QStringLiteral("While a run is on"), locked));
  body->setMinimumSize(1020, 820);
  return page(body);
}

QWidget* tablePage() {
  auto* table = new LayerTable;
  table->setLayers(fakeLayers());
  table->setRecords(fakeStages().back());
  table->selectLayer(6);
  auto* card = new PlotCard(QStringLiteral("Layers"), table);
  card->setMinimumSize(880, 480);
  return page(card);
}

QWidget* deployPage(DeployView* view) {
  view->setMinimumSize(1240, 900);
  return page(view, kSpace + kHalfSpace);
}

DeployView* deployed(bool verified, const std::string& differsAt = {}) {
  auto* view = new DeployView;
  view->setRun(QStringLiteral("20240514-152031-ioiq-8"), 0.9154);
  view->setDeployment(fakeDeployment(verified, differsAt));
  return view;
}

QWidget* verifiedPage() {
  DeployView* view = deployed(true);
  view->selectLayer(QStringLiteral("layer1.0.conv2"));
  return deployPage(view);
}

QWidget* verifyingPage() {
  DeployView* view = deployed(false);
  view->setProgress(3120, 10000);
  return deployPage(view);
}

QWidget* differingPage() {
  DeployView* view = deployed(true, "layer2.0.conv1");
  view->selectLayer(QStringLiteral("layer2.0.conv1"));
  return deployPage(view);
}

QWidget* undeployedPage() {
  auto* view = new DeployView;
  view->setUnavailable(DeployView::Unavailable::NotFinished);
  return deployPage(view);
}

std::vector<Page> pages() {
  return {{QStringLiteral("window"), windowPage()},
          {QStringLiteral("plots"), plotsPage()},
          {QStringLiteral("panels"), panelsPage()},
          {QStringLiteral("setup"), setupPage()},
          {QStringLiteral("table"), tablePage()},
          {QStringLiteral("empty"), emptyPage()},
          {QStringLiteral("explore"), page(explored(fakeLayers(), ExploreView::Page::FeatureMaps))},
          {QStringLiteral("explore-deep"), page(explored(fakeDeepLayers(), ExploreView::Page::Sensitivity))},
          {QStringLiteral("explore-proposal"), page(explored(fakeLayers(), ExploreView::Page::Proposal))},
          {QStringLiteral("network"), page(networkOf(fakeResNetInfo()))},
          {QStringLiteral("network-open"), page(networkOf(fakeResNetInfo(), {"layer1.0.conv2"}))},
          {QStringLiteral("network-branches"), page(networkOf(fakeInceptionInfo(), {"inception4.branch2.1.conv"}))},
          {QStringLiteral("network-refused"), page(refusedNetwork())},
          {QStringLiteral("network-none"), page(networkOf({}))},
          {QStringLiteral("deploy"), verifiedPage()},
          {QStringLiteral("deploy-verifying"), verifyingPage()},
          {QStringLiteral("deploy-differs"), differingPage()},
          {QStringLiteral("deploy-none"), undeployedPage()}};
}

int writeScreenshots(QApplication& application, const QString& folder) {
  QDir().mkpath(folder);
  for (const Theme theme : {Theme::Light, Theme::Dark}) {
    applyTheme(application, theme);
    const QString suffix = theme == Theme::Dark ? QStringLiteral("dark") : QStringLiteral("light");
    for (const Page& page : pages()) {
      const std::unique_ptr<QWidget> widget(page.widget);
      widget->resize(widget->sizeHint().expandedTo(widget->minimumSizeHint()));
      widget->show();
      for (int i = 0; i < 5; ++i) QApplication::processEvents();
      widget->grab().save(QStringLiteral("%1/%2-%3.png").arg(folder, page.name, suffix));
    }
    const std::unique_ptr<Plot> plot(stagesPlot());
    auto* dialog = new FigureDialog(*plot, folder);
    dialog->open();
    for (int i = 0; i < 5; ++i) QApplication::processEvents();
    dialog->grab().save(QStringLiteral("%1/figure-dialog-%2.png").arg(folder, suffix));
    dialog->reject();
  }
  QTextStream problems(stderr);
  int failed = 0;
  for (Plot* plot : std::vector<Plot*>{stagesPlot(), histogramPlot(8), errorPlot(), lossPlot(), exponentsPlot()}) {
    const std::unique_ptr<Plot> owned(plot);
    for (const QString& preset : FigureStyle::presets()) {
      for (const QString& type : figureFormats()) {
        const QString path = QStringLiteral("%1/%2-%3.%4").arg(folder, plot->kind(), preset, type);
        const QString problem = plot->exportTo(path, *FigureStyle::fromPreset(preset));
        if (problem.isEmpty()) continue;
        problems << problem << Qt::endl;
        ++failed;
      }
    }
  }
  return failed == 0 ? 0 : 1;
}

}  // namespace
}  // namespace dyadic::widgets

int main(int argc, char** argv) {
  using namespace dyadic::widgets;
  QApplication application(argc, argv);
  const QStringList arguments = QApplication::arguments();
  if (arguments.size() == 3 && arguments[1] == QLatin1String("--screenshots")) {
    return writeScreenshots(application, arguments[2]);
  }
  applyTheme(application, arguments.contains(QStringLiteral("--dark")) ? Theme::Dark : systemTheme());
  QTabWidget tabs;
  for (const Page& page : pages()) {
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setWidget(page.widget);
    tabs.addTab(scroll, page.name);
  }
  tabs.resize(1500, 900);
  tabs.show();
  return QApplication::exec();
}
