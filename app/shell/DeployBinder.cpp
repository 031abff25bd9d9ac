// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/DeployBinder.h"

#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QScopedValueRollback>
#include <QUrl>
#include <algorithm>
#include <utility>

#include "app/runtime/ErrorText.h"
#include "app/runtime/RunLibrary.h"
#include "app/shell/Notices.h"
#include "widgets/panels/DeployView.h"

namespace dyadic::shell {
namespace {

using widgets::DeployExport;
using widgets::DeployView;
using widgets::Severity;

const QString kFolder = QStringLiteral("folder/integer");

double hardTop1(const RunSnapshot& run) { return run.stages.empty() ? kNotMeasured : run.stages.back()->hard.top1; }

session::ExportRequest requestOf(DeployExport form) {
  session::ExportRequest request;
  request.format = form == DeployExport::C    ? session::ExportFormat::C
                   : form == DeployExport::H5 ? session::ExportFormat::H5
                                              : session::ExportFormat::Onnx;
  if (form == DeployExport::OnnxQdq) request.form = session::OnnxForm::Qdq;
  return request;
}

/// What a dialog proposes: the run's name with what tells the forms apart.
QString proposal(const QString& run, DeployExport form) {
  const QString name = runtime::runName(run);
  switch (form) {
    case DeployExport::C:
      return name + QStringLiteral("-c");
    case DeployExport::OnnxExact:
      return name + QStringLiteral(".onnx");
    case DeployExport::OnnxQdq:
      return name + QStringLiteral("-qdq.onnx");
    default:
      return name + QStringLiteral("-integer.h5");
  }
}

}  // namespace

DeployBinder::DeployBinder(const runtime::Engine& engine, const Parts& parts, QObject* parent)
    : QObject(parent), tasks_(engine), parts_(parts) {
  connectTasks();
  connect(&parts_.view, &DeployView::verifyRequested, this, &DeployBinder::verify);
  connect(&parts_.view, &DeployView::cancelRequested, &tasks_, &runtime::IntegerTasks::cancelVerify);
  connect(&parts_.view, &DeployView::exportRequested, this, &DeployBinder::exportAs);
  connect(&parts_.view, &DeployView::operationSelected, this, [this](int, const QString& name) {
    if (quiet_ || !run_ || !run_->outline) return;
    const auto& layers = run_->outline->model.layers;
    const auto same =
        std::find_if(layers.begin(), layers.end(), [&](const LayerInfo& l) { return l.name == name.toStdString(); });
    // An operation that is no layer, a ReLU, leaves the other views where they are.
    if (same != layers.end()) Q_EMIT layerSelected(static_cast<int>(std::distance(layers.begin(), same)));
  });
}

void DeployBinder::connectTasks() {
  using runtime::IntegerTasks;
  connect(&tasks_, &IntegerTasks::opened, this,
          [this](const QString& run, const std::shared_ptr<const IntegerDeployment>& deployment) {
            if (!isShown(run)) return;
            parts_.view.setRun(runtime::runName(run), hardTop1(*run_));
            parts_.view.setDeployment(deployment);
            selectLayer(layer_);
            if (tasks_.verifying() == run) parts_.view.setProgress(0, 0);  // the true number comes in a moment
            Q_EMIT changed();
          });
  connect(&tasks_, &IntegerTasks::openFailed, this, [this](const QString& run, const Error& error) {
    if (isShown(run)) parts_.view.setUnavailable(DeployView::Unavailable::Refused, runtime::errorText(error));
  });
  connect(&tasks_, &IntegerTasks::progress, this, [this](const QString& run, qint64 images, qint64 of) {
    if (isShown(run)) parts_.view.setProgress(images, of);
  });
  connect(&tasks_, &IntegerTasks::verified, this, &DeployBinder::verified);
  connect(&tasks_, &IntegerTasks::verifyFailed, this, [this](const QString& run, const Error& error) {
    if (isShown(run))
      parts_.view.setError(runtime::errorText(error));
    else
      parts_.notices.showError(tr("The verification of %1 failed").arg(runtime::runName(run)), error);
    Q_EMIT changed();
  });
  connect(&tasks_, &IntegerTasks::cancelled, this, [this](const QString& run) {
    if (isShown(run)) parts_.view.setCancelled();
    Q_EMIT changed();
  });
  connect(&tasks_, &IntegerTasks::exported, this, [this](const session::ExportRequest& request) {
    const QString path = QString::fromStdString(request.out);
    parts_.notices.offer(Severity::Success, tr("Integer program exported"), path,
                         {tr("Show in folder"),
                          [path] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path).absolutePath())); }});
  });
  connect(&tasks_, &IntegerTasks::exportFailed, this, [this](const session::ExportRequest&, const Error& error) {
    parts_.notices.showError(tr("The integer program cannot be exported"), error);
  });
}

bool DeployBinder::isShown(const QString& run) const { return run_ && path_ == run; }

