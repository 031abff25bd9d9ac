// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/CommandPalette.h"

#include <QAction>
#include <QMenu>
#include <QPointer>
#include <QRegularExpression>

namespace dyadic::shell {

QString withoutMnemonic(QString text) {
  static const QRegularExpression inParentheses(QStringLiteral("\\s*\\(&\\w\\)"));  // Chinese: "文件(&F)"
  text.remove(inParentheses);
  text.replace(QLatin1String("&&"), QChar(0));
  text.remove(QLatin1Char('&')).replace(QChar(0), QLatin1Char('&'));
  return text;
}

namespace {

void collect(QMenu& menu, const QString& group, std::vector<widgets::Command>& commands) {
  Q_EMIT menu.aboutToShow();
  for (QAction* action : menu.actions()) {
    if (action->isSeparator() || !action->isVisible()) continue;
    const QString title = withoutMnemonic(action->text());
    if (QMenu* inner = action->menu()) {
      collect(*inner, group + QStringLiteral(" \u203a ") + title, commands);
      continue;
    }
    widgets::Command command;
    command.title = action->isCheckable() && action->isChecked() ? title + QStringLiteral("  \u2713") : title;
    command.group = group;
    command.shortcut = action->shortcut().toString(QKeySequence::NativeText);
    command.enabled = action->isEnabled() && menu.isEnabled();
    command.run = [target = QPointer<QAction>(action)] {
      if (target) target->trigger();
    };
    commands.push_back(std::move(command));
  }
}

}  // namespace

std::vector<widgets::Command> menuCommands(const QMenuBar& bar) {
  std::vector<widgets::Command> commands;
  for (QAction* action : bar.actions())
    if (QMenu* menu = action->menu()) collect(*menu, withoutMnemonic(action->text()), commands);
  return commands;
}

}  // namespace dyadic::shell
