// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/DropHint.h"

#include <QPainter>

#include "widgets/theme/Icons.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {

DropHint::DropHint(QWidget& window) : QWidget(&window) {
  setAttribute(Qt::WA_TransparentForMouseEvents);
  setObjectName(QStringLiteral("dropHint"));
  hide();
}

void DropHint::showHint(const QString& text) {
  text_ = text;
  setAccessibleName(text);
  setGeometry(parentWidget()->rect());
  raise();
  show();
}

void DropHint::paintEvent(QPaintEvent*) {
  const Colors& c = colors();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  QColor veil = c.window;
  veil.setAlphaF(0.8F);
  painter.fillRect(rect(), veil);
  const QRectF frame = QRectF(rect()).adjusted(kMargin, kMargin, -kMargin, -kMargin);
  painter.setPen(QPen(c.accent, 2, Qt::DashLine));
  painter.setBrush(Qt::NoBrush);
  painter.drawRoundedRect(frame, kMargin, kMargin);
  constexpr int kSign = 32;
  const QRect sign(rect().center().x() - kSign / 2, rect().center().y() - kSign - kSpace, kSign, kSign);
  icon(QStringLiteral("download"), c.accent).paint(&painter, sign);
  QFont font = themeFont(FontRole::Number);
  painter.setFont(font);
  painter.setPen(c.text);
  painter.drawText(rect().adjusted(0, kMargin + kSpace, 0, kMargin + kSpace), Qt::AlignCenter, text_);
}

}  // namespace dyadic::widgets
