// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAbstractButton;

namespace dyadic::widgets {

/// A heading that opens and closes what is below it.
class Section : public QWidget {
  Q_OBJECT
 public:
  Section(const QString& title, QWidget* content, QWidget* parent = nullptr);
  void setOpen(bool on);
  [[nodiscard]] bool isOpen() const;

 private:
  QAbstractButton* header_;
  QWidget* content_;
};

}  // namespace dyadic::widgets
