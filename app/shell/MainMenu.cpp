// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/MainMenu.h"

#include <QAction>
#include <QActionGroup>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

#include "widgets/theme/Icons.h"

namespace dyadic::shell {
namespace {

QAction* add(QMenu* menu, const QString& text, const QList<QKeySequence>& shortcuts = {}, const QString& icon = {}) {
  QAction* action = menu->addAction(text);
  action->setShortcuts(shortcuts);
  if (!icon.isEmpty()) action->setIcon(widgets::icon(icon));
  return action;
}

QAction* addToggle(QMenu* menu, const QString& text, const QList<QKeySequence>& shortcuts = {}) {
  QAction* action = add(menu, text, shortcuts);
  action->setCheckable(true);
  return action;
}

}  // namespace

MainMenu::MainMenu(QMainWindow& window) : QObject(&window) {
  makeFileMenu(window);
  edit = window.menuBar()->addMenu(tr("&Edit"));
  makeRunMenu(window);
  makeViewMenu(window);
  makeHelpMenu(window);
}

void MainMenu::makeFileMenu(QMainWindow& window) {
  QMenu* file = window.menuBar()->addMenu(tr("&File"));
  openModel = add(file, tr("Open &model…"), {QKeySequence::Open}, QStringLiteral("model"));
  openData = add(file, tr("Open &data set…"), {QKeySequence(tr("Ctrl+Shift+O"))}, QStringLiteral("data"));
  openDataFile = add(file, tr("Open data fi&le…"));
  openRun = add(file, tr("Open &run file…"), {QKeySequence(tr("Ctrl+Alt+O"))}, QStringLiteral("folder"));
  openConfig = add(file, tr("Open run con&fig…"));
  recent = file->addMenu(tr("Ope&n recent"));
  file->addSeparator();
  exportFigure = add(file, tr("&Export figure…"), {QKeySequence(tr("Ctrl+E"))}, QStringLiteral("image"));
  exportMenu = file->addMenu(tr("Export a &view"));
  exportIntegers = file->addMenu(tr("Export &integer program"));
  exportIntegers->setToolTipsVisible(true);
  reportRun = add(file, tr("Repor&t of this run…"), {QKeySequence(tr("Ctrl+Shift+E"))});
  reportRuns = add(file, tr("Report com&paring the runs…"));
  file->addSeparator();
  closeWindow = add(file, tr("&Close window"), {QKeySequence(tr("Ctrl+W"))});
  quit = add(file, tr("&Quit"), {QKeySequence(tr("Ctrl+Q"))});
  quit->setMenuRole(QAction::QuitRole);
}

void MainMenu::makeRunMenu(QMainWindow& window) {
  QMenu* menu = window.menuBar()->addMenu(tr("&Run"));
  start = add(menu, tr("&Start"), {QKeySequence(tr("Ctrl+R")), QKeySequence(Qt::Key_F5)}, QStringLiteral("play"));
  queueVariants = add(menu, tr("&Queue variants…"), {QKeySequence(tr("Ctrl+Shift+R"))}, QStringLiteral("plus"));
  pause = add(menu, tr("&Pause"), {QKeySequence(tr("Ctrl+P"))}, QStringLiteral("pause"));
  stop = add(menu, tr("S&top"), {QKeySequence(tr("Shift+F5"))}, QStringLiteral("stop"));
  menu->addSeparator();
  previousStage = add(menu, tr("Pre&vious stage"), {QKeySequence(tr("Alt+Left"))});
  nextStage = add(menu, tr("&Next stage"), {QKeySequence(tr("Alt+Right"))});
  followLive = add(menu, tr("&Follow live"), {QKeySequence(tr("Ctrl+L"))}, QStringLiteral("live"));
  menu->addSeparator();
  measure = add(menu, tr("&Measure sensitivities"), {QKeySequence(tr("Ctrl+M"))}, QStringLiteral("explore"));
  proposeBits = add(menu, tr("Propose &bits"), {QKeySequence(tr("Ctrl+Shift+B"))});
  menu->addSeparator();
  verify = add(menu, tr("V&erify integers"), {QKeySequence(tr("Ctrl+Shift+V"))}, QStringLiteral("check"));
}

QAction* MainMenu::addView(const QString& name) {
  auto* action = new QAction(name, views);
  action->setCheckable(true);
  action->setShortcut(QKeySequence(tr("Ctrl+%1").arg(views->actions().size())));
  viewMenu_->insertAction(viewsEnd_, action);
  return action;
}

void MainMenu::makeViewMenu(QMainWindow& window) {
  QMenu* view = viewMenu_ = window.menuBar()->addMenu(tr("&View"));
  views = new QActionGroup(this);
  viewsEnd_ = view->addSeparator();
  showRuns = addToggle(view, tr("Runs and &set-up"), {QKeySequence(tr("Ctrl+B"))});
  showLayers = addToggle(view, tr("&Layers"), {QKeySequence(tr("Ctrl+Shift+L"))});
  showDetails = addToggle(view, tr("Deta&ils"), {QKeySequence(tr("Ctrl+D"))});
  view->addSeparator();
  QMenu* theme = view->addMenu(tr("&Theme"));
  themes = new QActionGroup(this);
  const std::pair<QString, const char*> entries[] = {
      {tr("As the &system"), "system"}, {tr("&Light"), "light"}, {tr("&Dark"), "dark"}};
  for (const auto& [text, id] : entries) {
    QAction* action = addToggle(theme, text);
    action->setData(QString::fromLatin1(id));
    themes->addAction(action);
  }
  languages = view->addMenu(tr("L&anguage"));
  view->addSeparator();
  resetLayout = add(view, tr("Reset la&yout"), {}, QStringLiteral("reset"));
}

void MainMenu::makeHelpMenu(QMainWindow& window) {
  QMenu* help = window.menuBar()->addMenu(tr("&Help"));
  commands = add(help, tr("Find a &command…"), {QKeySequence(tr("Ctrl+K"))}, QStringLiteral("search"));
  methodHelp = add(help, tr("&Methods"), {QKeySequence(QKeySequence::HelpContents)}, QStringLiteral("help"));
  shortcutHelp = add(help, tr("&Keyboard shortcuts"), {QKeySequence(tr("Ctrl+/"))});
  glossary = add(help, tr("Q&uantities"));
  welcome = add(help, tr("&Welcome"));
  help->addSeparator();
  about = add(help, tr("&About Dyadic"));
  about->setMenuRole(QAction::AboutRole);
  aboutQt = add(help, tr("About &Qt"));
  aboutQt->setMenuRole(QAction::AboutQtRole);
}

}  // namespace dyadic::shell
