// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/DeployView.h"

#include <QSplitter>
#include <QStackedLayout>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "widgets/controls/EmptyPage.h"
#include "widgets/controls/Segmented.h"
#include "widgets/controls/TileRow.h"
#include "widgets/graph/GraphCanvas.h"
#include "widgets/panels/DeployGraph.h"
#include "widgets/panels/DeployTable.h"
#include "widgets/panels/PlotCard.h"
#include "widgets/plots/Arithmetic.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

enum Tile { Operations, Weights, IntegerTop1, HardTop1, Images, Speed };

constexpr int kNarrow = 720;  // below: the table goes under the graph

const QString kDash = QStringLiteral("\u2013");

QString percent(double fraction) { return QString::fromStdString(percentText(fraction)); }
QString grouped(std::int64_t count) { return QString::fromStdString(groupedText(count)); }
QString speed(double imagesPerSecond) {
  return imagesPerSecond > 0 && std::isfinite(imagesPerSecond) ? grouped(std::llround(imagesPerSecond)) : kDash;
}

QString roundingText(Rounding rounding) {
  switch (rounding) {
    case Rounding::HalfUp:
      return DeployView::tr("rounds half up");
    case Rounding::HalfEven:
      return DeployView::tr("rounds half to even");
    case Rounding::Floor:
      return DeployView::tr("rounds down");
    default:
      return DeployView::tr("rounds half away");
  }
}

QString qdqReason(const IntegerProgram& program) {
  const QdqObstacle obstacle = qdqObstacle(program);
  QStringList reasons;
  if (obstacle.rounding) {
    reasons << DeployView::tr(
                   "QuantizeLinear rounds half to even, this program %1: logits would differ. Use the exact "
                   "form, or a run with rounding half_even.")
                   .arg(roundingText(program.rounding));
  }
  if (obstacle.bits > 0) reasons << DeployView::tr("It has at most 8 bits, this program has %1.").arg(obstacle.bits);
  return reasons.join(QLatin1Char('\n'));
}

}  // namespace

struct DeployView::Private {
  std::shared_ptr<const IntegerDeployment> deployment;
  std::optional<IntegerReport> report;
  double hardTop1 = kNotMeasured;
  std::vector<OperationFacts> facts;
  QStackedLayout* pages = nullptr;
  EmptyPage* empty = nullptr;
  DeployVerdict* verdict = nullptr;
  TileRow* tiles = nullptr;
  GraphCanvas* graph = nullptr;
  Segmented* coloring = nullptr;
  PlotCard* card = nullptr;
  DeployTable* table = nullptr;
  QSplitter* split = nullptr;

  void showVerdict() const { report ? verdict->showReport(*report) : verdict->showUnverified(); }

  void updateColors() const {
    const auto chosen = static_cast<DeployColoring>(coloring->current());
    graph->setNodeColors(programColors(facts, chosen));
    graph->setScale(programScale(facts, chosen));
  }

  /// Facts, table, colours and figures follow the report; the drawing itself does not.
  void updateReport() {
    facts = operationFacts(deployment->program, report ? &*report : nullptr);
    table->setFacts(facts);
    const bool measured = report.has_value();
    coloring->setChoiceEnabled(static_cast<int>(DeployColoring::Saturation), measured);
    if (!measured && coloring->current() == static_cast<int>(DeployColoring::Saturation))
      coloring->setCurrent(static_cast<int>(DeployColoring::Headroom));
    updateTiles();
    updateColors();
  }

