// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPoint>
#include <QString>
#include <random>

class QWidget;

namespace dyadic::bench {

/// Uses a window as a person does who tries everything that cannot be regretted: clicks rows and tabs, drags sliders,
/// turns the wheel over plots and lists, types into filters, changes the size, goes from view to view. One step a call,
/// on the window's thread; the same steps for the same widgets.
class Script {
 public:
  explicit Script(QWidget& window) : window_(window) {}

  /// Shows each view once, so that what is made on first sight is made. Returns how many there are.
  int showView(int index);
  /// Next step; says what it was.
  QString step();

 private:
  template <class Widget>
  [[nodiscard]] Widget* anyVisible();
  [[nodiscard]] QPoint anyPoint(const QWidget& widget);
  bool clickRow();
  bool clickTab();
  bool dragSlider();
  bool turnWheel();
  bool typeFilter();
  bool hoverPlot();

  QWidget& window_;
  std::mt19937 random_{1};
  int steps_ = 0;
};

}  // namespace dyadic::bench
