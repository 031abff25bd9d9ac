// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QString>
#include <QToolButton>

class QPainter;

/// Small things that every panel is made of.
namespace dyadic::widgets {

/// A flat button with an icon only: `text` is its tool tip and what a screen reader says.
[[nodiscard]] QToolButton* iconButton(const QString& iconName, const QString& text);

[[nodiscard]] QLabel* mutedLabel(const QString& text = {});
[[nodiscard]] QLabel* headingLabel(const QString& text);
/// Red, wrapped, hidden while empty: the place for what is wrong with the field above.
[[nodiscard]] QLabel* problemLabel();
void showProblem(QLabel& label, const QString& text);

/// Sets a property that the style sheet looks at, and has it looked at again.
void setStyleProperty(QWidget& widget, const char* name, const QVariant& value);

/// One line that is cut with an ellipsis where there is no room; the tool tip then has all of it.
class ElidedLabel : public QLabel {
  Q_OBJECT
 public:
  explicit ElidedLabel(const QString& text = {}, Qt::TextElideMode mode = Qt::ElideRight);
  void setFullText(const QString& text);
  [[nodiscard]] QString fullText() const { return full_; }
  [[nodiscard]] QSize minimumSizeHint() const override;
  [[nodiscard]] QSize sizeHint() const override;

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void elide();

  QString full_;
  Qt::TextElideMode mode_;
};

/// A rounded label with tinted background; returns its width. `right`: the rectangle's right edge is the anchor.
int paintPill(QPainter& painter, const QRect& rect, const QString& text, const QColor& color, bool right = false);

}  // namespace dyadic::widgets
