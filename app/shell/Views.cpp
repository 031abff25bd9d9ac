// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/Views.h"

#include <QAction>
#include <QActionGroup>
#include <QBoxLayout>
#include <QMenuBar>

#include "app/shell/CommandPalette.h"
#include "app/shell/MainMenu.h"
#include "widgets/controls/Segmented.h"

namespace dyadic::shell {

Views::Views(MainMenu& menu, QMenuBar& bar, QBoxLayout& pages, QObject* parent)
    : QObject(parent), menu_(menu), bar_(bar), pages_(pages), choices_(new widgets::Segmented({})) {
  bar_.setCornerWidget(choices_);
  connect(choices_, &widgets::Segmented::currentChanged, this,
          [this](int index) { choose(entries_[static_cast<std::size_t>(index)]); });
}

void Views::add(View view, const QString& name, QWidget* page) {
  choices_->addChoice(withoutMnemonic(name));
  choices_->adjustSize();
  connect(menu_.addView(name), &QAction::triggered, this, [this, entry = Entry{view, page}] { choose(entry); });
  pages_.addWidget(page, 1);
  page->hide();
  entries_.push_back({view, page});
}

void Views::choose(const Entry& entry) {
  show(entry.view);
  entry.page->setFocus();
}

void Views::show(View view) {
  current_ = view;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (entries_[i].view != view) continue;
    choices_->setCurrent(static_cast<int>(i));
    menu_.views->actions()[static_cast<qsizetype>(i)]->setChecked(true);
  }
  for (const Entry& entry : entries_) entry.page->setVisible(entry.view == view);
  Q_EMIT changed(view);
}

}  // namespace dyadic::shell
