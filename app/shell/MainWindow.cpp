// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/MainWindow.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QDateTime>
#include <QDesktopServices>
#include <QDir>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QScreen>
#include <QSplitter>
#include <QStandardPaths>
#include <QStatusBar>
#include <QThread>
#include <QUrl>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "app/runtime/ErrorText.h"
#include "app/shell/About.h"
#include "app/shell/MainMenu.h"
#include "app/shell/RunView.h"
#include "app/shell/RunsBinder.h"
#include "app/shell/SetupBinder.h"
#include "app/shell/Snapshots.h"
#include "widgets/controls/Segmented.h"
#include "widgets/panels/LayerTable.h"
#include "widgets/panels/MessageBanner.h"
#include "widgets/panels/PlotCard.h"
#include "widgets/panels/RunHeader.h"
#include "widgets/panels/SetupPanel.h"
#include "widgets/plots/ErrorPlot.h"
#include "widgets/plots/ExponentsPlot.h"
#include "widgets/plots/FigureDialog.h"
#include "widgets/plots/HistogramPlot.h"
#include "widgets/plots/LossPlot.h"
#include "widgets/plots/StagesPlot.h"
#include "widgets/theme/Icons.h"
#include "widgets/theme/Theme.h"

namespace dyadic::shell {
namespace {

using Recent = runtime::Settings::Recent;
using widgets::Severity;

constexpr int kResourceInterval = 2000;  // ms
constexpr QSize kFirstSize(1440, 900);
constexpr int kSideWidth = 300;

/// Resident memory of this process in MiB; 0 where the system does not say.
qint64 residentMegabytes() {
  QFile file(QStringLiteral("/proc/self/statm"));
  if (!file.open(QIODevice::ReadOnly)) return 0;
  const QList<QByteArray> fields = file.readAll().split(' ');
  constexpr qint64 kPagesPerMebibyte = 256;  // of 4 KiB
  return fields.size() > 1 ? fields[1].toLongLong() / kPagesPerMebibyte : 0;
}

QString decibels(double value) { return MainWindow::tr("%1 dB").arg(value, 0, 'f', 1); }

/// "8 bits · exponent −7 · SQNR 41.2 dB".
QString describe(const LayerRecord& record) {
  if (record.bits == 0) return MainWindow::tr("stays float");
  return MainWindow::tr("%1 bits · exponent %2 · SQNR %3")
      .arg(record.bits)
      .arg(record.exponent)
      .arg(decibels(record.sqnrDb));
}

/// The candidates of a layer with their errors: "tried −9: 1.2e-06, −8: 3.4e-07".
QString triedExponents(const session::WhatIfLayer& layer) {
  QStringList tried;
  for (const session::WhatIfCandidate& candidate : layer.candidates)
    tried << QStringLiteral("%1: %2").arg(candidate.exponent).arg(candidate.mse, 0, 'e', 1);
  return tried.isEmpty() ? QString() : MainWindow::tr("MSE by exponent %1").arg(tried.join(QStringLiteral(", ")));
}

/// The plot that a widget is or is part of.
widgets::Plot* plotOf(QWidget* widget) {
  for (; widget; widget = widget->parentWidget())
    if (auto* plot = qobject_cast<widgets::Plot*>(widget)) return plot;
  return nullptr;
}

/// A question in the look of the window, to be shown with open().
QMessageBox* question(const QString& title, const QString& text, QWidget* parent) {
  auto* box = new QMessageBox(QMessageBox::NoIcon, title, text, QMessageBox::NoButton, parent);
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setIconPixmap(widgets::icon(QStringLiteral("warning"), widgets::colors().warn).pixmap(32, 32));
  return box;
}

QSplitter* splitter(Qt::Orientation orientation, const char* name) {
  auto* result = new QSplitter(orientation);
  result->setObjectName(QString::fromLatin1(name));
  result->setHandleWidth(widgets::kSpace);
  result->setChildrenCollapsible(false);
  return result;
}

}  // namespace

MainWindow::MainWindow(runtime::Engine engine, const QString& runsFolder, QWidget* parent)
    : QMainWindow(parent),
      engine_(std::move(engine)),
      controller_(engine_),
      library_(engine_),
      menu_(new MainMenu(*this)),
      runs_(new widgets::RunList),
      setup_(new widgets::SetupPanel),
      banner_(new widgets::MessageBanner),
      header_(new widgets::RunHeader),
      views_(new widgets::Segmented({tr("Explore"), tr("Run")})),
      table_(new widgets::LayerTable),
      error_(new widgets::ErrorPlot),
      histogram_(new widgets::HistogramPlot),
      errorCard_(new widgets::PlotCard(tr("Error per layer"), error_)),
      histogramCard_(new widgets::PlotCard(tr("Weights"), histogram_)),
      runView_(new RunView) {
  setAcceptDrops(true);
  setWindowTitle(tr("Dyadic"));
  makeLayout();
  makeStatusBar();
  setupBinder_ = new SetupBinder(engine_, *setup_, this);
  runsBinder_ = new RunsBinder(library_, *runs_, this);
  connectMenu();
  connectViews();
  connectRuns();
  restore();
  library_.setFolder(runsFolder);
  loadExample();
  setView(View::Explore);
  centralWidget()->setFocus();  // not in a filter field, where the first key pressed would hide rows
}

// The binders reach into the library and the panels: they go first.
MainWindow::~MainWindow() {
  delete setupBinder_;
  delete runsBinder_;
}

void MainWindow::makeLayout() {
  side_ = makeSide();
  middle_ = splitter(Qt::Horizontal, "middle");
  middle_->addWidget(makeCentre());
  middle_->addWidget(table_);
  middle_->setStretchFactor(0, 1);
  rows_ = splitter(Qt::Vertical, "rows");
  rows_->addWidget(middle_);
  rows_->addWidget(makeDetails());
  rows_->setStretchFactor(0, 1);
  columns_ = splitter(Qt::Horizontal, "columns");
  columns_->addWidget(side_);
  columns_->addWidget(rows_);
  columns_->setStretchFactor(1, 1);
  columns_->setContentsMargins(widgets::kSpace, widgets::kSpace, widgets::kSpace, widgets::kHalfSpace);
  setCentralWidget(columns_);
  menuBar()->setCornerWidget(views_);
  for (QWidget* panel : std::initializer_list<QWidget*>{runs_, setup_, table_}) {
    panel->setProperty("surface", true);
    panel->setAttribute(Qt::WA_StyledBackground);
    panel->setContentsMargins(1, 1, 1, widgets::kHalfSpace);  // clear of the rounded border
  }
}

QWidget* MainWindow::makeSide() {
  auto* side = splitter(Qt::Vertical, "side");
  side->addWidget(runs_);
  side->addWidget(setup_);
  side->setStretchFactor(1, 1);
  side->setSizes({180, 500});
  return side;
}

QWidget* MainWindow::makeCentre() {
  auto* centre = new QWidget;
  centre_ = new QVBoxLayout(centre);
  centre_->setContentsMargins(0, 0, 0, 0);
  centre_->setSpacing(widgets::kSpace);
  centre_->addWidget(banner_);
  centre_->addWidget(header_);
  centre_->addWidget(runView_, 1);
  return centre;
}

QWidget* MainWindow::makeDetails() {
  details_ = splitter(Qt::Horizontal, "details");
  details_->addWidget(histogramCard_);
  return details_;
}

void MainWindow::makeStatusBar() {
  activity_ = new QLabel;
  resources_ = new QLabel;
  activity_->setContentsMargins(widgets::kSpace, 0, 0, 0);
  statusBar()->addWidget(activity_, 1);
  statusBar()->addPermanentWidget(resources_);
  connect(&resourceTimer_, &QTimer::timeout, this, &MainWindow::updateStatus);
  resourceTimer_.start(kResourceInterval);
}

void MainWindow::connectMenu() {
  connect(menu_->openModel, &QAction::triggered, this, [this] {
    chooseFile(tr("Open model"), tr("Models (*.safetensors);;All files (*)"), &MainWindow::openModel);
  });
  connect(menu_->openData, &QAction::triggered, this, &MainWindow::chooseData);
  connect(menu_->openRun, &QAction::triggered, this,
          [this] { chooseFile(tr("Open run file"), tr("Run files (*.h5);;All files (*)"), &MainWindow::openRunFile); });
  connect(menu_->openConfig, &QAction::triggered, this, [this] {
    chooseFile(tr("Open run config"), tr("Run configs (*.json);;All files (*)"), &MainWindow::openConfig);
  });
  connect(menu_->recent, &QMenu::aboutToShow, this, &MainWindow::fillRecent);
  connect(menu_->exportMenu, &QMenu::aboutToShow, this, &MainWindow::fillExports);
  connect(menu_->exportFigure, &QAction::triggered, this, [this] { exportPlot(*plotInFocus()); });
  // A plot in focus has the shortcut itself, and two would cancel each other.
  connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) {
    menu_->exportFigure->setShortcutContext(plotOf(now) ? Qt::WidgetShortcut : Qt::WindowShortcut);
  });
  connect(menu_->closeWindow, &QAction::triggered, this, &QWidget::close);
  connect(menu_->quit, &QAction::triggered, this, &QWidget::close);
  connect(menu_->start, &QAction::triggered, this, &MainWindow::startRun);
  connect(menu_->pause, &QAction::triggered, this, [this] {
    const auto snapshot = controller_.snapshot();
    snapshot && snapshot->state == RunState::Paused ? controller_.resume() : controller_.pause();
  });
  connect(menu_->stop, &QAction::triggered, header_, &widgets::RunHeader::stopRequested);
  connect(menu_->previousStage, &QAction::triggered, this, [this] { runView_->moveStage(-1); });
  connect(menu_->nextStage, &QAction::triggered, this, [this] { runView_->moveStage(1); });
  connect(menu_->followLive, &QAction::triggered, this, [this] {
    if (controller_.isActive() && !isLiveShown()) showRun(controller_.snapshot());
    runView_->followLive();
  });
  connect(menu_->explore, &QAction::triggered, this, [this] { setView(View::Explore); });
  connect(menu_->run, &QAction::triggered, this, [this] { setView(View::Run); });
  connect(menu_->showRuns, &QAction::toggled, side_, &QWidget::setVisible);
  connect(menu_->showLayers, &QAction::toggled, table_, &QWidget::setVisible);
  connect(menu_->showDetails, &QAction::toggled, details_, &QWidget::setVisible);
  connect(menu_->themes, &QActionGroup::triggered, this,
          [this](QAction* action) { setTheme(action->data().toString()); });
  connect(menu_->about, &QAction::triggered, this, [this] { showAbout(this); });
  connect(menu_->aboutQt, &QAction::triggered, qApp, &QApplication::aboutQt);
}

