// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/MainWindow.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QDragLeaveEvent>
#include <QDropEvent>
#include <QFileInfo>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QSplitter>
#include <QStatusBar>
#include <QTimer>
#include <QUrl>
#include <QVBoxLayout>
#include <chrono>
#include <cstdlib>
#include <utility>

#include "app/runtime/ErrorText.h"
#include "app/shell/Appearance.h"
#include "app/shell/CompareBinder.h"
#include "app/shell/DeployBinder.h"
#include "app/shell/ExploreBinder.h"
#include "app/shell/FigureActions.h"
#include "app/shell/LayersBinder.h"
#include "app/shell/MainMenu.h"
#include "app/shell/Notices.h"
#include "app/shell/OpenActions.h"
#include "app/shell/Question.h"
#include "app/shell/QueueBinder.h"
#include "app/shell/ReportActions.h"
#include "app/shell/RunBinder.h"
#include "app/shell/RunListBinder.h"
#include "app/shell/RunView.h"
#include "app/shell/SetupBinder.h"
#include "app/shell/Snapshots.h"
#include "app/shell/StatusLine.h"
#include "app/shell/WindowHelp.h"
#include "widgets/controls/TableExport.h"
#include "widgets/panels/DeployView.h"
#include "widgets/panels/DropHint.h"
#include "widgets/panels/LayerTable.h"
#include "widgets/panels/PlotCard.h"
#include "widgets/panels/RunHeader.h"
#include "widgets/panels/RunList.h"
#include "widgets/panels/SetupPanel.h"
#include "widgets/panels/TensorTables.h"
#include "widgets/panels/WelcomeCard.h"
#include "widgets/panels/compare/CompareView.h"
#include "widgets/panels/explore/ExploreView.h"
#include "widgets/panels/explore/FeatureMapPanel.h"
#include "widgets/panels/explore/NetworkPanel.h"
#include "widgets/panels/explore/SensitivityPanel.h"
#include "widgets/plots/ErrorPlot.h"
#include "widgets/plots/ExponentsPlot.h"
#include "widgets/plots/HistogramPlot.h"
#include "widgets/plots/LossPlot.h"
#include "widgets/plots/SensitivityPlot.h"
#include "widgets/plots/StagesPlot.h"
#include "widgets/theme/Theme.h"

