// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/OpenActions.h"

#include <QAction>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QRegularExpression>
#include <utility>

#include "app/shell/MainMenu.h"
#include "app/shell/Notices.h"
#include "app/shell/RunBinder.h"
#include "app/shell/SetupBinder.h"

namespace dyadic::shell {
namespace {

using Recent = runtime::Settings::Recent;

QString modelFilter() {
  return OpenActions::tr("Models (*.safetensors *.onnx *.pt *.pth *.th *.tar *.bin *.ckpt);;All files (*)");
}

enum class Kind { Run, RunFolder, Config, Data, Model };

/// Files of data sets as they are called everywhere: Fashion-MNIST's, CIFAR's, and images.
bool isDataName(const QString& name) {
  static const QRegularExpression kNames(
      QStringLiteral("(idx[13]-ubyte(\\.gz)?|^(data_batch_\\d|test_batch)(\\.bin)?|^batches\\.meta(\\.txt)?|"
                     "^(train|test)(\\.bin)?|\\.(jpe?g|png))$"),
      QRegularExpression::CaseInsensitiveOption);
  return kNames.match(name).hasMatch();
}

Kind kindOf(const QString& path) {
  const QFileInfo info(path);
  if (info.isDir()) {
    const bool runs = !QDir(path).entryList({QStringLiteral("*.h5")}, QDir::Files).isEmpty();
    return runs ? Kind::RunFolder : Kind::Data;
  }
  const QString suffix = info.suffix().toLower();
  QFile file(path);
  const QByteArray start = info.isFile() && file.open(QIODevice::ReadOnly) ? file.read(8) : QByteArray();
  if (start.startsWith("\x89HDF") || suffix == QLatin1String("h5")) return Kind::Run;
  if (suffix == QLatin1String("json")) return Kind::Config;
  // 0, 0, a type, dimensions: how IDX files begin.
  const bool idx =
      start.size() > 3 && start[0] == 0 && start[1] == 0 && start[2] == 8 && (start[3] == 1 || start[3] == 3);
  return idx || isDataName(info.fileName()) ? Kind::Data : Kind::Model;
}

const QString kFileFolder = QStringLiteral("folder/open");
const QString kDataFolder = QStringLiteral("folder/data");

}  // namespace

OpenActions::OpenActions(runtime::Engine engine, const Parts& parts, QObject* parent)
    : QObject(parent), engine_(std::move(engine)), parts_(parts) {
  const MainMenu& menu = parts_.menu;
  connect(menu.openModel, &QAction::triggered, this,
          [this] { chooseFile(tr("Open model"), modelFilter(), &OpenActions::openModel); });
  connect(menu.openData, &QAction::triggered, this, [this] { chooseData(false); });
  connect(menu.openDataFile, &QAction::triggered, this, [this] { chooseData(true); });
  connect(menu.openRun, &QAction::triggered, this,
          [this] { chooseFile(tr("Open run file"), tr("Run files (*.h5);;All files (*)"), &OpenActions::openRun); });
  connect(menu.openConfig, &QAction::triggered, this, [this] {
    chooseFile(tr("Open run config"), tr("Run configs (*.json);;All files (*)"), &OpenActions::openConfig);
  });
  connect(menu.recent, &QMenu::aboutToShow, this, &OpenActions::fillRecent);
}

void OpenActions::openPath(const QString& path) {
  switch (kindOf(path)) {
    case Kind::Run:
      return openRun(path);
    case Kind::RunFolder:
      return parts_.run.openFolder(path);
    case Kind::Config:
      return openConfig(path);
    case Kind::Data:
      return openData(path);
    case Kind::Model:
      return openModel(path);
  }
}

void OpenActions::openExample() {
  auto config = engine_.readConfig(engine_.resourcesFolder() + "/presets/quickstart.json");
  if (!config) {
    parts_.notices.showError(tr("The built-in example cannot be read"), config.error());
    return;
  }
  config->output.clear();
  setUp(*config);
}

void OpenActions::chooseAny() {
  chooseFile(
      tr("Open model, run or config"),
      tr("All that can be opened (*.safetensors *.onnx *.pt *.pth *.th *.tar *.bin *.ckpt *.h5 *.json);;All files (*)"),
      &OpenActions::openPath);
}

void OpenActions::setUp(const RunConfig& config) { parts_.setup.setConfig(config); }

void OpenActions::openModel(const QString& path) { parts_.setup.openModel(path); }

void OpenActions::openData(const QString& path) { parts_.setup.openData(path); }

void OpenActions::openRun(const QString& path) { parts_.run.openFile(path); }

void OpenActions::openConfig(const QString& path) {
  const QFileInfo info(path);
  const bool special = info.exists() && !info.isFile() && !info.isDir();  // a pipe: reading it may never end
  const auto config =
      special ? failure(DYADIC_TR("engine", "%1 is no regular file. Save what it holds as a file, and open that."),
                        {path.toStdString()})
              : engine_.readConfig(path.toStdString());
  if (config)
    setUp(*config);
  else
    parts_.notices.showError(tr("The run config cannot be used"), config.error());
}

void OpenActions::chooseFile(const QString& title, const QString& filter, void (OpenActions::*open)(const QString&)) {
  auto* dialog = new QFileDialog(&parts_.window, title, settings_.text(kFileFolder, QDir::currentPath()), filter);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  connect(dialog, &QFileDialog::fileSelected, this, [this, open](const QString& path) {
    settings_.setText(kFileFolder, QFileInfo(path).absolutePath());
    (this->*open)(path);
  });
  dialog->open();
}

void OpenActions::chooseData(bool file) {
  auto* dialog = new QFileDialog(&parts_.window, file ? tr("Open a file of a data set") : tr("Open data set"),
                                 settings_.text(kDataFolder));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(file ? QFileDialog::ExistingFile : QFileDialog::Directory);
  if (file)
    dialog->setNameFilters(
        {tr("Data sets (*ubyte *ubyte.gz *.bin *_batch* batches.meta* train test)"), tr("All files (*)")});
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
    settings_.setText(kDataFolder, QFileInfo(path).absolutePath());
    openData(path);
  });
  dialog->open();
}

void OpenActions::fillRecent() {
  QMenu& menu = *parts_.menu.recent;
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
      connect(action, &QAction::triggered, this, [this, path, kind = kind] {
        kind == Recent::Runs ? openRun(path) : kind == Recent::Data ? openData(path) : openModel(path);
      });
    }
  }
  if (menu.isEmpty()) menu.addAction(tr("Nothing yet"))->setEnabled(false);
}

}  // namespace dyadic::shell
