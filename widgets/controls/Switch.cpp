// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/Switch.h"

#include <QPainter>

#include "widgets/theme/Theme.h"

namespace dyadic::widgets {

Switch::Switch(QWidget* parent) : QAbstractButton(parent) {
  setCheckable(true);
  setFocusPolicy(Qt::StrongFocus);
  setCursor(Qt::PointingHandCursor);
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize Switch::sizeHint() const { return {36, 22}; }

void Switch::paintEvent(QPaintEvent*) {
  const Colors& c = colors();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  QRectF track(2, (height() - 18) / 2.0, 32, 18);
  QColor fill = isChecked() ? c.accent : c.borderStrong;
  if (!isEnabled()) fill = isChecked() ? c.textFaint : c.border;
  painter.setPen(Qt::NoPen);
  painter.setBrush(fill);
  painter.drawRoundedRect(track, 9, 9);
  painter.setBrush(Qt::white);
  painter.drawEllipse(QRectF(isChecked() ? track.right() - 16 : track.left() + 2, track.top() + 2, 14, 14));
  if (hasFocus()) {
    painter.setPen(QPen(c.accent, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(track.adjusted(-1.5, -1.5, 1.5, 1.5), 10.5, 10.5);
  }
}

}  // namespace dyadic::widgets
