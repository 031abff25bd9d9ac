// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractSlider>

namespace dyadic::widgets {

/// A lying slider whose knob goes to where the mouse is pressed. The wheel scrolls what is around it instead of
/// changing a value by accident. Between sliderPressed() and sliderReleased() it is one change.
class Slider : public QAbstractSlider {
  Q_OBJECT
 public:
  explicit Slider(QWidget* parent = nullptr);
  /// Drawn grey: it shows a value that comes from elsewhere.
  void setFaint(bool on);
  [[nodiscard]] QSize sizeHint() const override { return {96, 24}; }
  [[nodiscard]] QSize minimumSizeHint() const override { return {48, 24}; }

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;

 private:
  [[nodiscard]] double knob() const;
  [[nodiscard]] int valueAt(double x) const;

  bool faint_ = false;
};

}  // namespace dyadic::widgets
