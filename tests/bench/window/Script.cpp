// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/window/Script.h"

#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QLineEdit>
#include <QScrollBar>
#include <QTest>
#include <QWheelEvent>
#include <vector>

#include "widgets/controls/Segmented.h"
#include "widgets/plots/Plot.h"

namespace dyadic::bench {
namespace {

constexpr int kStepsPerView = 120;
constexpr int kViews = 4;

}  // namespace

template <class Widget>
Widget* Script::anyVisible() {
  std::vector<Widget*> found;
  for (Widget* each : window_.findChildren<Widget*>())
    if (each->isVisible() && each->isEnabled() && each->width() > 0 && each->height() > 0) found.push_back(each);
  return found.empty() ? nullptr : found[random_() % found.size()];
}

QPoint Script::anyPoint(const QWidget& widget) {
  return {static_cast<int>(random_() % static_cast<unsigned>(widget.width())),
          static_cast<int>(random_() % static_cast<unsigned>(widget.height()))};
}

int Script::showView(int index) {
  QTest::keyClick(&window_, static_cast<Qt::Key>(Qt::Key_1 + index), Qt::ControlModifier);
  return kViews;
}

bool Script::clickRow() {
  auto* view = anyVisible<QAbstractItemView>();
  if (view == nullptr || view->model() == nullptr || view->model()->rowCount() == 0) return false;
  QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, anyPoint(*view->viewport()));
  return true;
}

bool Script::clickTab() {
  auto* tabs = anyVisible<widgets::Segmented>();
  if (tabs == nullptr) return false;
  QWidget* tab = tabs->childAt(anyPoint(*tabs));
  if (tab == nullptr) return false;
  QTest::mouseClick(tab, Qt::LeftButton);
  return true;
}

bool Script::dragSlider() {
  std::vector<QAbstractSlider*> sliders;
  for (auto* each : window_.findChildren<QAbstractSlider*>())
    if (each->isVisible() && each->isEnabled() && qobject_cast<QScrollBar*>(each) == nullptr) sliders.push_back(each);
  if (sliders.empty()) return false;
  QAbstractSlider* slider = sliders[random_() % sliders.size()];
  QTest::keyClick(slider, random_() % 2 == 0 ? Qt::Key_Left : Qt::Key_Right);
  return true;
}

bool Script::turnWheel() {
  QWidget* target = random_() % 2 == 0 ? static_cast<QWidget*>(anyVisible<widgets::Plot>()) : nullptr;
  if (target == nullptr)
    if (auto* view = anyVisible<QAbstractItemView>(); view != nullptr) target = view->viewport();
  if (target == nullptr) return false;
  const QPoint at = target->rect().center();
  const int turn = random_() % 2 == 0 ? 120 : -120;
  QWheelEvent event(at, target->mapToGlobal(at), {}, {0, turn}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
  QCoreApplication::sendEvent(target, &event);
  return true;
}

bool Script::typeFilter() {
  auto* edit = window_.findChild<QLineEdit*>(QStringLiteral("filter"));
  if (edit == nullptr || !edit->isVisible()) return false;
  QTest::keyClick(edit, edit->text().isEmpty() ? Qt::Key_C : Qt::Key_Backspace);
  return true;
}

bool Script::hoverPlot() {
  auto* plot = anyVisible<widgets::Plot>();
  if (plot == nullptr) return false;
  QTest::mouseMove(plot, anyPoint(*plot));
  return true;
}

QString Script::step() {
  const int view = steps_ / kStepsPerView % kViews;
  if (steps_++ % kStepsPerView == 0) {
    showView(view);
    return QStringLiteral("view %1").arg(view + 1);
  }
  if (steps_ % 331 == 0) {
    window_.resize(steps_ % 2 == 0 ? QSize(1600, 1000) : QSize(1366, 768));
    return QStringLiteral("resize");
  }
  switch (random_() % 8) {
    case 0:
    case 1:
      if (clickRow()) return QStringLiteral("row");
      break;
    case 2:
      if (clickTab()) return QStringLiteral("tab");
      break;
    case 3:
    case 4:
      if (dragSlider()) return QStringLiteral("slider");
      break;
    case 5:
      if (turnWheel()) return QStringLiteral("wheel");
      break;
    case 6:
      if (typeFilter()) return QStringLiteral("filter");
      break;
    default:
      break;
  }
  hoverPlot();
  return QStringLiteral("hover");
}

}  // namespace dyadic::bench
