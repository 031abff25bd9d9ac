// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/MessageBanner.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QShortcut>

#include "widgets/controls/Parts.h"
#include "widgets/theme/Icons.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {

struct MessageBanner::Private {
  Severity severity = Severity::Info;
  QLabel* sign = nullptr;
  QLabel* title = nullptr;
  QLabel* text = nullptr;
  QPushButton* action = nullptr;
  QToolButton* copy = nullptr;
};

namespace {

struct Look {
  QString icon;
  QColor color;
  QColor soft;
};

Look lookOf(Severity severity) {
  const Colors& c = colors();
  switch (severity) {
    case Severity::Success:
      return {QStringLiteral("check"), c.ok, c.okSoft};
    case Severity::Warning:
      return {QStringLiteral("warning"), c.warn, c.warnSoft};
    case Severity::Error:
      return {QStringLiteral("error"), c.bad, c.badSoft};
    case Severity::Info:
      break;
  }
  return {QStringLiteral("info"), c.accent, c.accentSoft};
}

}  // namespace

MessageBanner::MessageBanner(QWidget* parent) : QWidget(parent), d_(std::make_unique<Private>()) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(kSpace + kHalfSpace, kSpace, kSpace, kSpace);
  row->setSpacing(kSpace);
  d_->sign = new QLabel;
  d_->sign->setFixedSize(18, 18);
  row->addWidget(d_->sign, 0, Qt::AlignTop);
  auto* texts = new QVBoxLayout;
  texts->setSpacing(2);
  d_->title = headingLabel({});
  d_->title->setWordWrap(true);
  d_->text = new QLabel;
  d_->text->setWordWrap(true);
  for (QLabel* label : {d_->title, d_->text}) {
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    texts->addWidget(label);
  }
  row->addLayout(texts, 1);
  d_->action = new QPushButton;
  row->addWidget(d_->action, 0, Qt::AlignTop);
  d_->copy = iconButton(QStringLiteral("copy"), tr("Copy the message"));
  row->addWidget(d_->copy, 0, Qt::AlignTop);
  QToolButton* close = iconButton(QStringLiteral("close"), tr("Close the message"));
  row->addWidget(close, 0, Qt::AlignTop);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
  connect(d_->copy, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(text()); });
  connect(d_->action, &QPushButton::clicked, this, &MessageBanner::actionTriggered);
  connect(close, &QToolButton::clicked, this, [this] {
    hide();
    Q_EMIT closed();
  });
  connect(&ThemeNotifier::instance(), &ThemeNotifier::changed, this, &MessageBanner::updateLook);
  hide();
}

MessageBanner::~MessageBanner() = default;

void MessageBanner::updateLook() {
  const Look look = lookOf(d_->severity);
  d_->sign->setPixmap(icon(look.icon, look.color).pixmap(QSize(18, 18), devicePixelRatioF()));
  update();
}

void MessageBanner::showMessage(Severity severity, const QString& title, const QString& text, const QString& action) {
  d_->severity = severity;
  d_->title->setText(title);
  d_->text->setText(text);
  d_->text->setVisible(!text.isEmpty());
  d_->action->setText(action);
  d_->action->setVisible(!action.isEmpty());
  d_->copy->setVisible(severity == Severity::Error || severity == Severity::Warning);
  setAccessibleName(title);
  setAccessibleDescription(text);
  updateLook();
  show();
}

void MessageBanner::clear() { hide(); }

QString MessageBanner::text() const {
  return d_->text->text().isEmpty() ? d_->title->text() : d_->title->text() + QLatin1Char('\n') + d_->text->text();
}

void MessageBanner::paintEvent(QPaintEvent*) {
  const Look look = lookOf(d_->severity);
  QColor edge = look.color;
  edge.setAlphaF(0.35F);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(edge);
  painter.setBrush(look.soft);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), kSpace, kSpace);
}

}  // namespace dyadic::widgets
