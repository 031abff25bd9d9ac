// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace dyadic::widgets {

/// Lies over a whole window while files are dragged above it, and says what dropping them does. Takes no events.
/// Hidden at first.
class DropHint : public QWidget {
  Q_OBJECT
 public:
  explicit DropHint(QWidget& window);
  /// `text`: what would happen.
  void showHint(const QString& text);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QString text_;
};

}  // namespace dyadic::widgets