  void updateTiles() const {
    const IntegerProgram& program = deployment->program;
    const ProgramSize size = programSize(program);
    tiles->setTile(Operations, grouped(static_cast<std::int64_t>(program.operations.size())),
                   roundingText(program.rounding));
    const double ratio = size.bytes > 0 ? static_cast<double>(size.floatBytes) / static_cast<double>(size.bytes) : 1;
    tiles->setTile(Weights, QString::fromStdString(bytesText(size.bytes)),
                   DeployView::tr("%1× smaller").arg(ratio, 0, 'f', 2), TileRow::Tone::Plain,
                   DeployView::tr("%1 integers; %2 as float32")
                       .arg(grouped(size.values), QString::fromStdString(bytesText(size.floatBytes))));
    if (!report) {
      tiles->setTile(IntegerTop1, kDash, DeployView::tr("not verified"));
      tiles->setTile(HardTop1, percent(hardTop1), DeployView::tr("simulated"));
      tiles->setTile(Images, kDash, DeployView::tr("not verified"));
      tiles->setTile(Speed, kDash, DeployView::tr("not measured"));
      return;
    }
    const double difference = report->top1 - report->hardTop1;
    const bool same = std::abs(difference) < 5e-7;
    tiles->setTile(IntegerTop1, percent(report->top1), DeployView::tr("top-5 %1").arg(percent(report->top5)),
                   same ? TileRow::Tone::Ok : TileRow::Tone::Bad);
    tiles->setTile(HardTop1, percent(report->hardTop1),
                   same ? DeployView::tr("the same")
                        : DeployView::tr("integers %1 points").arg(QString::fromStdString(pointsText(difference))));
    tiles->setTile(Images, grouped(report->images),
                   report->otherClasses == 0
                       ? DeployView::tr("same classes")
                       : DeployView::tr("%1 in other classes").arg(grouped(report->otherClasses)));
    tiles->setTile(Speed, speed(report->fastImagesPerSecond),
                   DeployView::tr("loops %1, float64 %2")
                       .arg(speed(report->referenceImagesPerSecond), speed(report->simulationImagesPerSecond)),
                   TileRow::Tone::Plain,
                   DeployView::tr("Images per second: fast executor %1, plain loops %2, float64 simulation %3")
                       .arg(speed(report->fastImagesPerSecond), speed(report->referenceImagesPerSecond),
                            speed(report->simulationImagesPerSecond)));
  }

  [[nodiscard]] QString nameOf(int operation) const {
    return operation < 0 ? QString() : QString::fromStdString(facts[static_cast<std::size_t>(operation)].name);
  }

  /// The graph's first node is the input, its last one the logits.
  [[nodiscard]] int operationOf(int node) const {
    return node >= 1 && node <= static_cast<int>(facts.size()) ? node - 1 : -1;
  }

  [[nodiscard]] QWidget* makeBody();
};

QWidget* DeployView::Private::makeBody() {
  graph = new GraphCanvas;
  graph->setAccessibleName(DeployView::tr("Integer program as a graph"));
  coloring = new Segmented({DeployView::tr("Plain"), DeployView::tr("Headroom"), DeployView::tr("Saturation")});
  coloring->setAccessibleName(DeployView::tr("Colour of the nodes"));
  coloring->setToolTip(DeployView::tr("Colour of the nodes; saturation is known once the program is verified"));
  coloring->setCurrent(static_cast<int>(DeployColoring::Headroom));
  card = new PlotCard(DeployView::tr("Program"), graph);
  card->addTool(coloring);
  table = new DeployTable;
  split = new QSplitter(Qt::Horizontal);
  split->setHandleWidth(kSpace);
  split->setChildrenCollapsible(false);
  split->addWidget(card);
  split->addWidget(table);
  split->setStretchFactor(0, 3);
  split->setStretchFactor(1, 4);
  split->setSizes({520, 640});
  auto* body = new QWidget;
  auto* column = new QVBoxLayout(body);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(kSpace);
  verdict = new DeployVerdict;
  tiles = new TileRow({DeployView::tr("Operations"), DeployView::tr("Weights"), DeployView::tr("Integer top-1"),
                       DeployView::tr("Hard top-1"), DeployView::tr("Images"), DeployView::tr("Images per second")});
  column->addWidget(verdict);
  column->addWidget(tiles);
  column->addWidget(split, 1);
  return body;
}