void DeployBinder::show(const std::shared_ptr<const RunSnapshot>& run, bool looking) {
  const auto old = std::exchange(run_, run);
  const bool same =
      run && old ? run->path == old->path && run->started == old->started && run->state == old->state : !run && !old;
  if (!same) {
    path_.clear();
    parts_.view.setUnavailable(!run                               ? DeployView::Unavailable::NoRun
                               : run->state != RunState::Finished ? DeployView::Unavailable::NotFinished
                                                                  : DeployView::Unavailable::Reading);
    Q_EMIT changed();
  }
  if (run && run->state == RunState::Finished && looking && path_.isEmpty()) {
    path_ = QString::fromStdString(run->path);
    tasks_.open(path_);
  }
}

bool DeployBinder::canVerify() const { return parts_.view.hasDeployment() && tasks_.verifying().isEmpty(); }

bool DeployBinder::canExport() const { return parts_.view.hasDeployment(); }

void DeployBinder::verify() {
  if (!parts_.view.hasDeployment()) return;
  if (const QString busy = tasks_.verifying(); !busy.isEmpty()) {
    if (busy != path_)
      parts_.notices.show(Severity::Info, tr("%1 is being verified").arg(runtime::runName(busy)),
                          tr("One run is verified at a time. Wait for it, or open it and press Cancel."));
    return;
  }
  parts_.view.setProgress(0, 0);
  tasks_.verify(path_);
  Q_EMIT changed();
}

void DeployBinder::verified(const QString& run, const IntegerReport& report) {
  if (isShown(run)) {
    parts_.view.setReport(report);
  } else if (report.bitExact) {
    parts_.notices.show(Severity::Success, tr("%1 is bit-exact").arg(runtime::runName(run)),
                        tr("Every integer was the same on %1 images.").arg(report.images));
  } else if (report.agrees()) {
    parts_.notices.show(Severity::Success, tr("%1 agrees within one last place").arg(runtime::runName(run)),
                        tr("%1 of %2 values differ from the simulation by 1, on %3 images.")
                            .arg(report.differingValues)
                            .arg(report.comparedValues)
                            .arg(report.images));
  } else {
    parts_.notices.show(Severity::Error, tr("%1 is not bit-exact").arg(runtime::runName(run)),
                        tr("Open it in the Deploy view to see where."));
  }
  Q_EMIT changed();
}

void DeployBinder::exportAs(DeployExport form) {
  if (!canExport()) return;
  const QString folder = settings_.text(kFolder, QDir::homePath());
  auto* dialog = new QFileDialog(&parts_.window, tr("Export integer program"), folder);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  const QString name = proposal(path_, form);
  if (form == DeployExport::C) {
    dialog->setWindowTitle(tr("Choose where the folder %1 goes").arg(name));
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
  } else {
    const bool onnx = form != DeployExport::H5;
    dialog->setAcceptMode(QFileDialog::AcceptSave);  // which asks before it replaces a file
    dialog->setNameFilter(onnx ? tr("ONNX (*.onnx)") : tr("HDF5 (*.h5)"));
    dialog->setDefaultSuffix(onnx ? QStringLiteral("onnx") : QStringLiteral("h5"));
    dialog->selectFile(name);
  }
  session::ExportRequest request = requestOf(form);
  request.run = path_.toStdString();
  connect(dialog, &QFileDialog::fileSelected, this,
          [this, request, name](const QString& path) { chosen(request, path, name); });
  dialog->open();
}

/// `path`: the file, or the folder in which the C source gets a folder called `name`.
void DeployBinder::chosen(session::ExportRequest request, const QString& path, const QString& name) {
  if (tasks_.isExporting())
    return parts_.notices.show(Severity::Info, tr("An export is still being written"), tr("Try again in a moment."));
  const bool isFolder = request.format == session::ExportFormat::C;
  settings_.setText(kFolder, isFolder ? path : QFileInfo(path).absolutePath());
  const QString out = isFolder ? QDir(path).filePath(name) : path;
  request.out = out.toStdString();
  request.force = !isFolder;  // the dialog has asked
  if (!isFolder || !QFileInfo::exists(out)) return tasks_.exportProgram(request);
  parts_.notices.offer(Severity::Warning, tr("%1 exists already").arg(name),
                       tr("Choose another folder, or replace it: %1").arg(out), {tr("Replace"), [this, request] {
                                                                                   session::ExportRequest forced =
                                                                                       request;
                                                                                   forced.force = true;
                                                                                   tasks_.exportProgram(forced);
                                                                                 }});
}

void DeployBinder::selectLayer(int layer) {
  layer_ = layer;
  if (!parts_.view.hasDeployment() || !run_ || !run_->outline) return;
  const auto& layers = run_->outline->model.layers;
  if (layer < 0 || layer >= static_cast<int>(layers.size())) return;
  const QScopedValueRollback rollback(quiet_, true);
  parts_.view.selectLayer(QString::fromStdString(layers[static_cast<std::size_t>(layer)].name));
}

}  // namespace dyadic::shell
