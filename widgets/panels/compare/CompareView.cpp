// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/compare/CompareView.h"

#include <QSplitter>
#include <QStackedLayout>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "widgets/controls/EmptyPage.h"
#include "widgets/controls/Segmented.h"
#include "widgets/panels/PlotCard.h"
#include "widgets/panels/compare/CompareBar.h"
#include "widgets/panels/compare/CompareTable.h"
#include "widgets/panels/compare/FlipsPage.h"
#include "widgets/panels/compare/PartitionPage.h"
#include "widgets/plots/ComparePlot.h"
#include "widgets/plots/CompareSeriesPlot.h"
#include "widgets/plots/HistogramsPlot.h"
#include "widgets/plots/ParallelPlot.h"
#include "widgets/plots/ParetoPlot.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

constexpr int kMinimumPlots = 160;  // below, there is no room between the texts

enum Curve { Hard, Trained, Loss, Rate };

QString utf8(const std::string& text) { return QString::fromStdString(text); }

QSplitter* splitter(Qt::Orientation orientation, std::initializer_list<QWidget*> widgets) {
  auto* result = new QSplitter(orientation);
  result->setHandleWidth(kSpace);
  result->setChildrenCollapsible(false);
  for (QWidget* widget : widgets) result->addWidget(widget);
  return result;
}

}  // namespace

struct CompareView::Private {
  std::vector<CompareRun> runs;
  Snapshots series;
  Snapshots full;
  std::vector<bool> lit;  ///< empty: all
  QString selected;
  QStackedLayout* pages = nullptr;
  EmptyPage* empty = nullptr;
  CompareBar* bar = nullptr;
  QStackedWidget* stack = nullptr;
  CompareTable* table = nullptr;
  ComparePlot* accuracy = nullptr;
  CompareSeriesPlot* loss = nullptr;
  CompareSeriesPlot* rate = nullptr;
  QStackedWidget* curves = nullptr;
  ParetoPlot* pareto = nullptr;
  HistogramsPlot* histograms = nullptr;
  PlotCard* histogramCard = nullptr;
  ParallelPlot* parallel = nullptr;
  PartitionPage* partition = nullptr;
  FlipsPage* flips = nullptr;

  [[nodiscard]] int indexOf(const QString& path) const {
    for (std::size_t i = 0; i < runs.size(); ++i)
      if (utf8(runs[i].path) == path) return static_cast<int>(i);
    return -1;
  }
  [[nodiscard]] bool isLit(std::size_t run) const { return lit.empty() || lit[run]; }
  [[nodiscard]] bool isLit(const RunGroup& group) const {
    return std::any_of(group.runs.begin(), group.runs.end(), [&](std::size_t run) { return isLit(run); });
  }
  [[nodiscard]] QString nameOf(const RunGroup& group) const {
    return group.name.empty() ? CompareView::tr("All runs") : utf8(group.name);
  }
  [[nodiscard]] QWidget* makeOverview();
  [[nodiscard]] QWidget* makeCurvesCard(const QString& title, Plot* plot);
  [[nodiscard]] QString layerProblem() const;
  [[nodiscard]] HistogramsPlot::Entry entryOf(const QString& path, int stage, int badge) const;
  std::vector<Segmented*> curveChoices;
};

/// Cards of a stack share one choice.
QWidget* CompareView::Private::makeCurvesCard(const QString& title, Plot* plot) {
  auto* card = new PlotCard(title, plot);
  auto* choice = new Segmented(
      {CompareView::tr("Hard"), CompareView::tr("As trained"), CompareView::tr("Loss"), CompareView::tr("Rate")});
  choice->setAccessibleName(CompareView::tr("What is drawn"));
  card->addTool(choice);
  curveChoices.push_back(choice);
  QObject::connect(choice, &Segmented::currentChanged, card, [this](int curve) {
    for (Segmented* other : curveChoices) other->setCurrent(curve);
    accuracy->setNetwork(curve == Trained ? ComparePlot::Network::Trained : ComparePlot::Network::Hard);
    curves->setCurrentIndex(std::max(0, curve - Trained));
  });
  return card;
}

