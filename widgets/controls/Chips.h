// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>
#include <vector>

class QAbstractButton;
class QLineEdit;

namespace dyadic::widgets {

/// Small labelled buttons in lines that wrap: of several choices one, or any of them.
class Chips : public QWidget {
  Q_OBJECT
 public:
  enum class Mode { One, Any };
  explicit Chips(Mode mode, QWidget* parent = nullptr);

  /// Nothing is chosen then. Emits nothing.
  void setChoices(const QStringList& texts);
  [[nodiscard]] int count() const { return static_cast<int>(chips_.size()); }
  [[nodiscard]] bool isChosen(int index) const;
  /// Emits nothing.
  void setChosen(int index, bool on = true);
  [[nodiscard]] int current() const;  ///< the first that is chosen; -1 for none
  void setTip(int index, const QString& tip);
  /// The chip at an index, for tests.
  [[nodiscard]] QAbstractButton* chip(int index) const { return chips_[static_cast<std::size_t>(index)]; }
  /// A last chip "+" that turns into a field; entered() says what was typed there.
  void setCanAdd(const QString& tip);

  [[nodiscard]] bool hasHeightForWidth() const override { return true; }
  [[nodiscard]] int heightForWidth(int width) const override { return arrange(width, false); }
  [[nodiscard]] QSize sizeHint() const override;  ///< all in one line
  [[nodiscard]] QSize minimumSizeHint() const override;

 Q_SIGNALS:
  void clicked(int index);  ///< by the user, who has chosen it or not
  void entered(const QString& text);

 protected:
  void resizeEvent(QResizeEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  [[nodiscard]] int arrange(int width, bool move) const;
  [[nodiscard]] std::vector<QWidget*> items() const;
  void setAdding(bool on);
  void placed();

  Mode mode_;
  std::vector<QAbstractButton*> chips_;
  QAbstractButton* add_ = nullptr;
  QLineEdit* field_ = nullptr;
};

}  // namespace dyadic::widgets