namespace dyadic::shell {
namespace {

constexpr std::chrono::seconds kStopPatience{20};  // many times what a batch takes

}  // namespace

MainWindow::MainWindow(const runtime::Engine& engine, const QString& runsFolder, QWidget* parent)
    : QMainWindow(parent),
      library_(engine),
      menu_(new MainMenu(*this)),
      layout_(*this),
      exploreView_(new widgets::ExploreView(layout_.errorPage)),
      runView_(new RunView),
      compareView_(new widgets::CompareView),
      deployView_(new widgets::DeployView),
      views_(new Views(*menu_, *menuBar(), *layout_.pages, this)),
      status_(new StatusLine(*statusBar(), this)),
      welcome_(new widgets::WelcomeCard),
      dropHint_(new widgets::DropHint(*this)) {
  setAcceptDrops(true);
  setWindowTitle(tr("Dyadic"));
  makeBinders(engine);
  makeViews();
  connectRunMenu();
  connectViewMenu();
  connectSetup();
  connectRuns();
  connectDeploy();
  connectCompare();
  connectExplore();
  connectHelp(engine);
  layout_.restore(*this);
  library_.setFolder(runsFolder);
  open_->openExample();
  setView(View::Explore);
  centralWidget()->setFocus();  // not in a filter field, where the first key pressed would hide rows
}

MainWindow::~MainWindow() = default;

void MainWindow::makeBinders(const runtime::Engine& engine) {
  notices_ = std::make_unique<Notices>(*layout_.banner);
  setup_ = std::make_unique<SetupBinder>(engine, *layout_.setup);
  layers_ = std::make_unique<LayersBinder>(LayersBinder::Parts{*layout_.table, *layout_.error, *layout_.histogram,
                                                               *layout_.errorCard, *layout_.histogramCard});
  explore_ = std::make_unique<ExploreBinder>(engine, ExploreBinder::Parts{*setup_, *exploreView_});
  runList_ = std::make_unique<RunListBinder>(library_, *layout_.runs, *notices_);
  run_ = std::make_unique<RunBinder>(
      engine, library_, RunBinder::Parts{*setup_, *runList_, *layout_.runs, *runView_, *layout_.header, *notices_});
  queue_ = std::make_unique<QueueBinder>(engine.methods(),
                                         QueueBinder::Parts{*setup_, *run_, *layout_.queue, *notices_, *this});
  compare_ =
      std::make_unique<CompareBinder>(engine, CompareBinder::Parts{library_, *runList_, *layout_.runs, *compareView_});
  deploy_ = std::make_unique<DeployBinder>(engine, DeployBinder::Parts{*deployView_, *notices_, *this});
  open_ = std::make_unique<OpenActions>(engine, OpenActions::Parts{*menu_, *setup_, *run_, *notices_, *this});
  figures_ = std::make_unique<FigureActions>(*menu_, *notices_, *this);
  reports_ = std::make_unique<ReportActions>(
      engine, ReportActions::Parts{*menu_, *notices_, *this, [this] { return runView_->snapshot(); },
                                   [this] {
                                     QStringList paths;
                                     for (const runtime::RunEntry& entry : library_.entries())
                                       if (entry.error.isEmpty()) paths << entry.path;
                                     return paths;
                                   }});
  appearance_ = std::make_unique<Appearance>(Appearance::Parts{*menu_, layout_, *notices_, *this});
}

void MainWindow::makeViews() {
  views_->add(View::Explore, tr("&Explore"), exploreView_);
  views_->add(View::Run, tr("&Run"), runView_);
  views_->add(View::Compare, tr("&Compare"), compareView_);
  views_->add(View::Deploy, tr("&Deploy"), deployView_);
  connect(views_, &Views::changed, this, &MainWindow::updateView);
  figures_->add(tr("&Accuracy per stage…"), &runView_->stagesPlot());
  figures_->add(tr("&Loss…"), &runView_->lossPlot());
  figures_->add(tr("E&xponents…"), &runView_->exponentsPlot());
  figures_->add(tr("&Network…"), &exploreView_->network());
  figures_->add(tr("&Error per layer…"), layout_.error);
  figures_->add(tr("&Histogram…"), layout_.histogram);
  figures_->add(tr("&Sensitivity…"), &exploreView_->sensitivity().plot());
  figures_->add(tr("&Feature map…"), &exploreView_->featureMaps().plot());
  for (const auto& [name, plot] : compareView_->plots()) figures_->add(name, plot);
  figures_->setFallback([this]() -> widgets::Plot* {
    if (view() == View::Compare) return compareView_->mainPlot();
    if (view() == View::Run) return &runView_->stagesPlot();
    return layout_.histogram;
  });
}

void MainWindow::connectRunMenu() {
  connect(menu_->start, &QAction::triggered, this, &MainWindow::startRun);
  connect(menu_->queueVariants, &QAction::triggered, queue_.get(), &QueueBinder::askVariants);
  connect(queue_.get(), &QueueBinder::changed, this, &MainWindow::updateRun);
  connect(menu_->pause, &QAction::triggered, run_.get(), &RunBinder::pauseOrResume);
  connect(menu_->stop, &QAction::triggered, run_.get(), &RunBinder::askToStop);
  connect(menu_->previousStage, &QAction::triggered, this, [this] { runView_->moveStage(-1); });
  connect(menu_->nextStage, &QAction::triggered, this, [this] { runView_->moveStage(1); });
  connect(menu_->followLive, &QAction::triggered, this, [this] {
    run_->showActive();
    runView_->followLive();
  });
  connect(menu_->closeWindow, &QAction::triggered, this, &QWidget::close);
  connect(menu_->quit, &QAction::triggered, this, &QWidget::close);
}

void MainWindow::connectViewMenu() {
  connect(menu_->showRuns, &QAction::toggled, layout_.side, &QWidget::setVisible);
  connect(menu_->showLayers, &QAction::toggled, this, &MainWindow::updatePanels);
  connect(menu_->showDetails, &QAction::toggled, this, &MainWindow::updatePanels);
  for (QAction* action : {menu_->showRuns, menu_->showLayers, menu_->showDetails}) action->setChecked(true);
}

void MainWindow::connectSetup() {
  const auto showWhatIf = [this](const std::shared_ptr<const runtime::WhatIfResult>& result) {
    model_ = result ? result->model : nullptr;
    layers_->setWhatIf(result);
    if (!runView_->snapshot() && !run_->isActive()) runView_->showPlan(portionsOf(setup_->config()));
    updateLayers();
    updateRun();
  };
  connect(setup_.get(), &SetupBinder::layerReady, layers_.get(), &LayersBinder::setWhatIfLook);
  connect(setup_.get(), &SetupBinder::whatIfReady, this, showWhatIf);
  connect(setup_.get(), &SetupBinder::modelLost, this, [showWhatIf] { showWhatIf(nullptr); });
  connect(setup_.get(), &SetupBinder::inspected, this, [this] {
    updateRun();
    if (startWanted_) startWhenReady();
  });
  connect(setup_.get(), &SetupBinder::changed, this, [this] {
    if (!run_->isActive() && view() != View::Explore) setView(View::Explore);
    updateRun();
  });
  connect(layout_.setup, &widgets::SetupPanel::startRequested, this, &MainWindow::startRun);
  connect(layers_.get(), &LayersBinder::layerSelected, setup_.get(), &SetupBinder::setLayer);
  connectLayerEdits();
}

void MainWindow::connectLayerEdits() {
  using widgets::LayerTable;
  const LayerTable& table = layout_.table->layers();
  connect(setup_.get(), &SetupBinder::settingChanged, layers_.get(), &LayersBinder::setSetting);
  connect(&table, &LayerTable::bitsWanted, setup_.get(), &SetupBinder::setLayerBits);
  connect(&table, &LayerTable::mapBitsWanted, setup_.get(), &SetupBinder::setMapBits);
  connect(&table, &LayerTable::quantizedWanted, setup_.get(), &SetupBinder::setLayersQuantized);
  connect(&table, &LayerTable::resetWanted, setup_.get(), &SetupBinder::clearLayerRules);
  connect(run_.get(), &RunBinder::activeChanged, setup_.get(), &SetupBinder::setRunActive);
  menu_->edit->addActions({setup_->history().undoAction(), setup_->history().redoAction()});
}

void MainWindow::connectRuns() {
  connect(layout_.runs, &widgets::RunList::openFileRequested, menu_->openRun, &QAction::trigger);
  connect(runList_.get(), &RunListBinder::reuseRequested, open_.get(), &OpenActions::setUp);
  connect(runView_, &RunView::stageChanged, this, &MainWindow::updateLayers);
  connect(run_.get(), &RunBinder::activeChanged, layout_.setup, &widgets::SetupPanel::setRunning);
  connect(run_.get(), &RunBinder::started, runView_, qOverload<>(&QWidget::setFocus));  // the pressed button is off now
  connect(runView_, &RunView::pauseOrResumeRequested, menu_->pause, &QAction::trigger);
  connect(run_.get(), &RunBinder::viewWanted, this, [this] {
    const auto run = runView_->snapshot();
    const bool closed = run && run->state == RunState::Finished && !run_->isActiveShown();
    if ((view() != View::Deploy && view() != View::Compare) || !closed) setView(View::Run);
  });
  connect(run_.get(), &RunBinder::changed, this, &MainWindow::updateRun);
  connect(run_.get(), &RunBinder::shown, this, [this] {
    updateLayers();
    updateRun();
  });
  connect(run_.get(), &RunBinder::ended, this, [this] {
    updateRun();
    if (closing_) close();
  });
}

void MainWindow::connectDeploy() {
  menu_->exportIntegers->addActions(deployView_->exportActions());
  connect(menu_->verify, &QAction::triggered, this, [this] {
    setView(View::Deploy);
    deploy_->verify();
  });
  connect(deploy_.get(), &DeployBinder::changed, this, &MainWindow::updateRun);
  connect(deploy_.get(), &DeployBinder::layerSelected, layers_.get(), &LayersBinder::selectLayer);
  connect(layers_.get(), &LayersBinder::layerSelected, deploy_.get(), &DeployBinder::selectLayer);
}

void MainWindow::connectCompare() {
  connect(compare_.get(), &CompareBinder::openRequested, this, [this](const QString& path) {
    setView(View::Run);
    openPath(path);
  });
  connect(compare_.get(), &CompareBinder::layerSelected, layers_.get(), &LayersBinder::selectLayer);
  connect(layers_.get(), &LayersBinder::layerSelected, compare_.get(), &CompareBinder::selectLayer);
}

void MainWindow::connectHelp(const runtime::Engine& engine) {
  layout_.pages->insertWidget(0, welcome_);
  help_ = std::make_unique<WindowHelp>(WindowHelp::Parts{
      *menu_, *welcome_, *this, engine.methods(), [this] { return QString::fromStdString(setup_->config().method.id); },
      [this] { return placesToGo(); }});
  connect(menu_->welcome, &QAction::triggered, this, [this] { setView(View::Explore); });
  connect(layout_.setup, &widgets::SetupPanel::methodHelpRequested, help_.get(), &WindowHelp::showMethod);
  connect(welcome_, &widgets::WelcomeCard::exploreRequested, this, [this] {
    setView(View::Explore);
    layout_.setup->setFocus();
  });
  connect(welcome_, &widgets::WelcomeCard::startRequested, this, &MainWindow::startWhenReady);
  connect(welcome_, &widgets::WelcomeCard::openRequested, open_.get(), &OpenActions::chooseAny);
  auto& tables = widgets::TableNotifier::instance();
  connect(&tables, &widgets::TableNotifier::saved, this,
          [this](const QString& path) { notices_->confirm(tr("Table saved"), path); });
  connect(&tables, &widgets::TableNotifier::failed, this, [this](const QString& text) {
    notices_->show(widgets::Severity::Error, tr("The table was not saved"), text);
  });
}

std::vector<widgets::Command> MainWindow::placesToGo() {
  std::vector<widgets::Command> places;
  for (const runtime::RunEntry& entry : library_.entries())
    places.push_back(
        {runtime::runName(entry.path), tr("Open run"), {}, true, [this, path = entry.path] { openPath(path); }});
  const auto run = runView_->snapshot();
  const ModelInfo* model = view() == View::Explore ? model_.get()
                           : run && run->outline   ? &run->outline->model
                                                   : nullptr;
  for (std::size_t i = 0; model && i < model->layers.size(); ++i)
    places.push_back({QString::fromStdString(model->layers[i].name), tr("Go to layer"), {}, true, [this, i] {
                        selectLayer(static_cast<int>(i));
                      }});
  return places;
}

void MainWindow::connectExplore() {
  connect(menu_->measure, &QAction::triggered, this, [this] {
    setView(View::Explore);
    explore_->measureOrPause();
  });
  connect(menu_->proposeBits, &QAction::triggered, this, [this] {
    setView(View::Explore);
    exploreView_->showPage(widgets::ExploreView::Page::Proposal);
  });
  connect(&exploreView_->network(), &widgets::NetworkPanel::openModelRequested, menu_->openModel, &QAction::trigger);
  connect(run_.get(), &RunBinder::activeChanged, explore_.get(), &ExploreBinder::setRunActive);
  connect(explore_.get(), &ExploreBinder::startRequested, this, &MainWindow::startRun);
  connect(explore_.get(), &ExploreBinder::layerSelected, layers_.get(), &LayersBinder::selectLayer);
  connect(layers_.get(), &LayersBinder::layerSelected, explore_.get(), &ExploreBinder::selectLayer);
}

void MainWindow::openPath(const QString& path) {
  help_->hideWelcome();
  open_->openPath(path);
}

void MainWindow::startRun() {
  help_->hideWelcome();
  if (run_->isActive())
    queue_->addFromSetup();
  else
    run_->startFromSetup();
}

void MainWindow::startWhenReady() {
  startWanted_ = !layout_.setup->isReady();
  if (!startWanted_) startRun();
}

void MainWindow::selectLayer(int layer) { layers_->selectLayer(layer); }

int MainWindow::selectedLayer() const { return layers_->selectedLayer(); }

void MainWindow::updateView() {
  layout_.setErrorInCentre(view() == View::Explore);
  if (help_ && view() != View::Explore) help_->hideWelcome();
  updatePanels();
  updateLayers();
  updateRun();
}

/// The Compare and Deploy views have tables of their own, and need the room.
void MainWindow::updatePanels() {
  const bool single = view() == View::Explore || view() == View::Run;
  layout_.table->setVisible(menu_->showLayers->isChecked() && single);
  layout_.details->setVisible(menu_->showDetails->isChecked() && single);
  layout_.setup->setVisible(view() != View::Compare);  // the list of runs says what is compared
  for (QAction* action : {menu_->showLayers, menu_->showDetails}) action->setEnabled(single);
}

void MainWindow::updateLayers() {
  if (view() == View::Explore)
    layers_->showWhatIf();
  else
    layers_->showRun(runView_->snapshot(), runView_->stage(), run_->isActiveShown());
}

void MainWindow::updateRun() {
  const bool active = run_->isActive();
  const bool ready = layout_.setup->isReady();
  run_->updateHeader(view() != View::Run);
  deploy_->show(runView_->snapshot(), view() == View::Deploy && !run_->isActiveShown());
  compare_->show(runView_->snapshot(), view() == View::Compare);
  layout_.header->setStartEnabled(ready, layout_.setup->whyNotReady());
  explore_->setStartEnabled(ready, layout_.setup->whyNotReady());
  menu_->start->setEnabled(ready);
  menu_->start->setText(active ? tr("Add to &queue") : tr("&Start"));
  menu_->queueVariants->setEnabled(ready);
  menu_->reportRun->setEnabled(runView_->snapshot() != nullptr && !run_->isActiveShown());
  menu_->reportRuns->setEnabled(library_.entries().size() > 1);
  menu_->pause->setEnabled(active && !run_->isStopping());
  menu_->pause->setText(run_->isPaused() ? tr("&Resume") : tr("&Pause"));
  menu_->stop->setEnabled(active && !run_->isStopping());
  const bool stages = view() == View::Run && runView_->snapshot();
  for (QAction* action : {menu_->previousStage, menu_->nextStage}) action->setEnabled(stages);
  menu_->followLive->setEnabled(active);
  menu_->verify->setEnabled(deploy_->canVerify());
  menu_->exportIntegers->setEnabled(deploy_->canExport());
  status_->setActivity(activity());
  status_->setThreads(setup_->config().threads);
}

QString MainWindow::activity() const {
  if (run_->isStopping()) return tr("Stopping…");
  if (const auto live = run_->activeRun())
    return tr("%1  ·  stage %2  ·  %3 %")
        .arg(runtime::engineText(live->progress.activity))
        .arg(live->progress.stage + 1)
        .arg(static_cast<int>(runFraction(*live) * 100));
  return layout_.setup->isReady() ? tr("Ready") : layout_.setup->whyNotReady();
}

void MainWindow::closeEvent(QCloseEvent* event) {
  if (!run_->isActive() && queue_->count() == 0) {
    layout_.remember(*this);
    event->accept();
    return;
  }
  event->ignore();
  if (!closing_ && !findChild<QMessageBox*>(QStringLiteral("closeQuestion"))) askToClose();
}

void MainWindow::askToClose() {
  const int waiting = queue_->count();
  const bool active = run_->isActive();
  QString text = tr("A run is active. Stop it and close?");
  if (waiting > 0) text = tr("%n runs wait in the queue. Forget them and close?", nullptr, waiting);
  if (active && waiting > 0) text = tr("A run is active, and the queue holds %1 more. Stop and close?").arg(waiting);
  QMessageBox* box = question(tr("Close Dyadic"), text, this);
  box->setObjectName(QStringLiteral("closeQuestion"));
  if (active)
    box->setInformativeText(
        run_->isUnwritten()
            ? tr("Its file cannot be written: what is not in it yet will be lost and has to be computed again.")
            : tr("What it has finished is in its file, from which it can be resumed."));
  QPushButton* stop = box->addButton(active ? tr("&Stop and close") : tr("&Close"), QMessageBox::DestructiveRole);
  box->setDefaultButton(box->addButton(active ? tr("&Keep running") : tr("&Stay"), QMessageBox::RejectRole));
  connect(stop, &QPushButton::clicked, this, &MainWindow::stopAndClose);
  box->open();
}

void MainWindow::stopAndClose() {
  closing_ = true;
  queue_->clear();
  if (!run_->isActive()) {
    close();
    return;
  }
  run_->stop();
  QTimer::singleShot(kStopPatience, this, [this] {
    if (run_->isActive()) std::_Exit(EXIT_FAILURE);
  });
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  const QList<QUrl> urls = event->mimeData()->urls();
  if (urls.isEmpty() || !urls.first().isLocalFile()) return;
  event->acceptProposedAction();
  dropHint_->showHint(tr("Drop to open %1").arg(QFileInfo(urls.first().toLocalFile()).fileName()));
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent* event) {
  dropHint_->hide();
  event->accept();
}

void MainWindow::dropEvent(QDropEvent* event) {
  dropHint_->hide();
  for (const QUrl& url : event->mimeData()->urls())
    if (url.isLocalFile()) openPath(url.toLocalFile());
  event->acceptProposedAction();
}

}  // namespace dyadic::shell
