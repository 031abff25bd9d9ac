// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenuBar>
#include <vector>

#include "widgets/panels/CommandList.h"

namespace dyadic::shell {

/// The text of a menu entry or a button as it is read: "&File" is File, and "文件(&F)" is 文件.
[[nodiscard]] QString withoutMnemonic(QString text);

/// Every action of the menus and of their submenus as a command, in their order: what a menu is filled with when it is
/// about to show included. Window thread.
[[nodiscard]] std::vector<widgets::Command> menuCommands(const QMenuBar& bar);

}  // namespace dyadic::shell
