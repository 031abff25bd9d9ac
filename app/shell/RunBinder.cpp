// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/RunBinder.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>
#include <chrono>
#include <utility>

#include "app/runtime/ErrorText.h"
#include "app/shell/Notices.h"
#include "app/shell/Question.h"
#include "app/shell/RunListBinder.h"
#include "app/shell/RunView.h"
#include "app/shell/SetupBinder.h"
#include "app/shell/Snapshots.h"
#include "widgets/panels/RunHeader.h"
#include "widgets/panels/RunList.h"

namespace dyadic::shell {
namespace {

using Recent = runtime::Settings::Recent;
using widgets::Severity;

constexpr std::chrono::seconds kFollow{2};
constexpr std::chrono::seconds kOffer{10};  ///< until another place is offered again to somebody who closed the message

}  // namespace

RunBinder::RunBinder(const runtime::Engine& engine, runtime::RunLibrary& library, const Parts& parts, QObject* parent)
    : QObject(parent), controller_(engine), library_(library), parts_(parts) {
  connectParts();
  connectController();
}

void RunBinder::connectParts() {
  connect(&parts_.header, &widgets::RunHeader::startRequested, this, &RunBinder::startFromSetup);
  connect(&parts_.header, &widgets::RunHeader::pauseRequested, &controller_, &runtime::RunController::pause);
  connect(&parts_.header, &widgets::RunHeader::resumeRequested, &controller_, &runtime::RunController::resume);
  connect(&parts_.header, &widgets::RunHeader::stopRequested, this, &RunBinder::askToStop);
  connect(&parts_.list, &widgets::RunList::opened, this, &RunBinder::openFile);
  connect(&parts_.list, &widgets::RunList::resumeRequested, this, &RunBinder::resumeFile);
}

void RunBinder::connectController() {
  connect(&controller_, &runtime::RunController::activeChanged, this, &RunBinder::activeChanged);
  connect(&controller_, &runtime::RunController::snapshotChanged, this, &RunBinder::follow);
  connect(&controller_, &runtime::RunController::ended, this, &RunBinder::end);
  connect(&library_, &runtime::RunLibrary::opened, this, &RunBinder::showOpened);
  connect(&library_, &runtime::RunLibrary::openFailed, this, [this](const QString& path, const Error& error) {
    if (path == std::exchange(followed_, {})) return;  // it is tried again
    if (path == std::exchange(awaited_, {})) parts_.notices.showError(tr("The run file cannot be opened"), error);
  });
  following_.setInterval(kFollow);
  connect(&following_, &QTimer::timeout, this, &RunBinder::followFile);
}

void RunBinder::startFromSetup() {
  if (isActive()) return;
  auto config = parts_.setup.finishedConfig();
  if (!config) {
    parts_.notices.showError(tr("The run cannot start"), config.error());
    return;
  }
  if (config->output.empty()) {
    config->output = newPath(*config).toStdString();
  } else if (const QString output = QString::fromStdString(config->output); QFileInfo::exists(output)) {
    parts_.notices.offer(Severity::Warning, tr("%1 exists already").arg(QFileInfo(output).fileName()),
                         tr("Choose another name in the set-up, or replace the file: %1").arg(output),
                         {tr("Replace"), [this, config = *config] { start(config, {}, true); }});
    return;
  }
  start(*config, {}, false);
}

void RunBinder::resumeFile(const QString& path) { start({}, path, false); }

QString RunBinder::newPath(const RunConfig& config) const {
  const QDir folder(library_.folder());
  folder.mkpath(QStringLiteral("."));
  QString name = QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss-")) +
                 QString::fromStdString(config.method.id);
  if (const int bits = integerParameter(config, "bits", 0); bits > 0) name += QStringLiteral("-%1").arg(bits);
  QString path = folder.filePath(name + QStringLiteral(".h5"));
  for (int i = 2; QFileInfo::exists(path); ++i) path = folder.filePath(QStringLiteral("%1-%2.h5").arg(name).arg(i));
  return path;
}

void RunBinder::start(const RunConfig& config, const QString& resume, bool force) {
  session::RunRequest request;
  request.config = config;
  request.resume = resume.toStdString();
  request.force = force;
  parts_.notices.clear();
  if (!begin(std::move(request))) return;
  awaited_.clear();
  parts_.view.showPlan(resume.isEmpty() ? portionsOf(config) : std::vector<double>());
  Q_EMIT viewWanted();
  Q_EMIT started();
}

bool RunBinder::startQueued(RunConfig config) {
  if (config.output.empty()) config.output = newPath(config).toStdString();
  const auto shown = parts_.view.snapshot();
  const bool follows = !shown || QString::fromStdString(shown->path) == last_;
  session::RunRequest request;
  request.config = config;
  if (!begin(std::move(request))) return false;
  if (follows) parts_.view.showPlan(portionsOf(config));
  Q_EMIT changed();
  return true;
}

bool RunBinder::begin(session::RunRequest request) {
  request.awaitWritten = true;
  request.commandLine = QCoreApplication::arguments().join(QLatin1Char(' ')).toStdString();
  const QString path = QString::fromStdString(request.resume.empty() ? request.config.output : request.resume);
  if (const Status status = controller_.start(std::move(request)); !status) {
    parts_.notices.showError(tr("The run cannot start"), status.error());
    return false;
  }
  last_ = path;
  unwritten_ = false;
  offeredFor_.clear();
  library_.setActivePath(path);
  return true;
}

void RunBinder::pauseOrResume() { isPaused() ? controller_.resume() : controller_.pause(); }

void RunBinder::askToStop() {
  if (!unwritten_ || !isActive()) {
    stop();
    return;
  }
  QMessageBox* box =
      question(tr("Stop the run"), tr("The run file cannot be written. Stop all the same?"), &parts_.view);
  box->setObjectName(QStringLiteral("stopQuestion"));
  box->setInformativeText(tr("What is not in it yet will be lost and has to be computed again."));
  QPushButton* elsewhere = box->addButton(tr("Save &elsewhere…"), QMessageBox::AcceptRole);
  QPushButton* anyway = box->addButton(tr("&Stop"), QMessageBox::DestructiveRole);
  box->setDefaultButton(box->addButton(tr("&Keep running"), QMessageBox::RejectRole));
  connect(elsewhere, &QPushButton::clicked, this, [this] { askForPlace(last_); });
  connect(anyway, &QPushButton::clicked, this, &RunBinder::stop);
  box->open();
}

void RunBinder::stop() {
  Q_EMIT stopRequested();
  controller_.stop();
  Q_EMIT changed();
}

void RunBinder::follow(const std::shared_ptr<const RunSnapshot>& snapshot) {
  watchFile(*snapshot);
  parts_.listBinder.setLive(snapshot);
  warnOfData(*snapshot);
  if (!parts_.view.snapshot() || isActiveShown())
    show(snapshot, true);
  else
    Q_EMIT changed();
}

void RunBinder::watchFile(const RunSnapshot& snapshot) {
  const QString path = QString::fromStdString(snapshot.path);
  if (path != last_) followTo(path);
  const bool was = std::exchange(unwritten_, snapshot.unwritten.has_value());
  if (!unwritten_) {
    offeredFor_.clear();
    if (was && isUnderway(snapshot.state)) parts_.notices.confirm(tr("The run file is written again"), path);
    return;
  }
  const QString why = runtime::errorText(*snapshot.unwritten);
  const bool forgotten = parts_.notices.isEmpty() && offered_.hasExpired(std::chrono::milliseconds(kOffer).count());
  if (choosing_ || (why == offeredFor_ && !forgotten)) return;
  offeredFor_ = why;
  offered_.start();
  parts_.notices.offer(Severity::Warning, tr("The run file cannot be written"),
                       tr("%1 The run goes on, and nothing is lost: it is tried again every few seconds.").arg(why),
                       {tr("Save elsewhere…"), [this, path] { askForPlace(path); }});
}

void RunBinder::followTo(const QString& path) {
  const auto view = parts_.view.snapshot();
  if (view && QString::fromStdString(view->path) == last_) parts_.view.showPlan({});
  last_ = path;
  library_.setActivePath(path);
}

void RunBinder::askForPlace(const QString& path) {
  choosing_ = true;
  parts_.notices.clear();  // and the offer comes again, unless the file can be written
  auto* dialog = new QFileDialog(&parts_.view, tr("Save the run elsewhere"), QDir::homePath(), tr("Run files (*.h5)"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setOption(QFileDialog::DontConfirmOverwrite);  // a file that is there is refused
  dialog->setDefaultSuffix(QStringLiteral("h5"));
  dialog->selectFile(QFileInfo(path).fileName());
  const auto askAgain = [this, path] { askForPlace(path); };
  connect(dialog, &QObject::destroyed, this, [this] {
    choosing_ = false;
    offered_.start();
  });
  connect(dialog, &QFileDialog::rejected, this, [this] { offeredFor_.clear(); });
  connect(dialog, &QFileDialog::fileSelected, this, [this, askAgain](const QString& chosen) {
    if (const Status moved = controller_.moveTo(chosen); !moved)
      parts_.notices.offer(Severity::Warning, tr("The run file cannot be written"), runtime::errorText(moved.error()),
                           {tr("Save elsewhere…"), askAgain});
  });
  dialog->open();
}

void RunBinder::warnOfData(const RunSnapshot& snapshot) {
  if (!snapshot.outline || warned_ == snapshot.path) return;
  warned_ = snapshot.path;
  const DataInfo& data = snapshot.outline->data;
  QStringList lines;
  for (const std::string& warning : data.warnings) lines << runtime::engineText(warning);
  if (data.leftOut > 0)
    lines << tr("%n image(s) cannot be read and are left out.", nullptr, static_cast<int>(data.leftOut));
  if (!lines.isEmpty()) parts_.notices.show(Severity::Warning, tr("About this run"), lines.join(QLatin1Char('\n')));
}

void RunBinder::show(const std::shared_ptr<const RunSnapshot>& snapshot, bool active) {
  parts_.list.setCurrent(QString::fromStdString(snapshot->path));
  parts_.view.showRun(snapshot, active && isUnderway(snapshot->state));
  if (active || !isUnderway(snapshot->state))
    following_.stop();
  else if (!following_.isActive())
    following_.start();
  Q_EMIT shown();
}

void RunBinder::showActive() {
  awaited_.clear();
  if (const auto active = activeRun(); active && !isActiveShown()) show(active, true);
}

void RunBinder::end(const std::shared_ptr<const RunSnapshot>& snapshot) {
  const QString path = QString::fromStdString(snapshot->path);
  settings_.addRecent(Recent::Runs, path);
  parts_.listBinder.endLive();
  library_.add(path);
  const QString name = runtime::runName(path);
  if (snapshot->state == RunState::Failed)
    parts_.notices.show(Severity::Error, tr("%1 failed").arg(name),
                        snapshot->error ? runtime::errorText(*snapshot->error) : runtime::engineText(snapshot->reason));
  else if (const auto shown = parts_.view.snapshot();
           snapshot->state == RunState::Finished && (!shown || shown->path != snapshot->path))
    parts_.notices.show(Severity::Success, tr("%1 is finished").arg(name), path);
  Q_EMIT ended();
}

void RunBinder::openFile(const QString& path) {
  if (const auto active = activeRun(); active && active->path == path.toStdString()) {
    awaited_.clear();
    show(active, true);
    Q_EMIT viewWanted();
    return;
  }
  followed_.clear();
  awaited_ = QFileInfo(path).absoluteFilePath();
  library_.open(awaited_);
}

void RunBinder::openFolder(const QString& folder) {
  const QFileInfoList files = QDir(folder).entryInfoList({QStringLiteral("*.h5")}, QDir::Files, QDir::Name);
  for (const QFileInfo& file : files) library_.add(file.absoluteFilePath());
  if (!files.isEmpty()) openFile(files.first().absoluteFilePath());
}

void RunBinder::followFile() {
  const auto run = parts_.view.snapshot();
  if (!run || isActiveShown() || !isUnderway(run->state)) {
    following_.stop();
  } else if (awaited_.isEmpty() && followed_.isEmpty()) {
    followed_ = QString::fromStdString(run->path);
    library_.open(followed_);
  }
}

void RunBinder::showOpened(const QString& path, const std::shared_ptr<const RunSnapshot>& snapshot) {
  if (path == std::exchange(followed_, {}) && path != awaited_) {
    const auto run = parts_.view.snapshot();
    if (run && run->path == snapshot->path && !isActiveShown()) show(snapshot, false);
    return;
  }
  if (path != awaited_) return;
  awaited_.clear();
  parts_.notices.clear();
  settings_.addRecent(Recent::Runs, path);
  if (QFileInfo(path).absolutePath() != library_.folder()) library_.add(path);
  show(snapshot, false);
  Q_EMIT viewWanted();
  const RunState state = snapshot->state;
  if (isActive() || (state != RunState::Interrupted && state != RunState::Stopped)) return;
  parts_.notices.offer(Severity::Info, tr("This run has not finished"),
                       tr("It can go on from where its file was last saved."),
                       {tr("Resume"), [this, path] { resumeFile(path); }});
}

void RunBinder::updateHeader(bool activeOnly) {
  const auto active = activeRun();
  const auto run = activeOnly ? active : parts_.view.snapshot();
  parts_.header.setVisible(run || !activeOnly);
  if (!run) {
    parts_.header.setIdle();
    return;
  }
  parts_.header.setRun(runtime::runName(QString::fromStdString(run->path)), run->state, run->progress,
                       active && active->path == run->path);
  const bool broken = run->state == RunState::Failed || run->state == RunState::Interrupted;
  parts_.header.setReason(!broken      ? QString()
                          : run->error ? runtime::errorText(*run->error)
                                       : runtime::engineText(run->reason));
}

std::shared_ptr<const RunSnapshot> RunBinder::activeRun() const {
  return isActive() ? controller_.snapshot() : nullptr;
}

bool RunBinder::isPaused() const {
  const auto active = activeRun();
  return active && active->state == RunState::Paused;
}

bool RunBinder::isActiveShown() const {
  const auto active = activeRun();
  const auto view = parts_.view.snapshot();
  return active && view && active->path == view->path;
}

}  // namespace dyadic::shell