void MainWindow::connectViews() {
  connect(views_, &widgets::Segmented::currentChanged, this,
          [this](int index) { setView(index == 0 ? View::Explore : View::Run); });
  connect(table_, &widgets::LayerTable::layerSelected, this, &MainWindow::selectLayer);
  connect(error_, &widgets::ErrorPlot::layerSelected, this, &MainWindow::selectLayer);
  connect(runView_, &RunView::stageChanged, this, &MainWindow::updateLayers);
  connect(setupBinder_, &SetupBinder::whatIfReady, this, &MainWindow::showWhatIf);
  connect(setupBinder_, &SetupBinder::inspected, this, [this] {
    updateActions();
    if (startWanted_) startWhenReady();
  });
  connect(setupBinder_, &SetupBinder::modelLost, this, [this] { showWhatIf(nullptr); });
  connect(setupBinder_, &SetupBinder::changed, this, [this] {
    if (!controller_.isActive()) setView(View::Explore);
    updateActions();
  });
  const std::initializer_list<widgets::Plot*> plots = {error_, histogram_, &runView_->stagesPlot(),
                                                       &runView_->lossPlot(), &runView_->exponentsPlot()};
  for (widgets::Plot* plot : plots)
    connect(plot, &widgets::Plot::exportRequested, this, [this, plot] { exportPlot(*plot); });
}