QWidget* CompareView::Private::makeOverview() {
  table = new CompareTable;
  auto* tableCard = new QWidget;
  tableCard->setProperty("surface", true);
  tableCard->setAttribute(Qt::WA_StyledBackground);
  auto* column = new QVBoxLayout(tableCard);
  column->setContentsMargins(1, kHalfSpace, 1, kHalfSpace);
  column->addWidget(table);
  accuracy = new ComparePlot;
  loss = new CompareSeriesPlot(CompareSeriesPlot::Quantity::Loss);
  rate = new CompareSeriesPlot(CompareSeriesPlot::Quantity::LearningRate);
  curves = new QStackedWidget;
  curves->addWidget(makeCurvesCard(CompareView::tr("Curves"), accuracy));
  curves->addWidget(makeCurvesCard(CompareView::tr("Curves"), loss));
  curves->addWidget(makeCurvesCard(CompareView::tr("Curves"), rate));
  pareto = new ParetoPlot;
  histograms = new HistogramsPlot;
  histogramCard = new PlotCard(CompareView::tr("Layer"), histograms);
  parallel = new ParallelPlot;
  auto* parallelCard = new PlotCard(CompareView::tr("Settings and results"), parallel);
  parallelCard->setDetail(CompareView::tr("drag along an axis to pick runs out, everywhere"));
  auto* top =
      splitter(Qt::Horizontal, {curves, new PlotCard(CompareView::tr("Accuracy against bits"), pareto), histogramCard});
  for (int i = 0; i < top->count(); ++i) {
    top->widget(i)->setMinimumWidth(200);
    top->widget(i)->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    top->setStretchFactor(i, 1);
  }
  top->setSizes({400, 400, 400});
  auto* rows = splitter(Qt::Vertical, {tableCard, top, parallelCard});
  tableCard->setMinimumHeight(100);
  top->setMinimumHeight(kMinimumPlots);
  parallelCard->setMinimumHeight(kMinimumPlots);
  rows->setSizes({270, 290, 210});
  rows->setStretchFactor(1, 1);
  return rows;
}

CompareView::CompareView(QWidget* parent) : QWidget(parent), d_(std::make_unique<Private>()) {
  d_->empty = new EmptyPage(QStringLiteral("compare"));
  d_->bar = new CompareBar;
  d_->partition = new PartitionPage;
  d_->flips = new FlipsPage;
  d_->stack = new QStackedWidget;
  d_->stack->addWidget(d_->makeOverview());
  d_->stack->addWidget(d_->partition);
  d_->stack->addWidget(d_->flips);
  auto* body = new QWidget;
  auto* column = new QVBoxLayout(body);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(kSpace);
  column->addWidget(d_->bar);
  column->addWidget(d_->stack, 1);
  d_->pages = new QStackedLayout(this);
  d_->pages->setContentsMargins(0, 0, 0, 0);
  d_->pages->addWidget(d_->empty);
  d_->pages->addWidget(body);
  setFocusProxy(d_->table);
  connect(d_->bar, &CompareBar::pageChanged, this, [this](int page) { setPage(static_cast<Page>(page)); });
  connect(d_->bar, &CompareBar::scopeChanged, this, &CompareView::scopeChanged);
  connect(d_->bar, &CompareBar::pairChanged, this, &CompareView::updateChoices);
  connect(d_->bar, &CompareBar::layerChanged, this, [this](const QString& layer) {
    updateHistograms();
    Q_EMIT layerSelected(layer);
  });
  connect(d_->bar, &CompareBar::stageChanged, this, &CompareView::updateStages);
  connect(d_->table, &CompareTable::selectionChanged, this, &CompareView::selectRun);
  connect(d_->table, &CompareTable::openRequested, this, &CompareView::openRequested);
  connect(d_->table, &CompareTable::hideRequested, this, &CompareView::hideRequested);
  connect(d_->table, &CompareTable::groupingChanged, this, &CompareView::updateCurves);
  connect(d_->table, &CompareTable::badgeRequested, this, [this](const QString& path, int badge) {
    const auto [first, second] = pair();
    if (badge == 0)
      setPair(path, second == path ? first : second);
    else
      setPair(first == path ? second : first, path);
  });
  connect(d_->pareto, &ParetoPlot::runSelected, this, [this](const QString& name) {
    for (const CompareRun& run : d_->runs)
      if (utf8(run.name) == name) return selectRun(utf8(run.path));
  });
  connect(d_->parallel, &ParallelPlot::lineSelected, this,
          [this](int line) { selectRun(utf8(d_->runs[static_cast<std::size_t>(line)].path)); });
  connect(d_->parallel, &ParallelPlot::brushesChanged, this, &CompareView::updateLit);
  setEmpty(tr("No runs to compare yet"), tr("Finished runs of the same network appear here side by side."));
}

CompareView::~CompareView() = default;

void CompareView::setScopes(const QStringList& scopes, int current) { d_->bar->setScopes(scopes, current); }

void CompareView::setEmpty(const QString& title, const QString& text) {
  d_->runs.clear();
  d_->empty->say(title, text);
  d_->pages->setCurrentIndex(0);
}

