// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenuBar>
#include <QString>

namespace dyadic::shell {

/// All keys as one page: those of the menus, read from them, and those that work inside a view. Does not block.
void showShortcuts(const QMenuBar& bar, QWidget* parent);

/// What each quantity of the window means. Does not block.
void showGlossary(QWidget* parent);

/// The page of keys, as the rich text that Qt reads.
[[nodiscard]] QString shortcutPage(const QMenuBar& bar);

}  // namespace dyadic::shell
