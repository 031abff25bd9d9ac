// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/Section.h"

#include <QAbstractButton>
#include <QPainter>
#include <QVBoxLayout>

#include "widgets/theme/Icons.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

class SectionHeader : public QAbstractButton {
 public:
  explicit SectionHeader(const QString& title) {
    setText(title);
    setCheckable(true);
    setChecked(true);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  }
  [[nodiscard]] QSize sizeHint() const override { return {120, 24}; }

 protected:
  void paintEvent(QPaintEvent*) override {
    const Colors& c = colors();
    QPainter painter(this);
    painter.setFont(themeFont(FontRole::Heading));
    painter.setPen(isEnabled() ? c.text : c.textFaint);
    painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter, text());
    const QString chevron = isChecked() ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right");
    dyadic::widgets::icon(chevron, underMouse() || hasFocus() ? c.text : c.textFaint)
        .paint(&painter, QRect(width() - kIconSize, (height() - kIconSize) / 2, kIconSize, kIconSize));
    if (hasFocus()) {
      painter.setPen(c.accent);
      painter.drawLine(0, height() - 1, painter.fontMetrics().horizontalAdvance(text()), height() - 1);
    }
  }
};

}  // namespace

Section::Section(const QString& title, QWidget* content, QWidget* parent)
    : QWidget(parent), header_(new SectionHeader(title)), content_(content) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(kHalfSpace);
  column->addWidget(header_);
  column->addWidget(content_);
  connect(header_, &QAbstractButton::toggled, content_, &QWidget::setVisible);
}

void Section::setOpen(bool on) { header_->setChecked(on); }

bool Section::isOpen() const { return header_->isChecked(); }

}  // namespace dyadic::widgets
