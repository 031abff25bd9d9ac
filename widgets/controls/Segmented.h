// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QButtonGroup;

namespace dyadic::widgets {

/// A few exclusive choices side by side: Linear | Log, or the views of the window.
class Segmented : public QWidget {
  Q_OBJECT
 public:
  explicit Segmented(const QStringList& choices, QWidget* parent = nullptr);
  /// The first one is the current one. Emits nothing.
  void addChoice(const QString& text);
  [[nodiscard]] int current() const;
  /// Emits nothing.
  void setCurrent(int index);
  void setChoiceEnabled(int index, bool on);

 Q_SIGNALS:
  void currentChanged(int index);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QButtonGroup* group_;
};

}  // namespace dyadic::widgets
