// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/walk/Hands.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QDialog>
#include <QLineEdit>
#include <QPainter>
#include <QPixmap>
#include <QPointer>
#include <QTest>
#include <iostream>

#include "widgets/controls/Segmented.h"
#include "widgets/theme/Theme.h"

namespace dyadic::walk {
namespace {

constexpr int kSettle = 500;  // ms until what was done is drawn

QString plain(QString text) { return text.remove(QLatin1Char('&')); }

QAbstractButton* buttonIn(const QWidget& where, const char* context, const char* text) {
  const QString wanted = plain(QCoreApplication::translate(context, text));
  for (auto* each : where.findChildren<QAbstractButton*>())
    if (each->isVisible() && plain(each->text()) == wanted) return each;
  return nullptr;
}

QRect cellOf(const QAbstractItemView& view, int row, int column) {
  const QAbstractItemModel* model = view.model();
  if (model == nullptr || row >= model->rowCount() || column >= model->columnCount())
    throw Failure(QStringLiteral("%1 has no row %2").arg(view.accessibleName()).arg(row));
  return view.visualRect(model->index(row, column));
}

}  // namespace

Hands::Hands(QWidget& window, const QDir& folder) : window_(window), folder_(folder) {
  if (!folder_.mkpath(QStringLiteral("."))) throw Failure(QStringLiteral("%1 cannot be made").arg(folder_.path()));
}

QAbstractButton& Hands::button(const QWidget& where, const char* context, const char* text,
                               std::chrono::milliseconds patience) {
  QAbstractButton* found = nullptr;
  const auto enabled = [&] {
    found = buttonIn(where, context, text);
    return found != nullptr && found->isEnabled();
  };
  until(QStringLiteral("the button %1").arg(QLatin1String(text)), enabled, patience);
  return *found;
}

bool Hands::hasButton(const QWidget& where, const char* context, const char* text) {
  return buttonIn(where, context, text) != nullptr;
}

QAbstractButton& Hands::primaryButton(const QWidget& where) {
  QAbstractButton* found = nullptr;
  const auto enabled = [&] {
    for (auto* each : where.findChildren<QAbstractButton*>())
      if (each->isVisible() && each->property("primary").toBool()) found = each;
    return found != nullptr && found->isEnabled();
  };
  until(QStringLiteral("the button of %1").arg(where.objectName()), enabled);
  return *found;
}

void Hands::click(QWidget& widget) {
  if (!widget.isVisible() || !widget.isEnabled())
    throw Failure(QStringLiteral("%1 cannot be clicked").arg(widget.objectName()));
  QTest::mouseClick(&widget, Qt::LeftButton);
}

void Hands::choose(const widgets::Segmented& choices, int index) {
  const auto buttons = choices.findChildren<QAbstractButton*>();
  if (index >= buttons.size()) throw Failure(QStringLiteral("there is no choice %1").arg(index));
  click(*buttons[index]);
}

void Hands::clickCell(const QAbstractItemView& view, int row, int column) {
  QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, cellOf(view, row, column).center());
}

void Hands::doubleClickCell(const QAbstractItemView& view, int row, int column) {
  clickCell(view, row, column);
  QTest::mouseDClick(view.viewport(), Qt::LeftButton, {}, cellOf(view, row, column).center());
}

void Hands::key(Qt::Key key, Qt::KeyboardModifiers modifiers) const {
  until(QStringLiteral("the window to be active"), [&] {
    window_.activateWindow();  // not every platform goes back to it by itself when a dialog closes
    return window_.isActiveWindow();
  });
  QTest::keyClick(&window_, key, modifiers);
}

void Hands::type(QWidget& editor, const QString& text) {
  auto* field = qobject_cast<QLineEdit*>(&editor);
  if (field == nullptr) field = editor.findChild<QLineEdit*>();
  if (field == nullptr) throw Failure(QStringLiteral("there is nothing to type %1 into").arg(text));
  QTest::mouseClick(field, Qt::LeftButton);
  QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
  QTest::keyClicks(field, text);
}

void Hands::dragUp(QWidget& widget, const QPoint& from, int pixels) {
  QTest::mousePress(&widget, Qt::LeftButton, {}, from);
  for (int i = 1; i <= 4; ++i) {
    const QPoint at = from - QPoint(0, pixels * i / 4);
    QMouseEvent move(QEvent::MouseMove, at, widget.mapToGlobal(at), Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&widget, &move);
  }
  QTest::mouseRelease(&widget, Qt::LeftButton, {}, from - QPoint(0, pixels));
}

void Hands::until(const QString& what, const std::function<bool()>& holds, std::chrono::milliseconds patience) {
  if (!QTest::qWaitFor(holds, static_cast<int>(patience.count())))
    throw Failure(QStringLiteral("waited in vain for %1").arg(what));
}

void Hands::closeWithEscape(QWidget& dialog) {
  const QPointer<QWidget> open(&dialog);
  QTest::keyClick(&dialog, Qt::Key_Escape);
  until(QStringLiteral("the dialog to close"), [&] { return !open || !open->isVisible(); });
}

void Hands::photograph(const QString& name) {
  QTest::qWait(kSettle);
  QPixmap picture = window_.grab();
  QPainter painter(&picture);
  for (QWidget* each : QApplication::topLevelWidgets()) {
    if (!each->isVisible() || qobject_cast<QDialog*>(each) == nullptr) continue;
    QRect place(window_.mapFromGlobal(each->mapToGlobal(QPoint())), each->size());
    if (!window_.rect().contains(place)) place.moveCenter(window_.rect().center());
    painter.fillRect(window_.rect(), QColor(0, 0, 0, 40));
    painter.drawPixmap(place.topLeft(), each->grab());
    painter.setPen(widgets::colors().borderStrong);
    painter.drawRect(place.adjusted(-1, -1, 0, 0));
  }
  painter.end();
  const QString file =
      folder_.filePath(QStringLiteral("%1-%2.png").arg(++pictures_, 2, 10, QLatin1Char('0')).arg(name));
  if (!picture.save(file)) throw Failure(QStringLiteral("%1 cannot be written").arg(file));
  std::cout << file.toStdString() << std::endl;
}

}  // namespace dyadic::walk
