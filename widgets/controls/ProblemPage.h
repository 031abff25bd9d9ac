// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace dyadic::widgets {

/// Stands where a view cannot show what was asked for: what failed, and a text about it as long as it needs to be, that
/// scrolls and can be selected and copied.
class ProblemPage : public QWidget {
  Q_OBJECT
 public:
  /// `action`: what to do instead.
  explicit ProblemPage(const QString& action, QWidget* parent = nullptr);
  void say(const QString& title, const QString& text);
  /// Title and text.
  [[nodiscard]] QString said() const;

 Q_SIGNALS:
  void actionTriggered();

 private:
  void paintMark();

  QLabel* mark_;
  QLabel* title_;
  QPlainTextEdit* text_;
  QPushButton* copy_;
};

}  // namespace dyadic::widgets
