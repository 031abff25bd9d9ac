// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/Parts.h"

#include <QEvent>
#include <QPainter>
#include <QStyle>
#include <QVariant>

#include "widgets/theme/Icons.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {

QToolButton* iconButton(const QString& iconName, const QString& text) {
  auto* button = new QToolButton;
  button->setIcon(icon(iconName));
  button->setIconSize(QSize(kIconSize, kIconSize));
  button->setToolTip(text);
  button->setAccessibleName(text);
  button->setFocusPolicy(Qt::StrongFocus);
  button->setAutoRaise(true);
  return button;
}

QLabel* mutedLabel(const QString& text) {
  auto* label = new QLabel(text);
  label->setProperty("muted", true);
  return label;
}

QLabel* headingLabel(const QString& text) {
  auto* label = new QLabel(text);
  label->setStyleSheet(QStringLiteral("font-weight: 600;"));
  return label;
}

QLabel* problemLabel() {
  auto* label = new QLabel;
  label->setProperty("problem", true);
  label->setWordWrap(true);
  label->setTextInteractionFlags(Qt::TextSelectableByMouse);
  label->hide();
  return label;
}

void showProblem(QLabel& label, const QString& text) {
  label.setText(text);
  label.setVisible(!text.isEmpty());
}

void setStyleProperty(QWidget& widget, const char* name, const QVariant& value) {
  if (widget.property(name) == value) return;
  widget.setProperty(name, value);
  widget.style()->unpolish(&widget);
  widget.style()->polish(&widget);
}

ElidedLabel::ElidedLabel(const QString& text, Qt::TextElideMode mode) : full_(text), mode_(mode) {
  setTextFormat(Qt::PlainText);
  setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  elide();
}

void ElidedLabel::setFullText(const QString& text) {
  if (text == full_) return;
  full_ = text;
  elide();
  updateGeometry();
}

QSize ElidedLabel::minimumSizeHint() const { return {24, QLabel::minimumSizeHint().height()}; }

QSize ElidedLabel::sizeHint() const {
  return {fontMetrics().horizontalAdvance(full_) + 2, QLabel::sizeHint().height()};
}

void ElidedLabel::resizeEvent(QResizeEvent* event) {
  QLabel::resizeEvent(event);
  elide();
}

void ElidedLabel::changeEvent(QEvent* event) {
  QLabel::changeEvent(event);
  if (event->type() == QEvent::FontChange) elide();
}

void ElidedLabel::elide() {
  const QString shown = fontMetrics().elidedText(full_, mode_, std::max(width(), 24));
  if (shown != text()) setText(shown);
  setToolTip(shown == full_ ? QString() : full_);
}

int paintPill(QPainter& painter, const QRect& rect, const QString& text, const QColor& color, bool right) {
  const QFont small = themeFont(FontRole::Small);
  const int width = QFontMetrics(small).horizontalAdvance(text) + 14;
  QRectF pill(right ? rect.right() - width + 1 : rect.left(), rect.center().y() - 9, width, 19);
  QColor soft = color;
  soft.setAlphaF(currentTheme() == Theme::Dark ? 0.22F : 0.13F);
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(soft);
  painter.drawRoundedRect(pill, 9.5, 9.5);
  painter.setFont(small);
  painter.setPen(color);
  painter.drawText(pill, Qt::AlignCenter, text);
  painter.restore();
  return width;
}

}  // namespace dyadic::widgets
