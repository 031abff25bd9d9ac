// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/EmptyPage.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "widgets/controls/Parts.h"
#include "widgets/theme/Icons.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {

EmptyPage::EmptyPage(const QString& iconName, QWidget* parent)
    : QWidget(parent), iconName_(iconName), mark_(new QLabel), title_(headingLabel({})), text_(mutedLabel()) {
  setProperty("surface", true);
  setAttribute(Qt::WA_StyledBackground);
  auto* column = new QVBoxLayout(this);
  column->setSpacing(kSpace);
  column->addStretch(2);
  for (QLabel* label : {mark_, title_, text_}) {
    label->setAlignment(Qt::AlignHCenter);
    auto* row = new QHBoxLayout;  // an alignment instead would not give a wrapped text its height
    row->addStretch(1);
    row->addWidget(label);
    row->addStretch(1);
    column->addLayout(row);
  }
  text_->setWordWrap(true);
  text_->setFixedWidth(440);
  text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  column->addStretch(3);
  connect(&ThemeNotifier::instance(), &ThemeNotifier::changed, this, [this] { paintMark(); });
  paintMark();
}

void EmptyPage::say(const QString& title, const QString& text) {
  title_->setText(title);
  text_->setText(text);
}

QString EmptyPage::said() const { return title_->text() + QLatin1Char('\n') + text_->text(); }

void EmptyPage::paintMark() {
  mark_->setPixmap(icon(iconName_, colors().textFaint).pixmap(QSize(48, 48), devicePixelRatioF()));
}

}  // namespace dyadic::widgets
