// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/WelcomeCard.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

#include "widgets/controls/Parts.h"
#include "widgets/theme/Icons.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {

WelcomeCard::WelcomeCard(QWidget* parent) : QWidget(parent) {
  setObjectName(QStringLiteral("welcome"));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(kMargin, kSpace + kHalfSpace, kSpace + kHalfSpace, kMargin);
  column->setSpacing(kSpace + kHalfSpace);
  auto* head = new QHBoxLayout;
  head->addWidget(headingLabel(tr("The example is loaded: a ResNet-8 that tells clothes apart. Three ways to begin")),
                  1);
  QToolButton* close = iconButton(QStringLiteral("close"), tr("Close (it is in the Help menu)"));
  head->addWidget(close);
  column->addLayout(head);
  auto* row = new QHBoxLayout;
  row->setSpacing(kMargin);
  const auto add = [&](const QString& iconName, const QString& text, const QString& what, auto signal) {
    auto* box = new QVBoxLayout;
    box->setSpacing(kHalfSpace);
    auto* button = new QPushButton(text);
    button->setIcon(icon(iconName));
    connect(button, &QPushButton::clicked, this, &WelcomeCard::closed);
    connect(button, &QPushButton::clicked, this, signal);
    auto* label = mutedLabel(what);
    label->setWordWrap(true);
    label->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    button->setToolTip(what);
    box->addWidget(button);
    box->addWidget(label, 1);
    notes_.push_back(label);
    row->addLayout(box, 1);
  };
  add(QStringLiteral("explore"), tr("Explore &bits"), tr("See what fewer bits do to each layer, without training."),
      &WelcomeCard::exploreRequested);
  add(QStringLiteral("play"), tr("Run the e&xample"), tr("Quantize it stage by stage, in a few minutes."),
      &WelcomeCard::startRequested);
  add(QStringLiteral("folder"), tr("Open your &own…"), tr("A model, a run or a config. You can drop it here, too."),
      &WelcomeCard::openRequested);
  column->addLayout(row);
  connect(close, &QToolButton::clicked, this, &WelcomeCard::closed);
  connect(&ThemeNotifier::instance(), &ThemeNotifier::changed, this, qOverload<>(&QWidget::update));
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
}

void WelcomeCard::showEvent(QShowEvent* event) {
  constexpr int kLow = 800;  // pixels; the plots below need what the notes take
  const bool room = screen()->availableGeometry().height() >= kLow;
  for (QLabel* note : notes_) note->setVisible(room);
  QWidget::showEvent(event);
}

void WelcomeCard::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  QColor edge = colors().accent;
  edge.setAlphaF(0.35F);
  painter.setPen(edge);
  painter.setBrush(colors().accentSoft);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), kSpace, kSpace);
}

}  // namespace dyadic::widgets