void MainWindow::connectRuns() {
  connect(setup_, &widgets::SetupPanel::startRequested, this, &MainWindow::startRun);
  connect(header_, &widgets::RunHeader::startRequested, this, &MainWindow::startRun);
  connect(header_, &widgets::RunHeader::pauseRequested, &controller_, &runtime::RunController::pause);
  connect(header_, &widgets::RunHeader::resumeRequested, &controller_, &runtime::RunController::resume);
  connect(header_, &widgets::RunHeader::stopRequested, this, [this] {
    controller_.stop();
    updateActions();
  });
  connect(&controller_, &runtime::RunController::snapshotChanged, this, &MainWindow::liveChanged);
  connect(&controller_, &runtime::RunController::ended, this, &MainWindow::runEnded);
  connect(banner_, &widgets::MessageBanner::actionTriggered, this, [this] {
    if (const auto action = std::exchange(bannerAction_, {})) action();
  });
  connect(runs_, &widgets::RunList::opened, this, &MainWindow::openRunFile);
  connect(runs_, &widgets::RunList::openFileRequested, menu_->openRun, &QAction::trigger);
  connect(runs_, &widgets::RunList::resumeRequested, this, [this](const QString& path) { start({}, path, false); });
  connect(runs_, &widgets::RunList::reuseRequested, this, &MainWindow::reuseSettings);
  connect(runs_, &widgets::RunList::removeRequested, this, &MainWindow::removeRun);
  connect(runs_, &widgets::RunList::revealRequested, this,
          [](const QString& path) { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path).absolutePath())); });
  connect(&library_, &runtime::RunLibrary::opened, this, &MainWindow::showOpened);
  connect(&library_, &runtime::RunLibrary::openFailed, this, [this](const QString& path, const Error& error) {
    if (path == std::exchange(awaited_, {})) showError(tr("The run file cannot be opened"), error);
  });
}

