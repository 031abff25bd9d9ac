// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QString>
#include <QWidget>
#include <Qt>
#include <chrono>
#include <functional>
#include <stdexcept>

class QAbstractButton;
class QAbstractItemView;

namespace dyadic::widgets {
class Segmented;
}

namespace dyadic::walk {

/// What was to be done and could not.
class Failure : public std::runtime_error {
 public:
  explicit Failure(const QString& what) : std::runtime_error(what.toStdString()) {}
};

/// What a person does to a window: looks for something, clicks, presses keys, waits, takes a picture. Everything throws
/// Failure where that cannot be done. Window thread.
class Hands {
 public:
  static constexpr std::chrono::minutes kPatience{2};

  /// Pictures go to `folder`, which is made.
  Hands(QWidget& window, const QDir& folder);

  /// A visible widget of a class in `where`.
  template <class Widget>
  [[nodiscard]] static Widget& see(const QWidget& where, const QString& name = {}) {
    for (auto* each : where.template findChildren<Widget*>(name))
      if (each->isVisible()) return *each;
    throw Failure(QStringLiteral("%1 %2 is not there").arg(QLatin1String(Widget::staticMetaObject.className()), name));
  }
  /// The button in `where` with a text of the program, in the language in force. Waits for it to be enabled.
  [[nodiscard]] static QAbstractButton& button(const QWidget& where, const char* context, const char* text,
                                               std::chrono::milliseconds patience = kPatience);
  /// Whether it is there now.
  [[nodiscard]] static bool hasButton(const QWidget& where, const char* context, const char* text);
  /// The one that stands out as what to do next.
  [[nodiscard]] static QAbstractButton& primaryButton(const QWidget& where);

  static void click(QWidget& widget);
  static void choose(const widgets::Segmented& choices, int index);
  static void clickCell(const QAbstractItemView& view, int row, int column = 0);
  static void doubleClickCell(const QAbstractItemView& view, int row, int column);
  void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const;
  /// Replaces what stands in the field that `editor` is or that it holds.
  static void type(QWidget& editor, const QString& text);
  /// Drags along an upright line.
  static void dragUp(QWidget& widget, const QPoint& from, int pixels);

  static void until(const QString& what, const std::function<bool()>& holds,
                    std::chrono::milliseconds patience = kPatience);
  /// A dialog that was just asked for, as soon as it is there.
  template <class Dialog>
  [[nodiscard]] Dialog& dialog() const {
    Dialog* found = nullptr;
    until(QLatin1String(Dialog::staticMetaObject.className()), [&] {
      found = window_.findChild<Dialog*>();
      return found != nullptr && found->isVisible();
    });
    return *found;
  }
  static void closeWithEscape(QWidget& dialog);

  /// Window and dialogs over it, in the pixels of the screen, as NUMBER-name.png.
  void photograph(const QString& name);

 private:
  QWidget& window_;
  QDir folder_;
  int pictures_ = 0;
};

}  // namespace dyadic::walk