QString CompareView::emptyText() const { return d_->pages->currentIndex() == 0 ? d_->empty->said() : QString(); }

void CompareView::setRuns(std::vector<CompareRun> runs, const QString& current) {
  const auto before = pair();
  d_->runs = std::move(runs);
  d_->lit.clear();
  d_->bar->setRuns(d_->runs, current);
  d_->pages->setCurrentIndex(1);
  if (d_->indexOf(d_->selected) < 0) d_->selected = current;
  updateAll();
  if (pair() != before) Q_EMIT pairChanged();
}

void CompareView::setSeries(const Snapshots& runs) {
  for (auto run = runs.begin(); run != runs.end(); ++run) d_->series[run.key()] = run.value();
  updateCurves();
}

void CompareView::setFull(const Snapshots& runs) {
  d_->full = runs;
  updateHistograms();
}

void CompareView::selectLayer(const QString& name) {
  d_->bar->setLayer(name);
  updateHistograms();
}

void CompareView::setPage(Page page) {
  d_->bar->setPage(static_cast<int>(page));
  d_->stack->setCurrentIndex(static_cast<int>(page));
  Q_EMIT pageChanged();
}

CompareView::Page CompareView::page() const { return static_cast<Page>(d_->stack->currentIndex()); }

std::pair<QString, QString> CompareView::pair() const { return {d_->bar->first(), d_->bar->second()}; }

void CompareView::setPair(const QString& first, const QString& second) {
  d_->bar->setPair(first, second);
  updateChoices();
}

int CompareView::stage() const { return d_->bar->stage(); }

FlipsPage& CompareView::flips() const { return *d_->flips; }

const std::vector<CompareRun>& CompareView::runs() const { return d_->runs; }

std::vector<std::pair<QString, Plot*>> CompareView::plots() const {
  return {{tr("&Compared accuracy…"), d_->accuracy},
          {tr("Co&mpared loss…"), d_->loss},
          {tr("Compared learning &rate…"), d_->rate},
          {tr("Accuracy against &bits…"), d_->pareto},
          {tr("Compared &layer…"), d_->histograms},
          {tr("&Settings and results…"), d_->parallel},
          {tr("&Pruning against random…"), &d_->partition->plot()}};
}

Plot* CompareView::mainPlot() const {
  return page() == Page::Partition ? &d_->partition->plot() : static_cast<Plot*>(d_->accuracy);
}

/// A or B is another run.
void CompareView::updateChoices() {
  d_->table->setBadges(d_->bar->first(), d_->bar->second() == d_->bar->first() ? QString() : d_->bar->second());
  updateHistograms();
  Q_EMIT pairChanged();
}

void CompareView::updateAll() {
  d_->table->setBadges(d_->bar->first(), d_->bar->second() == d_->bar->first() ? QString() : d_->bar->second());
  d_->table->setRuns(d_->runs, stage());
  d_->table->setSelected(d_->selected);
  d_->partition->setRuns(d_->runs);
  updateAxes();
  updateLit();
  updateHistograms();
}

void CompareView::updateStages() {
  d_->table->setRuns(d_->runs, stage());
  updateAxes();
  updateLit();
  updateHistograms();
}

void CompareView::updateAxes() {
  std::vector<ParallelAxis> axes = parallelAxes(d_->runs, stage());
  for (ParallelAxis& axis : axes) {
    if (axis.key == "average_bits") axis.title = tr("average bits").toStdString();
    if (axis.key == "bytes") axis.title = tr("size, kB").toStdString();
    if (axis.key == "hard_top1") axis.title = tr("hard top-1, %").toStdString();
  }
  std::vector<ParallelPlot::Line> lines;
  for (const CompareRun& run : d_->runs) lines.push_back({utf8(run.name), run.color});
  d_->parallel->setRuns(std::move(axes), std::move(lines));
}

/// Runs outside a brush are faded everywhere.
void CompareView::updateLit() {
  d_->lit.clear();
  if (!d_->parallel->brushes().empty())
    d_->lit = brushed(d_->parallel->axes(), d_->runs.size(), d_->parallel->brushes());
  d_->parallel->setLit(d_->lit);
  d_->table->setLit(d_->lit);
  updateCurves();
  updatePareto();
}