void MainWindow::restore() {
  if (!restoreGeometry(settings_.bytes(QStringLiteral("window/geometry")))) {
    const QSize available = screen()->availableSize();
    resize(kFirstSize.boundedTo(available));
    if (kFirstSize.boundedTo(available) != kFirstSize) setWindowState(Qt::WindowMaximized);
  }
  columns_->setSizes({kSideWidth, width() - kSideWidth});
  const int tableWidth = std::clamp(width() / 4, 345, 420);
  middle_->setSizes({width() - kSideWidth - tableWidth, tableWidth});
  const int detailsHeight = std::clamp(height() * 7 / 25, 200, 320);
  rows_->setSizes({height() - detailsHeight, detailsHeight});
  for (QSplitter* each : {columns_, rows_, middle_})
    each->restoreState(settings_.bytes(QStringLiteral("window/") + each->objectName()));
  for (QAction* action : {menu_->showRuns, menu_->showLayers, menu_->showDetails}) action->setChecked(true);
  const QString theme = settings_.text(QStringLiteral("theme"), QStringLiteral("system"));
  for (QAction* action : menu_->themes->actions())
    if (action->data().toString() == theme) action->setChecked(true);
}

void MainWindow::remember() {
  settings_.setBytes(QStringLiteral("window/geometry"), saveGeometry());
  for (QSplitter* each : {columns_, rows_, middle_})
    settings_.setBytes(QStringLiteral("window/") + each->objectName(), each->saveState());
}

void MainWindow::loadExample() {
  const std::string preset = engine_.resourcesFolder() + "/presets/quickstart.json";
  auto config = engine_.readConfig(preset);
  if (config) {
    config->output.clear();
    setupBinder_->setConfig(*config);
  } else {
    showError(tr("The built-in example cannot be read"), config.error());
  }
}

void MainWindow::startRun() {
  if (controller_.isActive()) return;
  auto config = setupBinder_->finishedConfig();
  if (!config) {
    showError(tr("The run cannot start"), config.error());
    return;
  }
  if (config->output.empty()) {
    config->output = newRunPath(*config).toStdString();
  } else if (const QString output = QString::fromStdString(config->output); QFileInfo::exists(output)) {
    banner_->showMessage(Severity::Warning, tr("%1 exists already").arg(QFileInfo(output).fileName()),
                         tr("Choose another name in the set-up, or replace the file: %1").arg(output), tr("Replace"));
    connect(
        banner_, &widgets::MessageBanner::actionTriggered, this, [this, config = *config] { start(config, {}, true); },
        Qt::SingleShotConnection);
    return;
  }
  start(*config, {}, false);
}