DeployView::DeployView(QWidget* parent) : QWidget(parent), d_(std::make_unique<Private>()) {
  d_->pages = new QStackedLayout(this);
  d_->pages->setContentsMargins(0, 0, 0, 0);
  d_->empty = new EmptyPage(QStringLiteral("deploy"));
  d_->pages->addWidget(d_->empty);
  d_->pages->addWidget(d_->makeBody());
  setFocusProxy(d_->graph);
  connect(d_->verdict, &DeployVerdict::verifyRequested, this, &DeployView::verifyRequested);
  connect(d_->verdict, &DeployVerdict::cancelRequested, this, &DeployView::cancelRequested);
  connect(d_->verdict, &DeployVerdict::exportRequested, this, &DeployView::exportRequested);
  connect(d_->verdict, &DeployVerdict::differenceRequested, this, [this] {
    if (d_->report && d_->report->firstDifference)
      selectLayer(QString::fromStdString(d_->report->firstDifference->layer));
    d_->graph->setFocus();
  });
  connect(d_->coloring, &Segmented::currentChanged, this, [this] { d_->updateColors(); });
  connect(&ThemeNotifier::instance(), &ThemeNotifier::changed, this, [this] { d_->updateColors(); });
  connect(d_->graph, &GraphCanvas::nodeSelected, this,
          [this](int node) { d_->table->selectOperation(d_->operationOf(node)); });
  connect(d_->table, &DeployTable::operationSelected, this, [this](int operation) {
    if (d_->operationOf(d_->graph->selected()) != operation) d_->graph->select(operation < 0 ? -1 : operation + 1);
    Q_EMIT operationSelected(operation, d_->nameOf(operation));
  });
  setUnavailable(Unavailable::NoRun);
}

DeployView::~DeployView() = default;

void DeployView::setUnavailable(Unavailable reason, const QString& text) {
  d_->deployment.reset();
  d_->report.reset();
  switch (reason) {
    case Unavailable::NoRun:
      d_->empty->say(tr("No run is open"),
                     tr("Open a finished run from the list on the left, or start one. Its integers appear here."));
      break;
    case Unavailable::NotFinished:
      d_->empty->say(tr("This run has not finished"),
                     text.isEmpty() ? tr("A network becomes integers when its last stage is done. Let it run to the "
                                         "end, or resume it.")
                                    : text);
      break;
    case Unavailable::Reading:
      d_->empty->say(tr("Reading the integer program…"), text);
      break;
    case Unavailable::Refused:
      d_->empty->say(tr("This run has no integer program"), text);
      break;
  }
  d_->pages->setCurrentIndex(0);
}

void DeployView::setRun(const QString& name, double hardTop1) {
  d_->card->setDetail(name);
  d_->hardTop1 = hardTop1;
  if (d_->deployment) d_->updateTiles();
}

void DeployView::setDeployment(std::shared_ptr<const IntegerDeployment> deployment) {
  const bool other =
      !d_->deployment || !(d_->deployment == deployment || d_->deployment->program == deployment->program);
  const QString selected = d_->nameOf(selectedOperation());
  d_->deployment = std::move(deployment);
  d_->report = d_->deployment->report;
  const IntegerProgram& program = d_->deployment->program;
  d_->updateReport();
  if (other) {
    d_->graph->setGraph(programNodes(program, d_->facts), programEdges(program));
    d_->updateColors();
    selectLayer(selected);
    if (const int row = d_->table->selectedOperation(); row >= 0) d_->graph->select(row + 1);
  }
  d_->verdict->setQdqObstacle(qdqReason(program));
  d_->showVerdict();
  d_->pages->setCurrentIndex(1);
}

void DeployView::setProgress(std::int64_t images, std::int64_t of) {
  if (d_->deployment) d_->verdict->showProgress(images, of);
}

void DeployView::setReport(const IntegerReport& report) {
  if (!d_->deployment) return;
  d_->report = report;
  d_->updateReport();
  d_->showVerdict();
}

void DeployView::setError(const QString& text) {
  if (d_->deployment) d_->verdict->showError(text);
}

void DeployView::setCancelled() {
  if (d_->deployment) d_->showVerdict();
}

bool DeployView::isVerifying() const { return d_->deployment && d_->verdict->isRunning(); }

bool DeployView::hasDeployment() const { return d_->deployment != nullptr; }

void DeployView::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  d_->split->setOrientation(width() < kNarrow ? Qt::Vertical : Qt::Horizontal);
}

QList<QAction*> DeployView::exportActions() const { return d_->verdict->exportActions(); }

int DeployView::selectedOperation() const { return d_->table->selectedOperation(); }

void DeployView::selectOperation(int operation) { d_->table->selectOperation(operation); }

void DeployView::selectLayer(const QString& name) {
  const std::string wanted = name.toStdString();
  const auto same =
      std::find_if(d_->facts.begin(), d_->facts.end(), [&](const OperationFacts& f) { return f.name == wanted; });
  selectOperation(same == d_->facts.end() ? -1 : static_cast<int>(std::distance(d_->facts.begin(), same)));
}

}  // namespace dyadic::widgets
