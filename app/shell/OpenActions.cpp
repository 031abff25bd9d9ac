// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/OpenActions.h"

#include <QAction>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <utility>

#include "app/shell/MainMenu.h"
#include "app/shell/Notices.h"
#include "app/shell/RunBinder.h"
#include "app/shell/SetupBinder.h"

namespace dyadic::shell {
namespace {

using Recent = runtime::Settings::Recent;

const QString kFileFolder = QStringLiteral("folder/open");
const QString kDataFolder = QStringLiteral("folder/data");

}  // namespace

OpenActions::OpenActions(runtime::Engine engine, const Parts& parts, QObject* parent)
    : QObject(parent), engine_(std::move(engine)), parts_(parts) {
  const MainMenu& menu = parts_.menu;
  connect(menu.openModel, &QAction::triggered, this, [this] {
    chooseFile(tr("Open model"), tr("Models (*.safetensors);;All files (*)"), &OpenActions::openModel);
  });
  connect(menu.openData, &QAction::triggered, this, &OpenActions::chooseData);
  connect(menu.openRun, &QAction::triggered, this,
          [this] { chooseFile(tr("Open run file"), tr("Run files (*.h5);;All files (*)"), &OpenActions::openRun); });
  connect(menu.openConfig, &QAction::triggered, this, [this] {
    chooseFile(tr("Open run config"), tr("Run configs (*.json);;All files (*)"), &OpenActions::openConfig);
  });
  connect(menu.recent, &QMenu::aboutToShow, this, &OpenActions::fillRecent);
}

void OpenActions::openPath(const QString& path) {
  const QString suffix = QFileInfo(path).suffix().toLower();
  if (suffix == QLatin1String("h5"))
    openRun(path);
  else if (suffix == QLatin1String("json"))
    openConfig(path);
  else if (QFileInfo(path).isDir())
    openData(path);
  else
    openModel(path);
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
  chooseFile(tr("Open model, run or config"), tr("All that can be opened (*.safetensors *.h5 *.json);;All files (*)"),
             &OpenActions::openPath);
}

void OpenActions::setUp(const RunConfig& config) { parts_.setup.setConfig(config); }

void OpenActions::openModel(const QString& path) { parts_.setup.openModel(path); }

void OpenActions::openData(const QString& path) { parts_.setup.openData(path); }

void OpenActions::openRun(const QString& path) { parts_.run.openFile(path); }

void OpenActions::openConfig(const QString& path) {
  const auto config = engine_.readConfig(path.toStdString());
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

void OpenActions::chooseData() {
  auto* dialog = new QFileDialog(&parts_.window, tr("Open data set"), settings_.text(kDataFolder));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::Directory);
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
      connect(action, &QAction::triggered, this, [this, path] { openPath(path); });
    }
  }
  if (menu.isEmpty()) menu.addAction(tr("Nothing yet"))->setEnabled(false);
}

}  // namespace dyadic::shell