QString MainWindow::newRunPath(const RunConfig& config) const {
  const QDir folder(library_.folder());
  folder.mkpath(QStringLiteral("."));
  QString name = QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss-")) +
                 QString::fromStdString(config.method.id);
  if (const int bits = integerParameter(config, "bits", 0); bits > 0) name += QStringLiteral("-%1").arg(bits);
  QString path = folder.filePath(name + QStringLiteral(".h5"));
  for (int i = 2; QFileInfo::exists(path); ++i) path = folder.filePath(QStringLiteral("%1-%2.h5").arg(name).arg(i));
  return path;
}

void MainWindow::startWhenReady() {
  startWanted_ = !setup_->isReady();
  if (!startWanted_) startRun();
}

void MainWindow::start(const RunConfig& config, const QString& resume, bool force) {
  session::RunRequest request;
  request.config = config;
  request.resume = resume.toStdString();
  request.force = force;
  request.commandLine = QCoreApplication::arguments().join(QLatin1Char(' ')).toStdString();
  banner_->clear();
  bannerAction_ = {};
  if (const Status status = controller_.start(std::move(request)); !status) {
    showError(tr("The run cannot start"), status.error());
    return;
  }
  awaited_.clear();
  library_.setActivePath(resume.isEmpty() ? QString::fromStdString(config.output) : resume);
  setup_->setRunning(true);
  centralWidget()->setFocus();  // the button that was pressed is off now
  runView_->showPlan(resume.isEmpty() ? portionsOf(config) : std::vector<double>());
  setView(View::Run);
  updateActions();
}

void MainWindow::liveChanged(const std::shared_ptr<const RunSnapshot>& snapshot) {
  runsBinder_->setLive(snapshot);
  if (!runView_->snapshot() || isLiveShown())
    showRun(snapshot);
  else
    updateActions();
}

void MainWindow::showRun(const std::shared_ptr<const RunSnapshot>& snapshot) {
  awaited_.clear();
  runs_->setCurrent(QString::fromStdString(snapshot->path));
  runView_->showRun(snapshot);
  updateLayers();
  updateHeader();
  updateActions();
}

void MainWindow::runEnded(const std::shared_ptr<const RunSnapshot>& snapshot) {
  setup_->setRunning(false);
  settings_.addRecent(Recent::Runs, QString::fromStdString(snapshot->path));
  runsBinder_->endLive();
  library_.add(QString::fromStdString(snapshot->path));
  const QString name = runtime::runName(QString::fromStdString(snapshot->path));
  if (snapshot->state == RunState::Failed)
    banner_->showMessage(Severity::Error, tr("%1 failed").arg(name), runtime::engineText(snapshot->reason));
  else if (snapshot->state == RunState::Finished && runView_->snapshot()->path != snapshot->path)
    banner_->showMessage(Severity::Success, tr("%1 is finished").arg(name), QString::fromStdString(snapshot->path));
  updateHeader();
  updateActions();
  if (closing_) close();
}

bool MainWindow::isLiveShown() const {
  const auto live = controller_.snapshot();
  const auto shown = runView_->snapshot();
  return controller_.isActive() && live && shown && live->path == shown->path;
}

void MainWindow::openRunFile(const QString& path) {
  const auto live = controller_.snapshot();
  if (controller_.isActive() && live && live->path == path.toStdString()) {
    showRun(live);
    setView(View::Run);
    return;
  }
  awaited_ = QFileInfo(path).absoluteFilePath();
  library_.open(awaited_);
}

void MainWindow::showOpened(const QString& path, const std::shared_ptr<const RunSnapshot>& snapshot) {
  if (path != awaited_) return;
  banner_->clear();
  settings_.addRecent(Recent::Runs, path);
  if (QFileInfo(path).absolutePath() != library_.folder()) library_.add(path);
  showRun(snapshot);
  setView(View::Run);
  const RunState state = snapshot->state;
  if (controller_.isActive() ||
      (state != RunState::Interrupted && state != RunState::Paused && state != RunState::Stopped))
    return;
  banner_->showMessage(Severity::Info, tr("This run has not finished"),
                       tr("It can go on from where its file was last saved."), tr("Resume"));
  bannerAction_ = [this, path] { start({}, path, false); };
}

