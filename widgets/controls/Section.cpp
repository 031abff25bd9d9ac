// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/Section.h"

#include <QToolButton>
#include <QVBoxLayout>

#include "widgets/theme/Icons.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {

Section::Section(const QString& title, QWidget* content, QWidget* parent)
    : QWidget(parent), header_(new QToolButton), content_(content) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(kSpace);
  header_->setText(title);
  header_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  header_->setIconSize(QSize(kIconSize, kIconSize));
  header_->setFocusPolicy(Qt::StrongFocus);
  header_->setCheckable(true);
  header_->setChecked(true);
  header_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  header_->setStyleSheet(
      QStringLiteral("QToolButton { font-weight: 600; text-align: left; padding: 4px 2px; }"
                     "QToolButton:checked:!hover { background: transparent; }"));
  column->addWidget(header_);
  column->addWidget(content_);
  connect(header_, &QToolButton::toggled, this, &Section::setOpen);
  setOpen(true);
}

void Section::setOpen(bool on) {
  header_->setChecked(on);
  header_->setIcon(icon(on ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right")));
  content_->setVisible(on);
}

bool Section::isOpen() const { return header_->isChecked(); }

}  // namespace dyadic::widgets
