// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

class QLabel;

namespace dyadic::widgets {

/// Stands where a view has nothing to show yet: an icon, what is not there, and what to do.
class EmptyPage : public QWidget {
  Q_OBJECT
 public:
  explicit EmptyPage(const QString& iconName, QWidget* parent = nullptr);
  void say(const QString& title, const QString& text);
  /// Title and text, for tests and screen readers.
  [[nodiscard]] QString said() const;

 private:
  void paintMark();

  QString iconName_;
  QLabel* mark_;
  QLabel* title_;
  QLabel* text_;
};

}  // namespace dyadic::widgets
