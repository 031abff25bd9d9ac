// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/Question.h"

#include <QMessageBox>

#include "widgets/theme/Icons.h"
#include "widgets/theme/Theme.h"

namespace dyadic::shell {

QMessageBox* question(const QString& title, const QString& text, QWidget* parent) {
  auto* box = new QMessageBox(QMessageBox::NoIcon, title, text, QMessageBox::NoButton, parent);
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setIconPixmap(widgets::icon(QStringLiteral("warning"), widgets::colors().warn).pixmap(32, 32));
  return box;
}

}  // namespace dyadic::shell