void CompareView::updateCurves() {
  std::vector<ComparedRuns> accuracy;
  std::vector<CompareSeriesPlot::Group> series;
  for (const RunGroup& group : groupRuns(d_->runs, d_->table->groupsSeeds())) {
    ComparedRuns one{d_->nameOf(group), group.color, {}, d_->isLit(group)};
    CompareSeriesPlot::Group trained{one.name, group.color, {}, one.lit};
    for (const std::size_t i : group.runs) {
      const RunSnapshot& run = *d_->runs[i].run;
      one.runs.push_back(
          {utf8(d_->runs[i].name), run.stages, run.baseline ? std::optional(run.baseline->top1) : std::nullopt});
      if (const auto full = d_->series.value(utf8(d_->runs[i].path))) trained.runs.push_back(full->train);
    }
    accuracy.push_back(std::move(one));
    series.push_back(std::move(trained));
  }
  d_->accuracy->setRuns(std::move(accuracy));
  d_->loss->setGroups(series);
  d_->rate->setGroups(std::move(series));
}

void CompareView::updatePareto() {
  std::vector<ParetoPlot::Run> points;
  for (std::size_t i = 0; i < d_->runs.size(); ++i) {
    const CompareRun& run = d_->runs[i];
    ParetoPlot::Run point;
    point.name = utf8(run.name);
    point.bits = run.averageBits;
    point.top1 = run.hardTop1(stage());
    if (run.run->baseline) point.baseline = run.run->baseline->top1;
    point.color = run.color;
    point.lit = d_->isLit(i);
    point.selected = utf8(run.path) == d_->selected;
    points.push_back(std::move(point));
  }
  d_->pareto->setRuns(std::move(points));
}

void CompareView::selectRun(const QString& path) {
  if (path == d_->selected) return;
  d_->selected = path;
  if (d_->table->selected() != path) d_->table->setSelected(path);
  updatePareto();
  Q_EMIT runSelected(path);
}

HistogramsPlot::Entry CompareView::Private::entryOf(const QString& path, int stage, int badge) const {
  const auto run = full.value(path);
  if (!run || !run->outline || run->stages.empty()) return {};
  const auto& layers = run->outline->model.layers;
  const std::string wanted = bar->layer().toStdString();
  const auto layer = std::find_if(layers.begin(), layers.end(), [&](const LayerInfo& l) { return l.name == wanted; });
  if (layer == layers.end()) return {};
  const auto count = static_cast<int>(run->stages.size());
  const int index = stage >= 0 && stage < count ? stage : count - 1;
  const int known = indexOf(path);
  HistogramsPlot::Entry entry;
  entry.name = CompareView::tr("%1  %2, stage %3")
                   .arg(QString(QLatin1Char(static_cast<char>('A' + badge))),
                        known < 0 ? QString() : utf8(runs[static_cast<std::size_t>(known)].name))
                   .arg(index + 1);
  entry.ink = badge == 0 ? Ink::Role::Quantized : Ink::Role::Trained;
  entry.stage = run->stages[static_cast<std::size_t>(index)];
  entry.layer = static_cast<int>(layer - layers.begin());
  return entry;
}

/// Why the two have no layer in common; empty if they have, or it is not known yet.
QString CompareView::Private::layerProblem() const {
  const auto a = full.value(bar->first());
  const auto b = full.value(bar->second());
  if (!a || !b || !a->outline || !b->outline) return {};
  if (a->outline->model.architecture == b->outline->model.architecture) return {};
  return CompareView::
      tr("A is a %1 and B a %2:\nno layer of one has a counterpart in the other.\nChoose two runs of the same network.")
          .arg(utf8(a->outline->model.architecture), utf8(b->outline->model.architecture));
}

void CompareView::updateHistograms() {
  const auto a = d_->full.value(d_->bar->first());
  QStringList layers;
  if (a && a->outline)
    for (const LayerInfo& layer : a->outline->model.layers) layers << utf8(layer.name);
  if (!layers.isEmpty()) d_->bar->setLayers(layers);
  d_->histogramCard->setDetail(d_->bar->layer());
  const QString problem = d_->layerProblem();
  d_->histograms->setEmptyText(!problem.isEmpty() ? problem
                               : a                ? tr("The histogram of this layer was not recorded.")
                                                  : tr("Reading the histograms…"));
  std::vector<HistogramsPlot::Entry> entries;
  if (problem.isEmpty()) {
    entries.push_back(d_->entryOf(d_->bar->first(), stage(), 0));
    const int fixed = d_->bar->secondStage();
    if (!d_->bar->second().isEmpty())
      entries.push_back(d_->entryOf(d_->bar->second(), fixed >= 0 ? fixed : stage(), 1));
  }
  d_->histograms->setEntries(std::move(entries), tr("Weights of %1").arg(d_->bar->layer()));
}

}  // namespace dyadic::widgets
