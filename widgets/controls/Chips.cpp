// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/Chips.h"

#include <QAbstractButton>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <algorithm>

#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

constexpr int kHeight = 24;
constexpr int kGap = 4;
constexpr int kFieldWidth = 56;

class Chip : public QAbstractButton {
 public:
  Chip(const QString& text, QWidget* parent) : QAbstractButton(parent) {
    setText(text);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
  }
  [[nodiscard]] QSize sizeHint() const override {
    QFont semibold = themeFont(FontRole::Small);
    semibold.setWeight(QFont::DemiBold);  // room for the chosen one's weight, so that nothing moves
    return {std::max(QFontMetrics(semibold).horizontalAdvance(text()) + 16, 30), kHeight};
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    const Colors& c = colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor edge = hasFocus() || (isChecked() && isEnabled()) ? c.accent : underMouse() ? c.textFaint : c.border;
    painter.setPen(QPen(edge, hasFocus() ? 1.6 : 1));
    painter.setBrush(isChecked() ? (isEnabled() ? c.accentSoft : c.hover) : c.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.8, 0.8, -0.8, -0.8), kRadius, kRadius);
    QFont own = themeFont(FontRole::Small);
    if (isChecked()) own.setWeight(QFont::DemiBold);
    painter.setFont(own);
    painter.setPen(!isEnabled() ? c.textFaint : isChecked() || underMouse() ? c.text : c.textMuted);
    painter.drawText(rect(), Qt::AlignCenter, text());
  }
};

}  // namespace

Chips::Chips(Mode mode, QWidget* parent) : QWidget(parent), mode_(mode) {
  QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);  // as high as its lines
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
  setFocusPolicy(Qt::StrongFocus);
}

void Chips::setChoices(const QStringList& texts) {
  while (count() > texts.size()) {
    chips_.back()->deleteLater();
    chips_.back()->hide();
    chips_.pop_back();
  }
  for (int i = 0; i < texts.size(); ++i) {
    if (i == count()) {
      auto* fresh = new Chip({}, this);
      connect(fresh, &QAbstractButton::clicked, this, [this, i] {
        if (mode_ == Mode::One) setChosen(i);
        Q_EMIT clicked(i);
      });
      chips_.push_back(fresh);
      fresh->installEventFilter(this);
      fresh->show();
    }
    chip(i)->setText(texts[i]);
    chip(i)->setChecked(false);
  }
  setFocusProxy(chips_.empty() ? nullptr : chips_.front());
  for (std::size_t i = 1; i < chips_.size(); ++i) setTabOrder(chips_[i - 1], chips_[i]);
  if (add_ && !chips_.empty()) setTabOrder(chips_.back(), add_);
  placed();
}

bool Chips::isChosen(int index) const { return index >= 0 && index < count() && chip(index)->isChecked(); }

void Chips::setChosen(int index, bool on) {
  if (index < 0 || index >= count()) return;
  if (mode_ == Mode::One && on)
    for (QAbstractButton* each : chips_) each->setChecked(false);
  chip(index)->setChecked(on);
}

int Chips::current() const {
  for (int i = 0; i < count(); ++i)
    if (isChosen(i)) return i;
  return -1;
}

void Chips::setTip(int index, const QString& tip) {
  if (index >= 0 && index < count()) chip(index)->setToolTip(tip);
}

void Chips::setCanAdd(const QString& tip) {
  add_ = new Chip(QStringLiteral("+"), this);
  add_->setCheckable(false);
  add_->setToolTip(tip);
  add_->setAccessibleName(tip);
  add_->setObjectName(QStringLiteral("add"));
  field_ = new QLineEdit(this);
  field_->setAccessibleName(tip);
  field_->setProperty("small", true);
  field_->installEventFilter(this);
  field_->hide();
  connect(add_, &QAbstractButton::clicked, this, [this] { setAdding(true); });
  connect(field_, &QLineEdit::returnPressed, this, [this] {
    const QString text = field_->text().trimmed();
    setAdding(false);
    add_->setFocus();
    if (!text.isEmpty()) Q_EMIT entered(text);
  });
  placed();
}

void Chips::setAdding(bool on) {
  field_->clear();
  field_->setVisible(on);
  add_->setVisible(!on);
  placed();
  if (on) field_->setFocus();
}

void Chips::placed() {
  updateGeometry();
  static_cast<void>(arrange(width(), true));
}

std::vector<QWidget*> Chips::items() const {
  std::vector<QWidget*> all(chips_.begin(), chips_.end());
  if (add_) all.push_back(field_->isHidden() ? static_cast<QWidget*>(add_) : field_);
  return all;
}

int Chips::arrange(int width, bool move) const {
  int x = 0;
  int y = 0;
  for (QWidget* item : items()) {
    const int wide = item == field_ ? kFieldWidth : item->sizeHint().width();
    if (x > 0 && x + wide > width) {
      x = 0;
      y += kHeight + kGap;
    }
    if (move) item->setGeometry(x, y, wide, kHeight);
    x += wide + kGap;
  }
  return y + kHeight;
}

QSize Chips::sizeHint() const {
  int width = 0;
  for (const QWidget* item : items()) width += (item == field_ ? kFieldWidth : item->sizeHint().width()) + kGap;
  return {std::max(width - kGap, 0), kHeight};
}

QSize Chips::minimumSizeHint() const {
  int width = 0;
  for (const QWidget* item : items()) width = std::max(width, item->sizeHint().width());
  return {std::min(width, 96), kHeight};
}

void Chips::resizeEvent(QResizeEvent*) { static_cast<void>(arrange(width(), true)); }

bool Chips::eventFilter(QObject* watched, QEvent* event) {
  if (watched == field_) {
    if (event->type() == QEvent::FocusOut) setAdding(false);
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
      add_->setVisible(true);
      add_->setFocus();
      return true;
    }
  } else if (event->type() == QEvent::KeyPress) {
    const int key = static_cast<QKeyEvent*>(event)->key();
    const int by = key == Qt::Key_Right ? 1 : key == Qt::Key_Left ? -1 : 0;
    const auto at = std::find(chips_.begin(), chips_.end(), watched);
    const auto next = std::distance(chips_.begin(), at) + by;
    if (by != 0 && at != chips_.end() && next >= 0 && next < std::ssize(chips_)) {
      chips_[static_cast<std::size_t>(next)]->setFocus();
      if (mode_ == Mode::One) chips_[static_cast<std::size_t>(next)]->click();
      return true;
    }
  }
  return QWidget::eventFilter(watched, event);
}

}  // namespace dyadic::widgets
