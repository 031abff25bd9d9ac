// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/Slider.h"

#include <QMouseEvent>
#include <QPainter>
#include <QStyle>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

constexpr double kKnob = 7;   // radius
constexpr double kInset = 8;  // of the track, so that knob and focus ring stay inside
constexpr int kMostTicks = 20;

}  // namespace

Slider::Slider(QWidget* parent) : QAbstractSlider(parent) {
  setOrientation(Qt::Horizontal);
  setFocusPolicy(Qt::StrongFocus);
  setAttribute(Qt::WA_Hover);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Slider::setFaint(bool on) {
  faint_ = on;
  update();
}

double Slider::knob() const {
  const double span = std::max(maximum() - minimum(), 1);
  return kInset + (width() - 2 * kInset) * (sliderPosition() - minimum()) / span;
}

int Slider::valueAt(double x) const {
  const double share = (x - kInset) / std::max(width() - 2 * kInset, 1.0);
  return minimum() + static_cast<int>(std::lround(std::clamp(share, 0.0, 1.0) * (maximum() - minimum())));
}

void Slider::paintEvent(QPaintEvent*) {
  const Colors& c = colors();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  const double y = height() / 2.0;
  const double x = knob();
  painter.setBrush(c.pressed);
  painter.drawRoundedRect(QRectF(kInset, y - 2, width() - 2 * kInset, 4), 2, 2);
  if (const int steps = maximum() - minimum(); steps > 0 && steps <= kMostTicks) {
    painter.setBrush(c.borderStrong);
    for (int i = 0; i <= steps; ++i) painter.drawEllipse(QPointF(kInset + (width() - 2 * kInset) * i / steps, y), 1, 1);
  }
  painter.setBrush(!isEnabled() || faint_ ? c.textFaint : c.accent);
  painter.drawRoundedRect(QRectF(kInset, y - 2, x - kInset, 4), 2, 2);
  const bool hot = isEnabled() && (underMouse() || isSliderDown());
  painter.setPen(QPen(hasFocus() || hot ? c.accent : c.borderStrong, hasFocus() ? 1.8 : 1.2));
  painter.setBrush(isSliderDown() ? c.accentSoft : c.raised);
  painter.drawEllipse(QPointF(x, y), kKnob - 0.5, kKnob - 0.5);
  painter.setPen(Qt::NoPen);
  painter.setBrush(!isEnabled() || faint_ ? c.textFaint : c.accent);
  painter.drawEllipse(QPointF(x, y), 2.5, 2.5);
}

void Slider::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return event->ignore();
  setSliderDown(true);
  setSliderPosition(valueAt(event->position().x()));
  update();
}

void Slider::mouseMoveEvent(QMouseEvent* event) {
  if (isSliderDown()) setSliderPosition(valueAt(event->position().x()));
}

void Slider::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !isSliderDown()) return event->ignore();
  setSliderDown(false);
  update();
}

void Slider::wheelEvent(QWheelEvent* event) { event->ignore(); }

}  // namespace dyadic::widgets
