// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/WindowHelp.h"

#include <QAction>
#include <QApplication>
#include <QMainWindow>
#include <utility>

#include "app/shell/About.h"
#include "app/shell/CommandPalette.h"
#include "app/shell/MainMenu.h"
#include "app/shell/MethodHelp.h"
#include "app/shell/ShortcutHelp.h"
#include "widgets/panels/WelcomeCard.h"

namespace dyadic::shell {
namespace {

const QString kWelcome = QStringLiteral("welcome");

}  // namespace

WindowHelp::WindowHelp(Parts parts, QObject* parent) : QObject(parent), parts_(std::move(parts)) {
  const MainMenu& menu = parts_.menu;
  QMainWindow* window = &parts_.window;
  connect(menu.commands, &QAction::triggered, this, &WindowHelp::showCommands);
  connect(menu.methodHelp, &QAction::triggered, this, [this] { showMethod(parts_.method()); });
  connect(menu.shortcutHelp, &QAction::triggered, this, [window] { showShortcuts(*window->menuBar(), window); });
  connect(menu.glossary, &QAction::triggered, this, [window] { showGlossary(window); });
  connect(menu.about, &QAction::triggered, this, [window] { showAbout(window); });
  connect(menu.aboutQt, &QAction::triggered, qApp, &QApplication::aboutQt);
  widgets::WelcomeCard* card = &parts_.welcome;
  card->setVisible(settings_.text(kWelcome).isEmpty());
  connect(menu.welcome, &QAction::triggered, card, &QWidget::show);
  connect(card, &widgets::WelcomeCard::closed, this, [this] {
    settings_.setText(kWelcome, QStringLiteral("closed"));
    hideWelcome();
  });
}

void WindowHelp::hideWelcome() { parts_.welcome.hide(); }

void WindowHelp::showMethod(const QString& id) {
  if (!methodHelp_) methodHelp_ = new MethodHelp(parts_.methods, &parts_.window);
  methodHelp_->showMethod(id);
  methodHelp_->show();
  methodHelp_->raise();
  methodHelp_->activateWindow();
}

void WindowHelp::showCommands() {
  std::vector<widgets::Command> commands = menuCommands(*parts_.window.menuBar());
  for (widgets::Command& more : parts_.commands()) commands.push_back(std::move(more));
  (new widgets::CommandList(std::move(commands), &parts_.window))->show();
}

}  // namespace dyadic::shell
