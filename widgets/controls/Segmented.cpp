// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/Segmented.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>

#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

class Segment : public QAbstractButton {
 public:
  explicit Segment(const QString& text) {
    setText(text);
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  }
  [[nodiscard]] QSize sizeHint() const override {
    QFont semibold = themeFont(FontRole::Small);
    semibold.setWeight(QFont::DemiBold);  // room for the chosen one's weight, so that nothing moves
    return {QFontMetrics(semibold).size(Qt::TextShowMnemonic, text()).width() + 22, 24};
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    const Colors& c = colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    if (isChecked() || hasFocus()) {
      painter.setPen(hasFocus() ? c.accent : c.borderStrong);
      painter.setBrush(isChecked() ? QBrush(c.raised) : QBrush(Qt::NoBrush));
      painter.drawRoundedRect(box, 5, 5);
    }
    QFont textFont = themeFont(FontRole::Small);
    if (isChecked()) textFont.setWeight(QFont::DemiBold);
    painter.setFont(textFont);
    painter.setPen(!isEnabled() ? c.textFaint : (isChecked() || underMouse() ? c.text : c.textMuted));
    painter.drawText(rect(), Qt::AlignCenter | Qt::TextShowMnemonic, text());
  }
  void enterEvent(QEnterEvent*) override { update(); }
  void leaveEvent(QEvent*) override { update(); }
};

}  // namespace

Segmented::Segmented(const QStringList& choices, QWidget* parent) : QWidget(parent), group_(new QButtonGroup(this)) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(2, 2, 2, 2);
  row->setSpacing(2);
  for (const QString& choice : choices) addChoice(choice);
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  connect(group_, &QButtonGroup::idClicked, this, &Segmented::currentChanged);
}

void Segmented::addChoice(const QString& text) {
  auto* segment = new Segment(text);
  const auto index = static_cast<int>(group_->buttons().size());
  segment->setChecked(index == 0);
  group_->addButton(segment, index);
  layout()->addWidget(segment);
}

int Segmented::current() const { return group_->checkedId(); }

void Segmented::setCurrent(int index) {
  if (QAbstractButton* button = group_->button(index)) button->setChecked(true);
}

void Segmented::setChoiceEnabled(int index, bool on) {
  if (QAbstractButton* button = group_->button(index)) button->setEnabled(on);
}

void Segmented::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(colors().hover);
  painter.drawRoundedRect(rect(), 7, 7);
}

}  // namespace dyadic::widgets
