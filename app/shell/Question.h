// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QMessageBox;
class QWidget;

namespace dyadic::shell {

/// A question in the look of the window. The caller adds the answers and calls open(), so that nothing waits for them;
/// the box deletes itself.
[[nodiscard]] QMessageBox* question(const QString& title, const QString& text, QWidget* parent);

}  // namespace dyadic::shell