void MainWindow::reuseSettings(const QString& path) {
  if (setupIsLocked()) return;
  for (const runtime::RunEntry& entry : library_.entries()) {
    if (entry.path != path || !entry.config) continue;
    RunConfig config = *entry.config;
    config.output.clear();
    setupBinder_->setConfig(config);
  }
}

void MainWindow::removeRun(const QString& path) {
  QMessageBox* box = question(tr("Remove run"), tr("Move %1 to the trash?").arg(QFileInfo(path).fileName()), this);
  box->setStandardButtons(QMessageBox::Cancel);
  QPushButton* remove = box->addButton(tr("&Move to trash"), QMessageBox::DestructiveRole);
  connect(remove, &QPushButton::clicked, this, [this, path] {
    if (!QFile::moveToTrash(path))
      banner_->showMessage(Severity::Error, tr("%1 cannot be moved to the trash").arg(QFileInfo(path).fileName()),
                           tr("Check that you may write to its folder: %1").arg(path));
    library_.refresh();
  });
  box->open();
}

void MainWindow::openPath(const QString& path) {
  const QString suffix = QFileInfo(path).suffix().toLower();
  if (suffix == QLatin1String("h5"))
    openRunFile(path);
  else if (suffix == QLatin1String("json"))
    openConfig(path);
  else if (QFileInfo(path).isDir())
    openData(path);
  else
    openModel(path);
}

bool MainWindow::setupIsLocked() {
  if (controller_.isActive())
    banner_->showMessage(Severity::Info, tr("A run is active"),
                         tr("Stop it before you change the model, the data or the settings."));
  return controller_.isActive();
}

void MainWindow::openModel(const QString& path) {
  if (!setupIsLocked()) setupBinder_->openModel(path);
}

void MainWindow::openData(const QString& path) {
  if (!setupIsLocked()) setupBinder_->openData(path);
}

void MainWindow::openConfig(const QString& path) {
  if (setupIsLocked()) return;
  auto config = engine_.readConfig(path.toStdString());
  if (config)
    setupBinder_->setConfig(*config);
  else
    showError(tr("The run config cannot be used"), config.error());
}

void MainWindow::chooseFile(const QString& title, const QString& filter, void (MainWindow::*open)(const QString&)) {
  auto* dialog =
      new QFileDialog(this, title, settings_.text(QStringLiteral("folder/open"), QDir::currentPath()), filter);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  connect(dialog, &QFileDialog::fileSelected, this, [this, open](const QString& path) {
    settings_.setText(QStringLiteral("folder/open"), QFileInfo(path).absolutePath());
    (this->*open)(path);
  });
  dialog->open();
}

void MainWindow::chooseData() {
  auto* dialog = new QFileDialog(this, tr("Open data set"), settings_.text(QStringLiteral("folder/data")));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::Directory);
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
    settings_.setText(QStringLiteral("folder/data"), QFileInfo(path).absolutePath());
    openData(path);
  });
  dialog->open();
}

void MainWindow::fillRecent() {
  QMenu& menu = *menu_->recent;
  menu.clear();
  const std::pair<Recent, QString> kinds[] = {
      {Recent::Runs, tr("Runs")}, {Recent::Models, tr("Models")}, {Recent::Data, tr("Data sets")}};
  for (const auto& [kind, title] : kinds) {
    const QStringList paths = settings_.recent(kind);
    if (paths.isEmpty()) continue;
    menu.addSection(title);
    for (const QString& path : paths) {
      QAction* action = menu.addAction(QFileInfo(path).fileName());
      action->setToolTip(path);
      connect(action, &QAction::triggered, this, [this, path] { openPath(path); });
    }
  }
  if (menu.isEmpty()) menu.addAction(tr("Nothing yet"))->setEnabled(false);
}

void MainWindow::fillExports() {
  menu_->exportMenu->clear();
  const std::pair<QString, widgets::Plot*> entries[] = {{tr("&Accuracy per stage…"), &runView_->stagesPlot()},
                                                        {tr("&Loss…"), &runView_->lossPlot()},
                                                        {tr("E&xponents…"), &runView_->exponentsPlot()},
                                                        {tr("&Error per layer…"), error_},
                                                        {tr("&Weight histogram…"), histogram_}};
  for (const auto& [text, plot] : entries) {
    QAction* action = menu_->exportMenu->addAction(text);
    action->setEnabled(!plot->isEmpty());
    connect(action, &QAction::triggered, this, [this, each = plot] { exportPlot(*each); });
  }
}

