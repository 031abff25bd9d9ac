// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/ProblemPage.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "widgets/controls/Parts.h"
#include "widgets/theme/Icons.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {

ProblemPage::ProblemPage(const QString& action, QWidget* parent)
    : QWidget(parent),
      mark_(new QLabel),
      title_(headingLabel({})),
      text_(new QPlainTextEdit),
      copy_(new QPushButton(icon(QStringLiteral("copy")), tr("&Copy"))) {
  setProperty("surface", true);
  setAttribute(Qt::WA_StyledBackground);
  title_->setWordWrap(true);
  text_->setReadOnly(true);
  text_->setFrameShape(QFrame::NoFrame);
  text_->setAccessibleName(tr("What went wrong"));
  text_->setTabChangesFocus(true);
  copy_->setToolTip(tr("Copy the message"));
  auto* act = new QPushButton(action);
  act->setProperty("primary", true);
  auto* head = new QHBoxLayout;
  head->setSpacing(kSpace);
  head->addWidget(mark_, 0, Qt::AlignTop);
  head->addWidget(title_, 1);
  auto* foot = new QHBoxLayout;
  foot->setSpacing(kSpace);
  foot->addWidget(act);
  foot->addWidget(copy_);
  foot->addStretch(1);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
  column->setSpacing(kSpace);
  column->addLayout(head);
  column->addWidget(text_, 1);
  column->addLayout(foot);
  connect(copy_, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(said()); });
  connect(act, &QPushButton::clicked, this, &ProblemPage::actionTriggered);
  connect(&ThemeNotifier::instance(), &ThemeNotifier::changed, this, [this] { paintMark(); });
  paintMark();
}

void ProblemPage::say(const QString& title, const QString& text) {
  title_->setText(title);
  text_->setPlainText(text);
  setAccessibleName(title);
}

QString ProblemPage::said() const { return title_->text() + QLatin1Char('\n') + text_->toPlainText(); }

void ProblemPage::paintMark() {
  mark_->setPixmap(icon(QStringLiteral("error"), colors().bad).pixmap(QSize(20, 20), devicePixelRatioF()));
}

}  // namespace dyadic::widgets