widgets::Plot* MainWindow::plotInFocus() const {
  if (widgets::Plot* plot = plotOf(QApplication::focusWidget())) return plot;
  if (view_ == View::Run) return &runView_->stagesPlot();
  return histogram_;
}

void MainWindow::exportPlot(widgets::Plot& plot) {
  const QString folder =
      settings_.text(QStringLiteral("folder/figures"), QStandardPaths::writableLocation(QStandardPaths::HomeLocation));
  auto* dialog = new widgets::FigureDialog(plot, folder, this);
  connect(dialog, &widgets::FigureDialog::saved, this, [this](const QString& path) {
    settings_.setText(QStringLiteral("folder/figures"), QFileInfo(path).absolutePath());
    banner_->showMessage(Severity::Success, tr("Figure saved"), path);
  });
  dialog->open();
}

void MainWindow::setTheme(const QString& id) {
  settings_.setText(QStringLiteral("theme"), id);
  const widgets::Theme theme = id == QLatin1String("dark")    ? widgets::Theme::Dark
                               : id == QLatin1String("light") ? widgets::Theme::Light
                                                              : widgets::systemTheme();
  widgets::applyTheme(*qApp, theme);
}

void MainWindow::setView(View view) {
  view_ = view;
  views_->setCurrent(view == View::Explore ? 0 : 1);
  (view == View::Explore ? menu_->explore : menu_->run)->setChecked(true);
  // The error plot is the centre of Explore and a detail of Run.
  if (view == View::Explore) {
    centre_->addWidget(errorCard_, 1);
  } else if (errorCard_->parentWidget() != details_) {
    details_->addWidget(errorCard_);
    details_->setSizes({width() / 2, width() / 2});
  }
  runView_->setVisible(view == View::Run);
  errorCard_->show();
  updateLayers();
  updateHeader();
  updateActions();
}

void MainWindow::showWhatIf(std::shared_ptr<const runtime::WhatIfResult> result) {
  whatIf_ = std::move(result);
  whatIfStage_ = whatIf_ ? stageOf(*whatIf_) : nullptr;
  if (!runView_->snapshot() && !controller_.isActive()) runView_->showPlan(portionsOf(setupBinder_->config()));
  updateLayers();
  updateActions();
}

void MainWindow::selectLayer(int layer) {
  layer_ = layer;
  table_->selectLayer(layer);
  error_->setSelectedLayer(layer);
  setupBinder_->setLayer(layer);
  updateHistogram();
}

void MainWindow::updateLayers() {
  const auto run = view_ == View::Run ? runView_->snapshot() : nullptr;
  std::shared_ptr<const ModelInfo> model;
  if (run && run->outline)
    model = {run->outline, &run->outline->model};
  else if (whatIf_)
    model = whatIf_->model;
  // Until a run that was started here has its first record, the what-if of its settings stands in.
  whatIfShown_ = whatIf_ && (view_ == View::Explore || (!runView_->stage() && (!run || isLiveShown()) && model &&
                                                        model->layers.size() == whatIf_->layers.size()));
  stage_ = whatIfShown_ ? whatIfStage_ : run ? runView_->stage() : nullptr;
  if (model != tableModel_) {
    table_->setLayers(model ? model->layers : std::vector<LayerInfo>());
    error_->setLayers(model ? model->layers : std::vector<LayerInfo>());
    layer_ = table_->selectedLayer();
    error_->setSelectedLayer(layer_);
    tableModel_ = std::move(model);
  }
  table_->setRecords(stage_);
  error_->setRecords(stage_);
  errorCard_->setDetail(!stage_        ? QString()
                        : whatIfShown_ ? tr("what-if: quantized now, without training")
                                       : tr("stage %1").arg(stage_->index + 1));
  if (layer_ < 0 && stage_)
    selectLayer(worstLayer(stage_->layers));
  else
    updateHistogram();
}

void MainWindow::updateHistogram() {
  const auto index = static_cast<std::size_t>(layer_);
  if (!tableModel_ || !stage_ || layer_ < 0 || index >= stage_->layers.size() || index >= tableModel_->layers.size()) {
    histogram_->clear();
    histogramCard_->setDetail({});
    return;
  }
  if (whatIfShown_ && whatIf_->layer != layer_) return;  // it is on its way
  const QString name = QString::fromStdString(tableModel_->layers[index].name);
  QStringList details{name, describe(stage_->layers[index])};
  if (whatIfShown_) details << triedExponents(whatIf_->layers[index]);
  histogram_->setHistogram(stage_, layer_, name);
  histogramCard_->setDetail(details.join(QStringLiteral("  ·  ")));
}

void MainWindow::updateHeader() {
  const auto live = controller_.isActive() ? controller_.snapshot() : nullptr;
  const auto shown = view_ == View::Explore ? live : runView_->snapshot();
  header_->setVisible(view_ == View::Run || live);
  if (!shown) {
    header_->setIdle();
    return;
  }
  header_->setRun(runtime::runName(QString::fromStdString(shown->path)), shown->state, shown->progress,
                  controller_.isActive() && live && live->path == shown->path);
}

void MainWindow::updateActions() {
  const bool active = controller_.isActive();
  const auto live = controller_.snapshot();
  const bool paused = active && live && live->state == RunState::Paused;
  const QString reason = active ? tr("A run is active.") : setup_->whyNotReady();
  header_->setStartEnabled(!active && setup_->isReady(), reason);
  menu_->start->setEnabled(!active && setup_->isReady());
  menu_->pause->setEnabled(active && !controller_.isStopping());
  menu_->pause->setText(paused ? tr("&Resume") : tr("&Pause"));
  menu_->stop->setEnabled(active && !controller_.isStopping());
  for (QAction* action : {menu_->openModel, menu_->openData, menu_->openConfig}) action->setEnabled(!active);
  const bool stages = view_ == View::Run && runView_->snapshot();
  for (QAction* action : {menu_->previousStage, menu_->nextStage, menu_->followLive})
    action->setEnabled(stages || active);
  updateStatus();
}

void MainWindow::updateStatus() {
  const auto live = controller_.snapshot();
  if (controller_.isStopping())
    activity_->setText(tr("Stopping…"));
  else if (controller_.isActive() && live)
    activity_->setText(tr("%1  ·  stage %2  ·  %3 %")
                           .arg(runtime::engineText(live->progress.activity))
                           .arg(live->progress.stage + 1)
                           .arg(static_cast<int>(runFraction(*live) * 100)));
  else
    activity_->setText(setup_->isReady() ? tr("Ready") : setup_->whyNotReady());
  const int asked = setupBinder_->config().threads;
  const int processors = QThread::idealThreadCount();
  resources_->setText(
      tr("%1 of %2 threads  ·  %3 MB").arg(asked > 0 ? asked : processors).arg(processors).arg(residentMegabytes()));
}

void MainWindow::showError(const QString& title, const Error& error) {
  banner_->showMessage(Severity::Error, title, runtime::errorText(error));
}

void MainWindow::closeEvent(QCloseEvent* event) {
  if (!controller_.isActive()) {
    remember();
    event->accept();
    return;
  }
  event->ignore();
  if (closing_ || findChild<QMessageBox*>(QStringLiteral("closeQuestion"))) return;
  QMessageBox* box = question(tr("Close Dyadic"), tr("A run is active. Stop it and close?"), this);
  box->setObjectName(QStringLiteral("closeQuestion"));
  box->setInformativeText(tr("What it has finished is in its file, from which it can be resumed."));
  QPushButton* stop = box->addButton(tr("&Stop and close"), QMessageBox::DestructiveRole);
  box->setDefaultButton(box->addButton(tr("&Keep running"), QMessageBox::RejectRole));
  connect(stop, &QPushButton::clicked, this, [this] {
    closing_ = true;
    if (!controller_.isActive()) {
      close();
      return;
    }
    controller_.stop();
    updateActions();
  });
  box->open();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  for (const QUrl& url : event->mimeData()->urls())
    if (url.isLocalFile()) openPath(url.toLocalFile());
  event->acceptProposedAction();
}

}  // namespace dyadic::shell
